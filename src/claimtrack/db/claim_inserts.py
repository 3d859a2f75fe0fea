"""Bulk inserts of what an engine found: claims, hops, caveats and links, a few statements for a whole article."""

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.orm import Session

from claimtrack.db.base import Base
from claimtrack.db.models import Attribution, Caveat, Claim, ClaimLink
from claimtrack.vocabulary import LinkOrigin, LinkState

Row = Mapping[str, object]


def insert_claims(session: Session, rows: Sequence[Row]) -> list[int]:
    """Insert claims and give their numbers, in the order of the rows."""
    if not rows:
        return []
    statement = insert(Claim.__table__).returning(Claim.__table__.c.id, sort_by_parameter_order=True)  # type: ignore[arg-type] # __table__ is a Table
    return list(session.connection().execute(statement, rows).scalars())


def insert_hops(session: Session, rows: Sequence[Row]) -> None:
    """Insert the hops of claims' chains."""
    _insert(session, Attribution, rows)


def replace_hops(session: Session, claim: int, rows: Sequence[Row]) -> None:
    """Return a claim another chain; what it was stays in the events."""
    session.execute(delete(Attribution).where(Attribution.claim_id == claim))
    insert_hops(session, rows)


def insert_caveats(session: Session, rows: Sequence[Row]) -> None:
    """Insert the caveats on claims."""
    _insert(session, Caveat, rows)


def replace_caveats(session: Session, claim: int, rows: Sequence[Row]) -> None:
    """Return a claim other caveats; what they were stays in the events."""
    session.execute(delete(Caveat).where(Caveat.claim_id == claim))
    insert_caveats(session, rows)


def insert_claim_links(session: Session, rows: Sequence[Row]) -> list[int]:
    """Insert links between claims that the machine found and nobody has judged; gives their numbers in that order."""
    found = {"origin": LinkOrigin.MACHINE, "state": LinkState.PROPOSED}
    if not rows:
        return []
    statement = insert(ClaimLink.__table__).returning(ClaimLink.__table__.c.id, sort_by_parameter_order=True)  # type: ignore[arg-type] # __table__ is a Table
    return list(session.connection().execute(statement, [{**row, **found} for row in rows]).scalars())


def _insert(session: Session, mapped: type[Base], rows: Sequence[Row]) -> None:
    if rows:
        session.connection().execute(insert(mapped), rows)


def nest_claims(session: Session, pairs: Sequence[Mapping[str, int]]) -> None:
    """Note, for each pair of claim numbers, that ``claim`` stands inside the words of ``outer``."""
    if pairs:
        table = Claim.__table__
        statement = update(table).where(table.c.id == bindparam("claim")).values(inside_id=bindparam("outer"))  # type: ignore[arg-type] # __table__ is a Table
        session.connection().execute(statement, pairs)
