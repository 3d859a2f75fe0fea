"""What it takes to say that somebody really said it.

Source: DESIGN, "Said": the speaker's own record with an excerpt, or two independent relays; a record with other
words; recorded attempts. Checking a quotation never confirms its content.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.remedies import Blank, Step, Words, do
from claimtrack.rules.independence import COUNTING, EvidenceOrigin, relays
from claimtrack.rules.origins import Ties
from claimtrack.vocabulary import Said, Serves, Stance


@dataclass(frozen=True, slots=True)
class SaidEvidence:
    """One standing piece that serves the ``said`` verdict. Sources are numbers, merges followed."""

    origin: EvidenceOrigin
    has_excerpt: bool


def shortfall(
    verdict: Said,
    evidence: Sequence[SaidEvidence],
    ties: Ties,
    *,
    speaker: int | None,
    carriers: frozenset[int],
    attempts: int,
) -> Words | None:
    """Say what is missing for ``verdict``, or None when nothing is.

    ``carriers`` are the outlet, the relays of the claim itself, and the agency whose copy the article is: they, and
    whoever hangs together with them, repeat what the article says already. Two relays are two only when they are
    independent of each other as evidence is.
    """
    if verdict is Said.UNCHECKED:
        return None
    if verdict is Said.NOT_FOUND:
        return None if attempts else "no attempt to find it is on record; note one with " + do(Step.ATTEMPT)
    wanted = Stance.SUPPORTS if verdict is Said.VERIFIED else Stance.REFUTES
    pieces = [piece for piece in evidence if piece.origin.stance is wanted and piece.origin.basis in COUNTING]
    if any(piece.origin.source == speaker and speaker is not None and piece.has_excerpt for piece in pieces):
        return None
    if verdict is Said.MISQUOTED:
        return "it takes the speaker's own record with other words: " + do(
            Step.EVIDENCE_ADD,
            Blank.N,
            Blank.FILE,
            refutes=True,
            serves=Serves.SAID,
            source=Blank.SPEAKER,
            excerpt=Blank.TEXT,
        )
    others = [piece.origin for piece in pieces if piece.origin.source not in {None, speaker}]
    weighed = relays(others, sorted(carriers), ties)
    found = sum(piece.counts for piece in weighed)
    if found > 1:
        return None
    why = "".join(f"evidence {piece.number} {piece.reason}; " for piece in weighed if not piece.counts)
    return (
        "it takes the speaker's own record with an excerpt, or two relays other than the article's own "
        f"({found} of 2 so far): {why}"
        + do(
            Step.EVIDENCE_ADD,
            Blank.N,
            Blank.FILE,
            supports=True,
            serves=Serves.SAID,
            source=Blank.NAME,
            excerpt=Blank.TEXT,
        )
    )
