"""Sessions: one that reads a consistent state, one that writes it, alone."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from claimtrack.db.engine import CHANGED, WRITE_LOCK, Database
from claimtrack.db.seen import mark


@contextmanager
def within(connection: Connection) -> Iterator[Session]:
    """Open a session that reads what an open connection sees."""
    with Session(connection, autoflush=False, join_transaction_mode="rollback_only") as session:
        yield session


@contextmanager
def reading(database: Database) -> Iterator[Session]:
    """Open a session that sees one state of the database and keeps nothing of what is done in it."""
    with (
        database.connect() as connection,
        connection.begin() as transaction,
        Session(connection, expire_on_commit=False, autoflush=False) as session,
    ):
        yield session
        transaction.rollback()


@contextmanager
def writing(database: Database) -> Iterator[Session]:
    """Open a session whose changes are committed together at the end, or not at all.

    One writer at a time: the chain of events has one end, and two who hold rows and wait for it would wait forever.
    On SQLite the transaction begins as a writer, on PostgreSQL it waits for an advisory lock first.
    """
    engine = database.engine.execution_options(claimtrack_writes=True)
    with engine.begin() as connection, Session(connection, expire_on_commit=False) as session:
        if not database.is_sqlite:
            # Told when it commits, and not if it is rolled back. PostgreSQL has those who tell of something commit one
            # after the other; writers here do so anyway. In one statement: all others wait from here on.
            locked = text("SELECT pg_advisory_xact_lock(:key), pg_notify(:channel, '')")
            session.execute(locked, {"key": WRITE_LOCK, "channel": CHANGED})
        mark(session, database.viewer)
        yield session
        session.flush()
