"""What is put together before it is whole, in a folder or a file of its own: swept where its maker died.

What is killed can clear nothing away, and what it leaves may be all that a desk knows. So whoever makes such a thing
holds a lock on it, which ends with the process; the next one who makes one of the same kind in the same place removes
those that nobody holds.
"""

import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: nothing is locked there, and so nothing is swept
    _CAN_LOCK = False
else:
    _CAN_LOCK = True

_MARK = "[0-9a-f]{16}"
"""How the name of everything unfinished ends."""


@contextmanager
def working_folder(kind: str, *, beside: Path | None = None) -> Iterator[Path]:
    """Give a new folder whose name begins with ``kind``, in ``beside`` or where temporary files go; then it is removed.

    Only its owner may look into it. Raises OSError where it cannot be made.
    """
    where = Path(tempfile.gettempdir()) if beside is None else beside
    with _made(where, kind, lambda path: path.mkdir(0o700)) as folder:
        yield folder


@contextmanager
def working_file(kind: str, *, beside: Path) -> Iterator[Path]:
    """Give a new, empty file in the same way, which is its owner's alone; gone at the end unless renamed."""
    with _made(beside, kind, lambda path: os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))) as file:
        yield file


def sweep(kind: str, where: Path) -> tuple[str, ...]:
    """Remove what is unfinished of a kind, is this user's own, and is held by nobody; gives the names."""
    named = re.compile(re.escape(kind) + _MARK)
    swept = []
    with suppress(OSError):
        for path in [one for one in where.iterdir() if named.fullmatch(one.name)]:
            lock = _locked(path, wait=False) if _is_own(path) else None
            if lock is not None:
                _remove(path)
                os.close(lock)
                swept.append(path.name)
    return tuple(swept)


@contextmanager
def _made(where: Path, kind: str, make: Callable[[Path], object]) -> Iterator[Path]:
    sweep(kind, where)
    while True:
        path = where / f"{kind}{secrets.token_hex(8)}"
        make(path)
        lock = _locked(path, wait=True)
        # Who sweeps may have come in between.
        if lock is None or path.exists():
            break
        os.close(lock)
    try:
        yield path
    finally:
        _remove(path)
        if lock is not None:
            os.close(lock)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _is_own(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:  # gone by now
        return False
    return hasattr(os, "geteuid") and found.st_uid == os.geteuid()


def _locked(path: Path, *, wait: bool) -> int | None:
    """Lock a folder or a file itself and give what holds the lock; None where another has it, or nothing can be locked.

    What is neither of the two is left alone.
    """
    if not _CAN_LOCK:
        return None
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode) or stat.S_ISREG(mode):
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            return handle
    except OSError:
        pass
    os.close(handle)
    return None
