"""Connections that a server keeps open: used again, never another's, and opened anew where they are good no more."""

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, text

from claimtrack.db.engine import Database, read_damaged_text
from claimtrack.db.models import Article
from claimtrack.db.session import reading, writing


@contextmanager
def _kept(database: Database) -> Iterator[tuple[Database, list[object]]]:
    """Give the database with its connections kept, and a list that takes each connection that is opened."""
    kept, opened = database.kept_open(), []
    event.listen(kept.engine, "connect", lambda one, _: opened.append(one))
    try:
        yield kept, opened
    finally:
        kept.dispose()


def _title(database: Database) -> str | None:
    with reading(database) as session:
        return session.get_one(Article, 1).title


def test_one_connection_serves_one_use_after_another(filled: Database) -> None:
    with _kept(filled) as (kept, opened):
        before = _title(kept)
        with writing(kept) as session:
            session.get_one(Article, 1).title = "The ferry"
        assert (before, _title(kept), len(opened)) == ("The bridge", "The ferry", 1)
        assert _title(filled) == "The ferry"


def test_what_was_not_committed_is_gone_from_the_next_use(filled: Database) -> None:
    with _kept(filled) as (kept, opened):

        def fail() -> None:
            with writing(kept) as session:
                session.get_one(Article, 1).title = "The ferry"
                session.flush()
                raise RuntimeError("stop")

        with pytest.raises(RuntimeError, match="stop"):
            fail()
        assert (_title(kept), len(opened)) == ("The bridge", 1)
        with writing(kept) as session:
            session.get_one(Article, 1).title = "The pier"
        assert _title(filled) == "The pier"


def test_more_are_opened_where_many_ask_at_once(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimtrack.db.engine.KEPT", 2)
    with _kept(filled) as (kept, _), ThreadPoolExecutor(8) as threads:

        def two() -> str | None:
            with kept.connect():  # one thread may need a second one before it gives the first one back
                return _title(kept)

        assert {one.result() for one in [threads.submit(two) for _ in range(64)]} == {"The bridge"}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_in_anothers_place_is_opened_anew(filled: Database, tmp_path: Path) -> None:
    file, other = Path(str(filled.url.database)), tmp_path / "other.db"
    with filled.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    shutil.copy(file, other)
    with closing(sqlite3.connect(other)) as altered, altered:
        altered.execute("UPDATE article SET title = 'The restored one'")
    with _kept(filled) as (kept, opened):
        assert _title(kept) == "The bridge"
        for beside in ("-wal", "-shm"):
            file.with_name(file.name + beside).unlink(missing_ok=True)
        other.replace(file)
        assert (_title(kept), len(opened)) == ("The restored one", 2)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_damaged_text_is_read_by_who_asked_for_it_alone(filled: Database) -> None:
    with _kept(filled) as (kept, _):
        with kept.connect() as connection:
            read_damaged_text(connection)
            assert connection.exec_driver_sql("SELECT CAST(x'ff' AS TEXT)").scalar() == "\udcff"
        with kept.connect() as connection, pytest.raises(Exception, match="decode"):
            connection.exec_driver_sql("SELECT CAST(x'ff' AS TEXT)").scalar()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_connections_that_the_server_closed_are_opened_anew(filled: Database) -> None:
    with _kept(filled) as (kept, opened):
        assert _title(kept) == "The bridge"
        with filled.engine.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        assert (_title(kept), len(opened)) == ("The bridge", 2)
