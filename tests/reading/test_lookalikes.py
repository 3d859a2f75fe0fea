"""Which prints are nearly one: by how many bits they differ, whole, mirrored, and cut."""

import random

import pytest

from claimtrack.reading.lookalikes import FORM, SIZE, WAYS, How, Likeness, all_alike, is_print, like


def _print(seed: int) -> bytearray:
    return bytearray([FORM]) + random.Random(seed).randbytes(SIZE - 1)  # noqa: S311 - the same ones each time


def _with(kept: bytearray, way: int, source: bytearray, from_way: int = 0, *, differing: int = 0) -> bytes:
    """Give a print whose bits of one way are those of another print's, but for so many."""
    found = bytearray(kept)
    size = (SIZE - 1) // WAYS
    bits = int.from_bytes(source[1 + size * from_way : 1 + size * (from_way + 1)])
    found[1 + size * way : 1 + size * (way + 1)] = (bits ^ ((1 << differing) - 1)).to_bytes(size)
    return bytes(found)


@pytest.mark.parametrize(
    ("way", "from_way", "how", "words"),
    [
        (0, 0, How.COPY, ""),
        (1, 0, How.MIRRORED, ", mirrored"),
        (0, 9, How.CROPPED, ", with its edges cut off"),
        (12, 0, How.HOLDS_MORE, ", whose edges were cut off"),
    ],
)
def test_the_way_in_which_two_are_alike_is_told(way: int, from_way: int, how: How, words: str) -> None:
    other = _print(1)
    one = _with(_print(2), way, other, from_way, differing=28)
    assert like(2, one, {1: bytes(other), 3: bytes(_print(3))}) == [Likeness(2, 1, how, 28)]
    assert how.words == words
    assert like(2, _with(_print(2), way, other, from_way, differing=29), {1: bytes(other)}) == []


def test_the_likest_comes_first_and_itself_never() -> None:
    kept = _print(1)
    others = {number: _with(_print(number), 0, kept, differing=bits) for number, bits in ((5, 9), (6, 2), (7, 9))}
    assert [one.other for one in like(1, bytes(kept), {1: bytes(kept), **others})] == [6, 5, 7]


def test_all_pairs_are_found_once_the_later_first() -> None:
    prints = {number: bytes(_print(number)) for number in range(1, 60)}
    prints[40] = _with(_print(40), 0, _print(3), differing=4)
    prints[2] = _with(_print(2), 0, _print(50), 5, differing=4)
    assert all_alike(prints) == [Likeness(40, 3, How.COPY, 4), Likeness(50, 2, How.HOLDS_MORE, 4)]
    assert all_alike({}) == []


def test_what_is_no_print_of_today_is_like_none() -> None:
    kept = bytes(_print(1))
    later = bytes([FORM + 1]) + kept[1:]
    assert [is_print(one) for one in (kept, later, kept[:-1], b"", None)] == [True, False, False, False, False]
    assert like(2, kept, {1: later}) == []
    assert like(2, later, {1: kept}) == []
