"""Make somebody's claim the outlet's own: why, and with four eyes by whom besides."""

from claimtrack.db import event_rows
from claimtrack.db.models import Claim
from claimtrack.errors import ForbiddenMove, require_reason
from claimtrack.events.claims import ClaimDisowned
from claimtrack.services.claims import changed
from claimtrack.services.desk import Act
from claimtrack.services.weighing.policies import in_force


def is_disowned_by_one(act: Act, claim: Claim, reason: str | None) -> bool:
    """Tell whether it takes a second person, with four eyes, to make somebody's claim the outlet's own; note who asks.

    Raises ForbiddenMove without a reason, and where the same person says it twice.
    """
    if claim.source is None or claim.own_voice is not False or gave_it_away(act, claim):
        return False
    require_reason(reason, f"that the outlet says claim {claim.id} itself, and not {claim.source.name}, takes a reason")
    if not in_force(act.session).policy.four_eyes:
        return False
    said = event_rows.disowners(act.session, claim.id, claim.source.id)
    if said == [act.reviewer.id]:
        raise ForbiddenMove(
            f"you said already that the outlet says claim {claim.id} itself; with four eyes a second person has to say "
            "so, too"
        )
    if not said:
        changed(act, claim, ClaimDisowned(claim=claim.id, source=claim.source.id, reason=reason or ""))
    return not said


def gave_it_away(act: Act, claim: Claim) -> bool:
    """Tell whether who acts took a claim from the outlet's own voice themself: a slip of theirs, unless it was theirs
    whose it is now before that.
    """
    slip = event_rows.attributed_by(act.session, claim.id) == act.reviewer.id
    return slip and claim.source_id not in event_rows.former_speakers(act.session, claim.id)
