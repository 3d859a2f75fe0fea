"""What stands side by side."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

_SAME_LINE = 0.5
"""Of the size of the letters, between the baselines of what is of one row: superscripts are."""
_LIKE = 1.6


class _Placed(Protocol):
    @property
    def y(self) -> float: ...
    @property
    def size(self) -> float: ...


P = TypeVar("P", bound=_Placed)


def rows_of(placed: Iterable[P]) -> list[list[P]]:
    """Return what stands on a page by rows, from the top: what is raised or lowered a little is of the row."""
    rows: list[list[P]] = []
    base, size = 0.0, 0.0
    for one in sorted(placed, key=lambda one: one.y):
        if rows and one.y - base <= _SAME_LINE * min(max(size, one.size), _LIKE * min(size, one.size)):
            rows[-1].append(one)
            if one.size > size:
                base, size = one.y, one.size
        else:
            rows.append([one])
            base, size = one.y, one.size
    return rows
