"""Read the keys that sign heads, and which desk cosigned whose."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from claimtrack.db.models import Cosignature, HeadKey


def keys(session: Session) -> Sequence[HeadKey]:
    """Return every key, in the order in which they came on record."""
    return session.scalars(select(HeadKey).order_by(HeadKey.id)).all()


def key_in_force(session: Session, name: str) -> HeadKey | None:
    """Return the newest key of that name."""
    return session.scalar(select(HeadKey).where(HeadKey.name == name).order_by(HeadKey.id.desc()).limit(1))


def key_of(session: Session, public: str) -> HeadKey | None:
    """Return the key with these bytes, in hexadecimal digits."""
    return session.scalar(select(HeadKey).where(HeadKey.public == public))


def cosignatures(session: Session, *, until: datetime | None = None) -> Sequence[Cosignature]:
    """Return every cosignature with its keys, in the order in which they came on record, up to a moment."""
    query = select(Cosignature).options(joinedload(Cosignature.log), joinedload(Cosignature.witness))
    if until is not None:
        query = query.where(Cosignature.made_at <= until)
    return session.scalars(query.order_by(Cosignature.id)).all()


def largest(session: Session, name: str, *, ours: bool) -> Cosignature | None:
    """Return the cosignature over the largest head of the log of that name, the newest of these.

    ``ours`` asks for this desk's own log, of which others are witnesses; else this desk is the witness.
    """
    query = (
        select(Cosignature)
        .join(HeadKey, Cosignature.log_id == HeadKey.id)
        .where(HeadKey.name == name, HeadKey.ours == ours)
        .order_by(Cosignature.size.desc(), Cosignature.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def witnessed_sizes(session: Session) -> list[int]:
    """Return how many events the largest head has that each witness of this desk's log cosigned, each number once."""
    query = (
        select(func.max(Cosignature.size))
        .join(HeadKey, Cosignature.log_id == HeadKey.id)
        .where(HeadKey.ours)
        .group_by(Cosignature.witness_id)
    )
    return sorted(set(session.scalars(query)))
