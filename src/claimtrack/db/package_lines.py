"""The rows of a workspace as lines of a package, from either database, and back again into a SQLite file.

A line is a JSON object, a column a key; times, days and bytes are text. Events are told apart from the other tables:
their lines hold what was sealed and its hash, and nothing that could not be found in these.
"""

import base64
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from itertools import chain as following
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from claimtrack.db.base import Base
from claimtrack.db.chain import FIRST
from claimtrack.db.models import Event, Evidence, Manifest, Reply, Snapshot, Stamp
from claimtrack.events.forms import timestamp

EVENTS = Event.__tablename__
TABLES = tuple(sorted(name for name in Base.metadata.tables if name != EVENTS))
"""Every table of which a package holds the rows as they are."""

_AT_ONCE = 500
_UNFIT = (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.DataError)
"""What SQLite says to a value; a full disk is no fault of a line."""


class NotLoaded(Exception):
    """A line that is none: what stands in it cannot be a row of its table."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file of the locker as the rows know it; ``name`` is what it was called, where it had a name."""

    digest: str
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Token:
    """A timestamp: who gave it over which manifest, and the files by which anybody checks it, by digest."""

    authority: str
    manifest: str
    answer: str
    pinned: str
    time: datetime


def originals(connection: Connection) -> list[Original]:
    """Return what the rows say of their files, those of timestamps too, each file once, in the order of digests."""
    replies = select(Reply.text_digest, Reply.answer_digest, Reply.text_name).order_by(Reply.id)
    rows = following(
        connection.execute(select(Snapshot.digest, Snapshot.media_type, Snapshot.name)),
        connection.execute(select(Evidence.digest, Evidence.media_type, Evidence.name)),
        (one for sent, came, name in connection.execute(replies) for one in ((sent, "", name), (came, "", ""))),
        _of_stamps(connection),
    )
    found: dict[str, Original] = {}
    for digest, media_type, name in rows:
        if digest is not None:
            found.setdefault(digest, Original(digest, media_type, name or ""))
    return [found[digest] for digest in sorted(found)]


def tokens(connection: Connection) -> list[Token]:
    """Return the timestamps that an authority gave, in the order of their numbers."""
    query = (
        select(Stamp.authority, Manifest.digest, Stamp.answer_digest, Stamp.pinned_digest, Stamp.time)
        .join(Manifest, Stamp.manifest_id == Manifest.id)
        .where(Stamp.answer_digest.is_not(None))
        .order_by(Stamp.id)
    )
    return [
        Token(authority, manifest, answer, pinned, time)
        for authority, manifest, answer, pinned, time in connection.execute(query)
        if answer is not None and pinned is not None and time is not None
    ]


def _of_stamps(connection: Connection) -> Iterator[tuple[str | None, str, str]]:
    for (manifest,) in connection.execute(select(Manifest.digest)):
        yield manifest, "text/plain", ""
    rows = connection.execute(select(Stamp.request_digest, Stamp.answer_digest, Stamp.pinned_digest))
    for request, answer, pinned in rows:
        yield request, "application/timestamp-query", ""
        yield answer, "application/timestamp-reply", ""
        yield pinned, "application/x-pem-file", ""


def event_lines(connection: Connection) -> Iterator[bytes]:
    """Yield the events, oldest first: what was sealed of each, and its hash."""
    query = select(Event.body, Event.hash).order_by(Event.id).execution_options(yield_per=_AT_ONCE)
    with connection.execute(query) as rows:
        for body, digest in rows:
            yield _line({"body": body, "hash": digest})


def table_lines(connection: Connection, name: str) -> Iterator[bytes]:
    """Yield the rows of a table in the order of their numbers."""
    table = Base.metadata.tables[name]
    query = select(*stored(table)).order_by(*table.primary_key).execution_options(yield_per=_AT_ONCE)
    with connection.execute(query) as rows:
        for row in rows.mappings():
            yield _line({column: _told(value) for column, value in row.items()})


def stored(table: Table) -> list[Any]:
    """Return the columns of a table that somebody writes: what is computed follows from them."""
    return [column for column in table.columns if column.computed is None]


def load(file: Path, events: Iterable[bytes], tables: Mapping[str, Iterable[bytes]]) -> None:
    """Put lines into a SQLite file whose tables are made and empty; those of an older version take their own columns.

    Nothing is checked but that each value can stand in its column. Raises NotLoaded, naming the line.
    """
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN")
        for name, lines in tables.items():
            _load(connection, name, lines, lambda row: row)
        _load(connection, EVENTS, events, _Chained())
        connection.execute("COMMIT")


class _Chained:
    """Makes rows of events out of what was sealed and its hash."""

    def __init__(self) -> None:
        self._before = FIRST

    def __call__(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the row of the next event."""
        body = json.loads(told["body"])
        previous, self._before = self._before, told["hash"]
        return {
            "id": body["number"],
            "at": body["at"],
            "reviewer_id": body["reviewer"],
            "action": body["action"],
            "claim_id": body["claim"],
            "body": told["body"],
            "previous_hash": previous,
            "hash": told["hash"],
        }


def _load(
    connection: sqlite3.Connection,
    table: str,
    lines: Iterable[bytes],
    as_row: Callable[[Mapping[str, Any]], Mapping[str, Any]],
) -> None:
    # What is computed is not among these.
    kinds = {row[1]: str(row[2]) for row in connection.execute(f'PRAGMA table_info("{table}")')}
    if not kinds:
        raise NotLoaded(f"there is no table {table}")
    columns, blanks = ", ".join(f'"{name}"' for name in kinds), ", ".join("?" * len(kinds))
    insert = f'INSERT INTO "{table}" ({columns}) VALUES ({blanks})'  # noqa: S608 - names that the database gave
    for number, line in enumerate(lines, 1):
        try:
            row = as_row(json.loads(line))
            if row.keys() != kinds.keys():
                odd = ", ".join(sorted(map(str, row.keys() ^ kinds.keys())))
                raise ValueError(f"it has other columns: {odd}")
            connection.execute(insert, [_stored(kind, row[name]) for name, kind in kinds.items()])
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, *_UNFIT) as error:
            raise NotLoaded(f"line {number} of the table {table} is no row of it: {error}") from error
        except RecursionError as error:  # brackets in brackets, a hundred thousand of them
            raise NotLoaded(f"line {number} of the table {table} is no row of it: it is nested too deep") from error


def _line(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _told(value: Any) -> Any:
    if isinstance(value, datetime):
        return timestamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.value if isinstance(value, Enum) else value


def _stored(kind: str, value: Any) -> Any:
    """Return a value as SQLite keeps it in a column of that kind; raises ValueError for one that it cannot hold."""
    if value is None:
        return None
    expected, kept = _KEPT.get(kind.partition("(")[0], _WORDS)
    if not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected):
        raise ValueError(f"{value!r} cannot stand in a column of {kind}")
    return kept(value)


def _time(value: str) -> str:
    # Read and written again: what is no time of ours is refused.
    return datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _as_it_is(value: Any) -> Any:
    return value


_Kept = tuple[tuple[type, ...], Callable[[Any], Any]]
_WORDS: _Kept = ((str,), _as_it_is)
_KEPT: Mapping[str, _Kept] = {
    "INTEGER": ((int,), _as_it_is),
    "BOOLEAN": ((bool,), int),
    "DOUBLE": ((int, float), float),
    "DATETIME": ((str,), _time),
    "DATE": ((str,), lambda day: date.fromisoformat(day).isoformat()),
    "BLOB": ((str,), lambda text: base64.b64decode(text, validate=True)),
    "JSON": ((list, dict), json.dumps),
}
"""By the kind of a column: of which kinds a value may be in a line, and how it is kept."""
