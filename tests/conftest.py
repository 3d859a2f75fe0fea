"""Databases for every test that needs one: SQLite, and a real PostgreSQL that the tests start themselves."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine
from tests.fake_clock import FakeClock
from tests.picture_reader import install
from tests.postgresql import address_of, administer, copy_database, started
from tests.programs import find
from tests.quick_databases import compiled_once, nothing_flushed
from tests.tsa import Authority, make_authority, serving

from claimtrack.config import Place
from claimtrack.db import migrate, schema
from claimtrack.db.engine import Database, sqlite_url
from claimtrack.reading.processes.worker import close_own_worker

POSTGRESQL_VARIABLE = "CLAIMTRACK_TEST_POSTGRESQL"

# What is tested with articles is seldom the engine: the rules are ready at once, and what they give can be foreseen.
# Set here, since fixtures of a whole session read articles, too. The pages and the learned engine's own tests go
# without.
os.environ["CLAIMTRACK_EXTRACTOR"] = "rules"

# How fast inputs are made tells of the machine, which others may be using, and nothing of what is tested.
settings.register_profile("claimtrack", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("claimtrack")


@pytest.hookimpl(tryfirst=True)  # before `-m` leaves tests out by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a PostgreSQL, or a program that pip does not bring, so that nobody has to remember."""
    for item in items:
        if isinstance(item, pytest.Function):
            if _needs_postgresql(item):
                item.add_marker("postgresql")
            if "program" in item.fixturenames:
                item.add_marker("programs")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case of bytes by its parameter: what bytes hold (a time, say) may differ from one worker to another."""
    return argname if isinstance(val, bytes) else None


def _needs_postgresql(test: pytest.Function) -> bool:
    given = test.callspec.params if hasattr(test, "callspec") else {}
    chosen = [given.get(name) for name in ("place", "database", "module_database")]
    return "postgresql_server" in test.fixturenames or "postgresql" in chosen


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Give a way to find a program that no Python package brings; the test fails where it is missing."""
    return find


@pytest.fixture(scope="session")
def tesseract(program: Callable[[str], str]) -> str:
    """Give where Tesseract lies, for what reads words in pictures by it."""
    return program("tesseract")


@pytest.fixture
def clock() -> FakeClock:
    """Give a clock that nothing but the test moves."""
    return FakeClock()


@pytest.fixture(scope="session")
def north(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Give an authority that stamps, where it is served."""
    return make_authority("North", tmp_path_factory.mktemp("authorities") / "north")


@pytest.fixture(scope="session")
def south(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Give another one."""
    return make_authority("South", tmp_path_factory.mktemp("authorities") / "south")


@pytest.fixture
def served(north: Authority) -> Iterator[Authority]:
    """Give the first authority, which answers as it should until told otherwise."""
    with serving(north):
        yield north
    north.otherwise = None
    north.asked.clear()


@pytest.fixture
def picture_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Have pictures read by a reader that misbehaves on request, here and in the processes that read for this one.

    Gives the folder that it is in.
    """
    folder = install(tmp_path / "picture-reader")
    monkeypatch.syspath_prepend(str(folder))
    close_own_worker()  # it would not know of it
    yield folder
    close_own_worker()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WORKSPACE", "DATABASE", "LOCKER", "REVIEWER", "READ_SECONDS", "READ_MEGABYTES"):
        monkeypatch.delenv(f"CLAIMTRACK_{name}", raising=False)


@pytest.fixture(scope="session", autouse=True)
def compiled() -> Iterator[dict[str, Engine]]:
    """Give the engines whose dialect all others of their driver use, by driver."""
    with compiled_once() as engines:
        yield engines


@pytest.fixture(scope="session", autouse=True)
def _nothing_has_to_survive_a_power_cut() -> Iterator[None]:
    """Have nothing flushed to the disk; real processes of the program flush as ever."""
    with nothing_flushed():
        yield


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
    with started() as address:
        yield address


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str, compiled: dict[str, Engine]) -> Iterator[str]:
    """Give the name of a migrated, empty database on the server to copy from."""
    name = f"claimtrack_template_{secrets.token_hex(4)}"
    administer(postgresql_server, f'CREATE DATABASE "{name}"')
    database = Database(address_of(postgresql_server, name))
    migrate.create(database)
    database.dispose()
    compiled[database.url.drivername] = database.engine
    yield name
    administer(postgresql_server, f'DROP DATABASE "{name}"')


@pytest.fixture(scope="session")
def postgresql_copies(postgresql_server: str, migrated_postgresql: str) -> Callable[[], AbstractContextManager[str]]:
    """Give a way to make a fresh database on the server: its address, good until the block ends."""

    @contextmanager
    def copy() -> Iterator[str]:
        name = f"claimtrack_test_{secrets.token_hex(6)}"
        copy_database(postgresql_server, migrated_postgresql, name)
        yield address_of(postgresql_server, name)
        administer(postgresql_server, f'DROP DATABASE "{name}" WITH (FORCE)')

    return copy


@pytest.fixture
def empty_postgresql(postgresql_server: str) -> Iterator[str]:
    """Give the address of a database with no tables."""
    name = f"claimtrack_empty_{secrets.token_hex(6)}"
    administer(postgresql_server, f'CREATE DATABASE "{name}"')
    yield address_of(postgresql_server, name)
    administer(postgresql_server, f'DROP DATABASE "{name}" WITH (FORCE)')


_ONE_MORE = """
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{newest}"

def upgrade():
    with op.batch_alter_table("source") as source:
        source.add_column(sa.Column("tone", sa.Text(), nullable=False, server_default="plain"))

def downgrade():
    with op.batch_alter_table("source") as source:
        source.drop_column("tone")
"""


@pytest.fixture
def migrations_with_one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give a way to go on as the claimtrack to come, which has one migration more than this one."""

    def one_more() -> None:
        folder, newest = tmp_path / "migrations", schema.NEWEST
        following = f"{int(newest) + 1:04}"
        shutil.copytree(migrate.scripts(), folder, ignore=shutil.ignore_patterns("__pycache__"))
        words = _ONE_MORE.format(next=following, newest=newest)
        (folder / "versions" / f"{following}_one_more.py").write_text(words, encoding="utf-8")
        monkeypatch.setattr(migrate, "scripts", lambda: folder)
        monkeypatch.setattr(schema, "NEWEST", following)

    return one_more


@pytest.fixture
def postgresql_url(postgresql_copies: Callable[[], AbstractContextManager[str]]) -> Iterator[str]:
    """Give the address of a fresh database on the server."""
    with postgresql_copies() as address:
        yield address


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def module_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give one database to a whole module, on each of the two, for tests that leave it as they found it."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            file = tmp_path_factory.mktemp("module") / "claimtrack.db"
            shutil.copy(request.getfixturevalue("migrated_file"), file)
            address = sqlite_url(file)
        else:
            address = stack.enter_context(request.getfixturevalue("postgresql_copies")())
        database = Database(address)
        yield database
        database.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Give a fresh database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_database")
        return
    database = Database(request.getfixturevalue("postgresql_url"))
    yield database
    database.dispose()


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Give the place of a workspace with its tables made and nobody in it."""
    root = tmp_path / "desk"
    made = Place(root, None, root / ".claimtrack" / "locker")
    made.folder.mkdir(parents=True)
    if getattr(request, "param", "sqlite") == "postgresql":
        return replace(made, database_url=request.getfixturevalue("postgresql_url"))
    shutil.copy(request.getfixturevalue("migrated_file"), made.database_file)
    return made
