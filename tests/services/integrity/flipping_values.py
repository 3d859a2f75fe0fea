"""One bit of a value in PostgreSQL, altered past every check of the database, as nobody but a disk does it."""

import random
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from tests.services.integrity.flipping import Became, Flip, Look

from claimtrack.config import Place
from claimtrack.db.base import Base
from claimtrack.db.engine import Database

_EPOCH, _DAY_ONE = datetime(1970, 1, 1, tzinfo=UTC), date(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)

_KINDS = """
SELECT format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = CAST(:table AS regclass) AND attname = :column
"""
_CHECKS = """
SELECT conrelid::regclass::text, conname FROM pg_constraint
WHERE contype IN ('c', 'f') AND conrelid <> 0 AND connamespace = 'public'::regnamespace
"""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column with the key of its table, and its type as the database words it."""

    table: str
    name: str
    keys: tuple[str, ...]
    kind: str

    def rows(self, connection: Connection) -> Sequence[Sequence[str]]:
        """Give the key and the value of every row that has one, each as its text."""
        asked = ", ".join(f'"{name}"::text' for name in (*self.keys, self.name))
        found = connection.execute(
            text(f'SELECT {asked} FROM "{self.table}" WHERE "{self.name}" IS NOT NULL ORDER BY {asked}')  # noqa: S608 - names of our own tables
        )
        return found.all()

    def store(self, database: Database, row: Sequence[str], value: str) -> bool:
        """Put a value there; gives False where the database cannot hold it, or another row has it for its key."""
        known: Mapping[str, str] = {f"key{number}": one for number, one in enumerate(row[:-1])}
        here = " AND ".join(f'"{name}"::text = :key{number}' for number, name in enumerate(self.keys))
        change = f'UPDATE "{self.table}" SET "{self.name}" = CAST(CAST(:value AS text) AS {self.kind}) WHERE {here}'  # noqa: S608 - names of our own tables
        with database.engine.connect() as connection:
            _past_the_seals(connection)
            try:
                done = connection.execute(text(change), {**known, "value": value})
            except (DBAPIError, UnicodeEncodeError):
                connection.rollback()
                return False
            assert done.rowcount == 1
            connection.commit()
        return True


_Filled = tuple[_Column, Sequence[Sequence[str]]]
"""A column, and its rows that have a value there."""


def flipped_in_values(place: Place, count: int, *, seed: int, look: Look) -> Iterator[Flip]:
    """Flip a random bit of a value in each column that has one in its turn, ``count`` times, each taken back.

    Small columns and large ones alike: by their bytes nearly all flips would be in the log. They come in an order of
    chance, which is another one each time that all had their turn. A
    value that PostgreSQL cannot hold (no character, no day) is not counted; another bit is drawn. Numbers of rows that
    no other row and no event names are given, too, where the rows stay in order: nobody reads anything else then.
    """
    assert place.database_url is not None
    database = Database(place.database_url)
    dice = random.Random(seed)  # noqa: S311 - places that are spread, no secret
    try:
        with database.engine.begin() as connection:
            columns = [(one, rows) for one in _columns(connection) if (rows := one.rows(connection))]
            _take_checks_away(connection)
        orders = {(table, "id"): _in_order(database, table) for table in _READ_IN_ORDER}
        done = 0
        turns = _in_turn(columns, dice)
        while done < count:
            column, rows = next(turns)
            row = dice.choice(rows)
            flip = _flipped(column.kind, row[-1], dice)
            if flip is None or not column.store(database, row, flip[0]):
                continue
            value, byte, bit = flip
            where = f"{column.table}.{column.name} of {', '.join(row[:-1])}"
            if (column.table, column.name) in orders and _in_order(database, column.table) == orders[
                column.table, "id"
            ]:
                yield Flip(where, byte, bit, Became.UNREAD, "")
            else:
                done += 1
                yield Flip(where, byte, bit, *look(place))
            there = [value if name == column.name else old for name, old in zip(column.keys, row, strict=False)]
            assert column.store(database, [*there, value], row[-1])
    finally:
        database.dispose()


def _in_turn(columns: Sequence[_Filled], dice: random.Random) -> Iterator[_Filled]:
    while columns:
        yield from dice.sample(columns, len(columns))


_READ_IN_ORDER = {"attribution": "claim_id, hop", "caveat": "claim_id, id", "comment": "id"}
"""The tables whose rows are read in this order alone; no other row and no event has their numbers."""


def _in_order(database: Database, table: str) -> Sequence[object]:
    """Give the rows of such a table as they are read, without their numbers."""
    with database.engine.connect() as connection:
        rows = connection.execute(text(f'SELECT * FROM "{table}" ORDER BY {_READ_IN_ORDER[table]}')).mappings()  # noqa: S608 - names of our own tables
        return [{name: value for name, value in row.items() if name != "id"} for row in rows]


def _past_the_seals(connection: Connection) -> None:
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    connection.execute(text("SET LOCAL timezone = 'UTC'"))
    connection.execute(text("SET LOCAL datestyle = 'ISO'"))


def _columns(connection: Connection) -> Iterator[_Column]:
    _past_the_seals(connection)
    for table in Base.metadata.sorted_tables:
        keys = tuple(key.name for key in table.primary_key.columns)
        for column in table.columns:
            if column.computed is None:
                kind = connection.execute(text(_KINDS), {"table": table.name, "column": column.name}).scalar_one()
                yield _Column(table.name, column.name, keys, kind)


def _take_checks_away(connection: Connection) -> None:
    """Drop what the database checks of values: a disk asks nobody."""
    for table, name in connection.execute(text(_CHECKS)).all():
        connection.execute(text(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"'))


def _flipped(kind: str, value: str, dice: random.Random) -> tuple[str, int, int] | None:
    """Give a value with one bit turned over, with the byte and the bit; None where that is no value of its type."""
    if kind == "boolean":
        return ("false" if value == "true" else "true"), 0, 0
    if kind in {"integer", "bigint"}:
        place = dice.randrange(31)
        return str(int(value) ^ 1 << place), *divmod(place, 8)
    if kind == "double precision":
        place = dice.randrange(64)
        (bits,) = struct.unpack("<Q", struct.pack("<d", float(value)))
        return repr(*struct.unpack("<d", struct.pack("<Q", bits ^ 1 << place))), *divmod(place, 8)
    if kind == "date":
        place = dice.randrange(15)
        days = (date.fromisoformat(value) - _DAY_ONE).days
        return str(_DAY_ONE + timedelta(days ^ 1 << place)), *divmod(place, 8)
    if kind.startswith("timestamp"):
        place = dice.randrange(50)
        since = (datetime.fromisoformat(value) - _EPOCH) // _MICROSECOND
        return str(_EPOCH + (since ^ 1 << place) * _MICROSECOND), *divmod(place, 8)
    raw = bytes.fromhex(value.removeprefix("\\x")) if kind == "bytea" else value.encode()
    if not raw:
        return None
    byte, bit = dice.randrange(len(raw)), dice.randrange(8)
    turned = raw[:byte] + bytes([raw[byte] ^ 1 << bit]) + raw[byte + 1 :]
    if kind == "bytea":
        return f"\\x{turned.hex()}", byte, bit
    try:
        return turned.decode(), byte, bit
    except UnicodeDecodeError:
        return None
