"""What somebody with a database tool can do: past triggers and references."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, text

from claimtrack.db import chain
from claimtrack.db.engine import Database
from claimtrack.services.desk import Desk


def tamper(database: Database, *statements: str) -> None:
    """Do what somebody with a database tool can do, past triggers and references."""
    with past_the_seals(database) as connection:
        for statement in statements:
            connection.execute(text(statement))


@contextmanager
def past_the_seals(database: Database) -> Iterator[Connection]:
    """Give a connection that no trigger holds back, and leave no trace of that."""
    with database.engine.begin() as connection:
        seals: Sequence[Any] = ()
        if database.is_sqlite:
            seals = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
            for name, _ in seals:
                connection.execute(text(f'DROP TRIGGER "{name}"'))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        yield connection
        for _, sql in seals:
            connection.exec_driver_sql(sql)


def seal_anew(desk: Desk) -> None:
    """Change what an event says and seal all that follow anew, as who can write the whole file can."""
    with past_the_seals(desk.database) as connection:
        rows = connection.execute(text("SELECT id, body FROM event ORDER BY id")).all()
        connection.execute(text("UPDATE event SET hash = 'x' || id, previous_hash = 'y' || id"))
        end = chain.FIRST
        for number, body in rows:
            forged = body.replace('"firsthand":"unknown"', '"firsthand":"no"')
            sealed = chain.sealed(end, forged)
            connection.execute(
                text("UPDATE event SET body = :body, previous_hash = :end, hash = :sealed WHERE id = :id"),
                {"body": forged, "end": end, "sealed": sealed, "id": number},
            )
            end = sealed
        connection.execute(text("UPDATE workspace SET head_hash = :end"), {"end": end})
        connection.execute(text("UPDATE claim SET firsthand = 'no'"))
