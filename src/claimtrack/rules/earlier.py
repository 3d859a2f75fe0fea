"""When an earlier claim is worth something as evidence: only while it stands, and only where it brings something new.

Source: DESIGN section 5; docs/explanation/independence.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from claimtrack.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Cited:
    """An earlier claim that is a piece of evidence, as it stands.

    ``carried`` tells whether its evidence carries its confirmation today, ``reworded`` that the piece has the words
    that it had before. ``same_story`` are the claims on which the piece rests, itself included, of the article of the
    claim that it is evidence for, or of a copy of that; ``repeated`` those of which one of the two repeats the other.
    ``on_the_article`` is a piece on which it rests that is that article.
    """

    claim: int
    status: Status
    overridden: bool
    carried: bool
    reworded: bool
    same_story: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    on_the_article: int | None = None


def unfit(cited: Cited) -> str | None:
    """Say why an earlier claim counts as nothing, or None where it stands and brings something new."""
    name = f"claim {cited.claim}"
    if cited.status is not Status.CONFIRMED:
        return f"{name} is {cited.status.words}, and what is not confirmed is worth nothing"
    if cited.overridden:
        return f"{name} was confirmed by an editor's override, not by evidence"
    if cited.reworded:
        return f"{name} has other words now"
    if not cited.carried:
        return f"{name} is marked confirmed, but its evidence does not carry that"
    for others, why in (
        (cited.same_story, "stands in the same article, or in a copy of it"),
        (cited.repeated, "says the same"),
    ):
        if others:
            return f"{_which(cited.claim, others)} {why}: it brings no new origin"
    if cited.on_the_article is not None:
        return f"{name} rests on evidence {cited.on_the_article}, which is the article itself or a copy of it"
    return None


def _which(claim: int, others: Iterable[int]) -> str:
    """Name the claim itself, or one that it rests on."""
    found = list(others)
    return f"claim {claim}" if claim in found else f"claim {claim} rests on claim {found[0]}, which"
