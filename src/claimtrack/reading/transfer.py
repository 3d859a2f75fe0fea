"""The body of an answer without the compression in which a server sent it."""

import zlib
from collections.abc import Iterable, Iterator

from claimtrack.errors import InvalidInput

_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
"""How zlib is told which kind of compression it undoes."""


def unpacked(pieces: Iterable[bytes], encoding: str, *, most: int, url: str) -> Iterator[bytes]:
    """Yield a body, decompressed in steps of at most ``most`` bytes, so that a bomb goes off on the first one.

    httpx would decompress each piece that arrives as a whole, and as often as the server says it is compressed. Raises
    InvalidInput for what is not compressed as ``encoding`` says, or in a way that was not asked for.
    """
    encoding = encoding.strip().lower()
    if encoding in {"identity", ""}:
        yield from pieces
        return
    if encoding not in _WINDOWS:
        raise InvalidInput(f"{url} is compressed as {encoding}, which was not asked for; save the page")
    window = _WINDOWS[encoding]
    unpack = zlib.decompressobj(window)
    try:
        for piece in pieces:
            left = piece
            while left:
                # What was compressed in several parts is one after the other.
                unpack = zlib.decompressobj(window) if unpack.eof else unpack
                yield unpack.decompress(left, most)
                left = unpack.unconsumed_tail or unpack.unused_data
    except zlib.error as error:
        raise InvalidInput(f"{url} is not compressed as it says: {error}; save the page") from error
    if not unpack.eof:
        raise InvalidInput(f"{url} broke off before its end; try again")
