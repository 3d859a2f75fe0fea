"""What reviewers do to claims: take and release them, give and take back verdicts, note what was tried."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.db import finding
from claimtrack.db.chain import Change
from claimtrack.db.models import Claim, Note
from claimtrack.db.words import HopRole, NoteKind
from claimtrack.errors import ForbiddenMove, InvalidInput, UsageError
from claimtrack.rules import said as said_rules
from claimtrack.rules.roles import Right
from claimtrack.rules.states import Demand, Grounds, unmet
from claimtrack.rules.words import OPEN, VERDICTS, Said, Serves, Stance, Status
from claimtrack.services.claims import Seen, begin_review, changed, hand_to, set_status, still_as_seen
from claimtrack.services.consequences import RESTING
from claimtrack.services.desk import Act, Desk, acting, require_right
from claimtrack.services.weighing import Weighing, weigh


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
    """What became of one claim. ``holder`` is who has it now; ``independent`` whether it is independently confirmed."""

    number: int
    was: Status
    now: Status
    holder: str | None
    independent: bool
    overridden: bool


def take(desk: Desk, seen: Seen) -> list[Moved]:
    """Take open claims into review, in the name of who acts. All or none.

    Raises ForbiddenMove for a claim that somebody else has, or that has a verdict already.
    """
    with acting(desk) as act:
        claims = still_as_seen(act, seen)
        before = [claim.status for claim in claims]
        for claim in claims:
            _take_one(act, claim)
        return [_moved(claim, was) for claim, was in zip(claims, before, strict=True)]


def release(desk: Desk, seen: Seen) -> list[Moved]:
    """Give claims back: nobody has them, and those in review are unverified again. All or none."""
    with acting(desk) as act:
        claims = still_as_seen(act, seen)
        before = [claim.status for claim in claims]
        for claim in claims:
            _release_one(act, claim)
        return [_moved(claim, was) for claim, was in zip(claims, before, strict=True)]


def decide(desk: Desk, seen: Seen, decision: Decision) -> list[Moved]:
    """Give one verdict to claims, reopen or withdraw them. All or none.

    Raises ForbiddenMove, naming every claim that falls short and what each lacks; UsageError for an override of what
    the rules leave to the reviewer anyway.
    """
    if decision.override and decision.to not in RESTING:
        raise UsageError(f"there is nothing to override: {decision.to} takes a reason, not evidence that counts")
    with acting(desk) as act:
        if decision.override:
            require_right(act, Right.OVERRIDE)
        claims = still_as_seen(act, seen)
        _check_duplicate(act, claims, decision)
        _answer(act, claims, decision)
        weighed = weigh(act.session, claims)
        obstacles = [words for claim in claims if (words := _obstacle(act, claim, decision, weighed[claim.id]))]
        if obstacles:
            raise ForbiddenMove("\n".join(obstacles))
        before = [claim.status for claim in claims]
        for claim in claims:
            _decide_one(act, claim, decision, weighed[claim.id])
        return [_moved(claim, was) for claim, was in zip(claims, before, strict=True)]


def judge_said(
    desk: Desk, seen: Seen, verdict: Said, *, reason: str | None = None, override: bool = False
) -> list[tuple[int, Said]]:
    """Record whether claims were really said by who they are attributed to. All or none.

    Raises ForbiddenMove with what is missing, and for the outlet's own voice, which needs no such check.
    """
    with acting(desk) as act:
        if override:
            require_right(act, Right.OVERRIDE)
        claims = still_as_seen(act, seen)
        obstacles = [words for claim in claims if (words := _said_obstacle(act, claim, verdict, reason, override))]
        if obstacles:
            raise ForbiddenMove("\n".join(obstacles))
        for claim in claims:
            before, claim.said = claim.said, verdict
            changed(
                act,
                claim,
                Change(
                    "claim.said",
                    ("claim", claim.id),
                    claim=claim.id,
                    before={"said": before.value},
                    after={"said": verdict.value, "overridden": override},
                    texts={"reason": reason} if reason else {},
                ),
            )
        return [(claim.id, claim.said) for claim in claims]


def note(desk: Desk, seen: Seen, text: str, *, kind: NoteKind) -> None:
    """Write a comment on claims, or an attempt that gave no result."""
    if not text.strip():
        raise InvalidInput(f"the {kind} is empty; write what there is to say")
    with acting(desk) as act:
        for claim in still_as_seen(act, seen):
            begin_review(act, claim)
            act.session.add(Note(claim_id=claim.id, kind=kind, text=text, reviewer_id=act.reviewer.id, at=act.at))
            changed(
                act,
                claim,
                Change(
                    "comment.added",
                    ("claim", claim.id),
                    claim=claim.id,
                    after={"kind": kind.value},
                    texts={"text": text},
                ),
            )


def _take_one(act: Act, claim: Claim) -> None:
    if claim.holder is act.reviewer and claim.status is Status.IN_REVIEW:
        raise ForbiddenMove(f"claim {claim.id} is with you already")
    if claim.holder is not None and claim.holder is not act.reviewer:
        raise ForbiddenMove(
            f"claim {claim.id} is with {claim.holder.name}; they give it back with `claimtrack release {claim.id}`, "
            "and so can an editor"
        )
    if claim.status not in OPEN:
        raise ForbiddenMove(
            f"claim {claim.id} is {claim.status} already; `claimtrack reopen {claim.id} --reason TEXT` opens it again"
        )
    if claim.status is Status.UNVERIFIED:
        set_status(act, claim, Status.IN_REVIEW)
    hand_to(act, claim, act.reviewer)


def _release_one(act: Act, claim: Claim) -> None:
    if claim.holder is None and claim.status is not Status.IN_REVIEW:
        raise ForbiddenMove(f"claim {claim.id} is with nobody; there is nothing to release")
    if claim.holder is not None and claim.holder is not act.reviewer:
        require_right(act, Right.TAKE_OVER)
    hand_to(act, claim, None)
    if claim.status is Status.IN_REVIEW:
        set_status(act, claim, Status.UNVERIFIED)


def _check_duplicate(act: Act, claims: Sequence[Claim], decision: Decision) -> None:
    if decision.duplicate_of is None:
        return
    if decision.duplicate_of in {claim.id for claim in claims}:
        raise UsageError(f"claim {decision.duplicate_of} cannot be a duplicate of itself")
    if decision.duplicate_of not in finding.claims(act.session, [decision.duplicate_of]):
        raise InvalidInput(f"no claim {decision.duplicate_of} for it to be a duplicate of")


def _answer(act: Act, claims: Sequence[Claim], decision: Decision) -> None:
    """Note on each opposing piece that ``--despite`` names why the verdict stands all the same."""
    if not decision.despite:
        return
    if not (decision.reason or "").strip():
        raise UsageError("--despite takes a reason: say --reason TEXT, why the evidence does not stand in the way")
    against = {Status.CONFIRMED: Stance.REFUTES, Status.REFUTED: Stance.SUPPORTS}.get(decision.to)
    links = finding.standing_links(act.session, [claim.id for claim in claims])
    for number in decision.despite:
        opposing = [link for link in links if link.evidence_id == number and link.stance is against]
        if not opposing:
            raise InvalidInput(f"evidence {number} does not stand against that verdict; leave --despite {number} out")
        for link in opposing:
            link.answer = decision.reason
            change = Change(
                "evidence.answered",
                ("evidence", number),
                claim=link.claim_id,
                after={"evidence": number, "link": link.id},
                texts={"reason": decision.reason or ""},
            )
            act.changes.append(change)
    act.session.flush()


def _obstacle(act: Act, claim: Claim, decision: Decision, weighing: Weighing) -> str | None:
    """Say in one sentence why the claim cannot go there, or None when it can."""
    if claim.status is decision.to:
        return f"claim {claim.id} is {claim.status} already; nothing was changed"
    grounds = Grounds(
        checkable=claim.checkable,
        reason=bool((decision.reason or "").strip()),
        confirms=weighing.confirms,
        refutes=weighing.refutes,
        doubted=_is_doubted(act, claim),
        override=decision.override,
    )
    lacking = unmet(claim.status, decision.to, grounds)
    if lacking is None:
        return (
            f"claim {claim.id} is {claim.status} and cannot become {decision.to} from there; "
            f"`claimtrack reopen {claim.id} --reason TEXT` first"
        )
    if not lacking:
        return None
    first = next(demand for demand in Demand if demand in lacking)
    return f"claim {claim.id} cannot be marked {decision.to}: {_lack(claim, first, weighing)}"


def _lack(claim: Claim, demand: Demand, weighing: Weighing) -> str:
    if demand is Demand.CHECKABLE:
        what = f" ({claim.nature})" if claim.nature is not None else ""
        return (
            f"it is recorded as not checkable{what}; if it can be held against evidence, "
            f"`claimtrack correct {claim.id} --checkable` first"
        )
    if demand is Demand.CONFIRMATION:
        return _too_little(claim, weighing.supporting.sentences(), weighing.unanswered_against, "supports")
    if demand is Demand.REFUTATION:
        return _too_little(claim, weighing.refuting.sentences(), weighing.unanswered_for, "refutes")
    if demand is Demand.DOUBT:
        return "it takes a refuting piece of evidence, a claim that denies it, or a reason (--reason TEXT)"
    return "it takes a reason; say --reason TEXT"


def _too_little(claim: Claim, sentences: Sequence[str], unanswered: Sequence[int], stance: str) -> str:
    if unanswered:
        numbers = " ".join(f"--despite {number}" for number in unanswered)
        return f"evidence {', '.join(map(str, unanswered))} stands against it; answer it with {numbers} --reason TEXT"
    whose = f" that does not come from {claim.source.name}" if claim.source is not None else ""
    return (
        f"{'; '.join(sentences)}; attach evidence{whose}: "
        f"`claimtrack evidence add {claim.id} FILE --{stance} --source NAME`"
    )


def _is_doubted(act: Act, claim: Claim) -> bool:
    links = finding.standing_links(act.session, [claim.id])
    if any(link.stance is Stance.REFUTES and link.serves is Serves.TRUTH for link in links):
        return True
    return any(link.kind.value in {"denies", "contradicts"} for link in finding.claim_links(act.session, [claim.id]))


def _decide_one(act: Act, claim: Claim, decision: Decision, weighing: Weighing) -> None:
    by_count = decision.to in RESTING and not weighing.holds(decision.to)
    counted = {Status.CONFIRMED: weighing.supporting, Status.REFUTED: weighing.refuting}.get(decision.to)
    if decision.to in VERDICTS and claim.holder is None:
        hand_to(act, claim, act.reviewer)
    set_status(
        act,
        claim,
        decision.to,
        reason=decision.reason,
        # An override that the evidence turned out not to need is none.
        overridden=decision.override and by_count,
        details={
            "counted": list(counted.chosen) if counted is not None else [],
            "despite": list(decision.despite),
            "duplicate_of": decision.duplicate_of,
        },
    )


def _said_obstacle(act: Act, claim: Claim, verdict: Said, reason: str | None, override: bool) -> str | None:
    if claim.said is verdict:
        return f"claim {claim.id} is marked {verdict} already; nothing was changed"
    if claim.own_voice:
        return f"claim {claim.id} is the outlet's own voice: nobody else is said to have said it"
    if claim.status is Status.WITHDRAWN:
        return f"claim {claim.id} is withdrawn; `claimtrack reopen {claim.id} --reason TEXT` first"
    if (override or verdict is Said.UNCHECKED) and not (reason or "").strip():
        return f"claim {claim.id}: that takes a reason; say --reason TEXT"
    if override:
        return None
    stands_for = finding.merged_sources(act.session)
    pieces = [
        said_rules.SaidEvidence(
            number=link.evidence_id,
            source=stands_for.get(link.evidence.source_id or 0, link.evidence.source_id),
            basis=link.basis,
            stance=link.stance,
            has_excerpt=link.excerpt is not None,
        )
        for link in finding.standing_links(act.session, [claim.id])
        if link.serves is Serves.SAID
    ]
    carriers = {hop.source_id for hop in claim.hops if hop.role is not HopRole.SPEAKER and hop.source_id is not None}
    missing = said_rules.shortfall(
        verdict,
        pieces,
        speaker=stands_for.get(claim.source_id or 0, claim.source_id),
        carriers=frozenset(stands_for.get(carrier, carrier) for carrier in carriers),
        attempts=finding.attempts(act.session, claim.id),
    )
    return f"claim {claim.id} cannot be marked {verdict}: {missing}" if missing else None


def _moved(claim: Claim, was: Status) -> Moved:
    return Moved(
        number=claim.id,
        was=was,
        now=claim.status,
        holder=claim.holder.name if claim.holder is not None else None,
        independent=claim.status is Status.CONFIRMED and not claim.overridden,
        overridden=claim.overridden,
    )
