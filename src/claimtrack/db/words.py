"""Every place of the database in which words of people may stand, and how other words are put there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Enum, String, Table, bindparam, or_, select, type_coerce, update
from sqlalchemy.types import NullType

from claimtrack.db.base import Base
from claimtrack.db.chunks import chunks
from claimtrack.db.models import Event, EventText, Snapshot

_NO_WORDS = {
    *("answer_digest", "digest", "hash", "head_hash", "locker_id", "of_words", "pinned_digest", "previous_hash"),
    *("request_digest", "salt", "text_digest", "text_sha256", "uuid"),
}
"""Columns of digests and of other numbers that the program writes."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Place:
    """One column of one row; ``key`` has the values of the table's primary key."""

    table: str
    key: tuple[Any, ...]
    column: str


def columns_of_words(table: Table) -> list[Column[Any]]:
    """Return the columns of a table that may hold words of people; what is sealed of events is none."""
    if table.name == Event.__tablename__:
        return []
    return [
        column
        for column in table.columns
        if isinstance(column.type, String)
        and not isinstance(column.type, Enum)
        and column.name not in _NO_WORDS
        and not column.primary_key
    ]


def words(connection: Connection, *, besides: Iterable[str] = ()) -> Iterator[tuple[Place, str]]:
    """Yield every word of people that stands in a column, but for those of the tables ``besides``."""
    left_out = set(besides)
    for table in Base.metadata.sorted_tables:
        columns = columns_of_words(table)
        if not columns or table.name in left_out:
            continue
        keys = list(table.primary_key.columns)
        query = select(*keys, *(type_coerce(one, NullType()).label(f"words_{one.name}") for one in columns))
        with connection.execute(query.order_by(*keys).execution_options(yield_per=_AT_ONCE)) as rows:
            for row in rows:
                key, values = tuple(row[: len(keys)]), row[len(keys) :]
                for column, value in zip(columns, values, strict=True):
                    if isinstance(value, str) and value:
                        yield Place(table.name, key, column.name), value


def put(connection: Connection, values: Mapping[Place, str | None]) -> None:
    """Put other words into these places, in the caller's transaction."""
    by_column: dict[tuple[str, str], list[Place]] = {}
    for place in values:
        by_column.setdefault((place.table, place.column), []).append(place)
    for (name, column), places in by_column.items():
        table = Base.metadata.tables[name]
        keys = list(table.primary_key.columns)
        statement = update(table).where(*(key == bindparam(f"its_{key.name}") for key in keys))
        statement = statement.values({column: bindparam("new_words")})
        for some in chunks(places):
            connection.execute(
                statement,
                [
                    {f"its_{key.name}": value for key, value in zip(keys, place.key, strict=True)}
                    | {"new_words": values[place]}
                    for place in some
                ],
            )


def of_claims(connection: Connection, numbers: Iterable[int]) -> Iterator[Place]:
    """Yield every place that has words on these claims, in whichever table names a claim, but for those of events."""
    left_out = {EventText.__tablename__, Event.__tablename__}
    wanted = sorted(set(numbers))
    for table in Base.metadata.sorted_tables:
        own = table.columns.get("claim_id") if table.name != "claim" else table.columns.get("id")
        columns = columns_of_words(table)
        if own is None or not columns or table.name in left_out:
            continue
        keys = list(table.primary_key.columns)
        for some in chunks(wanted):
            filled = select(*keys, *(one.is_not(None).label(f"has_{one.name}") for one in columns))
            for row in connection.execute(filled.where(own.in_(some)).order_by(*keys)):
                for column, has in zip(columns, row[len(keys) :], strict=True):
                    if has:
                        yield Place(table.name, tuple(row[: len(keys)]), column.name)


def of_pieces(connection: Connection, numbers: Iterable[int]) -> Iterator[Place]:
    """Yield every place that has words on these pieces of evidence, in whichever table names one."""
    wanted = sorted(set(numbers))
    for table in Base.metadata.sorted_tables:
        columns, keys = columns_of_words(table), list(table.primary_key.columns)
        own = [
            column
            for column in table.columns
            if (table.name == "evidence" and column.primary_key)
            or any(one.target_fullname == "evidence.id" for one in column.foreign_keys)
        ]
        if not own or not columns:
            continue
        filled = select(*keys, *(one.is_not(None).label(f"has_{one.name}") for one in columns))
        for some in chunks(wanted):
            for row in connection.execute(filled.where(or_(*(one.in_(some) for one in own))).order_by(*keys)):
                for column, has in zip(columns, row[len(keys) :], strict=True):
                    if has:
                        yield Place(table.name, tuple(row[: len(keys)]), column.name)


def event_texts(connection: Connection) -> Iterator[tuple[int, str, str, str]]:
    """Yield the words of the events: the event's number, the field, the salt and the words."""
    query = select(EventText.event_id, EventText.field, EventText.salt, EventText.text)
    query = query.order_by(EventText.event_id, EventText.field)
    with connection.execute(query.execution_options(yield_per=_AT_ONCE)) as rows:
        yield from ((event, field, salt, text) for event, field, salt, text in rows)


def posts(connection: Connection) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield the posts of snapshots that are live files, by the snapshot's number."""
    for number, found in connection.execute(select(Snapshot.id, Snapshot.posts).where(Snapshot.posts.is_not(None))):
        if found:
            yield number, found


def put_posts(connection: Connection, number: int, value: list[dict[str, Any]]) -> None:
    """Let a snapshot have these posts."""
    connection.execute(update(Snapshot).where(Snapshot.id == number).values(posts=value))
