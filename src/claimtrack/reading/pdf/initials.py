"""Large initials: a first letter as high as several lines, at the left of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Protocol, TypeVar

from claimtrack.reading.pdf.marks import Glyph, Word

_LARGE = 1.9
_HIGH = 0.8
"""Of its size: what a capital reaches up from its baseline."""
_WORDS_ALONE = frozenset("AIOÀEY")


class _Drawn(Protocol):
    @property
    def glyphs(self) -> tuple[Glyph, ...]: ...
    @property
    def y(self) -> float: ...
    @property
    def size(self) -> float: ...


D = TypeVar("D", bound=_Drawn)


@dataclass(frozen=True, slots=True)
class Initial:
    """A letter that is as high as several lines."""

    text: str
    left: float
    right: float
    y: float
    size: float

    def put_before(self, rows: list[list[Word]]) -> None:
        """Put it before the word at its right, in the highest row that it reaches; else in a row of its own."""
        for row in rows:
            if not self.y - _HIGH * self.size < row[0].y <= self.y + 1:
                continue
            place = next((n for n, word in enumerate(row) if 0 <= word.left - self.left < 1.6 * self.size), None)
            if place is not None:
                first = row[place]
                is_word = self.text in _WORDS_ALONE and any(
                    first.text == one.text for r in rows for one in r if one is not first
                )
                row[place : place + 1] = [
                    replace(first, text=self.text, left=self.left, right=min(self.right, first.left)),
                    replace(first, is_glued=not is_word),
                ]
                return
        rows.append([Word(self.text, self.left, self.right, self.y, self.size)])
        rows.sort(key=lambda row: row[0].y)


def with_initials(runs: Sequence[D]) -> tuple[list[D], list[Initial]]:
    """Return the runs without large initials, and those."""
    if not runs:
        return [], []
    usual = median(run.size for run in runs for _ in run.glyphs)
    large = [run for run in runs if run.size >= _LARGE * usual]
    initials = [run for run in large if _is_initial(run, large)]
    if not initials or len(initials) > 50:
        return list(runs), []
    kept = [run for run in runs if not any(run is one for one in initials)]
    return kept, [_initial(run) for run in initials]


def _is_initial(run: _Drawn, large: Sequence[_Drawn]) -> bool:
    text = "".join(one.text for one in run.glyphs).strip()
    if not (1 <= len(text.strip("“\"‘'«„")) <= 1 and text[-1].isupper()):
        return False
    return len(large) <= 200 and not any(one is not run and abs(one.y - run.y) < 0.3 * run.size for one in large)


def _initial(run: _Drawn) -> Initial:
    text = "".join(one.text for one in run.glyphs).strip()
    left, right = min(one.left for one in run.glyphs), max(one.right for one in run.glyphs)
    return Initial(text, left, right, run.y, run.size)
