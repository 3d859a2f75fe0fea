import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from claimtrack.db import engine as engines
from claimtrack.db import migrate
from claimtrack.db.backup import backup_sqlite, integrity
from claimtrack.db.engine import Database, sqlite_url, translated
from claimtrack.db.models import Article, Note
from claimtrack.db.schema import state_of
from claimtrack.db.session import reading, writing
from claimtrack.errors import DatabaseTrouble, InvalidInput, UsageError
from claimtrack.vocabulary import NoteKind


def _ask(database: Database) -> None:
    with translated(database), database.connect() as connection:
        state_of(connection)
        connection.execute(text("SELECT * FROM reviewer")).all()


def _write(database: Database) -> None:
    with translated(database), writing(database) as session:
        session.add(Article(id=2, title="The ferry", created_at=session.get_one(Article, 1).created_at))


@pytest.fixture
def filled_file(filled: Database) -> Path:
    """Give the file of a filled SQLite database, with nothing left in the journal beside it."""
    with filled.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    return Path(str(filled.url.database))


on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@on_sqlite
def test_a_database_that_another_process_writes_is_told_and_can_be_read(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    impatient = Database(filled.url.render_as_string())
    with closing(sqlite3.connect(str(filled.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE reviewer SET name = 'Ben'")
        with pytest.raises(DatabaseTrouble, match=r"claimtrack\.db is locked by another process; try again when it is"):
            _write(impatient)
        with impatient.connect() as connection:
            assert connection.scalar(text("SELECT name FROM reviewer")) == "ana"
        other.execute("ROLLBACK")
    _write(impatient)


@on_sqlite
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            b"The bridge is closed.\n" * 300,
            r"is damaged or is no database; restore it from a backup with `claimtrack re",
        ),
        (b"SQLite format 3\0" + b"\xff" * 8000, r"is damaged or is no database; restore it"),
    ],
    ids=["a text", "no header"],
)
def test_a_file_that_is_no_database_is_told(filled_file: Path, content: bytes, says: str) -> None:
    filled_file.write_bytes(content)
    with pytest.raises(DatabaseTrouble, match=says) as told:
        _ask(Database(sqlite_url(filled_file)))
    assert str(filled_file) in str(told.value)


@on_sqlite
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_database_that_was_cut_off_or_overwritten_is_told(filled_file: Path, share: float) -> None:
    data = filled_file.read_bytes()
    cut = int(len(data) * share)
    for harmed in (data[:cut], data[:cut] + bytes(len(data) - cut), data[:cut] + b"\xff" * (len(data) - cut)):
        filled_file.write_bytes(harmed)
        damaged = Database(sqlite_url(filled_file))
        # Either the question fails, with words for a user, or SQLite's own check sees what happened.
        try:
            _ask(damaged)
            problems = integrity(damaged)
        except DatabaseTrouble as trouble:
            problems = [str(trouble)]
        assert problems


@on_sqlite
def test_text_that_is_no_text_is_told_as_damage(filled: Database) -> None:
    with closing(sqlite3.connect(str(filled.url.database))) as tool:
        tool.execute("UPDATE reviewer SET name = CAST(x'ff' AS TEXT)")
        tool.commit()
    with pytest.raises(DatabaseTrouble, match=r"is damaged; restore it from a backup"):
        _ask(filled)


@on_sqlite
def test_a_database_that_cannot_be_written_is_told(filled: Database) -> None:
    """Permissions do not stop root, so SQLite itself is told to refuse: what it says is the same."""

    def refuse(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only=ON")

    event.listen(filled.engine, "connect", refuse)
    with pytest.raises(DatabaseTrouble, match=r"cannot be written; check the permissions of its folder"):
        _write(filled)
    _ask(filled)


@on_sqlite
def test_a_full_disk_is_told(filled: Database) -> None:
    def limit(connection: sqlite3.Connection, *_: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(filled.engine, "connect", limit)
    with pytest.raises(DatabaseTrouble, match=r"the disk with the database .* is full; nothing was changed"):
        _note(filled, "x" * 1_000_000)
    with filled.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM comment")) == 1


def _note(database: Database, words: str) -> None:
    with translated(database), writing(database) as session:
        moment = session.get_one(Article, 1).created_at
        session.add(Note(claim_id=1, kind=NoteKind.COMMENT, text=words, reviewer_id=1, at=moment))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatabaseTrouble, match=r"cannot be opened; see that its folder is there"):
        _ask(Database(sqlite_url(tmp_path / "nowhere" / "claimtrack.db")))


def _refused(url: str) -> str:
    # Nobody listens on the first port.
    return make_url(url).set(host="127.0.0.1", port=1, query={}).render_as_string(hide_password=False)


def _no_such_database(url: str) -> str:
    return make_url(url).set(database="no_such_desk").render_as_string(hide_password=False)


def _no_such_user(url: str) -> str:
    return make_url(url).set(username="nobody", password="s3cret").render_as_string(hide_password=False)  # noqa: S106 - made up


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (_refused, "refused"),
        (_no_such_database, 'database "no_such_desk" does not exist'),
        (_no_such_user, 'role "nobody" does not exist|authentication failed'),
    ],
)
def test_a_server_that_lets_nobody_in_is_told(postgresql_server: str, wrong: Callable[[str], str], says: str) -> None:
    database = Database(wrong(postgresql_server))
    with pytest.raises(DatabaseTrouble, match=says) as told:
        _ask(database)
    assert str(told.value).startswith(f"the database {database.name} does not answer: ")
    assert str(told.value).endswith("; check its address and that it is running")
    assert "s3cret" not in str(told.value)


def test_a_password_is_not_shown() -> None:
    database = Database("postgresql+psycopg://desk:s3cret@host/claims")
    assert database.name == "postgresql+psycopg://desk:***@host/claims"
    assert not database.is_sqlite


@on_postgresql
def test_a_server_that_goes_away_is_told(filled: Database) -> None:
    ended = "SELECT pg_terminate_backend(pg_backend_pid())"
    with (
        pytest.raises(DatabaseTrouble, match=r"does not answer: .*; check its address and that it is running"),
        translated(filled),
        filled.connect() as connection,
    ):
        connection.execute(text(ended))


@on_postgresql
def test_a_user_who_may_only_read_is_told(filled: Database) -> None:
    def only_read(connection: psycopg.Connection, *_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = on")
        connection.commit()

    event.listen(filled.engine, "connect", only_read)
    with pytest.raises(DatabaseTrouble, match=r"does not let this user do that: .*read-only transaction"):
        _write(filled)


@on_postgresql
def test_a_user_without_rights_is_told(filled: Database) -> None:
    def less(connection: psycopg.Connection, *_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE pg_monitor")
        connection.commit()

    event.listen(filled.engine, "connect", less)
    with pytest.raises(DatabaseTrouble, match=r"does not let this user do that: permission denied"):
        _write(filled)


def test_a_mistake_of_ours_is_no_trouble_of_the_user(filled: Database) -> None:
    with pytest.raises(DBAPIError), translated(filled), filled.engine.connect() as connection:
        connection.execute(text("UPDATE claim SET version = 0"))
    with pytest.raises(IntegrityError), translated(filled), writing(filled) as session:
        session.execute(text("UPDATE claim SET version = 0"))


def test_what_no_database_can_write_is_told(filled: Database) -> None:
    with pytest.raises(
        InvalidInput, match=r"the text holds '\\udcff', which is half of a character and cannot be stored"
    ):
        _note(filled, "so \udcff")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("not an address", "that is no database address; write it like postgresql"),
        ("postgresql+psycopg://user@host:port/name", "that is no database address"),
        ("mysql://user@host/name", "mysql is not supported; use SQLite or PostgreSQL"),
    ],
)
def test_an_address_that_means_nothing_is_told(url: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        Database(url)


@pytest.mark.parametrize("url", ["postgresql+nosuch://u@h/n", "postgresql+psycopg2://u@h/n"])
def test_a_driver_that_is_missing_is_told_with_what_to_install(url: str) -> None:
    with pytest.raises(DatabaseTrouble, match=r"pip install 'claimtrack\[postgresql\]'"):
        Database(url)


def test_a_file_of_any_name_is_found(migrated_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "what? 100% #1 & ünï.db"
    shutil.copy(migrated_file, file)
    database = Database(sqlite_url(file))
    _ask(database)
    backup_sqlite(database, tmp_path / "copy.db")
    assert database.name == str(file)
    assert integrity(Database(sqlite_url(tmp_path / "copy.db"))) == []


def test_references_are_kept(sqlite_database: Database) -> None:
    with sqlite_database.connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA busy_timeout")) == 30_000


def test_commits_are_flushed(migrated_file: Path) -> None:
    """In a process of its own: the tests themselves flush nothing (tests/conftest.py)."""
    asked = (
        "import sys\n"
        "from claimtrack.db.engine import Database, sqlite_url\n"
        "with Database(sqlite_url(sys.argv[1])).connect() as connection:\n"
        "    print(connection.exec_driver_sql('PRAGMA synchronous').scalar())"
    )
    done = subprocess.run([sys.executable, "-c", asked, migrated_file], capture_output=True, text=True, check=True)
    assert done.stdout == "2\n"


def test_a_reader_sees_one_state_while_others_write(filled: Database) -> None:
    with filled.connect() as connection, reading(filled) as session:
        first = (connection.scalar(text("SELECT count(*) FROM article")), session.query(Article).count())
        _write(filled)
        second = (connection.scalar(text("SELECT count(*) FROM article")), session.query(Article).count())
    assert first == second == (1, 1)
    with filled.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM article")) == 2


def test_nothing_that_is_done_while_reading_is_kept(filled: Database) -> None:
    with reading(filled) as session:
        session.get_one(Article, 1).title = "another"
        session.flush()
    with reading(filled) as session:
        assert session.get_one(Article, 1).title == "The bridge"


def test_what_fails_while_writing_is_undone_as_a_whole(filled: Database) -> None:
    def half() -> None:
        with writing(filled) as session:
            session.get_one(Article, 1).title = "another"
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    with reading(filled) as session:
        assert session.get_one(Article, 1).title == "The bridge"


def test_making_tables_that_are_there_changes_nothing(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "new.db"))
    migrate.create(database)
    migrate.create(database)
    _ask(database)
