"""Write a file as a whole or not at all."""

import errno
import os
import secrets
import stat
from pathlib import Path

from claimtrack.errors import InvalidInput
from claimtrack.remedies import Blank, Field

_MOST_OF_NAME = 100
"""Characters of a name that the name of what is half-written has, too: names have an end."""


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``; a reader never sees half of it. Raises InvalidInput naming the path."""
    try:
        replace_whole(path, data)
    except OSError as error:
        raise InvalidInput(
            f"cannot write {path}: {error.strerror}; choose another place with " + Field("output", Blank.FILE)
        ) from error


def replace_whole(path: Path, data: bytes) -> None:
    """Do the same for who has an error of their own to raise; raises OSError, and leaves nothing behind.

    What a link leads to is written, and a file keeps its rights. Into a pipe or a device is written, never is one
    replaced; a pipe that nobody reads is refused, for who opens it waits.
    """
    try:
        path = path.resolve() if path.is_symlink() else path
    except RuntimeError as error:  # what Python 3.12 and older say to links that go round
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error
    there = path.stat().st_mode if path.exists() else None
    if there is not None and not stat.S_ISREG(there) and not stat.S_ISDIR(there):
        _write_into(path, data)
        return
    temporary = path.absolute().parent / f".{path.name[:_MOST_OF_NAME]}-{secrets.token_hex(8)}"
    # With the rights that the user's umask gives to what they make.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(data)
            written.flush()
            os.fsync(written.fileno())
        if there is not None:
            temporary.chmod(stat.S_IMODE(there))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _write_into(path: Path, data: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise OSError(errno.ENXIO, "it is a pipe from which nobody reads", str(path)) from error
        raise
    if hasattr(os, "set_blocking"):
        os.set_blocking(handle, True)
    with os.fdopen(handle, "wb") as written:
        written.write(data)
