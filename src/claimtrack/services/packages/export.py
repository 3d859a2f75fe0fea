"""Write a case into one file, as a package that anybody can check."""

from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from claimtrack.events.custody import PackageExported
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.custody import note_export, refuse_protected
from claimtrack.services.packages.contents import contents
from claimtrack.services.packages.layout import ORIGINAL, write_archive
from claimtrack.services.packages.opening import opened
from claimtrack.services.packages.writing import in_its_place


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many events and originals, where the chain in it ends, and the file's own SHA-256.

    ``swept`` names the folders that killed exports had left beside it, and that were taken away.
    """

    events: int
    originals: int
    head: str
    sha256: str
    swept: tuple[str, ...] = ()


def let_go(
    desk: Desk, to: Path, *, include_protected: bool = False, reason: str | None = None
) -> tuple[Exported, str | None]:
    """Export the record and put on record that it left; gives why that is on no record, where it cannot be.

    Raises ForbiddenMove while pieces are protected, unless they shall go along, and as ``export``.
    """
    along = refuse_protected(desk, include=include_protected)
    made = export(desk, to)
    left = PackageExported(
        events=made.events,
        originals=made.originals,
        sha256=made.sha256,
        protected=along,
        file=to.name,
        reason=reason or None,
    )
    return made, note_export(desk, left)


def export(desk: Desk, to: Path) -> Exported:
    """Write the whole record with its originals into ``to`` while others may go on working, and check what was written.

    Two exports of the same record by the same program are the same bytes. The file appears under its name only when it
    is whole, and is checked as ``opened`` does, so that it can be taken in. Raises InvalidInput when the file is there
    already or cannot be written, NotFound where no article is on record, VerificationFailed where the record or a file
    of it is not sound.
    """
    with in_its_place(to) as writing:
        stage, written = writing.folder / "stage", writing.archive
        stage.mkdir()
        told, parts = contents(desk, stage)
        write_archive(parts, written, folder=told.folder, at=told.at)
        with opened(written, called=to):
            pass
        with written.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
    kept = sum(1 for part in parts if ORIGINAL.fullmatch(part.name))
    return Exported(told.events, kept, told.head, digest, writing.swept)
