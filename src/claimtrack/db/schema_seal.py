"""What SQLite's tables are made by, sealed in the database's own header: a bit of it that is turned over is found.

No event tells of tables and their rules, nor of which version they are, and how SQLite words them depends on its own
version and on the way that a database came. So a migration counts the words that it left, with the version, and whoever
verifies counts them again. PostgreSQL looks after its own.
"""

import zlib

from sqlalchemy import Connection

_WORDS = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY 1, 2"
)
_NONE = 0
"""What a database has that no migration sealed: one of an older claimtrack. Nothing is said of it."""


def seal_schema(connection: Connection) -> None:
    """Write the sum over all tables, indexes and triggers, and their version, into the header of a SQLite database."""
    connection.exec_driver_sql(f"PRAGMA user_version = {_sum(connection, _version(connection))}")


def schema_is_sealed(connection: Connection) -> bool:
    """Tell whether the tables of a SQLite database are as the last migration left them; raises DBAPIError."""
    return _sealed(connection) in {_NONE, _sum(connection, _version(connection))}


def is_sealed_as(connection: Connection, version: str) -> bool:
    """Tell whether the tables were sealed as those of a version, whatever the database says now; raises DBAPIError."""
    return connection.dialect.name == "sqlite" and _sealed(connection) == _sum(connection, version)


def _sealed(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _version(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def _sum(connection: Connection, version: str) -> int:
    """Return the CRC-32, which no single bit leaves as it was, as the header's signed number; never ``_NONE``."""
    found = zlib.crc32(version.encode("utf-8", "surrogatepass"))
    for row in connection.exec_driver_sql(_WORDS):
        found = zlib.crc32(repr(tuple(row)).encode("utf-8", "surrogatepass"), found)
    return (found - (1 << 32) if found >= 1 << 31 else found) or 1
