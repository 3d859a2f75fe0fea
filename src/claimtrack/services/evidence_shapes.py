"""What is told to programs of one piece of evidence: what a capture saw, what a file says of itself, its custody."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from claimtrack.services import shapes

if TYPE_CHECKING:
    from claimtrack.reports.model import HistoryLine
    from claimtrack.services.desk import Desk
    from claimtrack.services.evidence.capturing import CaptureTold
    from claimtrack.services.evidence.corroboration import HeldAgainst
    from claimtrack.services.evidence.documents import SelfTold
    from claimtrack.services.evidence.elsewhere import Elsewhere, Judged
    from claimtrack.services.evidence.pictures import Picture


def whole(desk: "Desk", number: int) -> dict[str, object]:
    """Return everything that is told of a piece, its file read for it; raises NotFound."""
    from claimtrack.services.evidence import pieces
    from claimtrack.services.evidence.capturing import capture_told
    from claimtrack.services.evidence.corroboration import held_against
    from claimtrack.services.evidence.custody import log_of
    from claimtrack.services.evidence.documents import document_told
    from claimtrack.services.evidence.elsewhere import elsewhere_told
    from claimtrack.services.evidence.pictures import picture_told

    row = pieces.shown(desk, number)
    told = capture_told(desk, row)
    return {
        **shapes.evidence(row),
        "capture": captured_row(told, held_against(desk, number) if told is not None else []),
        "picture": pictured_row(picture_told(desk, row)),
        "document": document_row(document_told(desk, row)),
        "elsewhere": elsewhere_row(elsewhere_told(desk, row)),
        "custody": log_rows(log_of(desk, number)),
        "links": [asdict(link) for link in row.links],
        "stamps": list(row.stamps),
    }


def captured_row(told: "CaptureTold | None", held: "Sequence[HeldAgainst]") -> dict[str, object] | None:
    """Return all that a capture tells, as data; None for what is none."""
    if told is None:
        return None
    certificate = asdict(told.certificate) if told.certificate is not None else None
    return {
        **asdict(told.account),
        "certificate": certificate,
        "captured_here": told.here,
        "seen_by": 2 if any(one.agrees for one in held) else 1,
        "held_against": [{**asdict(one), "at": one.at.isoformat()} for one in held],
    }


def pictured_row(told: "Picture | None") -> dict[str, object] | None:
    """Return what a picture says of itself, for programs."""
    if told is None:
        return None
    return {
        "width": told.width,
        "height": told.height,
        "taken": told.taken,
        "position": list(told.position) if told.position is not None else None,
        "camera": told.camera,
        "software": told.software,
        "unread": told.unread,
    }


def document_row(told: "SelfTold | None") -> dict[str, object] | None:
    """Return what a document says of itself, for programs."""
    return asdict(told) if told is not None else None


def elsewhere_row(told: "Elsewhere | None") -> dict[str, object] | None:
    """Return what checking a capture made elsewhere gave, for programs."""
    if told is None:
        return None
    archive = told.archive
    signed = archive.signed if archive is not None else None
    return {
        "archive": {
            "records_sound": archive.sound,
            "records_without_digest": archive.without,
            "records_altered": list(archive.altered),
            "is_whole": archive.is_whole,
            "files_sound": archive.files,
            "problems": list(archive.problems),
            "software": archive.software,
            "created": archive.created,
            "signature": None
            if signed is None
            else {"domain": signed.domain, "key": signed.key, "created": signed.created, "fault": signed.fault},
        }
        if archive is not None
        else None,
        "timestamp": judged_row(told.stamped),
        "saved": {"url": told.saved.url, "date": told.saved.date, "at": _iso(told.saved.at)}
        if told.saved is not None
        else None,
    }


def judged_row(stamped: "Judged | None") -> dict[str, object] | None:
    """Return what a timestamp is worth, for programs."""
    return {**asdict(stamped), "time": _iso(stamped.time)} if stamped is not None else None


def _iso(at: object) -> str | None:
    return at.isoformat() if hasattr(at, "isoformat") else None


def log_rows(log: "Sequence[HistoryLine]") -> list[dict[str, object]]:
    """Return the custody of a piece for machines."""
    return [{"event": one.number, "at": one.at, "who": one.who, "what": one.what, "reason": one.reason} for one in log]
