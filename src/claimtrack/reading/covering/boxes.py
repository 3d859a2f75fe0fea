"""What is to be covered: boxes on a page, as a person or a search for words names them."""

import math
from dataclasses import dataclass


class Uncoverable(Exception):
    """A file of which no copy with parts covered can be made; the words say why, to follow "it"."""


class NoSuchPlace(Exception):
    """A box that lies on no page of the file, or outside of it; the words say what there is."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length on a page: a share of its width or height from 0 to 1, or points; a picture's are pixels."""

    value: float
    is_share: bool = False

    def of(self, whole: float, scale: float) -> float:
        """Return it in pixels, of a page of so many pixels, with ``scale`` pixels to the point."""
        return self.value * (whole if self.is_share else scale)


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a page, counted from 1; ``left`` and ``top`` from the upper left corner of the page as it is shown."""

    page: int
    left: Length
    top: Length
    width: Length
    height: Length

    def pixels(self, width: int, height: int, scale: float = 1.0) -> tuple[int, int, int, int]:
        """Return the pixels that it touches: left, top, right and bottom, the latter two the last that it has.

        Raises NoSuchPlace where none of the page lies in it.
        """
        left, top = self.left.of(width, scale), self.top.of(height, scale)
        right, bottom = left + self.width.of(width, scale), top + self.height.of(height, scale)
        first = (max(0, math.floor(left)), max(0, math.floor(top)))
        last = (min(width, math.ceil(right)) - 1, min(height, math.ceil(bottom)) - 1)
        if first[0] > last[0] or first[1] > last[1]:
            unit = "pixels" if scale == 1.0 else "points"
            raise NoSuchPlace(f"page {self.page} has {width / scale:.0f} x {height / scale:.0f} {unit}")
        return *first, *last


@dataclass(frozen=True, slots=True)
class Covered:
    """A copy with parts covered: its bytes and kind, how many pages it has, and how many boxes lie on them."""

    data: bytes
    media_type: str
    pages: int
    boxes: int
