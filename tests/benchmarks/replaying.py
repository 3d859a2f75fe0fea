"""Replaying: a log folded and held against the tables, beside reading and hashing the same events.

``python -m tests.benchmarks.replaying 1000000`` measures so many events, which takes minutes to write; without a number
it is 20,000.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.desks import fill, new_desk
from tests.benchmarks.measuring import Bound, Line, alone, seconds, table
from tests.events.raw import raw

from claimtrack.config import Place
from claimtrack.db import chain, tree_rows
from claimtrack.events.event import Event
from claimtrack.services.desk import Desk, acting, open_desk, reading
from claimtrack.services.integrity.replay import replay

EVENTS = 20_000
CLAIMS = 1_000
MIB = 1 << 20
_BATCH = 10_000
_MODULE = "tests.benchmarks.replaying"
_AT_LEAST_HALF = Bound(at_least=0.5)
_CONSTANT = Bound(at_most=1.1)


def lines(*, events: int = EVENTS, rounds: int = 3) -> Iterator[Line]:
    """Measure on SQLite, each in a process of its own; then its memory on a fifth of the events."""
    with TemporaryDirectory(prefix="claimtrack-measured-") as folder:
        few, many = Path(folder) / "few", Path(folder) / "many"
        _write(few, events // 5)
        _write(many, events)
        replayed, read, peaks = [], [], []
        for _ in range(rounds):
            taken, peak = alone(_MODULE, "replayed", str(many))
            replayed.append(taken)
            peaks.append(peak)
            read.append(alone(_MODULE, "read_and_hashed", str(many))[0])
        _, least = alone(_MODULE, "replayed", str(few))
    ours, bare = sorted(replayed)[rounds // 2], sorted(read)[rounds // 2]
    yield Line(
        f"`replay` of {events:,} events on {CLAIMS:,} claims",
        f"{events / ours:,.0f} events/s",
        f"the same events read and hashed: {events / bare:,.0f} events/s",
        bare / ours,
        _AT_LEAST_HALF,
    )
    most = max(peaks)
    beside = f"{events // 5:,} events: {least / MIB:,.1f} MiB"
    yield Line(f"its memory on {events:,} events", f"{most / MIB:,.1f} MiB", beside, most / least, _CONSTANT)


def replayed(root: str) -> float:
    """Give the seconds that the whole command takes but for its start."""
    desk = _open(root)
    return seconds(lambda: replay(desk))


def read_and_hashed(root: str) -> float:
    """Give the seconds that it takes to read the events and to seal them anew."""
    desk = _open(root)

    def run() -> None:
        with reading(desk) as session:
            connection = session.connection()
            end = chain.head(connection)
            sealed = chain.FIRST
            for body in tree_rows.bodies(connection, end.number):
                sealed = chain.sealed(sealed, body)
            if sealed != end.hash:
                raise RuntimeError("the chain that was just written does not hold")

    return seconds(run)


def _open(root: str) -> Desk:
    folder = Path(root)
    return open_desk(Place(folder, None, folder / ".claimtrack" / "locker"), reviewer="measurer")


def _write(root: Path, events: int) -> None:
    """Put claims on record and move them to and fro until there are so many events."""
    desk = new_desk(root)
    fill(desk, CLAIMS)
    with reading(desk) as session:
        written = chain.head(session).number
    for start in range(written, events, _BATCH):
        with acting(desk) as act:
            act.changes += [_move(number) for number in range(start, min(start + _BATCH, events))]
    desk.database.dispose()


def _move(number: int) -> Event:
    claim = number % CLAIMS + 1
    return raw(
        "claim.status",
        ("claim", claim),
        claim=claim,
        before={"status": "in_review"},
        after={"status": "unverified", "overridden": False, "counted": [], "despite": [], "duplicate_of": None},
        texts={"reason": "measured"} if number % 4 == 0 else {},
    )


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    sys.stdout.write(f"{table(list(lines(events=asked, rounds=1 if asked > EVENTS else 3)))}\n")
