"""As much of DER as timestamps take besides what the library reads: the parts of a value, and certificates in order.

Authorities that run OpenSSL send the certificates as they come, and DER wants such a set in order, so that the library
refuses what ``openssl ts -verify`` takes. No signature is over that set.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_LONG = 0x80
_INTEGER = 0x02
_OBJECT_IDENTIFIER = 0x06
_SEQUENCE = 0x30
_GRANTED = b"\x30\x03\x02\x01\x00"
"""The status of an answer that gives what was asked for."""
_CERTIFICATES = 0xA0
_MOST_LENGTH_BYTES = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One value: its tag, and where it begins, where what it holds begins, and where it ends."""

    tag: int
    start: int
    content: int
    end: int


def nonce_of(request: bytes) -> int | None:
    """Return the number by which an answer is known to be to this request; raises ValueError for what is none."""
    (whole,) = _parts(request, 0, len(request))
    _, _, *rest = _parts(request, whole.content, whole.end)
    found = next((part for part in rest if part.tag == _INTEGER), None)
    return int.from_bytes(request[found.content : found.end]) if found is not None else None


def with_certificates_in_order(answer: bytes) -> bytes:
    """Return an answer with its certificates in DER's order; one in which they cannot be found as it is."""
    try:
        (whole,) = _parts(answer, 0, len(answer))
        _, token = _parts(answer, whole.content, whole.end)
        _, wrapped = _parts(answer, token.content, token.end)
        (signed,) = _parts(answer, wrapped.content, wrapped.end)
        held = next(part for part in _parts(answer, signed.content, signed.end) if part.tag == _CERTIFICATES)
        ordered = b"".join(sorted(answer[one.start : one.end] for one in _parts(answer, held.content, held.end)))
    except (ValueError, StopIteration):
        return answer
    return answer[: held.content] + ordered + answer[held.end :]


def as_answer(token: bytes) -> bytes:
    """Return a token by itself as the answer of an authority that grants it; what is an answer already as it is."""
    try:
        (whole,) = _parts(token, 0, len(token))
        first = _parts(token, whole.content, whole.end)[0]
    except (ValueError, IndexError):
        return token
    if first.tag != _OBJECT_IDENTIFIER:
        return token
    inside = _GRANTED + token
    length = len(inside).to_bytes((len(inside).bit_length() + 7) // 8)
    head = bytes([len(inside)]) if len(inside) < _LONG else bytes([_LONG + len(length)]) + length
    return bytes([_SEQUENCE]) + head + inside


def _parts(data: bytes, start: int, end: int) -> list[Part]:
    return list(_each(data, start, end))


def _each(data: bytes, start: int, end: int) -> Iterator[Part]:
    while start < end:
        content, length = _measured(data, start)
        if content + length > end:
            raise ValueError("it ends too early")
        yield Part(data[start], start, content, content + length)
        start = content + length


def _measured(data: bytes, start: int) -> tuple[int, int]:
    """Return where the content of the value at ``start`` begins, and how long it is."""
    try:
        first = data[start + 1]
    except IndexError:
        raise ValueError("it ends too early") from None
    if first < _LONG:
        return start + 2, first
    count = first - _LONG
    if not 1 <= count <= _MOST_LENGTH_BYTES:
        raise ValueError("it has no length")
    return start + 2 + count, int.from_bytes(data[start + 2 : start + 2 + count])
