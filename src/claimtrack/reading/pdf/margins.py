"""Running headers and footers: what stands at the top or the foot of page after page, and the pages' numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.reading.pdf.marks import Word

Row = list[Word]

_DEPTH = 4
"""Rows at each end of a page that may run through all of them."""
_LONGEST = 30
"""Words; what is longer is text that two pages share."""
_SHARE = 0.3
"""Of the pages; left and right pages have headers of their own, and so have chapters."""
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|p\.|seite|página|pagina|side|sida|стр\.|صفحة)\s*)?[-–—|·•\[(]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–—|·•\])]?"
    r"(?:\s*(?:of|/|von|de|sur|di|av|из)\s*\d{1,4})?",
    re.IGNORECASE,
)
_FARTHEST = 0.12
"""Of a page's height, from its edge, for a number that stands alone; or so much apart from the text:"""
_APART = 2.0


@dataclass(frozen=True, slots=True)
class Peeled:
    """A page's rows, and the rows that were taken off its ends, from the top."""

    rows: list[Row]
    running: list[Row]


def peeled(pages: Sequence[Sequence[Row]], heights: Sequence[tuple[float, float]]) -> list[Peeled]:
    """Take what runs through the pages off each; ``heights`` are the tops and feet of the pages, downwards.

    Nothing is taken where that would leave no text at all.
    """
    known = _running(pages)
    found = [_one(page, number, known, heights[number]) for number, page in enumerate(pages)]
    if any(one.rows for one in found):
        return found
    return [Peeled(list(page), []) for page in pages]


def row_text(row: Sequence[Word]) -> str:
    """Return a row's words with a space between them."""
    return " ".join(word.text for word in row)


def _ends(page: Sequence[Row]) -> dict[bool, Sequence[Row]]:
    """Return the rows at the top and at the foot, from the edge inwards."""
    return {True: page[:_DEPTH], False: page[::-1][:_DEPTH]}


def _keys(row: Row, number: int, *, is_top: bool) -> list[tuple[object, ...]]:
    """Return what a row is known by on other pages: its words, or its words and a number that counts with the pages."""
    text = row_text(row).casefold()
    if len(text.split()) > _LONGEST:
        return []
    numbers = [int(one[-9:]) for one in _NUMBER.findall(text)][:6]
    even = _NUMBER.sub("#", text)
    return [(is_top, text), *((is_top, even, place, one - number) for place, one in enumerate(numbers))]


def _running(pages: Sequence[Sequence[Row]]) -> set[tuple[object, ...]]:
    counted: dict[tuple[object, ...], int] = defaultdict(int)
    for number, page in enumerate(pages):
        on_page = {
            key for is_top, rows in _ends(page).items() for row in rows for key in _keys(row, number, is_top=is_top)
        }
        for key in on_page:
            counted[key] += 1
    enough = max(2.0, min(_SHARE * len(pages), 10))
    return {key for key, times in counted.items() if times >= enough}


def _one(page: Sequence[Row], number: int, known: set[tuple[object, ...]], height: tuple[float, float]) -> Peeled:
    rows = list(page)
    top: list[Row] = []
    foot: list[Row] = []
    for is_top, taken in ((True, top), (False, foot)):
        for _ in range(_DEPTH):
            if not rows:
                break
            place = 0 if is_top else -1
            if not (
                any(key in known for key in _keys(rows[place], number, is_top=is_top))
                or _is_page_number(rows, place, height)
            ):
                break
            taken.append(rows.pop(place))
    return Peeled(rows, [*top, *foot[::-1]])


def _is_page_number(rows: Sequence[Row], place: int, height: tuple[float, float]) -> bool:
    row = rows[place]
    if len(rows) < 2 or not _PAGE_NUMBER.fullmatch(row_text(row)):
        return False
    beside = rows[1 if place == 0 else -2]
    size = row[0].size
    top, foot = height
    edge = (row[0].y - top if place == 0 else foot - row[0].y) / max(1.0, foot - top)
    return edge <= _FARTHEST and abs(row[0].y - beside[0].y) >= _APART * size
