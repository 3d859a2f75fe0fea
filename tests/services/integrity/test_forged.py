"""Somebody edits the database with a tool: each column of each table, one after the other, and each row taken away.

``verify`` names what was edited, or the column stands in ``_UNPROVEN`` with the reason. A new table or column that
nothing proves fails here.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import JSON, Column, Connection, Table, text
from sqlalchemy.exc import IntegrityError

from claimtrack.db.base import Base
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.verify import verify
from claimtrack.services.sources import grades
from claimtrack.vocabulary import Reliability, Serves

pytestmark = pytest.mark.both_databases

_ARTICLE = "what the page said of itself: its original bytes are proved, and corrections are in the log"
_MACHINE = "how the machine came to the chain or the doubt; who speaks, who carried it and the doubts are proved"
_UNPROVEN = {
    "workspace.created_at": "the time of event 1 is the one that counts",
    "article.byline": _ARTICLE,
    "article.published": _ARTICLE,
    "article.title": _ARTICLE,
    "article.url": _ARTICLE,
    "snapshot.language": _MACHINE,
    "snapshot.name": _ARTICLE,
    "attribution.cue": _MACHINE,
    "attribution.cue_spans": _MACHINE,
    "attribution.mention": _MACHINE,
    "attribution.source_spans": _MACHINE,
    "attribution.words": _MACHINE,
    "caveat.spans": _MACHINE,
    "claim.changed_at": "the times of the events are the ones that count",
    "claim.version": "two who change a claim at once are told apart by it, and nothing else",
    "claim_link.spans": _MACHINE,
    "evidence.media_type": "read from the bytes, which are proved",
    "evidence_link.charset": "an excerpt that is read otherwise is found",
    "evidence_relies_on.added_at": "the times of the events are the ones that count",
    "evidence_relies_on.added_by_id": "whom a piece relies on is proved; who said so is in the log",
    "snapshot.posts": "read from the bytes, which are proved; that they stand in the text is checked",
}


@pytest.fixture
def crowded(
    desk: Desk,
    worked: Sequence[int],
    support: Callable[..., Attached],
    record: Callable[..., Ingested],
) -> Desk:
    """Give a workspace with a row or more in every table."""
    support(worked[1], text="what the wire told", source="Wire Desk", relying_on=("Port Office",), serves=Serves.SAID)
    record("Ana Ruiz via Radio Norte: The ferry sank. (unconfirmed)", "Ben Sol denies 1: It sank.", name="late.txt")
    desk.enact(grades.grade, "Port Office", Reliability.B)
    assert verify(desk).problems == ()
    return desk


@pytest.mark.slow
def test_every_column_that_is_edited_is_found(crowded: Desk) -> None:
    unfound = set()
    for table in Base.metadata.sorted_tables:
        keys = set(table.primary_key.columns)
        for column in (one for one in table.columns if one not in keys and one.computed is None):
            if not _edited(crowded, table, column):
                unfound.add(f"{table.name}.{column.name}")
    assert unfound == set(_UNPROVEN), "\n".join(sorted(unfound ^ set(_UNPROVEN)))
    assert verify(crowded).problems == ()


def test_every_row_that_is_taken_away_is_found(crowded: Desk) -> None:
    for table in Base.metadata.sorted_tables:
        with _past_references(crowded) as connection:
            rows = connection.execute(table.select()).mappings().all()
        assert rows, table.name
        with _past_references(crowded) as connection:
            connection.execute(table.delete().where(_is(table, rows[-1])))
        assert verify(crowded).problems, table.name
        with _past_references(crowded) as connection:
            connection.execute(table.insert().values(_storable(table, rows[-1])))
    assert verify(crowded).problems == ()


def _edited(desk: Desk, table: Table, column: Column[Any]) -> bool:
    """Edit one value, and tell whether that was found; then it is as before."""
    with _past_references(desk) as connection:
        row = connection.execute(table.select().order_by(*table.primary_key.columns)).mappings().first()
        assert row is not None, table.name
        change = table.update().where(_is(table, row))
        try:
            connection.execute(change.values({column.name: _other(column, row[column.name])}))
        except IntegrityError:
            connection.rollback()
            return True  # the database itself refuses it
    found = bool(verify(desk).problems)
    with _past_references(desk) as connection:
        connection.execute(change.values({column.name: row[column.name]}))
    return found


@contextmanager
def _past_references(desk: Desk) -> Iterator[Connection]:
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
        return _MOMENT if column.name.endswith("_at") or column.name == "published" else _first(column)
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
    return {int: 1, str: "forged", float: 0.5, bytes: b"\0", date: date(2020, 1, 1)}[column.type.python_type]


_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)
