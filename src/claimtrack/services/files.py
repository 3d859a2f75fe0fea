"""Write what a user names: as a whole or not at all, and never in the place of what is no file.

Every writer goes through here. What a link leads to is written, and the link stays; a file keeps its rights, a new one
is its owner's alone, or its folder's group's where whatever is made in there belongs to that; into a pipe, a device as
``/dev/null``, or an open descriptor as ``/dev/stdout`` is written. A disk, a socket or a folder is refused. A full disk
leaves what was there.
"""

import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from claimtrack.errors import InvalidInput
from claimtrack.remedies import Blank, Field
from claimtrack.unfinished import working_file

_MOST_OF_NAME = 100
"""Characters of a name that the name of what is half-written has, too: names have an end."""
_MOST_LINKS = 40
_DESCRIPTOR = re.compile(r"/(?:dev|proc/(?:self|thread-self))/fd/(\d{1,6})")
_STANDARD = {"/dev/stdout": 1, "/dev/stderr": 2}
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""What a file system says that has no second names for a file."""


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``; a reader never sees half of it. Raises InvalidInput naming the path."""
    try:
        replace_whole(path, data)
    except OSError as error:
        raise InvalidInput(
            f"cannot write {path}: {why_not_written(error, path)}; choose another place with "
            + Field("output", Blank.FILE)
        ) from error


def why_not_written(error: OSError, path: Path) -> str:
    """Say why nothing can be written to ``path``: of folders the system has words of its own."""
    # Asked of `os`: a name that is too long is no folder there, and an error here.
    if error.errno == errno.ENOENT and not os.path.exists(path.parent):  # noqa: PTH110 - as above
        return f"there is no folder {path.parent}"
    if os.path.isdir(path):  # noqa: PTH112 - as above
        return "that is a folder"
    return error.strerror or str(error)


def replace_whole(path: Path, data: bytes) -> None:
    """Do the same for who has an error of their own to raise; raises OSError, and leaves nothing behind.

    A pipe that nobody reads is refused, for who opens it waits.
    """
    file = _file_at(path)
    if file is None:
        _write_into(path, lambda stream: stream.write(data))
        return
    there = file.stat().st_mode if file.exists() else None
    with _half(file) as temporary:
        _fill(temporary, [data])
        temporary.chmod(_new_rights(file) if there is None else stat.S_IMODE(there))
        temporary.replace(file)


def write_new(path: Path, data: bytes) -> None:
    """Put ``data`` where no file is yet, whole or not at all; raises FileExistsError where one is, and OSError."""
    write_new_blocks(path, [data])


def write_new_blocks(path: Path, blocks: Iterable[bytes]) -> None:
    """Do the same with bytes that come block by block; what ``blocks`` raise is passed on, and nothing is left."""
    file = new_place(path)
    if file is None:
        _write_into(path, lambda stream: stream.writelines(blocks))
        return
    with _half(file) as temporary:
        _fill(temporary, blocks)
        temporary.chmod(_new_rights(file))
        _name(temporary, file)


def _new_rights(file: Path) -> int:
    """Return the rights of a new file, whatever the umask: names of witnesses stand in what is written.

    A desk gives a folder to its group by the bit with which all that is made in there belongs to that group, as it does
    with the folder of its locker.
    """
    folder = file.absolute().parent.stat().st_mode
    return _DESKS if folder & stat.S_ISGID and folder & stat.S_IWGRP else _OWN


_OWN = 0o600
_DESKS = 0o660


def new_place(path: Path) -> Path | None:
    """Return where a new file will be, links followed, or None where it is to be written into what is there.

    Raises FileExistsError where a file or a folder is there already, OSError for what can be no file.
    """
    file = _file_at(path)
    if file is not None and file.exists():
        raise FileExistsError(errno.EEXIST, "it is there already", str(path))
    return file


def hand_over(written: Path, to: Path) -> None:
    """Put a file that was written whole, on the same disk, where none is yet; raises as ``write_new``.

    ``written`` may then have two names; whoever made it removes the first. Into a pipe or a device it is copied.
    """
    file = new_place(to)
    if file is not None:
        _name(written, file)
        return
    with written.open("rb") as source:
        _write_into(to, lambda stream: shutil.copyfileobj(source, stream, 1 << 20))


def _file_at(path: Path) -> Path | None:
    """Return the file that a name leads to, there or yet to be made; None for what is written into."""
    if _descriptor(path) is not None:
        return None
    try:
        file = path.resolve() if path.is_symlink() else path
    except RuntimeError as error:  # what Python 3.12 and older say to links that go round
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error
    mode = file.stat().st_mode if file.exists() else None
    if mode is None or stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return file
    if stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):
        return None
    raise OSError(errno.EINVAL, "it is neither a file nor a pipe", str(path))


def _descriptor(path: Path) -> int | None:
    """Return the open descriptor that a name stands for, by whatever links: what it leads to is not what is meant.

    A shell that sent two commands into one file wants the words of both in it.
    """
    step = Path(os.path.normpath(path.absolute()))
    for _ in range(_MOST_LINKS):
        found = _DESCRIPTOR.fullmatch(str(step))
        if found is not None or str(step) in _STANDARD:
            return int(found[1]) if found is not None else _STANDARD[str(step)]
        if not step.is_symlink():
            return None
        step = Path(os.path.normpath(step.parent / step.readlink()))
    return None


def _half(file: Path) -> AbstractContextManager[Path]:
    """Give what is written beside a file until it is whole; what killed writers left of it is swept."""
    return working_file(f".{file.name[:_MOST_OF_NAME]}-", beside=file.absolute().parent)


def _fill(file: Path, blocks: Iterable[bytes]) -> None:
    with file.open("wb") as written:
        written.writelines(blocks)
        written.flush()
        os.fsync(written.fileno())


def _name(written: Path, file: Path) -> None:
    """Give a file its name, unless somebody else took that meanwhile."""
    try:
        os.link(written, file)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if file.exists():
            raise FileExistsError(errno.EEXIST, "it is there already", str(file)) from error
        written.rename(file)


def _write_into(path: Path, write: Callable[[BinaryIO], object]) -> None:
    number = _descriptor(path)
    if number is not None:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        with os.fdopen(os.dup(number), "wb") as written:
            write(written)
        return
    try:
        handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise OSError(errno.ENXIO, "it is a pipe from which nobody reads", str(path)) from error
        raise
    if hasattr(os, "set_blocking"):
        os.set_blocking(handle, True)
    with os.fdopen(handle, "wb") as written:
        write(written)
