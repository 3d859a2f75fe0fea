"""Which evidence counts towards a verdict, and why each other piece does not.

Two pieces count as two only when they come from different sources, and none counts that comes from the claimant.
Relations between sources, copies of one story, parties and affiliations are weighed here too once they are on
record; everything that decides is in the arguments.
Source: docs/explanation/independence.md; the two-source rule of news agencies.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.rules.words import Basis, Stance

COUNTING = frozenset({Basis.FIRSTHAND, Basis.RECORD})


@dataclass(frozen=True, slots=True)
class ClaimSources:
    """Who stands behind a claim: sources by number, merged ones already followed to the one they stand for.

    ``claimant`` is None when nobody knows who speaks. ``digests`` are those of the article's own bytes.
    """

    claim: int
    claimant: int | None
    claimant_name: str
    digests: frozenset[str]
    required: int
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceOrigin:
    """Where one attached piece comes from and how it knows."""

    number: int
    digest: str
    source: int | None
    source_name: str
    basis: Basis
    stance: Stance


@dataclass(frozen=True, slots=True)
class Weighed:
    """One piece, whether it counts, and the reason in words."""

    number: int
    counts: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Independence:
    """The pieces that count, the number that is needed, and the reasons in sentences a reporter can read."""

    chosen: tuple[int, ...]
    required: int
    weighed: tuple[Weighed, ...]
    because: tuple[str, ...]
    exact: bool = True

    @property
    def reached(self) -> int:
        """The number of independent origins found."""
        return len(self.chosen)

    @property
    def enough(self) -> bool:
        """Whether the policy's number is met."""
        return self.reached >= self.required

    def sentences(self) -> tuple[str, ...]:
        """Say what was found, piece by piece, and what is missing."""
        needed = f"{self.reached} of {self.required} independent {_plural('origin', self.required)}"
        if len(self.because):
            needed += f" ({self.required} because {' and '.join(self.because)})"
        pieces = tuple(f"evidence {piece.number} {piece.reason}" for piece in self.weighed)
        return (needed, *pieces)


def independent_origins(
    claim: ClaimSources, evidence: Sequence[EvidenceOrigin], *, stance: Stance = Stance.SUPPORTS
) -> Independence:
    """Find the largest set of pieces of one stance that do not come from the claimant or from each other.

    ``evidence`` is in the order it was attached and serves the truth verdict; withdrawn pieces are left out by the
    caller. Returns the chosen pieces, and for every other piece of that stance the reason why it does not count.
    Exact: with nothing but sources to tell pieces apart, the first piece of each source is the largest set.
    """
    weighed: list[Weighed] = []
    taken: dict[int, int] = {}
    for piece in evidence:
        if piece.stance is not stance:
            continue
        obstacle = _obstacle(claim, piece, taken)
        if obstacle is None and piece.source is not None:
            taken[piece.source] = piece.number
        reason = obstacle or f"counts: {piece.source_name}, {_KNOWS[piece.basis]}"
        weighed.append(Weighed(number=piece.number, counts=obstacle is None, reason=reason))
    return Independence(
        chosen=tuple(piece.number for piece in weighed if piece.counts),
        required=claim.required,
        weighed=tuple(weighed),
        because=claim.because,
    )


_KNOWS = {
    Basis.FIRSTHAND: "first-hand",
    Basis.RECORD: "a record",
    Basis.HEARSAY: "hearsay",
    Basis.UNKNOWN: "of unknown basis",
}


def _obstacle(claim: ClaimSources, piece: EvidenceOrigin, taken: dict[int, int]) -> str | None:
    """Say why ``piece`` does not count, or None where it does. ``taken`` maps sources to the piece that counts."""
    if piece.digest in claim.digests:
        return "does not count: it is the article itself"
    if piece.source is None:
        return "does not count: nobody said whom it comes from"
    if piece.source == claim.claimant:
        return f"does not count: it comes from the claimant, {claim.claimant_name}"
    if piece.basis not in COUNTING:
        return f"does not count: it is {_KNOWS[piece.basis]}"
    if piece.source in taken:
        return f"does not count: it comes from {piece.source_name}, like evidence {taken[piece.source]}"
    return None


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"
