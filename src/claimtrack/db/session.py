"""Sessions: one that reads a consistent state, one that writes it, alone."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session

from claimtrack.db.engine import Database

_CHAIN_LOCK = 0x636C61696D  # "claim": any number that nobody else locks


@contextmanager
def reading(database: Database) -> Iterator[Session]:
    """Give a session that sees one state of the database and keeps nothing of what is done in it."""
    options = {} if database.is_sqlite else {"isolation_level": "REPEATABLE READ"}
    with database.engine.execution_options(**options).connect() as connection, connection.begin():
        with Session(connection, expire_on_commit=False, autoflush=False) as session:
            yield session
        connection.rollback()


@contextmanager
def writing(database: Database) -> Iterator[Session]:
    """Give a session whose changes are committed together at the end, or not at all.

    One writer at a time: the chain of events has one end, and two who hold rows and wait for it would wait forever.
    On SQLite the transaction begins as a writer, on PostgreSQL it waits for an advisory lock first.
    """
    engine = database.engine.execution_options(claimtrack_writes=True)
    with engine.begin() as connection, Session(connection, expire_on_commit=False) as session:
        if not database.is_sqlite:
            session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
        yield session
        session.flush()
