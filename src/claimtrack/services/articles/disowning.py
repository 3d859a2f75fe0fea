"""Take a claim from whom it is said to be: why, and with four eyes by whom besides."""

from claimtrack.db import event_rows, relations
from claimtrack.db.models import Claim, Source
from claimtrack.errors import ForbiddenMove, require_reason
from claimtrack.events.claims import ClaimDisowned
from claimtrack.events.event import ABSENT
from claimtrack.rules.claimants import is_private
from claimtrack.services.claims import changed
from claimtrack.services.desk import Act
from claimtrack.services.weighing.policies import in_force


def is_disowned_by_one(act: Act, claim: Claim, reason: str | None) -> bool:
    """Tell whether it takes a second person, with four eyes, to make somebody's claim the outlet's own; note who asks.

    Raises ForbiddenMove without a reason, and where the same person says it twice.
    """
    if claim.source is None or claim.own_voice is not False or gave_it_away(act, claim):
        return False
    return _is_one_persons_word(act, claim, claim.source, None, reason)


def is_passed_on_by_one(act: Act, claim: Claim, speaker: Source, reason: str | None) -> bool:
    """Tell the same of a claim that is given to another ``speaker``: a house's may be confirmed by that house then."""
    if claim.source is None or not leaves_a_house(act, claim, speaker):
        return False
    return _is_one_persons_word(act, claim, claim.source, speaker, reason)


def leaves_a_house(act: Act, claim: Claim, speaker: Source) -> bool:
    """Tell whether a claim is taken from a body, or from who speaks for one, and given to somebody else.

    A private person's goes to the right one without a word, as does what who acts gave to the wrong one themself.
    """
    if claim.source is None or claim.own_voice is not False:
        return False
    within = relations.families(act.session)
    former = within.standing(claim.source.id)
    if former == within.standing(speaker.id) or is_private(former, relations.ties(act.session, [former], within)):
        return False
    slip = event_rows.given_by(act.session, claim.id) == act.reviewer.id
    return not slip or claim.source_id in event_rows.former_speakers(act.session, claim.id)


def _is_one_persons_word(act: Act, claim: Claim, former: Source, speaker: Source | None, reason: str | None) -> bool:
    says = f"{speaker.name} says" if speaker is not None else "the outlet says"
    itself = " itself" if speaker is None else ""
    four_eyes = in_force(act.session).policy.four_eyes
    # A wrong speaker is put right at once: whoever was said to speak stays on the claim's side, and that takes a reason
    # to undo. A second person has to know why.
    if speaker is None or four_eyes:
        require_reason(reason, f"that {says} claim {claim.id}{itself}, and not {former.name}, takes a reason")
    if not four_eyes:
        return False
    said = event_rows.disowners(act.session, claim.id, former.id, speaker.id if speaker is not None else None)
    if said == [act.reviewer.id]:
        raise ForbiddenMove(
            f"you said already that {says} claim {claim.id}{itself}; with four eyes a second person has to say so, too"
        )
    if not said:
        to = speaker.id if speaker is not None else ABSENT
        changed(act, claim, ClaimDisowned(claim=claim.id, source=former.id, speaker=to, reason=reason or ""))
    return not said


def gave_it_away(act: Act, claim: Claim) -> bool:
    """Tell whether who acts took a claim from the outlet's own voice themself: a slip of theirs, unless it was theirs
    whose it is now before that.
    """
    slip = event_rows.attributed_by(act.session, claim.id) == act.reviewer.id
    return slip and claim.source_id not in event_rows.former_speakers(act.session, claim.id)
