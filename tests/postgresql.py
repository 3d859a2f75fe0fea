"""The PostgreSQL of the tests, asked from outside of the program."""

import os
import shutil
from pathlib import Path

from sqlalchemy import create_engine, make_url, text


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
