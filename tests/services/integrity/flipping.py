"""One bit of a file, flipped as a failing disk does it: what becomes of the record, and whether anybody is told."""

import hashlib
import os
import random
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from claimtrack.clock import Clock, utc_now
from claimtrack.config import DATABASE_FILE, FOLDER, LOCKER_FOLDER, Place
from claimtrack.db.base import Base
from claimtrack.errors import ClaimtrackError
from claimtrack.services.desk import open_desk
from claimtrack.services.integrity.verify import verify


class Became(Enum):
    """What became of a flip: named by verify, told by whatever opens the record, in a byte nobody reads, or missed."""

    NAMED = "named by verify"
    REFUSED = "the record does not open, and says why"
    UNREAD = "in a byte that nothing reads"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Flip:
    """A bit of a file, by its place in the file and in its byte; what became of it, and in which words."""

    file: str
    byte: int
    bit: int
    became: Became
    words: str


def place_of(root: Path) -> Place:
    """Give the place of a workspace in a folder, with its own database and locker."""
    return Place(root, None, root / FOLDER / LOCKER_FOLDER)


def copied(folder: Path, to: Path) -> Place:
    """Copy a workspace's folder so that its database is one file; the locker's files stay, by links to them."""
    place = place_of(to)
    place.folder.mkdir(parents=True)
    with (
        closing(sqlite3.connect(folder / DATABASE_FILE)) as source,
        closing(sqlite3.connect(place.database_file)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(folder / LOCKER_FOLDER, place.locker, copy_function=os.link)
    return place


def flipped_in_database(place: Place, count: int, *, seed: int, clock: Clock = utc_now) -> Iterator[Flip]:
    """Flip random bits of the database's file, one at a time, until so many were in what can be read.

    The others are given, too, and are not verified: nobody who reads the database finds anything else in it.
    """
    whole = place.database_file.read_bytes()
    shown = _shown(place.database_file)
    assert shown is not None
    dice = random.Random(seed)  # noqa: S311 - places that are spread, no secret
    read = 0
    while read < count:
        byte, bit = dice.randrange(len(whole)), dice.randrange(8)
        _alone(place.database_file, _with(whole, byte, bit))
        if _shown(place.database_file) == shown:
            yield Flip(DATABASE_FILE, byte, bit, Became.UNREAD, "")
            continue
        read += 1
        yield Flip(DATABASE_FILE, byte, bit, *_told(place, clock))
    _alone(place.database_file, whole)


def flipped_in_locker(place: Place, count: int, *, seed: int, clock: Clock = utc_now) -> Iterator[Flip]:
    """Flip random bits of the locker's files, one after the other, each taken back before the next."""
    files = sorted(file for file in place.locker.rglob("*") if file.is_file())
    dice = random.Random(seed)  # noqa: S311 - places that are spread, no secret
    for _ in range(count):
        file = dice.choices(files, [max(1, file.stat().st_size) for file in files])[0]
        whole = file.read_bytes()
        byte, bit = dice.randrange(len(whole)), dice.randrange(8)
        _alone(file, _with(whole, byte, bit))
        became, words = _told(place, clock)
        name = str(file.relative_to(place.locker))
        if became is Became.NAMED and name.replace("/", "") not in words:
            became = Became.MISSED
        yield Flip(name, byte, bit, became, words)
        _alone(file, whole)


def _with(whole: bytes, byte: int, bit: int) -> bytes:
    return whole[:byte] + bytes([whole[byte] ^ 1 << bit]) + whole[byte + 1 :]


def _alone(file: Path, data: bytes) -> None:
    """Put bytes in a file's place, with no journal beside it, and never through a link to another copy."""
    for beside in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + beside).unlink(missing_ok=True)
    file.write_bytes(data)


def _told(place: Place, clock: Clock) -> tuple[Became, str]:
    """Open the record and verify it, as the command does."""
    try:
        desk = open_desk(place, reviewer="ana", clock=clock)
    except ClaimtrackError as error:
        return Became.REFUSED, f"{type(error).__name__}: {error}"
    except Exception as error:
        return Became.MISSED, f"opening: {error!r}"
    try:
        problems = verify(desk).problems
    except ClaimtrackError as error:
        return Became.REFUSED, f"{type(error).__name__}: {error}"
    except Exception as error:
        return Became.MISSED, f"verify: {error!r}"
    finally:
        desk.database.dispose()
    return (Became.NAMED, " | ".join(problems)) if problems else (Became.MISSED, "")


def _shown(file: Path) -> Mapping[str, str] | None:
    """Give what a reader finds: each table's rows, the schema, what SQLite says to the whole; None where one cannot.

    What the file keeps beside them (free pages, unused ends of pages, counters of writers) shows in nothing. SQLite
    holds each index against its table.
    """
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
            connection.text_factory = bytes
            asked = {"schema": "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2"}
            asked |= {name: f'SELECT rowid, * FROM "{name}" NOT INDEXED' for name in _tables()}  # noqa: S608
            asked |= {pragma: f"PRAGMA {pragma}" for pragma in ("user_version", "encoding", "integrity_check")}
            return {name: _digest(connection.execute(query)) for name, query in asked.items()}
    except (sqlite3.Error, UnicodeDecodeError):  # which SQLite's own messages may be
        return None


def _digest(rows: sqlite3.Cursor) -> str:
    found = hashlib.sha256()
    for row in rows:
        found.update(repr(row).encode())
    return found.hexdigest()


def _tables() -> Iterator[str]:
    yield from (table.name for table in Base.metadata.sorted_tables)
    yield "alembic_version"
