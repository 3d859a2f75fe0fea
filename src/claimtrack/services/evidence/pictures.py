"""What a picture that was attached says of itself, read anew whenever it is shown."""

from claimtrack.reading.formats.web_archive import WARC, captured_page
from claimtrack.reading.pictures import LARGEST, read_picture
from claimtrack.reading.pictures import Picture as Picture
from claimtrack.reading.sniff import media_type_of
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.pieces import EvidenceRow


def what_came(desk: Desk, piece: EvidenceRow) -> tuple[bytes, str] | None:
    """Return the bytes of a piece and their media type; of a captured page those of the page.

    Gives None where they are not what was attached, or more than are looked at.
    """
    if piece.size > LARGEST or desk.locker.check(piece.digest) is not None:
        return None
    data = desk.locker.read(piece.digest)
    if piece.media_type != WARC:
        return data, piece.media_type
    page = captured_page(data, name=piece.name)
    return (page, media_type_of(page)) if page is not None else None


def picture_told(desk: Desk, piece: EvidenceRow) -> Picture | None:
    """Return what a piece says of itself; None where it is no picture, or its bytes are not what was attached."""
    if not piece.media_type.startswith("image/") and piece.media_type != WARC:
        return None
    if piece.size > LARGEST and piece.media_type != WARC:
        return Picture(unread=f"it is larger than {LARGEST // 1_000_000} MB")
    came = what_came(desk, piece)
    return read_picture(came[0]) if came is not None and came[1].startswith("image/") else None
