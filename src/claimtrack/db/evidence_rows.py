"""Read single pieces of evidence, and what ties them to claims."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from claimtrack.db.chunks import chunks
from claimtrack.db.keys import may_be_key
from claimtrack.db.models import (
    Claim,
    Evidence,
    EvidenceLink,
    EvidenceReliesOn,
)
from claimtrack.db.once import having
from claimtrack.db.seen import hides_evidence
from claimtrack.vocabulary import Visibility


def evidence_sketches(session: Session, pieces: Iterable[int]) -> dict[int, bytes]:
    """Return the sketches of these pieces of evidence that have one."""
    wanted = set(pieces)
    if not wanted:
        return {}
    rows = session.execute(
        select(Evidence.id, Evidence.sketch).where(Evidence.id.in_(wanted), Evidence.sketch.is_not(None))
    )
    return {number: kept for number, kept in rows if kept is not None}


def evidence_short_runs(session: Session, pieces: Iterable[int]) -> dict[int, bytes]:
    """Return the sketches of the short runs of these pieces of evidence that have one."""
    wanted = set(pieces)
    if not wanted:
        return {}
    rows = session.execute(
        select(Evidence.id, Evidence.short_runs).where(Evidence.id.in_(wanted), Evidence.short_runs.is_not(None))
    )
    return {number: kept for number, kept in rows if kept is not None}


def pictures(session: Session) -> dict[int, bytes | None]:
    """Return every picture on record, captured ones too, with that by which its copies are known where that is kept."""
    rows = session.execute(
        select(Evidence.id, Evidence.looks)
        .where(or_(Evidence.media_type.like("image/%"), Evidence.looks.is_not(None)))
        .order_by(Evidence.id)
    )
    return dict(iter(rows))


def standing_claims(session: Session, pieces: Iterable[int]) -> dict[int, list[int]]:
    """Return for which claims each of these pieces of evidence stands, in order."""
    found: dict[int, list[int]] = {number: [] for number in pieces}
    for some in chunks(sorted(found)):
        rows = session.execute(
            select(EvidenceLink.evidence_id, EvidenceLink.claim_id)
            .where(EvidenceLink.evidence_id.in_(some), EvidenceLink.withdrawn_at.is_(None))
            .distinct()
            .order_by(EvidenceLink.claim_id)
        )
        for number, claim in rows:
            found[number].append(claim)
    return found


def evidence(session: Session, number: int) -> Evidence | None:
    """Return one piece of evidence."""
    if not may_be_key(number) or hides_evidence(session, number):
        return None
    return session.get(Evidence, number)


def pieces(session: Session, numbers: Iterable[int]) -> Sequence[Evidence]:
    """Return these pieces of evidence, in the order of their numbers, with whom they come from and rely on."""
    found: list[Evidence] = []
    for some in chunks(sorted(set(numbers))):
        found += session.scalars(
            select(Evidence)
            .where(Evidence.id.in_(some))
            .options(joinedload(Evidence.added_by), joinedload(Evidence.source), selectinload(Evidence.links))
            .order_by(Evidence.id)
        )
    return found


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


def all_evidence(
    session: Session, *, claims: Sequence[int] = (), limit: int | None = None, offset: int = 0
) -> Sequence[Evidence]:
    """Return the pieces of evidence, of these claims or of all, with what is shown of them; or one page of them."""
    query = (
        select(Evidence)
        .options(
            joinedload(Evidence.source),
            joinedload(Evidence.added_by),
            joinedload(Evidence.of_claim).joinedload(Claim.source),
            selectinload(Evidence.links).joinedload(EvidenceLink.claim),
            selectinload(Evidence.relied_on).joinedload(EvidenceReliesOn.source),
        )
        .order_by(Evidence.id)
        .offset(offset or None)
        .limit(limit)
    )
    return session.scalars(_of_claims(query, claims)).unique().all()


def evidence_count(session: Session, *, claims: Sequence[int] = ()) -> int:
    """Count the pieces of evidence, of these claims or of all."""
    return session.scalar(_of_claims(select(func.count()).select_from(Evidence), claims)) or 0


def _of_claims(query: Select[Any], claims: Sequence[int]) -> Select[Any]:
    if not claims:
        return query
    return query.where(Evidence.id.in_(select(EvidenceLink.evidence_id).where(EvidenceLink.claim_id.in_(claims))))


def standing_links(session: Session, claim_ids: Iterable[int]) -> Sequence[EvidenceLink]:
    """Return the links of these claims that were not withdrawn, in the order they were attached."""
    wanted = having(session, "evidence_link", claim_ids)
    if not wanted:
        return ()
    return session.scalars(
        select(EvidenceLink)
        .where(EvidenceLink.claim_id.in_(wanted), EvidenceLink.withdrawn_at.is_(None))
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


def pieces_seen_by(session: Session, visibility: Visibility) -> Sequence[int]:
    """Return the numbers of the pieces of this visibility, in order."""
    return session.scalars(select(Evidence.id).where(Evidence.visibility == visibility).order_by(Evidence.id)).all()
