"""Which texts are copies of one another: the same words, or most of them, under other headlines.

Words in runs of five are hashed; of a long text only the lowest hashes are kept, which is enough to say how much of the
shorter of two texts stands in the other one (Broder 1997; Irber et al. 2022, FracMinHash).
"""

import re
import struct
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import TypeVar

RUN = 5
"""Words in a run."""
_MOST = 512
"""Hashes in a sketch at most; the share of all hashes that is kept is halved until so few are left."""
_COPIED = 0.5
"""What share of the shorter text stands in the other one when it is a copy: more than two stories quote alike."""
_LEAST = 8
"""Runs; fewer in common may be a turn of phrase, unless that is all there is in both texts."""
_WORD = re.compile(r"\w+")
_BITS = 64

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to tell its copies by: the hashes of its runs that are below ``2 ** (64 - halved)``."""

    halved: int
    runs: frozenset[int]

    def as_bytes(self) -> bytes:
        """Return it as bytes: the halvings in one, then the hashes in order, eight bytes each, the highest first."""
        return struct.pack(f">B{len(self.runs)}Q", self.halved, *sorted(self.runs))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Sketch":
        """Read what ``as_bytes`` gave; raises ValueError for anything else."""
        if len(data) % 8 != 1:
            raise ValueError("not a sketch of a text")
        halved, *runs = struct.unpack(f">B{len(data) // 8}Q", data)
        return cls(halved, frozenset(runs))

    def within(self, halved: int) -> frozenset[int]:
        """Return the hashes that would be left after so many halvings."""
        return frozenset(run for run in self.runs if run < 1 << (_BITS - halved))


def sketch(text: str) -> Sketch:
    """Return the sketch of a text, in time linear in its length.

    Case, punctuation, white space and typographic marks do not count. A text without a word has an empty sketch.
    """
    return _bounded(whole(text))


def bounded(words: list[str], run: int) -> Sketch:
    """Return the sketch of some words by runs of so many, in time linear in their number."""
    return _bounded(runs_of(words, run))


def _bounded(whole: Sketch) -> Sketch:
    held, halved = whole.runs, 0
    while len(held) > _MOST:
        halved += 1
        held = frozenset(run for run in held if run < 1 << (_BITS - halved))
    return Sketch(halved, held)


def whole(text: str) -> Sketch:
    """Return the sketch of a text with every hash in it, however long the text is."""
    return runs_of(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()), RUN)


def runs_of(words: list[str], run: int) -> Sketch:
    """Return the sketch of some words by runs of so many with every hash in it."""
    starts = range(max(min(len(words), 1), len(words) - run + 1))
    return Sketch(0, frozenset(_hashed(words[start : start + run]) for start in starts))


def _hashed(words: list[str]) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=_BITS // 8).digest())


def is_copy(one: Sketch, other: Sketch) -> bool:
    """Tell whether two texts are one: the same words, or half of the shorter text's runs in the other one."""
    if not one.runs or not other.runs:
        return False
    if one == other:
        return True
    return shared_by(one, other) >= _LEAST and part_of(one, other) >= _COPIED


def shared_by(one: Sketch, other: Sketch) -> int:
    """Return how many runs two texts share, of those that both sketches keep."""
    halved = max(one.halved, other.halved)
    return len(one.within(halved) & other.within(halved))


def part_of(one: Sketch, other: Sketch) -> float:
    """Return which share of the shorter of two texts stands in the other one, in runs of words: from 0 to 1."""
    halved = max(one.halved, other.halved)
    left, right = one.within(halved), other.within(halved)
    return len(left & right) / max(min(len(left), len(right)), 1)


def shared(one: Sketch, other: Sketch) -> float:
    """Return which share of the longer of two texts stands in the other one, in runs of words: from 0 to 1."""
    halved = max(one.halved, other.halved)
    left, right = one.within(halved), other.within(halved)
    return len(left & right) / max(len(left), len(right), 1)


def copies(sketches: Mapping[Key, Sketch], is_one: Callable[[Key, Key], bool] | None = None) -> dict[Key, Key]:
    """Return for every text that is a copy the first text, in the order given, that it is one piece with.

    ``is_one`` tells of two texts whether they are one; without it, as ``is_copy`` does.

    What is a copy of a copy is a copy of the first, so a story that grew from hand to hand stays one piece.
    """
    first: dict[Key, Key] = {}
    for one, other in combinations(sketches, 2):
        if is_one(one, other) if is_one is not None else is_copy(sketches[one], sketches[other]):
            _join(first, one, other, list(sketches))
    return {key: _root(first, key) for key in sketches if key in first}


def _join(first: dict[Key, Key], one: Key, other: Key, order: Iterable[Key]) -> None:
    roots = _root(first, one), _root(first, other)
    if roots[0] != roots[1]:
        earlier = next(key for key in order if key in roots)
        first[roots[0] if roots[1] == earlier else roots[1]] = earlier


def _root(first: Mapping[Key, Key], key: Key) -> Key:
    while key in first:
        key = first[key]
    return key
