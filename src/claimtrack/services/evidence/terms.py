"""Say how a piece may be used: the right to it, consent, who could be harmed, who may see it."""

from dataclasses import dataclass

from claimtrack.errors import ForbiddenMove, UsageError, require_reason
from claimtrack.events.custody import EvidenceTermsChanged
from claimtrack.remedies import Field
from claimtrack.reports.model import Terms
from claimtrack.services.desk import Act
from claimtrack.services.evidence.amendments import Amendment, amend
from claimtrack.services.evidence.attachments import existing
from claimtrack.services.evidence.pieces import terms_of
from claimtrack.services.weighing.consequences import Reopened
from claimtrack.vocabulary import Consent, Risk, Visibility

_ORDER = tuple(Visibility)


@dataclass(frozen=True, slots=True)
class NewTerms:
    """What is to be said of a piece from now on; None leaves a thing as it is."""

    rights: str | None = None
    consent: Consent | None = None
    consent_by: str | None = None
    consent_extent: str | None = None
    risk: Risk | None = None
    harmed: str | None = None
    visibility: Visibility | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be said."""
        return self == NewTerms()


def put_right(
    act: Act, number: int, amendment: Amendment, new: NewTerms, *, reason: str | None
) -> tuple[str, list[Reopened]]:
    """Put right what was said of a piece and how it may be used, both or none; gives and raises as the two do."""
    if new.is_empty:
        return amend(act, number, amendment, reason=reason)
    words = set_terms(act, number, new, reason=reason)
    if amendment.is_empty:
        return words, []
    amended, reopened = amend(act, number, amendment, reason=reason)
    return f"{amended}; {words}", reopened


def set_terms(act: Act, number: int, new: NewTerms, *, reason: str | None) -> str:
    """Put on record how a piece may be used; gives that in a sentence.

    Raises NotFound; UsageError for who agreed where nothing says that anybody did, and who is harmed without a risk;
    ForbiddenMove where all of it is on record already, and for a piece that more people shall see, without a reason.
    """
    piece = existing(act, number)
    before = terms_of(piece)
    after = _after(before, new)
    if (after.consent_by or after.consent_extent) and after.consent is None:
        raise UsageError("say whether it was given: " + Field("consent", Consent.GIVEN))
    if after.harmed is not None and after.risk is None:
        raise UsageError("say how bad it would be if this got out: " + Field("risk", Risk.HIGH))
    if after == before:
        raise ForbiddenMove(f"evidence {number} is on record like that already; nothing was changed")
    if _ORDER.index(after.visibility) < _ORDER.index(before.visibility):
        reason = require_reason(reason, f"that more people shall see evidence {number} takes a reason")
    piece.rights, piece.harmed, piece.visibility = after.rights, after.harmed, after.visibility
    piece.consent, piece.consent_by, piece.consent_extent = after.consent, after.consent_by, after.consent_extent
    piece.risk = after.risk
    act.changes.append(
        EvidenceTermsChanged(
            evidence=piece.id,
            was_consent=before.consent,
            was_risk=before.risk,
            was_visibility=before.visibility,
            consent=after.consent,
            risk=after.risk,
            visibility=after.visibility,
            rights=after.rights,
            consent_by=after.consent_by,
            consent_extent=after.consent_extent,
            harmed=after.harmed,
            reason=reason or None,
        )
    )
    return f"evidence {number} is {after.visibility}: {after.visibility.words}"


def _after(before: Terms, new: NewTerms) -> Terms:
    """Return what holds then. Another consent is somebody's anew; empty words take a thing back."""
    by, extent = before.consent_by, before.consent_extent
    if new.consent is not None and new.consent is not before.consent:
        by, extent = None, None
    return Terms(
        rights=_said(new.rights, before.rights),
        consent=new.consent or before.consent,
        consent_by=_said(new.consent_by, by),
        consent_extent=_said(new.consent_extent, extent),
        risk=new.risk or before.risk,
        harmed=_said(new.harmed, before.harmed),
        visibility=new.visibility or before.visibility,
    )


def _said(new: str | None, before: str | None) -> str | None:
    return before if new is None else new.strip() or None
