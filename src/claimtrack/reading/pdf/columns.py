"""Columns: stretches of a page where two texts stand side by side, and the order in which all of it is read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from claimtrack.reading.pdf.gaps import Gap, Half, gaps_of
from claimtrack.reading.pdf.marks import Word
from claimtrack.reading.pdf.rows import rows_of

Row = list[Word]
_InRow = tuple[int, Gap]

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


@dataclass(frozen=True, slots=True)
class _Strip:
    """Rows from ``first`` on that leave free what is from ``left`` to ``right``: in each, its gap there."""

    first: int
    left: float
    right: float
    gaps: Sequence[Gap]

    @property
    def last(self) -> int:
        """The last of its rows."""
        return self.first + len(self.gaps) - 1

    @property
    def most(self) -> int:
        """What a band of it is worth if both its sides have words in each row."""
        return 11 * len(self.gaps) - 1


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
    places = [left + step * number for number in range(1, int((right - left) / step))]
    free = _free_at(places, [gaps_of(row, least=size * _GUTTER) for row in rows])
    # Most places lie in the same gaps as the one before.
    strips: dict[tuple[int, int, float, float], _Strip] = {}
    for of_place, of_last in zip(free, [[], *free], strict=False):
        for strip in _strips(of_place, size * _GUTTER) if of_place != of_last else ():
            strips.setdefault((strip.first, strip.last, strip.left, strip.right), strip)
    return _worthiest(list(strips.values()))


def _worthiest(strips: Sequence[_Strip]) -> _Band | None:
    """Return the band that is worth most, of several the first; few but the longest strips are looked at."""
    best: _Band | None = None
    place = 0
    for number in sorted(range(len(strips)), key=lambda number: -strips[number].most):
        if best is not None and strips[number].most < best.worth:
            break
        band = _band(strips[number])
        if band is not None and (best is None or (band.worth, -number) > (best.worth, -place)):
            best, place = band, number
    return best


def _free_at(places: Sequence[float], of_rows: Iterable[Sequence[Gap]]) -> list[list[_InRow]]:
    """Return the gaps around each place, from the top."""
    free: list[list[_InRow]] = [[] for _ in places]
    for number, gaps in enumerate(of_rows):
        for gap in gaps:
            around = (number, gap)
            for of_place in free[bisect_right(places, gap.left) : bisect_left(places, gap.right)]:
                of_place.append(around)
    return free


def _strips(of_place: Sequence[_InRow], width: float) -> Iterator[_Strip]:
    """Yield each run of rows that leave a strip around a place free, which is as wide as that."""
    left, right = float("-inf"), float("inf")
    first, following = 0, 0
    for place, (number, gap) in enumerate(of_place):
        inner_left = max(left, gap.left)
        inner_right = min(right, gap.right)
        if number == following and inner_right - inner_left >= width:
            left, right = inner_left, inner_right
        else:
            if place - first >= _LEAST_ROWS:
                yield _strip(of_place[first:place], left, right)
            first, left, right = place, gap.left, gap.right
        following = number + 1
    if len(of_place) - first >= _LEAST_ROWS:
        yield _strip(of_place[first:], left, right)


def _strip(rows: Sequence[_InRow], left: float, right: float) -> _Strip:
    return _Strip(rows[0][0], left, right, [gap for _, gap in rows])


def _band(strip: _Strip) -> _Band | None:
    """Return a strip as the band that it is if columns stand at its sides."""
    text = [gap.before for gap in strip.gaps if gap.before is not None]
    other = [gap.behind for gap in strip.gaps if gap.behind is not None]
    begins_beside = strip.gaps[0].behind is not None
    if not ((_is_column(text) and _is_column(other)) or (begins_beside and _has_rest(text, other))):
        return None
    worth = min(len(text), len(other)) * 10 + (strip.last - strip.first)
    return _Band(strip.first, strip.last, strip.left, strip.right, worth)


def _has_rest(text: Sequence[Half], rest: Sequence[Half]) -> bool:
    """Tell whether a text in columns ends with a line or two in its last, if that begins where the others do."""
    return 1 <= len(rest) < _LEAST_ROWS and len(text) >= 2 * _LEAST_ROWS and _is_column(text)


def _is_column(rows: Sequence[Half]) -> bool:
    """Tell running text, which fills its lines with words, from the cells of a table and from a list's marks."""
    if len(rows) < _LEAST_ROWS:
        return False
    left = min(row.left for row in rows)
    width = max(row.right for row in rows) - left
    if median([row.right - left for row in rows]) < _FULL * width:
        return False
    if median([row.thirds for row in rows]) < 3 * _LEAST_WORDS:
        return False
    # Last, since it looks at each word.
    return width >= _NARROWEST * median([size for row in rows for size in row.sizes])
