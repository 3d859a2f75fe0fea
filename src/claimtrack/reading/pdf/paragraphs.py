"""Paragraphs out of lines: where one ends, and where it goes on in the next column or on the next page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimtrack.reading.pdf.hyphens import Known
from claimtrack.reading.pdf.lines import TextLine, leading_of

_APART = 1.22
"""Of the usual distance between lines; what is more is a gap between paragraphs."""
_FAR = 2.2
_UNLED = 1.8
"""Of the size of the letters, where two lines alone say nothing of what is usual."""
_LIKE = 1.12
_INDENT = (0.8, 5.0)
_SHORT = 0.7
_HEADING = 1.15
_BULLET = re.compile(r"[•‣◦▪●■□○➢➤►✓✔·∙\uf0b7\uf0a7]\s*|[-–—*]\s+(?=\S)")
_COUNTED = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])\s+(?=\S)")
_OPENING = "\"“‘'«„([¿¡"


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of a paragraph, or of a table; ``right`` is where the column ends that it stands in."""

    lines: tuple[TextLine, ...]
    page: int
    right: float
    is_table: bool = False

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def is_bold(self) -> bool:
        """Tell whether all of it is bold."""
        return all(line.is_bold for line in self.lines)

    @property
    def is_item(self) -> bool:
        """Tell whether it is one of a list."""
        return bool(_BULLET.match(self.lines[0].text))


def blocks_of(lines: Sequence[TextLine], page: int, body: float) -> Iterator[Block]:
    """Yield the paragraphs of a text in one column; ``body`` is the size of the document's running text."""
    if not lines:
        return
    column = _Column(min(line.left for line in lines), max(line.right for line in lines), leading_of(lines), body)
    group: list[TextLine] = []
    in_table = False
    for line, is_row in zip(lines, _rows_of_tables(lines), strict=True):
        if group and (is_row != in_table or (not is_row and column.parts(group, line))):
            yield Block(tuple(group), page, column.right, in_table)
            group = []
        group.append(line)
        in_table = is_row
    yield Block(tuple(group), page, column.right, in_table)


def _rows_of_tables(lines: Sequence[TextLine]) -> list[bool]:
    """Tell of each line whether it is a table's: it has cells, and so has a neighbour in the same places."""
    with_next = [one.is_row_with(other) for one, other in pairwise(lines)]
    return [before or after for before, after in zip([False, *with_next], [*with_next, False], strict=True)]


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    right: float
    leading: float
    body: float

    def parts(self, group: Sequence[TextLine], line: TextLine) -> bool:
        """Tell whether a line begins another paragraph than the lines before it."""
        last = group[-1]
        step = line.y - last.y
        usual = self.leading or _UNLED / _APART * last.size
        if _unlike(last, line):
            return True
        if last.size > _HEADING * self.body:
            return step > _UNLED * last.size or last.is_bold != line.is_bold
        if _BULLET.match(line.text):
            return True
        if not last.is_ended and begins_small(line.text):
            return step > _FAR * usual
        return step > _APART * usual or step < 0 or last.is_bold != line.is_bold or self._begins(group, line)

    def _begins(self, group: Sequence[TextLine], line: TextLine) -> bool:
        last = group[-1]
        is_item = bool(_BULLET.match(group[0].text) or _COUNTED.match(group[0].text))
        if _COUNTED.match(line.text) and (last.is_ended or is_item):
            return True
        if not is_item and _INDENT[0] * line.size <= line.left - last.left <= _INDENT[1] * line.size:
            return abs(last.left - self.left) < line.size or len(group) == 1
        fits = last.right + 0.3 * line.size + line.first_width < self.right - 0.3 * line.size
        return fits and (last.is_ended or (self._is_narrow(last) and _begins_anew(last, line)))

    def _is_narrow(self, line: TextLine) -> bool:
        return line.right - self.left < _SHORT * (self.right - self.left)


def _begins_anew(last: TextLine, line: TextLine) -> bool:
    """Tell whether a line may begin a paragraph though no sentence ended before it, as one under a heading."""
    return line.text.lstrip(_OPENING)[:1].isupper() and last.text[-1:] not in ",-\u00ad–—&"


def _unlike(one: TextLine, other: TextLine) -> bool:
    return max(one.size, other.size) > _LIKE * min(one.size, other.size)


def begins_small(text: str) -> bool:
    """Tell whether a text goes on with a sentence: with a small letter, or what cannot begin one."""
    first = text.lstrip(_OPENING)[:1]
    return first.islower() or text[:1] in ",;.)”’%"


def in_flow(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks so that a paragraph is followed by its rest, where a caption or a box stands between them."""
    flow = list(blocks)
    for place in range(len(flow) - 2):
        one, between, rest = flow[place : place + 3]
        if _interrupts(between, one, rest) and goes_on(one, rest) and begins_small(rest.lines[0].text):
            flow[place + 1], flow[place + 2] = rest, between
    return flow


def _interrupts(between: Block, one: Block, rest: Block) -> bool:
    """Tell whether a block, set otherwise than what stands around it, parts a paragraph that broke at a full line.

    A heading in the letters of the text ends without a stop as well; what stands under it is no caption.
    """
    is_set_apart = between.is_table or between.is_bold != one.is_bold or _differ(between, one)
    is_beside = between.page in {one.page, rest.page}
    return is_set_apart and is_beside and not goes_on(one, between) and _is_full(one, rest)


def _differ(one: Block, other: Block) -> bool:
    return max(one.size, other.size) > 1.06 * min(one.size, other.size)


def _is_full(one: Block, other: Block) -> bool:
    """Tell whether the next block's first word had no room any more at the end of a block."""
    last = one.lines[-1]
    return last.right + 0.3 * last.size + other.lines[0].first_width >= one.right - 0.5 * last.size


def goes_on(one: Block, other: Block) -> bool:
    """Tell whether a block is the rest of the paragraph that the one before it began, in another column or page."""
    last, first = one.lines[-1], other.lines[0]
    if one.is_table or other.is_table or other.is_item or one.is_bold != other.is_bold:
        return False
    if _differ(one, other) or last.is_ended:
        return False
    if one.page == other.page and abs(one.right - other.right) < one.size and first.y - last.y > 0:
        return False  # one column: what parts them there parts them
    return begins_small(first.text) or _is_full(one, other) or last.text.endswith(("-", "\u00ad", ","))


def text_of(lines: Iterable[TextLine], known: Known) -> str:
    """Return the text of a paragraph's lines."""
    pieces: list[str] = []
    for line in lines:
        text = line.text.replace("\t", " ")
        if pieces:
            pieces[-1], between = known.joined(pieces[-1], text)
            text = between + text
        pieces.append(text)
    return "".join(pieces).rstrip("\u00ad")


def text_of_table(lines: Iterable[TextLine]) -> str:
    """Return the text of a table's rows, one a line, with a tab between the cells."""
    return "\n".join(line.text for line in lines)
