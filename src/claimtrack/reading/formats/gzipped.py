"""Files compressed with gzip: unpacked within limits, and read as what they are inside."""

import zlib
from collections.abc import Iterator
from dataclasses import replace

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document

LARGEST = 100_000_000
"""Bytes of one file, unpacked."""
_STEP = 16_384
"""Bytes that are unpacked at once: what is left behind a member is copied, and a file may hold very many members."""
_ENDINGS = (".gz", ".gzip", ".tgz")


class BrokenOff(Exception):
    """What is compressed ends before its end, or is damaged from here on."""


def read_gzipped(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read what was compressed: ``page.html.gz`` as the page that it is.

    Of a file that breaks off, what is there is read, and that is said. Raises InvalidInput for one that unpacks to
    more than 100 million bytes, and for one that was compressed twice.
    """
    from claimtrack.reading.read import read_here
    from claimtrack.reading.sniff import media_type_of

    inner_name = _without_ending(name)
    unpacked, is_whole = _unpacked(data, name)
    if not unpacked:
        raise InvalidInput(f"{name} is damaged: nothing of it can be unpacked; get it again from where it came")
    media_type = media_type_of(unpacked, name=inner_name)
    if media_type in {"application/gzip", "application/warc"}:
        raise InvalidInput(f"{name} was compressed more than once; unpack it and name what comes out")
    document = read_here(unpacked, inner_name, charset)
    if is_whole:
        return document
    said = f"{name} breaks off: what can be unpacked of it, {len(unpacked):,} bytes, was read."
    return replace(document, notices=(*document.notices, said))


def _without_ending(name: str) -> str:
    return next((name[: -len(ending)] for ending in _ENDINGS if name.lower().endswith(ending)), name)


def _unpacked(data: bytes, name: str) -> tuple[bytes, bool]:
    """Return what is in a file, and whether all of it could be unpacked."""
    found = bytearray()
    try:
        for piece in unpacked_pieces(data):
            found += piece
            if len(found) > LARGEST:
                raise InvalidInput(f"{name} is larger than {LARGEST:,} bytes unpacked; save the part that you need")
    except BrokenOff:
        return bytes(found), False
    return bytes(found), True


def unpacked_pieces(data: bytes, *, window: int = 31) -> Iterator[bytes]:
    """Yield what is compressed, piece by piece, none much larger than 16 million bytes; linear in what there is.

    Members may stand one behind the other. Raises BrokenOff at the place where the rest cannot be unpacked.
    """
    unpack = zlib.decompressobj(window)
    for start in range(0, len(data), _STEP):
        left = data[start : start + _STEP]
        while left:
            if unpack.eof:
                if not left.strip(b"\0"):
                    break  # some writers fill up with zeros
                unpack = zlib.decompressobj(window)
            try:
                piece = unpack.decompress(left)
            except zlib.error as error:
                raise BrokenOff from error
            if piece:
                yield piece
            left = unpack.unused_data
    if not unpack.eof:
        raise BrokenOff
