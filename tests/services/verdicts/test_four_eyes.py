"""With four eyes a verdict is a proposal until somebody approves it who had no hand in it; no role passes that."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from tests.affiliations import stand_alone

from claimtrack.cli.telling import sentence
from claimtrack.db.queue import Part
from claimtrack.errors import ChangedMeanwhile, ForbiddenMove, NotFound, UsageError
from claimtrack.reports.model import ClaimEntry
from claimtrack.reports.wording import claims
from claimtrack.services.articles import repair
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.amendments import Amendment, amend
from claimtrack.services.evidence.attachments import Attached, attach_claim, withdraw
from claimtrack.services.evidence.offers import Bearing
from claimtrack.services.integrity.log import entries
from claimtrack.services.integrity.replay import replay
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import links, notes
from claimtrack.services.reports.gather import show
from claimtrack.services.reviewers import add
from claimtrack.services.sources import relations
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.verdicts import answers, decide_many, decisions, four_eyes, queue, undo
from claimtrack.services.verdicts.decision_tables import read_rulings
from claimtrack.services.verdicts.gate import hold
from claimtrack.services.weighing.policy_changes import adjust
from claimtrack.vocabulary import Basis, ClaimLinkKind, NoteKind, RelationKind, Role, Said, Serves, Stance, Status

Attach = Callable[..., Attached]
Decide = Callable[..., list[decisions.Moved]]
Stands = Callable[[int], ClaimEntry]
Contents = Callable[[], Mapping[str, object]]

UNAPPROVED = "nobody else has approved that yet"


@pytest.fixture(autouse=True)
def _four_eyes(desk: Desk) -> None:
    desk.enact(adjust, ["four_eyes=true"])


@pytest.fixture
def proposed(bridge: int, reviewer: Desk, support: Attach, decide: Decide, desk: Desk) -> int:
    """Give a claim that a reviewer proposes as confirmed, on evidence that the admin attached; `carl` had no hand."""
    support(bridge)
    desk.enact(add, "carl", role=Role.REVIEWER)
    decide(Status.CONFIRMED, bridge, by=reviewer, reason="the log")
    return bridge


@pytest.fixture
def carl(desk: Desk) -> Desk:
    """Give the workspace with a reviewer acting who had no hand in anything."""
    return replace(desk, reviewer="carl")


def approve(desk: Desk, *claims: int, question: Serves | None = None) -> four_eyes.Approved:
    return desk.enact(four_eyes.approve, look(desk, claims), question=question)


def reject(desk: Desk, *claims: int, reason: str | None = "not so", question: Serves | None = None) -> None:
    desk.enact(four_eyes.reject, look(desk, claims), reason=reason, question=question)


def test_a_verdict_is_proposed_and_stands_once_somebody_else_approves_it(
    proposed: int, carl: Desk, stands: Stands
) -> None:
    before = stands(proposed)
    assert (before.status, before.holder, before.independently_confirmed) == (Status.IN_REVIEW, "ana", False)
    assert [(one.verdict, one.by, one.reason, one.counted) for one in before.proposals] == [
        (Status.CONFIRMED, "reviewer", "the log", (1,))
    ]
    assert claims.truth(before).endswith(f"; reviewer proposed confirmed, and {UNAPPROVED}")
    approved = approve(carl, proposed)
    assert [(move.was, move.now) for move in approved.moves] == [(Status.IN_REVIEW, Status.CONFIRMED)]
    after = stands(proposed)
    assert (after.status, after.independently_confirmed, after.proposals) == (Status.CONFIRMED, True, ())
    assert four_eyes.waiting(carl) == []


def test_both_people_stand_in_the_history(proposed: int, carl: Desk, stands: Stands) -> None:
    approve(carl, proposed)
    said = [(line.who, line.what, line.reason) for line in stands(proposed).history][-3:]
    assert said == [
        ("reviewer", "proposed to mark it confirmed, resting on evidence 1", "the log"),
        ("carl", "approved the proposal confirmed", None),
        ("carl", "marked it confirmed (was in review), resting on evidence 1", "the log"),
    ]


@pytest.mark.parametrize("who", ["reviewer", "REVIEWER", "Reviewer"])
def test_the_proposer_cannot_approve_under_any_spelling(
    who: str, proposed: int, desk: Desk, contents: Contents
) -> None:
    before = contents()
    with pytest.raises(ForbiddenMove, match=rf"claim {proposed}: you \(reviewer\) proposed it"):
        approve(replace(desk, reviewer=who), proposed)
    assert contents() == before


def test_who_attached_the_evidence_cannot_approve_be_it_an_admin(proposed: int, desk: Desk) -> None:
    with pytest.raises(
        ForbiddenMove, match=r"you \(ana\) attached or put right evidence 1, on which it rests.*whatever your role"
    ):
        approve(desk, proposed)


def test_who_adds_evidence_after_the_proposal_has_a_hand_in_it(proposed: int, carl: Desk, support: Attach) -> None:
    support(proposed, by=carl, source="Road Office", name="road.txt")
    with pytest.raises(ForbiddenMove, match="attached or put right evidence 2"):
        approve(carl, proposed)


def test_who_made_the_attempt_cannot_approve_that_nothing_can_be_found(
    bridge: int, reviewer: Desk, editor: Desk, acting_as: Callable[[str], Desk], decide: Decide
) -> None:
    editor.enact(notes.note, look(editor, [bridge]), "rang the port, no answer", kind=NoteKind.ATTEMPT)
    decide(Status.UNVERIFIABLE, bridge, by=reviewer, reason="nobody answers")
    with pytest.raises(ForbiddenMove, match="made an attempt on record"):
        approve(editor, bridge)
    assert approve(acting_as("ana"), bridge).moves[0].now is Status.UNVERIFIABLE


@pytest.mark.parametrize("who", ["viewer", "nobody we know"])
def test_who_may_not_review_may_not_approve(who: str, proposed: int, acting_as: Callable[[str], Desk]) -> None:
    with pytest.raises((ForbiddenMove, NotFound), match=who):
        approve(acting_as(who), proposed)
    with pytest.raises((ForbiddenMove, NotFound), match=who):
        reject(replace(acting_as("ana"), reviewer=who), proposed)


@pytest.mark.parametrize(
    "to", [Status.DISPUTED, Status.UNVERIFIABLE, Status.WITHDRAWN, Status.REFUTED, Status.CONFIRMED]
)
def test_every_verdict_takes_two(
    to: Status, bridge: int, reviewer: Desk, carl: Desk, desk: Desk, decide: Decide, stands: Stands
) -> None:
    desk.enact(add, "carl", role=Role.EDITOR)
    desk.enact(add, "eve", role=Role.EDITOR)
    eve = replace(desk, reviewer="eve")
    override = to in {Status.REFUTED, Status.CONFIRMED}
    (moved,) = decide(to, bridge, by=eve, reason="I know", override=override)
    assert (moved.now, moved.proposed) == (Status.IN_REVIEW, to)
    assert stands(bridge).status is Status.IN_REVIEW
    if override:
        with pytest.raises(ForbiddenMove, match="may not override the rules"):
            approve(reviewer, bridge)
    assert approve(carl, bridge).moves[0].now is to
    assert stands(bridge).overridden is override


def test_a_verdict_that_would_fall_short_is_not_even_proposed(bridge: int, reviewer: Desk, decide: Decide) -> None:
    with pytest.raises(ForbiddenMove, match="0 of 1 independent origin"):
        decide(Status.CONFIRMED, bridge, by=reviewer)
    assert four_eyes.waiting(reviewer) == []


def test_a_second_proposal_waits_for_the_first(proposed: int, carl: Desk, decide: Decide) -> None:
    with pytest.raises(ForbiddenMove, match=f"claim {proposed} was proposed as confirmed by reviewer already"):
        decide(Status.UNVERIFIABLE, proposed, by=carl, reason="nobody knows")


def test_rejecting_takes_a_reason_and_leaves_the_claim_in_review(proposed: int, carl: Desk, stands: Stands) -> None:
    with pytest.raises(ForbiddenMove, match="--reason TEXT"):
        reject(carl, proposed, reason=" ")
    reject(carl, proposed, reason="another bridge")
    entry = stands(proposed)
    assert (entry.status, entry.proposals) == (Status.IN_REVIEW, ())
    assert (entry.history[-1].what, entry.history[-1].reason) == ("rejected the proposal confirmed", "another bridge")
    with pytest.raises(NotFound, match="nothing is proposed on claim"):
        approve(carl, proposed)


def test_the_proposer_takes_back_what_they_proposed(proposed: int, reviewer: Desk, stands: Stands) -> None:
    (closed,) = reviewer.enact(four_eyes.reject, look(reviewer, [proposed]), reason="too early")
    assert closed.own
    assert stands(proposed).history[-1].what == "took back the proposal confirmed"


def test_all_or_none_are_approved(
    claims: tuple[int, ...], reviewer: Desk, acting_as: Callable[[str], Desk], decide: Decide, contents: Contents
) -> None:
    editor = acting_as("editor")
    decide(Status.UNVERIFIABLE, claims[0], by=reviewer, reason="nobody knows")
    decide(Status.UNVERIFIABLE, claims[1], by=editor, reason="nobody knows")
    before = contents()
    with pytest.raises(ForbiddenMove, match=f"claim {claims[1]}: you"):
        approve(editor, *claims[:2])
    with pytest.raises(NotFound, match=f"on claim {claims[2]}"):
        approve(editor, claims[0], claims[2])
    assert contents() == before


def test_a_claim_that_was_changed_since_one_looked_is_not_approved(proposed: int, carl: Desk, reviewer: Desk) -> None:
    seen = look(carl, [proposed])
    reviewer.enact(notes.note, look(reviewer, [proposed]), "odd", kind=NoteKind.COMMENT)
    with pytest.raises(ChangedMeanwhile, match="odd"):
        carl.enact(four_eyes.approve, seen)


def test_the_answer_to_who_said_it_takes_two_as_well(
    bridge: int, reviewer: Desk, desk: Desk, carl: Desk, support: Attach, stands: Stands
) -> None:
    desk.enact(add, "carl", role=Role.REVIEWER)
    support(bridge, text="I say the bridge is closed", source="Ana Ruiz", serves=Serves.SAID, excerpt="the bridge")
    (answered,) = reviewer.enact(answers.judge_said, look(reviewer, [bridge]), Said.VERIFIED)
    assert answered.proposed
    entry = stands(bridge)
    assert (entry.said, claims.said(entry)) == (
        Said.UNCHECKED,
        "nobody has checked that yet; reviewer proposed verified, and nobody else has approved that yet",
    )
    with pytest.raises(ForbiddenMove, match="attached or put right evidence 1"):
        approve(desk, bridge)
    assert approve(carl, bridge).said[0].said is Said.VERIFIED
    assert stands(bridge).said is Said.VERIFIED


def test_with_proposals_on_both_questions_one_says_which(proposed: int, reviewer: Desk, carl: Desk, desk: Desk) -> None:
    desk.enact(notes.note, look(desk, [proposed]), "searched her speeches", kind=NoteKind.ATTEMPT)
    reviewer.enact(answers.judge_said, look(reviewer, [proposed]), Said.NOT_FOUND)
    with pytest.raises(UsageError, match="--question truth or --question said"):
        approve(carl, proposed)
    with pytest.raises(ForbiddenMove, match="made an attempt"):
        approve(desk, proposed, question=Serves.SAID)
    assert approve(carl, proposed, question=Serves.SAID).said[0].said is Said.NOT_FOUND
    with pytest.raises(NotFound, match="on whether it was said"):
        approve(carl, proposed, question=Serves.SAID)
    assert approve(carl, proposed).moves[0].now is Status.CONFIRMED


def test_reopening_takes_one_person_and_what_was_proposed_falls(
    proposed: int, carl: Desk, reviewer: Desk, decide: Decide, stands: Stands
) -> None:
    approve(carl, proposed)
    decide(Status.DISPUTED, proposed, by=reviewer, reason="a second look")
    decide(Status.UNVERIFIED, proposed, by=reviewer, reason="the log was forged")
    entry = stands(proposed)
    assert (entry.status, entry.proposals) == (Status.UNVERIFIED, ())
    assert entry.history[-1].what == "let fall the proposal disputed"


def test_a_proposal_falls_with_the_evidence_it_rested_on(proposed: int, desk: Desk, stands: Stands) -> None:
    (fallen,) = desk.enact(withdraw, 1, reason="another bridge")
    assert fallen.sentence == (
        f"claim {proposed} is no longer proposed as confirmed: evidence 1 was withdrawn: another bridge"
    )
    assert stands(proposed).proposals == ()


def test_a_proposal_falls_when_its_evidence_turns_out_to_be_the_claimants(
    proposed: int, desk: Desk, stands: Stands
) -> None:
    known = Particulars(because="her own office")
    _, fallen = desk.enact(relations.relate, Named("Port Office", RelationKind.PART_OF, "Ana Ruiz"), known)
    assert [(one.number, one.proposed) for one in fallen] == [(proposed, True)]
    assert stands(proposed).proposals == ()


def test_a_refuting_piece_lets_a_proposed_confirmation_fall_unless_it_was_answered(
    bridge: int, reviewer: Desk, carl: Desk, desk: Desk, support: Attach, refute: Attach, decide: Decide, stands: Stands
) -> None:
    desk.enact(add, "carl", role=Role.REVIEWER)
    support(bridge)
    against = refute(bridge, source="City Hall").number
    decide(Status.CONFIRMED, bridge, by=reviewer, despite=(against,), reason="an old list")
    assert stands(bridge).evidence[1].weighed == "counts: City Hall, a record"  # not answered yet
    refute(bridge, source="Ferry Line", name="ferry.txt")
    assert stands(bridge).proposals == ()
    with pytest.raises(NotFound, match="nothing is proposed"):
        approve(carl, bridge)


def test_answers_to_what_stands_against_it_are_kept_with_the_approval(
    bridge: int, reviewer: Desk, carl: Desk, desk: Desk, support: Attach, refute: Attach, decide: Decide, stands: Stands
) -> None:
    desk.enact(add, "carl", role=Role.REVIEWER)
    support(bridge)
    against = refute(bridge, source="City Hall").number
    decide(Status.CONFIRMED, bridge, by=reviewer, despite=(against,), reason="an old list")
    approve(carl, bridge)
    entry = stands(bridge)
    assert (entry.status, entry.independently_confirmed) == (Status.CONFIRMED, True)
    assert (entry.evidence[1].weighed or "").endswith("; answered: an old list")


def test_a_proposed_dispute_falls_with_the_link_it_rested_on(
    claims: tuple[int, ...], reviewer: Desk, decide: Decide, stands: Stands
) -> None:
    one, other = claims[:2]
    relation = links.NamedLink(other, ClaimLinkKind.DENIES, one)
    reviewer.enact(links.link, relation)
    decide(Status.DISPUTED, one, by=reviewer)
    reviewer.enact(links.unlink, relation, reason="another bridge")
    assert stands(one).proposals == ()


def test_a_dispute_that_was_only_proposed_is_not_told_as_one_that_stood(
    claims: tuple[int, ...], desk: Desk, reviewer: Desk, decide: Decide, stands: Stands
) -> None:
    one, other = claims[:2]
    reviewer.enact(links.link, links.NamedLink(other, ClaimLinkKind.DENIES, one))
    decide(Status.DISPUTED, one, by=reviewer)
    desk.enact(adjust, ["four_eyes=false"])
    _, fell = decide(Status.WITHDRAWN, other, by=reviewer, reason="not a claim")
    assert sentence(fell) == f"claim {one} is no longer proposed as disputed: claim {other} was withdrawn"
    assert (fell.was, fell.now, stands(one).status) == (Status.IN_REVIEW,) * 3
    assert stands(one).proposals == ()


def test_what_was_only_proposed_on_an_earlier_claim_is_told_as_proposed(
    bridge: int, desk: Desk, reviewer: Desk, record: Callable[..., Ingested], support: Attach, decide: Decide
) -> None:
    desk.enact(adjust, ["four_eyes=false"])
    one, (earlier,) = bridge, record("Cleo Marsh: The quay is shut.", name="other.txt").claims
    stand_alone(desk, "Cleo Marsh")
    support(earlier)
    decide(Status.CONFIRMED, earlier)
    desk.enact(adjust, ["four_eyes=true"])
    desk.enact(attach_claim, look(desk, [one]), earlier, Bearing(Stance.SUPPORTS, Basis.RECORD, None))
    decide(Status.CONFIRMED, one, by=reviewer)
    _, fell = decide(Status.UNVERIFIED, earlier, reason="the log is a copy")
    assert sentence(fell).startswith(f"claim {one} is no longer proposed as confirmed: claim {earlier}, which bears")
    assert fell.now is Status.IN_REVIEW


@pytest.mark.parametrize(
    "correction",
    [
        Correction(quotes=("bridge is closed",)),
        Correction(speaker="Ben Okoro", new_source=True),
        Correction(checkable=False),
    ],
)
def test_correcting_a_claim_lets_what_was_proposed_of_it_fall(
    correction: Correction, proposed: int, reviewer: Desk, stands: Stands
) -> None:
    reviewer.enact(repair.correct, look(reviewer, [proposed]), correction)
    assert stands(proposed).proposals == ()


def test_an_approved_proposal_is_weighed_anew(
    proposed: int, carl: Desk, desk: Desk, contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Were a way to change its ground forgotten in the services, approval would still not pass it.
    monkeypatch.setattr("claimtrack.services.weighing.consequences.settle_proposed", lambda *_: [])
    desk.enact(withdraw, 1, reason="another bridge")
    before = contents()
    with pytest.raises(ForbiddenMove, match="0 of 1 independent origin"):
        approve(carl, proposed)
    assert contents() == before


def test_undoing_takes_a_proposal_back(bridge: int, reviewer: Desk, decide: Decide, stands: Stands) -> None:
    before = undo.before(stands(bridge))
    decide(Status.UNVERIFIABLE, bridge, by=reviewer, reason="nobody knows")
    reviewer.enact(undo.take_back, before)
    entry = stands(bridge)
    assert (entry.status, entry.holder, entry.proposals) == (Status.UNVERIFIED, None, ())


def test_undoing_leaves_an_earlier_proposal_alone(bridge: int, reviewer: Desk, decide: Decide, stands: Stands) -> None:
    decide(Status.UNVERIFIABLE, bridge, by=reviewer, reason="nobody knows")
    before = undo.before(stands(bridge))
    with pytest.raises(ForbiddenMove, match="nothing to take back"):
        reviewer.enact(undo.take_back, before)
    assert len(stands(bridge).proposals) == 1


def test_what_is_proposed_is_out_of_the_queue_until_it_is_rejected(proposed: int, carl: Desk, reviewer: Desk) -> None:
    part = Part(holder_key="ana")
    assert queue.Share(reviewer, part).first() is None
    reject(carl, proposed)
    assert queue.Share(reviewer, part).first() == proposed


def test_a_table_of_verdicts_is_proposed(claims: tuple[int, ...], reviewer: Desk, stands: Stands) -> None:
    rows = f"claim,verdict,reason\n{claims[0]},unverifiable,nobody knows\n{claims[1]},withdrawn,no claim\n"
    ruled = reviewer.enact(decide_many.decide_all, read_rulings(rows.encode(), name="verdicts.csv"))
    assert [move.proposed for move in ruled.moves] == [Status.UNVERIFIABLE, Status.WITHDRAWN]
    assert [line.claim for line in four_eyes.waiting(reviewer)] == list(claims[:2])
    assert [stands(claim).status for claim in claims[:2]] == [Status.IN_REVIEW] * 2


def test_a_desk_that_gives_the_rule_up_leaves_what_waits_to_be_decided(
    proposed: int, desk: Desk, reviewer: Desk, decide: Decide, stands: Stands
) -> None:
    desk.enact(adjust, ["four_eyes=false"])
    assert len(stands(proposed).proposals) == 1
    decide(Status.UNVERIFIABLE, proposed, by=reviewer, reason="nobody knows")
    assert (stands(proposed).status, stands(proposed).proposals) == (Status.UNVERIFIABLE, ())


def test_a_proposer_who_was_changed_behind_the_programs_back_is_found(proposed: int, carl: Desk, desk: Desk) -> None:
    approve(carl, proposed)
    assert replay(desk).holds
    assert verify(desk).problems == ()
    with desk.database.connect() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE proposal SET made_by_id = 1 WHERE id = 1")
    assert [one.sentence for one in replay(desk).differences] == [
        "proposal 1: made_by is reviewer 2 by the events, reviewer 1 in the table"
    ]


def test_what_waited_then_is_shown_as_of_then(proposed: int, carl: Desk, desk: Desk) -> None:
    number = next(line.number for line, _, _ in entries(desk) if line.what.startswith("proposed to mark"))
    approve(carl, proposed)
    then = show(desk, proposed, as_of=number).entry
    assert [(one.verdict, one.by, one.reason) for one in then.proposals] == [(Status.CONFIRMED, "reviewer", "the log")]
    assert show(desk, proposed, as_of=number + 1).entry.proposals == ()


def test_a_withdrawn_duplicate_is_approved_with_its_number(
    claims: tuple[int, ...], reviewer: Desk, desk: Desk, decide: Decide, stands: Stands
) -> None:
    decide(Status.WITHDRAWN, claims[1], by=reviewer, reason="the same", duplicate_of=claims[0])
    approve(desk, claims[1])
    assert stands(claims[1]).history[-1].what.startswith(f"marked it withdrawn as a duplicate of claim {claims[0]}")


def test_a_policy_that_asks_for_more_lets_proposals_fall(proposed: int, desk: Desk, stands: Stands) -> None:
    found = desk.enact(adjust, ["origins=2"])
    assert [one.sentence for one in found.reopened] == [
        f"claim {proposed} is no longer proposed as confirmed: the policy asks for more (policy, version 2)"
    ]
    assert stands(proposed).proposals == ()


def test_a_desk_of_one_is_told_that_nobody_can_approve(desk: Desk) -> None:
    desk.enact(adjust, ["four_eyes=false"])
    assert desk.enact(adjust, ["four_eyes=true"]).nobody_approves
    assert not desk.enact(adjust, ["origins=2"]).nobody_approves
    desk.enact(adjust, ["four_eyes=false"])
    desk.enact(add, "vic", role=Role.VIEWER)
    assert desk.enact(adjust, ["four_eyes=true"]).nobody_approves
    desk.enact(adjust, ["four_eyes=false"])
    desk.enact(add, "ben", role=Role.REVIEWER)
    assert not desk.enact(adjust, ["four_eyes=true"]).nobody_approves


def test_who_gave_evidence_for_an_earlier_claim_cannot_approve_what_rests_on_it(
    claims: tuple[int, ...], reviewer: Desk, desk: Desk, carl: Desk, record: Callable[..., Ingested], support: Attach
) -> None:
    stand_alone(desk, "Ana Ruiz")
    desk.enact(add, "carl", role=Role.REVIEWER)
    desk.enact(add, "dee", role=Role.REVIEWER)
    dee = replace(desk, reviewer="dee")
    (later,) = record("Dora Lind: The valley is cut off.", name="later.txt").claims
    support(claims[0], by=carl)
    reviewer.enact(decisions.decide, look(desk, [claims[0]]), decisions.Decision(Status.CONFIRMED))
    approve(desk, claims[0])
    reviewer.enact(attach_claim, look(desk, [later]), claims[0], Bearing(Stance.SUPPORTS, Basis.RECORD, None))
    desk.enact(decisions.decide, look(desk, [later]), decisions.Decision(Status.CONFIRMED))
    with pytest.raises(ForbiddenMove, match=r"you \(carl\) attached or put right evidence 1"):
        approve(carl, later)
    assert approve(dee, later).moves[0].now is Status.CONFIRMED


def test_who_made_a_piece_count_cannot_approve(
    bridge: int, reviewer: Desk, desk: Desk, carl: Desk, support: Attach
) -> None:
    desk.enact(add, "carl", role=Role.REVIEWER)
    support(bridge, basis=Basis.HEARSAY)
    carl.enact(amend, 1, Amendment(basis=Basis.FIRSTHAND), reason="I know")
    reviewer.enact(decisions.decide, look(desk, [bridge]), decisions.Decision(Status.CONFIRMED))
    with pytest.raises(ForbiddenMove, match="attached or put right evidence 1"):
        approve(carl, bridge)


def test_who_linked_the_claim_that_disputes_it_cannot_approve_the_dispute(
    claims: tuple[int, ...], reviewer: Desk, desk: Desk, carl: Desk, decide: Decide
) -> None:
    desk.enact(add, "carl", role=Role.REVIEWER)
    carl.enact(links.link, links.NamedLink(claims[1], ClaimLinkKind.DENIES, claims[0]))
    decide(Status.DISPUTED, claims[0], by=reviewer)
    with pytest.raises(ForbiddenMove, match="linked it to the claim that speaks against it"):
        approve(carl, claims[0])
    assert approve(desk, claims[0]).moves[0].now is Status.DISPUTED


def test_what_stood_against_it_and_was_withdrawn_since_needs_no_answer(
    bridge: int, reviewer: Desk, carl: Desk, desk: Desk, support: Attach, refute: Attach, decide: Decide, stands: Stands
) -> None:
    desk.enact(add, "carl", role=Role.REVIEWER)
    support(bridge)
    against = refute(bridge, source="City Hall").number
    decide(Status.CONFIRMED, bridge, by=reviewer, despite=(against,), reason="an old list")
    desk.enact(withdraw, against, reason="another bridge")
    approve(carl, bridge)
    assert stands(bridge).independently_confirmed


def test_what_falls_with_another_claim_that_is_approved_with_it_is_refused_by_name(
    claims: tuple[int, ...],
    reviewer: Desk,
    desk: Desk,
    record: Callable[..., Ingested],
    support: Attach,
    contents: Contents,
) -> None:
    stand_alone(desk, "Ana Ruiz")
    desk.enact(add, "carl", role=Role.REVIEWER)
    desk.enact(add, "dee", role=Role.REVIEWER)
    carl, dee = (replace(desk, reviewer=name) for name in ("carl", "dee"))
    (later,) = record("Dora Lind: The valley is cut off.", name="later.txt").claims
    support(claims[0])
    reviewer.enact(decisions.decide, look(desk, [claims[0]]), decisions.Decision(Status.CONFIRMED))
    approve(carl, claims[0])
    reviewer.enact(attach_claim, look(desk, [later]), claims[0], Bearing(Stance.SUPPORTS, Basis.RECORD, None))
    reviewer.enact(
        decisions.decide, look(desk, [claims[0]]), decisions.Decision(Status.DISPUTED, reason="a forged log")
    )
    reviewer.enact(decisions.decide, look(desk, [later]), decisions.Decision(Status.CONFIRMED))
    before = contents()
    with pytest.raises(ForbiddenMove, match=f"claim {later} is no longer proposed as confirmed"):
        approve(dee, claims[0], later)
    assert contents() == before


def test_the_gate_names_the_second_person_whom_a_claim_waits_for(desk: Desk, proposed: int) -> None:
    (short,) = hold(desk).short
    assert [(one.lacks.rpartition("; ")[2], one.next.line()) for one in short.shortfalls] == [
        ("what was proposed waits for approval", f"claimtrack approve {proposed}"),
        ("a verdict waits for approval", f"claimtrack approve {proposed}"),
    ]
    approve(replace(desk, reviewer="carl"), proposed)
    assert hold(desk).passed
