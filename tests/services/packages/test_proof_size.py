"""How large a proof is follows from how many events there are and which are shown, not from the machine."""

import random
from hashlib import sha256

import pytest

from claimtrack.services.packages.proof import prove, read_proof, written

_EVENTS, _APART = 100_000, 200
_MOST = 100_000
_LEAVES = [sha256(str(number).encode()).digest() for number in range(_EVENTS)]


def _chosen(how: str) -> list[int]:
    if how == "evenly":  # the worst there is: no two share a branch that is not near the root
        return [_EVENTS // _APART * place + 1 for place in range(_APART)]
    if how == "in a row":
        return list(range(5_000, 5_000 + _APART))
    return random.Random(6962).sample(range(1, _EVENTS + 1), _APART)  # noqa: S311 - the same each time


@pytest.mark.parametrize(("how", "most"), [("evenly", _MOST), ("by chance", _MOST), ("in a row", 2_000)])
def test_two_hundred_of_a_hundred_thousand_events_are_shown_in_less_than_100_kb(how: str, most: int) -> None:
    proof = prove(_LEAVES, _chosen(how))
    assert len(written(proof)) < most
    assert read_proof(written(proof)) == proof
    assert proof.count_withheld == _EVENTS - _APART


@pytest.mark.parametrize("how", ["evenly", "by chance", "in a row"])
def test_two_hundred_are_withheld_in_less(how: str) -> None:
    hidden = set(_chosen(how))
    proof = prove(_LEAVES, [number for number in range(1, _EVENTS + 1) if number not in hidden])
    assert len(written(proof)) < 25_000
    assert proof.count_withheld == _APART
