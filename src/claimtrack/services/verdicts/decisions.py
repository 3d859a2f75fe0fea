"""Verdicts on whether claims are true: given, proposed, taken back; and what falls with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claimtrack.db import claim_rows, evidence_rows
from claimtrack.db.contradictions import contradictions
from claimtrack.db.models import Claim, EvidenceLink, Proposal
from claimtrack.db.seen import hidden_claims
from claimtrack.errors import (
    ForbiddenMove,
    InvalidInput,
    NotFound,
    UsageError,
    refuse_empty_reason,
    require_reason,
    says_why,
)
from claimtrack.events.evidence import EvidenceAnswered
from claimtrack.remedies import Blank, Field, Message, Step, Words, do, joined
from claimtrack.rules.contradictions import Contradiction, by_claim
from claimtrack.rules.evidence import Independence
from claimtrack.rules.four_eyes import TAKES_TWO
from claimtrack.rules.policy import Policy
from claimtrack.rules.states import Grounds, unmet
from claimtrack.services.claims import Seen, hand_to, set_status, still_as_seen
from claimtrack.services.desk import Act
from claimtrack.services.evidence.hearing import refuse_claimants_words
from claimtrack.services.evidence.passages import of_pieces
from claimtrack.services.evidence.recheck import refuse_failing
from claimtrack.services.verdicts.doubtful_ground import refuse_unexplained
from claimtrack.services.verdicts.shortfalls import answered_with, falls_short, first_of
from claimtrack.services.weighing.closed import refuse_while_closed
from claimtrack.services.weighing.consequences import COUNTED, Reopened, asked_by_name, settle, settle_resting
from claimtrack.services.weighing.policies import InForce, in_force, require_override
from claimtrack.services.weighing.proposals import Proposed, fall, of_two, propose_verdict, refuse_second
from claimtrack.services.weighing.remedy import remedy
from claimtrack.services.weighing.weighing import Weighing, weigh
from claimtrack.vocabulary import (
    SILENT,
    VERDICTS,
    Demand,
    Said,
    Serves,
    Stance,
    Status,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict a reviewer wants to give.

    ``despite`` are the opposing pieces of evidence that ``reason`` answers; ``duplicate_of`` is the claim that a
    withdrawn one repeats.
    """

    to: Status
    reason: str | None = None
    override: bool = False
    despite: tuple[int, ...] = ()
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of one claim. ``holder`` is who has it now; ``independent`` whether it is independently confirmed.

    ``proposed`` is the verdict that now waits for a second person, where that is all that was done. ``because`` says
    with what its verdict fell, where nobody decided on it. ``fallen`` is what fell while the claim stays where it is:
    what was only proposed, or the answer to who said it. ``alarms`` are the confirmed claims that it stands against.
    ``discrepancies`` say of the evidence that counted what the claim says and the passage does not. ``already`` tells
    of one of several claims that it stood there before, and was left as it is.
    """

    number: int
    was: Status
    now: Status
    holder: str | None
    independent: bool
    overridden: bool
    proposed: Status | None = None
    because: str | None = None
    fallen: Reopened | None = None
    alarms: tuple[Contradiction, ...] = ()
    discrepancies: tuple[str, ...] = ()
    already: bool = False

    @classmethod
    def left(cls, claim: Claim) -> "Moved":
        """Return that a claim stands already where it was to go."""
        return replace(_moved(claim, claim.status), already=True)


def decide(act: Act, seen: Seen, decision: Decision) -> list[Moved]:
    """Give one verdict to claims, reopen or withdraw them. All or none.

    With four eyes a verdict is put on record as proposed, and the claims stay where they are. Disputes that rested on
    nothing but a claim that is now withdrawn reopen, and so does what no longer stands now that an earlier claim that
    is evidence for it stands elsewhere; they follow in the list. Of several claims, those that stand there already are
    left as they are; one alone is refused.
    Raises ForbiddenMove, naming every claim that falls short and what each lacks; UsageError for an override of what
    the rules leave to the reviewer anyway.
    """
    claims, rules = still_as_seen(act, seen), in_force(act.session)
    there = [claim for claim in claims if claim.status is decision.to] if len(claims) > 1 else []
    claims = [claim for claim in claims if claim not in there]
    moved = _decide(act, claims, decision, rules) if claims else []
    return [*moved, *map(Moved.left, there)]


def _decide(act: Act, claims: Sequence[Claim], decision: Decision, rules: InForce) -> list[Moved]:
    if decision.to not in TAKES_TWO or not rules.policy.four_eyes:
        return _give(act, claims, decision, rules)
    # First of all: whatever else it takes, this would be refused in the end.
    refuse_second(act, claims, Serves.TRUTH)
    weighed = _allowed(act, claims, decision, rules.policy)
    before = [claim.status for claim in claims]
    for claim in claims:
        propose_verdict(act, claim, _proposed(decision, weighed[claim.id]))
    moved = [_moved(claim, was, proposed=decision.to) for claim, was in zip(claims, before, strict=True)]
    return _held_against_passages(act, claims, moved, decision, weighed)


def give(act: Act, claims: Sequence[Claim], decision: Decision, proposal: Proposal | None = None) -> list[Moved]:
    """Let a verdict stand that takes no second person, or the one that ``proposal`` proposed; raises as ``decide``."""
    return _give(act, claims, decision, in_force(act.session), proposal)


def _give(
    act: Act, claims: Sequence[Claim], decision: Decision, rules: InForce, proposal: Proposal | None = None
) -> list[Moved]:
    weighed = _allowed(act, claims, decision, rules.policy)
    before = [claim.status for claim in claims]
    _keep_answers(act, claims, decision)
    for claim in claims:
        _give_one(act, claim, decision, weighed[claim.id], {"policy": rules.version, **of_two(proposal)})
    fall(act, [claim.id for claim in claims], Serves.TRUTH, because=f"the claim was marked {decision.to.value}")
    moved = [_moved(claim, was) for claim, was in zip(claims, before, strict=True)]
    moved = _held_against_passages(act, claims, moved, decision, weighed)
    if decision.to is Status.CONFIRMED:
        moved = _alarmed(act, moved)
    reopened = _reopened_by(act, claims) if decision.to in SILENT else []
    return [*moved, *reopened, *_reopened_with(act, moved)]


def _allowed(act: Act, claims: Sequence[Claim], decision: Decision, policy: Policy) -> dict[int, Weighing]:
    """Weigh what the claims rest on; raises where who acts may not give this verdict, or the claims fall short."""
    if decision.override and decision.to not in COUNTED:
        raise UsageError(
            f"there is nothing to override: {decision.to} takes a reason, not evidence that counts; leave "
            + Field("override")
            + " out"
        )
    if decision.override:
        require_override(act.session, act.reviewer)
    refuse_empty_reason(decision.reason)
    refuse_while_closed(act.session, [claim.id for claim in claims])
    _check_duplicate(act, claims, decision)
    _opposing(act, claims, decision)
    with asked_by_name(act, claims if decision.to in COUNTED else ()):
        weighed = {
            number: found.despite(decision.despite) for number, found in weigh(act.session, claims, policy).items()
        }
        refused = [
            (claim.id, words)
            for claim in claims
            if (words := _obstacle(claim, decision, weighed[claim.id], policy)) is not None
        ]
        if refused:
            raise ForbiddenMove(first_of(refused, decision.to.value))
    if decision.to in COUNTED and not decision.override:
        _refuse_unexplained(act, claims, decision, weighed)
        for claim in claims:
            refuse_failing(act, claim.id, _counted(decision.to, weighed[claim.id]))
            if decision.to is Status.CONFIRMED:
                refuse_claimants_words(act, claim, weighed[claim.id], _counted(decision.to, weighed[claim.id]))
    return weighed


def _refuse_unexplained(act: Act, claims: Sequence[Claim], decision: Decision, weighed: Mapping[int, Weighing]) -> None:
    if not says_why(decision.reason):
        counted = {number: _counted(decision.to, found) for number, found in weighed.items()}
        unread = {
            number: (found.refuting if decision.to is Status.REFUTED else found.supporting).unread
            for number, found in weighed.items()
        }
        refuse_unexplained(act, claims, decision.to, counted, unread)


def _held_against_passages(
    act: Act, claims: Sequence[Claim], moved: Sequence[Moved], decision: Decision, weighed: Mapping[int, Weighing]
) -> list[Moved]:
    """Say of claims that are confirmed or refuted now what they say and the passages that counted do not."""
    if decision.to not in COUNTED:
        return list(moved)
    counted = {number: _counted(decision.to, found) for number, found in weighed.items()}
    found = of_pieces(act.session, claims, counted, Serves.TRUTH)
    return [replace(one, discrepancies=found.get(one.number, ())) for one in moved]


def _alarmed(act: Act, moved: Sequence[Moved]) -> list[Moved]:
    """Say of claims that are confirmed now which other confirmed ones they contradict."""
    act.session.flush()
    against = by_claim(contradictions(act.session.connection(), claims=[one.number for one in moved]))
    return [replace(one, alarms=against.get(one.number, ())) for one in moved]


def _counted(verdict: Status, weighing: Weighing) -> Sequence[int]:
    """Return the pieces that a confirmation or a refutation rests on."""
    return (weighing.refuting if verdict is Status.REFUTED else weighing.supporting).chosen


def _proposed(decision: Decision, weighing: Weighing) -> Proposed:
    return Proposed(
        decision.to,
        decision.reason,
        override=decision.override,
        despite=decision.despite,
        counted=tuple(sorted(weighing.speaking_for(decision.to))),
        duplicate_of=decision.duplicate_of,
    )


def _check_duplicate(act: Act, claims: Sequence[Claim], decision: Decision) -> None:
    if decision.duplicate_of is None:
        return
    if decision.duplicate_of in {claim.id for claim in claims}:
        raise UsageError(f"claim {decision.duplicate_of} cannot be a duplicate of itself; name the claim that stands")
    original = claim_rows.claims(act.session, [decision.duplicate_of]).get(decision.duplicate_of)
    if original is None or hidden_claims(act.session, [original.id]):
        raise NotFound(
            f"no claim {decision.duplicate_of} for it to be a duplicate of; " + do(Step.LIST) + " shows those"
        )
    if original.status is Status.WITHDRAWN:
        raise ForbiddenMove(f"claim {original.id} is withdrawn itself; name the claim that stands")


def _opposing(act: Act, claims: Sequence[Claim], decision: Decision) -> list[EvidenceLink]:
    """Find the opposing pieces that ``--despite`` names; raises where one does not stand against the verdict."""
    if not decision.despite:
        return []
    require_reason(decision.reason, Field("despite") + " takes a reason, why the evidence does not stand in the way")
    against = {Status.CONFIRMED: Stance.REFUTES, Status.REFUTED: Stance.SUPPORTS}.get(decision.to)
    links = [
        link
        for link in evidence_rows.standing_links(act.session, [claim.id for claim in claims])
        if link.stance is against and link.serves is Serves.TRUTH
    ]
    strangers = set(decision.despite) - {link.evidence_id for link in links}
    if strangers:
        number = min(strangers)
        raise InvalidInput(
            f"evidence {number} does not stand against that verdict; leave " + Field("despite", number) + " out"
        )
    return [link for number in decision.despite for link in links if link.evidence_id == number]


def _keep_answers(act: Act, claims: Sequence[Claim], decision: Decision) -> None:
    """Note on each opposing piece that ``--despite`` names why the verdict stands all the same."""
    for link in _opposing(act, claims, decision):
        link.answer = decision.reason
        answered = EvidenceAnswered(
            evidence=link.evidence_id, claim=link.claim_id, link=link.id, reason=decision.reason or ""
        )
        act.changes.append(answered)
    act.session.flush()


def _obstacle(claim: Claim, decision: Decision, weighing: Weighing, policy: Policy) -> Words | None:
    """Say in one sentence why the claim cannot go there, or None when it can."""
    if claim.status is decision.to:
        said = f"claim {claim.id} is {claim.status} already; nothing was changed"
        if decision.reason is None or claim.status not in VERDICTS:
            return said
        return f"{said}; the reason goes on record with " + do(Step.REASON, claim.id, Blank.TEXT)
    if claim.status is Status.IN_REVIEW and decision.to is Status.UNVERIFIED:
        return f"claim {claim.id} has no verdict to take back; " + do(Step.RELEASE, claim.id) + " gives it back"
    grounds = Grounds(
        checkable=claim.checkable,
        reason=says_why(decision.reason),
        confirms=weighing.confirms,
        refutes=weighing.refutes,
        doubted=weighing.doubted,
        override=decision.override,
        reason_asked=decision.to in policy.reasons,
    )
    lacking = unmet(claim.status, decision.to, grounds)
    if lacking is None:
        return (
            f"claim {claim.id} is {claim.status} and cannot become {decision.to} from there; "
            + do(Step.REOPEN, claim.id, reason=Blank.TEXT)
            + " first"
        )
    if not lacking:
        return None
    return f"claim {claim.id} cannot be marked {decision.to}: " + _lacks(claim, lacking, weighing)


_IN_TURN = (Demand.CHECKABLE, Demand.CONFIRMATION, Demand.REFUTATION, Demand.DOUBT, Demand.REASON)
"""In which order what a claim lacks is told: first what takes most work, or makes the rest idle."""


def _lacks(claim: Claim, lacking: frozenset[Demand], weighing: Weighing) -> Words:
    """Say all that keeps a claim from its verdict: who mends one thing alone would be refused a second time."""
    first = next(demand for demand in _IN_TURN if demand in lacking)
    words = _lack(claim, first, weighing)
    if Demand.REASON not in lacking or _asks_why(words) or first in {Demand.CHECKABLE, Demand.DOUBT, Demand.REASON}:
        return words
    return words + "; and say why, with " + Field("reason", Blank.TEXT)


def _asks_why(words: Words) -> bool:
    return isinstance(words, Message) and Field("reason", Blank.TEXT) in words.parts


def _lack(claim: Claim, demand: Demand, weighing: Weighing) -> Words:
    if demand is Demand.CHECKABLE:
        what = f" ({claim.nature})" if claim.nature is not None else ""
        return (
            f"it is recorded as not checkable{what}; if it can be held against evidence, "
            + do(Step.CORRECT, claim.id, checkable=True)
            + " first"
        )
    if demand is Demand.CONFIRMATION:
        against = _against(weighing.refuting, weighing.unanswered_against, alone=weighing.supporting.enough)
        return falls_short(claim, against, weighing.supporting, Stance.SUPPORTS)
    if demand is Demand.REFUTATION:
        against = _against(weighing.supporting, weighing.unanswered_for, alone=weighing.refuting.enough)
        return falls_short(claim, against, weighing.refuting, Stance.REFUTES)
    if demand is Demand.DOUBT:
        return (
            "it takes evidence against it, a claim that denies it, or a reason; say "
            + Field("reason", Blank.TEXT)
            + ", or attach the evidence: "
            + do(Step.EVIDENCE_ADD, claim.id, Blank.FILE, refutes=True, source=Blank.NAME)
        )
    return "it takes a reason; say " + Field("reason", Blank.TEXT)


def _against(opposing: Independence, unanswered: Sequence[int], *, alone: bool) -> Words | None:
    """Say what stands against a verdict and how it is answered, or None where nothing does.

    ``alone`` tells that nothing else keeps the claim from its verdict. What only waits for somebody to look up whom it
    comes from stands there, too: it may count tomorrow.
    """
    if not unanswered:
        return None
    answered = answered_with(unanswered)
    if not alone:
        return answered
    waiting = [piece for piece in opposing.weighed if piece.may_count and piece.number in unanswered]
    settles = dict.fromkeys(words for piece in waiting if (words := remedy(piece)) is not None)
    return joined(
        "",
        [
            answered,
            *(f"; evidence {piece.number} {piece.reason}" for piece in waiting),
            *("; " + words for words in settles),
        ],
    )


def _give_one(act: Act, claim: Claim, decision: Decision, weighing: Weighing, under: Mapping[str, Any]) -> None:
    falls_short = decision.to in COUNTED and not weighing.holds(decision.to)
    counted = {Status.CONFIRMED: weighing.supporting, Status.REFUTED: weighing.refuting}.get(decision.to)
    opposing = weighing.supporting if decision.to is Status.REFUTED else weighing.refuting
    if decision.to in VERDICTS and claim.holder is None:
        hand_to(act, claim, act.reviewer)
    set_status(
        act,
        claim,
        decision.to,
        reason=decision.reason,
        # An override that the evidence turned out not to need is none.
        overridden=decision.override and falls_short,
        details={
            "counted": list(counted.chosen) if counted is not None else [],
            "despite": [piece.number for piece in opposing.weighed if piece.number in decision.despite],
            "duplicate_of": decision.duplicate_of,
            **under,
        },
    )


def _reopened_by(act: Act, silent: Sequence[Claim]) -> list[Moved]:
    """Settle what was denied or contradicted by claims that are withdrawn or refuted now."""
    moved: list[Moved] = []
    for claim in silent:
        ends = {end for link in claim_rows.claim_links(act.session, [claim.id]) for end in (link.from_id, link.to_id)}
        others = claim_rows.claims(act.session, ends - {claim.id})
        reopened = settle(act, others.values(), because=f"claim {claim.id} was {claim.status.value}")
        fell = claim_rows.claims(act.session, {fallen.number for fallen in reopened})
        moved += [_moved_by(fell[fallen.number], fallen) for fallen in reopened]
    return moved


def _reopened_with(act: Act, moved: Sequence[Moved]) -> list[Moved]:
    """Settle what rests on claims that are confirmed now, or were."""
    now = {one.number: f"is {one.now.words} now" for one in moved if Status.CONFIRMED in {one.was, one.now}}
    reopened = settle_resting(act, now, now)
    others = claim_rows.claims(act.session, {fallen.number for fallen in reopened})
    moves = ((_moved_by(others[fallen.number], fallen), fallen) for fallen in reopened)
    return [move if move.fallen is not None else replace(move, because=fallen.because) for move, fallen in moves]


def _moved_by(claim: Claim, fallen: Reopened) -> Moved:
    """Say what became of a claim on which something fell; only a standing verdict moves it."""
    if fallen.proposed or isinstance(fallen.was, Said):
        return replace(_moved(claim, claim.status), fallen=fallen)
    return _moved(claim, fallen.was)


def _moved(claim: Claim, was: Status, *, proposed: Status | None = None) -> Moved:
    return Moved(
        number=claim.id,
        was=was,
        now=claim.status,
        holder=claim.holder.name if claim.holder is not None else None,
        independent=claim.status is Status.CONFIRMED and not claim.overridden,
        overridden=claim.overridden,
        proposed=proposed,
    )
