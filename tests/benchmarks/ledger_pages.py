"""Each page of the desk in a browser from a ledger of 100,000 claims, beside its own SQL, on SQLite and PostgreSQL.

``python -m tests.benchmarks.ledger_pages [CLAIMS] [sqlite|postgresql]`` in the checkout's root. Its SQL is what the
page asked, asked again by the driver alone, with all rows fetched. Time is the processor's, whatever else the machine
does: that of this process, and of the PostgreSQL that answers it. A page whose SQL takes long shall take no more than
one and a half times as long. One whose SQL takes less than ``SHORT`` costs what it costs to draw it, which no number of
claims changes: it is held against ``LONGEST``.
"""

import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event, text
from tests.benchmarks.browsing import entered
from tests.benchmarks.desks import fill, multiply, new_desk
from tests.benchmarks.measuring import Bound, Line, alternating, machine, table
from tests.benchmarks.servers import database, server

from claimtrack.db.engine import Database
from claimtrack.services.desk import Desk

CLAIMS = 100_000
SHORT = 0.02
"""Seconds of SQL below which a page's own work weighs more than its SQL."""
LONGEST = 0.05
"""Seconds that such a page may take in all."""
_PAGE, _SHORT_PAGE = Bound(at_most=1.5), Bound(at_most=1)
_Asked = list[tuple[str, Any]]


def pages(claims: int) -> dict[str, str]:
    """Return the addresses that are asked, by what they show."""
    return {
        "the inbox": "/",
        "its fifth page": "/?page=5",
        "the inbox, least sure first": "/?sort=confidence",
        "all claims": "/?show=all",
        "what is disputed": "/?status=disputed",
        "the inbox of one article": "/?article=7",
        "the inbox of one source": "/?source=Source+1",
        "a search": "/?search=moorings",
        "a claim": f"/claims/{claims // 2}",
        "an article": "/articles/7",
        "the articles": "/articles",
        "the sources": "/sources",
        "the replies": "/replies",
        "the proposals": "/proposals",
        "the log": "/log",
        "the people": "/people",
        "the rules": "/policy",
    }


def lines(*, claims: int = CLAIMS, on: str = "sqlite", rounds: int = 5) -> Iterator[Line]:
    """Measure each page beside its SQL; of more than ``CLAIMS`` claims the rest are copies of the first."""
    with _desk(claims, on) as desk:
        ask = entered(desk)
        for what, address in pages(claims).items():
            yield _page(f"{what}, {claims:,} claims, {on}", partial(ask, address), desk, rounds)


@contextmanager
def _desk(claims: int, on: str) -> Iterator[Desk]:
    with TemporaryDirectory(prefix="claimtrack-measured-") as folder:
        if on == "sqlite":
            desk = new_desk(Path(folder) / "desk")
            _fill(desk, claims)
            yield desk
            return
        with server() as running, database(running) as address:
            desk = new_desk(Path(folder) / "desk", database=address)
            _fill(desk, claims)
            with desk.database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                connection.execute(text("VACUUM ANALYZE"))  # as a server does by itself some minutes later
            yield desk


def _fill(desk: Desk, claims: int) -> None:
    times = -(-claims // CLAIMS)
    fill(desk, claims // times)
    multiply(desk, claims // times, times)


def _page(what: str, ask: Callable[[], None], desk: Desk, rounds: int) -> Line:
    with noted() as statements:
        ask()
    with _alone(desk.database, statements) as again:
        servers = _servers(desk.database)
        taken, sql = alternating(
            lambda: _processor_seconds(ask, servers), lambda: _processor_seconds(again, servers), rounds=rounds
        )
    beside = f"its {len(statements)} statements: {sql * 1000:.1f} ms"
    if sql < SHORT:
        return Line(what, f"{taken * 1000:.1f} ms", f"{beside}; {LONGEST * 1000:.0f} ms", taken / LONGEST, _SHORT_PAGE)
    return Line(what, f"{taken * 1000:.1f} ms", beside, taken / sql, _PAGE)


def _processor_seconds(action: Callable[[], None], servers: Sequence[Path]) -> float:
    """Give what an action took of the processor: in this process, and in those of the database that answer it."""
    begun = time.process_time() + sum(map(_spent, servers))
    action()
    return time.process_time() + sum(map(_spent, servers)) - begun


def _servers(where: Database) -> list[Path]:
    """Return where Linux tells what each of PostgreSQL's processes took that work for this database."""
    if where.is_sqlite:
        return []
    with where.connect() as connection:
        query = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return [Path(f"/proc/{pid}/schedstat") for pid in connection.execute(query).scalars()]


def _spent(server: Path) -> float:
    try:
        return int(server.read_text(encoding="ascii").split()[0]) / 1e9
    except FileNotFoundError:  # it answers no longer
        return 0.0


@contextmanager
def noted() -> Iterator[_Asked]:
    """Give a list that takes each statement that any database is asked meanwhile, with its values."""
    from sqlalchemy import Engine

    found: _Asked = []

    def asked(connection: object, cursor: object, statement: str, values: Any, *_: object) -> None:
        del connection, cursor
        if not statement.startswith("BEGIN"):
            found.append((statement, values))

    event.listen(Engine, "before_cursor_execute", asked)
    yield found
    event.remove(Engine, "before_cursor_execute", asked)


@contextmanager
def _alone(where: Database, statements: _Asked) -> Iterator[Callable[[], None]]:
    """Give a way to ask these statements of the driver, on a connection that stays open."""
    raw = where.engine.raw_connection()
    driver: Any = raw.driver_connection

    def again() -> None:
        for statement, values in statements:
            found = driver.execute(statement, values)
            if found.description is not None:
                found.fetchall()
        driver.rollback()

    if isinstance(driver, sqlite3.Connection):
        driver.execute("SELECT count(*) FROM sqlite_master").fetchall()
    yield again
    raw.close()


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    wanted = sys.argv[2:] or ["sqlite", "postgresql"]
    found = [line for on in wanted for line in lines(claims=count, on=on)]
    sys.stdout.write(f"{machine()}\n\n{table(found)}\n")
