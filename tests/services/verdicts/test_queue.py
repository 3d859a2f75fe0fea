"""Who works on which claim: the queue is handed out, claims are assigned, and what was done is taken back."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from tests.services.engines import Line, finding

from claimtrack.db.queue import Part
from claimtrack.errors import ChangedMeanwhile, ForbiddenMove, NotFound
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles import reextract
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reviewers import add
from claimtrack.services.verdicts import answers, decisions, queue, undo
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Role, Said, Status

pytestmark = pytest.mark.both_databases

Record = Callable[..., Ingested]
Stands = Callable[[int], ClaimEntry]
Decide = Callable[..., list[Moved]]
Contents = Callable[[], Mapping[str, object]]


@pytest.fixture
def waiting(record: Record) -> tuple[int, ...]:
    """Give five claims: 1 a wish, 2 and 3 plain, 4 doubted by the article, 5 of a second article."""
    first = record(
        "Ana Ruiz wishes: The bridge was open.",
        "Ana Ruiz: The bridge is closed.",
        "Ben Okoro: The port is shut.",
        "Cleo Marsh: The road is cut. (unconfirmed)",
    )
    return (*first.claims, *record("Dora Lind: The dam holds.", name="second.txt").claims)


def test_the_next_claims_come_in_the_order_of_the_queue_and_each_once(
    desk: Desk, reviewer: Desk, waiting: tuple[int, ...]
) -> None:
    wish, bridge, port, road, dam = waiting
    (first,) = desk.enact(queue.take_next, 1)
    assert first == Moved(road, Status.UNVERIFIED, Status.IN_REVIEW, "ana", independent=False, overridden=False)
    assert [move.number for move in reviewer.enact(queue.take_next, 2)] == [bridge, port]
    # Fewer where fewer wait.
    assert [move.number for move in desk.enact(queue.take_next, 10)] == [dam, wish]
    assert desk.enact(queue.take_next, 10) == []
    assert queue.mine(desk).length() == 3
    assert verify(desk).problems == ()


def test_what_was_released_or_reopened_waits_again(desk: Desk, waiting: tuple[int, ...], decide: Decide) -> None:
    road = waiting[3]
    desk.enact(queue.take_next, 1)
    desk.enact(queue.release, look(desk, [road]))
    assert [move.number for move in desk.enact(queue.take_next, 1)] == [road]
    decide(Status.DISPUTED, road, reason="figures differ")
    assert queue.within_reach(desk).length() == 4
    decide(Status.UNVERIFIED, road, reason="they do not")
    # Who had it keeps it: for the others it does not wait.
    assert queue.mine(desk).first() == road
    assert queue.within_reach(replace(desk, reviewer="ben")).first() != road


def test_one_article_is_worked_through_by_itself(desk: Desk, waiting: tuple[int, ...]) -> None:
    assert [move.number for move in desk.enact(queue.take_next, 9, article=2)] == [waiting[4]]
    assert queue.within_reach(desk, article=2).first(without=[waiting[4]]) is None
    for ask in (lambda: desk.enact(queue.take_next, 1, article=3), lambda: queue.within_reach(desk, article=3)):
        with pytest.raises(NotFound, match="no article 3; `claimtrack article list` shows"):
            ask()


def test_an_editor_hands_claims_to_others(
    desk: Desk, editor: Desk, reviewer: Desk, claims: tuple[int, ...], stands: Stands
) -> None:
    reviewer.enact(queue.take, look(reviewer, claims[1:2]))
    moved = editor.enact(queue.assign, look(editor, claims[:2]), "ANA")
    assert moved == [
        Moved(claims[0], Status.UNVERIFIED, Status.IN_REVIEW, "ana", independent=False, overridden=False),
        Moved(claims[1], Status.IN_REVIEW, Status.IN_REVIEW, "ana", independent=False, overridden=False),
    ]
    assert [f"{line.who} {line.what}" for line in stands(claims[0]).history[-2:]] == [
        "editor took it into review",
        "editor handed it to ana",
    ]
    desk.enact(queue.release, look(desk, claims[:2]))
    assert verify(desk).problems == ()


def test_a_reviewer_hands_on_what_they_have_to_nobody_but_takes_what_is_free(
    reviewer: Desk, claims: tuple[int, ...], contents: Contents
) -> None:
    reviewer.enact(queue.assign, look(reviewer, claims[:1]), "reviewer")
    before = contents()
    with pytest.raises(ForbiddenMove, match="reviewer is reviewer here and may not hand claims to others; that takes"):
        reviewer.enact(queue.assign, look(reviewer, claims[:1]), "ana")
    assert contents() == before


@pytest.mark.parametrize(
    ("to", "error", "says"),
    [
        ("nobody", NotFound, 'no reviewer "nobody"; `claimtrack reviewer list` shows'),
        ("viewer", ForbiddenMove, "viewer is viewer here and may not change the record; that takes the role reviewer"),
    ],
)
def test_a_claim_is_assigned_to_who_can_have_it_only(
    desk: Desk, claims: tuple[int, ...], contents: Contents, to: str, error: type[Exception], says: str
) -> None:
    desk.enact(add, "viewer", role=Role.VIEWER)
    desk.enact(add, "ben", role=Role.REVIEWER)
    desk.enact(queue.assign, look(desk, claims[:1]), "ben")
    before = contents()
    # All or none: the first could be had.
    with pytest.raises(error, match=says):
        desk.enact(queue.assign, look(desk, [claims[1], claims[0]]), to)
    assert contents() == before


def test_what_has_a_verdict_is_not_assigned(desk: Desk, claims: tuple[int, ...], decide: Decide) -> None:
    decide(Status.DISPUTED, claims[0], reason="figures differ")
    with pytest.raises(ForbiddenMove, match="is disputed already; `claimtrack reopen 1 --reason TEXT` opens it again"):
        desk.enact(queue.assign, look(desk, claims), "ana")


def test_a_claim_that_changed_since_it_was_looked_at_is_not_assigned(desk: Desk, claims: tuple[int, ...]) -> None:
    seen = look(desk, claims)
    desk.enact(queue.take, look(desk, claims[2:]))
    with pytest.raises(ChangedMeanwhile, match=f"claim {claims[2]} was changed since you looked"):
        desk.enact(queue.assign, seen, "ana")


def test_who_said_what_cannot_be_checked_is_asked_until_it_is_answered(
    desk: Desk, record: Record, contents: Contents
) -> None:
    (wish, own) = record("Ana Ruiz wishes: The bridge was open.", "The bridge is closed.").claims
    assert [queue.Share(desk, Part()).first(without=[own])] == [wish]
    desk.enact(answers.judge_said, look(desk, [wish]), Said.VERIFIED, reason="I was there", override=True)
    assert queue.Share(desk, Part()).first(without=[own]) is None
    before = contents()
    assert desk.enact(queue.take_next, 5)[0].number == own
    assert contents() != before


@pytest.mark.parametrize(
    ("had", "deed"),
    [
        ("untouched", "take"),
        ("untouched", "disputed"),
        ("untouched", "withdrawn"),
        ("untouched", "said"),
        ("taken", "disputed"),
        ("taken", "said"),
        ("reopened", "take"),
        ("reopened", "disputed"),
    ],
)
def test_what_was_done_is_taken_back_by_new_events(
    desk: Desk, bridge: int, decide: Decide, stands: Stands, had: str, deed: str
) -> None:
    if had != "untouched":
        desk.enact(queue.take, look(desk, [bridge]))
    if had == "reopened":
        decide(Status.DISPUTED, bridge, reason="to begin with")
        decide(Status.UNVERIFIED, bridge, reason="to begin with")
    entry = stands(bridge)
    _do(desk, bridge, deed)
    after = stands(bridge)
    assert (after.status, after.said) != (entry.status, entry.said)
    desk.enact(undo.take_back, undo.before(entry))
    again = stands(bridge)
    assert (again.status, again.said, again.holder) == (entry.status, entry.said, entry.holder)
    assert again.history[: len(after.history)] == after.history
    assert len(again.history) > len(after.history)
    assert verify(desk).problems == ()
    with pytest.raises(ForbiddenMove, match=f"claim {bridge} stands as it did; there is nothing to take back"):
        desk.enact(undo.take_back, undo.before(entry))


def _do(desk: Desk, claim: int, deed: str) -> None:
    if deed == "take":
        desk.enact(queue.take, look(desk, [claim]))
    elif deed == "said":
        desk.enact(answers.judge_said, look(desk, [claim]), Said.VERIFIED, reason="I was there", override=True)
    else:
        desk.enact(decisions.decide, look(desk, [claim]), decisions.Decision(Status(deed), reason="it seems so"))


@pytest.mark.parametrize("deed", ["disputed", "said", "take"])
def test_what_somebody_else_did_since_is_not_taken_back(
    desk: Desk, editor: Desk, bridge: int, stands: Stands, contents: Contents, deed: str
) -> None:
    was = undo.before(stands(bridge))
    _do(desk, bridge, deed)
    if deed == "take":
        editor.enact(queue.release, look(editor, [bridge]))
    else:
        editor.enact(decisions.decide, look(editor, [bridge]), decisions.Decision(Status.WITHDRAWN, reason="no claim"))
    before = contents()
    with pytest.raises(ChangedMeanwhile, match=f"claim {bridge} is no longer as you left it: editor .*; nothing was"):
        desk.enact(undo.take_back, was)
    assert contents() == before


def test_what_somebody_else_assigned_is_decided_and_taken_back(
    desk: Desk, editor: Desk, bridge: int, stands: Stands, support: Callable[..., Attached]
) -> None:
    editor.enact(queue.assign, look(editor, [bridge]), "ana")
    support(bridge)
    was = undo.before(stands(bridge))
    desk.enact(decisions.decide, look(desk, [bridge]), decisions.Decision(Status.CONFIRMED))
    moved = desk.enact(undo.take_back, was)
    assert moved == Moved(bridge, Status.CONFIRMED, Status.IN_REVIEW, "ana", independent=False, overridden=False)


def test_a_claim_of_low_confidence_comes_before_its_neighbours(
    desk: Desk, ingested: Callable[..., tuple[int, ...]]
) -> None:
    sure, unsure = ingested(Line("The port is shut."), Line("The road is open.", confidence=0.1))
    assert queue.Share(desk, Part()).first() == unsure
    # A reading that is sure of it puts it back in its place.
    reextract.reextract(desk, 1, finding(Line("The port is shut."), Line("The road is open."), name="fine"))
    assert queue.Share(desk, Part()).first() == sure
