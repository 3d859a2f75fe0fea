"""When an earlier claim counts as nothing, and what one that counts brings with it."""

from dataclasses import replace

import pytest
from tests.rules.pieces import (
    ALLIED,
    CLINIC,
    DAY,
    ENVOY,
    MINISTRY,
    PAPER,
    PART,
    REGISTRY,
    RUSSIA,
    STRANGER,
    claim,
    piece,
    weighed,
)

from claimtrack.rules.earlier import Cited, unfit
from claimtrack.rules.evidence import Earlier, Ground
from claimtrack.rules.origins import Relation
from claimtrack.vocabulary import Basis, Obstacle, Status

STANDS = Cited(7, Status.CONFIRMED, overridden=False, carried=True, reworded=False)
RESTING = Earlier(7, None, (Ground(REGISTRY, DAY),), frozenset({3}))


@pytest.mark.parametrize(
    ("unlike", "why"),
    [
        ({}, None),
        ({"status": Status.UNVERIFIED}, "claim 7 is unverified, and what is not confirmed is worth nothing"),
        ({"status": Status.IN_REVIEW}, "claim 7 is in review, and what is not confirmed is worth nothing"),
        ({"status": Status.REFUTED}, "claim 7 is refuted, and what is not confirmed is worth nothing"),
        ({"overridden": True}, "claim 7 was confirmed by an editor's override, not by evidence"),
        ({"carried": False}, "claim 7 is marked confirmed, but its evidence does not carry that"),
        ({"reworded": True}, "claim 7 has other words now"),
        (
            {"same_story": (7,)},
            "claim 7 stands in the same article, or in a copy of it: it brings no new origin",
        ),
        (
            {"same_story": (5,)},
            "claim 7 rests on claim 5, which stands in the same article, or in a copy of it: it brings no new origin",
        ),
        ({"repeated": (7,)}, "claim 7 says the same: it brings no new origin"),
        (
            {"on_the_article": 4},
            "claim 7 rests on evidence 4, which is the article itself or a copy of it",
        ),
    ],
)
def test_it_counts_only_while_it_stands_and_brings_something_new(unlike: dict[str, object], why: str | None) -> None:
    assert unfit(replace(STANDS, **unlike)) == why  # type: ignore[arg-type] # what a test says


def test_what_is_unfit_does_not_count_whatever_it_rests_on() -> None:
    (found,) = weighed(claim(), piece(9, CLINIC, earlier=replace(RESTING, unfit="claim 7 is refuted"))).weighed
    assert (found.obstacle, found.reason) == (Obstacle.EARLIER_CLAIM, "does not count: claim 7 is refuted")


def test_one_that_stands_counts_and_says_which_it_is() -> None:
    (found,) = weighed(claim(), piece(9, CLINIC, earlier=RESTING)).weighed
    assert found.reason == "counts: claim 7, which is confirmed, by Clinic"


def test_nobody_knows_who_says_it() -> None:
    (found,) = weighed(claim(), piece(9, None, earlier=RESTING)).weighed
    assert found.reason == "does not count: nobody is named who says claim 7"


def test_whether_its_speaker_belongs_to_somebody_has_to_be_known() -> None:
    assert weighed(claim(), piece(9, STRANGER, earlier=RESTING)).weighed[0].obstacle is Obstacle.AFFILIATION


@pytest.mark.parametrize(
    "relations",
    [
        (Relation(REGISTRY, PART, MINISTRY),),
        (Relation(REGISTRY, ALLIED, MINISTRY),),
        (Relation(CLINIC, PART, MINISTRY),),
        (Relation(REGISTRY, PART, RUSSIA), Relation(RUSSIA, ALLIED, MINISTRY)),
    ],
)
def test_whom_it_rests_on_must_be_independent_of_the_claimant(relations: tuple[Relation, ...]) -> None:
    (found,) = weighed(claim(), piece(9, CLINIC, earlier=RESTING), relations=relations).weighed
    assert found.obstacle is Obstacle.CLAIMANT


def test_it_and_what_it_rests_on_are_one() -> None:
    found = weighed(claim(required=2), piece(8, REGISTRY), piece(9, CLINIC, earlier=RESTING))
    assert found.chosen == (8,)
    assert found.weighed[1].reason == (
        "does not count: it comes from Clinic (relying on Civil registry in this piece), "
        "and evidence 8 comes from Civil registry"
    )


def test_two_that_rest_on_one_piece_are_one() -> None:
    other = replace(RESTING, claim=6, grounds=(Ground(PAPER, DAY),))
    found = weighed(claim(), piece(8, CLINIC, earlier=RESTING), piece(9, ENVOY, earlier=other))
    assert found.chosen == (8,)
    assert found.weighed[1].reason == "does not count: it rests on the same words as evidence 8"


def test_what_a_carrier_saw_does_not_count_by_way_of_a_claim() -> None:
    carried = piece(9, CLINIC, basis=Basis.FIRSTHAND, earlier=replace(RESTING, grounds=(Ground(PAPER, DAY),)))
    found = weighed(claim(carriers=frozenset({PAPER})), carried).weighed[0]
    assert found.obstacle is Obstacle.CARRIER


def test_what_it_rests_on_is_asked_as_of_its_own_day() -> None:
    since = Relation(REGISTRY, PART, MINISTRY, since=DAY)
    before = replace(RESTING, grounds=(Ground(REGISTRY, DAY.replace(year=2020)),))
    assert weighed(claim(), piece(9, CLINIC, earlier=before), relations=[since]).chosen == (9,)
    assert weighed(claim(), piece(9, CLINIC, earlier=RESTING), relations=[since]).chosen == ()
