"""How far the reading of a text has come, for whoever waits: a long one takes minutes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[float], object]
"""Is told a share of a text, 0 to 1, that is read; the next one it is told may be smaller."""

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def heard_by(listener: Listener | None) -> Iterator[None]:
    """Let somebody hear how far each text is read that is read meanwhile."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)


def tell_read(place: int, text: str) -> None:
    """Tell whoever listens that a text is read as far as a place in it."""
    listener = _listener.get()
    if listener is not None and text:
        listener(place / len(text))
