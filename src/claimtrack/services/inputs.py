"""Get what a user names: the bytes of a file, a web address or standard input, and dates."""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path

from claimtrack.config import MAX_MEDIA_SIZE, MAX_SIZE
from claimtrack.errors import ClaimtrackError, InvalidInput, NotFound, UsageError
from claimtrack.reading.encodings.charsets import told
from claimtrack.reading.metadata.published import latest_published, parse_published, written
from claimtrack.reading.read import expect as expect
from claimtrack.reading.read import is_read, read_blocks, read_input
from claimtrack.reading.sniff import media_type_of

STANDARD_INPUT = "-"
_HEAD = 1 << 20
"""Bytes at the front of a large file by which its kind is known: one block."""
_STANDARD_INPUT_NAME = "standard input"
_SERIAL = re.compile(r"[3-6]\d{4}(?:[.,]\d+)?")
"""A day between 1982 and 2091 as spreadsheets keep one, where nobody told them to show it as a date."""


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes, what the user called them, where they were fetched from, and in which encoding they are said to be.

    ``charset`` is ``Told`` where a person said it, and what the server said else.
    """

    data: bytes
    name: str
    url: str | None = None
    charset: str | None = None


def is_url(named: str) -> bool:
    """Tell whether a user's word is an address rather than a file."""
    return "://" in named


@dataclass(frozen=True, slots=True)
class FellOut:
    """What was named and cannot be taken, and why; where several are named, the others go on."""

    name: str
    error: ClaimtrackError


def named_once(named: Iterable[str]) -> list[str]:
    """Return what is named, in order, each once; raises UsageError where nothing is."""
    once = list(dict.fromkeys(named))
    if not once:
        raise UsageError("say what to read: a FILE, a URL, or - for standard input")
    return once


def each_input(
    named: Iterable[str],
    *,
    max_size: int = MAX_SIZE,
    allow_private: bool = False,
    encoding: str | None = None,
) -> Iterator[Input | FellOut]:
    """Read what is named, one after the other and not before it is asked for: of many, each holds its bytes.

    ``encoding`` is what a person says that all of it is in; raises UsageError for one that is none.
    """
    for word in named:
        try:
            yield one_input(word, max_size=max_size, allow_private=allow_private, encoding=encoding)
        except (InvalidInput, NotFound) as error:
            yield FellOut(word, error)


def first_looked_for(inputs: Iterator[Input | FellOut]) -> tuple[bool, Iterator[Input | FellOut]]:
    """Go on to the first input that can be had; tells whether there is one, and gives them all."""
    seen = []
    for one in inputs:
        seen.append(one)
        if isinstance(one, Input):
            return True, chain(seen, inputs)
    return False, iter(seen)


def one_input(
    named: str, *, max_size: int = MAX_SIZE, allow_private: bool = False, encoding: str | None = None
) -> Input:
    """Read one thing that is named; raises NotFound, InvalidInput or UsageError."""
    charset = told(encoding) if encoding is not None else None
    if is_url(named):
        from claimtrack.reading.fetch import fetch

        fetched = fetch(named, allow_private=allow_private, max_size=max_size)
        return Input(fetched.data, fetched.url, url=fetched.url, charset=charset or fetched.charset)
    if named == STANDARD_INPUT:
        return Input(read_input(named, max_size=max_size), _STANDARD_INPUT_NAME, charset=charset)
    return Input(read_input(named, max_size=max_size), _storable(Path(named).name), charset=charset)


def _storable(name: str) -> str:
    """Return a file's name with a replacement mark for each byte that is no character: no database keeps those."""
    return re.sub("[\ud800-\udfff]", "\ufffd", name)


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A file that is too large to be held in memory and that nothing reads text from: what it is called, and its kind.

    ``most`` bytes of it are taken.
    """

    path: str
    name: str
    media_type: str
    most: int


def large_file(named: str, *, max_size: int | None) -> LargeFile | None:
    """Return a file that is to be kept without being read; None for what is small, is read, or is no file.

    Its kind is told by its beginning: all that a film has. Raises as ``one_input``.
    """
    if is_url(named) or named == STANDARD_INPUT or not _is_large(Path(named)):
        return None
    with closing(read_blocks(named, max_size=_HEAD)) as blocks:
        head = next(blocks, b"")
    media_type = media_type_of(head, name=named)
    if is_read(media_type) or named.lower().endswith(".wacz"):
        return None
    return LargeFile(named, _storable(Path(named).name), media_type, max_size or MAX_MEDIA_SIZE)


def _is_large(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size > MAX_SIZE
    except (OSError, ValueError):  # it is said where it is opened
        return False


def local_input(named: str, *, max_size: int = MAX_SIZE) -> Input:
    """Read a file, or standard input for ``-``, and keep the name as it was given; no address is fetched."""
    return Input(read_input(named, max_size=max_size), _STANDARD_INPUT_NAME if named == STANDARD_INPUT else named)


def time_given(text: str | None) -> datetime | None:
    """Return the time that a person wrote, in UTC, or None where they wrote none; raises InvalidInput."""
    return parse_published(text) if text is not None else None


def publication_given(text: str | None) -> datetime | None:
    """Return when something was published as a person wrote it, in UTC; raises InvalidInput, for the future, too."""
    return parse_published(text, latest=latest_published()) if text is not None else None


def end_given(text: str | None) -> datetime | None:
    """Return the first moment after the day, or the time, that a person wrote, or None; raises InvalidInput."""
    if text is None:
        return None
    begun = parse_published(text)
    try:
        return begun if written(text).timed else begun + timedelta(days=1)
    except OverflowError as error:
        raise InvalidInput(f'"{text}" is too late a day; write it like 2026-11-24') from error


def day_given(text: str | None) -> date | None:
    """Return the day that a person wrote, or None where they wrote none; raises InvalidInput."""
    if text is not None and _SERIAL.fullmatch(text):
        raise InvalidInput(
            f'"{text}" is how a spreadsheet counts days, each program from another one; write the day like 2026-11-24'
        )
    return parse_published(text).date() if text is not None else None
