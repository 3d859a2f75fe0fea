"""Folders in which something is put together before it gets its name, and what killed runs left of them.

All that a desk knows may lie in such a folder, in clear, and a run that is killed takes it away no more. So the next
one beside it does. That is safe where nobody works in it: whoever does holds a lock on it, which the system gives back
when they end, however. Where a file system has no locks, a folder is left alone for a day.
"""

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_MINUTE = 60.0
"""Seconds; a folder that is younger may be about to be locked."""
_DAY = 24 * 60 * 60.0
_MARK = re.compile(r"[a-z0-9_]{8}")


@dataclass(frozen=True, slots=True)
class WorkingFolder:
    """A folder to work in, and the folders of runs that were killed, which were taken away."""

    path: Path
    swept: tuple[str, ...]


@contextmanager
def working_folder(beside: Path | None, kind: str) -> Iterator[WorkingFolder]:
    """Give a folder that is gone afterwards, after those that killed runs of the same kind left beside it are.

    ``kind`` is what it is made for, in one word; it stands in its name. Raises OSError.
    """
    prefix = f".claimtrack-{kind}-"
    swept = tuple(_swept(beside, prefix)) if beside is not None else ()
    with tempfile.TemporaryDirectory(dir=beside, prefix=prefix) as name, _locked(Path(name)):
        yield WorkingFolder(Path(name), swept)


def _swept(beside: Path, prefix: str) -> Iterator[str]:
    """Take away what is no longer worked in; yields the names."""
    with suppress(OSError):
        for found in sorted(beside.iterdir()):
            if found.name.startswith(prefix) and _MARK.fullmatch(found.name[len(prefix) :]) and _is_left(found):
                shutil.rmtree(found, ignore_errors=True)
                if not found.exists():
                    yield found.name


def _is_left(folder: Path) -> bool:
    """Tell whether a folder is our own, and whoever made it has ended."""
    try:
        about = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(about.st_mode) or (hasattr(os, "geteuid") and about.st_uid != os.geteuid()):
        return False
    age = time.time() - about.st_mtime
    if age < _MINUTE:
        return False
    try:
        with _locked(folder) as locks:
            return locks or age > _DAY
    except BlockingIOError:
        return False


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Hold a lock on a folder; gives False where the system has none. Raises BlockingIOError where another holds it."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield False
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)
