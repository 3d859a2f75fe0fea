"""A workspace that may be read and not written: all of it is seen, nothing is made, nothing half-changed is told."""

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.other_users import as_user, needs_root

from claimtrack.config import Place
from claimtrack.db import engine
from claimtrack.errors import DatabaseTrouble
from claimtrack.services import reviewers
from claimtrack.services.articles import details
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.integrity.backup import backup
from claimtrack.services.integrity.verify import verify
from claimtrack.services.workspaces import create

STRANGER = 64_005


@pytest.fixture
def shown(desk: Desk, bridge: int) -> Iterator[Place]:
    """Give a copy of a workspace with an article, in a folder that everybody reaches and nobody may write."""
    del bridge
    assert desk.folder is not None
    root = Path(tempfile.mkdtemp(prefix="claimtrack-shown-"))
    shutil.copytree(desk.folder, root / ".claimtrack")
    place = Place(root, None, root / ".claimtrack" / "locker")
    # What is loaded when it is first needed, root alone may be able to read.
    _look(place)
    backup(open_desk(place, reviewer="ana"), root / "before.zip")
    with closing(sqlite3.connect(place.database_file)) as here:
        here.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _only_to_read(root)
    yield place
    for path in (root, *root.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(root)


def _only_to_read(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)


def _look(place: Place) -> tuple[int, int, tuple[str, ...]]:
    desk = open_desk(place, reviewer="stranger")
    return len(details.listing(desk)), len(reviewers.listing(desk)), verify(desk).problems


@needs_root
def test_a_stranger_reads_what_nobody_writes(shown: Place) -> None:
    before = sorted(shown.root.rglob("*"))
    assert as_user(STRANGER, [STRANGER], lambda: _look(shown)) == (1, 1, ())
    assert sorted(shown.root.rglob("*")) == before


@needs_root
def test_a_stranger_reads_what_its_owner_wrote_a_moment_ago(shown: Place) -> None:
    # The owner may write: the marks are for the stranger.
    with closing(sqlite3.connect(shown.database_file, isolation_level=None)) as owner:
        owner.execute("PRAGMA journal_mode=WAL")
        owner.execute(
            "INSERT INTO reviewer (name, key, role, created_at) VALUES ('ben', 'ben', 'viewer', '2026-11-24 09:00:00')"
        )
        log = shown.database_file.with_name("claimtrack.db-wal")
        assert log.stat().st_size > 0
        _only_to_read(shown.root)
        articles, people, _ = as_user(STRANGER, [STRANGER], lambda: _look(shown))
    assert (articles, people) == (1, 2)


@needs_root
def test_a_stranger_backs_up_what_nobody_writes(shown: Place) -> None:
    folder = Path(tempfile.mkdtemp(prefix="claimtrack-backup-"))
    os.chown(folder, STRANGER, STRANGER)
    try:
        made = as_user(
            STRANGER, [STRANGER], lambda: backup(open_desk(shown, reviewer="stranger"), folder / "desk.zip").files
        )
        assert made == 1
    finally:
        shutil.rmtree(folder)


def test_what_was_changed_while_it_was_read_is_not_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    file = Path(str(desk.database.url.database))
    with closing(sqlite3.connect(file)) as here:
        here.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    monkeypatch.setattr(engine, "_is_writable", lambda _: False)
    with desk.database.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM claim")
    with pytest.raises(DatabaseTrouble, match="was changed while it was read; do it again"), desk.database.connect():
        os.utime(file, (0, 0))


@pytest.mark.skipif(os.name == "nt", reason="no such rights there")
def test_a_new_workspace_and_its_database_are_for_nobody_else(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        place = Place(tmp_path / "new", None, tmp_path / "new" / ".claimtrack" / "locker")
        create(place, reviewer="ana")
    finally:
        os.umask(before)
    rights = [stat.S_IMODE(path.stat().st_mode) for path in (place.folder, place.database_file)]
    assert rights == [0o700, 0o600]
