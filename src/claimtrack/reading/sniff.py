"""What kind of file some bytes are, by their content; a name decides only between kinds of text."""

import re
import zlib
from pathlib import PurePath

from claimtrack.reading.mp3 import is_mp3
from claimtrack.reading.packed import packed_type
from claimtrack.reading.text_kinds import written_by_program

# Comments, declarations and white space are taken once and never given back: else a page of nothing but comments
# takes for ever.
_BEFORE = r"\A\ufeff?(?:\s+|<!--.*?-->|<\?.*?>)*+"
_PAGE = re.compile(rf"{_BEFORE}<(?:!doctype\s+html|(?:html|head|body)\b)", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(
    rf"{_BEFORE}<(?:article|main|section|header|nav|div|p|h[1-6]|span|a|img|br|center|table|ul|ol|blockquote|figure"
    r"|meta|title|link|base|script|noscript|style)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s*%PDF-\d")
# What a mail server or a printer put before it; every viewer takes a header within the first 1,024 bytes.
_PDF_WITHIN = re.compile(rb"%PDF-\d\.\d\s*[\r\n]")
_WITHIN = 1024
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_BOMS = (b"\xef\xbb\xbf", b"\x00\x00\xfe\xff", *_UTF16)
# Tab, line feed, form feed, carriage return, and the escape of terminal colours and ISO 2022.
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_LOOK = 8192
_SLIPS = 0.01
_MARKDOWN_ENDINGS = frozenset({".md", ".markdown", ".mdown"})
HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
_RTF = b"{\\rtf"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_GZIP = b"\x1f\x8b\x08"
# Of an old Office file the directory names its streams, in UTF-16.
_STREAMS = (
    ("EncryptedPackage", "application/x-ole-encrypted"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__substg1.0_", "application/vnd.ms-outlook"),
)
_OF_A_STREAM = 188
"""Bytes of a piece of a film as it is broadcast (ISO/IEC 13818-1), each of which begins with the same letter."""
_SIGNATURES = (
    (b"bplist00", "application/x-bplist"),
    (b"SQLite format 3\0", "application/x-sqlite3"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
)


def media_type_of(data: bytes, *, name: str = "") -> str:
    """Return the media type of some bytes; ``application/octet-stream`` for what is neither known nor text.

    Markdown may begin with a tag, so for a name that ends as Markdown does only a whole page counts as HTML.
    """
    start = data[:_LOOK]
    if _PDF.match(start):
        return "application/pdf"
    ending = PurePath(name).suffix.lower()
    characters = _characters(start)
    if _is_html(characters, ending):
        return "text/html"
    if _PDF_WITHIN.search(start[: _WITHIN + 12]) and b" obj" in start:
        return "application/pdf"
    known = _by_signature(data) or written_by_program(characters, data, ending=ending)
    if known is not None:
        return known
    if _holds_zeros(start) and not start.startswith(_BOMS) and not seems_utf16(start):
        return "application/octet-stream"
    if ending in HTML_ENDINGS:
        return "text/html"
    return "text/markdown" if ending in _MARKDOWN_ENDINGS else "text/plain"


def _holds_zeros(start: bytes) -> bool:
    """Tell whether bytes hold more zeros than a slip puts in a text; what fills up its end is none of it."""
    written = start.rstrip(b"\0")
    return b"\0" in start and (not written or len(_BINARY.findall(written)) > max(1, _SLIPS * len(written)))


def seems_utf16(start: bytes) -> bool:
    """Tell whether bytes without a mark look like UTF-16: every other byte is zero, as in European text."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    return half > 0 and max(even, odd) > 0.7 * half and min(even, odd) < 0.05 * half


def _characters(start: bytes) -> str:
    """Return the characters that tags are made of, whatever the encoding."""
    encoding = _UTF16.get(start[:2])
    if encoding is None and seems_utf16(start):
        encoding = "utf-16-le" if start[1:2] == b"\0" else "utf-16-be"
    return start.decode(encoding or "utf-8", "replace")


def _is_html(start: str, ending: str) -> bool:
    return bool(_PAGE.match(start)) or (ending not in _MARKDOWN_ENDINGS and bool(_FRAGMENT.match(start)))


def _by_signature(data: bytes) -> str | None:
    start = data[:_LOOK]
    if start.startswith(_RTF):
        return "application/rtf"
    # Text has no signature: what is taken for one is a word that the text happens to begin with.
    if start.startswith(_BOMS) or seems_utf16(start) or not _BINARY.search(start):
        return None
    if start.startswith(b"PK\x03\x04"):
        return packed_type(data)
    if start.startswith(_OLE):
        return _old_office(data)
    if start.startswith(_GZIP):
        return _compressed(data)
    if start[257:262] == b"ustar":
        return "application/x-tar"
    if all(start[place : place + 1] == b"G" for place in range(0, 5 * _OF_A_STREAM, _OF_A_STREAM)):
        return "video/mp2t"
    signed = next((media_type for signature, media_type in _SIGNATURES if start.startswith(signature)), None)
    if signed is not None or is_mp3(start):
        return signed or "audio/mpeg"
    import puremagic

    try:
        found = puremagic.magic_string(start)
    except (puremagic.PureError, ValueError):
        return None
    # The most likely kind has no media type at times; a likely relative of it then has.
    return next((one.mime_type for one in found if one.mime_type and not one.mime_type.startswith("text/")), None)


def _old_office(data: bytes) -> str:
    found = (media_type for stream, media_type in _STREAMS if stream.encode("utf-16-le") in data)
    return next(found, "application/x-ole-storage")


def _compressed(data: bytes) -> str:
    """Tell a compressed archive of the web from anything else that is compressed, by its first bytes."""
    try:
        inner = zlib.decompressobj(31).decompress(data[:_LOOK], 16)
    except zlib.error:
        return "application/gzip"
    return "application/warc" if inner.startswith((b"WARC/0", b"WARC/1")) else "application/gzip"
