"""MIME: the parts of a mail or of a saved page, with limits that keep hostile ones from taking for ever."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value, parseaddr, parsedate_to_datetime

from claimtrack.errors import InvalidInput
from claimtrack.reading.plain import decoded

MOST_CONTAINERS = 1_000
"""Parts that hold parts, in all."""
MOST_COMPARED = 20_000_000
"""Lines times parts that hold parts: the library compares each line with the boundary of every part that it is in."""
MOST_PARTS = 10_000
_BOUNDARIES = 100
"""Different boundaries that are counted."""
LONGEST_FIELD = 16_384
"""Bytes of a field that is parsed; the library takes time by the square of its length."""
_SHOWN = 2_000
"""Characters of a field that are read."""
_CONTAINER = re.compile(rb"^content-type:[ \t\r\n]*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_PARSED = re.compile(
    rb"^(?:content-(?:type|disposition|transfer-encoding)):[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE
)
_BOUNDARY = re.compile(rb"\bboundary\*?=[ \t]*(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_BREAKS = re.compile(r"\r\n|\r")


def parsed(data: bytes, *, name: str) -> Message:
    """Return a mail or a saved page in its parts. Raises InvalidInput for one made to take for ever."""
    containers = sum(1 for _ in _CONTAINER.finditer(data))
    if containers > MOST_CONTAINERS or containers * data.count(b"\n") > MOST_COMPARED:
        raise InvalidInput(f"{name} holds {containers:,} parts with parts in them, too many for its size; " + _SAVE)
    if any(len(match[0]) > LONGEST_FIELD for match in _PARSED.finditer(data)):
        raise InvalidInput(f"{name} has a field of its header of more than {LONGEST_FIELD:,} bytes; " + _SAVE)
    boundaries = {match[1] or match[2] for match in _BOUNDARY.finditer(data)}
    if sum(data.count(b"--" + one) for one in list(boundaries)[:_BOUNDARIES]) > MOST_PARTS:
        raise InvalidInput(f"{name} holds more than {MOST_PARTS:,} parts; " + _SAVE)
    try:
        return message_from_bytes(data)
    except (MessageError, ValueError, LookupError, RecursionError, TypeError) as error:
        raise InvalidInput(f"{name} cannot be read as a mail: {error}; " + _SAVE) from error


_SAVE = "save its text as a .txt file"


def field(part: Message, name: str) -> str | None:
    """Return a field of the header in words, its encoded words decoded and on one line; None where it is missing."""
    raw = next((value for key, value in part.raw_items() if key.lower() == name), None)
    return _words(str(raw)) or None if raw is not None else None


def _words(raw: str) -> str:
    """Decode a raw value. What is no ASCII, which the standard forbids and many send, is UTF-8 or Western European."""
    told = _of_bytes(raw[:_SHOWN].encode("ascii", "surrogateescape"), "utf-8")
    try:
        pieces = decode_header(" ".join(told.split()))
    except (HeaderParseError, ValueError):
        return " ".join(told.split())
    return " ".join(
        "".join(piece if isinstance(piece, str) else _of_bytes(piece, charset) for piece, charset in pieces).split()
    )


def _of_bytes(piece: bytes, charset: str | None) -> str:
    try:
        return piece.decode(charset or "utf-8")
    except (UnicodeError, LookupError):
        return piece.decode("cp1252", "replace")


def date(text: str | None) -> datetime | None:
    """Return the time of a field in UTC, None where it is none; ``-0000`` says that only UTC is known."""
    if text is None:
        return None
    try:
        found = parsedate_to_datetime(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def person(text: str | None) -> str | None:
    """Return the name in a field of addresses, the address where it has no name."""
    if text is None:
        return None
    called, address = parseaddr(text)
    return called.strip("'\" ") or address or text


def file_name(part: Message) -> str | None:
    """Return the name of the file that a part is, None for a part that is none."""
    raw = part.get_param("filename", None, "content-disposition") or part.get_param("name")
    if raw is None:
        return None
    return _words(collapse_rfc2231_value(raw).strip()) or None


def payload(part: Message) -> bytes:
    """Return the bytes of a part, its transfer encoding undone; empty where they are damaged beyond that."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return data if isinstance(data, bytes) else b""


def text_of(part: Message, *, name: str) -> str:
    """Return the words of a part of text, empty where it has none. Raises InvalidInput for damaged text."""
    data = payload(part)
    if not data.strip():
        return ""
    charset = part.get_content_charset()
    return _BREAKS.sub("\n", decoded(data, name=name, charset=charset))


def parts(part: Message) -> list[Message]:
    """Return the parts directly in a part; none for one that holds none."""
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []
