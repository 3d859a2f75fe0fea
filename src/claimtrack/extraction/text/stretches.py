"""Many stretches of one text, in which those that meet another one are found without a look at all the rest."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from claimtrack.extraction.values import Span


class Stretches:
    """Stretches of a text, each with the number of what it belongs to, which may have several.

    A tree of the furthest ends: what asks for the stretches that meet one pays for those, not for all in between.
    """

    __slots__ = ("_half", "_held", "_reach", "_starts")

    def __init__(self, stretches: Iterable[tuple[Span, int]]) -> None:
        self._held = sorted(stretches)
        self._starts = [span[0] for span, _ in self._held]
        self._half = half = 1 << max(0, len(self._held) - 1).bit_length()
        self._reach = reach = [-1] * half + [span[1] for span, _ in self._held] + [-1] * (half - len(self._held))
        for place in range(half - 1, 0, -1):
            reach[place] = max(reach[2 * place], reach[2 * place + 1])

    def owners(self, span: Span) -> Iterator[int]:
        """Yield whose stretches meet a stretch, in the order of the text; once for each stretch that does."""
        end = bisect_left(self._starts, span[1])
        place = self._next(0, span[0])
        while place < end:
            yield self._held[place][1]
            place = self._next(place + 1, span[0])

    def _next(self, place: int, start: int) -> int:
        """Find the first stretch from ``place`` on that ends behind ``start``; past the last where none does."""
        reach, node = self._reach, place + self._half
        if place >= self._half:
            return self._half
        while reach[node] <= start:
            while node & 1:
                node >>= 1
            if not node:
                return self._half
            node += 1
        while node < self._half:
            node = 2 * node + (reach[2 * node] <= start)
        return node - self._half


def owners_near(stretches: Stretches, spans: Sequence[Span]) -> list[int]:
    """Return whose stretches meet one of some spans, each once, in the order of their numbers."""
    return sorted({owner for span in spans for owner in stretches.owners(span)})
