"""What it takes to say that somebody really said it.

Source: DESIGN, "Said": the speaker's own record with an excerpt, or two independent relays; a record with other
words; recorded attempts. Checking a quotation never confirms its content.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.rules.independence import COUNTING
from claimtrack.rules.words import Basis, Said, Stance


@dataclass(frozen=True, slots=True)
class SaidEvidence:
    """One standing piece that serves the ``said`` verdict. Sources are numbers, merges followed."""

    number: int
    source: int | None
    basis: Basis
    stance: Stance
    has_excerpt: bool


def shortfall(
    verdict: Said,
    evidence: Sequence[SaidEvidence],
    *,
    speaker: int | None,
    carriers: frozenset[int],
    attempts: int,
) -> str | None:
    """Say what is missing for ``verdict``, or None when nothing is.

    ``carriers`` are the outlet and the relays of the claim itself: they repeat what the article says already.
    """
    if verdict is Said.UNCHECKED:
        return None
    if verdict is Said.NOT_FOUND:
        return None if attempts else "no attempt to find it is on record; note one with `claimtrack attempt`"
    wanted = Stance.SUPPORTS if verdict is Said.VERIFIED else Stance.REFUTES
    pieces = [piece for piece in evidence if piece.stance is wanted and piece.basis in COUNTING]
    if any(piece.source == speaker and speaker is not None and piece.has_excerpt for piece in pieces):
        return None
    if verdict is Said.MISQUOTED:
        return (
            "it takes the speaker's own record with other words: "
            "`claimtrack evidence add N FILE --refutes --serves said --source SPEAKER --excerpt TEXT`"
        )
    relays = {piece.source for piece in pieces} - {None, speaker} - carriers
    if len(relays) > 1:
        return None
    return (
        f"it takes the speaker's own record with an excerpt, or two relays other than the article's own "
        f"({len(relays)} of 2 so far): `claimtrack evidence add N FILE --supports --serves said --source NAME "
        "--excerpt TEXT`"
    )
