"""Open files and nothing else: a folder of kept files may hold what somebody put there."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def opened_file(file: Path) -> Iterator[BinaryIO]:
    """Open a file to be read; raises OSError for what is none: who opens a pipe waits for it, a device never ends."""
    with open(file, "rb", opener=_without_waiting) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is a pipe or a device and no file", str(file))
        yield stream


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
