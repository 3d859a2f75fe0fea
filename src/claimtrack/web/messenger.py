"""Deliver what hooks are to be told of, while the desk is served: beside it, in a thread that holds nobody up."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from claimtrack.errors import ClaimtrackError
from claimtrack.services.desk import Desk
from claimtrack.services.door import delivering

_log = logging.getLogger(__name__)
SECONDS = 2.0
"""How long after an event it is looked for at the latest."""


@contextmanager
def messenger(desk: Desk, *, seconds: float = SECONDS) -> Iterator[None]:
    """Deliver until the block ends; what is being sent then is sent to its end."""
    stop = threading.Event()

    def go() -> None:
        while not stop.wait(seconds):
            try:
                delivering.deliver(desk)
            except ClaimtrackError as error:
                # A database that is locked or out of reach for a while; what is due stays due.
                _log.warning("hooks were not told: %s", error)

    thread = threading.Thread(target=go, name="messenger", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(delivering.SECONDS)
