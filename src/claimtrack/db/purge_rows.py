"""Rows that a purge looks at and changes."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, bindparam, select, text, update
from sqlalchemy.exc import DBAPIError

from claimtrack.db.chain import as_told
from claimtrack.db.chunks import chunks
from claimtrack.db.engine import BUSY_SECONDS, Database
from claimtrack.db.models import Attribution, Caveat, Event, EventText, EvidenceLink, Note, Snapshot
from claimtrack.db.words import Place
from claimtrack.events.claims import told_doubt
from claimtrack.events.forms import Sealed
from claimtrack.events.purges import NO_SALT

_AT_ONCE = 500


def texts(connection: Connection, *, event: int | None = None) -> Iterator[tuple[int, Sealed, str, str]]:
    """Yield the words of events that are there, oldest first: the number, what was sealed, the field, the words."""
    query = (
        select(Event.id, Event.body, EventText.field, EventText.text)
        .join(EventText, EventText.event_id == Event.id)
        .where(EventText.salt != NO_SALT)
        .order_by(Event.id, EventText.field)
    )
    if event is not None:
        query = query.where(Event.id == event)
    with connection.execute(query.execution_options(yield_per=_AT_ONCE)) as rows:
        for number, body, field, said in rows:
            yield number, as_told(number, body), field, said


def loose_words(connection: Connection, claim: int) -> Iterator[Place]:
    """Yield where the words of a claim's chain stand that have no place in the article."""
    query = select(
        Attribution.id, Attribution.words, Attribution.source_spans, Attribution.cue, Attribution.cue_spans
    ).where(Attribution.claim_id == claim)
    for number, words, at, cue, cue_at in connection.execute(query):
        for column, said, spans in (("words", words, at), ("cue", cue, cue_at)):
            if said and not spans:
                yield Place("attribution", (number,), column)


def same_words(connection: Connection, claim: int, said: str) -> Iterator[Place]:
    """Yield the notes and doubts of a claim that have just these words."""
    for table, column in ((Note, Note.text), (Caveat, Caveat.text)):
        for number in connection.scalars(select(table.id).where(table.claim_id == claim, column == said)):
            yield Place(table.__tablename__, (number,), "text")


def links_of(connection: Connection, evidence: int) -> list[int]:
    """Return the numbers of what a piece of evidence does for claims."""
    return list(connection.scalars(select(EvidenceLink.id).where(EvidenceLink.evidence_id == evidence)))


def digests_of(connection: Connection, snapshots: Iterable[int]) -> list[str]:
    """Return the digests of the original bytes of snapshots."""
    return list(connection.scalars(select(Snapshot.digest).where(Snapshot.id.in_(list(snapshots)))))


def text_of(connection: Connection, snapshot: int) -> str:
    """Return the text of a snapshot."""
    return connection.scalars(select(Snapshot.text).where(Snapshot.id == snapshot)).one()


def claims_of_doubts(connection: Connection, caveats: Iterable[int]) -> set[int]:
    """Return the claims that these doubts are about."""
    return {
        claim
        for some in chunks(caveats)
        for claim in connection.scalars(select(Caveat.claim_id).where(Caveat.id.in_(some)))
    }


def doubts(connection: Connection, claims: Iterable[int]) -> list[list[Any]]:
    """Return what events tell of the doubts of these claims, each as ``[claim, doubts]``."""
    found = []
    for some in chunks(sorted(set(claims))):
        query = select(Caveat).where(Caveat.claim_id.in_(some)).order_by(Caveat.claim_id, Caveat.id)
        by_claim: dict[int, list[Any]] = {}
        for row in connection.execute(query).mappings():
            told = told_doubt(
                row["kind"].value, row["confidence"], row["origin"].value, row["state"].value, row["text"], row["by"]
            )
            by_claim.setdefault(row["claim_id"], []).append(told)
        found += [[claim, told] for claim, told in sorted(by_claim.items())]
    return found


def put_texts(connection: Connection, values: Iterable[tuple[int, str, str]]) -> None:
    """Let fields of events have other words, and no salt; the caller has lifted what keeps them from being changed."""
    statement = (
        update(EventText)
        .where(EventText.event_id == bindparam("its_event"), EventText.field == bindparam("its_field"))
        .values(text=bindparam("new_text"), salt=NO_SALT)
    )
    for some in chunks(values):
        connection.execute(
            statement, [{"its_event": event, "its_field": field, "new_text": said} for event, field, said in some]
        )


def put_text_digest(connection: Connection, snapshot: int, digest: str) -> None:
    """Let a snapshot's text be the one with this digest."""
    connection.execute(update(Snapshot).where(Snapshot.id == snapshot).values(text_sha256=digest))


def forget(database: Database, tables: Iterable[str]) -> bool:
    """Write the database anew, so that nothing that went is left in its free pages, nor in SQLite's journal.

    Tells whether that was done: it cannot be where the user may not, or somebody reads for too long. PostgreSQL's
    write-ahead log, its archive and its replicas have a life of their own.
    """
    try:
        if database.is_sqlite:
            with closing(sqlite3.connect(str(database.url.database), BUSY_SECONDS, isolation_level=None)) as file:
                file.execute("PRAGMA secure_delete=ON")
                file.execute("VACUUM")
                busy, *_ = file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                return not busy
        with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            for table in sorted(set(tables)):
                connection.execute(text(f'VACUUM (FULL) "{table}"'))
    except (sqlite3.Error, DBAPIError):
        return False
    return True
