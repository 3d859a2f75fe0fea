"""The queue on PostgreSQL: fifty reviewers, each a process, who take from one queue until nothing is left.

Run it as ``python -m tests.benchmarks.queueing`` in the checkout's root; it takes some twenty seconds. It needs a
PostgreSQL: the one that ``CLAIMTRACK_TEST_POSTGRESQL`` names, else one that it starts.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.desks import fill, new_desk
from tests.benchmarks.measuring import Bound, Line, machine, seconds, table
from tests.benchmarks.servers import database, server

from claimtrack.db.queue import Part
from claimtrack.errors import ClaimtrackError
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reviewers import add
from claimtrack.services.verdicts import queue
from claimtrack.vocabulary import Role

REVIEWERS = 50
CLAIMS = 1_000
_AT_A_TIME = 5
_BOUND = Bound(at_most=3)
"""Writers go one after the other, each a commit: fifty shall cost little more than one who takes it all."""


def lines() -> Iterator[Line]:
    """Measure fifty processes beside one that takes the same claims in the same portions."""
    with server() as address, TemporaryDirectory(prefix="claimtrack-measured-") as folder:
        alone, claims, _ = _measured(address, Path(folder) / "alone", reviewers=1)
        together, same, stopped = _measured(address, Path(folder) / "together", reviewers=REVIEWERS)
    yield Line(
        f"{REVIEWERS} reviewers take {same:,} claims, {_AT_A_TIME} at a time; {stopped} were turned away",
        f"{same / together:,.0f} claims/s",
        f"one who takes them all: {claims / alone:,.0f} claims/s",
        together / alone,
        _BOUND,
    )


def _measured(on: str, root: Path, *, reviewers: int) -> tuple[float, int, int]:
    """Give the wall time in which a queue was emptied, how many claims were in it, and how many processes failed.

    Raises AssertionError where a claim was handed out twice or not at all: a figure would mean nothing then.
    """
    with database(on) as address:
        desk = new_desk(root, database=address)
        fill(desk, CLAIMS)
        names = [f"reviewer {number}" for number in range(reviewers)]
        for name in names:
            desk.enact(add, name, role=Role.REVIEWER)
        waiting = queue.Share(desk, Part()).length()
        # The claims were put there without events: what `verify` says of that is no news.
        known = set(verify(desk).problems)
        desk.database.dispose()
        processes = get_context("fork")
        taken, start = processes.Queue(), processes.Barrier(reviewers + 1)
        people = [
            processes.Process(target=_take_all, args=(replace(desk, reviewer=name), start, taken)) for name in names
        ]
        for person in people:
            person.start()
        found: list[list[int] | None] = []

        def work() -> None:
            start.wait()
            found.extend(taken.get() for _ in people)

        took = seconds(work)
        for person in people:
            person.join()
        numbers = [number for one in found if one is not None for number in one]
        problems = set(verify(desk).problems) - known
        if len(numbers) != len(set(numbers)) or len(numbers) != waiting or problems:
            raise AssertionError(
                f"{waiting} claims waited, {len(numbers)} were handed out, {len(set(numbers))} of them once; "
                f"{len(problems)} new problems: {sorted(problems)[:3]}"
            )
        desk.database.dispose()
    return took, waiting, found.count(None)


def _take_all(desk: Desk, start: object, taken: object) -> None:
    """Be one reviewer: take until nothing is left, and tell which claims that were (None where an error stopped it)."""
    numbers: list[int] = []
    start.wait()  # type: ignore[attr-defined] # a barrier: multiprocessing gives no type to name
    try:
        while moves := desk.enact(queue.take_next, _AT_A_TIME):
            numbers += [move.number for move in moves]
    except ClaimtrackError:
        taken.put(None)  # type: ignore[attr-defined] # a queue, as above
        return
    taken.put(numbers)  # type: ignore[attr-defined] # as above


if __name__ == "__main__":
    sys.stdout.write(f"{machine()}\n\n{table(list(lines()))}\n")
