"""What in a database is not what its columns can hold: tables and columns that are gone, values of another kind.

SQLite keeps text in a column of numbers, and whoever takes the checks away can keep any word in a column of a few.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Enum,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    Select,
    Table,
    and_,
    func,
    inspect,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.types import NullType

from claimtrack.db.base import Base, UtcDateTime
from claimtrack.db.models import Cosignature, Event, HeadKey, Proposal, Snapshot

_AT_MOST = 20
"""Rows that are named of one column."""
_TIME = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]"
_BYTES = {
    HeadKey.public: r"(?:[0-9a-f]{2}){32}",
    HeadKey.handed_over: r"(?:[0-9a-f]{2})+",
    Cosignature.root: r"(?:[0-9a-f]{2}){32}",
    Cosignature.signed: r"(?:[0-9a-f]{2})+",
    Cosignature.cosigned: r"(?:[0-9a-f]{2})+",
}
"""What holds bytes in hexadecimal digits; anything else is no key and no signature, and nothing can be read from it."""
_DAY = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]"


def damage(connection: Connection) -> Iterator[str]:
    """Say of each table and column that is gone, and of each value that its column cannot hold, that it is damaged."""
    # All at once: on PostgreSQL asking for one table takes as long as asking for all.
    there = {name: columns for (_, name), columns in inspect(connection).get_multi_columns().items()}
    for table in Base.metadata.sorted_tables:
        if table.name not in there:
            yield f"the database is damaged: it has no table {table.name} any more"
            continue
        columns = {one["name"] for one in there[table.name]}
        kept = tuple(one for one in table.columns if one.name in columns)
        is_wrong = _has_one(connection, _wrong_in_any(connection.dialect.name, kept))
        for column in table.columns:
            # What is computed is not listed everywhere, and nothing can be written into it.
            if column.name not in columns and column.computed is None:
                yield f"the database is damaged: its table {table.name} has no column {column.name} any more"
            elif column.name in columns:
                yield from _values(connection, table, column) if is_wrong else ()
                yield from _shapes(connection, table, column)


def strays(connection: Connection) -> Iterator[str]:
    """Say of each row that refers to one that is not there: nothing that is put on record does."""
    for table in Base.metadata.sorted_tables:
        if _has_one(connection, _strays_in(table)):
            yield from _strays(connection, table)


def first_harm(connection: Connection) -> str | None:
    """Return the first thing found that makes a database unreadable in part; None where there is nothing such."""
    found = next(damage(connection), None) or next(strays(connection), None) or next(_bodies(connection), None)
    return found.removeprefix("the database is damaged: ") if found is not None else None


def _bodies(connection: Connection) -> Iterator[str]:
    """Say of each event whose body is no JSON object that it cannot be read."""
    for row in connection.execute(select(Event.id, type_coerce(Event.body, NullType()))):
        number, body = row
        try:
            if isinstance(json.loads(str(body)), dict):
                continue
        except (TypeError, ValueError):
            pass
        yield f"what stands in body of event {number} cannot stand there"


def _strays(connection: Connection, table: Table) -> Iterator[str]:
    for key in table.foreign_keys:
        query = select(*map(_as_stored, table.primary_key.columns), _as_stored(key.parent))
        for *number, other in connection.execute(query.where(_is_stray(key)).limit(_AT_MOST)):
            row = ", ".join(map(str, number))
            yield f"{table.name} {row} refers to {key.column.table.name} {other}, which is not there"


def _is_stray(key: ForeignKey) -> ColumnElement[bool]:
    there = key.column.table.alias()
    is_there = select(there.c[key.column.name]).where(there.c[key.column.name] == key.parent).exists()
    return and_(key.parent.is_not(None), ~is_there)


# Where all is well one statement a table finds so, once for all its columns, and is made once in a process: a column
# at a time takes several times as long.
@cache
def _strays_in(table: Table) -> Select[Any] | None:
    return _any_of([_is_stray(key) for key in table.foreign_keys], table)


@cache
def _wrong_in_any(dialect: str, columns: tuple[Column[Any], ...]) -> Select[Any] | None:
    wrong = [condition for column in columns if (condition := _wrong(dialect, column)) is not None]
    return _any_of(wrong, columns[0].table) if columns else None


def _any_of(conditions: list[ColumnElement[bool]], table: Any) -> Select[Any] | None:
    return select(literal(1)).select_from(table).where(or_(*conditions)).limit(1) if conditions else None


def _has_one(connection: Connection, query: Select[Any] | None) -> bool:
    return query is not None and connection.scalar(query) is not None


def _values(connection: Connection, table: Table, column: Column[Any]) -> Iterator[str]:
    wrong = _wrong(connection.dialect.name, column)
    keys = list(table.primary_key.columns)
    if wrong is not None:
        for row in connection.execute(select(*map(_as_stored, keys)).where(wrong).limit(_AT_MOST)):
            yield _sentence(table, column, row)


def _shapes(connection: Connection, table: Table, column: Column[Any]) -> Iterator[str]:
    if isinstance(column.type, JSON) or _digits(column) is not None:
        keys = list(table.primary_key.columns)
        stored = select(*map(_as_stored, keys), _as_stored(column)).execution_options(yield_per=500)
        with connection.execute(stored) as rows:
            for *key, value in rows:
                if value is not None and not _is_shaped(column, value):
                    yield _sentence(table, column, key)


def _sentence(table: Table, column: Column[Any], row: Any) -> str:
    number = ", ".join(str(value) for value in row)
    return f"the database is damaged: what stands in {column.name} of {table.name} {number} cannot stand there"


def _as_stored(column: Column[Any]) -> ColumnElement[Any]:
    return type_coerce(column, NullType()).label(f"stored_{column.name}")


def _wrong(dialect: str, column: Column[Any]) -> ColumnElement[bool] | None:
    """Return what is so of a value that a column cannot hold; None where the database sees to it."""
    stored = type_coerce(column, NullType())
    conditions: list[ColumnElement[bool]] = [] if column.nullable else [column.is_(None)]
    if isinstance(column.type, Enum):
        conditions.append(stored.not_in(column.type.enums))
    if dialect == "sqlite":
        conditions += _wrong_on_sqlite(column, stored)
    return or_(*conditions) if conditions else None


def _wrong_on_sqlite(column: Column[Any], stored: ColumnElement[Any]) -> Iterator[ColumnElement[bool]]:
    kind = column.type
    if isinstance(kind, Boolean):
        yield stored.not_in([0, 1])
    elif isinstance(kind, (UtcDateTime, DateTime, Date)):
        form = _DAY if isinstance(kind, Date) else _TIME
        yield and_(stored.is_not(None), ~func.coalesce(func.glob(form, stored), 0).cast(Boolean))
    else:
        expected = {Integer: ("integer",), Float: ("real", "integer"), LargeBinary: ("blob",)}
        kinds = next((words for one, words in expected.items() if isinstance(kind, one)), ("text",))
        yield and_(stored.is_not(None), func.typeof(stored).not_in(kinds))


def _digits(column: Column[Any]) -> str | None:
    return next((form for one, form in _BYTES.items() if one.property.columns[0] is column), None)


def _is_shaped(column: Column[Any], value: Any) -> bool:
    """Tell whether what a column of JSON holds is the list that it should be, and one of bytes their digits."""
    digits = _digits(column)
    if digits is not None:
        return isinstance(value, str) and re.fullmatch(digits, value) is not None
    if isinstance(value, (str, bytes)):
        try:
            value = json.loads(value)
        except ValueError:
            return False
    if not isinstance(value, list):
        return False
    if column.table is Snapshot.__table__:
        return all(isinstance(one, dict) and {"start", "end", "author"} <= one.keys() for one in value)
    if column.table is Proposal.__table__:
        return all(isinstance(one, int) for one in value)
    return all(isinstance(one, list) and len(one) == 2 and all(isinstance(at, int) for at in one) for one in value)
