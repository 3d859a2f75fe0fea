"""The Admiralty code: how reliable a source is, A to F, and how credible one piece is, 1 to 6.

F and 6 say that nobody can judge. They are no worse than E and 5, and are told in words wherever a grade is shown.
"""

from claimtrack.vocabulary import Reliability

NOT_GIVEN = "–"

CREDIBILITIES = {
    1: "confirmed by others",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
"""What the figures say of a piece."""


def grade(reliability: Reliability | None, credibility: int | None) -> str | None:
    """Return the two as they are written, ``B2``, with ``–`` for the one that nobody gave; None where neither was."""
    if reliability is None and credibility is None:
        return None
    return f"{reliability or NOT_GIVEN}{credibility or NOT_GIVEN}"


def grade_told(reliability: Reliability | None, credibility: int | None) -> str | None:
    """Return the same, and say what cannot be judged: it would be read as the worst grade."""
    written = grade(reliability, credibility)
    source, piece = reliability is Reliability.F, credibility == 6
    if source and piece:
        return f"{written} (neither the source nor the piece can be judged)"
    if source or piece:
        return f"{written} (the {'source' if source else 'piece'} cannot be judged)"
    return written
