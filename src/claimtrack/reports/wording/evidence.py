"""The words for a piece of evidence: what it does for a claim, whom it comes from, what became of it."""

from claimtrack.reports.model import EvidenceLine
from claimtrack.reports.wording.measures import moment, size
from claimtrack.rules.grades import grade_told
from claimtrack.vocabulary import Basis, Serves, Stance

STANCES = {
    (Serves.TRUTH, Stance.SUPPORTS): "supports it",
    (Serves.TRUTH, Stance.REFUTES): "refutes it",
    (Serves.TRUTH, Stance.CONTEXT): "gives context",
    (Serves.SAID, Stance.SUPPORTS): "supports that it was said",
    (Serves.SAID, Stance.REFUTES): "speaks against that it was said",
    (Serves.SAID, Stance.CONTEXT): "gives context on whether it was said",
}

BASES = {
    Basis.FIRSTHAND: "first-hand",
    Basis.RECORD: "a record",
    Basis.HEARSAY: "hearsay",
    Basis.UNKNOWN: "of unknown basis",
}


def bearing(piece: EvidenceLine) -> str:
    """Say what a piece of evidence is, what it does for the claim, and whether it counts."""
    words = f"{STANCES[piece.serves, piece.stance]}: {piece.name}, {provenance(piece)}"
    if piece.weighed is not None:
        words += f"; {piece.weighed}"
    return f"{words}; {withdrawal(piece)}" if piece.withdrawn_at is not None else words


def provenance(piece: EvidenceLine) -> str:
    """Say whom a piece of evidence comes from, how it knows, and how the two are graded."""
    if piece.of_claim is not None:
        return f"said by {piece.source if piece.source is not None else 'nobody named'}"
    source = piece.source if piece.source is not None else "a source not on record"
    graded = grade_told(piece.reliability, piece.credibility)
    return f"from {source}, {BASES[piece.basis]}{f', graded {graded}' if graded is not None else ''}"


def withdrawal(piece: EvidenceLine) -> str:
    """Say when a withdrawn piece was withdrawn, and why."""
    when = f"WITHDRAWN {moment(piece.withdrawn_at)}" if piece.withdrawn_at is not None else "standing"
    return f"{when}: {piece.withdrawn_because}" if piece.withdrawn_because is not None else when


def stored(piece: EvidenceLine) -> str:
    """Say what is in the locker: the kind of file, its size, who added it and when."""
    return f"{piece.media_type}, {size(piece.size)}, added by {piece.added_by}, {moment(piece.added_at)}"
