"""The words for a piece of evidence: what it does for a claim, whom it comes from, what became of it."""

from claimtrack.reports.model import EvidenceLine, Terms
from claimtrack.reports.wording.measures import cut, moment, quoted, size
from claimtrack.rules.grades import grade_told
from claimtrack.vocabulary import Basis, Serves, Stance, Visibility

_ON_WHAT_WAS_SAID = {
    Stance.SUPPORTS: "supports that it was said",
    Stance.REFUTES: "speaks against that it was said",
    Stance.CONTEXT: "gives context on whether it was said",
}


def does(piece: EvidenceLine) -> str:
    """Say what a piece of evidence does for the claim, or for the answer to who said it."""
    return piece.stance.words if piece.serves is Serves.TRUTH else _ON_WHAT_WAS_SAID[piece.stance]


def shows(piece: EvidenceLine) -> str:
    """Say in a sentence what a piece of evidence does for a claim, with its passage."""
    who = piece.source if piece.source is not None else "a source not on record"
    if piece.of_claim is not None:
        who = f"claim {piece.of_claim}"
    elif piece.basis is not Basis.UNKNOWN:
        who = f"{who} ({piece.basis.words})"
    says = f": {quoted(cut(piece.excerpt, PASSAGE))}" if piece.excerpt is not None else ""
    return f"{who} {_SHOWS[piece.stance, piece.counts is True]}{says}"


PASSAGE = 240
"""Of a passage, how many characters a sentence quotes."""
_SHOWS = {
    (Stance.SUPPORTS, True): "bears it out",
    (Stance.SUPPORTS, False): "speaks for it",
    (Stance.REFUTES, True): "says otherwise",
    (Stance.REFUTES, False): "speaks against it",
    (Stance.CONTEXT, True): "gives context",
    (Stance.CONTEXT, False): "gives context",
}


def bearing(piece: EvidenceLine) -> str:
    """Say what a piece of evidence is, what it does for the claim, and whether it counts."""
    words = f"{does(piece)}: {piece.name}, {provenance(piece)}"
    if piece.weighed is not None:
        words += f"; {piece.weighed}"
    return f"{words}; {withdrawal(piece)}" if piece.withdrawn_at is not None else words


def provenance(piece: EvidenceLine) -> str:
    """Say whom a piece of evidence comes from, how it knows, and how the two are graded."""
    if piece.of_claim is not None:
        return f"said by {piece.source if piece.source is not None else 'nobody named'}"
    source = piece.source if piece.source is not None else "a source not on record"
    graded = grade_told(piece.reliability, piece.credibility)
    grade = f", graded {graded}" if graded is not None else ""
    if piece.basis is Basis.VERBATIM:
        return f"{piece.basis.words} kept by {source}{grade}"
    return f"from {source}, {piece.basis.words}{grade}"


def questions(piece: EvidenceLine) -> tuple[str, ...]:
    """Say what to look at again: what the claim says, and the passage does not; what a check found altered."""
    return (
        *(f"look again: {words}" for words in piece.discrepancies),
        *(one for one in piece.checks if _ALTERED in one),
    )


def checked(piece: EvidenceLine) -> tuple[str, ...]:
    """Say what checks found to hold."""
    return tuple(one for one in piece.checks if _ALTERED not in one)


_ALTERED = "ALTERED"


def withdrawal(piece: EvidenceLine) -> str:
    """Say when a withdrawn piece was withdrawn, and why."""
    when = f"WITHDRAWN {moment(piece.withdrawn_at)}" if piece.withdrawn_at is not None else "standing"
    return f"{when}: {piece.withdrawn_because}" if piece.withdrawn_because is not None else when


def stored(piece: EvidenceLine) -> str:
    """Say what is in the locker: the kind of file, its size, who added it and when, who else saw it."""
    seen = f", {SEEN_BY_TWO}" if piece.seen_by_two else ""
    return f"{piece.media_type}, {size(piece.size)}, added by {piece.added_by}, {moment(piece.added_at)}{seen}"


def handled(piece: EvidenceLine) -> tuple[str, ...]:
    """Say what checks of a piece gave, how it may be used, and who had it in hand since it came, a sentence each."""
    custody = (f"custody: {moment(one.at)}, {one.who} {one.what}{_because(one.reason)}" for one in piece.custody[1:])
    return (*checked(piece), *terms(piece.terms), *custody)


def terms(used: Terms) -> tuple[str, ...]:
    """Say how a piece may be used, as far as that is on record."""
    found = [f"rights: {used.rights}"] if used.rights is not None else []
    if used.consent is not None:
        by = f" by {used.consent_by}" if used.consent_by is not None else ""
        extent = f", for {used.consent_extent}" if used.consent_extent is not None else ""
        found.append(f"consent {used.consent.words}{by}{extent}")
    if used.risk is not None:
        found.append(f"risk {used.risk}{f' for {used.harmed}' if used.harmed is not None else ''}")
    if used.visibility is not Visibility.DESK:
        found.append(f"{used.visibility}: {used.visibility.words}")
    return tuple(found)


def left_out(number: int) -> str:
    """Say that a piece is not shown."""
    return f"evidence {number} is protected, and left out here"


def _because(reason: str | None) -> str:
    return f" ({quoted(reason)})" if reason is not None else ""


SEEN_BY_TWO = "seen by two (another capture bears it out)"
