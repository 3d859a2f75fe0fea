"""Columns: stretches of a page where two texts stand side by side, and the order in which all of it is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from claimtrack.reading.pdf.marks import Word
from claimtrack.reading.pdf.rows import rows_of
from claimtrack.reading.pdf.scripts import has_no_spaces

Row = list[Word]

_GUTTER = 0.8
"""Of the size of the letters; what is narrower is a space."""
_LEAST_ROWS = 3
_MOST_ROWS = 1_000
"""A page of a newspaper has three hundred."""
_FULL = 0.6
"""Of its column's width: what a line of running text fills, the last of paragraphs aside."""
_LEAST_WORDS = 2.5
_NARROWEST = 6.0
"""Of the size of the letters, for a column."""
_PLACES = 120
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows ``first`` to ``last`` that leave free what is from ``left`` to ``right``."""

    first: int
    last: int
    left: float
    right: float
    worth: int


def regions(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the parts of a page in the order of reading, each a text of one column by rows.

    A table stays one part, and is read by rows.
    """
    return list(_parts([row for row in rows if row], _DEEPEST))


def _parts(rows: list[Row], levels: int) -> Iterator[list[Row]]:
    band = _best(rows) if levels else None
    if band is None:
        if rows:
            yield rows
        return
    middle = (band.left + band.right) / 2
    beside = [word for row in rows[band.first : band.last + 1] for word in row]
    yield from _parts(rows[: band.first], levels - 1)
    for side in (
        [word for word in beside if word.left < middle],
        [word for word in beside if word.left >= middle],
    ):
        yield from _parts([sorted(row, key=lambda word: word.left) for row in rows_of(side)], levels - 1)
    yield from _parts(rows[band.last + 1 :], levels - 1)


def _best(rows: list[Row]) -> _Band | None:
    """Return the largest stretch of rows that stands in two columns."""
    if not _LEAST_ROWS <= len(rows) <= _MOST_ROWS:
        return None
    left = min(word.left for row in rows for word in row)
    right = max(word.right for row in rows for word in row)
    size = median(word.size for row in rows for word in row)
    if right - left < 2 * _NARROWEST * size:
        return None
    step = max((right - left) / _PLACES, size * _GUTTER / 2)
    places = (left + step * number for number in range(1, int((right - left) / step)))
    gaps = [[gap for gap in _gaps(row) if gap[1] - gap[0] >= size * _GUTTER] for row in rows]
    bands = (band for place in places for band in _bands(rows, gaps, place, size * _GUTTER))
    return max(bands, key=lambda band: band.worth, default=None)


def _gaps(row: Row) -> list[tuple[float, float]]:
    """Return what is free in a row, from left to right."""
    ends = [float("-inf")]
    gaps = []
    for word in sorted(row, key=lambda word: word.left):
        if word.left > ends[0]:
            gaps.append((ends[0], word.left))
        ends[0] = max(ends[0], word.right)
    return [*gaps, (ends[0], float("inf"))]


def _bands(rows: list[Row], gaps: list[list[tuple[float, float]]], place: float, width: float) -> Iterator[_Band]:
    """Yield each run of rows that leave a strip around ``place`` free, if columns stand at its sides."""
    first = 0
    free = (float("-inf"), float("inf"))
    for number, of_row in enumerate([*gaps, []]):
        gap = next(((low, high) for low, high in of_row if low < place < high), None)
        both = (max(free[0], gap[0]), min(free[1], gap[1])) if gap is not None else None
        if both is not None and both[1] - both[0] >= width:
            free = both
            continue
        band = _band(rows, first, number - 1, free)
        if band is not None:
            yield band
        if gap is not None and gap[1] - gap[0] >= width:
            first, free = number, gap
        else:
            first, free = number + 1, (float("-inf"), float("inf"))


def _band(rows: list[Row], first: int, last: int, free: tuple[float, float]) -> _Band | None:
    if last - first + 1 < _LEAST_ROWS:
        return None
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in rows[first : last + 1]:
        for side, words in zip(
            sides, ([w for w in row if w.right <= free[0]], [w for w in row if w.left >= free[1]]), strict=True
        ):
            if words:
                side.append(words)
    if not (all(_is_column(side) for side in sides) or _has_rest(sides, rows[first])):
        return None
    return _Band(first, last, *free, min(len(side) for side in sides) * 10 + (last - first))


def _has_rest(sides: tuple[list[Row], list[Row]], top: Row) -> bool:
    """Tell whether a text in columns ends with a line or two at the top of its last."""
    text, rest = sides
    if not 1 <= len(rest) < _LEAST_ROWS or len(text) < 2 * _LEAST_ROWS or not _is_column(text):
        return False
    return all(any(word is one for one in top) for word in rest[0])


def _is_column(rows: Sequence[Row]) -> bool:
    """Tell running text, which fills its lines with words, from the cells of a table and from a list's marks."""
    if len(rows) < _LEAST_ROWS:
        return False
    left = min(word.left for row in rows for word in row)
    width = max(word.right for row in rows for word in row) - left
    size = median(word.size for row in rows for word in row)
    filled = median(max(word.right for word in row) - left for row in rows)
    return width >= _NARROWEST * size and filled >= _FULL * width and median(map(_words, rows)) >= _LEAST_WORDS


def _words(row: Row) -> float:
    return sum(len(word.text) / 3 if has_no_spaces(word.text) else 1 for word in row)
