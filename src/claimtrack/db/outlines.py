"""The claims of one article as they are marked in its text: where they stand, and how."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.db.models import Claim
from claimtrack.vocabulary import Status


class OutlinedRow(NamedTuple):
    """One claim of an article; ``spans`` are in code points into the text of ``snapshot``."""

    number: int
    text: str
    spans: list[list[int]]
    snapshot: int
    own_voice: bool | None
    checkable: bool
    status: Status
    overridden: bool


def outlined(session: Session, article: int) -> list[OutlinedRow]:
    """Return all claims of an article, by number; one query, however many there are."""
    rows = session.execute(
        select(
            Claim.id,
            Claim.text,
            Claim.spans,
            Claim.snapshot_id,
            Claim.own_voice,
            Claim.checkable,
            Claim.status,
            Claim.overridden,
        )
        .where(Claim.article_id == article)
        .order_by(Claim.id)
    )
    return [OutlinedRow(*row) for row in rows]
