"""Write a file as a whole or not at all."""

import os
import tempfile
from pathlib import Path

from claimtrack.errors import InvalidInput
from claimtrack.remedies import Blank, Field


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
    with tempfile.NamedTemporaryFile(dir=path.absolute().parent, prefix=f".{path.name}-", delete=False) as written:
        temporary = Path(written.name)
        try:
            written.write(data)
            written.flush()
            os.fsync(written.fileno())
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
