"""Several things at once, each in a process of its own, and what they give in order."""

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from claimtrack.reading.processes.worker import Worker

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2
"""Things taken up for each worker, so that none of them waits; no more, for each may hold megabytes."""


def in_order(work: Callable[[Worker, T], R], things: Iterable[T], *, jobs: int) -> Generator[R]:
    """Do the work of so many things at once, each with one of so many workers, and yield what they give in order.

    ``things`` are taken up in this thread, a few ahead of what is yielded.
    """
    mine = threading.local()
    workers: list[Worker] = []

    def one(thing: T) -> R:
        if not hasattr(mine, "worker"):
            mine.worker = Worker()
            workers.append(mine.worker)
        return work(mine.worker, thing)

    threads = ThreadPoolExecutor(jobs, thread_name_prefix="job")
    begun: deque[Future[R]] = deque()
    try:
        for thing in things:
            begun.append(threads.submit(one, thing))
            if len(begun) >= jobs * _AHEAD:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        # Threads wait for their workers, which may have an hour's work: without them they are done.
        threads.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.close()
        threads.shutdown()
