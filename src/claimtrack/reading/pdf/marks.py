"""What stands on a page, from single letters up: glyphs, words, lines."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Unseen(StrEnum):
    """Why nobody sees a letter that is on the page."""

    INVISIBLE = "written to be invisible"
    WHITE = "in the colour of the paper"
    TINY = "too small to see"
    OUTSIDE = "outside of the page"
    LAYER = "in a layer that is switched off"
    COVERED = "under a box"


class Glyph(NamedTuple):
    """A letter where it stands, in points; ``y`` is its baseline and grows downwards, ``order`` is that of drawing.

    ``drawn`` is the number of the operation that drew it, ``turned`` by how many degrees it leans (-1: askew). A tuple,
    since a page has thousands of them.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    y: float
    size: float
    is_bold: bool
    drawn: int
    order: int
    turned: int
    unseen: Unseen | None


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them; ``is_glued`` where there is none before it either.

    ``is_raised`` tells of a small word above the line, as the marks of footnotes are.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    is_bold: bool = False
    is_glued: bool = False
    is_raised: bool = False
    unseen: Unseen | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side, in the order of reading."""

    words: tuple[Word, ...]
    page: int

    @property
    def left(self) -> float:
        """Where its first word begins, on the page from left to right."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.words, key=lambda word: len(word.text)).size

    @property
    def y(self) -> float:
        """Its baseline."""
        return max(self.words, key=lambda word: word.size).y

    @property
    def is_bold(self) -> bool:
        """Tell whether all of it is bold."""
        return all(word.is_bold for word in self.words)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was found: its glyphs, the values filled into its fields, and how much of it pictures cover.

    ``remarks`` are the comments on it, which show where one clicks.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    filled: tuple[Word, ...] = ()
    pictured: float = 0.0
    remarks: tuple[str, ...] = ()
