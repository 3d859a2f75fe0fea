"""Approve or reject what somebody else proposed: no role passes the rule that a verdict takes two people."""

from collections.abc import Iterable
from dataclasses import dataclass

from claimtrack.db import evidence_rows, proposals
from claimtrack.db.models import Claim, Proposal
from claimtrack.errors import ForbiddenMove, NotFound, UsageError, require_reason
from claimtrack.remedies import Field, Step, do
from claimtrack.reports.model import ProposalLine
from claimtrack.rules.four_eyes import Hands, question_of, worded
from claimtrack.services.claims import Seen, still_as_seen
from claimtrack.services.desk import Act, Desk, reading
from claimtrack.services.paging import WHOLE, Page, Window
from claimtrack.services.verdicts.answers import Answered, answer
from claimtrack.services.verdicts.decisions import Decision, Moved, give
from claimtrack.services.weighing.proposals import close, proposal_line
from claimtrack.services.weighing.weighing import said_evidence, weigh
from claimtrack.vocabulary import ProposalState, Said, Serves, Status


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim on which a verdict waits for a second person."""

    claim: int
    article: int
    text: str
    proposal: ProposalLine

    @property
    def wanted(self) -> str:
        """What is proposed, in words."""
        return f"{worded(self.proposal.verdict)}{' BY OVERRIDE' if self.proposal.override else ''}"


@dataclass(frozen=True, slots=True)
class Approved:
    """What stands now: the moves with those that followed from them, and the answers to who said it."""

    moves: tuple[Moved, ...]
    said: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """A proposal that stands no longer. ``own`` tells that its proposer took it back."""

    claim: int
    verdict: Status | Said
    by: str
    own: bool

    @property
    def wanted(self) -> str:
        """What was proposed, in words."""
        return worded(self.verdict)


def waiting(desk: Desk, window: Window = WHOLE, *, article: int | None = None) -> Page[Waiting]:
    """List a page of what waits for a second person, the oldest first."""
    with reading(desk) as session:
        found = proposals.all_open(session, article=article, limit=window.limit, offset=window.offset)
        lines = [Waiting(one.claim_id, one.claim.article_id, one.claim.text, proposal_line(one)) for one in found]
        return Page.of(window, lines, lambda: proposals.open_count(session, article=article))


def approve(act: Act, seen: Seen, *, question: Serves | None = None) -> Approved:
    """Let what somebody else proposed on these claims stand, weighed anew. All or none.

    Raises ForbiddenMove, naming every claim, for who proposed it, attached evidence that counts for it, or made an
    attempt on which it rests, and where the claim falls short by now; NotFound where nothing is proposed; UsageError
    where answers to both questions are and ``question`` does not say which is meant.
    """
    chosen = _chosen(act, still_as_seen(act, seen), question)
    barred = [words for one in chosen if (words := _barred(act, one)) is not None]
    if barred:
        raise ForbiddenMove("\n".join(barred))
    moves: list[Moved] = []
    said: list[Answered] = []
    for proposal in chosen:
        _refuse_fallen(proposal)
        close(act, proposal, ProposalState.APPROVED)
        if isinstance(proposal.verdict, Said):
            said += _answered(act, proposal, proposal.verdict)
        else:
            moves += give(act, [proposal.claim], _decision(act, proposal, proposal.verdict), proposal)
    return Approved(tuple(moves), tuple(said))


def reject(act: Act, seen: Seen, *, reason: str | None, question: Serves | None = None) -> list[Closed]:
    """Reject what is proposed on these claims, or take back what one proposed oneself. All or none.

    Raises as ``approve`` does, and ForbiddenMove for want of a reason.
    """
    require_reason(reason, "rejecting takes a reason")
    closed = []
    for proposal in _chosen(act, still_as_seen(act, seen), question):
        own = proposal.made_by_id == act.reviewer.id
        close(act, proposal, ProposalState.TAKEN_BACK if own else ProposalState.REJECTED, reason=reason)
        closed.append(Closed(proposal.claim_id, proposal.verdict, proposal.made_by.name, own))
    return closed


def _chosen(act: Act, claims: Iterable[Claim], question: Serves | None) -> list[Proposal]:
    numbers = [claim.id for claim in claims]
    found = [
        one
        for one in proposals.open_on(act.session, numbers)
        if question is None or question_of(one.verdict) is question
    ]
    held = [one.claim_id for one in found]
    missing = [str(number) for number in numbers if number not in held]
    if missing:
        what = f" on whether it {'is true' if question is Serves.TRUTH else 'was said'}" if question else ""
        raise NotFound(
            f"nothing is proposed on claim {', '.join(missing)}{what}; " + do(Step.PROPOSALS) + " lists what waits"
        )
    twice = sorted({number for number in held if held.count(number) > 1})
    if twice:
        raise UsageError(
            f"claim {', '.join(map(str, twice))} has proposals on both questions; say "
            + Field("question")
            + " truth or "
            + Field("question")
            + " said"
        )
    return found


def _barred(act: Act, proposal: Proposal) -> str | None:
    why = _hands(act, proposal).bar(act.reviewer.id)
    if why is None:
        return None
    return (
        f"claim {proposal.claim_id}: you ({act.reviewer.name}) {why}; with four eyes somebody else approves it as "
        f"{worded(proposal.verdict)}, whatever your role"
    )


def _hands(act: Act, proposal: Proposal) -> Hands:
    """Gather who had a hand in a proposal: by the evidence of today and by that of the day it was made."""
    claim, verdict = proposal.claim, proposal.verdict
    if isinstance(verdict, Said):
        now = set(said_evidence(act.session, claim, verdict))
    else:
        now = weigh(act.session, [claim])[claim.id].speaking_for(verdict)
    rests_on_attempts = verdict in {Status.UNVERIFIABLE, Said.NOT_FOUND}
    return Hands(
        proposer=proposal.made_by_id,
        attached=proposals.who_had_a_hand(
            act.session, claim.id, {*now, *proposal.counted}, serves=question_of(verdict)
        ),
        tried=proposals.who_tried(act.session, claim.id) if rests_on_attempts else (),
        linked=proposals.who_linked(act.session, claim.id) if verdict is Status.DISPUTED else (),
    )


def _answered(act: Act, proposal: Proposal, verdict: Said) -> list[Answered]:
    return answer(act, [proposal.claim], verdict, reason=proposal.reason, override=proposal.override, proposal=proposal)


def _refuse_fallen(proposal: Proposal) -> None:
    """Refuse what fell with another claim that is approved in the same breath."""
    if proposal.state is not ProposalState.OPEN:
        raise ForbiddenMove(
            f"claim {proposal.claim_id} is no longer proposed as {worded(proposal.verdict)}: its ground goes with the "
            "others; approve them without it"
        )


def _decision(act: Act, proposal: Proposal, to: Status) -> Decision:
    """Give the verdict that was proposed; what stood against it then and was withdrawn since needs no answer."""
    standing = {link.evidence_id for link in evidence_rows.standing_links(act.session, [proposal.claim_id])}
    return Decision(
        to,
        proposal.reason,
        override=proposal.override,
        despite=tuple(number for number in proposal.despite if number in standing),
        duplicate_of=proposal.duplicate_of_id,
    )
