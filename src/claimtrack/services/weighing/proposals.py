"""Verdicts that wait for a second person: put on record, closed, and fallen when their ground is gone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from claimtrack.db import proposals
from claimtrack.db.models import Claim, Proposal
from claimtrack.errors import ForbiddenMove
from claimtrack.events.verdicts import CLOSED, VerdictProposed
from claimtrack.remedies import Blank, Message, Step, do, joined
from claimtrack.reports.model import ProposalLine
from claimtrack.rules.four_eyes import question_of, worded
from claimtrack.services.claims import begin_review, changed
from claimtrack.services.desk import Act
from claimtrack.vocabulary import ProposalState, Said, Serves, Status


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one person wants to stand: the answer to one of the two questions, and on which ground."""

    verdict: Status | Said
    reason: str | None = None
    override: bool = False
    despite: tuple[int, ...] = ()
    counted: tuple[int, ...] = ()
    duplicate_of: int | None = None


def refuse_second(act: Act, claims: Sequence[Claim], question: Serves) -> None:
    """Raise ForbiddenMove where an answer to this question waits for approval already, naming whose it is."""
    waiting = [one for one in proposals.open_on(act.session, [claim.id for claim in claims]) if _asks(one, question)]
    if waiting:
        raise ForbiddenMove(joined("\n", map(_waits, waiting)))


def _waits(one: Proposal) -> Message:
    return (
        f"claim {one.claim_id} was proposed as {worded(one.verdict)} by {one.made_by.name} already; "
        + do(Step.APPROVE, one.claim_id)
        + " or "
        + do(Step.REJECT, one.claim_id, reason=Blank.TEXT)
        + " comes first"
    )


def propose_verdict(act: Act, claim: Claim, wanted: Proposed) -> Proposal:
    """Put a verdict on record as proposed by who acts; the claim is in review with them, if nobody had it."""
    begin_review(act, claim)
    proposal = Proposal(
        claim=claim,
        status=wanted.verdict if isinstance(wanted.verdict, Status) else None,
        said=wanted.verdict if isinstance(wanted.verdict, Said) else None,
        override=wanted.override,
        despite=list(wanted.despite),
        counted=list(wanted.counted),
        duplicate_of_id=wanted.duplicate_of,
        reason=wanted.reason,
        made_by=act.reviewer,
        made_at=act.at,
        state=ProposalState.OPEN,
    )
    act.session.add(proposal)
    act.session.flush()
    happened = VerdictProposed(
        proposal=proposal.id,
        claim=claim.id,
        status=proposal.status,
        said=proposal.said,
        override=proposal.override,
        despite=wanted.despite,
        counted=wanted.counted,
        duplicate_of=proposal.duplicate_of_id,
        made_by=act.reviewer.id,
        state=ProposalState.OPEN,
        reason=wanted.reason or None,
    )
    changed(act, claim, happened)
    return proposal


def close(act: Act, proposal: Proposal, state: ProposalState, *, reason: str | None = None) -> None:
    """Say what became of a proposal, by who acts."""
    proposal.state, proposal.closed_by_id, proposal.closed_at = state, act.reviewer.id, act.at
    happened = CLOSED[state](
        proposal=proposal.id,
        claim=proposal.claim_id,
        verdict=proposal.verdict,
        state=state,
        closed_by=act.reviewer.id,
        reason=reason or None,
    )
    changed(act, proposal.claim, happened)
    act.session.flush()


def fall(act: Act, claims: Iterable[int], question: Serves | None = None, *, because: str) -> list[Proposal]:
    """Let what is proposed on these claims fall, with the cause; only answers to ``question``, if it is given."""
    fallen = [one for one in proposals.open_on(act.session, claims) if question is None or _asks(one, question)]
    for one in fallen:
        close(act, one, ProposalState.FALLEN, reason=because)
    return fallen


def proposal_line(proposal: Proposal) -> ProposalLine:
    """Return a proposal as it is shown."""
    return ProposalLine(
        number=proposal.id,
        question=question_of(proposal.verdict),
        verdict=proposal.verdict,
        override=proposal.override,
        reason=proposal.reason,
        counted=tuple(proposal.counted),
        by=proposal.made_by.name,
        at=proposal.made_at,
    )


def _asks(proposal: Proposal, question: Serves) -> bool:
    return question_of(proposal.verdict) is question


def of_two(proposal: Proposal | None) -> dict[str, Any]:
    """Say in the event of a verdict who proposed it, where somebody else approved it."""
    return {"proposal": proposal.id, "proposed_by": proposal.made_by_id} if proposal is not None else {}
