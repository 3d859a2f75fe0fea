"""No reader is quadratic in hostile files: each kind read at one length and at twice that.

``python -m tests.benchmarks.doubling_files`` in the checkout's root; it fails where the double takes over 2.4 times as
much processor time. A kind that does is read again, alone and the best of three each, before it counts. That a reader
refuses a file is an outcome like any other.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace

from tests.benchmarks.doubling import MOST, Doubled, say, seconds
from tests.benchmarks.hostile_files import KINDS

from claimtrack.errors import InvalidInput
from claimtrack.reading.read import read_here

_TRIES = 3
_WARMING = 16
"""The part of a file that is read before, so that what is loaded once counts for no length."""


def doubled(kind: str, *, tries: int = 1) -> Doubled:
    """Measure a kind of file, the best of some tries; ``length`` is in pieces."""
    told = KINDS[kind]
    _read(told.make(max(1, told.pieces // _WARMING)), told.name)
    files = told.make(told.pieces), told.make(2 * told.pieces)
    best = Doubled(kind, told.name, told.pieces, float("inf"), float("inf"))
    for _ in range(tries):
        once, twice = (seconds(_read, data, told.name) for data in files)
        best = replace(best, once=min(best.once, once), twice=min(best.twice, twice))
    return best


def _read(data: bytes, name: str) -> None:
    with suppress(InvalidInput):
        read_here(data, name, None)


def measured(kinds: Sequence[str], *, jobs: int) -> Iterator[Doubled]:
    """Measure each kind, some at once; what takes too long is measured again when all else is done."""
    again = []
    with ProcessPoolExecutor(jobs) as pool:
        for one in pool.map(doubled, kinds):
            if one.ratio > MOST:
                again.append(one.kind)
            else:
                yield one
    with ProcessPoolExecutor(1) as pool:
        for kind in again:
            yield pool.submit(doubled, kind, tries=_TRIES).result()


def main() -> None:
    """Print how long each kind takes; end with 1 where one takes too long."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.doubling_files", description="Read hostile files.")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="kinds of file (default: all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="kinds measured at once")
    given = parser.parse_args()
    if not say(measured(given.kinds or list(KINDS), jobs=given.jobs), "kinds of file"):
        sys.exit(1)


if __name__ == "__main__":
    main()
