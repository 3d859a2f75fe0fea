"""Which part of a listing is asked for, and what of it was found: no listing reads more rows than it shows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Window:
    """So many lines of a listing, on which page, counted from 1; all of it where ``limit`` is None."""

    limit: int | None = None
    page: int = 1

    @property
    def offset(self) -> int:
        """How many lines come before it."""
        return (self.page - 1) * self.limit if self.limit is not None else 0

    def total(self, found: int, counting: Callable[[], int]) -> int:
        """Return how many lines there are in all, ``found`` of them on this page; counts only where it must."""
        if self.limit is None or (found < self.limit and (found or not self.offset)):
            return self.offset + found
        return counting()


WHOLE = Window()


class Page(list[T]):
    """The lines of one page, which know how many there are in all (``total``) and how many come before (``offset``)."""

    def __init__(self, lines: Iterable[T], total: int, offset: int = 0) -> None:
        """Take the lines and what they are a part of."""
        super().__init__(lines)
        self.total = total
        self.offset = offset

    @classmethod
    def of(cls, window: Window, lines: Sequence[T], counting: Callable[[], int]) -> "Page[T]":
        """Return the lines that were read for a window; ``counting`` is asked only where they do not tell."""
        return cls(lines, window.total(len(lines), counting), window.offset)

    @classmethod
    def cut(cls, window: Window, everything: Sequence[T]) -> "Page[T]":
        """Return the window's part of what had to be worked out as a whole."""
        end = None if window.limit is None else window.offset + window.limit
        return cls(everything[window.offset : end], len(everything), window.offset)
