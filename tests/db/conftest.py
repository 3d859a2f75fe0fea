"""What the tests of the tables share: somebody who acts, and a way past the triggers for who tampers."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from sqlalchemy import Connection, text
from tests.db.rows import make_claim, with_people, with_rows

from claimtrack.db.engine import Database
from claimtrack.db.models import Claim

Tampering = Callable[[Database], AbstractContextManager[Connection]]


@pytest.fixture
def founded(database: Database) -> Database:
    """Give a database with its workspace row and one reviewer, number 1, on each of the two."""
    return with_people(database)


@pytest.fixture(scope="module")
def module_founded(module_database: Database) -> Database:
    """Give the same to a whole module that leaves it as it is."""
    return with_people(module_database)


@pytest.fixture
def filled(founded: Database) -> Database:
    """Give a database with rows in every table: an article with two claims, evidence for the first, and events."""
    return with_rows(founded)


@pytest.fixture(scope="module")
def module_filled(module_founded: Database) -> Database:
    """Give the same to a whole module that leaves it as it is."""
    return with_rows(module_founded)


@pytest.fixture(scope="session")
def claim_row() -> Callable[..., Claim]:
    """Give a way to make a claim of article 1, unlike the others only in what a test says."""
    return make_claim


@pytest.fixture(scope="session")
def tampering() -> Tampering:
    """Give a connection that no trigger and no reference holds back, as somebody with a database tool has.

    What is done on it is undone at the end.
    """

    @contextmanager
    def past_the_triggers(database: Database) -> Iterator[Connection]:
        with database.engine.connect() as connection:
            if database.is_sqlite:
                driver = connection.connection.driver_connection
                assert driver is not None
                driver.execute("PRAGMA foreign_keys=OFF")
                triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                for name in connection.scalars(text(triggers)).all():
                    connection.execute(text(f'DROP TRIGGER "{name}"'))
            else:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            yield connection
            connection.rollback()

    return past_the_triggers
