from pathlib import Path

import pytest
from sqlalchemy import text

from claimtrack.db import migrate, schema
from claimtrack.db.engine import Database, sqlite_url
from claimtrack.db.schema import SchemaState, require_current, state_of
from claimtrack.errors import DatabaseTrouble


def _stamp(database: Database, version: str | None) -> None:
    with database.engine.begin() as connection:
        if database.is_sqlite:
            connection.execute(text("PRAGMA user_version = 0"))  # as one that was never sealed
        connection.execute(text("DELETE FROM alembic_version"))
        if version is not None:
            connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": version})


@pytest.mark.parametrize(
    ("version", "state", "words"),
    [
        ("0000", SchemaState.OLDER, "made by an older claimtrack; bring it up to date with `claimtrack upgrade`"),
        (
            f"{int(schema.NEWEST) + 1:04}",
            SchemaState.NEWER,
            "made by a newer claimtrack; upgrade the program: pip install -U claimtrack",
        ),
        ("9999", SchemaState.NEWER, "made by a newer claimtrack"),
        ("3f2a90c1", SchemaState.FOREIGN, "holds something else than a claimtrack workspace; name another one"),
        (None, SchemaState.FOREIGN, "holds something else than a claimtrack workspace"),
    ],
)
def test_another_version_is_told_with_what_to_do(
    database: Database, version: str | None, state: SchemaState, words: str
) -> None:
    _stamp(database, version)
    with database.connect() as connection:
        assert state_of(connection) is state
        with pytest.raises(DatabaseTrouble) as told:
            require_current(connection, where="desk.db")
    assert f"the database desk.db {'was ' if 'made' in words else ''}{words}" in str(told.value)


def test_the_newest_version_is_current(database: Database) -> None:
    with database.connect() as connection:
        assert state_of(connection) is SchemaState.CURRENT
        require_current(connection, where="desk.db")


def test_tables_that_were_taken_down_leave_an_empty_database(database: Database) -> None:
    migrate.downgrade(database, "base")
    with database.connect() as connection:
        assert state_of(connection) is SchemaState.EMPTY


def test_tables_of_another_program_are_not_taken_for_ours(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    with database.connect() as connection:
        assert state_of(connection) is SchemaState.FOREIGN
        with pytest.raises(DatabaseTrouble, match="holds something else"):
            require_current(connection, where="desk.db")


def test_a_question_that_fails_leaves_the_connection_usable(empty_postgresql: str, tmp_path: Path) -> None:
    for address in (empty_postgresql, sqlite_url(tmp_path / "new.db")):
        database = Database(address)
        with database.connect() as connection:
            assert state_of(connection) is SchemaState.EMPTY
            assert connection.scalar(text("SELECT 1")) == 1
            with pytest.raises(DatabaseTrouble, match="is empty; `claimtrack ingest FILE` fills it"):
                require_current(connection, where="new.db")
        database.dispose()


def test_the_version_is_written_so_that_versions_can_be_compared() -> None:
    assert schema.NEWEST.isdecimal()
    assert len(schema.NEWEST) == 4
