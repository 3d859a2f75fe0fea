"""One bit of a file, flipped as a failing disk does it: what becomes of the record, and whether anybody is told."""

import hashlib
import os
import random
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from zipfile import ZipFile

from claimtrack.clock import Clock
from claimtrack.config import DATABASE_FILE, FOLDER, LOCKER_FOLDER, Place
from claimtrack.db.base import Base
from claimtrack.errors import ClaimtrackError, VerificationFailed
from claimtrack.services.desk import open_desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.packages.checking import check
from claimtrack.services.packages.layout import TAG_MANIFEST


class Became(Enum):
    """What became of a flip: named by what checks, told by what opens the record, in a byte nobody reads, or missed."""

    NAMED = "found and named"
    REFUSED = "the record does not open, and says why"
    UNREAD = "in a byte that nothing reads"
    MISSED = "missed"


Told = tuple[Became, str]
"""What became of a flip, and the words in which that was told."""
Look = Callable[[Place], Told]
"""Opens a record and verifies it."""

SAYS_WHY = re.compile("is damaged|no locker at|is no locker|belongs to another|has no workspace")
"""What a record that does not open says where a bit of it was turned over."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A bit of a file or of a value, by its place in there and in its byte; what became of it, and in which words."""

    where: str
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


def flipped_in_database(place: Place, count: int, *, seed: int, look: Look) -> Iterator[Flip]:
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
        yield Flip(DATABASE_FILE, byte, bit, *look(place))
    _alone(place.database_file, whole)


def flipped_into_another(place: Place, index: str, *, look: Look) -> Iterator[Flip]:
    """Flip each bit of the row numbers in a small index by which one row stands there in another one's place."""
    whole = place.database_file.read_bytes()
    found = dict(_numbers(place.database_file, index))
    for byte, number in found.items():
        for bit in range(7):
            if number ^ 1 << bit in found.values():
                _alone(place.database_file, _with(whole, byte, bit))
                yield Flip(f"{number} in {index}", byte, bit, *look(place))
    _alone(place.database_file, whole)


def _numbers(file: Path, index: str) -> Iterator[tuple[int, int]]:
    """Yield where in the file of a database the number of each row of an index stands that takes one byte, and it.

    Only of an index that is no longer than a page. Source: https://www.sqlite.org/fileformat2.html, "B-tree Pages".
    """
    data = file.read_bytes()
    with closing(sqlite3.connect(file)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (index,)).fetchone()
    at = (page - 1) * int.from_bytes(data[16:18], "big")
    assert data[at] == _LEAF_OF_AN_INDEX
    count = int.from_bytes(data[at + 3 : at + 5], "big")
    for place in range(at + 8, at + 8 + 2 * count, 2):
        cell = at + int.from_bytes(data[place : place + 2], "big")
        length, header = data[cell], data[cell + 1]
        if data[cell + header] == _ONE_BYTE:
            yield cell + length, data[cell + length]


_LEAF_OF_AN_INDEX, _ONE_BYTE = 0x0A, 1


def flipped_in_locker(place: Place, count: int, *, seed: int, look: Look) -> Iterator[Flip]:
    """Flip random bits of the locker's files, one after the other, each taken back before the next.

    What verify says has to name the file.
    """
    files = sorted(file for file in place.locker.rglob("*") if file.is_file())
    dice = random.Random(seed)  # noqa: S311 - places that are spread, no secret
    for _ in range(count):
        file = dice.choices(files, [max(1, file.stat().st_size) for file in files])[0]
        whole = file.read_bytes()
        byte, bit = dice.randrange(len(whole)), dice.randrange(8)
        _alone(file, _with(whole, byte, bit))
        became, words = look(place)
        name = str(file.relative_to(place.locker))
        if became is Became.NAMED and name.replace("/", "") not in words:
            became = Became.MISSED
        yield Flip(name, byte, bit, became, words)
        _alone(file, whole)


def flipped_in_package(
    case: Path, count: int, *, seed: int, look: Callable[[Path], Told] | None = None
) -> Iterator[Flip]:
    """Flip random bits of a package, each in a copy beside it that is called ``flipped.zip``.

    What checks it has to name the file that the bit is in, or the archive where it is in none.
    """
    whole, flipped = case.read_bytes(), case.with_name("flipped.zip")
    with ZipFile(case) as packed:
        within = [
            (one.header_offset + 30 + len(one.filename), one.file_size, one.filename.partition("/")[2])
            for one in packed.infolist()
        ]
    dice = random.Random(seed)  # noqa: S311 - places that are spread, no secret
    for _ in range(count):
        byte, bit = dice.randrange(len(whole)), dice.randrange(8)
        flipped.write_bytes(_with(whole, byte, bit))
        name = next((name for start, size, name in within if start <= byte < start + size), flipped.name)
        became, words = (look or _checked)(flipped)
        yield Flip(name, byte, bit, became if name in words else Became.MISSED, words)
    flipped.unlink(missing_ok=True)


def flipped_in_bag(folder: Path, count: int, *, seed: int, check: Sequence[Callable[[], str]]) -> Iterator[Flip]:
    """Flip random bits of the files of an unpacked package, one after the other, each taken back before the next.

    ``check`` are ways to look at it, tried in their order until one says something else than of the sound package;
    what that says has to name the file; of a list of digests that nothing lists itself, the file that is listed there.
    """
    sound = [look() for look in check]
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    sizes = [file.stat().st_size for file in files]
    dice = random.Random(seed)  # noqa: S311 - places that are spread, no secret
    for _ in range(count):
        file = dice.choices(files, sizes)[0]
        yield _in_bag(folder, file, dice.randrange(file.stat().st_size), dice.randrange(8), check, sound)


def flipped_letters(folder: Path, name: str, *, check: Sequence[Callable[[], str]]) -> Iterator[Flip]:
    """Make each letter of the digests in a manifest a capital, one after the other: many programs read both."""
    sound = [look() for look in check]
    for byte, sign in enumerate((folder / name).read_bytes()):
        if sign in b"abcdef":
            yield _in_bag(folder, folder / name, byte, 5, check, sound)


def _in_bag(
    folder: Path, file: Path, byte: int, bit: int, check: Sequence[Callable[[], str]], sound: Sequence[str]
) -> Flip:
    whole, name = file.read_bytes(), str(file.relative_to(folder))
    listed = whole[whole.rfind(b"\n", 0, byte) + 1 :].split(b"\n")[0].split()[-1:] if name == TAG_MANIFEST else []
    file.write_bytes(_with(whole, byte, bit))
    said = next((words for look, as_ever in zip(check, sound, strict=True) if (words := look()) != as_ever), "")
    file.write_bytes(whole)
    is_named = name in said or any(one.decode() in said for one in listed)
    return Flip(name, byte, bit, Became.NAMED if is_named else Became.MISSED, said)


def told_by_service(clock: Clock) -> Look:
    """Give a way to open a record and verify it at some time, as the command does."""

    def look(place: Place) -> Told:
        try:
            desk = open_desk(place, reviewer="ana", clock=clock)
        except ClaimtrackError as error:
            return refused(f"{type(error).__name__}: {error}")
        except Exception as error:
            return Became.MISSED, f"opening: {error!r}"
        try:
            problems = verify(desk).problems
        except ClaimtrackError as error:
            return refused(f"{type(error).__name__}: {error}")
        except Exception as error:
            return Became.MISSED, f"verify: {error!r}"
        finally:
            desk.database.dispose()
        return (Became.NAMED, " | ".join(problems)) if problems else (Became.MISSED, "")

    return look


def refused(words: str) -> Told:
    """Say what it is that a record does not open: an answer where that says why, else none."""
    return (Became.REFUSED if SAYS_WHY.search(words) else Became.MISSED), words


def _checked(case: Path) -> Told:
    try:
        check(case)
    except VerificationFailed as error:
        return Became.NAMED, str(error)
    except Exception as error:
        return Became.MISSED, repr(error)
    return Became.MISSED, ""


def _with(whole: bytes, byte: int, bit: int) -> bytes:
    return whole[:byte] + bytes([whole[byte] ^ 1 << bit]) + whole[byte + 1 :]


def _alone(file: Path, data: bytes) -> None:
    """Put bytes in a file's place, with no journal beside it, and never through a link to another copy."""
    for beside in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + beside).unlink(missing_ok=True)
    file.write_bytes(data)


def _shown(file: Path) -> Mapping[str, str] | None:
    """Give what a reader finds: each table's rows, the schema, what SQLite says to the whole; None where one cannot.

    What the file keeps beside them (free pages, unused ends of pages, counters of writers) shows in nothing. SQLite
    holds each index against its table.
    """
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
            connection.text_factory = bytes
            asked = {"schema": "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2"}
            asked |= {name: f'SELECT rowid, * FROM "{name}" NOT INDEXED' for name in _tables()}  # noqa: S608 - names of our own tables
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
