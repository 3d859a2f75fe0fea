"""A piece that is brought along with something else: attached, and its source looked up, in one change."""

from dataclasses import dataclass

from claimtrack.db import evidence_rows
from claimtrack.db.models import Source
from claimtrack.errors import ForbiddenMove, InvalidInput, says_why
from claimtrack.remedies import Blank, Field
from claimtrack.services.claims import Seen, still_as_seen
from claimtrack.services.desk import Act
from claimtrack.services.evidence.attachments import Attached, attach, refuse_other_source, source_of, stands_for
from claimtrack.services.evidence.offers import Examined
from claimtrack.services.sources import relations
from claimtrack.services.sources.sources import named_by_hand
from claimtrack.services.weighing.consequences import Reopened
from claimtrack.vocabulary import RelationKind, SpeakerKind


@dataclass(frozen=True, slots=True)
class Brought:
    """A piece that is brought along, and what is known of its source.

    ``unaffiliated`` says how it is known that the source belongs to nobody, ``part_of`` names whom it belongs to.
    """

    examined: Examined
    unaffiliated: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """What became of it: None where it was attached to each of the claims before.

    ``held`` is then, and where it was to some of them, its number: there it is left as it is.
    """

    attached: Attached | None
    held: int | None
    reopened: tuple[Reopened, ...]


def bring(act: Act, seen: Seen, brought: Brought) -> Attachment:
    """Attach a piece to claims and put on record what is known of its source; raises as ``attach`` and those do."""
    if brought.unaffiliated is not None and brought.part_of is not None:
        raise InvalidInput(
            "a source that belongs to somebody is not without ties; say "
            + Field("part_of")
            + " or "
            + Field("unaffiliated")
        )
    waiting = _waiting(act, seen, brought.examined)
    attached = attach(act, waiting, brought.examined) if waiting.versions else None
    reopened = list(attached.reopened) if attached is not None else []
    reopened += _look_up(act, brought)
    piece = evidence_rows.evidence_with_digest(act.session, brought.examined.digest)
    held = piece.id if piece is not None and len(waiting.versions) < len(seen.versions) else None
    return Attachment(attached, held, tuple(reopened))


def _waiting(act: Act, seen: Seen, examined: Examined) -> Seen:
    """Return those of the claims to which the piece is not attached yet."""
    claims = still_as_seen(act, seen)
    piece = evidence_rows.evidence_with_digest(act.session, examined.digest)
    if piece is None:
        return seen
    held = {claim.id for claim in stands_for(act, piece, claims, examined.bearing.serves)}
    if held:
        refuse_other_source(act, piece, source_of(act, examined.bearing, claims[0]))
    return Seen({number: version for number, version in seen.versions.items() if number not in held})


def _look_up(act: Act, brought: Brought) -> list[Reopened]:
    """Put on record what is known of whom the piece comes from."""
    source = _source(act, brought)
    if source is None or (brought.unaffiliated is None and brought.part_of is None):
        return []
    if brought.part_of is None:
        if not says_why(brought.unaffiliated):
            raise ForbiddenMove(
                "that it belongs to nobody takes words on how you know, of three letters at least; say "
                + Field("unaffiliated", Blank.TEXT)
            )
        return relations.unaffiliated(act, str(source.id), because=brought.unaffiliated)[1]
    bearing = brought.examined.bearing
    owner = named_by_hand(
        act,
        brought.part_of,
        article=None,
        new=bearing.new_source,
        kind=SpeakerKind.NONE,
        field="part_of",
        # Named in one breath, the two are two: "Red Crescent" of "Red Cross and Red Crescent Movement".
        besides=[source.id],
    )
    named = relations.Named(str(source.id), RelationKind.PART_OF, str(owner.id))
    return relations.relate(act, named, relations.Particulars())[1]


def _source(act: Act, brought: Brought) -> Source | None:
    piece = evidence_rows.evidence_with_digest(act.session, brought.examined.digest)
    return piece.source if piece is not None else None
