"""What a picture that was attached says of itself, read anew whenever it is shown."""

from claimtrack.reading.pictures import LARGEST, read_picture
from claimtrack.reading.pictures import Picture as Picture
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.pieces import EvidenceRow


def picture_told(desk: Desk, piece: EvidenceRow) -> Picture | None:
    """Return what a piece says of itself; None where it is no picture, or its bytes are not what was attached."""
    if not piece.media_type.startswith("image/") or desk.locker.check(piece.digest) is not None:
        return None
    if piece.size > LARGEST:
        return Picture(unread=f"it is larger than {LARGEST // 1_000_000} MB")
    return read_picture(desk.locker.read(piece.digest))
