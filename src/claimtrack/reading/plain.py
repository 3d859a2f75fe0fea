"""Plain text: bytes to characters, with none lost and none invented."""

import re

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.sniff import media_type_of, seems_utf16

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FEW = 0.05
_SAMPLE = 65_536


def read_plain(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read plain text, unchanged but for the byte order mark, so that offsets can be compared."""
    return Document(text=decoded(data, name=name, charset=charset), media_type="text/plain")


def decoded(data: bytes, *, name: str, charset: str | None = None) -> str:
    """Turn bytes into text: by their mark, as UTF-8, as declared, or as the encoding that fits best.

    Raises InvalidInput for what is empty, binary, or UTF-8 with damaged bytes (naming the first).
    """
    text = _decode(data, name, charset)
    if not text.strip():
        raise InvalidInput(f"{name} is empty; there is nothing to read")
    controls = len(_CONTROL.findall(text[:_SAMPLE]))
    if "\0" in text or controls > max(2, len(text[:_SAMPLE]) // 100):
        kind = media_type_of(data, name=name)
        what = f"it looks like {kind}" if not kind.startswith("text/") else "it holds bytes that no text holds"
        raise InvalidInput(f"{name} is no text: {what}; save the article as text, Markdown, HTML or PDF")
    return text


def _decode(data: bytes, name: str, charset: str | None) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _as(data[len(mark) :], encoding, name)
    if seems_utf16(data[:_SAMPLE]):
        return _as(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be", name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if charset is not None and charset.lower().replace("_", "-") not in {"utf-8", "utf8"}:
            return _as(data, charset, name)
        _refuse_damaged(data, name, error)
    return _as(data, _best(data), name)


def _refuse_damaged(data: bytes, name: str, error: UnicodeDecodeError) -> None:
    """Refuse UTF-8 with bad bytes; another encoding would show its good characters as rubbish."""
    good = len(_UTF8_SEQUENCE.findall(data))
    strange = sum(byte >= 0x80 for byte in _UTF8_SEQUENCE.sub(b"", data))
    if good > strange:
        raise InvalidInput(
            f"{name} is damaged: it is UTF-8 but for {strange} bytes, the first at byte {error.start}; "
            "get it again from where it came, or save it as UTF-8 in an editor"
        ) from error


def _best(data: bytes) -> str:
    """Guess an encoding of one byte a character. With few accents there is little to go by: then Western European."""
    strange = sum(byte >= 0x80 for byte in data[:_SAMPLE])
    if strange > _FEW * len(data[:_SAMPLE]):
        from charset_normalizer import from_bytes

        best = from_bytes(data[:_SAMPLE]).best()
        if best is not None:
            return best.encoding
    return "cp1252"


def _as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise InvalidInput(
            f"{name} cannot be read as {encoding}: {error}; save it as UTF-8 in an editor and try again"
        ) from error
