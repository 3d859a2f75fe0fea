"""What SQLite's tables are made by is sealed: a letter of it that changed is found, whatever it does."""

from pathlib import Path

import pytest

from claimtrack.db import migrate, schema
from claimtrack.db.backup import integrity
from claimtrack.db.engine import Database, sqlite_url, translated
from claimtrack.db.schema import require_current
from claimtrack.db.schema_seal import schema_is_sealed
from claimtrack.errors import DatabaseTrouble

_NAMED = b"ck_finding_status"


@pytest.fixture
def made(migrated_file: Path, tmp_path: Path) -> Path:
    """Give a database at the newest version, as one file."""
    file = tmp_path / "copy.db"
    file.write_bytes(migrated_file.read_bytes())
    return file


def _edited(file: Path, of: bytes, into: bytes) -> Database:
    data = file.read_bytes()
    assert data.count(of) == 1
    file.write_bytes(data.replace(of, into))
    return Database(sqlite_url(file))


def test_a_database_that_was_just_made_is_sealed(made: Path) -> None:
    database = Database(sqlite_url(made))
    assert integrity(database) == []
    with database.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() != 0


def test_a_letter_that_changes_nothing_for_sqlite_is_found(made: Path) -> None:
    (found,) = integrity(_edited(made, _NAMED, b"ck_finding_statur"))
    assert found == "the database is damaged: its tables are not made as the last migration left them"


def test_a_word_that_is_no_text_is_damage(made: Path) -> None:
    database = _edited(made, b"CREATE TABLE finding (", b"CREATE \xf4ABLE finding (")
    assert integrity(database) == ["the database is damaged: a word in it is no text"]
    told = pytest.raises(DatabaseTrouble, match=r"is damaged; restore it from a backup")
    with told, translated(database), database.connect():
        pass


def test_an_older_database_that_nobody_sealed_is_taken_as_it_is(made: Path) -> None:
    database = Database(sqlite_url(made))
    with database.engine.execution_options(claimtrack_writes=True).begin() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 0")
        connection.exec_driver_sql("CREATE TABLE mine (id INTEGER)")
    assert integrity(database) == []


def test_what_is_added_by_hand_is_found_and_a_migration_seals_anew(made: Path) -> None:
    database = Database(sqlite_url(made))
    with database.engine.execution_options(claimtrack_writes=True).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE mine (id INTEGER)")
    with database.connect() as connection:
        assert not schema_is_sealed(connection)
    migrate.downgrade(database, "0021")
    with database.connect() as connection:
        assert schema_is_sealed(connection)


def test_each_bit_of_the_version_that_is_turned_over_is_damage_and_nothing_to_upgrade(made: Path) -> None:
    database = Database(sqlite_url(made))
    for place in range(8 * len(schema.NEWEST)):
        turned = bytearray(schema.NEWEST.encode())
        turned[place // 8] ^= 1 << place % 8
        with database.engine.execution_options(claimtrack_writes=True).begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = CAST(? AS TEXT)", (bytes(turned),))
        told = pytest.raises(DatabaseTrouble, match=r"is damaged")
        with told, translated(database), database.connect() as connection:
            require_current(connection, where="desk.db")
