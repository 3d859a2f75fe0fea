"""Whether what is on a page is seen by who opens it: found out by drawing the page and looking at it."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from claimtrack.reading.pdf.marks import Glyph, Unseen

Box = tuple[float, ...]
"""Left, right, top, bottom in points, upwards, as the file has them."""

_DEEPEST = 8
_MOST_OBJECTS = 20_000
_MOST_PIXELS = 4_000_000
_SHARPEST = 2.0
"""Pixels a point: letters of five points are eight pixels high."""
_CONTRAST = 10
"""Of 255, between the darkest and the lightest pixel of a letter that is seen."""
_MOST_STEPS = 5_000
_OPAQUE = 250


class Drawn(NamedTuple):
    """A glyph, its box on the page as it lies in the file, and the address of what drew it."""

    plain: Glyph
    box: Box
    key: int

    @property
    def unseen(self) -> Unseen | None:
        """Why it is not seen, as far as is known."""
        return self.plain.unseen


@dataclass(frozen=True, slots=True)
class Paper:
    """The visible part of a page, in points, upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies on it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class Objects:
    """What is drawn on a page besides text: boxes and pictures; and which object was drawn when."""

    covers: tuple[tuple[int, Box], ...]
    pictures: tuple[Box, ...]
    order: dict[int, int]

    def pictured(self, paper: Paper) -> float:
        """Return what share of the paper its largest picture covers."""
        whole = max(1.0, (paper.right - paper.left) * (paper.top - paper.bottom))
        return max((_common(box, paper) / whole for box in self.pictures), default=0.0)


def objects_on(page: Any) -> Objects:
    """Return what is drawn on a page, the first 20,000 objects of it."""
    covers: list[tuple[int, Box]] = []
    pictures: list[Box] = []
    order: dict[int, int] = {}
    for number, one in enumerate(_walk(page)):
        order[ctypes.cast(one, ctypes.c_void_p).value or 0] = number
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_bounds(one))
        elif kind in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING} and _is_filled(one, kind):
            covers.append((number, _bounds(one)))
    return Objects(tuple(covers), tuple(pictures), order)


def _walk(page: Any) -> Iterator[Any]:
    left = _MOST_OBJECTS
    forms = [(pdfium.FPDFPage_GetObject, pdfium.FPDFPage_CountObjects(page), page, 0, 0)]
    while forms and left:
        get, count, holder, place, depth = forms.pop()
        if place >= count:
            continue
        forms.append((get, count, holder, place + 1, depth))
        one = get(holder, place)
        left -= 1
        if not one:
            continue
        yield one
        if depth < _DEEPEST and pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_FORM:
            forms.append((pdfium.FPDFFormObj_GetObject, pdfium.FPDFFormObj_CountObjects(one), one, 0, depth + 1))


def _is_filled(one: Any, kind: int) -> bool:
    if kind == pdfium.FPDF_PAGEOBJ_SHADING:
        return True
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    return (
        bool(pdfium.FPDFPath_GetDrawMode(one, mode, stroke))
        and mode.value != pdfium.FPDF_FILLMODE_NONE
        and bool(pdfium.FPDFPageObj_GetFillColor(one, red, green, blue, alpha))
        and alpha.value >= _OPAQUE
    )


def _bounds(one: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(one, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    return (left.value, right.value, top.value, bottom.value)


def _common(box: Box, paper: Paper) -> float:
    left, right, top, bottom = box
    width = min(right, paper.right) - max(left, paper.left)
    height = min(top, paper.top) - max(bottom, paper.bottom)
    return width * height if width > 0 and height > 0 else 0.0


def seen_through(
    page: Any, glyphs: Sequence[Drawn], paper: Paper, objects: Objects, *, has_layers: bool
) -> list[Drawn]:
    """Return the glyphs, each marked by whether it is seen on the drawn page, if something could hide it.

    What has no such reason is taken for seen: a machine that lacks a font draws nothing where the reader sees a letter.
    White letters on a dark ground are seen. A page that is too much to draw is taken as its colours say.
    """
    picture = _drawn(page, paper)
    if picture is None:
        return list(glyphs)
    return [_looked_at(one, picture, objects, has_layers=has_layers) for one in glyphs]


def _looked_at(one: Drawn, picture: "_Picture", objects: Objects, *, has_layers: bool) -> Drawn:
    unseen = one.unseen
    if unseen not in {None, Unseen.WHITE} or one.plain.text.isspace():
        return one
    if picture.shows(one.box):
        found: Unseen | None = None
    elif unseen is Unseen.WHITE:
        found = unseen
    elif _is_covered(one, objects):
        found = Unseen.COVERED
    else:
        found = Unseen.LAYER if has_layers else None
    return one if found is unseen else one._replace(plain=one.plain._replace(unseen=found))


def _is_covered(one: Drawn, objects: Objects) -> bool:
    drawn = objects.order.get(one.key)
    if drawn is None:
        return False
    left, right, top, bottom = one.box
    x, y = (left + right) / 2, (top + bottom) / 2
    return any(
        number > drawn and box[0] <= x <= box[1] and box[3] <= y <= box[2] for number, box in objects.covers[-200:]
    )


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page in grey; ``scale`` is pixels a point, ``stride`` bytes a row."""

    pixels: bytes
    width: int
    height: int
    stride: int
    scale: float
    paper: Paper

    def shows(self, box: Box) -> bool:
        """Tell whether anything is to be seen in a box."""
        left, right, top, bottom = box
        # A letter's box reaches up and down to its neighbours'.
        inset = (top - bottom) * 0.15
        first = self._clipped((left - self.paper.left) * self.scale, self.width)
        last = self._clipped((right - self.paper.left) * self.scale, self.width) + 1
        upper = self._clipped((self.paper.top - top + inset) * self.scale, self.height)
        lower = self._clipped((self.paper.top - bottom - inset) * self.scale, self.height) + 1
        darkest, lightest = 255, 0
        for row in range(upper, lower):
            line = self.pixels[row * self.stride + first : row * self.stride + last]
            if line:
                darkest, lightest = min(darkest, *line), max(lightest, *line)
        return lightest - darkest >= _CONTRAST

    def _clipped(self, place: float, size: int) -> int:
        return min(max(0, int(place)), size - 1)


def _drawn(page: Any, paper: Paper) -> _Picture | None:
    """Draw a page in grey, for as many steps as a page that people made takes; None if that is not enough."""
    across, down = paper.right - paper.left, paper.top - paper.bottom
    if not (0 < across < 20_000 and 0 < down < 20_000):
        return None
    scale = min(_SHARPEST, (_MOST_PIXELS / (across * down)) ** 0.5)
    width, height = max(1, int(across * scale)), max(1, int(down * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return None
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        if not _rendered(bitmap, page, width, height):
            return None
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return _Picture(pixels, width, height, stride, scale, paper)


def _rendered(bitmap: Any, page: Any, width: int, height: int) -> bool:
    pause = pdfium.IFSDK_PAUSE(version=1)
    stop = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(pdfium.IFSDK_PAUSE))(lambda _: 1)
    pause.NeedToPauseNow = stop
    # Turned back, so that a place in the file is the same place in the picture.
    turned = (4 - pdfium.FPDFPage_GetRotation(page)) % 4
    flags = pdfium.FPDF_GRAYSCALE | pdfium.FPDF_RENDER_LIMITEDIMAGECACHE
    state = pdfium.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, width, height, turned, flags, pause)
    steps = 0
    while state == pdfium.FPDF_RENDER_TOBECONTINUED and steps < _MOST_STEPS:
        state = pdfium.FPDF_RenderPage_Continue(page, pause)
        steps += 1
    pdfium.FPDF_RenderPage_Close(page)
    return bool(state == pdfium.FPDF_RENDER_DONE)
