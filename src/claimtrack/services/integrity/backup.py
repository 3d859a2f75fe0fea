"""Back up a workspace into one file, checked after writing, and restore it."""

import errno
import hashlib
import json
import os
import re
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from claimtrack import __version__
from claimtrack.config import (
    DATABASE_FILE,
    DATABASE_VARIABLE,
    FOLDER,
    LOCKER_FOLDER,
    LOCKER_VARIABLE,
    Place,
    find_root,
)
from claimtrack.db import chain, kept_files
from claimtrack.db.backup import backup_sqlite, integrity, keep_readable, kept_digests
from claimtrack.db.chain import Head
from claimtrack.db.engine import Database, sqlite_url, translated
from claimtrack.db.lookups import workspace_identity
from claimtrack.db.schema import SchemaState, remedy, state_of
from claimtrack.errors import ClaimtrackError, InvalidInput, NotFound, UsageError, VerificationFailed
from claimtrack.locker.store import ID_FILE
from claimtrack.remedies import Field, Step, Words, do
from claimtrack.services.desk import Desk
from claimtrack.services.files import hand_over, new_place, why_not_written
from claimtrack.unfinished import working_folder

_MANIFEST = "manifest.json"
_FORMAT = 1
_LOCKER_FILE = re.compile(r"locker/[0-9a-f]{2}/[0-9a-f]{62}")
_BLOCK = 1 << 20
_SMALL = 50_000_000
_MOST_PACKED = 200
"""Times; a database packs to a third or a tenth, one of nothing but free pages to a hundredth."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: where it comes from and where its event chain ends."""

    format: int
    tool_version: str
    workspace: str
    locker: str
    head_number: int
    head_hash: str
    database_sha256: str
    files: int


def backup(desk: Desk, to: Path) -> Manifest:
    """Write database and locker into ``to`` (a ZIP file) while others may go on working, and check what was written.

    The file appears under its name only when it is whole and sound. Raises UsageError on PostgreSQL, InvalidInput
    when the file is there already or cannot be written, VerificationFailed when what was written does not check.
    """
    if not desk.database.is_sqlite:
        raise UsageError(
            "backup copies SQLite workspaces; for PostgreSQL, `pg_dump` the database first and then copy the locker "
            f"folder {desk.locker.where}"
        )
    try:
        place = new_place(to)
        beside = place.absolute().parent if place is not None else None
        with working_folder(".claimtrack-backup-", beside=beside) as folder:
            written = folder / "backup.zip"
            manifest = _write(desk, written, folder / DATABASE_FILE)
            check(written)
            written.chmod(0o600)  # all that a workspace holds is in it
            hand_over(written, to)
    except FileExistsError as error:
        raise InvalidInput(f"{to} is there already; choose another name, backups are not written over") from error
    except OSError as error:
        raise InvalidInput(f"cannot write the backup {to}: {why_not_written(error, to)}; name another place") from error
    return manifest


def check(archive: Path) -> Manifest:
    """Check every digest in a backup and its database; raises VerificationFailed naming what is wrong."""
    with working_folder("claimtrack-check-") as folder:
        return _unpack(archive, folder)


def restore(archive: Path, place: Place) -> Manifest:
    """Make a workspace at ``place`` from a backup, once everything in it checks.

    Raises InvalidInput when a workspace is there already, NotFound when there is no such file, VerificationFailed
    when the backup is damaged; then nothing is left behind.
    """
    if not _is_file(archive):
        raise NotFound(f"no file {archive}; check the name and the folder")
    if place.database_url is not None:
        raise UsageError(f"restore makes a SQLite workspace; unset {DATABASE_VARIABLE} first")
    if not place.has_own_locker:
        raise UsageError(f"restore puts the locker into the workspace; unset {LOCKER_VARIABLE} first")
    found = find_root(place.root)
    if found is not None:
        raise InvalidInput(
            f"there is a workspace at {found} already; restore into another folder with " + Field("workspace")
        )
    missing = [folder for folder in (place.root, *place.root.parents) if not folder.exists()]
    try:
        place.root.mkdir(parents=True, exist_ok=True)
        with working_folder(".claimtrack-restore-", beside=place.root) as folder:
            manifest = _unpack(archive, folder / FOLDER)
            made = folder / FOLDER / DATABASE_FILE
            with translated(Database(sqlite_url(made))):
                keep_readable(made)
            (folder / FOLDER).chmod(0o700)
            (folder / FOLDER).replace(place.folder)
    except BaseException as error:
        for made in missing:
            with suppress(OSError):
                made.rmdir()
        if isinstance(error, OSError):
            raise InvalidInput(f"cannot restore into {place.root}: {error.strerror or error}") from error
        raise
    return manifest


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # such as a name that is too long for any file
        return False


def _write(desk: Desk, archive: Path, copy: Path) -> Manifest:
    # The database first: every file that its rows name is in the locker before the row is. What they do not name was
    # refused, or is not on record yet: it is in no backup.
    backup_sqlite(desk.database, copy)
    with Database(sqlite_url(copy)).connect() as connection:
        head = chain.head(connection)
        named = set(kept_digests(connection))
    digests = [digest for digest in desk.locker.digests() if digest in named]
    manifest = Manifest(
        format=_FORMAT,
        tool_version=__version__,
        workspace=desk.uuid,
        locker=desk.locker.id,
        head_number=head.number,
        head_hash=head.hash,
        database_sha256=_sha256(copy),
        files=len(digests),
    )
    # A file's time may lie before 1980, where ZIP begins.
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as into:
        into.write(copy, DATABASE_FILE)
        for digest in digests:
            with desk.locker.local(digest) as file:
                into.write(file, f"locker/{digest[:2]}/{digest[2:]}")
        # Nor does a clock that was set wrong give it a time that it cannot have: a name alone has the first there is.
        into.writestr(zipfile.ZipInfo(_MANIFEST), json.dumps(asdict(manifest), indent=2))
    with archive.open("rb") as written:
        os.fsync(written.fileno())
    return manifest


def _unpack(archive: Path, folder: Path) -> Manifest:
    """Unpack a backup into ``folder``, checking every byte on the way.

    Nothing is written that is larger than what is on record of it: a few kilobytes may hold a full disk of zeros. What
    no row names is left out: refused files, which older versions packed.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            manifest = _manifest(archive, packed)
            names = [name for name in packed.namelist() if name not in {_MANIFEST, DATABASE_FILE}]
            _refuse_strange(archive, names, manifest)
            _refuse_oversize(archive, packed.getinfo(DATABASE_FILE), folder)
            locker = folder / LOCKER_FOLDER
            locker.mkdir(parents=True)
            (locker / ID_FILE).write_text(manifest.locker, encoding="ascii")
            _extract(packed, DATABASE_FILE, folder / DATABASE_FILE, expected=manifest.database_sha256)
            for problem in _database_problems(folder, manifest, {_digest(name) for name in names}):
                raise VerificationFailed(f"the database in {archive} is damaged: " + problem)
            on_record = _sizes(folder)
            kept = [name for name in names if _digest(name) in on_record]
            for name in kept:
                if packed.getinfo(name).file_size != on_record[_digest(name)]:
                    raise VerificationFailed(f"{name} in the backup is not what was backed up: its size differs")
            for name in kept:
                _extract(packed, name, folder / name, expected=_digest(name))
                (folder / name).chmod(0o444)
    except (*_DAMAGE, OSError) as error:
        # A damaged offset leads in front of the file's first byte; any other trouble of the system is the caller's.
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise
        raise VerificationFailed(f"{archive} is not a backup of claimtrack, or it is damaged: {error}") from error
    return replace(manifest, files=len(kept))


def _digest(name: str) -> str:
    return name.removeprefix("locker/").replace("/", "")


def _sizes(folder: Path) -> dict[str, int]:
    database = Database(sqlite_url(folder / DATABASE_FILE))
    try:
        with database.connect() as connection:
            return kept_files.sizes(connection)
    finally:
        database.dispose()


def _refuse_oversize(archive: Path, packed: zipfile.ZipInfo, folder: Path) -> None:
    """Refuse a database that no packing explains, or for which there is no room."""
    if packed.file_size > max(_SMALL, packed.compress_size * _MOST_PACKED):
        raise VerificationFailed(
            f"the database in {archive} would unpack to {packed.file_size:,} bytes from {packed.compress_size:,}: no "
            "database packs so well"
        )
    there = next(one for one in (folder, *folder.parents) if one.exists())
    if packed.file_size > shutil.disk_usage(there).free:
        raise InvalidInput(
            f"cannot unpack {archive}: it takes {packed.file_size:,} bytes, and {there} has no such room"
        )


# What zipfile and json raise for bytes that are not what they should be; RuntimeError is for a file with a password.
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, KeyError, ValueError, TypeError, EOFError, RuntimeError)


def _manifest(archive: Path, packed: zipfile.ZipFile) -> Manifest:
    told = json.loads(packed.read(_MANIFEST))
    if isinstance(told, dict) and isinstance(told.get("format"), int) and told["format"] > _FORMAT:
        raise VerificationFailed(
            f"{archive} was made by a newer claimtrack ({told.get('tool_version')}); upgrade the program: "
            "pip install -U claimtrack"
        )
    return Manifest(**told)


def _refuse_strange(archive: Path, names: list[str], manifest: Manifest) -> None:
    strange = [name for name in names if not _LOCKER_FILE.fullmatch(name)]
    if strange:
        raise VerificationFailed(f"{archive} holds something that no backup holds: {strange[0]!r}")
    if len(set(names)) != len(names):
        raise VerificationFailed(f"{archive} holds a file twice, as no backup does")
    if len(names) != manifest.files:
        raise VerificationFailed(f"{archive} is not whole: {len(names)} of {manifest.files} files are there")


def _extract(packed: zipfile.ZipFile, name: str, to: Path, *, expected: str) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with packed.open(name) as source, to.open("wb") as target:
        while block := source.read(_BLOCK):
            digest.update(block)
            target.write(block)
        os.fsync(target.fileno())
    if digest.hexdigest() != expected:
        raise VerificationFailed(f"{name} in the backup is not what was backed up: its SHA-256 differs")


def _database_problems(folder: Path, manifest: Manifest, packed: set[str]) -> Iterator[Words]:
    database = Database(sqlite_url(folder / DATABASE_FILE))
    try:
        with translated(database):
            yield from integrity(database)
            with database.connect() as connection:
                yield from _content_problems(connection, manifest, packed)
    except ClaimtrackError as error:
        yield error.message
    except DBAPIError as error:  # tables that are not all there
        yield str(error.orig)
    finally:
        database.dispose()


def _content_problems(connection: Connection, manifest: Manifest, packed: set[str]) -> Iterator[Words]:
    state = state_of(connection)
    if state not in {SchemaState.CURRENT, SchemaState.OLDER}:
        yield remedy(state, where=DATABASE_FILE)
        return
    yield from chain.check(connection)
    if chain.head(connection) != Head(manifest.head_number, manifest.head_hash):
        yield "its event chain ends elsewhere than the backup says"
    if workspace_identity(connection) != (manifest.workspace, manifest.locker):
        yield "it belongs to another workspace or locker than the backup says"
    for digest in kept_digests(connection):
        if digest not in packed:
            yield (
                f"the file of {digest}, which it names, is missing; " + do(Step.VERIFY) + " names what belongs to it"
            )


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
