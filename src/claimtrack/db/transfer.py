"""Carry the rows of one database over into another, of whichever kind: all of them, or what came after an event."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import uuid4

from sqlalchemy import Column, Connection, Table, bindparam, func, insert, select, update

from claimtrack.db.base import Base
from claimtrack.db.chunks import chunks
from claimtrack.db.models import Article, Event, EventText, Source, Workspace
from claimtrack.db.package_lines import stored
from claimtrack.db.purge_rows import put_texts
from claimtrack.db.seals import lifted
from claimtrack.events.purges import NO_SALT

_AT_ONCE = 500

Row = Mapping[Any, Any]


def copy_all(source: Connection, into: Connection) -> None:
    """Put every row of ``source`` into tables that are empty, in the caller's transaction."""
    for table in _order():
        _insert(into, table, _rows(source, table))
    _refer(into, ((table, _rows(source, table)) for table in _order()))
    _go_on_counting(into)


def take_over(source: Connection, into: Connection, *, since: int) -> None:
    """Bring tables whose log ends at event ``since`` to where those of ``source`` are, which go on from there.

    What events refer to is changed in place; the rest is put there anew, and words of events that were purged in
    ``source`` go. In the caller's transaction.
    """
    _forget_words(source, into, until=since)
    lasting = _lasting()
    for table in reversed(_order()):
        if table not in lasting:
            into.execute(table.delete())
    referring: list[tuple[Table, list[Row]]] = []
    for table in _order():
        if table.name in _SEALED:
            _insert(into, table, _rows(source, table, table.c[_SEALED[table.name]] > since))
        elif table in lasting:
            referring.append((table, _follow(source, into, table)))
        else:
            _insert(into, table, _rows(source, table))
            referring.append((table, list(_rows(source, table)) if _late(table) else []))
    _refer(into, referring, emptied=True)
    _go_on_counting(into)


def _forget_words(source: Connection, into: Connection, *, until: int) -> None:
    """Take the words of events that were purged meanwhile out of those that are there already."""
    purged = select(EventText.event_id, EventText.field, EventText.text)
    purged = purged.where(EventText.salt == NO_SALT, EventText.event_id <= until)
    values = [(event, field, text) for event, field, text in source.execute(purged)]
    if values:
        with lifted(into):
            put_texts(into, values)


_SEALED = {Event.__tablename__: "id", EventText.__tablename__: "event_id"}
"""What is written once and never changed, with the column that holds the number of the event."""


@lru_cache(maxsize=1)
def _order() -> tuple[Table, ...]:
    """Return the tables so that each stands behind those that it refers to, but for what ``_late`` says.

    Articles stand before sources: an unnamed source without its article would be taken for a named one.
    """
    article, source = (Base.metadata.tables[one.__tablename__] for one in (Article, Source))
    rest = [table for table in Base.metadata.sorted_tables if table is not article]
    place = rest.index(source)
    return (*rest[:place], article, *rest[place:])


@lru_cache(maxsize=1)
def _lasting() -> frozenset[Table]:
    """Return the tables whose rows are never taken away: the log, what it refers to, and what those refer to."""
    found = set[Table]()
    left = [Base.metadata.tables[name] for name in (Workspace.__tablename__, *_SEALED)]
    while left:
        table = left.pop()
        if table not in found:
            found.add(table)
            left += [key.column.table for key in table.foreign_keys]
    return frozenset(found)


def _late(table: Table) -> list[Column[Any]]:
    """Return the columns that refer to rows which may come later: they are filled in at the end."""
    places = {one.name: place for place, one in enumerate(_order())}
    return [
        key.parent
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
        if places[key.column.table.name] >= places[table.name]
    ]


def _rows(connection: Connection, table: Table, *where: Any) -> Iterator[Row]:
    query = select(*stored(table)).where(*where).order_by(*table.primary_key)
    with connection.execute(query.execution_options(yield_per=_AT_ONCE)) as rows:
        yield from rows.mappings()


def _insert(into: Connection, table: Table, rows: Iterable[Row]) -> None:
    empty = {column.name: None for column in _late(table)}
    for some in chunks(rows):
        into.execute(insert(table), [{**row, **empty} for row in some])


def _follow(source: Connection, into: Connection, table: Table) -> list[Row]:
    """Change the rows of a table that differ and add those that are not there; gives both."""
    keys = [column.name for column in table.primary_key]
    there = {tuple(row[key] for key in keys): dict(row) for row in _rows(into, table)}
    changed, added = list[Row](), list[Row]()
    for row in _rows(source, table):
        before = there.get(tuple(row[key] for key in keys))
        if before is None:
            added.append(row)
        elif before != dict(row):
            changed.append(row)
    if "key" in table.columns:
        # Two that swap what they are called would meet on the way.
        _update(into, table, [{**row, "key": f"moving {uuid4()}"} for row in changed], ["key"])
    late = {column.name for column in _late(table)}
    names = [column.name for column in stored(table) if column.name not in late and column.name not in keys]
    _update(into, table, changed, names)
    _insert(into, table, added)
    return [*changed, *added]


def _refer(into: Connection, tables: Iterable[tuple[Table, Iterable[Row]]], *, emptied: bool = False) -> None:
    """Fill in what refers to rows that came later; where ``emptied``, also that something refers to nothing now."""
    for table, rows in tables:
        names = [column.name for column in _late(table)]
        if names:
            _update(into, table, (row for row in rows if emptied or any(row[name] for name in names)), names)


def _update(into: Connection, table: Table, rows: Iterable[Row], names: Sequence[str]) -> None:
    keys = list(table.primary_key.columns)
    statement = update(table).where(*(key == bindparam(f"its_{key.name}") for key in keys))
    statement = statement.values({name: bindparam(f"new_{name}") for name in names})
    for some in chunks(rows):
        values = [
            {f"its_{key.name}": row[key.name] for key in keys} | {f"new_{name}": row[name] for name in names}
            for row in some
        ]
        into.execute(statement, values)


def _go_on_counting(into: Connection) -> None:
    """Have PostgreSQL number new rows behind those that came with their numbers; SQLite does so by itself."""
    if into.dialect.name != "postgresql":
        return
    for table in _order():
        if "id" in table.columns:
            newest = select(func.max(table.c.id)).scalar_subquery()
            into.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), newest)))
