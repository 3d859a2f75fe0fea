"""What auto-archiver's page says of its files is held against them, and what does not match is named."""

import re
from pathlib import Path

import pytest
from tests.reading.captures.archiver import FILES, URL, archive
from tests.tsa import Authority

from claimtrack.errors import InvalidInput
from claimtrack.reading.captures.auto_archiver import Archived, archived_in


def _one(folder: Path) -> Archived:
    (found,) = archived_in(folder)
    return found


@pytest.mark.parametrize("algorithm", ["SHA-256", "SHA3-512"])
def test_each_file_is_held_against_its_hash_and_tokens_are_told_from_what_lies_beside(
    tmp_path: Path, north: Authority, algorithm: str
) -> None:
    page = archive(tmp_path / "a", authority=north, algorithm=algorithm)
    found = _one(tmp_path / "a")
    assert (found.page, found.url, found.faults, found.without) == (page, URL, (), ())
    assert [(one.name, one.stamped) for one in found.files] == [("weir.txt", True), ("gate.txt", True)]
    assert found.hashes == tmp_path / "a" / "hashes.txt"
    assert [one.name for one in found.tokens] == ["timestamp_token_north"]


def test_a_file_that_is_another_one_or_gone_is_named(tmp_path: Path) -> None:
    archive(tmp_path)
    (tmp_path / "weir.txt").write_bytes(b"The weir is open, it says.")
    (tmp_path / "gate.txt").unlink()
    found = _one(tmp_path)
    assert found.files == ()
    assert [name for name, _ in found.faults] == ["weir.txt", "gate.txt"]
    assert re.fullmatch(r"its SHA-256 is [0-9a-f]{64}, and the page says [0-9a-f]{64}", found.faults[0][1])
    assert found.faults[1][1] == "the page lists it, and it is not in the folder"


def test_a_file_by_a_link_is_none_of_the_folder(tmp_path: Path) -> None:
    archive(tmp_path / "a")
    (tmp_path / "weir.txt").write_bytes(FILES["weir.txt"])
    (tmp_path / "a" / "weir.txt").unlink()
    (tmp_path / "a" / "weir.txt").symlink_to(tmp_path / "weir.txt")
    assert [name for name, _ in _one(tmp_path / "a").faults] == ["weir.txt"]


def test_a_file_without_a_hash_is_told_apart(tmp_path: Path) -> None:
    archive(tmp_path, unhashed={"thumb.txt": b"small"})
    assert _one(tmp_path).without == ("thumb.txt",)


def test_of_two_files_of_one_name_the_one_is_meant_whose_path_fits(tmp_path: Path) -> None:
    archive(tmp_path / "local_archive" / "x")
    archive(tmp_path / "local_archive" / "y", files={"weir.txt": b"another"}, name="notes.txt")
    (found,) = archived_in(tmp_path)
    assert found.faults == ()
    assert found.files[0].path == tmp_path / "local_archive" / "x" / "weir.txt"


def test_a_hash_that_was_not_stamped_is_told(tmp_path: Path, north: Authority) -> None:
    archive(tmp_path, authority=north)
    (tmp_path / "hashes.txt").write_text("0" * 64)
    assert [one.stamped for one in _one(tmp_path).files] == [False, False]


def test_what_lies_with_the_tokens_and_is_too_large_for_one_is_named(tmp_path: Path, north: Authority) -> None:
    archive(tmp_path, authority=north)
    (tmp_path / "timestamp_token_north").write_bytes(b"0" * 200_001)
    found = _one(tmp_path)
    assert found.tokens == ()
    assert found.faults == (("timestamp_token_north", "it lies with the timestamps, and is too large for one"),)


@pytest.mark.parametrize("page", [b"<html>bellingcat/auto-archiver", b"", b"<table class='content'><tr><td>x</table>"])
def test_a_folder_without_such_a_page_is_refused(tmp_path: Path, page: bytes) -> None:
    (tmp_path / "a.html").write_bytes(page)
    with pytest.raises(InvalidInput, match="holds no page of auto-archiver's"):
        archived_in(tmp_path)
