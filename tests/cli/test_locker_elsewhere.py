"""`locker move` on the command line, and lockers that are named by an address."""

import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.stores import nobody_listens, webdav_server


def test_a_locker_is_moved_and_the_next_command_finds_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "said.txt").write_text("“The pier is open,” Ana Ruiz said.\n")
    assert run("ingest", "said.txt").returncode == 0
    with webdav_server(tmp_path / "served", protected=False) as server:
        url = f"webdav+http://{server}/desk"
        planned = run("locker", "move", "--to", url, "--dry-run")
        assert f"1 file of 1 would be copied to {url}; 0 files are there" in planned.stderr
        moved = run("locker", "move", "--to", url)
        assert moved.returncode == 0
        assert f"1 file copied to {url}, 0 files were there already; each was compared" in moved.stderr
        assert f"this workspace works with {url} from now on" in moved.stderr
        shutil.rmtree(".claimtrack/locker")
        assert "all intact" in run("verify").stderr
        assert run("locker", "list").stdout.count("article 1") == 1
        refused = run("locker", "move", "--to", url)
        assert (refused.returncode, "already" in refused.stderr) == (2, True)
        monkeypatch.setenv("CLAIMTRACK_LOCKER", url)
        told = run("locker", "move", "--to", "back")
        assert f"nothing was switched: set CLAIMTRACK_LOCKER to {tmp_path / 'back'}" in told.stderr


@pytest.mark.parametrize(
    ("locker", "code", "words"),
    [
        ("file:///srv/locker", 3, "is on this machine; name the folder itself"),
        ("gs://bucket/locker", 3, "pip install gcsfs"),
        ("webdav+http://desk:word@SERVER/locker", 1, "cannot be read"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locker: str, code: int, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAIMTRACK_LOCKER", locker.replace("SERVER", nobody_listens()))
    (tmp_path / "said.txt").write_text("“The pier is open,” Ana Ruiz said.\n")
    told = run("ingest", "said.txt")
    assert told.returncode == code
    assert words in told.stderr
    assert ":word@" not in told.stderr


@pytest.mark.parametrize("written", ["", "one\ntwo\n"])
def test_a_file_that_names_no_locker_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".claimtrack").mkdir()
    (tmp_path / ".claimtrack" / "locker-at").write_text(written)
    told = run("list")
    assert told.returncode == 3
    assert "says in one line where the locker of this workspace is, and does not" in told.stderr


@pytest.mark.usefixtures("desk")
def test_a_link_that_leads_to_itself_is_refused_without_a_traceback(run: Run) -> None:
    Path("loop").symlink_to("loop")
    assert "Traceback" not in run("locker", "move", "--to", "loop", "--dry-run").stderr
    refused = run("locker", "move", "--to", "loop")
    assert refused.returncode == 1
    assert refused.stderr.startswith("claimtrack: cannot make a locker at ")
    assert run("verify").returncode == 0
