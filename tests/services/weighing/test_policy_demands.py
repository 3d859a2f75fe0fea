"""What a desk's policy demands is held in the services: overrides, reasons, credibility, fresh verdicts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from tests.affiliations import stand_alone
from tests.fake_clock import FakeClock

from claimtrack.db import claim_rows
from claimtrack.errors import ForbiddenMove, UsageError
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.amendments import Amendment, amend
from claimtrack.services.evidence.attachments import Attached, attach_claim
from claimtrack.services.evidence.offers import Bearing
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import tags
from claimtrack.services.reports.gather import show
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.services.verdicts import answers, decide_many, decisions
from claimtrack.services.verdicts.decision_tables import read_rulings
from claimtrack.services.verdicts.gate import hold
from claimtrack.services.weighing.policy_changes import adjust
from claimtrack.services.weighing.staleness import apply
from claimtrack.vocabulary import Basis, Need, Said, Stance, Status

Decide = Callable[..., list[decisions.Moved]]
Support = Callable[..., Attached]
Stands = Callable[[int], ClaimEntry]


@pytest.mark.parametrize(
    ("setting", "role", "says"),
    [
        ("override=admin", "editor", "editor is editor here, and the desk's policy lets nobody below admin override"),
        ("override=nobody", "admin", "the desk's policy lets nobody override the rules"),
        ("override=nobody", "editor", "the desk's policy lets nobody override the rules"),
        ("override=admin", "reviewer", "reviewer is reviewer here and may not override the rules"),
    ],
)
def test_who_may_override_is_the_desks_to_say(
    desk: Desk, bridge: int, acting_as: Callable[[str], Desk], setting: str, role: str, says: str, decide: Decide
) -> None:
    desk.enact(adjust, [setting])
    somebody = acting_as(role)
    table = read_rulings(
        f"claim,verdict,reason,override\n{bridge},confirmed,I was there,yes\n".encode(), name="table.csv"
    )
    for act in (
        lambda: decide(Status.CONFIRMED, bridge, by=somebody, override=True, reason="I was there"),
        lambda: somebody.enact(
            answers.judge_said, look(somebody, [bridge]), Said.VERIFIED, reason="I was", override=True
        ),
        lambda: somebody.enact(decide_many.decide_all, table),
    ):
        with pytest.raises(ForbiddenMove) as told:
            act()
        assert says in str(told.value)


def test_who_reaches_the_least_role_may_override(
    desk: Desk, bridge: int, acting_as: Callable[[str], Desk], decide: Decide, stands: Stands
) -> None:
    desk.enact(adjust, ["override=admin"])
    decide(Status.CONFIRMED, bridge, by=acting_as("admin"), override=True, reason="I was there")
    assert stands(bridge).overridden


@pytest.mark.parametrize(
    ("status", "given"),
    [(Status.CONFIRMED, {}), (Status.DISPUTED, {}), (Status.REFUTED, {})],
)
def test_a_reason_is_asked_for_where_the_desk_says_so(
    desk: Desk,
    bridge: int,
    support: Support,
    refute: Support,
    decide: Decide,
    stands: Stands,
    status: Status,
    given: dict[str, Any],
) -> None:
    (refute if status is not Status.CONFIRMED else support)(bridge)
    desk.enact(adjust, [f'reasons=["{status}"]'])
    with pytest.raises(ForbiddenMove, match=f"cannot be marked {status}: it takes a reason; say --reason TEXT"):
        decide(status, bridge, **given)
    with pytest.raises(ForbiddenMove, match="it takes a reason"):
        decide(status, bridge, reason="  ")
    decide(status, bridge, reason="seen twice", **given)
    assert stands(bridge).history[-1].reason == "seen twice"


def test_a_verdict_carries_the_policy_that_it_was_given_under(
    desk: Desk, claims: tuple[int, ...], support: Support, decide: Decide, stands: Stands
) -> None:
    one, two, three = claims
    support(one, two)
    decide(Status.CONFIRMED, one)
    desk.enact(adjust, ["stale_after_days=90"])
    decide(Status.CONFIRMED, two)
    assert [stands(number).policy for number in claims] == [0, 1, None]
    given = stands(two).verdict_at
    assert given is not None
    assert stands(two).look_again_from == given + timedelta(days=90)
    assert (stands(three).verdict_at, stands(three).look_again_from) == (None, None)
    before = stands(one).history[-1].number
    desk.enact(adjust, ["words.confirmed=proven"])
    then = show(desk, one, as_of=before).entry
    assert (then.policy, then.look_again_from, then.status_word) == (0, None, None)
    assert (stands(one).status_word, stands(three).status_word) == ("proven", None)


def test_what_nobody_graded_does_not_count_where_the_desk_asks_for_a_grade(
    desk: Desk, bridge: int, support: Support, decide: Decide, stands: Stands
) -> None:
    support(bridge)
    decide(Status.CONFIRMED, bridge)
    (fallen,) = desk.enact(adjust, ["least_credibility=3"]).reopened
    assert fallen.because == "the policy asks for 1 independent origin, and there are 0 (policy, version 1)"
    with pytest.raises(ForbiddenMove) as told:
        decide(Status.CONFIRMED, bridge)
    assert "evidence 1 does not count: nobody graded how credible it is, and the desk asks for 3" in str(told.value)
    assert "grade it: `claimtrack evidence set 1 --credibility GRADE --reason TEXT`" in str(told.value)
    for found, counts in ((4, False), (6, False), (5, False), (3, True), (1, True)):
        desk.enact(amend, 1, Amendment(credibility=found), reason="looked at twice")
        assert any("evidence 1 counts" in sentence for sentence in stands(bridge).independence) is counts
    decide(Status.CONFIRMED, bridge)
    _, reopened = replace(desk, rehearsal=True).enact(
        amend, 1, Amendment(credibility=6), reason="cannot tell after all"
    )
    because = "what is on record of evidence 1 was put right: cannot tell after all"
    assert [one.sentence for one in reopened] == [f"claim {bridge} was confirmed and is unverified again: {because}"]
    assert stands(bridge).status is Status.CONFIRMED
    desk.enact(amend, 1, Amendment(credibility=6), reason="cannot tell after all")
    assert stands(bridge).status is Status.UNVERIFIED
    assert stands(bridge).history[-2].what == "put right how evidence 1 bears on it: credibility 6 (was 1)"
    assert verify(desk).problems == ()


def test_what_cannot_be_judged_counts_where_the_improbable_does(
    desk: Desk, bridge: int, support: Support, decide: Decide
) -> None:
    desk.enact(adjust, ["least_credibility=5"])
    support(bridge, credibility=6)
    decide(Status.CONFIRMED, bridge)


def test_a_policy_that_asks_for_less_may_let_more_count_against_a_claim(
    desk: Desk, bridge: int, support: Support, refute: Support, decide: Decide, stands: Stands
) -> None:
    desk.enact(adjust, ["least_credibility=3"])
    support(bridge, credibility=2)
    refute(bridge, source="Ferry Line", credibility=5)
    decide(Status.CONFIRMED, bridge)
    (fallen,) = desk.enact(adjust, ["least_credibility=5"]).reopened
    assert fallen.because == (
        "the policy asks for an answer to evidence 2, which now stands against it (policy, version 2)"
    )
    decide(Status.CONFIRMED, bridge, despite=(2,), reason="an old timetable")
    assert desk.enact(adjust, ["least_credibility=4"]).reopened == ()
    assert stands(bridge).status is Status.CONFIRMED


def test_a_grade_edited_behind_the_programs_back_is_found(desk: Desk, bridge: int, support: Support) -> None:
    support(bridge, credibility=5)
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE evidence_link SET credibility = 1"))
    assert verify(desk).problems == (
        f"what evidence does for claim {bridge} (link 1): credibility is 5 by the events, 1 in the table",
    )


@pytest.fixture
def aged(claims: tuple[int, ...], support: Support, decide: Decide, clock: FakeClock) -> tuple[int, int, int]:
    """Give claims confirmed 40 days ago, overridden then, and confirmed today; the desk looks again after 30 days."""
    old, overridden, fresh = claims
    support(old, fresh)
    decide(Status.CONFIRMED, old)
    decide(Status.CONFIRMED, overridden, override=True, reason="I was there")
    clock.now += timedelta(days=40)
    decide(Status.CONFIRMED, fresh)
    return old, overridden, fresh


def test_a_stale_verdict_is_told_listed_and_keeps_the_gate_shut(desk: Desk, aged: tuple[int, int, int]) -> None:
    old, overridden, _ = aged
    assert hold(desk, needs=[Need.NO_STALE]).passed
    assert not show(desk, old).stale
    with pytest.raises(UsageError, match="the policy has no stale_after_days"):
        list_claims(desk, Filters(stale=True))
    desk.enact(adjust, ["stale_after_days=30"])
    found = list_claims(desk, Filters(stale=True))
    assert [line.claim.number for line in found.lines] == [old, overridden]
    assert [show(desk, number).stale for number in aged] == [True, True, False]
    shut = hold(desk, needs=[Need.NO_STALE])
    assert [one.claim for one in shut.short] == [old, overridden]
    assert shut.short[0].shortfalls[0].lacks == "confirmed longer ago than the policy lets it be"
    desk.enact(adjust, ["stale_after_days=50"])
    assert hold(desk, needs=[Need.NO_STALE]).passed
    assert list_claims(desk, Filters(stale=True)).lines == []


def test_what_is_stale_reopens_when_somebody_applies_the_policy(
    desk: Desk, aged: tuple[int, int, int], acting_as: Callable[[str], Desk], stands: Stands, decide: Decide
) -> None:
    old, overridden, _ = aged
    assert desk.enact(adjust, ["stale_after_days=30"]).reopened == ()
    somebody = acting_as("reviewer")
    rehearsed = replace(somebody, rehearsal=True).enact(apply)
    assert [fallen.number for fallen in rehearsed.reopened] == [old, overridden]
    assert stands(old).status is Status.CONFIRMED
    applied = somebody.enact(apply)
    assert (applied.version, applied.looked_at, applied.reopened) == (1, 3, rehearsed.reopened)
    because = "a time limit passed: confirmed on 2026-11-24, and the policy asks to look again after 30 days"
    assert stands(old).history[-1].reason == because
    assert [stands(number).status for number in aged] == [Status.UNVERIFIED, Status.UNVERIFIED, Status.CONFIRMED]
    assert somebody.enact(apply).reopened == ()
    decide(Status.CONFIRMED, old)
    assert somebody.enact(apply).reopened == ()
    assert verify(desk).problems == ()


@pytest.mark.usefixtures("aged")
def test_a_viewer_applies_nothing(viewer: Desk) -> None:
    with pytest.raises(ForbiddenMove, match="may not change the record"):
        viewer.enact(apply)


def test_a_tag_of_which_the_policy_asks_more_reopens_what_falls_short(
    desk: Desk, claims: tuple[int, ...], support: Support, decide: Decide, stands: Stands
) -> None:
    one, two, _ = claims
    desk.enact(adjust, ["origins_by_tag.Dead=2"])
    support(one, two)
    decide(Status.CONFIRMED, one, two)
    desk.enact(tags.tag, look(desk, [one]), "weather")
    assert stands(one).status is Status.CONFIRMED
    (fallen,) = desk.enact(tags.tag, look(desk, [one, two]), "DEAD").reopened[:1]
    assert fallen.sentence == (
        f'claim {one} was confirmed and is unverified again: the claim was tagged "DEAD", of which the policy asks more'
    )
    assert [stands(number).status for number in (one, two)] == [Status.UNVERIFIED] * 2
    with pytest.raises(ForbiddenMove, match="because the desk asks that of a claim tagged"):
        decide(Status.CONFIRMED, one)
    desk.enact(tags.untag, look(desk, [one]), "dead")
    decide(Status.CONFIRMED, one)


def test_what_rests_on_a_stale_claim_falls_with_it_in_whichever_batch_it_is(
    desk: Desk,
    record: Callable[..., Ingested],
    support: Support,
    decide: Decide,
    stands: Stands,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resting = record("Ana Ruiz: The valley is cut off.", name="one.txt").claims[0]
    cited = record("Ben Okoro: The bridge is closed.", name="two.txt").claims[0]
    stand_alone(desk, "Ben Okoro")
    support(cited)
    decide(Status.CONFIRMED, cited)
    clock.now += timedelta(days=40)
    desk.enact(attach_claim, look(desk, [resting]), cited, Bearing(Stance.SUPPORTS, Basis.RECORD, None))
    decide(Status.CONFIRMED, resting)
    desk.enact(adjust, ["stale_after_days=30"])
    monkeypatch.setattr(claim_rows, "AT_ONCE", 1)
    fallen = {one.number: one.because for one in desk.enact(apply).reopened}
    assert fallen[resting] == f"claim {cited}, which bears on it, is unverified again"
    assert [stands(number).status for number in (cited, resting)] == [Status.UNVERIFIED] * 2
