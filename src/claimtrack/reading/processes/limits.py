"""Limits that a process sets itself while it reads, where the system has them."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PAGES = Path("/proc/self/statm")


@contextmanager
def limited(*, memory: int, seconds: float) -> Iterator[None]:
    """Give what is done meanwhile so many bytes of memory more than there are, and so much of the processor's time.

    Asking for more memory raises MemoryError, or ends the process; so does the time, which holds where nobody watches
    any more. On Windows there are neither.
    """
    try:
        import resource
    except ImportError:
        yield
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    wanted = {
        resource.RLIMIT_AS: _held(resource.getpagesize()) + memory,
        resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime + 2 * seconds) + 2,
    }
    before = {}
    for kind, most in wanted.items():
        with suppress(OSError, ValueError):
            soft, hard = resource.getrlimit(kind)
            limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
            if soft == resource.RLIM_INFINITY or limit < soft:
                resource.setrlimit(kind, (limit, hard))
                before[kind] = (soft, hard)
    try:
        yield
    finally:
        for kind, limits in before.items():
            resource.setrlimit(kind, limits)


def _held(page: int) -> int:
    """Return how many bytes of addresses this process has, as the limit counts them; 0 where that is not told."""
    try:
        return int(_PAGES.read_text(encoding="ascii").split()[0]) * page
    except (OSError, ValueError, IndexError):
        return 0
