"""What desks say of claims in words of their own, through light-weight tables, as a listing shows it."""

from dataclasses import dataclass

from sqlalchemy import (
    Connection,
    DateTime,
    Integer,
    Select,
    TableClause,
    Text,
    column,
    select,
    table,
)

from claimtrack.vocabulary import Said, Status


def _table(name: str, *more: str) -> TableClause:
    words = (column(one, Text) for one in ("text", "of_words", *more))
    return table(name, column("claim_id", Integer), *words, column("ended_at", DateTime(timezone=True)))


restatement = _table("restatement")
finding = _table("finding", "rating", "status", "said")


@dataclass(frozen=True, slots=True)
class ListedRestatement:
    """A restatement that stands: its words, and a digest of those of the claim when it was written."""

    text: str
    of_words: str


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding that stands, and where the claim stood when it was written."""

    rating: str
    text: str
    of_words: str
    status: Status
    said: Said


def with_restatement(search: str | None = None) -> Select[int]:
    """Build the query for the numbers of the claims that are restated, or restated with these words."""
    query = select(restatement.c.claim_id).where(restatement.c.ended_at.is_(None))
    return query.where(restatement.c.text.icontains(search, autoescape=True)) if search is not None else query


def with_finding(ratings: tuple[str, ...] | None = None) -> Select[int]:
    """Build the query for the numbers of the claims with a finding, or with one of these ratings."""
    query = select(finding.c.claim_id).where(finding.c.ended_at.is_(None))
    return query.where(finding.c.rating.in_(ratings)) if ratings is not None else query


def ratings_given(connection: Connection) -> list[str]:
    """Return every rating that a finding that stands has, in the order of the alphabet."""
    query = select(finding.c.rating).where(finding.c.ended_at.is_(None)).distinct()
    return sorted(connection.scalars(query))
