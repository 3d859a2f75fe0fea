"""The other side of ``worker``: a process that answers calls until nobody is there to ask any more."""

import os
import pickle
import queue
import threading
from contextlib import suppress
from typing import IO

from claimtrack.reading.processes.frames import receive, send


def serve_calls() -> None:
    """Answer one call after the other; never returns."""
    try:
        asked, answered = _streams()
        _leave_no_core()
        calls: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(asked, calls), daemon=True).start()
        send(answered, b"ready")
        while True:
            send(answered, _answer(calls.get()))
    finally:
        # Whatever ended it, the interrupt of a terminal, say, is the parent's to tell.
        os._exit(1)


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Take the two pipes for ourselves: what a reader prints, or asks, goes nowhere."""
    asked, answered = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)
    return asked, answered


def _leave_no_core() -> None:
    """Let a reader that dies leave no image of its memory in the folder of the user."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _listen(asked: IO[bytes], calls: "queue.SimpleQueue[bytes]") -> None:
    """Hand on the calls, and end with the parent: without it nobody would end what hangs."""
    try:
        while (call := receive(asked)) is not None:
            calls.put(call)
    finally:
        os._exit(0)


def _answer(call: bytes) -> bytes:
    try:
        function, arguments = pickle.loads(call)  # noqa: S301 - from our own parent
        return pickle.dumps((False, function(*arguments)))
    except Exception as error:  # it is raised where the call came from
        answer = pickle.dumps((True, error)) if _can_be_made_anew(error) else None
        return answer or pickle.dumps((True, RuntimeError(f"{type(error).__name__}: {error}")))


def _can_be_made_anew(error: Exception) -> bool:
    """Tell whether an error comes out of a pickle; many a library's does not."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # whatever its class does when it is made
        return False
    return True
