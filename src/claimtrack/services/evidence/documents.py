"""What a document that was attached says of itself, read anew whenever it is shown."""

from claimtrack.reading.documents import SelfTold as SelfTold
from claimtrack.reading.documents import is_document, read_self_told
from claimtrack.reading.formats.web_archive import WARC
from claimtrack.reading.pictures import LARGEST
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.pictures import what_came
from claimtrack.services.evidence.pieces import EvidenceRow


def document_told(desk: Desk, piece: EvidenceRow) -> SelfTold | None:
    """Return what a piece says of itself; None where it is none that says such things, or not what was attached."""
    if not is_document(piece.media_type) and piece.media_type != WARC:
        return None
    if piece.size > LARGEST and piece.media_type != WARC:
        return SelfTold(unread=f"it is larger than {LARGEST // 1_000_000} MB")
    came = what_came(desk, piece)
    return read_self_told(*came) if came is not None and is_document(came[1]) else None
