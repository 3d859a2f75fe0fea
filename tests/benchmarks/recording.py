"""Recording: the rows of an ingest, with sources, events and the chain, beside the same rows by bare Core inserts.

``python -m tests.benchmarks.recording`` in the checkout's root measures this alone, on SQLite and on PostgreSQL.
"""

import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Column, Table, insert, select
from tests.benchmarks.articles import article
from tests.benchmarks.desks import new_desk
from tests.benchmarks.measuring import Bound, Line, alternating, machine, seconds, table
from tests.benchmarks.servers import database, server

from claimtrack.db.base import Base
from claimtrack.db.models import Article, Snapshot
from claimtrack.extraction.engine import extract
from claimtrack.extraction.values import Extraction
from claimtrack.services.articles.put_on_record import record_statements
from claimtrack.services.desk import Act, Desk, acting

WORDS = 20_000
"""About 1,200 statements: a court judgment, or a day of a desk."""
_BOUND = Bound(at_least=0.3)
_ORDER = ("article", "source", "snapshot", "claim", "attribution", "caveat", "claim_link", "event", "event_text")

Rows = dict[str, list[dict[str, object]]]


def lines(*, rounds: int = 5) -> Iterator[Line]:
    """Measure on SQLite and on PostgreSQL, each beside Core on the same database."""
    extraction = extract(article(WORDS))
    with server() as address:
        for kind, on in (("SQLite", None), ("PostgreSQL", address)):
            yield _line(kind, on, extraction, rounds=rounds)


def _line(kind: str, on: str | None, extraction: Extraction, *, rounds: int) -> Line:
    """Measure on files of SQLite, or on databases of the server ``on``; each round has an empty one."""
    with TemporaryDirectory(prefix="claimtrack-measured-") as folder, ExitStack() as databases:
        number = iter(range(10_000))

        def empty() -> Desk:
            named = databases.enter_context(database(on)) if on is not None else None
            return new_desk(Path(folder) / str(next(number)), database=named)

        whole = empty()
        begun = _rows(whole)
        _record(whole, extraction)
        rows = {table: found[len(begun[table]) :] for table, found in _rows(whole).items()}
        # A claim may stand inside a later one: a bare insert could not say so before that one is there.
        rows["claim"] = [{**row, "inside_id": None} for row in rows["claim"]]
        count = sum(len(found) for found in rows.values())
        ours, bare = alternating(
            lambda: _timed(empty(), lambda desk: _record(desk, extraction)),
            lambda: _timed(empty(), lambda desk: _insert(desk, rows)),
            rounds=rounds,
        )
    return Line(
        f"recording {len(extraction.statements):,} statements on {kind}: {count:,} rows",
        f"{count / ours:,.0f} rows/s",
        f"the same rows by SQLAlchemy Core: {count / bare:,.0f} rows/s",
        bare / ours,
        _BOUND,
    )


def _timed(desk: Desk, action: Callable[[Desk], None]) -> float:
    try:
        return seconds(lambda: action(desk))
    finally:
        desk.database.dispose()


def _record(desk: Desk, extraction: Extraction) -> None:
    with acting(desk) as act:
        record_statements(act, _snapshot(act, extraction), extraction)


def _snapshot(act: Act, extraction: Extraction) -> Snapshot:
    data = extraction.text.encode()
    digest = hashlib.sha256(data).hexdigest()
    snapshot = Snapshot(
        article=Article(title="measured", created_at=act.at),
        digest=digest,
        size=len(data),
        media_type="text/plain",
        name="measured.txt",
        text=extraction.text,
        text_sha256=digest,
        language=extraction.language,
        extractor=extraction.extractor,
        retrieved_at=act.at,
    )
    act.session.add(snapshot)
    act.session.flush()
    return snapshot


def _insert(desk: Desk, rows: Rows) -> None:
    with desk.database.engine.begin() as connection:
        for name in _ORDER:
            if rows[name]:
                connection.execute(insert(Base.metadata.tables[name]), rows[name])


def _rows(desk: Desk) -> Rows:
    """Read the tables as an insert takes them: without the column that the database computes."""
    with desk.database.connect() as connection:
        return {
            name: [dict(row._mapping) for row in connection.execute(select(*_stored(Base.metadata.tables[name])))]
            for name in _ORDER
        }


def _stored(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.computed is None]


if __name__ == "__main__":
    sys.stdout.write(f"{machine()}\n\n{table(list(lines()))}\n")
