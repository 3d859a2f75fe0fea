"""The claims of one article as they are marked in its text: where they stand, and how."""

from typing import NamedTuple

from sqlalchemy import case, func, select, tuple_
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


_COLUMNS = (
    Claim.id,
    Claim.text,
    Claim.spans,
    Claim.snapshot_id,
    Claim.own_voice,
    Claim.checkable,
    Claim.status,
    Claim.overridden,
)
_FIRST = Claim.spans[(0, 0)].as_integer()
"""Where a claim begins, as the database reads it: to read ten thousand claims and leave most takes a second."""
_LONGEST = 20_000
"""A claim that is marked in a part of a text begins in it, or so many characters before it at most."""


def outlined_between(session: Session, article: int, snapshot: int, low: int, high: int) -> list[OutlinedRow]:
    """Return the claims that stand between two places of a text, in the order of the text."""
    query = (
        select(*_COLUMNS)
        .where(Claim.article_id == article, Claim.snapshot_id == snapshot)
        .where(low - _LONGEST <= _FIRST, high > _FIRST)
    )
    rows = [OutlinedRow(*row) for row in session.execute(query)]
    return sorted((row for row in rows if row.spans[-1][1] > low), key=lambda row: (row.spans, row.number))


def outlined_elsewhere(session: Session, article: int, snapshot: int, *, most: int) -> list[OutlinedRow]:
    """Return the claims that an article's text no longer holds, by number, and no more than so many."""
    query = (
        select(*_COLUMNS)
        .where(Claim.article_id == article, Claim.snapshot_id != snapshot)
        .order_by(Claim.id)
        .limit(most)
    )
    return [OutlinedRow(*row) for row in session.execute(query)]


def beside(session: Session, article: int, snapshot: int, claim: int) -> tuple[int | None, int | None]:
    """Return the claims before and behind one in the order of the text; those that it lacks come last."""
    lacks = case((Claim.snapshot_id == snapshot, 0), else_=1)
    place = (lacks, case((Claim.snapshot_id == snapshot, _FIRST), else_=0), Claim.id)
    here = select(*place).where(Claim.id == claim)
    at = session.execute(here).one()
    key = tuple_(*place)
    others = select(Claim.id).where(Claim.article_id == article)
    before = session.scalar(others.where(key < tuple(at)).order_by(*(part.desc() for part in place)).limit(1))
    behind = session.scalar(others.where(key > tuple(at)).order_by(*place).limit(1))
    return before, behind


class StandingCount(NamedTuple):
    """How many claims of an article stand alike."""

    status: Status
    checkable: bool
    overridden: bool
    number: int


def standings(session: Session, article: int) -> list[StandingCount]:
    """Count the claims of an article by how they stand."""
    columns = (Claim.status, Claim.checkable, Claim.overridden)
    query = select(*columns, func.count()).where(Claim.article_id == article).group_by(*columns)
    return [StandingCount(*row) for row in session.execute(query)]
