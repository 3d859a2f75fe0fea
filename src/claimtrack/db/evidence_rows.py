"""Read single pieces of evidence, and what ties them to claims."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from claimtrack.db.keys import may_be_key
from claimtrack.db.models import (
    Evidence,
    EvidenceLink,
)


def evidence_sketches(session: Session, pieces: Iterable[int]) -> dict[int, bytes]:
    """Return the sketches of these pieces of evidence that have one."""
    rows = session.execute(
        select(Evidence.id, Evidence.sketch).where(Evidence.id.in_(set(pieces)), Evidence.sketch.is_not(None))
    )
    return {number: kept for number, kept in rows if kept is not None}


def evidence_short_runs(session: Session, pieces: Iterable[int]) -> dict[int, bytes]:
    """Return the sketches of the short runs of these pieces of evidence that have one."""
    rows = session.execute(
        select(Evidence.id, Evidence.short_runs).where(Evidence.id.in_(set(pieces)), Evidence.short_runs.is_not(None))
    )
    return {number: kept for number, kept in rows if kept is not None}


def evidence(session: Session, number: int) -> Evidence | None:
    """Return one piece of evidence."""
    return session.get(Evidence, number) if may_be_key(number) else None


def evidence_with_digest(session: Session, digest: str) -> Evidence | None:
    """Find the piece whose bytes have this digest."""
    return session.scalar(select(Evidence).where(Evidence.digest == digest))


@dataclass(frozen=True, slots=True)
class EvidenceNumber:
    """What tells one piece of evidence from the others."""

    number: int
    digest: str
    name: str


def evidence_numbers(session: Session) -> Iterator[EvidenceNumber]:
    """Yield every piece, one by one."""
    query = select(Evidence.id, Evidence.digest, Evidence.name).order_by(Evidence.id)
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for number, digest, name in rows:
            yield EvidenceNumber(number, digest, name)


def all_evidence(session: Session, *, claim: int | None = None) -> Sequence[Evidence]:
    """Return the pieces of evidence, of one claim or of all, with their links."""
    query = (
        select(Evidence)
        .options(joinedload(Evidence.source), selectinload(Evidence.links), joinedload(Evidence.added_by))
        .order_by(Evidence.id)
    )
    if claim is not None:
        query = query.where(Evidence.id.in_(select(EvidenceLink.evidence_id).where(EvidenceLink.claim_id == claim)))
    return session.scalars(query).unique().all()


def standing_links(session: Session, claim_ids: Iterable[int]) -> Sequence[EvidenceLink]:
    """Return the links of these claims that were not withdrawn, in the order they were attached."""
    return session.scalars(
        select(EvidenceLink)
        .where(EvidenceLink.claim_id.in_(list(claim_ids)), EvidenceLink.withdrawn_at.is_(None))
        .options(
            joinedload(EvidenceLink.evidence).options(joinedload(Evidence.source), selectinload(Evidence.relied_on))
        )
        .order_by(EvidenceLink.id)
    ).all()


def excerpted_links(session: Session, evidence_id: int) -> Sequence[EvidenceLink]:
    """Return the standing links of one piece that quote a passage of it."""
    return session.scalars(
        select(EvidenceLink)
        .where(
            EvidenceLink.evidence_id == evidence_id,
            EvidenceLink.excerpt.is_not(None),
            EvidenceLink.withdrawn_at.is_(None),
        )
        .order_by(EvidenceLink.id)
    ).all()
