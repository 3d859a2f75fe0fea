"""The largest set of things of which no two are in conflict: exact for so many as one claim has evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

EXACT_UP_TO = 40
"""How many different things are searched through; beyond that the answer is a lower bound."""


@dataclass(frozen=True, slots=True)
class Largest:
    """The places of a set without conflicts; ``exact`` tells whether there is surely no larger one."""

    places: tuple[int, ...]
    exact: bool


def largest_without_conflict(conflicts: Sequence[int]) -> Largest:
    """Find the largest set of places of which no two are in conflict; of several, the one with the earliest places.

    ``conflicts[i]`` has bit ``j`` set when ``i`` and ``j`` are in conflict; it is symmetric, and no place is in
    conflict with itself. Exact where at most ``EXACT_UP_TO`` places are left once those are set aside that are in
    conflict with each other and with just the same others: one of them stands for all.
    Source: branching on the place with the most conflicts after the simple ones are taken; Tarjan and Trojanowski,
    Finding a maximum independent set, SIAM Journal on Computing 6 (1977).
    """
    first: dict[int, int] = {}
    for place, others in enumerate(conflicts):
        first.setdefault(others | 1 << place, place)
    kept = sorted(first.values())
    if len(kept) > EXACT_UP_TO:
        return Largest(_some(conflicts, kept), exact=False)
    sizes: dict[int, int] = {}
    left = sum(1 << place for place in kept)
    chosen = []
    for place in kept:
        if not left >> place & 1:
            continue
        rest = left & ~(conflicts[place] | 1 << place)
        if 1 + _size(conflicts, rest, sizes) == _size(conflicts, left, sizes):
            chosen.append(place)
            left = rest
        else:
            left &= ~(1 << place)
    return Largest(tuple(chosen), exact=True)


def _size(conflicts: Sequence[int], left: int, sizes: dict[int, int]) -> int:
    """Return the size of the largest set within ``left``."""
    if left in sizes:
        return sizes[left]
    taken, rest, most, degree = 0, left, 0, 0
    while rest:
        place, degree, most = _fewest_and_most(conflicts, rest)
        if degree > 1:
            break
        # With one conflict at most, taking it is never worse than leaving it.
        rest &= ~(conflicts[place] | 1 << place)
        taken += 1
    if rest:
        without = rest & ~(1 << most)
        taken += max(
            1 + _size(conflicts, without & ~conflicts[most], sizes),
            _size(conflicts, without, sizes),
        )
    sizes[left] = taken
    return taken


def _fewest_and_most(conflicts: Sequence[int], left: int) -> tuple[int, int, int]:
    """Return a place with the fewest conflicts, their number, and a place with the most."""
    fewest = most = -1
    low = high = -1
    walk = left
    while walk:
        place = (walk & -walk).bit_length() - 1
        walk &= walk - 1
        degree = (conflicts[place] & left).bit_count()
        if degree < 2:
            return place, degree, place
        if fewest < 0 or degree < low:
            fewest, low = place, degree
        if degree > high:
            most, high = place, degree
    return fewest, low, most


def _some(conflicts: Sequence[int], kept: Sequence[int]) -> tuple[int, ...]:
    """Take what has the fewest conflicts with the rest, again and again: a set that may not be the largest."""
    left = sum(1 << place for place in kept)
    chosen = []
    while left:
        place, _, _ = _fewest_and_most(conflicts, left)
        chosen.append(place)
        left &= ~(conflicts[place] | 1 << place)
    return tuple(sorted(chosen))


def sets_without_conflict(conflicts: Sequence[int], *, at_least: int) -> list[int]:
    """Return, as bits, every set of so many places or more without conflicts to which no place can be added.

    There are 3 ** (places / 3) at most: 6,561 of 24 places (Moon and Moser, On cliques in graphs, 1965).
    Source: Bron and Kerbosch with Tomita's choice of a pivot, Theoretical Computer Science 363 (2006).
    """
    whole = (1 << len(conflicts)) - 1
    apart = [whole & ~(others | 1 << place) for place, others in enumerate(conflicts)]
    found: list[int] = []

    def grow(chosen: int, left: int, done: int) -> None:
        if chosen.bit_count() + left.bit_count() < at_least:
            return
        if not left:
            if not done:
                found.append(chosen)
            return
        pivot = max(_places(left | done), key=lambda place: (apart[place] & left).bit_count())
        for place in _places(left & ~apart[pivot]):
            grow(chosen | 1 << place, left & apart[place], done & apart[place])
            left &= ~(1 << place)
            done |= 1 << place

    grow(0, whole, 0)
    return found


def _places(bits: int) -> list[int]:
    return [place for place in range(bits.bit_length()) if bits >> place & 1]
