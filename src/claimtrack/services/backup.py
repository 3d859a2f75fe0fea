"""Back up a workspace into one file, checked after writing, and restore it."""

import hashlib
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from claimtrack import __version__
from claimtrack.config import DATABASE_FILE, FOLDER, LOCKER_FOLDER, Place, find_root
from claimtrack.db import chain
from claimtrack.db.backup import backup_sqlite, integrity
from claimtrack.db.engine import Database, sqlite_url, translated
from claimtrack.errors import ClaimtrackError, InvalidInput, NotFound, UsageError, VerificationFailed
from claimtrack.services.desk import Desk, reading

_MANIFEST = "manifest.json"
_LOCKER_FILE = re.compile(r"locker/[0-9a-f]{2}/[0-9a-f]{62}")
_BLOCK = 1 << 20


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
            f"folder {desk.locker.path}"
        )
    if to.exists():
        raise InvalidInput(f"{to} is there already; choose another name, backups are not written over")
    try:
        with tempfile.TemporaryDirectory(dir=to.absolute().parent, prefix=".claimtrack-backup-") as folder:
            written = Path(folder) / "backup.zip"
            manifest = _write(desk, written, Path(folder) / DATABASE_FILE)
            check(written)
            written.replace(to)
    except OSError as error:
        raise InvalidInput(f"cannot write the backup {to}: {error.strerror or error}") from error
    return manifest


def check(archive: Path) -> Manifest:
    """Check every digest in a backup and its database; raises VerificationFailed naming what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        return _unpack(archive, Path(folder))


def restore(archive: Path, place: Place) -> Manifest:
    """Make a workspace at ``place`` from a backup, once everything in it checks.

    Raises InvalidInput when a workspace is there already, NotFound when there is no such file, VerificationFailed
    when the backup is damaged; then nothing is left behind.
    """
    if not archive.is_file():
        raise NotFound(f"no backup file {archive}")
    if place.database_url is not None:
        raise UsageError("restore makes a SQLite workspace; unset CLAIMTRACK_DATABASE first")
    found = find_root(place.root)
    if found is not None:
        raise InvalidInput(f"there is a workspace at {found} already; restore into another folder with --workspace")
    try:
        place.root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.root, prefix=".claimtrack-restore-") as folder:
            manifest = _unpack(archive, Path(folder) / FOLDER)
            (Path(folder) / FOLDER).replace(place.folder)
    except OSError as error:
        raise InvalidInput(f"cannot restore into {place.root}: {error.strerror or error}") from error
    return manifest


def _write(desk: Desk, archive: Path, copy: Path) -> Manifest:
    # The database first: every file that its rows name is in the locker before the row is.
    backup_sqlite(desk.database, copy)
    digests = list(desk.locker.digests())
    with reading(_at(desk, copy)) as session:
        head = chain.head(session)
    manifest = Manifest(
        format=1,
        tool_version=__version__,
        workspace=desk.uuid,
        locker=desk.locker.id,
        head_number=head.number,
        head_hash=head.hash,
        database_sha256=_sha256(copy),
        files=len(digests),
    )
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as into:
        into.write(copy, DATABASE_FILE)
        for digest in digests:
            into.write(desk.locker.path_of(digest), f"locker/{digest[:2]}/{digest[2:]}")
        into.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=2))
    with archive.open("rb") as written:
        os.fsync(written.fileno())
    return manifest


def _at(desk: Desk, copy: Path) -> Desk:
    return Desk(Database(sqlite_url(copy)), desk.locker, desk.clock, desk.reviewer, desk.uuid)


def _unpack(archive: Path, folder: Path) -> Manifest:
    """Unpack a backup into ``folder``, checking every byte on the way."""
    try:
        with zipfile.ZipFile(archive) as packed:
            manifest = Manifest(**json.loads(packed.read(_MANIFEST)))
            names = [name for name in packed.namelist() if name not in {_MANIFEST, DATABASE_FILE}]
            _refuse_strange(archive, names, manifest)
            locker = folder / LOCKER_FOLDER
            locker.mkdir(parents=True)
            (locker / "id").write_text(manifest.locker, encoding="ascii")
            for name in names:
                _extract(packed, name, folder / name, expected=name.removeprefix("locker/").replace("/", ""))
                (folder / name).chmod(0o444)
            _extract(packed, DATABASE_FILE, folder / DATABASE_FILE, expected=manifest.database_sha256)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise VerificationFailed(f"{archive} is not a backup of claimtrack, or it is damaged: {error}") from error
    for problem in _database_problems(folder / DATABASE_FILE, manifest):
        raise VerificationFailed(f"the database in {archive} is not sound: {problem}")
    return manifest


def _refuse_strange(archive: Path, names: list[str], manifest: Manifest) -> None:
    strange = [name for name in names if not _LOCKER_FILE.fullmatch(name)]
    if strange:
        raise VerificationFailed(f"{archive} holds something that no backup holds: {strange[0]!r}")
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


def _database_problems(file: Path, manifest: Manifest) -> Iterator[str]:
    database = Database(sqlite_url(file))
    try:
        with translated(database):
            yield from integrity(database)
            with database.connect() as connection:
                yield from chain.check(connection)
                if chain.head(connection).hash != manifest.head_hash:
                    yield "its event chain ends elsewhere than the backup says"
    except ClaimtrackError as error:
        yield str(error)
    finally:
        database.dispose()


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
