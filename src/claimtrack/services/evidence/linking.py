"""One piece and one claim: that the one is attached to the other, what it does there, and that it is so once."""

import hashlib
from collections.abc import Sequence

from claimtrack.db import evidence_rows
from claimtrack.db.models import Claim, Evidence, EvidenceLink
from claimtrack.errors import ForbiddenMove
from claimtrack.events.event import ABSENT
from claimtrack.events.evidence import EvidenceAttached
from claimtrack.remedies import Blank, Step, do
from claimtrack.services.claims import begin_review, changed
from claimtrack.services.desk import Act
from claimtrack.services.evidence.offers import Bearing, Passage
from claimtrack.vocabulary import Serves


def refuse_doubles(act: Act, piece: Evidence, claims: Sequence[Claim], serves: Serves) -> None:
    """Raise ForbiddenMove for the one claim that has the piece; of several, the others may still get it."""
    if len(claims) == 1:
        refuse_double(act, piece, claims[0], serves)


def refuse_double(act: Act, piece: Evidence, claim: Claim, serves: Serves) -> None:
    """Raise ForbiddenMove for a piece that stands for a claim already, in the same question."""
    standing = evidence_rows.standing_links(act.session, [claim.id])
    if any(link.evidence_id == piece.id and link.serves is serves for link in standing):
        raise ForbiddenMove(
            f"evidence {piece.id} is attached to claim {claim.id} already; to change what it does there, "
            + do(Step.EVIDENCE_WITHDRAW, piece.id, claim=claim.id, reason=Blank.TEXT)
            + " first"
        )


def attach_to(
    act: Act, claim: Claim, piece: Evidence, bearing: Bearing, passage: Passage, relying_on: Sequence[int]
) -> None:
    """Attach a piece to a claim with what it does there, and put that on record; raises as ``refuse_double``."""
    refuse_double(act, piece, claim, bearing.serves)
    begin_review(act, claim)
    link = EvidenceLink(
        evidence=piece,
        claim=claim,
        stance=bearing.stance,
        serves=bearing.serves,
        basis=bearing.basis,
        note=bearing.note,
        excerpt=passage.text,
        excerpt_start=passage.start,
        excerpt_end=passage.end,
        page=passage.page,
        charset=passage.charset,
        added_by_id=act.reviewer.id,
        added_at=act.at,
        credibility=bearing.credibility,
    )
    act.session.add(link)
    act.session.flush()
    happened = EvidenceAttached(
        evidence=piece.id,
        claim=claim.id,
        link=link.id,
        digest=piece.digest,
        size=piece.size,
        media_type=piece.media_type,
        source=piece.source_id,
        of_claim=piece.of_claim_id,
        stance=bearing.stance,
        serves=bearing.serves,
        basis=bearing.basis,
        excerpt=(passage.start, passage.end) if passage.start is not None else None,
        page=passage.page,
        relying_on=relying_on,
        credibility=bearing.credibility,
        dated=bearing.dated,
        sketch=hashlib.sha256(piece.sketch).hexdigest() if piece.sketch is not None else None,
        short_runs=hashlib.sha256(piece.short_runs).hexdigest() if piece.short_runs is not None else None,
        looks=hashlib.sha256(piece.looks).hexdigest() if piece.looks is not None else ABSENT,
        dated_shown=piece.dated_shown if bearing.dated is not None else ABSENT,
        why_dated=piece.dated_because if bearing.dated is not None else None,
        name=piece.name,
        url=piece.url,
        note=bearing.note,
        excerpt_=passage.text,
        charset=passage.charset,
    )
    changed(act, claim, happened)


def as_there(link: EvidenceLink) -> tuple[Bearing, Passage]:
    """Return what a piece does for a claim, to be said of another one as well."""
    bearing = Bearing(
        link.stance, link.basis, source=None, serves=link.serves, note=link.note, credibility=link.credibility
    )
    return bearing, Passage(link.excerpt, link.excerpt_start, link.excerpt_end, link.page, link.charset)
