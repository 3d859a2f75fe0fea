"""Copy a SQLite database while others go on working, and check one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from claimtrack.db.engine import Database, address_to_read
from claimtrack.db.models import Evidence, Manifest, Reply, Snapshot, Stamp
from claimtrack.db.purges import purged_files
from claimtrack.db.schema_seal import schema_is_sealed
from claimtrack.errors import DatabaseTrouble


def backup_sqlite(database: Database, to: Path) -> None:
    """Copy a SQLite database by its online backup, and check the copy; raises DatabaseTrouble when it is not sound."""
    file = str(database.url.database)
    try:
        path = Path(file).absolute()
        address = address_to_read(path) or f"{path.as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(to)) as copy:
            source.backup(copy)
            # The copy is one file: it needs no journal beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
            problems = _integrity(copy)
    except sqlite3.Error as error:
        raise DatabaseTrouble(
            f"cannot copy the database {file}: {error}; see that the place for the copy can be written and has room"
        ) from error
    if problems:
        raise DatabaseTrouble(f"the copy of the database {file} is not sound: {problems[0]}")


def keep_readable(file: Path) -> None:
    """Let others read a SQLite database while somebody writes it; the file keeps that, until it is copied."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")


def kept_digests(connection: Connection) -> Iterator[str]:
    """Yield the digest of every file that articles, evidence and replies rest on, and of every timestamp's files.

    Those that were purged are not kept.
    """
    gone = purged_files(connection)
    others = (Reply.text_digest, Reply.answer_digest, Stamp.request_digest, Stamp.answer_digest, Stamp.pinned_digest)
    known = (select(column).where(column.is_not(None)) for column in others)
    digests = select(Snapshot.digest).union_all(select(Evidence.digest), select(Manifest.digest), *known)
    with closing(connection.execute(digests, execution_options={"yield_per": 500})) as found:
        yield from (digest for digest in found.scalars() if digest not in gone)


_OURS = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"


def integrity(database: Database) -> list[str]:
    """Ask SQLite whether a database is sound; gives its complaints. PostgreSQL looks after itself."""
    if not database.is_sqlite:
        return []
    try:
        with database.connect() as connection:
            found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
            is_ours = connection.exec_driver_sql(_OURS).first() is not None  # what is another's is told by its schema
            if not found and is_ours and not schema_is_sealed(connection):
                found.append("the database is damaged: its tables are not made as the last migration left them")
            return found
    except DBAPIError as error:
        return [f"the database is damaged: {error.orig}"]
    except UnicodeDecodeError:  # what SQLite says of a damaged word has the word in it
        return ["the database is damaged: a word in it is no text"]


def _integrity(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
