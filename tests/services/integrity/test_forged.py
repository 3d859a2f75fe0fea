"""Somebody edits the database with a tool: each column of each table, one after the other, and each row taken away.

Another value, nothing, a row once more, a row taken away: ``verify`` names what was edited, or the column stands in
``_CACHES`` with the reason. A new table or column that nothing proves fails here.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import JSON, Column, Connection, Table, UniqueConstraint, null, text
from sqlalchemy.exc import IntegrityError

from claimtrack.db.base import Base, UtcDateTime
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify

pytestmark = pytest.mark.both_databases

_CACHES: dict[str, str] = {
    "claim.awaits_verdict": "the database computes it of two columns, and takes no other value",
}
"""What nothing has to prove, each with the reason. The keys of rows are proved with the rows."""


@pytest.mark.slow
@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_column_that_is_edited_is_found(crowded: Desk, table: Table) -> None:
    unfound = {
        f"{table.name}.{column.name}: {how.__name__}"
        for column in table.columns
        if f"{table.name}.{column.name}" not in _CACHES and column.name not in table.primary_key.columns
        for how in (_another, _nothing)
        if not _edited(crowded, table, column, how)
    }
    assert unfound == set()
    assert verify(crowded).problems == ()


def test_every_row_that_is_put_there_is_found(crowded: Desk) -> None:
    for table in Base.metadata.sorted_tables:
        with past_references(crowded) as connection:
            rows = connection.execute(table.select()).mappings().all()
            copy = _copy(table, rows[-1])
            try:
                connection.execute(table.insert().values(copy))
            except IntegrityError:
                connection.rollback()
                assert table.name == "workspace"  # the database itself takes no second one
                continue
        assert verify(crowded).problems, table.name
        with past_references(crowded) as connection:
            connection.execute(table.delete().where(_is(table, copy)))
    assert verify(crowded).problems == ()


def test_every_row_that_is_taken_away_is_found(crowded: Desk) -> None:
    for table in Base.metadata.sorted_tables:
        with past_references(crowded) as connection:
            rows = connection.execute(table.select()).mappings().all()
        assert rows, table.name
        with past_references(crowded) as connection:
            connection.execute(table.delete().where(_is(table, rows[-1])))
        assert verify(crowded).problems, table.name
        with past_references(crowded) as connection:
            connection.execute(table.insert().values(_storable(table, rows[-1])))
    assert verify(crowded).problems == ()


def _edited(desk: Desk, table: Table, column: Column[Any], how: Callable[[Column[Any], Any], Any]) -> bool:
    """Edit one value in every row, one after the other, and tell whether that was found; then it is as before."""
    with past_references(desk) as connection:
        rows = connection.execute(table.select().order_by(*table.primary_key.columns)).mappings().all()
        assert rows, table.name
    # The first, the last, and one that has something there: where all is well with them, it is with the others.
    # What reads the rows is the same code on either database: the second tells that its types are compared as well.
    full = [row for row in rows if row[column.name] is not None]
    if not desk.database.is_sqlite:
        rows = full[:1] or rows[:1]
    chosen = {tuple(row[key.name] for key in table.primary_key.columns): row for row in (rows[0], rows[-1], *full[:1])}
    return all(_edited_in(desk, table, column, row, how(column, row[column.name])) for row in chosen.values())


def _edited_in(desk: Desk, table: Table, column: Column[Any], row: Any, value: Any) -> bool:
    if value == row[column.name]:
        return True
    change = table.update().where(_is(table, row))
    with past_references(desk) as connection:
        try:
            connection.execute(change.values({column.name: value if value is not None else null()}))
        except IntegrityError:
            connection.rollback()
            return True  # the database itself refuses it
    found = bool(verify(desk).problems)
    with past_references(desk) as connection:
        was = row[column.name]
        connection.execute(change.values({column.name: was if was is not None else null()}))
    return found


def _another(column: Column[Any], value: Any) -> Any:
    return _other(column, value)


def _nothing(_: Column[Any], __: Any) -> None:
    return None


def _copy(table: Table, row: Any) -> dict[str, Any]:
    """Return a row once more, with a key of its own and other values where no two may share one."""
    copy = _storable(table, row)
    first = next(iter(table.primary_key.columns))
    unique = {name for columns in _unique(table) for name in columns[-1:]}
    for column in table.columns:
        if column is first or column.name in unique:
            copy[column.name] = _other(column, copy[column.name]) if column is not first else copy[column.name] + 1000
    return copy


def _unique(table: Table) -> Iterator[list[str]]:
    yield from ([column.name] for column in table.columns if column.unique)
    for one in table.constraints:
        if isinstance(one, UniqueConstraint):
            yield [column.name for column in one.columns]
    yield from ([column.name for column in one.columns] for one in table.indexes if one.unique)


@contextmanager
def past_references(desk: Desk) -> Iterator[Connection]:
    """Do something on a connection that no trigger and no reference holds back, and leave no trace of that."""
    with desk.database.engine.connect() as connection:
        seals: Sequence[Any] = ()
        if desk.database.is_sqlite:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys=OFF")
            seals = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
            for name, _ in seals:
                connection.execute(text(f'DROP TRIGGER "{name}"'))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        yield connection
        for _, sql in seals if connection.in_transaction() else ():
            connection.exec_driver_sql(sql)
        connection.commit()


def _is(table: Table, row: Any) -> Any:
    first, *others = (column == row[column.name] for column in table.primary_key.columns)
    for other in others:
        first &= other
    return first


def _storable(table: Table, row: Any) -> dict[str, Any]:
    return {column.name: row[column.name] for column in table.columns if column.computed is None}


def _other(column: Column[Any], value: Any) -> Any:
    """Give another value that the column may have."""
    kinds = getattr(column.type, "enum_class", None)
    if kinds is not None:
        return next(one for one in kinds if one is not value)
    if value is None:
        return _MOMENT if isinstance(column.type, UtcDateTime) else _first(column)
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value[:-1]}{'0' if value[-1:] != '0' else '1'}"
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, bytes | list):
        return value[:-8] if value else [[0, 1]]
    return value + 1


def _first(column: Column[Any]) -> Any:
    if isinstance(column.type, JSON):
        return [{"start": 0, "end": 1, "author": "Forged", "published": None, "clock": None, "correction": False}]
    some: dict[type, Any] = {int: 1, bool: True, str: "forged", float: 0.5, bytes: b"\0", date: date(2020, 1, 1)}
    return some[column.type.python_type]


_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)
