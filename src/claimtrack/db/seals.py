"""The triggers that keep the log from being changed: whether they are there, word for word, and no others."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from claimtrack.db.base import Base
from claimtrack.db.models import Event, EventText

_TAKEN = {
    Event.__tablename__: "id = NEW.id OR hash = NEW.hash OR previous_hash = NEW.previous_hash",
    EventText.__tablename__: "event_id = NEW.event_id AND field = NEW.field",
}
"""The tables that only grow, each with what a new row may share with none that is there; as the first migration."""

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END"
_REFUSE_ON_POSTGRESQL = "BEGIN RAISE EXCEPTION 'the event log is append-only'; END"

# Of PostgreSQL's pg_trigger: for each row, before; on delete, on update, on truncate.
_ROW, _BEFORE, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 8, 16, 32

Seal = tuple[str, ...]
"""What a trigger is: its table, and all of its words."""


def unsealed(connection: Connection) -> Iterator[str]:
    """Say which triggers that keep the log from being changed are gone or others, and which are none of ours."""
    on_sqlite = connection.dialect.name == "sqlite"
    expected = dict(_sqlite_seals() if on_sqlite else _postgresql_seals())
    there = dict(_on_sqlite(connection) if on_sqlite else _on_postgresql(connection))
    for name, seal in expected.items():
        if there.pop(name, None) != seal:
            yield (
                f"the log is no longer sealed: the trigger {name} is gone or lets changes pass, and whoever "
                "reaches the database could change what was written; compare this workspace with a backup"
            )
    for name, seal in there.items():
        yield (
            f"the trigger {name} on the table {seal[0]} is none of claimtrack's, and changes what is written there; "
            "ask who runs the database, and compare this workspace with a backup"
        )


@contextmanager
def lifted(connection: Connection) -> Iterator[None]:
    """Let the words of events be replaced within the caller's transaction; the triggers stand again before it ends.

    Nobody else ever sees them gone: on both databases that is part of the transaction.
    """
    table = EventText.__tablename__
    if connection.dialect.name == "sqlite":
        seals = {name: words for name, (of, words) in _sqlite_seals() if of == table}
        for name in seals:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield
        for words in seals.values():
            connection.exec_driver_sql(words)
    else:
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER {table}_refuses_change")
        yield
        connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER {table}_refuses_change")


def _sqlite_seals() -> Iterator[tuple[str, Seal]]:
    for table, taken in _TAKEN.items():
        for change in ("update", "delete"):
            name = f"{table}_refuses_{change}"
            yield name, (table, f"CREATE TRIGGER {name} BEFORE {change.upper()} ON {table} {_REFUSE}")
        name = f"{table}_refuses_replace"
        when = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken})"  # noqa: S608 - our own words, above
        yield name, (table, f"CREATE TRIGGER {name} BEFORE INSERT ON {table} {when} {_REFUSE}")


def _on_sqlite(connection: Connection) -> Iterator[tuple[str, Seal]]:
    query = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    for name, table, words in connection.exec_driver_sql(query):
        yield str(name), (str(table), " ".join(str(words).split()))


def _postgresql_seals() -> Iterator[tuple[str, Seal]]:
    for table in _TAKEN:
        for change, kind in (("change", _ROW | _BEFORE | _DELETE | _UPDATE), ("truncate", _BEFORE | _TRUNCATE)):
            yield f"{table}_refuses_{change}", (table, _REFUSE_ON_POSTGRESQL, str(kind), "stands")


def _on_postgresql(connection: Connection) -> Iterator[tuple[str, Seal]]:
    for name, table, words, kind, stands in connection.exec_driver_sql(_POSTGRESQL_TRIGGERS):
        if table in Base.metadata.tables:
            yield name, (table, " ".join(words.split()), str(kind), "stands" if stands else "passes")
    for name, table in connection.exec_driver_sql(
        "SELECT rulename, tablename FROM pg_rules WHERE schemaname = current_schema() ORDER BY rulename"
    ):
        if table in Base.metadata.tables:
            yield f"(a rule) {name}", (table,)


_POSTGRESQL_TRIGGERS = (
    "SELECT tgname, relname, prosrc, tgtype, "
    "tgenabled IN ('O', 'A') AND tgqual IS NULL AND coalesce(array_length(tgattr::int2[], 1), 0) = 0 "
    "FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid "
    "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace ORDER BY tgname"
)
"""Each with whether it stands: enabled, without a condition, for whichever column is changed."""
