"""What a verdict stands on besides its evidence: opposing pieces that do not count, and doubts that were let go.

A piece that speaks against a verdict stands in its way until somebody answers it, unless something keeps it from
counting: whose it is, how it knows, whom the claim accuses. That may be quite right, and rests on somebody's word all
the same. So does it that a claim needs fewer origins because the article does not doubt it after all.
Source: docs/explanation/independence.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from claimtrack.rules.evidence import ClaimSources, EvidenceOrigin, Independence, Weighed
from claimtrack.rules.linchpins import Assumption, Linchpins, Pin, linchpins
from claimtrack.rules.origins import Ties
from claimtrack.vocabulary import Obstacle

_BY_THE_BYTES = frozenset({Obstacle.THE_ARTICLE, Obstacle.OTHER_PIECE})
"""What nobody's word says: a piece is the article's own words, or one with another that stands in the way already."""


def set_aside(opposing: Independence) -> tuple[Weighed, ...]:
    """Return the pieces that speak against a verdict and do not stand in its way, for a reason that somebody gave."""
    return tuple(
        piece
        for piece in opposing.weighed
        if piece.number not in opposing.standing and piece.obstacle not in _BY_THE_BYTES
    )


def on_doubts_let_go(
    found: Linchpins, claim: ClaimSources, evidence: Sequence[EvidenceOrigin], ties: Ties
) -> tuple[tuple[Assumption, ...], ...]:
    """Return what a confirmation hangs on where people let go of doubts of the article: alone, or with one more.

    ``found`` is what it hangs on as it is, which is left out. Were the doubts right, it would take
    ``claim.required_if_doubted`` origins.
    """
    if claim.required_if_doubted is None or claim.required_if_doubted <= claim.required:
        return ()
    doubt = Assumption(Pin.DOUBT, claim.claim)
    then = linchpins(replace(claim, required=claim.required_if_doubted), evidence, ties)
    if then is None:
        return ((doubt,),)
    alone = set(_singles(found.sets))
    return tuple((one, doubt) for one in _singles(then.sets) if one not in alone)


def _singles(sets: Iterable[tuple[Assumption, ...]]) -> Iterable[Assumption]:
    return (one for one, *more in sets if not more)
