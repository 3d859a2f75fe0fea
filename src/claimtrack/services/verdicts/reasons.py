"""The reason of a verdict that stands, given later: what a card says beside who gave it."""

from claimtrack.db.models import Claim
from claimtrack.errors import ForbiddenMove, says_why
from claimtrack.events.remarks import ReasonGiven
from claimtrack.remedies import Blank, Field, Step, Words, do, joined
from claimtrack.services.claims import Seen, changed, still_as_seen
from claimtrack.services.desk import Act
from claimtrack.vocabulary import VERDICTS, Said, Serves, Status

_WITH_A_REASON = VERDICTS | {Status.WITHDRAWN}


def give_reason(act: Act, seen: Seen, reason: str, *, question: Serves = Serves.TRUTH) -> list[Status | Said]:
    """Note why a verdict that stands was given, on each of these claims; returns the verdicts. All or none.

    The verdict stays whose it is; the newest reason is the one that is shown, the earlier ones are in the history.
    Raises ForbiddenMove without a reason, and for a claim on which no verdict stands.
    """
    if not says_why(reason):
        raise ForbiddenMove(
            "the reason says nothing (three letters at least, not all the same); write why the verdict was given"
        )
    claims = still_as_seen(act, seen)
    obstacles = [words for claim in claims if (words := _obstacle(claim, question)) is not None]
    if obstacles:
        raise ForbiddenMove(joined("\n", obstacles))
    for claim in claims:
        changed(
            act, claim, ReasonGiven(claim=claim.id, question=question, verdict=_verdict(claim, question), reason=reason)
        )
    return [_verdict(claim, question) for claim in claims]


def _verdict(claim: Claim, question: Serves) -> Status | Said:
    return claim.status if question is Serves.TRUTH else claim.said


def _obstacle(claim: Claim, question: Serves) -> Words | None:
    if question is Serves.SAID:
        if claim.said is not Said.UNCHECKED:
            return None
        return f"claim {claim.id}: nobody has checked whether it was said; the reason goes with the answer: " + do(
            Step.SAID, claim.id, Said.VERIFIED, reason=Blank.TEXT
        )
    if claim.status in _WITH_A_REASON:
        return None
    return f"claim {claim.id} has no verdict yet ({claim.status.words}); the reason goes with the verdict, in " + Field(
        "reason", Blank.TEXT
    )
