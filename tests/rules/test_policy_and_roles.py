"""How many origins a claim needs, and who may do what."""

import pytest

from claimtrack.rules.policy import DEFAULT_POLICY, Doubts, Policy
from claimtrack.rules.roles import Right, may
from claimtrack.rules.words import Role


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
        (Right.REVIEW, Role.REVIEWER),
        (Right.OVERRIDE, Role.EDITOR),
        (Right.MERGE_SOURCES, Role.EDITOR),
        (Right.VOUCH, Role.EDITOR),
        (Right.TAKE_OVER, Role.EDITOR),
        (Right.ASSIGN, Role.EDITOR),
        (Right.ADD_REVIEWERS, Role.ADMIN),
    ],
)
def test_each_right_begins_at_a_role(right: Right, least: Role) -> None:
    ranked = list(Role)
    assert [may(role, right) for role in ranked] == [ranked.index(role) >= ranked.index(least) for role in ranked]
