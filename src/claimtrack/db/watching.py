"""Notice that somebody wrote, whichever process it was: SQLite counts it, PostgreSQL says it.

Nothing of it is on record: what was written is read from the events, and what is lost here is seen at the next look.
"""

import threading
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql import select

from claimtrack.db.engine import CHANGED, Database
from claimtrack.db.keys import may_be_key
from claimtrack.db.models import Article, Claim, Event
from claimtrack.errors import DatabaseTrouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HERE = "claimtrack_here"
"""The channel of PostgreSQL on which desks say who looks at what; a writer says on another that it wrote."""
_LOOK = 0.25
"""Seconds between two looks at SQLite's count of what others wrote; a look takes some microseconds."""


class Watch:
    """One connection that waits, for one thread."""

    def __init__(self, database: Database) -> None:
        """Begin to watch; what was written before is not noticed."""
        self._is_sqlite = database.is_sqlite
        raw = database.engine.raw_connection()
        driver: Any = raw.driver_connection
        self._driver = driver
        # Out of the pool's hands: it would roll back at the end, on a connection that may be lost.
        raw.detach()
        if self._is_sqlite:
            self._seen = self._version()
        else:
            driver.autocommit = True
            for channel in (CHANGED, HERE):
                driver.execute(f"LISTEN {channel}")

    def wait(self, seconds: float, stop: threading.Event) -> tuple[bool, list[str]]:
        """Wait for so long at most, or until ``stop`` is set; tells whether somebody wrote, and what desks said.

        Raises DatabaseTrouble where PostgreSQL is gone.
        """
        return self._counted(seconds, stop) if self._is_sqlite else self._heard(seconds)

    def close(self) -> None:
        """Watch no longer."""
        self._driver.close()

    def _counted(self, seconds: float, stop: threading.Event) -> tuple[bool, list[str]]:
        for _ in range(max(1, round(seconds / _LOOK))):
            found = self._version()
            if found != self._seen:
                self._seen = found
                return True, []
            if stop.wait(_LOOK):
                break
        return False, []

    def _version(self) -> int:
        return int(self._driver.execute("PRAGMA data_version").fetchone()[0])

    def _heard(self, seconds: float) -> tuple[bool, list[str]]:
        from psycopg import Error

        try:
            found = list(self._driver.notifies(timeout=seconds, stop_after=1))
        except Error as error:
            raise DatabaseTrouble(f"the database is gone: {error}") from error
        return (
            any(one.channel == CHANGED for one in found),
            [one.payload for one in found if one.channel == HERE],
        )


def say_here(database: Database, words: str) -> None:
    """Tell other desks on the same PostgreSQL who looks at what here; on SQLite nobody would hear it."""
    if not database.is_sqlite:
        with database.engine.begin() as connection:
            connection.execute(text("SELECT pg_notify(:channel, :words)"), {"channel": HERE, "words": words})


def limited_claims(session: Session, claims: "Iterable[int]") -> frozenset[int]:
    """Return those of these claims whose article is for some readers alone."""
    asked = [number for number in claims if may_be_key(number)]
    query = select(Claim.id).join(Article, Article.id == Claim.article_id)
    return frozenset(session.scalars(query.where(Claim.id.in_(asked), Article.readers.is_not(None))))


def limited_articles(session: Session) -> frozenset[int]:
    """Return the articles that are for some readers alone."""
    return frozenset(session.scalars(select(Article.id).where(Article.readers.is_not(None))))


def events_after(session: Session, number: int, *, most: int) -> "Sequence[Event]":
    """Return the newest events on claims behind one, with their words, oldest first, and no more than so many."""
    query = (
        select(Event)
        .where(Event.id > number, Event.claim_id.is_not(None))
        .options(joinedload(Event.reviewer), selectinload(Event.texts))
        .order_by(Event.id.desc())
        .limit(most)
    )
    return session.scalars(query).all()[::-1]
