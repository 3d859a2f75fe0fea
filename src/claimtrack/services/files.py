"""Write a file as a whole or not at all."""

import tempfile
from pathlib import Path

from claimtrack.errors import InvalidInput
from claimtrack.remedies import Blank, Field


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``; a reader never sees half of it. Raises InvalidInput naming the path."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.absolute().parent, prefix=f".{path.name}-", delete=False) as written:
            temporary = Path(written.name)
            try:
                written.write(data)
                written.flush()
                temporary.chmod(0o644)
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise InvalidInput(
            f"cannot write {path}: {error.strerror}; choose another place with " + Field("output", Blank.FILE)
        ) from error
