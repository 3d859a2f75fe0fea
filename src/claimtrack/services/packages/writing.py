"""Write a package beside where it is to be, and put it there when it is whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from claimtrack.errors import InvalidInput
from claimtrack.services.files import hand_over, new_place, why_not_written
from claimtrack.unfinished import sweep, working_folder

_KIND = ".claimtrack-export-"


@dataclass(frozen=True, slots=True)
class Writing:
    """A folder to work in, the archive to write in it, and what was taken away that killed exports had left there."""

    folder: Path
    archive: Path
    swept: tuple[str, ...]


@contextmanager
def in_its_place(to: Path) -> Iterator[Writing]:
    """Give a folder to work in and the archive to write; once all went well, the archive is at ``to``.

    It can be read by its owner alone: all that a desk knows may stand in it. Raises InvalidInput when there is a file
    already or it cannot be written.
    """
    try:
        place = new_place(to)
        beside = place.absolute().parent if place is not None else None
        swept = sweep(_KIND, beside) if beside is not None else ()
        with working_folder(_KIND, beside=beside) as folder:
            written = folder / "case.zip"
            yield Writing(folder, written, swept)
            written.chmod(0o600)
            with written.open("rb") as stream:
                os.fsync(stream.fileno())
            hand_over(written, to)
    except FileExistsError as error:
        raise InvalidInput(f"{to} is there already; choose another name, packages are not written over") from error
    except OSError as error:
        raise InvalidInput(
            f"cannot write the package {to}: {why_not_written(error, to)}; name another place"
        ) from error
