"""Bytes from a file or standard input, and the reader that fits them."""

import re
import stat
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Protocol, cast

from claimtrack.config import MAX_SIZE, READ_MEGABYTES_VARIABLE, READ_SECONDS_VARIABLE, ReadLimits, read_limits
from claimtrack.errors import InvalidInput, NotFound, ReaderFailed
from claimtrack.reading.document import Document, Reader
from claimtrack.reading.kinds import refusal
from claimtrack.reading.processes.limits import limited
from claimtrack.reading.processes.worker import Died, TooSlow, Worker, own_worker
from claimtrack.reading.purpose import for_its_text
from claimtrack.reading.sniff import HTML_ENDINGS, media_type_of
from claimtrack.reading.timed_lines import with_posts
from claimtrack.remedies import Blank, Field

_READERS = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "message/rfc822": "mail",
    "multipart/related": "mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word",
    "application/vnd.oasis.opendocument.text": "opendocument",
    "application/vnd.oasis.opendocument.text-template": "opendocument",
    "application/rtf": "rtf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet": "spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet-template": "spreadsheet",
    "text/vtt": "subtitles",
    "application/x-subrip": "subtitles",
    "application/gzip": "gzip",
    "application/warc": "warc",
    "application/wacz": "wacz",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/nitf+xml": "news-xml",
    "application/newsml+xml": "news-xml",
    "application/json": "json",
}
_HARMLESS = frozenset({"text/plain", "text/markdown"})
"""Of these each character is looked at a few times, and none leads anywhere: they need no process of their own."""
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_GROUP = "claimtrack.readers"
_ReadHere = Callable[[bytes, str, str | None], Document]


def read_document(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read bytes with the reader for what they are.

    Readers are entry points of the group ``claimtrack.readers``: one whose name is a media type reads that type. All
    but plain text and Markdown is read in a process of its own, with limits of time and memory.
    Raises InvalidInput when no reader takes this kind of file, or the one that does cannot read it, and ReaderFailed
    when it hangs, dies, or takes all memory.
    """
    if not data or media_type_of(data, name=name) in _HARMLESS:
        return read_here(data, name, charset)
    return _read_by(own_worker(), read_here, data, name, charset)


def read_article(data: bytes, *, name: str, charset: str | None = None, worker: Worker | None = None) -> Document:
    """Read bytes as ``read_document`` does, or in the process of a worker, for the text of an article.

    What of a page nobody sees is not worked out: ``seen`` is None. Raises as ``read_document`` does.
    """
    if worker is None and (not data or media_type_of(data, name=name) in _HARMLESS):
        return read_article_here(data, name, charset)
    return _read_by(worker if worker is not None else own_worker(), read_article_here, data, name, charset)


class ReadDocument(Protocol):
    """What reads like ``read_document``, here or elsewhere."""

    def __call__(self, data: bytes, *, name: str, charset: str | None = None) -> Document: ...


def expect(names: Iterable[str]) -> None:
    """Let the process that reads pages load what it needs while this one does, where one of these may be a page."""
    if any("://" in name or PurePath(name).suffix.lower() in HTML_ENDINGS for name in names):
        own_worker().begin(_load_all_that_reads_a_page)


def _read_by(worker: Worker, read: _ReadHere, data: bytes, name: str, charset: str | None) -> Document:
    """Read in the process of a worker, whatever the bytes are."""
    limits = read_limits()
    try:
        return worker.call(_read_within, limits, read, data, name, charset, seconds=limits.seconds)
    except TooSlow as error:
        raise ReaderFailed(
            f"{name} took longer than {limits.seconds:g} seconds to read; save its text as a .txt file, or set "
            f"{READ_SECONDS_VARIABLE} to more"
        ) from error
    except Died as error:
        raise _failed(name, f"its reader died ({error})") from error


def read_here(data: bytes, name: str, charset: str | None) -> Document:
    """Do the same in this process, and without a limit."""
    if not data:
        raise InvalidInput(f"{name} is empty; there is nothing to read")
    media_type = media_type_of(data, name=name)
    try:
        reader = _reader(entry_points, _READERS.get(media_type, media_type))
    except LookupError:
        raise refusal(name, media_type) from None
    return _storable(with_posts(reader(data, name=name, charset=charset)))


def read_article_here(data: bytes, name: str, charset: str | None) -> Document:
    """Do the same for the text of an article, as ``read_article`` does."""
    with for_its_text():
        return read_here(data, name, charset)


@cache
def _reader(points: Callable[..., Iterable[EntryPoint]], named: str) -> Reader:
    """Return the reader of a name, as ``points`` finds it; raises LookupError, and is not asked again for one it found.

    What is installed is looked through for each question, which takes longer than reading a page.
    """
    for point in points(group=_GROUP, name=named):
        return cast("Reader", point.load())
    raise LookupError(named)


def _read_within(limits: ReadLimits, read: _ReadHere, data: bytes, name: str, charset: str | None) -> Document:
    """Read in the process of a worker: what fails there in any way is said of the file, and nothing else goes on."""
    try:
        with limited(memory=limits.memory, seconds=limits.seconds):
            return read(data, name, charset)
    except Exception as error:  # whatever a reader, or a library that it calls, did not foresee
        if _is_of_memory(error):
            raise ReaderFailed(
                f"{name} takes more than {limits.memory // 1_000_000:,} MB of memory to read; save its text as a "
                f".txt file, or set {READ_MEGABYTES_VARIABLE} to more"
            ) from None
        if isinstance(error, InvalidInput):
            raise
        raise _failed(name, f"its reader failed ({type(error).__name__}: {error})") from None


def _load_all_that_reads_a_page() -> None:
    with suppress(InvalidInput):
        read_here(b"<html><body><p>A page.</p></body></html>", "page.html", None)


def _failed(name: str, how: str) -> ReaderFailed:
    return ReaderFailed(f"{name} cannot be read: {how}; save its text as a .txt file")


def _is_of_memory(error: BaseException | None) -> bool:
    """Tell whether memory was what a reader lacked, which it may have taken for a fault of the file."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _storable(document: Document) -> Document:
    """Put a replacement mark for what no database keeps: NUL, and halves of surrogate pairs. No offset changes."""
    for field in fields(document):
        value = getattr(document, field.name)
        if isinstance(value, str) and _UNSTORABLE.search(value):
            changed: dict[str, Any] = {field.name: _UNSTORABLE.sub("\ufffd", value)}
            document = replace(document, **changed)
    return document


def read_input(named: str, *, max_size: int = MAX_SIZE) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``; never reads more than ``max_size`` and one byte.

    Raises NotFound for a file that is not there, InvalidInput for one that is too large or cannot be read.
    """
    if named == "-":
        return _from_standard_input(max_size)
    with _opened(named) as stream:
        return _limited(stream, named, max_size)


@contextmanager
def _opened(named: str) -> Iterator[BinaryIO]:
    try:
        refuse_pipe(Path(named))
        with Path(named).open("rb") as stream:
            yield stream
    except FileNotFoundError as error:
        raise NotFound(f"no file {named}; check the name and the folder") from error
    except IsADirectoryError as error:
        raise InvalidInput(f"{named} is a folder; name the files in it, as in {named.rstrip('/')}/*") from error
    except OSError as error:
        raise InvalidInput(f"{named} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InvalidInput(f"{named!r} is no file name: {error}") from error


def is_read(media_type: str) -> bool:
    """Tell whether some reader takes this kind of file; of a film nobody reads a text."""
    try:
        _reader(entry_points, _READERS.get(media_type, media_type))
    except LookupError:
        return media_type.startswith("text/")
    return True


def read_blocks(named: str, *, max_size: int) -> Generator[bytes, None, None]:
    """Yield the bytes of a file block by block, as they are when they are read; raises as ``read_input``."""
    with _opened(named) as stream:
        size = 0
        while block := stream.read(_BLOCK):
            size += len(block)
            if size > max_size:
                raise _too_large(named, max_size)
            yield block


_BLOCK = 1 << 20
_OPENED_FOR_US = re.compile(r"/dev/(stdin|null|fd/\d+)|/proc/(self|thread-self|\d+)/fd/\d+")


def refuse_pipe(path: Path) -> None:
    """Raise InvalidInput for a pipe that lies in a folder, and for a device.

    Who opens the one waits until somebody writes into it; the other gives bytes without end, or is a disk. What a shell
    opened for us, as in ``<(command)``, is written into already. Raises OSError as opening does.
    """
    mode = path.stat().st_mode
    if stat.S_ISFIFO(mode) and path.parts[:2] not in {("/", "dev"), ("/", "proc")}:
        raise InvalidInput(
            f"{path} is a pipe and no file; save what comes through it as a file, or pipe it in and name it -"
        )
    if (stat.S_ISCHR(mode) or stat.S_ISBLK(mode)) and not _OPENED_FOR_US.fullmatch(str(path)):
        raise InvalidInput(
            f"{path} is a device and no file; save what comes from it as a file, or pipe it in and name it -"
        )


def _from_standard_input(max_size: int) -> bytes:
    # Python has no stream where a shell closed it.
    if sys.stdin is None:
        raise InvalidInput("nothing is piped in where - was given; name a file instead")
    try:
        return _limited(sys.stdin.buffer, "standard input", max_size)
    except OSError as error:
        raise InvalidInput(f"standard input cannot be read: {error.strerror or error}") from error


def _limited(stream: BinaryIO, name: str, max_size: int) -> bytes:
    # Block by block: who asks a file for so many bytes at once gets a buffer that is as large, however small the file.
    blocks, left = [], max_size + 1
    while left and (block := stream.read(min(_BLOCK, left))):
        blocks.append(block)
        left -= len(block)
    data = b"".join(blocks)
    if not left:
        raise _too_large(name, max_size)
    if not data:
        raise InvalidInput(f"{name} is empty; there is nothing to read")
    return data


def _too_large(name: str, max_size: int) -> InvalidInput:
    return InvalidInput(f"{name} is larger than {max_size:,} bytes; " + Field("max_size", Blank.BYTES) + " takes more")
