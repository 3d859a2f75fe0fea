"""Read what was timestamped, and what the authorities answered."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from claimtrack.db.chunks import chunks
from claimtrack.db.keys import may_be_key
from claimtrack.db.models import Event, Evidence, Manifest, ManifestFile, Reply, Snapshot, Stamp
from claimtrack.events.actions import Action

_OF_STAMPS = (
    Action.MANIFEST_MADE,
    Action.STAMP_FAILED,
    Action.STAMP_RECEIVED,
    Action.STAMP_REQUESTED,
    Action.STAMP_WITHDRAWN,
)


def stamp(session: Session, number: int) -> Stamp | None:
    """Return one timestamp with its manifest."""
    return session.get(Stamp, number) if may_be_key(number) else None


def stamps(session: Session, *, pending: bool = False) -> Sequence[Stamp]:
    """Return every timestamp with its manifest, in the order in which they were asked for, or those still pending."""
    query = select(Stamp).options(joinedload(Stamp.manifest)).order_by(Stamp.id)
    if pending:
        query = query.where(Stamp.answer_digest.is_(None), Stamp.withdrawn_at.is_(None))
    return session.scalars(query).all()


def manifests(session: Session) -> Sequence[Manifest]:
    """Return every manifest, oldest first."""
    return session.scalars(select(Manifest).order_by(Manifest.id)).all()


def newest_manifest(session: Session) -> Manifest | None:
    """Return the newest manifest that some timestamp still is over."""
    asked = exists().where(Stamp.manifest_id == Manifest.id, Stamp.withdrawn_at.is_(None))
    return session.scalar(select(Manifest).where(asked).order_by(Manifest.id.desc()).limit(1))


def files_of(session: Session, manifest: int) -> list[str]:
    """Return the digests that the table has for a manifest, in their order."""
    query = select(ManifestFile.digest).where(ManifestFile.manifest_id == manifest).order_by(ManifestFile.digest)
    return list(session.scalars(query))


def unstamped(session: Session) -> list[str]:
    """Return the digests of the files of articles, evidence and replies that no standing timestamp is over."""
    stamped = select(ManifestFile.digest).join(Stamp, Stamp.manifest_id == ManifestFile.manifest_id)
    covered = set(session.scalars(stamped.where(Stamp.withdrawn_at.is_(None)).distinct()))
    columns = (Snapshot.digest, Evidence.digest, Reply.text_digest, Reply.answer_digest)
    named = {found for column in columns for found in session.scalars(select(column)) if found is not None}
    return sorted(named - covered)


def done_since(session: Session, number: int) -> int:
    """Count the events after one that tell of anything but timestamps."""
    query = select(func.count()).select_from(Event).where(Event.id > number, Event.action.not_in(_OF_STAMPS))
    return session.scalar(query) or 0


def over(session: Session, digests: Iterable[str], *, until: datetime | None = None) -> dict[str, list[Stamp]]:
    """Give, by digest, the timestamps that were asked for over manifests that name it, up to a moment."""
    found: dict[str, list[Stamp]] = {}
    for some in chunks(sorted(set(digests))):
        query = (
            select(ManifestFile.digest, Stamp)
            .join(Stamp, Stamp.manifest_id == ManifestFile.manifest_id)
            .where(ManifestFile.digest.in_(some), *_standing(until))
            .order_by(Stamp.id)
        )
        for digest, row in session.execute(query):
            found.setdefault(digest, []).append(row)
    return found


def standing(session: Session, *, until: datetime | None = None) -> Sequence[Stamp]:
    """Return the timestamps that stood at a moment, or stand now."""
    query = select(Stamp).options(joinedload(Stamp.manifest)).where(*_standing(until)).order_by(Stamp.id)
    return session.scalars(query).all()


def _standing(until: datetime | None) -> list[ColumnElement[bool]]:
    if until is None:
        return [Stamp.withdrawn_at.is_(None)]
    return [Stamp.requested_at <= until, or_(Stamp.withdrawn_at.is_(None), Stamp.withdrawn_at > until)]
