"""How many origins a claim needs, and who may do what."""

import pytest

from claimtrack.rules.policy import DEFAULT_POLICY, Asked, Doubts, Policy, credible_enough
from claimtrack.rules.roles import may
from claimtrack.vocabulary import Right, Role

_ASKED = "the desk asks that of a claim {}"


@pytest.mark.parametrize(
    ("doubts", "needed"),
    [
        (Doubts(), 1),
        (Doubts(caveated=True), 2),
        (Doubts(hearsay=True), 2),
        (Doubts(speaker_unnamed=True), 2),
        (Doubts(caveated=True, hearsay=True, speaker_unnamed=True), 2),
    ],
)
def test_doubt_asks_for_two(doubts: Doubts, needed: int) -> None:
    assert DEFAULT_POLICY.required(doubts) == needed
    assert bool(doubts.reasons()) is (needed == 2)


def test_a_desk_may_ask_for_more() -> None:
    assert Policy(origins=2, origins_when_doubted=3).required(Doubts(hearsay=True)) == 3


@pytest.mark.parametrize(
    ("right", "least"),
    [
        (Right.LOG_IN, Role.VIEWER),
        (Right.REVIEW, Role.REVIEWER),
        (Right.OVERRIDE, Role.EDITOR),
        (Right.MERGE_SOURCES, Role.EDITOR),
        (Right.VOUCH, Role.EDITOR),
        (Right.TAKE_OVER, Role.EDITOR),
        (Right.ASSIGN, Role.EDITOR),
        (Right.ADD_REVIEWERS, Role.ADMIN),
        (Right.CHANGE_POLICY, Role.ADMIN),
        (Right.TAKE_IN, Role.ADMIN),
        (Right.MOVE_LOCKER, Role.ADMIN),
        (Right.KEEP_DOOR, Role.ADMIN),
    ],
)
def test_each_right_begins_at_a_role(right: Right, least: Role) -> None:
    ranked = list(Role)
    assert [may(role, right) for role in ranked] == [ranked.index(role) >= ranked.index(least) for role in ranked]


@pytest.mark.parametrize(
    ("policy", "doubts", "asked"),
    [
        (Policy(), Doubts(hearsay=True), Asked(2, ("the speaker only heard it from others",))),
        (Policy(origins=3), Doubts(hearsay=True), Asked(3)),
        (Policy(origins=2), Doubts(hearsay=True), Asked(2)),
        (Policy(origins_by_nature={"denies": 3}), Doubts(), Asked(3, (_ASKED.format("that denies something"),))),
        (Policy(origins_by_nature={"asserts": 3}), Doubts(), Asked(1)),
        (Policy(origins_by_tag={"war": 4}), Doubts(caveated=True), Asked(4, (_ASKED.format('tagged "war"'),))),
        (
            Policy(origins_by_tag={"war": 2, "dead": 2}, origins_by_nature={"denies": 2}),
            Doubts(caveated=True),
            Asked(
                2,
                (
                    "the article itself doubts it",
                    _ASKED.format("that denies something"),
                    _ASKED.format('tagged "war"'),
                ),
            ),
        ),
    ],
)
def test_the_largest_number_that_applies_is_asked_for(policy: Policy, doubts: Doubts, asked: Asked) -> None:
    assert policy.asked_of(doubts, nature="denies", tags=frozenset({"War", "sport"})) == asked


@pytest.mark.parametrize(
    ("least", "believed"),
    [
        (None, [None, 1, 2, 3, 4, 5, 6]),
        (1, [1]),
        (3, [1, 2, 3]),
        (5, [1, 2, 3, 4, 5, 6]),
    ],
)
def test_what_cannot_be_judged_is_no_worse_than_what_is_improbable(
    least: int | None, believed: list[int | None]
) -> None:
    assert [grade for grade in (None, 1, 2, 3, 4, 5, 6) if credible_enough(grade, least=least)] == believed
