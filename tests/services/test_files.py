"""Files that are written as a whole or not at all."""

import os
import sys
from pathlib import Path

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.services.files import write_whole


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights there")
@pytest.mark.parametrize(("umask", "mode"), [(0o002, 0o664), (0o027, 0o640), (0o077, 0o600)])
def test_who_may_read_is_as_the_umask_has_it(tmp_path: Path, umask: int, mode: int) -> None:
    file = tmp_path / "report.html"
    before = os.umask(umask)
    try:
        write_whole(file, b"x")
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == mode


def test_what_was_there_stays_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "report.html"
    write_whole(file, b"before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InvalidInput, match="No space left on device"):
        write_whole(file, b"after")
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_name_as_long_as_names_may_be_is_written(tmp_path: Path) -> None:
    file = tmp_path / ("r" * 250 + ".txt")
    write_whole(file, b"x")
    assert file.read_bytes() == b"x"


def test_a_link_stays_one_and_a_file_keeps_its_rights(tmp_path: Path) -> None:
    real, link = tmp_path / "real.html", tmp_path / "link.html"
    real.write_bytes(b"old")
    real.chmod(0o600)
    link.symlink_to("real.html")
    write_whole(link, b"new")
    assert (link.is_symlink(), real.read_bytes(), real.stat().st_mode & 0o777) == (True, b"new", 0o600)
    (tmp_path / "broken").symlink_to("made")
    write_whole(tmp_path / "broken", b"made")
    assert (tmp_path / "made").read_bytes() == b"made"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes lie in folders there")
def test_a_pipe_is_written_into_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(InvalidInput, match="it is a pipe from which nobody reads"):
        write_whole(pipe, b"a report")
    reads = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, b"a report")
        assert os.read(reads, 100) == b"a report"
    finally:
        os.close(reads)
    assert pipe.is_fifo()
