"""What was captured elsewhere: held against itself, its timestamps verified anew; what it says of itself, as that."""

from collections.abc import Iterator
from dataclasses import dataclass

from claimtrack.reading.captures.archive_checks import ArchiveChecked as ArchiveChecked
from claimtrack.reading.captures.archive_checks import Signed as Signed
from claimtrack.reading.captures.archive_checks import checked_archive
from claimtrack.reading.formats.web_archive import WARC
from claimtrack.reading.packed import WACZ
from claimtrack.reading.pages.saved_pages import SavedPage as SavedPage
from claimtrack.reading.pages.saved_pages import saved_by_single_file
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.pieces import EvidenceRow
from claimtrack.services.timestamps.foreign import Judged as Judged
from claimtrack.services.timestamps.foreign import judge, pinned_now

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a piece that was made elsewhere shows: an archive with what checking it gave, or a saved page.

    ``stamped`` is what the timestamp in an archive is worth at this desk, as its policy stands now.
    """

    archive: ArchiveChecked | None = None
    stamped: Judged | None = None
    saved: SavedPage | None = None


def elsewhere_told(desk: Desk, piece: EvidenceRow) -> Elsewhere | None:
    """Check a piece that was captured elsewhere, anew; None for one that was not, or is not what was attached."""
    is_page = piece.media_type in _HTML
    if piece.url is not None or not (is_page or piece.media_type in {WARC, WACZ}):
        return None
    if desk.locker.check(piece.digest) is not None:
        return None
    data = desk.locker.read(piece.digest)
    if is_page:
        saved = saved_by_single_file(data)
        return Elsewhere(saved=saved) if saved is not None else None
    archive = checked_archive(data, piece.media_type, name=piece.name)
    if archive is None:
        return None
    signed = archive.signed
    if signed is None or signed.token is None:
        return Elsewhere(archive)
    return Elsewhere(archive, judge(signed.token, signed.stamped, pinned_now(desk)))


def told_on_adding(data: bytes, media_type: str, *, name: str) -> Iterator[str]:
    """Yield what somebody has to know who attaches what was captured elsewhere, a sentence each."""
    if media_type in _HTML:
        saved = saved_by_single_file(data)
        if saved is not None:
            yield f"The page was saved with SingleFile from {saved.url} on {when(saved)}, as the file says of itself."
    elif media_type == WACZ:
        archive = checked_archive(data, media_type, name=name)
        for problem in archive.problems[:_NAMED] if archive is not None else ():
            yield f"The archive is not what it says of itself: {problem}."
        if archive is not None and archive.signed is not None and archive.signed.fault is not None:
            yield f"The signature of the archive does not hold: {archive.signed.fault}."


def when(saved: SavedPage) -> str:
    """Return when a page was saved, in UTC where its words can be read, else as they stand there."""
    return f"{saved.at:%Y-%m-%d %H:%M:%S} UTC" if saved.at is not None else saved.date
