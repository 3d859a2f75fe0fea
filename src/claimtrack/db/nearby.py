"""Who is near a claim: those who speak in its article, and those from whom its evidence comes."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from claimtrack.db.models import Attribution, Claim, ClaimParty, Evidence, EvidenceLink, Source
from claimtrack.vocabulary import HopRole

_NEAREST = 200
"""Claims whose speakers are looked at: to read those of ten thousand takes a second, and nobody scrolls so far."""


def speakers_of(session: Session, article: int, *, near: int) -> list[tuple[int, list[list[int]], int, str]]:
    """Return who says or relays a claim of an article: the claim's number and spans, the source's number and name.

    The outlet itself, which carries them all, is left out, and so is what stands far from ``near`` in a long text.
    """
    away = func.abs(func.coalesce(Claim.spans[(0, 0)].as_integer(), 0) - near)
    nearest = select(Claim.id).where(Claim.article_id == article).order_by(away, Claim.id).limit(_NEAREST)
    rows = session.execute(
        select(Claim.id, Claim.spans, Source.id, Source.name)
        .join(Attribution, Attribution.claim_id == Claim.id)
        .join(Source, Source.id == func.coalesce(_MERGED, Attribution.source_id))
        .where(Claim.id.in_(nearest), Attribution.role != HopRole.OUTLET)
        .order_by(Claim.id, Attribution.hop)
    )
    return [(claim, spans, number, name) for claim, spans, number, name in rows]


_MERGED = (
    select(Source.merged_into_id).where(Source.id == Attribution.source_id).correlate(Attribution).scalar_subquery()
)


def sources_of(session: Session, claim: int) -> list[int]:
    """Return the numbers of those with a part in a claim: its evidence first, then who says it, and its parties."""
    queries = (
        select(Evidence.source_id)
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .where(EvidenceLink.claim_id == claim, EvidenceLink.withdrawn_at.is_(None))
        .order_by(EvidenceLink.id),
        select(Attribution.source_id).where(Attribution.claim_id == claim).order_by(Attribution.hop),
        select(ClaimParty.source_id).where(ClaimParty.claim_id == claim).order_by(ClaimParty.id),
    )
    found = (number for query in queries for (number,) in session.execute(query))
    return list(dict.fromkeys(number for number in found if number is not None))


def standing_names(session: Session, numbers: Iterable[int]) -> dict[int, str]:
    """Return the names of sources by number; of a merged one, that of the source that it stands for."""
    merged = select(Source.id, Source.merged_into_id).where(Source.id.in_(wanted := list(numbers)))
    stands_for = {row.id: row.merged_into_id or row.id for row in session.execute(merged)}
    rows = select(Source.id, Source.name).where(Source.id.in_(set(stands_for.values())))
    names = {row.id: row.name for row in session.execute(rows)}
    return {number: names[stands_for[number]] for number in wanted if number in stands_for}
