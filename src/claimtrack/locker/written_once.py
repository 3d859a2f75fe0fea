"""Files that are written once, whole or not at all: under another name first, down to the disk, never to be changed."""

import os
import secrets
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

HALF_WRITTEN = ".writing-"
"""How the names of files begin that are not whole yet."""


def write_beside(blocks: Iterable[bytes], folder: Path, *, rights: os.stat_result) -> Path:
    """Write a new file in ``folder``, down to the disk, under a name that is not yet its own.

    Nobody may write to it again; who may read it is as the locker's own folder has it.
    """
    path = folder / f"{HALF_WRITTEN}{secrets.token_hex(8)}"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o444)
    try:
        give(path, rights, rights.st_mode & 0o444)
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(blocks)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def name_once(written: Path, target: Path) -> None:
    """Give a file its name unless another has it; the first one's stands."""
    try:
        os.link(written, target)
    except FileExistsError:
        return
    except OSError:
        # A file system without links, such as a memory stick's.
        if not target.exists():
            written.replace(target)


def flush_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut, where the system can."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def give(path: Path, rights: os.stat_result, mode: int) -> None:
    """Give a file or folder that was just made the group of the locker's folder, and these rights, where they can be.

    A memory stick has neither.
    """
    with suppress(OSError, AttributeError):
        made = path.stat()
        if made.st_gid != rights.st_gid:
            os.chown(path, -1, rights.st_gid)
        if stat.S_IMODE(made.st_mode) != mode:
            path.chmod(mode)


def age_of(file: Path) -> float:
    """Return how many seconds ago a file was written; 0 where it is gone."""
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return 0.0
