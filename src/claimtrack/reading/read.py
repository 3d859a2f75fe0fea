"""Bytes from a file or standard input, and the reader that fits them."""

import re
import sys
from dataclasses import fields, replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, BinaryIO, cast

from claimtrack.config import MAX_SIZE
from claimtrack.errors import InvalidInput, NotFound
from claimtrack.reading.document import Document, Reader
from claimtrack.reading.kinds import refusal
from claimtrack.reading.sniff import media_type_of
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
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_GROUP = "claimtrack.readers"


def read_document(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read bytes with the reader for what they are.

    Readers are entry points of the group ``claimtrack.readers``: one whose name is a media type reads that type.
    Raises InvalidInput when no reader takes this kind of file, or the one that does cannot read it.
    """
    if not data:
        raise InvalidInput(f"{name} is empty; there is nothing to read")
    media_type = media_type_of(data, name=name)
    found = entry_points(group=_GROUP, name=_READERS.get(media_type, media_type))
    if not found:
        raise refusal(name, media_type)
    reader = cast("Reader", next(iter(found)).load())
    return _storable(with_posts(reader(data, name=name, charset=charset)))


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
    try:
        with Path(named).open("rb") as stream:
            return _limited(stream, named, max_size)
    except FileNotFoundError as error:
        raise NotFound(f"no file {named}; check the name and the folder") from error
    except IsADirectoryError as error:
        raise InvalidInput(f"{named} is a folder; name the files in it") from error
    except OSError as error:
        raise InvalidInput(f"{named} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InvalidInput(f"{named!r} is no file name: {error}") from error


def _from_standard_input(max_size: int) -> bytes:
    # Python has no stream where a shell closed it.
    if sys.stdin is None:
        raise InvalidInput("standard input is closed; name a file instead of -")
    try:
        return _limited(sys.stdin.buffer, "standard input", max_size)
    except OSError as error:
        raise InvalidInput(f"standard input cannot be read: {error.strerror or error}") from error


def _limited(stream: BinaryIO, name: str, max_size: int) -> bytes:
    data = stream.read(max_size + 1)
    if len(data) > max_size:
        raise InvalidInput(
            f"{name} is larger than {max_size:,} bytes; " + Field("max_size", Blank.BYTES) + " takes more"
        )
    if not data:
        raise InvalidInput(f"{name} is empty; there is nothing to read")
    return data
