"""Folders that killed runs left are taken away by the next one, and those in which somebody works are not."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claimtrack.services.working_folders import working_folder

_WORK = """
import sys, time
from pathlib import Path
from claimtrack.services.working_folders import working_folder
with working_folder(Path(sys.argv[1]), "export") as work:
    (work.path / "copy.db").write_text("a name in clear")
    print(work.path, flush=True)
    time.sleep(600)
"""


def _old(folder: Path, *, seconds: float = 3600) -> None:
    then = time.time() - seconds
    os.utime(folder, (then, then))


def _begun(beside: Path) -> tuple["subprocess.Popen[str]", Path]:
    """Start a process that works in such a folder."""
    process = subprocess.Popen([sys.executable, "-c", _WORK, str(beside)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def _end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def test_what_a_killed_run_left_goes_and_what_a_live_one_works_in_stays(tmp_path: Path) -> None:
    dead, left = _begun(tmp_path)
    alive, busy = _begun(tmp_path)
    try:
        _end(dead)
        for folder in (left, busy):
            _old(folder, seconds=3 * 24 * 3600)
        with working_folder(tmp_path, "export") as work:
            assert work.swept == (left.name,)
            assert not left.exists()
            assert (busy / "copy.db").exists()
        assert not work.path.exists()
    finally:
        _end(alive)


def test_a_folder_that_was_made_just_now_stays(tmp_path: Path) -> None:
    dead, left = _begun(tmp_path)
    _end(dead)
    with working_folder(tmp_path, "export") as work:
        assert work.swept == ()
    assert left.exists()


@pytest.mark.parametrize(("seconds", "goes"), [(3600, False), (2 * 24 * 3600, True)])
def test_where_there_are_no_locks_only_time_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, *, goes: bool
) -> None:
    left = tmp_path / ".claimtrack-export-abcdefgh"
    left.mkdir()
    _old(left, seconds=seconds)
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with working_folder(tmp_path, "export") as work:
        assert (work.swept == (left.name,)) is goes
    assert left.exists() is not goes


def test_nothing_else_is_touched(tmp_path: Path) -> None:
    precious = tmp_path / "elsewhere"
    precious.mkdir()
    (precious / "notes.txt").write_text("kept")
    link = tmp_path / ".claimtrack-export-aaaaaaaa"
    link.symlink_to(precious)
    for name in (".claimtrack-export-other-name", ".claimtrack-backup-bbbbbbbb", "claimtrack-export-cccccccc"):
        (tmp_path / name).mkdir()
        _old(tmp_path / name)
    file = tmp_path / ".claimtrack-export-dddddddd"
    file.write_text("no folder")
    _old(file)
    _old(precious)
    inside = tmp_path / ".claimtrack-export-eeeeeeee"
    inside.mkdir()
    (inside / "link").symlink_to(precious)
    _old(inside)
    with working_folder(tmp_path, "export") as work:
        assert work.swept == (inside.name,)
    assert (precious / "notes.txt").read_text() == "kept"
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        ".claimtrack-backup-bbbbbbbb",
        ".claimtrack-export-aaaaaaaa",
        ".claimtrack-export-dddddddd",
        ".claimtrack-export-other-name",
        "claimtrack-export-cccccccc",
        "elsewhere",
    ]
