"""Which of many names may be one's at all: found by what they share, so that not every pair has to be measured."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from claimtrack.rules.names import BODIES, marks_of, read_name
from claimtrack.vocabulary import SpeakerKind

Called = Sequence[tuple[str, SpeakerKind]]
"""The names that one source has, with what it is under each."""


def pairs_to_measure(sources: Sequence[Called]) -> list[tuple[int, int]]:
    """Return by their places the pairs of sources that ``names.may_be_one`` may find to be one, in order.

    Bodies are one only by measures of which each leaves a mark on both names, so that those without a common mark are
    left out. Persons, and those of whom nobody knows what they are, have nearer measures: each of them is paired.
    """
    found: set[tuple[int, int]] = set()
    open_ones = [place for place, called in enumerate(sources) if any(kind not in BODIES for _, kind in called)]
    for place in open_ones:
        found |= {(min(place, other), max(place, other)) for other in range(len(sources)) if other != place}
    bodies = [place for place in range(len(sources)) if place not in set(open_ones)]
    found.update(_sharing(sources, bodies))
    return sorted(found)


def _sharing(sources: Sequence[Called], places: Iterable[int]) -> Iterator[tuple[int, int]]:
    with_mark: dict[tuple[str, ...], set[int]] = defaultdict(set)
    acronyms: dict[str, set[int]] = defaultdict(set)
    led_by: dict[str, set[int]] = defaultdict(set)
    for place in places:
        for called, _ in sources[place]:
            name = read_name(called)
            if not name.words:
                continue
            for mark in marks_of(name):
                with_mark[mark].add(place)
            if name.acronym:
                acronyms[name.words[0]].add(place)
            for first in {name.words[0], *name.initials}:
                led_by[first].add(place)
    for held in with_mark.values():
        yield from combinations(sorted(held), 2)
    for letters, held in acronyms.items():
        yield from ((min(one, other), max(one, other)) for one in held for other in led_by[letters] if one != other)
