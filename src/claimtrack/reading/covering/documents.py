"""Cover parts of a PDF. The copy is a new file of pictures of its pages: no letter of a text comes along.

What a PDF may hold of words besides what it shows (layers, forms, remarks, attachments, metadata, thumbnails, earlier
revisions, scripts) is not taken out of it, which could leave something, but left behind with the file: the new one is
written from pixels. Its form is the smallest that there is, and the same pixels give the same bytes.
"""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from claimtrack.reading.covering.boxes import Box, Covered, Length, NoSuchPlace, Uncoverable
from claimtrack.reading.covering.pictures import encoded

MOST_PAGES = 200
_MOST_LETTERS = 1_000_000
_PER_INCH = 150
_POINTS = 72
_SCALE = _PER_INCH / _POINTS
_MOST_PIXELS = 40_000_000
_QUALITY = 80
_GRID = 1_000_000
"""Into how many parts a page is cut to say where a letter stands."""
_AROUND = 0.15
"""Of a letter's height: what is covered around it, for no font says how far its ink goes."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The text of a PDF, all pages after each other, and where each of its characters stands.

    A place is the page, counted from 1, and left, top, right and bottom as shares of it; None for what stands nowhere.
    """

    text: str
    places: tuple[tuple[int, float, float, float, float] | None, ...]

    def boxes(self, start: int, end: int) -> Iterator[Box]:
        """Yield a box for each character from ``start`` up to ``end``."""
        for place in self.places[start:end]:
            if place is not None:
                page, left, top, right, bottom = place
                wide, high = (bottom - top) * _AROUND, (bottom - top) * _AROUND
                sides = (left - wide, top - high, right - left + 2 * wide, bottom - top + 2 * high)
                yield Box(page, *(Length(side, is_share=True) for side in sides))


def letters_of(data: bytes) -> Letters:
    """Return what text a PDF has, forms and remarks too, shown or not; raises Uncoverable."""
    text: list[str] = []
    places: list[tuple[int, float, float, float, float] | None] = []
    with _opened(data) as document:
        for number in range(len(document)):
            with flattened(document, number) as page:
                for letter, place in letters_on(page):
                    text.append(letter)
                    places.append((number + 1, *place) if place is not None else None)
            text.append("\n")
            places.append(None)
            if len(text) > _MOST_LETTERS:
                raise Uncoverable(f"holds more than {_MOST_LETTERS:,} letters")
    return Letters("".join(text), tuple(places))


def cover_pdf(data: bytes, boxes: Sequence[Box]) -> Covered:
    """Return a PDF of pictures of the pages as they are shown, with black boxes in them.

    Raises Uncoverable, and NoSuchPlace for a box that is not in it.
    """
    pages: list[_Picture] = []
    with _opened(data) as document:
        beyond = next((box for box in boxes if not 1 <= box.page <= len(document)), None)
        if beyond is not None:
            count = len(document)
            raise NoSuchPlace(f"it has {count} {'page' if count == 1 else 'pages'}")
        for number in range(len(document)):
            with flattened(document, number) as page:
                pages.append(_pictured(page, [box for box in boxes if box.page == number + 1]))
    written = _written(pages)
    _refuse_text(written, len(pages))
    return Covered(written, "application/pdf", len(pages), len(boxes))


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Uncoverable("is a PDF that is locked or damaged") from error
    try:
        if not 1 <= len(document) <= MOST_PAGES:
            raise Uncoverable(f"has {len(document):,} pages; up to {MOST_PAGES} are drawn anew")
        document.init_forms()
        yield document
    finally:
        document.close()


@contextmanager
def flattened(document: Any, number: int) -> Iterator[Any]:
    """Open a page into which its forms and remarks are drawn, so that what they say is text and pixels as all else."""
    try:
        page = document[number]
        if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_FAIL:
            raise Uncoverable(f"cannot be drawn: the forms and remarks of page {number + 1} cannot be")
        page.close()
        page = document[number]
    except pypdfium2.PdfiumError as error:
        raise Uncoverable(f"cannot be drawn: its page {number + 1} is damaged") from error
    try:
        yield page
    finally:
        page.close()


def letters_on(page: Any) -> Iterator[tuple[str, tuple[float, float, float, float] | None]]:
    """Yield the letters of a page, and the box of each as shares of the page as it is shown; None for no place."""
    letters = page.get_textpage()
    try:
        box = pdfium.FS_RECTF()
        tight = [ctypes.c_double() for _ in range(4)]
        for index in range(max(0, pdfium.FPDFText_CountChars(letters))):
            code = pdfium.FPDFText_GetUnicode(letters, index)
            sign = chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
            corners = []
            if pdfium.FPDFText_GetLooseCharBox(letters, index, box):
                corners += [(box.left, box.top), (box.right, box.bottom)]
            if pdfium.FPDFText_GetCharBox(letters, index, *tight):
                left, right, bottom, top = (side.value for side in tight)
                corners += [(left, top), (right, bottom)]
            yield sign, _shown(page, corners) if corners else None
    finally:
        letters.close()


def _shown(page: Any, corners: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Return the least box around points of a page, as shares of it as it is shown: turned, cut to its size."""
    x, y = ctypes.c_int(), ctypes.c_int()
    places = []
    for across, up in corners:
        pdfium.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, across, up, x, y)
        places.append((x.value / _GRID, y.value / _GRID))
    across_all, down_all = zip(*places, strict=True)
    return min(across_all), min(down_all), max(across_all), max(down_all)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page as a JPEG; its size in points and in pixels."""

    jpeg: bytes
    size: tuple[float, float]
    pixels: tuple[int, int]


def _pictured(page: Any, boxes: Sequence[Box]) -> _Picture:
    from PIL import ImageDraw

    width, height = page.get_size()
    if width * height * _SCALE * _SCALE > _MOST_PIXELS:
        raise Uncoverable("has a page that is too large to be drawn")
    image = page.render(scale=_SCALE, rev_byteorder=True).to_pil().convert("RGB")
    draw = ImageDraw.Draw(image)
    for box in boxes:
        draw.rectangle(box.pixels(image.width, image.height, _SCALE), fill=0)
    return _Picture(encoded(image, "JPEG", _QUALITY), (width, height), image.size)


def _written(pages: Sequence[_Picture]) -> bytes:
    """Write pictures as the pages of a PDF.

    By hand, and not by a library: none writes nothing but this, without a name, a time or a number drawn by chance.
    """
    kids = " ".join(f"{3 + 3 * place} 0 R" for place in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
    ]
    for place, one in enumerate(pages):
        width, height = (f"{side:.2f}" for side in one.size)
        drawn = f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode()
        own = 3 + 3 * place
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {own + 1} 0 R "
            f"/Resources << /XObject << /P {own + 2} 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn),
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 "
            b"/Filter /DCTDecode /Length %d >>\nstream\n%b\nendstream" % (*one.pixels, len(one.jpeg), one.jpeg),
        ]
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % one for one in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(written)


def _refuse_text(data: bytes, pages: int) -> None:
    """Read the copy as anybody will: it has its pages, and not one letter."""
    with _opened(data) as document:
        if len(document) != pages:
            raise Uncoverable("was not written as it should be")
        for page in document:
            letters = page.get_textpage()
            try:
                if pdfium.FPDFText_CountChars(letters) > 0:
                    raise Uncoverable("has letters left in its copy")
            finally:
                letters.close()
