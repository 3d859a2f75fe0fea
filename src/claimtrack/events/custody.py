"""Events of custody: who had a piece in hand and why, what may be done with it, and when all of it was exported."""

from collections.abc import Sequence

from claimtrack.events.actions import Action
from claimtrack.events.event import ABSENT, Absent, After, Before, Column, Event, Names, Subject, Text, or_purged
from claimtrack.events.evidence import EVIDENCE
from claimtrack.events.forms import Sealed
from claimtrack.events.state import State, taking
from claimtrack.vocabulary import Consent, Handling, Risk, Visibility


class EvidenceHandled(Event):
    """Somebody opened a piece, copied it out, handed it over, or noted where a thing that belongs to it is kept.

    ``digest`` is what its bytes were found to be just then, None where nobody looked at them. ``to`` is who got it or
    keeps it, or the name of the copy; ``thing`` what is kept outside, with the number of its seal and its place.
    """

    action = Action.EVIDENCE_HANDLED
    noun = "evidence"

    evidence: Subject
    handling: After[Handling]
    digest: After[str | None]
    to: Text
    thing: Text
    seal: Text
    place: Text
    reason: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        """Nothing that the tables tell of changed; what was done is one of the things that can be done."""
        del state
        Handling(str(sealed.after["handling"]))

    def sentence(self, _: Names) -> str:
        match self.handling:
            case Handling.OPENED:
                return f"opened evidence {self.evidence}"
            case Handling.COPIED_OUT:
                return f"copied evidence {self.evidence} out to {or_purged(self.to)}"
            case Handling.HANDED_OVER:
                thing = f"{self.thing} of evidence {self.evidence}" if self.thing is not None else self._piece()
                return f"handed {thing} to {or_purged(self.to)}"
        seal = f", sealed {self.seal}," if self.seal is not None else ""
        keeper = f", kept by {self.to}" if self.to is not None else ""
        return (
            f"put {or_purged(self.thing)} of evidence {self.evidence}{seal} outside the locker: "
            f"{or_purged(self.place)}{keeper}"
        )

    def _piece(self) -> str:
        return f"evidence {self.evidence}"


class EvidenceTermsChanged(Event):
    """What is on record of why a piece may be held and shown, who agreed, who could be harmed, and who may see it.

    All of it is told each time: what has no words here has none on record from then on.
    """

    action = Action.EVIDENCE_TERMS
    noun = "evidence"

    evidence: Subject
    was_consent: Before[Consent | None]
    was_risk: Before[Risk | None]
    was_visibility: Before[Visibility]
    consent: After[Consent | None]
    risk: After[Risk | None]
    visibility: After[Visibility]
    rights: Text
    consent_by: Text
    consent_extent: Text
    harmed: Text
    reason: Text

    fold = staticmethod(taking(EVIDENCE, "consent", "risk", "visibility"))

    def sentence(self, _: Names) -> str:
        return f"said of evidence {self.evidence} how it may be used: {'; '.join(self._parts())}"

    def _parts(self) -> list[str]:
        parts = [f"rights: {self.rights}"] if self.rights is not None else []
        if isinstance(self.consent, Consent):
            by = f" by {self.consent_by}" if self.consent_by is not None else ""
            extent = f", for {self.consent_extent}" if self.consent_extent is not None else ""
            parts.append(f"consent {self.consent.words}{by}{extent}")
        if isinstance(self.risk, Risk):
            harmed = f" for {self.harmed}" if self.harmed is not None else ""
            parts.append(f"risk {self.risk}{harmed}")
        was = f" (was {self.was_visibility})" if self.was_visibility is not self.visibility else ""
        return [*parts, f"visibility {self.visibility}{was}"]

    @staticmethod
    def kept(sealed: Sealed) -> dict[str, Column]:
        piece = sealed.subject[1]
        return {name: ("evidence", piece, name) for name in ("rights", "consent_by", "consent_extent", "harmed")}


class PackageExported(Event):
    """The record left as a package, with originals on record up to event ``events``.

    ``sha256`` is that of the file, ``protected`` whether pieces went along that are protected. Where parts of the
    record were withheld, ``withheld`` are the pieces whose bytes are not in it, and ``redacted`` those of which a copy
    is, with parts of it covered; of a whole record neither is told.
    """

    action = Action.PACKAGE_EXPORTED
    noun = "workspace"

    events: After[int]
    originals: After[int]
    sha256: After[str]
    protected: After[bool]
    file: Text
    reason: Text
    withheld: After[Sequence[int] | Absent] = ABSENT
    redacted: After[Sequence[int] | Absent] = ABSENT
    workspace: Subject = 1

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        """Nothing that the tables tell of changed."""

    def sentence(self, _: Names) -> str:
        along = ", protected pieces among them" if self.protected is True else ""
        of = "the record" if isinstance(self.withheld, Absent) else "parts of the record"
        without = _pieces(", without evidence {}", self.withheld) + _pieces(
            ", with redacted copies of evidence {}", self.redacted
        )
        return (
            f"exported {of} up to event {self.events} with {self.originals} originals{along}{without} "
            f"as {or_purged(self.file)}, SHA-256 {self.sha256}"
        )


def _pieces(words: str, numbers: Sequence[int] | Absent) -> str:
    return words.format(", ".join(map(str, numbers))) if numbers and not isinstance(numbers, Absent) else ""
