"""Read restatements and findings: all there were on claims, and those that stand."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from claimtrack.db.chunks import chunks
from claimtrack.db.models import Finding, Restatement
from claimtrack.db.once import having


def restatements(session: Session, claim_ids: Iterable[int]) -> Sequence[Restatement]:
    """Return every restatement of these claims, oldest first."""
    query = select(Restatement).options(joinedload(Restatement.written_by)).order_by(Restatement.id)
    return [
        row
        for some in chunks(having(session, "restatement", claim_ids))
        for row in session.scalars(query.where(Restatement.claim_id.in_(some)))
    ]


def findings(session: Session, claim_ids: Iterable[int]) -> Sequence[Finding]:
    """Return every finding on these claims, oldest first."""
    query = select(Finding).options(joinedload(Finding.written_by)).order_by(Finding.id)
    return [
        row
        for some in chunks(having(session, "finding", claim_ids))
        for row in session.scalars(query.where(Finding.claim_id.in_(some)))
    ]


def standing_restatement(session: Session, claim_id: int) -> Restatement | None:
    """Return the restatement of a claim that stands."""
    return session.scalar(select(Restatement).where(Restatement.claim_id == claim_id, Restatement.ended_at.is_(None)))


def standing_finding(session: Session, claim_id: int) -> Finding | None:
    """Return the finding on a claim that stands."""
    return session.scalar(select(Finding).where(Finding.claim_id == claim_id, Finding.ended_at.is_(None)))
