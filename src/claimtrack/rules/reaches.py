"""What a piece of evidence, or a person, rests on; and what ties two together, in words.

Source: docs/explanation/independence.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.rules.evidence import EvidenceOrigin
from claimtrack.rules.origins import Origins, Relation, Tie, Ties, allies, origins, undecided, way
from claimtrack.vocabulary import RelationKind


@dataclass(frozen=True, slots=True)
class Reach:
    """What a piece, or a person, rests on: its origins, and their allies."""

    source: int
    origins: Origins
    allies: dict[int, Tie]


@dataclass(frozen=True, slots=True)
class Bond:
    """What ties two together, in words; ``perhaps`` is what of it only the machine says."""

    words: str
    perhaps: tuple[Relation, ...] = ()


def reached(ties: Ties, source: int, days: Sequence[date], relying_on: Iterable[int] = ()) -> Reach:
    """Return what a source rests on, on any of these days."""
    found = origins(ties, source, days=days, relying_on=relying_on)
    return Reach(source, found, allies(ties, found, days=days))


def reach_of(piece: EvidenceOrigin, source: int, ties: Ties) -> Reach:
    """Return what a piece rests on; an earlier claim rests on all that it was confirmed by."""
    own = reached(ties, source, piece.days, piece.relying_on)
    if piece.earlier is None:
        return own
    found, allied = dict(own.origins), dict(own.allies)
    for ground in piece.earlier.grounds:
        beneath = reached(ties, ground.source, ground.days, ground.relying_on)
        for number, step in beneath.origins.items():
            found.setdefault(number, step or Tie(source, RelationKind.RELIES_ON, here=True))
        for ally, tie in beneath.allies.items():
            allied.setdefault(ally, tie)
    return Reach(source, found, allied)


def apart(one: Reach, other: Reach) -> bool:
    """Tell whether two have no origin in common, and no origin of one is allied with an origin of the other."""
    return (
        one.origins.keys().isdisjoint(other.origins)
        and one.allies.keys().isdisjoint(other.origins)
        and other.allies.keys().isdisjoint(one.origins)
    )


def tie_between(mine: Reach, theirs: Reach, ties: Ties, *, other: str) -> Bond | None:
    """Say what ties two together, or None where they are independent. ``other`` leads on to the other's name.

    What persons say of them goes before what only the machine does: it needs no decision.
    """
    found: Bond | None = None
    for bond in _bonds(mine, theirs, ties, other=other):
        if not bond.perhaps:
            return bond
        found = found or bond
    return found


def _bonds(mine: Reach, theirs: Reach, ties: Ties, *, other: str) -> Iterator[Bond]:
    for number in mine.origins:
        if number in theirs.origins:
            perhaps = (*undecided(mine.origins, number), *undecided(theirs.origins, number))
            lead = "they may belong to one house: " if perhaps else ""
            two = f"it comes from {way(ties, mine.origins, number)}, and {other} {way(ties, theirs.origins, number)}"
            yield Bond(f"{lead}{two}", tuple(dict.fromkeys(perhaps)))
    for ally, tie in mine.allies.items():
        if ally in theirs.origins:
            yield _alliance(mine, theirs, (tie.source, ally, tie), ties, other=other)
    for one, tie in theirs.allies.items():
        if one in mine.origins:
            yield _alliance(mine, theirs, (one, tie.source, tie), ties, other=other)


def _alliance(mine: Reach, theirs: Reach, pair: tuple[int, int, Tie], ties: Ties, *, other: str) -> Bond:
    """Say that two are allied, or may be one; ``pair`` is which origin of each, and the tie between them."""
    one, ally, tie = pair
    words = f"it comes from {way(ties, mine.origins, one)}, and {other} {way(ties, theirs.origins, ally)}: "
    perhaps = [*undecided(mine.origins, one), *undecided(theirs.origins, ally)]
    if tie.kind is RelationKind.SAME_AS:
        words += f"{ties.name(one)} may be {ties.name(ally)} under another name"
    else:
        words += f"{ties.name(one)} is allied with {ties.name(ally)}"
    if not tie.decided:
        perhaps.append(Relation(one, tie.kind, ally, decided=False))
    return Bond(words, tuple(perhaps))
