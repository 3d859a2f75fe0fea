"""Which pictures are nearly one: copies that were made smaller, packed anew, mirrored, or cropped a little.

Compared are the prints of ``picture_prints``: of how many bits two of them differ.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORM = 1
"""The first byte of a print. Another way to make them gets another one, and is compared with none of these."""
WAYS = 16
"""In how many ways a picture is looked at: whole, mirrored, and with so many edges cut off."""
_BYTES = 18
SIZE = 1 + WAYS * _BYTES
"""Bytes of a print."""
_MOST = 28
"""Bits that copies differ by at most. Of 17,784 pairs of unlike pictures that it was tried on the least differed by 36,
of copies cut by up to 5 per cent at each edge the most by 24."""
_AT_ONCE = 8


class How(StrEnum):
    """How one picture is like another one."""

    COPY = "copy"
    MIRRORED = "mirrored"
    CROPPED = "cropped"
    HOLDS_MORE = "holds more"

    @property
    def words(self) -> str:
        """What follows which picture it is nearly."""
        return {
            How.COPY: "",
            How.MIRRORED: ", mirrored",
            How.CROPPED: ", with its edges cut off",
            How.HOLDS_MORE: ", whose edges were cut off",
        }[self]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two pictures that are nearly one: how ``one`` is like ``other``, and in how many of 144 bits they differ."""

    one: int
    other: int
    how: How
    bits: int


def is_print(kept: bytes | None) -> bool:
    """Tell whether there is a print that can be compared with today's."""
    return kept is not None and len(kept) == SIZE and kept[0] == FORM


def like(one: int, kept: bytes, others: Mapping[int, bytes]) -> list[Likeness]:
    """Return which of these pictures are nearly one with a picture, the likest first; itself is left out.

    What is no print, or of another form, is like none.
    """
    if not is_print(kept):
        return []
    found = _pairs({one: kept}, {number: other for number, other in others.items() if number != one}, each_once=False)
    return sorted(found, key=lambda pair: (pair.bits, pair.other))


def all_alike(prints: Mapping[int, bytes]) -> list[Likeness]:
    """Return all pairs of pictures that are nearly one, each once, the later one first in it."""
    found = (pair for pair in _pairs(prints, prints, each_once=True) if pair.one > pair.other)
    return sorted(found, key=lambda pair: (pair.one, pair.other))


def _pairs(these: Mapping[int, bytes], those: Mapping[int, bytes], *, each_once: bool) -> Iterator[Likeness]:
    """Yield the pairs of one of these and one of those; ``each_once`` where they are the same ones."""
    import numpy as np

    ones, others = _numbers(these), _numbers(those)
    if not ones or not others:
        return
    every = _words([those[number] for number in others])
    for start in range(0, len(ones), _AT_ONCE):
        some = ones[start : start + _AT_ONCE]
        left, right = _words([these[number] for number in some]), every[: start + _AT_ONCE] if each_once else every
        from_here = _differing(left[:, None], right[None, :, :1])
        from_there = _differing(left[:, None, :1], right[None])
        # The whole goes before what was cut off: of two ways that fit as well, the plainer one is told.
        found = np.stack(
            [from_here[..., 0], from_here[..., 1], from_there[..., 2:].min(axis=-1), from_here[..., 2:].min(axis=-1)]
        )
        best = found.argmin(axis=0)
        for row, column in zip(*np.nonzero(found.min(axis=0) <= _MOST), strict=True):
            way = int(best[row, column])
            yield Likeness(some[row], others[column], tuple(How)[way], int(found[way, row, column]))


def _differing(left: "NDArray[Any]", right: "NDArray[Any]") -> "NDArray[Any]":
    """Return in how many bits they differ."""
    import numpy as np

    words = left ^ right
    differing: NDArray[Any] = np.bitwise_count(words[..., 0])
    for place in range(1, words.shape[-1]):
        differing += np.bitwise_count(words[..., place])
    return differing


def _numbers(prints: Mapping[int, bytes]) -> Sequence[int]:
    return sorted(number for number, kept in prints.items() if is_print(kept))


def _words(prints: Sequence[bytes]) -> "NDArray[Any]":
    """Return the bits of prints in words of 64, filled up with none: a picture, a way to look at it, a word."""
    import numpy as np

    kept = np.frombuffer(b"".join(one[1:] for one in prints), dtype=np.uint8).reshape(len(prints), WAYS, _BYTES)
    return np.pad(kept, ((0, 0), (0, 0), (0, -_BYTES % 8))).view(np.uint64)
