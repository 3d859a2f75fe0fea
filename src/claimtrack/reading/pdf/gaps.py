"""What a row of a page leaves free, and what stands at both sides of that: measured once, asked many times."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from claimtrack.reading.pdf.marks import Word
from claimtrack.reading.pdf.scripts import has_no_spaces


@dataclass(frozen=True, slots=True)
class Half:
    """The words of a row at one side of a gap, of which there is one at least; ``thirds`` are those of words.

    A letter of a script without spaces is one.
    """

    row: Sequence[Word]
    first: int
    end: int
    right: float
    thirds: int

    @property
    def left(self) -> float:
        """Where the first of them begins."""
        return self.row[self.first].left

    @property
    def sizes(self) -> Iterator[float]:
        """The size of each."""
        return (word.size for word in self.row[self.first : self.end])


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """A part of a row that is free, and what is before and behind it. It is equal to itself alone."""

    left: float
    right: float
    before: Half | None
    behind: Half | None


def gaps_of(words: Sequence[Word], *, least: float) -> list[Gap]:
    """Return the gaps of a row that are ``least`` wide or more; what is left of its first word is one."""
    row = sorted(words, key=lambda word: word.left)
    reach = [float("-inf"), *accumulate((word.right for word in row), max)]
    rights = [*accumulate((word.right for word in reversed(row)), max)][::-1]
    thirds = [0, *accumulate(map(_thirds, row))]
    end = len(row)
    gaps = []
    for number, begin in enumerate(chain((word.left for word in row), [float("inf")])):
        if begin - reach[number] >= least:
            before = Half(row, 0, number, reach[number], thirds[number]) if number else None
            behind = Half(row, number, end, rights[number], thirds[-1] - thirds[number]) if number < end else None
            gaps.append(Gap(reach[number], begin, before, behind))
    return gaps


def _thirds(word: Word) -> int:
    return len(word.text) if has_no_spaces(word.text) else 3
