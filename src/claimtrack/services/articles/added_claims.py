"""Claims that a person puts on record: found by hand, or split from another."""

from collections.abc import Sequence

from claimtrack.db import claim_inserts
from claimtrack.db.models import Claim, Snapshot, Source
from claimtrack.events.claims import ClaimRecorded
from claimtrack.services.articles.put_on_record import (
    PARTICULARS,
    Hop,
    anchors,
    hop_rows,
    relays,
    told_chain,
    worded,
)
from claimtrack.services.desk import Act
from claimtrack.services.marks.doubts import doubts_placed, doubts_told
from claimtrack.vocabulary import ClaimOrigin, Firsthand, Said, Status


def new_claim(
    act: Act, snapshot: Snapshot, spans: list[list[int]], *, speaker: Source | None, origin: ClaimOrigin
) -> Claim:
    """Return a claim, not yet on record, that a person found at these spans."""
    prefix, suffix = anchors(snapshot.text, spans)
    return Claim(
        article_id=snapshot.article_id,
        snapshot_id=snapshot.id,
        source=speaker,
        text=worded(snapshot.text, spans),
        spans=spans,
        prefix=prefix,
        suffix=suffix,
        own_voice=False,
        headline=False,
        checkable=True,
        hedged=False,
        firsthand=Firsthand.UNKNOWN,
        origin=origin,
        status=Status.UNVERIFIED,
        said=Said.UNCHECKED,
        overridden=False,
        version=1,
        created_at=act.at,
        changed_at=act.at,
    )


def put_claim_on_record(act: Act, claim: Claim, hops: Sequence[Hop], *, split_from: Claim | None = None) -> None:
    """Insert a claim with its chain, and the event; a half has the doubts of the claim that it was ``split_from``."""
    act.session.add(claim)
    act.session.flush()
    claim_inserts.insert_hops(act.session, hop_rows(claim.id, hops))
    happened = ClaimRecorded(
        claim=claim.id,
        article=claim.article_id,
        snapshot=claim.snapshot_id,
        source=claim.source_id,
        spans=claim.spans,
        checkable=claim.checkable,
        own_voice=claim.own_voice,
        origin=claim.origin,
        split_from=split_from.id if split_from is not None else None,
        status=claim.status,
        said=claim.said,
        caveats=len(split_from.caveats) if split_from is not None else 0,
        doubts=doubts_told(split_from) if split_from is not None else [],
        doubts_at=doubts_placed(split_from) if split_from is not None else [],
        relays=relays(hops),
        links=[],
        **told_chain(hops),
        inside=claim.inside_id,
        **{name: getattr(claim, name) for name in PARTICULARS},
    )
    act.changes.append(happened)
