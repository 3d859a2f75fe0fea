"""Take back what a reviewer just did to a claim: as new events, nothing is deleted."""

from dataclasses import dataclass

from claimtrack.db import claim_rows, event_rows, proposals
from claimtrack.db.models import Claim
from claimtrack.errors import ChangedMeanwhile, ForbiddenMove
from claimtrack.events.actions import Action
from claimtrack.reports.model import ClaimEntry
from claimtrack.services import history
from claimtrack.services.claims import Seen, all_of, hand_to, set_status
from claimtrack.services.desk import Act, Desk, reading
from claimtrack.services.names import folded
from claimtrack.services.verdicts.answers import judge_said
from claimtrack.services.verdicts.decisions import Decision, Moved, decide
from claimtrack.services.weighing.proposals import close
from claimtrack.vocabulary import OPEN, ProposalState, Said, Status

TAKEN_BACK = "taken back by who did it"
_ACTIONS = (Action.CLAIM_STATUS, Action.CLAIM_SAID, Action.CLAIM_HOLDER)


@dataclass(frozen=True, slots=True)
class Before:
    """How an open claim stood before a reviewer acted on it."""

    claim: int
    status: Status
    said: Said
    holder: str | None
    proposals: frozenset[int] = frozenset()


def before(entry: ClaimEntry) -> Before:
    """Note how a claim stands that is about to be acted on."""
    proposed = frozenset(one.number for one in entry.proposals)
    return Before(entry.number, entry.status, entry.said, entry.holder, proposed)


def as_it_stands(desk: Desk, number: int) -> Before:
    """Note the same of a claim of which nothing else is to be told; raises NotFound."""
    with reading(desk) as session:
        (claim,) = all_of(session, [number])
        proposed = frozenset(one.id for one in proposals.open_on(session, [number]))
        holder = claim.holder.name if claim.holder is not None else None
        return Before(number, claim.status, claim.said, holder, proposed)


def take_back(act: Act, was: Before) -> Moved:
    """Let a claim stand again as it did: reopen what was decided, release what was taken.

    An answer to who said it becomes unchecked, and what was proposed is taken back. Raises ChangedMeanwhile where
    somebody else decided or took the claim since, ForbiddenMove where it stands as it did already.
    """
    (claim,) = all_of(act.session, [was.claim])
    _refuse_anothers(act, claim)
    status, version = claim.status, claim.version
    for one in proposals.open_on(act.session, [claim.id]):
        if one.id not in was.proposals and one.made_by is act.reviewer:
            close(act, one, ProposalState.TAKEN_BACK, reason=TAKEN_BACK)
    if claim.said is not was.said and claim.said is not Said.UNCHECKED:
        judge_said(act, _now(claim), Said.UNCHECKED, reason=TAKEN_BACK)
    if claim.status not in OPEN:
        decide(act, _now(claim), Decision(Status.UNVERIFIED, reason=TAKEN_BACK))
    if claim.status is not was.status:
        set_status(act, claim, was.status)
    hand_to(act, claim, claim_rows.reviewer_by_key(act.session, folded(was.holder)) if was.holder else None)
    if claim.version == version:
        raise ForbiddenMove(f"claim {claim.id} stands as it did; there is nothing to take back")
    return Moved(claim.id, status, claim.status, was.holder, independent=False, overridden=False)


def _refuse_anothers(act: Act, claim: Claim) -> None:
    """Refuse to undo what somebody else did after it."""
    events = [event_rows.newest_events(act.session, [claim.id], action).get(claim.id) for action in _ACTIONS]
    newest = max((event for event in events if event is not None), key=lambda event: event.id, default=None)
    if newest is not None and newest.reviewer_id != act.reviewer.id:
        raise ChangedMeanwhile(
            f"claim {claim.id} is no longer as you left it: {history.last_change(act.session, claim.id, now=act.at)}; "
            "nothing was taken back"
        )


def _now(claim: Claim) -> Seen:
    return Seen({claim.id: claim.version})
