"""The other verdict: whether a claim was really said by whom it is attributed to."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.db.models import Claim, Proposal
from claimtrack.errors import ForbiddenMove, refuse_empty_reason, says_why
from claimtrack.remedies import Blank, Field, Step, Words, do, joined
from claimtrack.rules.four_eyes import TAKES_TWO
from claimtrack.services.claims import Seen, set_said, still_as_seen
from claimtrack.services.desk import Act
from claimtrack.services.evidence.hearing import hear
from claimtrack.services.evidence.passages import of_pieces
from claimtrack.services.evidence.recheck import refuse_failing
from claimtrack.services.weighing.consequences import asked_by_name
from claimtrack.services.weighing.policies import in_force, require_override
from claimtrack.services.weighing.proposals import Proposed, fall, of_two, propose_verdict, refuse_second
from claimtrack.services.weighing.weighing import said_evidence, said_shortfalls
from claimtrack.vocabulary import Said, Serves, Status


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered to: was a claim really said? ``proposed`` tells that the answer waits for a second person.

    ``discrepancies`` say of the evidence that it rests on what the claim says and the passage does not. ``already``
    tells of one of several claims that this was its answer before.
    """

    number: int
    said: Said
    proposed: bool = False
    discrepancies: tuple[str, ...] = ()
    already: bool = False


def judge_said(
    act: Act, seen: Seen, verdict: Said, *, reason: str | None = None, override: bool = False
) -> list[Answered]:
    """Record whether claims were really said by who they are attributed to. All or none.

    Of several claims, those that have this answer already are left as they are; one alone is refused.
    With four eyes the answer is put on record as proposed. Raises ForbiddenMove with what is missing, and for the
    outlet's own voice, which needs no such check.
    """
    claims = still_as_seen(act, seen)
    there = [claim for claim in claims if claim.said is verdict] if len(claims) > 1 else []
    claims = [claim for claim in claims if claim not in there]
    told = _judge(act, claims, verdict, reason=reason, override=override) if claims else []
    return [*told, *(Answered(claim.id, verdict, already=True) for claim in there)]


def _judge(act: Act, claims: Sequence[Claim], verdict: Said, *, reason: str | None, override: bool) -> list[Answered]:
    if verdict not in TAKES_TWO or not in_force(act.session).policy.four_eyes:
        return answer(act, claims, verdict, reason=reason, override=override)
    refuse_second(act, claims, Serves.SAID)
    _lacking(act, claims, verdict, reason=reason, override=override)
    for claim in claims:
        counted = said_evidence(act.session, claim, verdict)
        propose_verdict(act, claim, Proposed(verdict, reason, override=override, counted=counted))
    return _answered(act, claims, verdict, proposed=True)


def answer(
    act: Act,
    claims: Sequence[Claim],
    verdict: Said,
    *,
    reason: str | None,
    override: bool,
    proposal: Proposal | None = None,
) -> list[Answered]:
    """Let an answer stand, the one that ``proposal`` proposed or one that takes no second person."""
    lacking = _lacking(act, claims, verdict, reason=reason, override=override)
    for claim in claims:
        # As with the other verdict, an override that was not needed is none.
        overridden = override and lacking[claim.id] is not None
        set_said(act, claim, verdict, reason=reason, overridden=overridden, details=of_two(proposal))
    fall(act, [claim.id for claim in claims], Serves.SAID, because=f"it was answered: {verdict.value}")
    return _answered(act, claims, verdict, proposed=False)


def _answered(act: Act, claims: Sequence[Claim], verdict: Said, *, proposed: bool) -> list[Answered]:
    rests_on = {claim.id: said_evidence(act.session, claim, verdict) for claim in claims}
    found = of_pieces(act.session, claims, rests_on, Serves.SAID)
    return [Answered(claim.id, verdict, proposed, found.get(claim.id, ())) for claim in claims]


def _lacking(
    act: Act, claims: Sequence[Claim], verdict: Said, *, reason: str | None, override: bool
) -> dict[int, Words | None]:
    """Say what each claim lacks for an answer; raises where who acts may not give it, or the claims fall short."""
    if override:
        require_override(act.session, act.reviewer)
    refuse_empty_reason(reason)
    with asked_by_name(act, claims if verdict is not Said.UNCHECKED else ()):
        heard = hear(act, claims, verdict, decided=says_why(reason)) if not override else {}
        lacking = said_shortfalls(act.session, claims, verdict, heard=heard)
        obstacles = [
            words
            for claim in claims
            if (words := _said_obstacle(claim, verdict, reason, override=override, missing=lacking[claim.id]))
        ]
        if obstacles:
            raise ForbiddenMove(joined("\n", obstacles))
    if verdict is not Said.UNCHECKED and not override:
        for claim in claims:
            refuse_failing(act, claim.id, said_evidence(act.session, claim, verdict))
    return lacking


def _said_obstacle(
    claim: Claim, verdict: Said, reason: str | None, *, override: bool, missing: Words | None
) -> Words | None:
    if claim.said is verdict:
        return f"claim {claim.id} is marked {verdict} already; nothing was changed"
    if claim.own_voice is None:
        return (
            f"claim {claim.id} is unread: nobody looked for who says it; "
            + do(Step.CORRECT, claim.id, speaker=Blank.NAME)
            + " or "
            + do(Step.CORRECT, claim.id, own_voice=True)
            + " first"
        )
    if claim.own_voice:
        return (
            f"claim {claim.id} is the outlet's own voice: nobody else is said to have said it; if somebody "
            "else did, " + do(Step.CORRECT, claim.id, speaker=Blank.NAME) + " first"
        )
    if claim.status is Status.WITHDRAWN:
        return f"claim {claim.id} is withdrawn; " + do(Step.REOPEN, claim.id, reason=Blank.TEXT) + " first"
    if (override or verdict is Said.UNCHECKED) and not says_why(reason):
        return f"claim {claim.id}: that takes a reason; say " + Field("reason", Blank.TEXT)
    if override or missing is None:
        return None
    return f"claim {claim.id} cannot be marked {verdict}: " + missing
