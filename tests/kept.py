"""Where a kept file lies on this machine, for tests that harm it or look at it."""

from pathlib import Path

from claimtrack.locker.anywhere import AnyLocker
from claimtrack.locker.store import Locker


def folder_of(locker: AnyLocker) -> Path:
    """Return the folder of a locker in a folder."""
    assert isinstance(locker, Locker)
    return locker.path


def file_of(locker: AnyLocker, digest: str) -> Path:
    """Return the file of a digest in such a locker, whether it is there or not."""
    assert isinstance(locker, Locker)
    return locker.path_of(digest)
