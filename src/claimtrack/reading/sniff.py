"""What kind of file some bytes are, by their content; a name decides only between kinds of text."""

import re
from pathlib import PurePath

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LOOK = 8192
_MARKDOWN_ENDINGS = frozenset({".md", ".markdown", ".mdown"})


def media_type_of(data: bytes, *, name: str = "") -> str:
    """Give the media type of some bytes; ``application/octet-stream`` for what is neither known nor text."""
    start = data[:_LOOK]
    if _HTML.match(start.removeprefix(_BOMS[0])):
        return "text/html"
    known = _by_signature(data)
    if known is not None:
        return known
    if b"\0" in start and not start.startswith(_BOMS) and not seems_utf16(start):
        return "application/octet-stream"
    ending = PurePath(name).suffix.lower()
    if ending in {".html", ".htm", ".xhtml"}:
        return "text/html"
    return "text/markdown" if ending in _MARKDOWN_ENDINGS else "text/plain"


def seems_utf16(start: bytes) -> bool:
    """Tell whether bytes without a mark look like UTF-16: every other byte is zero, as in European text."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    return half > 0 and max(even, odd) > 0.7 * half and min(even, odd) < 0.05 * half


def _by_signature(data: bytes) -> str | None:
    if data.startswith(_BOMS):
        return None
    import puremagic

    try:
        found: str = puremagic.from_string(data[:_LOOK], mime=True)
    except (puremagic.PureError, ValueError):
        return None
    # Text has no signature: what is taken for one is a word that the text happens to begin with.
    return None if not found or found.startswith("text/") or _is_readable(data[:_LOOK]) else found


def _is_readable(start: bytes) -> bool:
    """Tell whether bytes hold nothing that text does not; a PDF may, so it is told by its mark alone."""
    if start.startswith(b"%PDF-"):
        return False
    try:
        text = start.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(start) - 4:
            return False
        text = start[: error.start].decode("utf-8")
    return not any(ord(character) < 32 and character not in "\t\n\r\f\x1b" for character in text)
