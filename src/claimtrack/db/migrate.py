"""Bring the tables to a version. Alembic takes a second to load, so it is loaded only here, inside the functions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from claimtrack.db.backup import keep_readable
from claimtrack.db.engine import WRITE_LOCK, Database
from claimtrack.db.schema_seal import seal_schema
from claimtrack.errors import DatabaseTrouble

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection


def scripts() -> Path:
    """Return the folder of the migrations: inside the installed package, or the checkout's."""
    packaged = Path(__file__).parents[1] / "_alembic"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "alembic"


def create(database: Database) -> None:
    """Make the tables in an empty database, at the newest version."""
    if database.is_sqlite:
        keep_readable(Path(str(database.url.database)))
    upgrade(database)


def upgrade(database: Database, revision: str = "head") -> None:
    """Migrate upward to a revision."""
    from alembic import command

    with _migrating(database) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(database: Database, revision: str) -> None:
    """Migrate downward to a revision, or to ``base``: no tables."""
    from alembic import command

    with _migrating(database) as connection:
        command.downgrade(_config(connection), revision)


def check(database: Database) -> None:
    """Raise alembic.util.CommandError when the mapped classes ask for something the migrations do not make."""
    from alembic import command

    with _migrating(database) as connection:
        command.check(_config(connection))


def _config(connection: "Connection") -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _migrating(database: Database) -> "Iterator[Connection]":
    """Open one transaction for a migration.

    SQLite changes a table by copying it, and dropping the old one would delete what refers to it: references are
    switched off before the transaction (inside it the switch does nothing) and checked before it is committed.
    """
    with database.engine.execution_options(claimtrack_writes=True).connect() as connection:
        if not database.is_sqlite:
            with connection.begin():
                # Two processes that make the tables at once: the second one finds them made.
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})
                yield connection
            return
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the only driver that SQLite has here
        driver.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            yield connection
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise DatabaseTrouble(f"the migration would break references in {broken[0][0]}; nothing was changed")
            seal_schema(connection)
