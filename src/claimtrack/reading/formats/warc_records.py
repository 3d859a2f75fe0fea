"""The records of a WARC file, one after the other: what was asked for, when, and what came.

Source: the WARC format 1.1, https://iipc.github.io/warc-specifications/. Known libraries write to standard error, and
unpack without a limit; the format is a header, a length, and so many bytes.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from claimtrack.errors import InvalidInput
from claimtrack.reading.captures.account import TARGET
from claimtrack.reading.formats.gzipped import BrokenOff, unpacked_pieces

LARGEST_SUM = 200_000_000
"""Bytes of all records, unpacked."""
LARGEST_RECORD = 40_000_000
"""Bytes of a record that is looked into."""
MOST = 200_000
"""Records."""
_LONGEST_LINE = 65_536
_MOST_FIELDS = 200
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of a record, by small letters, and its block; empty where it was too large to look into."""

    fields: dict[str, str]
    block: bytes


class _Stream:
    """Bytes that come in pieces, to be taken by lines and by lengths."""

    def __init__(self, pieces: Iterable[bytes], name: str) -> None:
        self._pieces = iter(pieces)
        self._held = b""
        self._place = 0
        self._sum = 0
        self._name = name

    def _more(self) -> bool:
        piece = next(self._pieces, b"")
        self._sum += len(piece)
        if self._sum > LARGEST_SUM:
            raise InvalidInput(
                f"{self._name} is larger than {LARGEST_SUM:,} bytes unpacked; cut the page that you need out of it"
            )
        self._held, self._place = self._held[self._place :] + piece, 0
        return bool(piece)

    def line(self) -> bytes | None:
        """Take a line, None at the end; raises BrokenOff for one without an end or of more than 65,536 bytes."""
        while True:
            end = self._held.find(b"\n", self._place)
            if end >= 0:
                line = self._held[self._place : end]
                self._place = end + 1
                return line.rstrip(b"\r")
            if len(self._held) - self._place > _LONGEST_LINE:
                raise BrokenOff
            if not self._more():
                if self._place < len(self._held):
                    raise BrokenOff
                return None

    def take(self, length: int, *, keep: bool) -> bytes:
        """Take so many bytes, and keep them or not; raises BrokenOff where there are fewer."""
        kept = []
        while length:
            if self._place >= len(self._held) and not self._more():
                raise BrokenOff
            piece = self._held[self._place : self._place + length]
            self._place += len(piece)
            length -= len(piece)
            if keep:
                kept.append(piece)
        return b"".join(kept)


ANSWERS = frozenset({"response", "resource"})
"""The kinds of records in which pages are."""
ALL_KINDS = ANSWERS | {"request", "metadata", "warcinfo", "conversion", "continuation"}
"""Those whose blocks have digests of their own; ``revisit`` points to another record."""


def records(data: bytes, *, name: str, kinds: Collection[str] = ANSWERS) -> Iterator[Record]:
    """Yield the records of a WARC file, compressed or not, each whole; the blocks of these kinds and of accounts.

    Raises BrokenOff where the rest cannot be read, InvalidInput for one that unpacks beyond all measure.
    """
    pieces = unpacked_pieces(data) if data.startswith(_GZIP) else _cut(data)
    stream = _Stream(pieces, name)
    for _ in range(MOST):
        fields = _fields(stream)
        if fields is None:
            return
        length = fields.get("content-length", "")
        if not length.isdecimal() or len(length) > 15:
            raise BrokenOff
        keep = int(length) <= LARGEST_RECORD and (
            fields.get("warc-type") in kinds or fields.get("warc-target-uri", "").startswith(TARGET)
        )
        yield Record(fields, stream.take(int(length), keep=keep))
    raise InvalidInput(f"{name} holds more than {MOST:,} records; cut the page that you need out of it")


def _cut(data: bytes) -> Iterator[bytes]:
    return (data[start : start + _LONGEST_LINE] for start in range(0, len(data), _LONGEST_LINE))


def _fields(stream: _Stream) -> dict[str, str] | None:
    """Take the header of a record; None at the end of the file."""
    line = stream.line()
    while line is not None and not line.strip():
        line = stream.line()
    if line is None:
        return None
    if not line.startswith(b"WARC/"):
        raise BrokenOff
    fields: dict[str, str] = {}
    for _ in range(_MOST_FIELDS):
        line = stream.line()
        if line is None:
            raise BrokenOff
        if not line:
            return fields
        key, _, value = line.decode("utf-8", "replace").partition(":")
        fields.setdefault(key.strip().lower(), value.strip())
    raise BrokenOff
