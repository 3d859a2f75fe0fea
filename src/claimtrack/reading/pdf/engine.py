"""PDFium: which letter stands where on a page, and what may hide it."""

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from claimtrack.errors import InvalidInput
from claimtrack.reading.pdf.fields import filled_in, remarks
from claimtrack.reading.pdf.marks import Glyph, Sheet, Unseen
from claimtrack.reading.pdf.structure import mended
from claimtrack.reading.pdf.visibility import Drawn, Paper, objects_on, seen_through

MOST_PAGES = 2_000
MOST_ON_A_PAGE = 200_000
"""Characters; a page of small print has ten thousand."""
MOST_CHARACTERS = 5_000_000
_TINIEST = 1.5
"""Points; print that is meant to be read has four or more."""
_SLACK = 4.0
"""Degrees that a scan may lie askew."""
_BOLD = ("bold", "black", "heavy", "semibd", "demi")
_HEAVY = 600
_ONE_AT_A_TIME = Lock()
"""PDFium keeps what it works on where every thread sees it."""


@dataclass(slots=True)
class Pdf:
    """An open PDF, how many characters of it were read, and whether it has ``layers`` that may be switched off."""

    document: Any
    name: str
    layers: bool = False
    characters: int = 0

    def sheets(self) -> Iterator[Sheet]:
        """Yield its pages. Raises InvalidInput for one that holds more than a page can."""
        for number in range(len(self.document)):
            yield self._sheet(number)

    def _sheet(self, number: int) -> Sheet:
        try:
            page = self.document[number]
        except pypdfium2.PdfiumError:
            return Sheet(number, 0, 0, ())
        try:
            letters = page.get_textpage()
            try:
                self._count(pdfium.FPDFText_CountChars(letters), number)
                return _read(self, page, letters, number)
            finally:
                letters.close()
        finally:
            page.close()

    def _count(self, characters: int, number: int) -> None:
        self.characters += max(0, characters)
        if characters > MOST_ON_A_PAGE:
            raise InvalidInput(
                f"page {number + 1} of {self.name} holds {characters:,} characters, more than the {MOST_ON_A_PAGE:,} "
                "that are read; save the passage you need as text"
            )
        if self.characters > MOST_CHARACTERS:
            raise InvalidInput(
                f"{self.name} holds more than the {MOST_CHARACTERS:,} characters that are read; save the pages you "
                "need as a PDF of their own"
            )


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Pdf]:
    """Open a PDF for as long as it is read; others wait meanwhile.

    Raises InvalidInput for one that is locked, damaged, or has too many pages.
    """
    with _ONE_AT_A_TIME:
        document = _document(data, name)
        try:
            pages = len(document)
            if pages > MOST_PAGES:
                raise InvalidInput(
                    f"{name} has {pages:,} pages, more than the {MOST_PAGES:,} that are read; save the pages you need "
                    "as a PDF of their own"
                )
            if pages:
                document.init_forms()
            yield Pdf(document, name)
        finally:
            document.close()


def _document(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        whole = mended(data) if getattr(error, "err_code", None) == pdfium.FPDF_ERR_FORMAT else None
        if whole is None:
            raise _refusal(name, error) from error
    try:
        return pypdfium2.PdfDocument(whole)
    except pypdfium2.PdfiumError as error:
        raise _refusal(name, error) from error


def _refusal(name: str, error: pypdfium2.PdfiumError) -> InvalidInput:
    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD:
        return InvalidInput(f"{name} is locked with a password; save an unlocked copy")
    if code == pdfium.FPDF_ERR_SECURITY:
        return InvalidInput(f"{name} is locked in a way that cannot be read; save an unlocked copy")
    return InvalidInput(f"{name} is a damaged PDF; get it again from where it came")


def _read(pdf: Pdf, page: Any, letters: Any, number: int) -> Sheet:
    left, bottom, right, top = page.get_bbox()
    paper = Paper(left, bottom, right, top)
    drawn = objects_on(page)
    glyphs = list(_glyphs(letters, paper))
    if pdf.layers or any(one.unseen is Unseen.WHITE for one in glyphs) or drawn.covers:
        glyphs = seen_through(page, glyphs, paper, drawn, has_layers=pdf.layers)
    return Sheet(
        number,
        right - left,
        top - bottom,
        tuple(glyph.plain for glyph in glyphs),
        tuple(filled_in(page, pdf.document.formenv)),
        drawn.pictured(paper),
        tuple(remarks(page)),
    )


def _glyphs(letters: Any, paper: Paper) -> Iterator["Drawn"]:
    styles: dict[int, _Style] = {}
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0
    for index in range(max(0, pdfium.FPDFText_CountChars(letters))):
        code = pdfium.FPDFText_GetUnicode(letters, index)
        if code in _WHITE and pdfium.FPDFText_IsGenerated(letters, index):
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        text, high = _character(letters, index, code, high), 0
        if text is None or not pdfium.FPDFText_GetLooseCharBox(letters, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(letters, index, x, y)
        key = ctypes.cast(pdfium.FPDFText_GetTextObject(letters, index), ctypes.c_void_p).value or 0
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(letters, index, len(styles), key)
        placed = (box.left, box.right, box.top, box.bottom, x.value, y.value)
        yield Drawn(_placed(text, placed, style, index, paper), placed[:4], key)


_WHITE = frozenset(b" \r\n\t")
_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})


def _character(letters: Any, index: int, code: int, high: int) -> str | None:
    if code in _HYPHENS:
        # It marks with these what stands at a line's end, a hyphen or a soft one.
        return "-" if pdfium.FPDFText_IsHyphen(letters, index) or code == 0xFFFE else "\u00ad" if code == 0xAD else None
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd"
    return chr(code) if 0x20 <= code < 0x110000 or code == 0x09 else None


@dataclass(frozen=True, slots=True)
class _Style:
    number: int
    size: float
    turned: int
    is_bold: bool
    unseen: Unseen | None


def _style(letters: Any, index: int, number: int, key: int) -> _Style:
    matrix = pdfium.FS_MATRIX()
    scale, angle = 1.0, 0.0
    if pdfium.FPDFText_GetMatrix(letters, index, matrix):
        scale = math.hypot(matrix.c, matrix.d)
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
    size = abs(pdfium.FPDFText_GetFontSize(letters, index)) * scale
    drawn = pdfium.FPDFText_GetTextObject(letters, index)
    return _Style(number, size, _quarter(angle), bool(key) and _is_bold(drawn), _unseen(drawn, size) if key else None)


def _quarter(angle: float) -> int:
    nearest = round(angle / 90) * 90
    return int(nearest) % 360 if abs(angle - nearest) <= _SLACK else -1


def _is_bold(drawn: Any) -> bool:
    font = pdfium.FPDFTextObj_GetFont(drawn)
    if not font:
        return False
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(max(1, min(length, 256)))
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    lower = name.value.decode("utf-8", "replace").lower()
    return any(one in lower for one in _BOLD) or pdfium.FPDFFont_GetWeight(font) >= _HEAVY


_INVISIBLE = frozenset({3, 7})
"""Render modes: neither filled nor drawn, and for clipping alone."""
_STROKED = frozenset({1, 5})
_PALE = 235
"""Of 255; what is darker than this is seen on any paper."""


def _unseen(drawn: Any, size: float) -> Unseen | None:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
    if mode in _INVISIBLE:
        return Unseen.INVISIBLE
    if size < _TINIEST:
        return Unseen.TINY
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    colour = pdfium.FPDFPageObj_GetStrokeColor if mode in _STROKED else pdfium.FPDFPageObj_GetFillColor
    if not colour(drawn, red, green, blue, alpha):
        return None
    if alpha.value < 255 - _PALE or min(red.value, green.value, blue.value) > _PALE:
        return Unseen.WHITE
    return None


def _placed(text: str, placed: tuple[float, ...], style: _Style, index: int, paper: Paper) -> Glyph:
    left, right, top, bottom, x, y = placed
    unseen = style.unseen
    if unseen is None and not paper.holds((left + right) / 2, (top + bottom) / 2):
        unseen = Unseen.OUTSIDE
    if style.turned == 90:
        left, right, top, bottom, y = bottom, top, left, right, x
    elif style.turned == 180:
        left, right, top, bottom = -right, -left, bottom, top
    elif style.turned == 270:
        left, right, top, bottom, y = -top, -bottom, -right, -left, -x
    else:
        top, bottom, y = -top, -bottom, -y
    return Glyph(
        text, left, right, top, bottom, y, style.size, style.is_bold, style.number, index, style.turned, unseen
    )
