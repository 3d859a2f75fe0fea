"""What another user of the machine may do: a function run in a child that has given up the rights of root."""

import faulthandler
import os
import pickle
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import TypeVar

import pytest

T = TypeVar("T")
_PATIENCE = 60
"""Seconds; a child that hangs tells where, and ends."""

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else"
)


def as_user(user: int, groups: Sequence[int], work: Callable[[], T], *, umask: int = 0o077) -> T:
    """Run ``work`` in a child as this user, in these groups (the first is its own), and give what it gives.

    Raises RuntimeError with the child's traceback where it raises. What ``work`` loads must be loaded before: Python's
    own files may be root's alone.
    """
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        _told(writes, user, groups, work, umask)
    os.close(writes)
    with os.fdopen(reads, "rb") as said:
        data = said.read()
    os.waitpid(child, 0)
    if not data:
        raise RuntimeError("the child hung, or died")
    done, found = pickle.loads(data)  # noqa: S301 - our own child's words
    if not done:
        raise RuntimeError(found)
    given: T = found
    return given


def _told(writes: int, user: int, groups: Sequence[int], work: Callable[[], object], umask: int) -> None:
    try:
        faulthandler.dump_traceback_later(_PATIENCE, exit=True, file=2)
        os.umask(umask)
        os.setgroups(list(groups))
        os.setgid(groups[0])
        os.setuid(user)
        answer = pickle.dumps((True, work()))
    except BaseException:
        answer = pickle.dumps((False, traceback.format_exc()))
    with os.fdopen(writes, "wb") as said:
        said.write(answer)
    sys.stdout.flush()
    os._exit(0)
