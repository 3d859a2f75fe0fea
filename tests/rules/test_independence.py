"""Which evidence counts, and why each other piece does not."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.independence import ClaimSources, EvidenceOrigin, independent_origins
from claimtrack.rules.words import Basis, Stance

CLAIMANT, REGISTRY, CLINIC = 1, 2, 3
ARTICLE = "a" * 64


def claim(required: int = 1, because: tuple[str, ...] = ()) -> ClaimSources:
    return ClaimSources(
        claim=12,
        claimant=CLAIMANT,
        claimant_name="Ministry of Information",
        digests=frozenset({ARTICLE}),
        required=required,
        because=because,
    )


def piece(
    number: int,
    source: int | None = REGISTRY,
    *,
    basis: Basis = Basis.RECORD,
    stance: Stance = Stance.SUPPORTS,
    digest: str | None = None,
) -> EvidenceOrigin:
    return EvidenceOrigin(
        number=number,
        digest=digest or f"{number:064x}",
        source=source,
        source_name={CLAIMANT: "Ministry of Information", REGISTRY: "Civil registry", CLINIC: "Clinic"}.get(
            source or 0, "nobody named"
        ),
        basis=basis,
        stance=stance,
    )


@pytest.mark.parametrize(
    ("evidence", "counts", "reason"),
    [
        (piece(7), True, "counts: Civil registry, a record"),
        (piece(7, basis=Basis.FIRSTHAND), True, "counts: Civil registry, first-hand"),
        (piece(7, CLAIMANT), False, "does not count: it comes from the claimant, Ministry of Information"),
        (piece(7, None), False, "does not count: nobody said whom it comes from"),
        (piece(7, basis=Basis.HEARSAY), False, "does not count: it is hearsay"),
        (piece(7, basis=Basis.UNKNOWN), False, "does not count: it is of unknown basis"),
        (piece(7, digest=ARTICLE), False, "does not count: it is the article itself"),
    ],
)
def test_one_piece(evidence: EvidenceOrigin, counts: bool, reason: str) -> None:
    (weighed,) = independent_origins(claim(), [evidence]).weighed
    assert (weighed.number, weighed.counts, weighed.reason) == (7, counts, reason)


def test_a_second_piece_from_the_same_source_is_no_second_origin() -> None:
    found = independent_origins(claim(required=2), [piece(7), piece(8), piece(9, CLINIC)])
    assert found.chosen == (7, 9)
    assert found.enough
    assert found.weighed[1].reason == "does not count: it comes from Civil registry, like evidence 7"


def test_a_piece_that_does_not_count_does_not_take_its_source_up() -> None:
    found = independent_origins(claim(), [piece(7, basis=Basis.HEARSAY), piece(8)])
    assert found.chosen == (8,)


def test_only_the_stance_that_is_asked_for_is_weighed() -> None:
    pieces = [piece(7), piece(8, CLINIC, stance=Stance.REFUTES), piece(9, stance=Stance.CONTEXT)]
    assert independent_origins(claim(), pieces).chosen == (7,)
    assert independent_origins(claim(), pieces, stance=Stance.REFUTES).chosen == (8,)


def test_it_says_how_many_are_needed_and_why() -> None:
    found = independent_origins(claim(required=2, because=("the article itself doubts it",)), [piece(7)])
    assert found.sentences() == (
        "1 of 2 independent origins (2 because the article itself doubts it)",
        "evidence 7 counts: Civil registry, a record",
    )
    assert not found.enough


pieces = st.lists(
    st.builds(
        piece,
        st.integers(1, 20),
        st.sampled_from([None, CLAIMANT, REGISTRY, CLINIC, 4, 5]),
        basis=st.sampled_from(Basis),
        stance=st.sampled_from(Stance),
        digest=st.sampled_from([None, ARTICLE]),
    ),
    max_size=8,
    unique_by=lambda one: one.number,
)


@given(pieces)
def test_the_set_is_the_largest_there_is(evidence: list[EvidenceOrigin]) -> None:
    found = independent_origins(claim(), evidence)
    assert found.reached == largest_by_trying_all(evidence)
    assert found.exact


def largest_by_trying_all(evidence: list[EvidenceOrigin]) -> int:
    eligible = [
        one
        for one in evidence
        if one.stance is Stance.SUPPORTS
        and one.source not in {None, CLAIMANT}
        and one.basis in {Basis.FIRSTHAND, Basis.RECORD}
        and one.digest != ARTICLE
    ]
    sizes = (
        size
        for size in range(len(eligible), 0, -1)
        for chosen in combinations(eligible, size)
        if len({one.source for one in chosen}) == size
    )
    return next(sizes, 0)
