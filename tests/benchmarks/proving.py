"""Proving what a redacted package shows: its proof checked, beside hashing the same events once.

``python -m tests.benchmarks.proving`` measures 100,000 events of which 200 are withheld, and 100,000 of which 200 are
shown.
"""

import hashlib
import json
import random
import sys
from collections.abc import Iterator, Sequence

from tests.benchmarks.measuring import Bound, Line, seconds, table

from claimtrack.db.chain import FIRST, sealed
from claimtrack.db.shown_events import Sealing
from claimtrack.events import tree
from claimtrack.services.packages.proof import Proof, check, line, prove, written

EVENTS = 100_000
APART = 200
"""How many events are withheld of all, or shown of all."""
_SECOND = Bound(at_least=0.05)
"""Of the speed of hashing alone: some seven times as slow is what a second comes to, where hashing takes a tenth."""
_SMALL = Bound(at_most=1.0)
_MOST = 100_000
"""Bytes of a proof."""


def lines(*, events: int = EVENTS, apart: int = APART) -> Iterator[Line]:
    """Measure both, each on events as the log has them."""
    log = list(_log(events))
    leaves = [tree.leaf(one.body.encode()) for one in log]
    some = set(random.Random(6962).sample(range(1, events + 1), apart))  # noqa: S311 - the same events each time
    for what, shown in (("withheld", [one for one in log if one.number not in some]), ("shown", _only(log, some))):
        proof = prove(leaves, [one.number for one in shown])
        raw = [line(one, {}) for one in shown]
        if what == "withheld":  # the other is over before it can be measured
            yield _beside(raw, proof, f"`check` of {events:,} events of which {apart} are withheld")
        size = len(written(proof))
        yield Line(f"its proof where {apart} are {what}", f"{size:,} bytes", f"{_MOST:,} bytes", size / _MOST, _SMALL)


def _beside(raw: Sequence[bytes], proof: Proof, what: str) -> Line:
    """Hold the check against hashing the same lines once."""
    ours = min(seconds(lambda: check(raw, proof)) for _ in range(3))
    bare = min(seconds(lambda: [hashlib.sha256(one).digest() for one in raw]) for _ in range(3))
    return Line(what, f"{ours:.2f} s", f"their lines hashed: {bare:.2f} s", bare / ours, _SECOND)


def _log(events: int) -> Iterator[Sealing]:
    before = FIRST
    for number in range(1, events + 1):
        told = {"action": "comment.added", "after": {"kind": "comment"}, "at": "2026-11-24T09:00:00.000000Z"}
        body = json.dumps({**told, "claim": number % 1_000 + 1, "number": number, "texts": {}}, separators=(",", ":"))
        digest = sealed(before, body)
        yield Sealing(number, before, body, digest, {})
        before = digest


def _only(log: Sequence[Sealing], numbers: set[int]) -> list[Sealing]:
    return [one for one in log if one.number in numbers]


if __name__ == "__main__":
    sys.stdout.write(f"{table(list(lines()))}\n")
