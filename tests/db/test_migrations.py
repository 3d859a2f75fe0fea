"""Every migration runs up and down on both databases, and makes just what the mapped classes ask for."""

from sqlalchemy import inspect

from claimtrack.db import migrate
from claimtrack.db.base import Base
from claimtrack.db.engine import Database


def test_the_migrations_make_what_the_models_ask_for(database: Database) -> None:
    migrate.check(database)


def test_down_and_up_again(database: Database) -> None:
    migrate.downgrade(database, "base")
    with database.connect() as connection:
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
    migrate.upgrade(database)
    with database.connect() as connection:
        assert set(Base.metadata.tables) < set(inspect(connection).get_table_names())
