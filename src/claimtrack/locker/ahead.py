"""Do the same with many kept files at once, on every core, in the order in which they are asked for."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from claimtrack.locker.anywhere import AnyLocker

Item = TypeVar("Item")
Result = TypeVar("Result")
_AHEAD = 16
"""Of each core, files that are begun before the one that is waited for is done: small ones take turns with large."""


def checked_ahead(
    locker: AnyLocker, items: Iterable[Item], digest: Callable[[Item], str]
) -> Generator[tuple[Item, str | None], None, None]:
    """Yield each thing with what is wrong with its bytes, as ``Locker.check`` says it; None where nothing is.

    ``items`` is asked as ``done_ahead`` does.
    """
    yield from done_ahead(items, lambda item: locker.check(digest(item)))


def done_ahead(items: Iterable[Item], work: Callable[[Item], Result]) -> Generator[tuple[Item, Result], None, None]:
    """Yield each thing with what ``work`` gives for it, and raise what it raises.

    Threads are enough: Python lets go of its lock while a block is hashed or read. ``items`` is asked in the caller's
    own thread, for it may be a query; no more than some are taken from it ahead.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        begun: deque[tuple[Item, Future[Result]]] = deque()
        try:
            for item in items:
                begun.append((item, pool.submit(work, item)))
                if len(begun) >= cores * _AHEAD:
                    first, found = begun.popleft()
                    yield first, found.result()
            while begun:
                first, found = begun.popleft()
                yield first, found.result()
        finally:
            for _, waiting in begun:
                waiting.cancel()
