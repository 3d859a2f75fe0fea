"""Nothing is quadratic in hostile text: each kind read at one length and at twice that, by each engine.

``python -m tests.benchmarks.doubling`` in the checkout's root; it fails where the double takes over 2.4 times as long.
Both are processor time, in turn, the best of some readings each. Texts are short, so that all is done in minutes; a
kind that takes too long is read again at twice and four times the length, alone, and fails where it takes too long at
all three: what is quadratic shows the more, what the machine did meanwhile does not come back. ``--thorough`` reads
longer texts from the first on, for hours. What the network of a model takes is left out: it
reads windows of one size, so it is linear, and would hide what is not; a text is read once before it is measured, and
what the network gave for each window is remembered.
"""

import gc
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from itertools import product
from time import process_time
from typing import TYPE_CHECKING, Any, ParamSpec, cast
from unittest.mock import patch

from numpy.typing import NDArray
from tabulate import tabulate
from tests.benchmarks.hostile_texts import KINDS

from claimtrack.extraction.learned import engine, model
from claimtrack.extraction.registry import load_extractor
from claimtrack.extraction.values import Extractor

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

P = ParamSpec("P")

MOST = 2.4
"""Times; so much longer may a text of twice the length take."""
ENGINES = ("rules", "learned", "learned-fast")
_LENGTHS = {"rules": 6_250, "learned": 1_500, "learned-fast": 3_125}
"""Characters of the text that is doubled, by what the engine, with its network, takes for them."""
_AGAIN = (1, 2, 4)
"""How many times so long the texts are of which one must not take too long."""
_SHORTEST = 6_250
"""Characters; thoroughly, a text is made longer from there until it takes long enough to be measured."""
_LONGEST = 100_000
_ENOUGH = 0.7
"""Seconds; a reading that takes so long is not made longer."""
_TRIES = 5
"""How often both lengths are read at most: again where the double takes too long."""
_HOPELESS = 3.2
"""Times; what takes so much longer, and long, is not read again."""


@dataclass(frozen=True, slots=True)
class Doubled:
    """How long a kind of text takes at a length in characters, and at twice that, in seconds."""

    kind: str
    engine: str
    length: int
    once: float
    twice: float

    @property
    def ratio(self) -> float:
        """How many times as long the double takes."""
        return self.twice / self.once


class _Remembering:
    """A session of a network that gives again what it gave for the same window."""

    def __init__(self, session: "InferenceSession") -> None:
        self._session = session
        self._given: dict[bytes, list[Any]] = {}

    def run(self, names: Sequence[str] | None, fed: Mapping[str, NDArray[Any]]) -> list[Any]:
        digest = sha256()
        for name in sorted(fed):
            digest.update(str(fed[name].shape).encode())
            digest.update(fed[name].tobytes())
        key = digest.digest()
        if key not in self._given:
            self._given[key] = self._session.run(names, fed)
        return self._given[key]

    def forget(self) -> None:
        self._given.clear()


@cache
def _remembering(name: str) -> tuple[model.LearnedModel, _Remembering]:
    loaded = model.load_model(name)
    session = _Remembering(loaded.session)
    return replace(loaded, session=cast("InferenceSession", session)), session


def doubled(kind: str, name: str, *, longest: int | None = None) -> Doubled:
    """Measure a kind of text with an engine; with ``longest``, at the length at which it takes long enough."""
    extract = load_extractor(name)
    try:
        with patch.object(engine, "load_model", lambda one: _remembering(one)[0]):
            if longest is not None:
                return _doubled(kind, name, extract, _long_enough(kind, name, extract, longest))
            for times in _AGAIN:
                found = _doubled(kind, name, extract, _LENGTHS[name] * times)
                if found.ratio <= MOST:
                    break
            return found
    finally:
        for one in (model.DEFAULT, model.FAST) if name != "rules" else ():
            _remembering(one)[1].forget()


def _long_enough(kind: str, name: str, extract: Extractor, longest: int) -> int:
    length = _SHORTEST
    taken = _seconds(extract, KINDS[kind](length * 2), warm=name == "rules")
    while taken < _ENOUGH and length * 4 <= longest:
        length *= 2
        taken = _seconds(extract, KINDS[kind](length * 2), warm=name == "rules")
    return length


def _doubled(kind: str, name: str, extract: Extractor, length: int) -> Doubled:
    texts = KINDS[kind](length), KINDS[kind](length * 2)
    for text in texts[::-1] if name != "rules" else texts[:1]:
        extract(text)  # what is loaded and remembered once counts for no length
    best = Doubled(kind, name, length, float("inf"), float("inf"))
    for _ in range(_TRIES):
        once, twice = (_seconds(extract, text, warm=True) for text in texts)
        best = replace(best, once=min(best.once, once), twice=min(best.twice, twice))
        if best.ratio <= MOST or (best.ratio > _HOPELESS and best.twice > _ENOUGH):
            break
    return best


def _seconds(extract: Extractor, text: str, *, warm: bool) -> float:
    """Give the processor time of reading a text; one that is not ``warm`` is read once before."""
    if not warm:
        extract(text)
    return seconds(extract, text)


def seconds(work: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> float:
    """Give the processor time of a call, without that of collecting what is no longer needed."""
    gc.collect()
    gc.disable()
    begun = process_time()
    try:
        work(*args, **kwargs)
    finally:
        gc.enable()
    return process_time() - begun


def measured(kinds: Sequence[str], engines: Sequence[str], *, jobs: int, longest: int | None) -> Iterator[Doubled]:
    """Measure each kind with each engine, some at once in processes of their own."""
    pairs = list(product(kinds, engines))
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(partial(doubled, longest=longest), *zip(*pairs, strict=True))


def main() -> None:
    """Print what takes too long, or each kind; end with 1 where something does."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.doubling", description="Read hostile texts, and doubles.")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="kinds of text (default: all)")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="only with this engine; may be repeated")
    parser.add_argument("--thorough", action="store_true", help="read texts that take long enough to be measured well")
    parser.add_argument("--longest", type=int, default=_LONGEST, metavar="N", help="characters of those at most")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="kinds measured at once")
    given = parser.parse_args()
    kinds, engines = given.kinds or list(KINDS), given.engine or ENGINES
    longest = given.longest if given.thorough else None
    found = measured(kinds, engines, jobs=given.jobs, longest=longest)
    if not say(found, f"kinds with {len(engines)} engines"):
        sys.exit(1)


def say(measured_ones: Iterable[Doubled], of_what: str) -> bool:
    """Write how long each takes as it comes, and what takes too long; returns whether nothing does."""
    found = []
    for one in measured_ones:
        found.append(one)
        sys.stdout.write(f"{one.ratio:5.2f}  {one.twice:8.3f} s  {one.length * 2:>7}  {one.engine:<12}  {one.kind}\n")
        sys.stdout.flush()
    slow = [one for one in found if one.ratio > MOST]
    rows = [[one.kind, one.engine, one.length * 2, f"{one.twice:.2f} s", f"{one.ratio:.2f}"] for one in slow]
    kinds = len({one.kind for one in found})
    sys.stdout.write(f"{kinds} {of_what}; {len(slow)} take over {MOST} times as long\n")
    if slow:
        sys.stdout.write(tabulate(rows, ["kind", "read by", "length", "time", "ratio"], tablefmt="github") + "\n")
    return not slow


if __name__ == "__main__":
    main()
