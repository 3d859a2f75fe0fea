"""The text of a line, and the marks of footnotes in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimtrack.reading.pdf.marks import Word

_MARK = re.compile(r"[\[(]?[\d¹²³⁴-⁹⁰]{1,3}(?:\s*[,–-]\s*\d{1,3})*[\])]?|[*†‡§¶]{1,3}|[a-z]")
_SMALL = 0.85
_RAISED = 0.15
_UNITS = frozenset("m km cm mm ft mi".split())
_EXPONENTS = {"2": "²", "3": "³"}
_CELL = 1.0
"""Of the size of the letters: the least gap between the cells of a table, which is more than twice a space, too."""
_WORD_GAP = 0.7
_ALL_CELLS = 1.2
_BULLET = re.compile(r"[\W_]+|\(?\w{1,3}[.)]")
_TERMINAL = re.compile(r"[.!?…:;。！？।؟۔።]['\"’”»›)\]]*(?:\[\d+\])?\Z")
_LEADERS = re.compile(r"(?:\s?[.·…]){5,}\s?")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with its text; ``marks`` are those of footnotes that were left out of it.

    ``opens_with_mark`` tells that it begins with one, as a footnote does; ``cells`` where each of its cells begins and
    ends, if it is a row of a table.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    is_bold: bool
    first_width: float
    marks: tuple[str, ...] = ()
    opens_with_mark: bool = False
    cells: tuple[tuple[float, float], ...] = ()

    def is_row_with(self, other: "TextLine") -> bool:
        """Tell whether both are rows of a table: all cells of the shorter one stand where cells of the other do."""
        fewer, more = sorted((self.cells[1:], other.cells[1:]), key=len)
        return bool(fewer) and all(any(_aligned(one, another, self.size / 3) for another in more) for one in fewer)

    @property
    def is_ended(self) -> bool:
        """Tell whether a sentence ends with it."""
        return bool(_TERMINAL.search(self.text[-12:]))


def line_of(words: Sequence[Word]) -> TextLine:
    """Return the text of the words of a line, which are in the order of reading."""
    size = max(words, key=lambda word: len(word.text)).size
    main = [word for word in words if word.size >= _SMALL * size] or list(words)
    base = main[0].y
    pieces: list[str] = []
    marks: list[str] = []
    cells = [(words[0].left, words[0].right)]
    cell = size * _cell_gap(words, size)
    before: Word | None = None
    ended: Word | None = None
    for word in words:
        if _is_mark(word, size, base, before):
            text = _EXPONENTS.get(word.text) if before is not None and before.text in _UNITS else None
            if text is None:
                marks.append(word.text)
                ended = before
                continue
            pieces.append(text)
            continue
        # What is set right on to a mark is no part of the word in front of the mark.
        is_glued = word.is_glued and not (before is not None and before is ended and word.text[0].isalnum())
        if before is not None and not is_glued:
            is_cell = word.left - before.right > cell and not (before is words[0] and _BULLET.fullmatch(before.text))
            if is_cell:
                cells.append((word.left, word.right))
            pieces.append("\t" if is_cell else " ")
        pieces.append(word.text)
        cells[-1] = (cells[-1][0], word.right)
        before = word
    inner = "".join(pieces)
    text = inner.rstrip("\u00ad").replace("\u00ad", "") + ("\u00ad" if inner.endswith("\u00ad") else "")
    return TextLine(
        _LEADERS.sub(" … ", text).strip(),
        min(word.left for word in words),
        max(word.right for word in words),
        base,
        size,
        all(word.is_bold for word in words),
        words[0].right - words[0].left,
        tuple(marks),
        _is_mark(words[0], size, base, None),
        tuple(cells),
    )


def _aligned(one: tuple[float, float], other: tuple[float, float], slack: float) -> bool:
    """Tell whether two cells begin at one place, end at one, or have one middle."""
    begins, ends = one[0] - other[0], one[1] - other[1]
    return min(abs(begins), abs(ends), abs(begins + ends) / 2) <= slack


def _cell_gap(words: Sequence[Word], size: float) -> float:
    """Return the least gap between cells; in a justified line spaces may be wide, and all of them are."""
    gaps = [(one.left - before.right) / max(size, 0.1) for before, one in pairwise(words) if not one.is_glued]
    space = min((gap for gap in gaps if gap > 0), default=0.0)
    return max(_CELL, 2 * space) if space < _WORD_GAP or len(words) > 6 else _ALL_CELLS


def _is_mark(word: Word, size: float, base: float, before: Word | None) -> bool:
    is_raised = word.size < _SMALL * size and base - word.y >= _RAISED * size
    if not is_raised or not _MARK.fullmatch(word.text):
        return False
    # "1st", "2nd": letters that are raised behind a figure are of the word; one letter alone is a mark.
    return not (word.text.isalpha() and before is not None and before.text[-1:].isdigit())


def leading_of(lines: Sequence[TextLine]) -> float:
    """Return the usual distance of one line to the next, 0 where nothing says it."""
    steps = sorted(below.y - above.y for above, below in pairwise(lines) if below.y - above.y > 0.5 * above.size)
    return steps[len(steps) // 3] if len(steps) > 1 else 0.0
