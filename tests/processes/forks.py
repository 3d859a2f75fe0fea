"""Real processes, forked from this one: how they are started together, and how each ended."""

import gc
import json
import os
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimtrack.errors import ClaimtrackError

Prepare = Callable[[], Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Ended:
    """How one process ended: the error that it met, by class, and its words; both empty when it met none."""

    error: str
    words: str


def run_at_once(actors: Sequence[Prepare]) -> list[Ended]:
    """Run each in a process of its own; nobody does what it came for before all are ready."""
    ready, tell_ready = os.pipe()
    start, hold_back = os.pipe()
    results, tell_result = os.pipe()
    children = []
    for actor in actors:
        child = os.fork()
        if child == 0:
            os.close(hold_back)
            _act(actor, tell_ready=tell_ready, start=start, tell_result=tell_result)
        children.append(child)
    os.close(tell_ready)
    os.close(tell_result)
    os.close(start)
    with os.fdopen(ready, "rb") as stream:
        stream.read()  # to its end, which comes when the last of them has closed it
    os.close(hold_back)
    with os.fdopen(results, encoding="utf-8") as stream:
        ended = [Ended(*json.loads(line)) for line in stream]
    for child in children:
        os.waitpid(child, 0)
    return ended


def _act(actor: Prepare, *, tell_ready: int, start: int, tell_result: int) -> None:
    """Be one of the processes; never comes back."""
    gc.disable()  # it would touch, and so copy, all the memory that is shared with the others
    error = words = ""
    try:
        action = actor()
        os.close(tell_ready)
        os.read(start, 1)  # nothing ever comes: it returns when it is closed
        action()
    except ClaimtrackError as met:
        error, words = type(met).__name__, str(met)
    except BaseException as met:  # whatever it is has to be told: nobody else sees this process
        error, words = type(met).__name__, traceback.format_exc()[-2000:]
    finally:
        os.write(tell_result, (json.dumps([error, words]) + "\n").encode())
        os._exit(0)
