"""Which pieces of evidence are protected: left out of what leaves the desk, unless somebody says otherwise."""

from sqlalchemy.orm import Session

from claimtrack.db import evidence_rows
from claimtrack.services.desk import Desk, reading
from claimtrack.vocabulary import Visibility


def protected(session: Session) -> frozenset[int]:
    """Return the numbers of the pieces that are protected now."""
    return frozenset(evidence_rows.pieces_seen_by(session, Visibility.PROTECTED))


def left_out(desk: Desk, article: int | None) -> frozenset[int]:
    """Return the protected pieces that a report on an article, or on all, leaves out."""
    with reading(desk) as session:
        found = evidence_rows.pieces(session, protected(session))
        return frozenset(
            piece.id for piece in found if any(article in (None, link.claim.article_id) for link in piece.links)
        )


def named(pieces: frozenset[int]) -> str:
    """Name these pieces in a sentence."""
    return f"evidence {', '.join(map(str, sorted(pieces)))}"
