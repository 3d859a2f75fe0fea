"""Connections to SQLite and PostgreSQL, and what their errors mean to a user. Loads no mapped classes."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    DisconnectionError,
    MultipleResultsFound,
    NoResultFound,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, PoolProxiedConnection, QueuePool

from claimtrack.db.seen import narrow
from claimtrack.errors import DatabaseTrouble, InvalidInput, UsageError
from claimtrack.remedies import Step, Words, do

BUSY_SECONDS = 30.0
"""How long a command waits for another process that is writing."""

KEPT = 20
"""Connections that a server keeps open between two requests; more are opened where more are needed at once."""

_ONE_STATE = {"isolation_level": "REPEATABLE READ"}

WRITE_LOCK = 0x636C61696D
"""The advisory lock that a writer holds on PostgreSQL ("claim"): any number that nobody else locks."""

CHANGED = "claimtrack_changed"
"""The channel of PostgreSQL on which a writer says that it wrote."""


def sqlite_url(file: Path) -> str:
    """Return the address of a SQLite file."""
    return URL.create("sqlite", database=str(file)).render_as_string()


class Database:
    """One database, not connected to before it is asked something."""

    def __init__(self, url: str) -> None:
        """Take an address; raises UsageError for one that means nothing or a database that is not supported."""
        try:
            self.url = make_url(url)
        except (ArgumentError, ValueError) as error:
            raise UsageError(
                "that is no database address; write it like postgresql+psycopg://user@host/name"
            ) from error
        if self.url.get_backend_name() not in {"sqlite", "postgresql"}:
            raise UsageError(f"{self.url.get_backend_name()} is not supported; use SQLite or PostgreSQL")
        self._use(_engine(self.url))

    def _use(self, engine: Engine) -> None:
        self.engine = engine
        # Made once: each engine with options of its own asks its listeners by a longer way.
        self._reading = self.engine if self.is_sqlite else self.engine.execution_options(**_ONE_STATE)
        self.viewer: str | None = None

    def seen_by(self, key: str) -> "Database":
        """Return the same database as the person of this key may read it: see ``seen``."""
        narrowed = copy(self)
        narrowed.viewer = key
        return narrowed

    @property
    def whole(self) -> "Database":
        """The same database with everything that is in it."""
        if self.viewer is None:
            return self
        everything = copy(self)
        everything.viewer = None
        return everything

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a SQLite file."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def name(self) -> str:
        """What to call the database in a message: the file, or the address without its password."""
        return str(self.url.database) if self.is_sqlite else self.url.render_as_string(hide_password=True)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Open a connection that reads one consistent state; nothing it does is kept.

        Raises DatabaseTrouble where somebody else wrote meanwhile and this user, who may not write, cannot be shielded
        from that.
        """
        before = _unshielded(Path(str(self.url.database))) if self.is_sqlite else None
        with self._reading.connect() as connection:
            if self.viewer is not None:
                narrow(connection, self.viewer)
            yield connection
        if before is not None and _unshielded(Path(str(self.url.database))) != before:
            raise DatabaseTrouble(f"the database {self.name} was changed while it was read; do it again")

    def kept_open(self) -> "Database":
        """Return the same database, whose connections stay open between two uses: for what answers one after another.

        A command opens one for each thing it does and is done; a page of the desk does ten, and to open a connection
        takes longer than most of them.
        """
        kept = Database(self.url.render_as_string(hide_password=False))
        kept._use(_keeping_engine(self.url))
        return kept

    def dispose(self) -> None:
        """Close what is open."""
        self.engine.dispose()


def read_damaged_text(connection: Connection) -> None:
    """Let what is no longer UTF-8 be read from this connection, as characters that no text holds.

    Otherwise one damaged letter would end a check that is to name everything that is damaged. PostgreSQL keeps no
    such text.
    """
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.text_factory = _decoded


@contextmanager
def translated(database: Database) -> Iterator[None]:
    """Turn what the database complains of into what a user can do about it."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise InvalidInput(
            f"the text holds {error.object[error.start : error.end]!r}, which is half of a character and cannot be "
            "stored; write it again without"
        ) from error
    except UnicodeDecodeError as error:
        if not database.is_sqlite:
            raise
        # What SQLite says of a damaged word has the word in it, which is no text any more.
        raise DatabaseTrouble(f"the database {database.name} is damaged" + _RESTORE) from error
    except (DBAPIError, sqlite3.Error) as error:
        trouble = _trouble(database, error)
        if trouble is None:
            raise
        raise DatabaseTrouble(trouble) from error
    except (AttributeError, LookupError, TypeError, ValueError, NoResultFound, MultipleResultsFound) as error:
        # A row that refers to one that is gone, or words that are no JSON: whoever reads them stumbles somewhere.
        harm = _harm(database)
        if harm is None:
            raise
        raise DatabaseTrouble(harm) from error


def _harm(database: Database) -> Words | None:
    """Say what in a database cannot stand there, over which something of ours stumbled; None for a mistake of ours."""
    from claimtrack.db.damage import first_harm

    try:
        with database.whole.connect() as connection:
            found = first_harm(connection)
    except (DBAPIError, sqlite3.Error, ValueError):
        return None
    return None if found is None else f"the database {database.name} is damaged: {found}" + _RESTORE


def _keeping_engine(url: URL) -> Engine:
    # Without an end to how many there are: one thread may need two, and all of them would wait for a second one.
    if url.get_backend_name() == "sqlite":
        file = Path(str(url.database))
        if not _is_writable(file):
            return _engine(url)  # opened as one that does not change, it would go on showing what was there then
        engine = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=KEPT,
            max_overflow=-1,
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        )
        _listen(engine)
        event.listen(engine, "connect", _note_the_file)
        event.listen(engine, "checkout", _refuse_another_file)
        event.listen(engine, "checkin", _read_text_as_ever)
        return engine
    # Asked first whether it is still there: a server that was started anew has closed all of them.
    return create_engine(url, isolation_level="READ COMMITTED", pool_size=KEPT, max_overflow=-1, pool_pre_ping=True)


def _note_the_file(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    record.info["file"] = _identity(connection)


def _refuse_another_file(
    connection: DBAPIConnection, record: ConnectionPoolEntry, proxy: PoolProxiedConnection
) -> None:
    """Have a connection opened anew whose file was taken away or put in another's place: it would write into none."""
    del proxy
    if record.info.get("file") != _identity(connection):
        raise DisconnectionError("the file is another one")


def _identity(connection: DBAPIConnection) -> tuple[int, int] | None:
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - the only driver that this engine uses
    file = connection.execute("PRAGMA database_list").fetchone()[2]
    try:
        found = Path(file).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _read_text_as_ever(connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
    """Undo what ``read_damaged_text`` asked of one use."""
    del record
    driver: Any = connection
    if driver is not None:  # None where it was lost
        driver.text_factory = str


def _listen(engine: Engine) -> None:
    event.listen(engine, "do_connect", _open_as_it_may_be)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS})
        _listen(engine)
        return engine
    try:
        return create_engine(url, poolclass=NullPool, isolation_level="READ COMMITTED")
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise DatabaseTrouble(
            "the driver for PostgreSQL is missing; install it with: pip install 'claimtrack[postgresql]', "
            "and write the address as postgresql+psycopg://..."
        ) from error


def _open_as_it_may_be(
    dialect: Dialect, record: ConnectionPoolEntry, named: list[Any], options: dict[str, Any]
) -> None:
    """Have SQLite open a file that cannot be written as one to read: else it would make two beside it."""
    del dialect, record
    address = address_to_read(Path(named[0]).absolute())
    if address is not None:
        named[0] = address
        options["uri"] = True


def address_to_read(file: Path) -> str | None:
    """Return the address by which SQLite reads a file that this user cannot write; None for one that they can.

    Without a log of changes beside it, it is opened as one that does not change, and ``Database.connect`` looks whether
    that was so. With one, somebody else is writing, or was cut off: what is in the log is read with it.
    """
    if not file.is_file() or _is_writable(file):
        return None
    return f"{file.as_uri()}?mode=ro" + ("" if _has_log(file) else "&immutable=1")


def _unshielded(file: Path) -> tuple[int, int, bool] | None:
    """Return what tells whether a file was changed that is read as one that does not change; None for another."""
    if not file.is_file() or _is_writable(file):
        return None
    found = file.stat()
    return (found.st_mtime_ns, found.st_size, _has_log(file))


def _has_log(file: Path) -> bool:
    log = file.with_name(f"{file.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _is_writable(file: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return all(os.access(path, os.W_OK, effective_ids=effective) for path in (file, file.absolute().parent))


def _prepare_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    del record
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - the only driver that this engine uses
    # The driver would begin transactions by its own rules; ours begin where _begin_sqlite says.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=ON")
    # A record that may end up in court survives a power cut: every commit is flushed to the disk.
    connection.execute("PRAGMA synchronous=FULL")
    # SQLite's own knows the English alphabet alone, and a search shall find Ärzte as well.
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(words: str | None) -> str | None:
    return words.lower() if isinstance(words, str) else words


def _decoded(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogateescape")


def _begin_sqlite(connection: Connection) -> None:
    # Writers take the lock when they begin: a lock that is taken half-way could fail after others have read.
    immediate = connection.get_execution_options().get("claimtrack_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _trouble(database: Database, error: DBAPIError | sqlite3.Error) -> Words | None:
    """Say what is wrong and what to do, or None for what is a mistake of ours."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    words = next((line.strip() for line in str(cause).splitlines() if line.strip()), type(cause).__name__)
    if getattr(cause, "sqlstate", None) in _GONE:
        return f"the database {database.name} is damaged: {words}; restore it from a copy, or ask who runs it"
    if database.is_sqlite:
        lower = words.lower()
        return next((f"the {what} {database.name} " + says for token, what, says in _SQLITE if token in lower), None)
    if isinstance(error, OperationalError) or (isinstance(error, DBAPIError) and error.connection_invalidated):
        return f"the database {database.name} does not answer: {words}; check its address and that it is running"
    if any(token in words for token in ("permission denied", "must be owner", "read-only transaction")):
        return f"the database {database.name} does not let this user do that: {words}; ask who runs it"
    return None


_GONE = frozenset({"42P01", "42703"})
"""PostgreSQL's words for a table and for a column that is not there: these are of the version that is expected."""
_RESTORE = "; restore it from a backup with " + do(Step.RESTORE)
_DATABASE, _DISK = "database", "disk with the database"
_SQLITE: tuple[tuple[str, str, Words], ...] = (
    ("locked", _DATABASE, "is locked by another process; try again when it is done"),
    ("busy", _DATABASE, "is locked by another process; try again when it is done"),
    ("not a database", _DATABASE, "is damaged or is no database" + _RESTORE),
    ("could not decode", _DATABASE, "is damaged" + _RESTORE),
    ("no such table", _DATABASE, "is damaged: a table is missing" + _RESTORE),
    ("no such column", _DATABASE, "is damaged: a column is missing" + _RESTORE),
    ("has no column", _DATABASE, "is damaged: a column is missing" + _RESTORE),
    ("datatype mismatch", _DATABASE, "is damaged" + _RESTORE),
    ("malformed", _DATABASE, "is damaged" + _RESTORE),
    ("readonly", _DATABASE, "cannot be written; check the permissions of its folder"),
    ("read-only", _DATABASE, "cannot be written; check the permissions of its folder"),
    ("disk is full", _DISK, "is full; nothing was changed, make room and try again"),
    ("disk i/o error", _DISK, "does not answer properly; nothing was changed"),
    ("unable to open", _DATABASE, "cannot be opened; see that its folder is there, can be written, and has room"),
)
