"""What the story itself says of a claim that is refuted, or was never said so: noted by a person, for the gate."""

from claimtrack.errors import ForbiddenMove, require_reason
from claimtrack.events.event import ABSENT
from claimtrack.events.remarks import ClaimAccepted
from claimtrack.services.claims import Seen, changed, still_as_seen
from claimtrack.services.desk import Act
from claimtrack.vocabulary import WRONGLY_SAID, Status


def accept(act: Act, seen: Seen, reason: str) -> None:
    """Note on claims of others that are refuted, or misquoted, that the story itself says so: the gate lets them pass.

    That holds as long as they stand so.

    Raises ForbiddenMove without a reason, and for a claim of which the gate does not ask that.
    """
    require_reason(reason, "where the story tells it takes words")
    for claim in still_as_seen(act, seen):
        wrongly = claim.said if claim.said in WRONGLY_SAID else None
        if (claim.status is not Status.REFUTED and wrongly is None) or claim.own_voice is not False:
            why = "the outlet says it itself" if claim.own_voice else claim.status.words
            why = "nobody looked for who says it" if claim.own_voice is None else why
            raise ForbiddenMove(
                f"claim {claim.id}: {why}; this is only for what somebody else says, and what is refuted, misquoted or "
                "not found"
            )
        changed(act, claim, ClaimAccepted(claim=claim.id, status=claim.status, said=wrongly or ABSENT, reason=reason))
