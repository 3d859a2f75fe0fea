"""The tree over the events: its root as the RFC defines it, and proofs that hold for what is so and nothing else."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.events.tree import (
    EMPTY,
    BrokenProof,
    has_grown,
    leaf,
    proof_of_growing,
    proof_of_some,
    root,
    root_from_some,
)

# The leaves and roots of the reference implementation's own tests (certificate-transparency, merkletree).
_LEAVES = [
    bytes.fromhex(one)
    for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


@pytest.mark.parametrize(("size", "wanted"), list(enumerate(_ROOTS, 1)))
def test_roots_are_those_of_the_reference(size: int, wanted: str) -> None:
    assert root(map(leaf, _LEAVES[:size])).hex() == wanted


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root([]) == EMPTY == hashlib.sha256(b"").digest()
    assert proof_of_some([], []) == ()
    assert root_from_some(0, {}, ()) == EMPTY


def _recursive(leaves: Sequence[bytes]) -> bytes:
    """The root by the words of the RFC."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + _recursive(leaves[:half]) + _recursive(leaves[half:])).digest()


_TREES = st.integers(1, 70).map(lambda size: [leaf(b"%d" % number) for number in range(size)])


@given(_TREES, st.data())
def test_some_leaves_lead_to_the_root_and_others_do_not(leaves: list[bytes], data: st.DataObject) -> None:
    shown = data.draw(st.sets(st.integers(0, len(leaves) - 1)))
    proof = proof_of_some(leaves, shown)
    held = {one: leaves[one] for one in shown}
    assert root_from_some(len(leaves), held, proof) == root(leaves) == _recursive(leaves)
    if shown:
        forged = held | {data.draw(st.sampled_from(sorted(shown))): leaf(b"another")}
        assert root_from_some(len(leaves), forged, proof) != root(leaves)
    for wrong in (proof[1:], (*proof, EMPTY)):
        if wrong != proof:
            with pytest.raises(BrokenProof):
                root_from_some(len(leaves), held, wrong)


@given(_TREES, st.data())
def test_growing_is_proven_and_a_rewriting_is_not(leaves: list[bytes], data: st.DataObject) -> None:
    before = data.draw(st.integers(0, len(leaves)))
    proof = proof_of_growing(leaves, before)
    now = root(leaves)
    assert has_grown(before, root(leaves[:before]), len(leaves), now, proof)
    if before:
        changed = data.draw(st.integers(0, before - 1))
        rewritten = [leaf(b"another") if number == changed else one for number, one in enumerate(leaves)]
        assert not has_grown(before, root(rewritten[:before]), len(leaves), now, proof)
        again = proof_of_growing(rewritten, before)
        assert not has_grown(before, root(leaves[:before]), len(leaves), root(rewritten), again)
    with pytest.raises(BrokenProof):
        has_grown(before, root(leaves[:before]), len(leaves), now, (*proof, EMPTY))
    if proof:
        with pytest.raises(BrokenProof):
            has_grown(before, root(leaves[:before]), len(leaves), now, proof[1:])


def test_what_is_not_there_and_what_is_no_hash_is_refused() -> None:
    leaves = [leaf(b"a"), leaf(b"b")]
    with pytest.raises(IndexError):
        proof_of_some(leaves, [2])
    with pytest.raises(IndexError):
        proof_of_growing(leaves, 3)
    with pytest.raises(BrokenProof, match="counted from 0 to 1"):
        root_from_some(2, {2: leaves[0]}, ())
    with pytest.raises(BrokenProof, match="32 bytes"):
        root_from_some(2, {0: leaves[0]}, (b"short",))
    with pytest.raises(BrokenProof, match="at most as many"):
        has_grown(3, EMPTY, 2, EMPTY, ())


def test_a_few_of_many_take_a_short_proof() -> None:
    leaves = [leaf(b"%d" % number) for number in range(100_000)]
    shown = range(0, 100_000, 500)
    proof = proof_of_some(leaves, shown)
    assert len(proof) * 32 < 75_000
    assert root_from_some(100_000, {one: leaves[one] for one in shown}, proof) == root(leaves)
