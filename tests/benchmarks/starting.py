"""How fast the program answers: its start, and `list` on small and large workspaces."""

import contextlib
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.desks import fill, new_desk
from tests.benchmarks.measuring import Bound, Line, alternating, process_seconds, seconds

from claimtrack.db.listing import Wanted, rows_query
from claimtrack.services.desk import Desk
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.vocabulary import Status

SMALL = 1_000
LARGE = 100_000
_BARE = [sys.executable, "-c", "import typer, sqlalchemy, tabulate"]
_FILTERS = {
    "by status": Filters(statuses=(Status.CONFIRMED,)),
    "by source": Filters(by_source="Source 3"),
    "by article": Filters(article=7),
}


def lines(*, rounds: int = 9) -> Iterator[Line]:
    """Measure the start, then `list` in one process."""
    with TemporaryDirectory(prefix="claimtrack-measured-") as folder:
        small, large = new_desk(Path(folder) / "small"), new_desk(Path(folder) / "large")
        fill(small, SMALL)
        fill(large, LARGE)
        yield from _starts(Path(folder) / "small", rounds)
        yield _whole_commands(Path(folder), rounds)
        for name, wanted in _FILTERS.items():
            yield from _lists(name, wanted, large, rounds)


def _starts(workspace: Path, rounds: int) -> Iterator[Line]:
    for what, arguments in {"`--help`": ["--help"], f"`list` of {SMALL:,} claims": ["list"]}.items():
        ours, bare = alternating(
            lambda arguments=arguments: process_seconds(_command(*arguments), cwd=workspace),  # type: ignore[misc] # what a default in a lambda is, mypy does not tell
            lambda: process_seconds(_BARE, cwd=workspace),
            rounds=rounds,
        )
        beside = f"importing Typer, SQLAlchemy, tabulate: {_ms(bare)}"
        yield Line(what, _ms(ours), beside, ours / bare, Bound(at_most=1.5))


def _whole_commands(folder: Path, rounds: int) -> Line:
    large, small = alternating(
        lambda: process_seconds(_command("list", "--status", "confirmed"), cwd=folder / "large"),
        lambda: process_seconds(_command("list", "--status", "confirmed"), cwd=folder / "small"),
        rounds=rounds,
    )
    what = f"`list --status confirmed` of {LARGE:,} claims"
    return Line(what, _ms(large), f"of {SMALL:,}: {_ms(small)}", large / small, Bound(at_most=1.3))


def _lists(name: str, wanted: Filters, large: Desk, rounds: int) -> Iterator[Line]:
    def ours() -> float:
        return seconds(lambda: list_claims(large, wanted, limit=50))

    numbers = (3,) if wanted.by_source is not None else None
    query = rows_query(Wanted(wanted.unverified, statuses=wanted.statuses, article=wanted.article, sources=numbers))
    compiled = query.compile(large.database.engine, compile_kwargs={"literal_binds": True})

    def bare() -> float:
        return seconds(lambda: selected(str(large.database.url.database), str(compiled)))

    taken, by_hand = alternating(ours, bare, rounds=rounds * 3)
    beside = f"the same SELECT by sqlite3: {_ms(by_hand)}"
    yield Line(f"a page of 50 {name}, {LARGE:,} claims", _ms(taken), beside, taken / by_hand, Bound(at_most=2.5))


def selected(file: str, query: str) -> None:
    """Run a query by Python's own driver, connection included."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute(query).fetchall()


def _command(*arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name("claimtrack")), *arguments]


def _ms(value: float) -> str:
    return f"{value * 1000:,.1f} ms"
