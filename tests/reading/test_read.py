import io
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from claimtrack.errors import InvalidInput, NotFound
from claimtrack.reading.document import Document
from claimtrack.reading.read import read_document, read_input


@pytest.mark.parametrize(
    ("data", "name", "media_type", "text"),
    [
        (b"The river rose.", "a.txt", "text/plain", "The river rose."),
        (b"The *river* rose.", "a.md", "text/markdown", "The river rose."),
        (b"<html><body><p>The river rose.</p></body></html>", "a.txt", "text/html", "The river rose."),
        (b"\0\0\xfe\xff" + "The river rose.".encode("utf-32-be"), "a.txt", "text/plain", "The river rose."),
    ],
)
def test_the_reader_fits_the_content(data: bytes, name: str, media_type: str, text: str) -> None:
    document = read_document(data, name=name)
    assert (document.media_type, document.text) == (media_type, text)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.bin is empty"),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20,
            "a.bin is a picture (png), which cannot be read; run a text recognition over it",
        ),
        (
            bytes(range(256)) * 4,
            "a.bin is a file of an unknown kind, and no text, which cannot be read; save the article",
        ),
    ],
)
def test_what_no_reader_takes_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_document(data, name="a.bin")
    assert message in str(refused.value)


class _Point:
    """An entry point that gives a reader made for the test."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def load(self) -> object:
        """Give the reader."""
        return lambda _data, *, name, charset: self._document  # noqa: ARG005 - the names are the protocol's


def test_no_reader_lets_through_what_a_database_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Document(text="a\0b\ud800c", media_type="text/plain", title="\udfff", pages=(0, 3))
    monkeypatch.setattr("claimtrack.reading.read.entry_points", lambda **_: [_Point(found)])
    document = read_document(b"x", name="a.txt")
    assert (document.text, document.title, document.pages) == ("a\ufffdb\ufffdc", "\ufffd", (0, 3))


def test_a_reader_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def points(*, group: str, name: str) -> list[_Point]:
        asked.append(f"{group} {name}")
        return [_Point(Document(text="x", media_type="text/plain"))]

    monkeypatch.setattr("claimtrack.reading.read.entry_points", points)
    for _ in range(3):
        read_document(b"x", name="a.txt")
    assert asked == ["claimtrack.readers text"]


def test_a_reader_that_was_not_there_is_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[_Point] = []
    monkeypatch.setattr("claimtrack.reading.read.entry_points", lambda **_: found)
    with pytest.raises(InvalidInput):
        read_document(b"x", name="a.txt")
    found.append(_Point(Document(text="read", media_type="text/plain")))
    with pytest.raises(InvalidInput):
        read_document(b"", name="a.txt")
    assert read_document(b"x", name="a.txt").text == "read"


def test_a_page_of_100_megabytes_is_refused_before_all_of_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.touch()
    os.truncate(file, 100_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(InvalidInput, match="larger than 20,000,000 bytes; --max-size"):
            read_input(str(file))
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_a_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 100)
    assert read_input(str(file), max_size=100) == b"x" * 100
    with pytest.raises(InvalidInput, match="larger than 99 bytes; --max-size"):
        read_input(str(file), max_size=99)


def test_no_more_is_read_than_the_limit_and_one_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    class _Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1, /) -> bytes:
            assert size >= 0
            _Endless.given += size
            return b"x" * size

    class _Input:
        buffer = _Endless()

    monkeypatch.setattr(sys, "stdin", _Input())
    with pytest.raises(InvalidInput, match="standard input is larger than 1,000 bytes"):
        read_input("-", max_size=1_000)
    assert _Endless.given == 1_001


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="check the name and the folder"):
        read_input(str(tmp_path / "gone.txt"))


def test_what_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"")
    with pytest.raises(InvalidInput, match="is a folder; name the files in it"):
        read_input(str(tmp_path))
    with pytest.raises(InvalidInput, match="is empty"):
        read_input(str(file))
    with pytest.raises(InvalidInput, match="is no file name"):
        read_input("a\0b")
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_input(str(file / "inside"))

    def _refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", _refuse)
    with pytest.raises(InvalidInput, match="cannot be read: Permission denied"):
        read_input(str(file))


_READ = "from claimtrack.reading.read import read_input; print(len(read_input('-')))"


def test_standard_input_is_read_whole() -> None:
    done = subprocess.run([sys.executable, "-c", _READ], input=b"x" * 300_000, capture_output=True, check=True)
    assert done.stdout.strip() == b"300000"


@pytest.mark.parametrize(
    ("redirect", "told"),
    [("<&-", b"nothing is piped in where - was given"), ("0> {}", b"standard input ")],
    ids=["closed", "write-only"],
)
def test_standard_input_that_cannot_be_read_is_refused(redirect: str, told: bytes, tmp_path: Path) -> None:
    line = f'"$0" -c "$1" {redirect.format(tmp_path / "a.txt")}'
    done = subprocess.run(["sh", "-c", line, sys.executable, _READ], capture_output=True, check=False)
    assert b"InvalidInput: " + told in done.stderr
    assert b"None" not in done.stderr.splitlines()[-1]
