"""What kind of file some bytes are, by their content; a name decides only between kinds of text."""

import io
import re
from pathlib import PurePath

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
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_BOMS = (b"\xef\xbb\xbf", b"\x00\x00\xfe\xff", *_UTF16)
# Tab, line feed, form feed, carriage return, and the escape of terminal colours and ISO 2022.
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_LOOK = 8192
_MARKDOWN_ENDINGS = frozenset({".md", ".markdown", ".mdown"})
HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
_RTF = b"{\\rtf"

_OOXML = "application/vnd.openxmlformats-officedocument."
_IN_ZIP = {
    "word": f"{_OOXML}wordprocessingml.document",
    "xl": f"{_OOXML}spreadsheetml.sheet",
    "ppt": f"{_OOXML}presentationml.presentation",
}
_ZIP = "application/zip"


def media_type_of(data: bytes, *, name: str = "") -> str:
    """Return the media type of some bytes; ``application/octet-stream`` for what is neither known nor text.

    Markdown may begin with a tag, so for a name that ends as Markdown does only a whole page counts as HTML.
    """
    start = data[:_LOOK]
    if _PDF.match(start):
        return "application/pdf"
    ending = PurePath(name).suffix.lower()
    if _is_html(_characters(start), ending):
        return "text/html"
    known = _by_signature(data)
    if known is not None:
        return known
    if b"\0" in start and not start.startswith(_BOMS) and not seems_utf16(start):
        return "application/octet-stream"
    if ending in HTML_ENDINGS:
        return "text/html"
    return "text/markdown" if ending in _MARKDOWN_ENDINGS else "text/plain"


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
        return _packed(data)
    import puremagic

    try:
        found = puremagic.magic_string(start)
    except (puremagic.PureError, ValueError):
        return None
    # The most likely kind has no media type at times; a likely relative of it then has.
    return next((one.mime_type for one in found if one.mime_type and not one.mime_type.startswith("text/")), None)


def _packed(data: bytes) -> str:
    """Tell the documents that are ZIP archives inside from a plain archive, by what is in them."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if names[:1] == ["mimetype"] and archive.getinfo("mimetype").file_size < 256:
                return archive.read("mimetype").decode("ascii").strip()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError):
        return _ZIP  # damaged, or packed in a way that only its own program reads
    if "[Content_Types].xml" not in names:
        return _ZIP
    folders = {name.partition("/")[0] for name in names}
    return next((media_type for folder, media_type in _IN_ZIP.items() if folder in folders), _ZIP)
