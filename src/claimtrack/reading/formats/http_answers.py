"""What a server answered, as an archive keeps it: status, type, and the body without its wrappings."""

import zlib
from dataclasses import dataclass

_LARGEST = 60_000_000
"""Bytes of a body, unpacked."""
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_LONGEST_HEAD = 262_144


@dataclass(frozen=True, slots=True)
class Answer:
    """The status, the media type in small letters, the charset that was declared, and the body."""

    status: int
    media_type: str
    charset: str | None
    body: bytes


def answer_of(block: bytes) -> Answer | None:
    """Return what a server answered; None for what is no answer, or is compressed in a way that is not read."""
    head, mark, body = _parted(block)
    lines = head.decode("latin-1").splitlines()
    parts = lines[0].split(None, 2) if lines else []
    if not mark or len(parts) < 2 or not parts[0].upper().startswith("HTTP/") or not parts[1].isdecimal():
        return None
    fields: dict[str, str] = {}
    for line in lines[1:]:
        key, _, value = line.partition(":")
        fields.setdefault(key.strip().lower(), value.strip())
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    unpacked = _unpacked(body, fields.get("content-encoding", "").lower())
    media_type, charset = typed(fields.get("content-type", ""))
    return Answer(int(parts[1][:3]), media_type, charset, unpacked) if unpacked is not None else None


def bodies(block: bytes) -> tuple[bytes, bytes]:
    """Return the body of an answer as it came, and without the lengths of its chunks, still compressed."""
    _, _, body = _parted(block)
    return body, _unchunked(body)


def typed(content_type: str) -> tuple[str, str | None]:
    """Return the media type and the charset of a field."""
    media_type, _, rest = content_type.partition(";")
    _, mark, charset = rest.lower().partition("charset=")
    return media_type.strip().lower(), charset.partition(";")[0].strip(" \"'") or None if mark else None


def _parted(block: bytes) -> tuple[bytes, bytes, bytes]:
    start = block[:_LONGEST_HEAD]
    ends = [(place, mark) for mark in (b"\r\n\r\n", b"\n\n") if (place := start.find(mark)) >= 0]
    if not ends:
        return b"", b"", b""
    place, mark = min(ends)
    return block[:place], mark, block[place + len(mark) :]


def _unchunked(body: bytes) -> bytes:
    """Return a body without the lengths of its chunks; as it is where it has none, as browsers' archives keep it."""
    pieces: list[bytes] = []
    place = 0
    while True:
        end = body.find(b"\n", place, place + 4_096)
        size = body[place:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return b"".join(pieces) if pieces else body
        if length <= 0:
            return b"".join(pieces)
        pieces.append(body[end + 1 : end + 1 + length])
        place = end + 1 + length
        place += 2 if body[place : place + 2] == b"\r\n" else 1


def _unpacked(body: bytes, encoding: str) -> bytes | None:
    """Undo the compression of a body. Archives that browsers make keep it undone, and the field that tells of it."""
    if encoding in {"", "identity"} or body.lstrip()[:1] == b"<":
        return body
    if encoding not in _WINDOWS:
        return None
    for window in (_WINDOWS[encoding], -15):
        try:
            return _all_of(body, window)
        except zlib.error:
            continue
    return body


def _all_of(body: bytes, window: int) -> bytes:
    """Unpack what may be compressed in several parts, one after the other, up to the largest size."""
    found = bytearray()
    left = body
    while left and len(found) < _LARGEST:
        unpack = zlib.decompressobj(window)
        try:
            found += unpack.decompress(left, _LARGEST - len(found))
        except zlib.error:
            if not found:
                raise
            break
        left = unpack.unused_data
    return bytes(found)
