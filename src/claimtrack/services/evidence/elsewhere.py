"""What was captured elsewhere: held against itself, its timestamps verified anew; what it says of itself, as that."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from claimtrack.reading.captures.archive_checks import ArchiveChecked as ArchiveChecked
from claimtrack.reading.captures.archive_checks import Signed as Signed
from claimtrack.reading.captures.archive_checks import checked_archive
from claimtrack.reading.formats.web_archive import WARC
from claimtrack.reading.packed import WACZ
from claimtrack.reading.pages.saved_pages import SavedPage as SavedPage
from claimtrack.reading.pages.saved_pages import saved_by_single_file
from claimtrack.services.desk import Desk
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


class Kept(Protocol):
    """What has to be known of a piece that is checked."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def media_type(self) -> str:
        """What kind of file it is."""

    @property
    def url(self) -> str | None:
        """From where it was captured here."""

    @property
    def digest(self) -> str:
        """Its SHA-256."""


def elsewhere_told(desk: Desk, piece: Kept) -> Elsewhere | None:
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


def sentences(told: Elsewhere | None) -> tuple[str, ...]:
    """Say what checking a capture made elsewhere gave, a sentence each; what was altered comes first, each of it."""
    if told is None:
        return ()
    said = [*_altered(told), *_holds(told)]
    return tuple(f"captured elsewhere: {one}" for one in said)


def _altered(told: Elsewhere) -> Iterator[str]:
    archive, stamped = told.archive, told.stamped
    if archive is not None:
        yield from (f"ALTERED, {problem}" for problem in archive.problems)
        yield from (f"ALTERED, the record of {url} is not what its digest says" for url in archive.altered)
        if not archive.is_whole:
            yield "ALTERED, it breaks off or is damaged; only what is whole of it was checked"
        if archive.signed is not None and archive.signed.fault is not None:
            yield f"ALTERED, its signature does not hold: {archive.signed.fault}"
    if stamped is not None and stamped.fault is not None:
        yield f"ALTERED, its timestamp does not hold: {stamped.fault}"


def _holds(told: Elsewhere) -> Iterator[str]:
    archive, stamped, saved = told.archive, told.stamped, told.saved
    if saved is not None:
        yield f"saved from {saved.url} on {when(saved)} with SingleFile, as the file says of itself"
    if archive is not None:
        files = f"files as its list says: {archive.files}; " if archive.files is not None else ""
        without = f", without a digest: {archive.without}" if archive.without else ""
        yield f"{files}records as their digests say: {archive.sound}{without}"
        by = [f"by {archive.software}"] if archive.software is not None else []
        made = " ".join([*by, *([f"on {archive.created}"] if archive.created is not None else [])])
        if made:
            yield f"made {made}, as the file says of itself"
        if archive.signed is not None and archive.signed.fault is None:
            yield f"the list of its files is signed with {whose(archive.signed)}, sha256 {archive.signed.key}"
    if stamped is not None and stamped.fault is None:
        at = f"timestamp of {stamped.time:%Y-%m-%d %H:%M:%S} UTC"
        if stamped.authority is not None:
            yield f"{at} by {stamped.authority}, verified anew here"
        else:
            yield f"{at}, as it says of itself, under {stamped.signed_under}, whom the desk's policy does not trust"


def whose(signed: Signed) -> str:
    """Say whose key a signature was made with."""
    return f"the certificate of {signed.domain}, which nobody checked" if signed.domain else "a key of nobody named"


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
