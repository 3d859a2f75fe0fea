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
