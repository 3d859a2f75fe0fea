"""Write a file as a whole or not at all."""

import os
import secrets
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
    """Do the same for who has an error of their own to raise; raises OSError, and leaves nothing behind."""
    temporary = path.absolute().parent / f".{path.name[:_MOST_OF_NAME]}-{secrets.token_hex(8)}"
    # With the rights that the user's umask gives to what they make.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(data)
            written.flush()
            os.fsync(written.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
