"""What a file is read for: as an article, or as evidence, of which it counts as well what of it somebody sees."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

_FOR_TEXT = ContextVar("for its text alone", default=False)


@contextmanager
def for_its_text() -> Generator[None]:
    """Have what is read in here read for its text alone."""
    before = _FOR_TEXT.set(True)
    try:
        yield
    finally:
        _FOR_TEXT.reset(before)


def is_for_its_text() -> bool:
    """Tell whether a file is read for its text alone, and nobody will ask what of it is seen."""
    return _FOR_TEXT.get()
