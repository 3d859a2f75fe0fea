import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import inspect, text

from claimtrack.clock import Clock
from claimtrack.config import Place
from claimtrack.db import migrate, schema
from claimtrack.db.base import Base
from claimtrack.db.engine import Database, sqlite_url
from claimtrack.errors import DatabaseTrouble
from claimtrack.locker.store import Locker
from claimtrack.services import reviewers
from claimtrack.services.desk import Desk, database_of, open_desk
from claimtrack.services.integrity.log import entries
from claimtrack.services.integrity.verify import verify
from claimtrack.services.workspaces import open_or_create, upgrade
from claimtrack.vocabulary import Role

pytestmark = pytest.mark.both_databases

THIS_VERSION = schema.NEWEST


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Give a place where nothing is yet, on each database."""
    root = tmp_path / "deep" / "desk"
    url = request.getfixturevalue("empty_postgresql") if request.param == "postgresql" else None
    return Place(root, url, root / ".claimtrack" / "locker")


def _opened(place: Place, clock: Clock, name: str = "ana") -> Desk:
    return open_or_create(place, reviewer=name, clock=clock)


def test_who_makes_a_workspace_is_its_admin(nowhere: Place, clock: Clock) -> None:
    desk = _opened(nowhere, clock, "Ana  Ruiz")
    assert [(row.name, row.role) for row in reviewers.listing(desk)] == [("Ana  Ruiz", Role.ADMIN)]
    assert [(line.who, line.what) for line, _, _ in entries(desk)] == [
        ("Ana  Ruiz", "made the workspace"),
        ("Ana  Ruiz", "added Ana  Ruiz as admin"),
    ]
    assert verify(desk).problems == ()


def test_what_is_made_is_opened_the_next_time(nowhere: Place, clock: Clock) -> None:
    first, second = _opened(nowhere, clock), _opened(nowhere, clock, "ben")
    assert (second.uuid, second.locker.id) == (first.uuid, first.locker.id)
    # Who only opens it is nobody in it.
    assert [row.name for row in reviewers.listing(second)] == ["ana"]


def _only_the_folder(place: Place) -> None:
    place.folder.mkdir(parents=True)


def _the_locker(place: Place) -> None:
    place.folder.mkdir(parents=True)
    Locker.create(place.locker)


def _an_empty_file(place: Place) -> None:
    _the_locker(place)
    place.database_file.touch()


def _the_tables(place: Place) -> None:
    _the_locker(place)
    migrate.create(database_of(place))


@pytest.mark.parametrize("half", [_only_the_folder, _the_locker, _an_empty_file, _the_tables])
def test_what_was_made_by_half_is_completed_by_the_next(
    nowhere: Place, clock: Clock, half: Callable[[Place], None]
) -> None:
    half(nowhere)
    desk = _opened(nowhere, clock, "ben")
    assert [(row.name, row.role) for row in reviewers.listing(desk)] == [("ben", Role.ADMIN)]
    assert verify(desk).problems == ()


def test_what_was_made_by_half_is_told_to_who_only_reads(nowhere: Place, clock: Clock) -> None:
    _the_tables(nowhere)
    with pytest.raises(DatabaseTrouble, match="cut off; `claimtrack ingest FILE` completes it"):
        open_desk(nowhere, reviewer="ana", clock=clock)


def test_many_who_make_a_workspace_at_once_make_one(nowhere: Place, clock: Clock) -> None:
    together = Barrier(4)

    def make(name: str) -> str:
        together.wait()
        return _opened(nowhere, clock, name).uuid

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(make, ["ana", "ben", "cleo", "dov"]))
    assert len(made) == 1
    desk = open_desk(nowhere, reviewer="ana", clock=clock)
    assert len(reviewers.listing(desk)) == 1
    assert verify(desk).problems == ()


def _lose(desk: Desk, place: Place) -> None:
    desk.database.dispose()
    if place.database_url is None:
        for file in place.folder.glob("claimtrack.db*"):
            file.unlink()
    else:
        migrate.downgrade(desk.database, "base")


def _empty(desk: Desk, place: Place) -> None:
    _lose(desk, place)
    if place.database_url is None:
        place.database_file.touch()


@pytest.mark.parametrize("loss", [_lose, _empty])
def test_a_lost_database_is_told_and_not_replaced(
    nowhere: Place, clock: Clock, loss: Callable[[Desk, Place], None]
) -> None:
    desk = _opened(nowhere, clock)
    desk.locker.put(b"The bridge is closed.")
    loss(desk, nowhere)
    for _ in range(2):
        with pytest.raises(DatabaseTrouble, match=r"desk has lost its database; restore it from a backup into another"):
            _opened(nowhere, clock)
    with pytest.raises(DatabaseTrouble, match=r"lost its database"):
        open_desk(nowhere, reviewer="ana", clock=clock)


def test_a_database_of_another_program_is_left_alone(nowhere: Place, clock: Clock) -> None:
    nowhere.folder.mkdir(parents=True)
    with database_of(nowhere).engine.begin() as connection:
        connection.execute(text("CREATE TABLE songs (title TEXT)"))
    for attempt in (lambda: _opened(nowhere, clock), lambda: upgrade(nowhere)):
        with pytest.raises(DatabaseTrouble, match="holds something else than a claimtrack workspace"):
            attempt()
    with database_of(nowhere).connect() as connection:
        assert inspect(connection).get_table_names() == ["songs"]


def test_a_locker_of_another_workspace_is_refused(nowhere: Place, clock: Clock, tmp_path: Path) -> None:
    mine = _opened(nowhere, clock)
    other = Locker.create(tmp_path / "other")
    with pytest.raises(DatabaseTrouble, match=f"another workspace; set CLAIMTRACK_LOCKER .*{mine.locker.id}"):
        _opened(replace(nowhere, locker=other.path), clock)


def test_a_locker_that_is_gone_is_told(nowhere: Place, clock: Clock) -> None:
    _opened(nowhere, clock)
    shutil.rmtree(nowhere.locker)
    with pytest.raises(DatabaseTrouble, match=r"no locker at .*restore it from a backup"):
        _opened(nowhere, clock)


def test_a_folder_that_cannot_be_made_is_told(nowhere: Place, clock: Clock) -> None:
    nowhere.root.parent.write_bytes(b"a file where a folder should be")
    with pytest.raises(DatabaseTrouble, match=r"cannot make a workspace at .*desk: Not a directory"):
        _opened(nowhere, clock)


def test_a_current_workspace_needs_no_upgrade(nowhere: Place, clock: Clock) -> None:
    _opened(nowhere, clock)
    before = sorted(nowhere.folder.iterdir())
    assert upgrade(nowhere, clock=clock) == (False, None)
    assert sorted(nowhere.folder.iterdir()) == before


def test_an_older_workspace_is_told_to_upgrade_and_then_works(
    nowhere: Place, clock: Clock, migrations_with_one_more: Callable[[], None]
) -> None:
    uuid = _opened(nowhere, clock).uuid
    migrations_with_one_more()
    for attempt in (open_desk, open_or_create):
        with pytest.raises(DatabaseTrouble, match="older claimtrack; bring it up to date with `claimtrack upgrade`"):
            attempt(nowhere, reviewer="ana", clock=clock)
    done, copy = upgrade(nowhere, clock=clock)
    assert done
    desk = open_desk(nowhere, reviewer="ana", clock=clock)
    assert (desk.uuid, verify(desk).problems) == (uuid, ())
    if nowhere.database_url is not None:
        assert copy is None
        return
    assert copy is not None
    assert copy.parent == nowhere.folder
    before = Database(sqlite_url(copy))
    with before.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == f"{int(schema.NEWEST) - 1:04}"
        assert connection.scalar(text("SELECT uuid FROM workspace")) == uuid


def test_an_upgrade_that_fails_leaves_all_as_it_was(
    nowhere: Place,
    clock: Clock,
    migrations_with_one_more: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _opened(nowhere, clock)
    migrations_with_one_more()

    def fail(_: Database) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(migrate, "upgrade", fail)
    with pytest.raises((DatabaseTrouble, sqlite3.OperationalError)):
        upgrade(nowhere, clock=clock)
    with database_of(nowhere).connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == f"{int(schema.NEWEST) - 1:04}"
        assert set(Base.metadata.tables) < set(inspect(connection).get_table_names())


def test_a_newer_workspace_is_refused(nowhere: Place, clock: Clock) -> None:
    _opened(nowhere, clock)
    with database_of(nowhere).engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA user_version = 999"))  # the newer one has sealed it
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    for attempt in (lambda: _opened(nowhere, clock), lambda: upgrade(nowhere)):
        with pytest.raises(DatabaseTrouble, match="made by a newer claimtrack; upgrade the program"):
            attempt()


def test_an_upgrade_of_a_lost_database_makes_none(nowhere: Place, clock: Clock) -> None:
    _lose(_opened(nowhere, clock), nowhere)
    with pytest.raises(DatabaseTrouble, match=r"lost its database|is empty"):
        upgrade(nowhere)
    assert not nowhere.database_file.exists()


def test_a_workspace_in_use_can_be_opened(nowhere: Place, clock: Clock) -> None:
    desk = _opened(nowhere, clock)
    if desk.database.is_sqlite:
        with closing(sqlite3.connect(nowhere.database_file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert _opened(nowhere, clock).uuid == desk.uuid
            other.execute("ROLLBACK")
    else:
        with desk.database.engine.begin() as connection:
            connection.execute(text("UPDATE workspace SET head_number = head_number"))
            assert _opened(nowhere, clock).uuid == desk.uuid


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights there")
def test_nobody_else_may_look_into_a_workspace_of_one_s_own(nowhere: Place, clock: Clock) -> None:
    before = os.umask(0o002)
    try:
        _opened(nowhere, clock)
    finally:
        os.umask(before)
    assert nowhere.folder.stat().st_mode & 0o777 == (0o700 if nowhere.database_url is None else 0o775)
