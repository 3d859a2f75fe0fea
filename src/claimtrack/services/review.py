"""What reviewers do to claims: take and release them, give and take back verdicts, note what was tried."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.db import finding
from claimtrack.db.chain import Change
from claimtrack.db.models import Claim, Note
from claimtrack.db.words import NoteKind
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.rules.independence import Independence, Obstacle, Weighed
from claimtrack.rules.roles import Right
from claimtrack.rules.states import Demand, Grounds, unmet
from claimtrack.rules.words import OPEN, VERDICTS, Said, Serves, Stance, Status
from claimtrack.services.claims import Seen, begin_review, changed, hand_to, set_said, set_status, still_as_seen
from claimtrack.services.consequences import COUNTED, settle
from claimtrack.services.desk import Act, Desk, acting, require_right
from claimtrack.services.weighing import Weighing, said_shortfalls, weigh


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
            take_one(act, claim)
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

    Disputes that rested on nothing but a claim that is now withdrawn reopen, and follow in the list.
    Raises ForbiddenMove, naming every claim that falls short and what each lacks; UsageError for an override of what
    the rules leave to the reviewer anyway.
    """
    with acting(desk) as act:
        return decide_within(act, seen, decision)


def decide_within(act: Act, seen: Seen, decision: Decision) -> list[Moved]:
    """Do what ``decide`` does, as a part of a larger change; raises as it does."""
    if decision.override and decision.to not in COUNTED:
        raise UsageError(
            f"there is nothing to override: {decision.to} takes a reason, not evidence that counts; leave --override "
            "out"
        )
    if decision.override:
        require_right(act.reviewer, Right.OVERRIDE)
    claims = still_as_seen(act, seen)
    _check_duplicate(act, claims, decision)
    _answer(act, claims, decision)
    weighed = weigh(act.session, claims)
    obstacles = [words for claim in claims if (words := _obstacle(claim, decision, weighed[claim.id]))]
    if obstacles:
        raise ForbiddenMove("\n".join(obstacles))
    before = [claim.status for claim in claims]
    for claim in claims:
        _decide_one(act, claim, decision, weighed[claim.id])
    moved = [_moved(claim, was) for claim, was in zip(claims, before, strict=True)]
    return [*moved, *(_reopened_by(act, claims) if decision.to is Status.WITHDRAWN else ())]


def judge_said(
    desk: Desk, seen: Seen, verdict: Said, *, reason: str | None = None, override: bool = False
) -> list[tuple[int, Said]]:
    """Record whether claims were really said by who they are attributed to. All or none.

    Raises ForbiddenMove with what is missing, and for the outlet's own voice, which needs no such check.
    """
    with acting(desk) as act:
        return judge_said_within(act, seen, verdict, reason=reason, override=override)


def judge_said_within(
    act: Act, seen: Seen, verdict: Said, *, reason: str | None, override: bool
) -> list[tuple[int, Said]]:
    """Do what ``judge_said`` does, as a part of a larger change; raises as it does."""
    if override:
        require_right(act.reviewer, Right.OVERRIDE)
    claims = still_as_seen(act, seen)
    lacking = said_shortfalls(act.session, claims, verdict)
    obstacles = [
        words
        for claim in claims
        if (words := _said_obstacle(claim, verdict, reason, override=override, missing=lacking[claim.id]))
    ]
    if obstacles:
        raise ForbiddenMove("\n".join(obstacles))
    for claim in claims:
        # As with the other verdict, an override that was not needed is none.
        overridden = override and lacking[claim.id] is not None
        set_said(act, claim, verdict, reason=reason, overridden=overridden)
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


def take_one(act: Act, claim: Claim) -> None:
    """Take a claim into review inside a change; raises ForbiddenMove where it cannot be had."""
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
        require_right(act.reviewer, Right.TAKE_OVER)
    hand_to(act, claim, None)
    if claim.status is Status.IN_REVIEW:
        set_status(act, claim, Status.UNVERIFIED)


def _check_duplicate(act: Act, claims: Sequence[Claim], decision: Decision) -> None:
    if decision.duplicate_of is None:
        return
    if decision.duplicate_of in {claim.id for claim in claims}:
        raise UsageError(f"claim {decision.duplicate_of} cannot be a duplicate of itself; name the claim that stands")
    original = finding.claims(act.session, [decision.duplicate_of]).get(decision.duplicate_of)
    if original is None:
        raise NotFound(f"no claim {decision.duplicate_of} for it to be a duplicate of; `claimtrack list` shows those")
    if original.status is Status.WITHDRAWN:
        raise ForbiddenMove(f"claim {original.id} is withdrawn itself; name the claim that stands")


def _answer(act: Act, claims: Sequence[Claim], decision: Decision) -> None:
    """Note on each opposing piece that ``--despite`` names why the verdict stands all the same."""
    if not decision.despite:
        return
    if not (decision.reason or "").strip():
        raise UsageError("--despite takes a reason: say --reason TEXT, why the evidence does not stand in the way")
    against = {Status.CONFIRMED: Stance.REFUTES, Status.REFUTED: Stance.SUPPORTS}.get(decision.to)
    links = finding.standing_links(act.session, [claim.id for claim in claims])
    for number in decision.despite:
        opposing = [
            link
            for link in links
            if link.evidence_id == number and link.stance is against and link.serves is Serves.TRUTH
        ]
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


def _obstacle(claim: Claim, decision: Decision, weighing: Weighing) -> str | None:
    """Say in one sentence why the claim cannot go there, or None when it can."""
    if claim.status is decision.to:
        return f"claim {claim.id} is {claim.status} already; nothing was changed"
    if claim.status is Status.IN_REVIEW and decision.to is Status.UNVERIFIED:
        return f"claim {claim.id} has no verdict to take back; `claimtrack release {claim.id}` gives it back"
    grounds = Grounds(
        checkable=claim.checkable,
        reason=bool((decision.reason or "").strip()),
        confirms=weighing.confirms,
        refutes=weighing.refutes,
        doubted=weighing.doubted,
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
        return _too_little(claim, weighing.supporting, weighing.unanswered_against, "supports")
    if demand is Demand.REFUTATION:
        return _too_little(claim, weighing.refuting, weighing.unanswered_for, "refutes")
    if demand is Demand.DOUBT:
        return "it takes a refuting piece of evidence, a claim that denies it, or a reason (--reason TEXT)"
    return "it takes a reason; say --reason TEXT"


def _too_little(claim: Claim, found: Independence, unanswered: Sequence[int], stance: str) -> str:
    if unanswered:
        numbers = " ".join(f"--despite {number}" for number in unanswered)
        return f"evidence {', '.join(map(str, unanswered))} stands against it; answer it with {numbers} --reason TEXT"
    remedies = [*dict.fromkeys(words for piece in found.weighed if (words := remedy(piece)) is not None)]
    remedies.append(f"attach evidence: `claimtrack evidence add {claim.id} FILE --{stance} --source NAME`")
    return f"{'; '.join(found.sentences())}; {', or '.join(remedies)}"


def remedy(piece: Weighed) -> str | None:
    """Say what lets a piece count that does not for want of a word from somebody, or None where no word does."""
    if piece.obstacle is Obstacle.AFFILIATION:
        return (
            f"say what is known: `claimtrack source relate {piece.source} part_of NAME` or "
            f"`claimtrack source unaffiliated {piece.source} --because TEXT`"
        )
    if piece.obstacle is Obstacle.UNNAMED:
        return f"an editor who knows them says so: `claimtrack source vouch {piece.source} --because TEXT`"
    return None


def _decide_one(act: Act, claim: Claim, decision: Decision, weighing: Weighing) -> None:
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
        },
    )


def _reopened_by(act: Act, withdrawn: Sequence[Claim]) -> list[Moved]:
    moved: list[Moved] = []
    for claim in withdrawn:
        ends = {end for link in finding.claim_links(act.session, [claim.id]) for end in (link.from_id, link.to_id)}
        others = finding.claims(act.session, ends - {claim.id})
        reopened = settle(act, others.values(), because=f"claim {claim.id} was withdrawn")
        moved += [_moved(others[fallen.number], fallen.was) for fallen in reopened if isinstance(fallen.was, Status)]
    return moved


def _said_obstacle(
    claim: Claim, verdict: Said, reason: str | None, *, override: bool, missing: str | None
) -> str | None:
    if claim.said is verdict:
        return f"claim {claim.id} is marked {verdict} already; nothing was changed"
    if claim.own_voice:
        return (
            f"claim {claim.id} is the outlet's own voice: nobody else is said to have said it; if somebody else did, "
            f"`claimtrack correct {claim.id} --speaker NAME` first"
        )
    if claim.status is Status.WITHDRAWN:
        return f"claim {claim.id} is withdrawn; `claimtrack reopen {claim.id} --reason TEXT` first"
    if (override or verdict is Said.UNCHECKED) and not (reason or "").strip():
        return f"claim {claim.id}: that takes a reason; say --reason TEXT"
    if override or missing is None:
        return None
    return f"claim {claim.id} cannot be marked {verdict}: {missing}"


def _moved(claim: Claim, was: Status) -> Moved:
    return Moved(
        number=claim.id,
        was=was,
        now=claim.status,
        holder=claim.holder.name if claim.holder is not None else None,
        independent=claim.status is Status.CONFIRMED and not claim.overridden,
        overridden=claim.overridden,
    )
