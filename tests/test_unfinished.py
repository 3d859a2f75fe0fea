"""What is unfinished is gone afterwards, and so is what a killed process left of its kind."""

import os
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from claimtrack.unfinished import sweep, working_file, working_folder

Make = Callable[..., AbstractContextManager[Path]]
both = pytest.mark.parametrize("make", [working_folder, working_file])


def test_a_folder_is_its_owners_alone_and_gone_afterwards(tmp_path: Path) -> None:
    def work() -> None:
        with working_folder(".some-", beside=tmp_path) as folder:
            assert folder.parent == tmp_path
            assert folder.stat().st_mode & 0o777 == 0o700
            (folder / "within").mkdir()
            (folder / "within" / "kept").write_bytes(b"?")
            (folder / "within" / "kept").chmod(0o444)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        work()
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_its_owners_alone_and_stays_where_it_was_renamed(tmp_path: Path) -> None:
    before = os.umask(0o002)
    try:
        with working_file(".some-", beside=tmp_path) as file:
            assert file.stat().st_mode & 0o777 == 0o600
            file.rename(tmp_path / "whole")
    finally:
        os.umask(before)
    assert list(tmp_path.iterdir()) == [tmp_path / "whole"]


def test_temporary_files_are_where_the_system_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with working_folder("some-") as folder:
        assert list(tmp_path.iterdir()) == [folder]


@both
def test_what_a_killed_process_left_is_swept_and_what_one_works_in_is_not(make: Make, tmp_path: Path) -> None:
    _working(make, tmp_path, dies=True)
    (left,) = tmp_path.iterdir()
    alive = _working(make, tmp_path, dies=False)
    try:
        (in_use,) = tmp_path.iterdir()
        assert in_use != left  # who is alive swept it
        with make(".some-", beside=tmp_path) as own:
            assert set(tmp_path.iterdir()) == {in_use, own}
        sweep(".some-", tmp_path)
        assert list(tmp_path.iterdir()) == [in_use]
    finally:
        os.kill(alive, signal.SIGKILL)
        os.waitpid(alive, 0)
    with make(".other-", beside=tmp_path):
        assert in_use.exists()
    sweep(".some-", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_none_of_ours_stays(tmp_path: Path) -> None:
    outside, place, mark = tmp_path / "outside", tmp_path / "place", "0123456789abcdef"
    outside.mkdir()
    place.mkdir()
    (outside / "precious").write_bytes(b"?")
    (place / f".some-{mark}").symlink_to(outside)
    (place / ".some-file").write_bytes(b"?")
    os.mkfifo(place / f".some-{mark[::-1]}")
    before = set(place.iterdir())
    sweep(".some-", place)
    sweep(".some-", tmp_path / "nowhere")
    assert set(place.iterdir()) == before
    assert (outside / "precious").exists()


def _working(make: Make, where: Path, *, dies: bool) -> int:
    """Start a process that works on something there; one that ``dies`` is dead when this returns."""
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with make(".some-", beside=where):
                os.write(tell, b"!")
                if dies:
                    os.kill(os.getpid(), signal.SIGKILL)
                signal.pause()
        finally:
            os._exit(1)
    os.close(tell)
    assert os.read(ready, 1) == b"!"
    os.close(ready)
    if dies:
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    return child
