"""Every pair of states, and what each move demands."""

from itertools import product

import pytest

from claimtrack.rules.states import MOVES, Grounds, unmet
from claimtrack.vocabulary import Demand, Status

S, D = Status, Demand
REASON = {D.REASON}
CONFIRM = {D.CHECKABLE, D.CONFIRMATION}
REFUTE = {D.CHECKABLE, D.REFUTATION}
DISPUTE = {D.CHECKABLE, D.DOUBT}
GIVE_UP = {D.CHECKABLE, D.REASON}
NO: set[Demand] | None = None

# Rows: from. Columns: to unverified, in_review, confirmed, disputed, refuted, unverifiable, withdrawn.
TABLE: dict[Status, tuple[set[Demand] | None, ...]] = {
    S.UNVERIFIED: (NO, set(), CONFIRM, DISPUTE, REFUTE, GIVE_UP, REASON),
    S.IN_REVIEW: (set(), NO, CONFIRM, DISPUTE, REFUTE, GIVE_UP, REASON),
    S.CONFIRMED: (REASON, NO, NO, DISPUTE | REASON, REFUTE | REASON, GIVE_UP, REASON),
    S.DISPUTED: (REASON, NO, CONFIRM | REASON, NO, REFUTE | REASON, GIVE_UP, REASON),
    S.REFUTED: (REASON, NO, CONFIRM | REASON, DISPUTE | REASON, NO, GIVE_UP, REASON),
    S.UNVERIFIABLE: (REASON, NO, CONFIRM | REASON, DISPUTE | REASON, REFUTE | REASON, NO, REASON),
    S.WITHDRAWN: (REASON, NO, NO, NO, NO, NO, NO),
}
PAIRS = [(start, to, TABLE[start][place]) for start in Status for place, to in enumerate(Status)]


@pytest.mark.parametrize(("start", "to", "demands"), PAIRS)
def test_every_pair(start: Status, to: Status, demands: set[Demand] | None) -> None:
    assert MOVES.get((start, to)) == (frozenset(demands) if demands is not None else None)


def test_the_table_names_every_pair() -> None:
    assert {(start, to) for start, to, _ in PAIRS} == set(product(Status, Status))


ALL = Grounds(checkable=True, reason=True, confirms=True, refutes=True, doubted=True)


@pytest.mark.parametrize(("start", "to"), sorted(MOVES))
def test_with_all_grounds_every_move_in_the_table_can_be_made(start: Status, to: Status) -> None:
    assert unmet(start, to, ALL) == frozenset()


@pytest.mark.parametrize(("start", "to"), sorted(MOVES))
def test_without_any_grounds_what_is_missing_is_just_what_is_demanded(start: Status, to: Status) -> None:
    assert unmet(start, to, Grounds(checkable=False)) == MOVES[start, to]


@pytest.mark.parametrize(("start", "to"), [pair for pair in product(Status, Status) if pair not in MOVES])
def test_a_pair_that_is_not_in_the_table_cannot_be_moved_by_an_override_either(start: Status, to: Status) -> None:
    assert unmet(start, to, Grounds(checkable=True, reason=True, override=True)) is None


@pytest.mark.parametrize("to", [Status.CONFIRMED, Status.REFUTED])
def test_an_override_stands_for_evidence_but_not_for_a_reason(to: Status) -> None:
    assert unmet(S.IN_REVIEW, to, Grounds(checkable=True, override=True)) == frozenset({D.REASON})
    assert unmet(S.IN_REVIEW, to, Grounds(checkable=True, override=True, reason=True)) == frozenset()


def test_no_override_makes_an_opinion_checkable() -> None:
    assert unmet(S.IN_REVIEW, S.CONFIRMED, Grounds(checkable=False, override=True, reason=True)) == frozenset(
        {D.CHECKABLE}
    )


def test_a_reason_is_doubt_enough_for_a_dispute() -> None:
    assert unmet(S.IN_REVIEW, S.DISPUTED, Grounds(checkable=True, reason=True)) == frozenset()
    assert unmet(S.IN_REVIEW, S.DISPUTED, Grounds(checkable=True, doubted=True)) == frozenset()
    assert unmet(S.IN_REVIEW, S.DISPUTED, Grounds(checkable=True)) == frozenset({D.DOUBT})
