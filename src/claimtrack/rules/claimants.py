"""Whose a claimant is: who has to be looked up before anything counts as independent of it.

Evidence from a source that nobody looked up is taken for related; the same is asked of the claimant. A private person
is let off: what somebody who speaks for nobody says is nobody else's.
Source: docs/explanation/independence.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.rules.evidence import ClaimSources, listed
from claimtrack.rules.origins import STEPS, Relation, Ties
from claimtrack.vocabulary import BELONGING, ClaimantLookup, SpeakerKind


@dataclass(frozen=True, slots=True)
class NotLookedUp:
    """Of whom nobody has said whom it belongs to, and why that matters; ``perhaps`` is what only the machine says.

    ``also`` are the other claimants of whom the same is true, so that nobody is sent to look them up one by one.
    """

    source: int
    why: str
    perhaps: tuple[Relation, ...] = ()
    also: tuple[int, ...] = ()


def not_looked_up(claim: ClaimSources, ties: Ties, days: Sequence[date]) -> NotLookedUp | None:
    """Return the first of those behind a claim whom somebody has to look up for these days; None where all are."""
    asked = of_claimants(claim.claimants, claim.lookup, ties, days)
    first = next(asked, None)
    if first is None or first.source not in claim.claimants or first.perhaps:
        return first
    also = tuple(one.source for one in asked if one.source in claim.claimants and not one.perhaps)
    if not also:
        return first
    names = listed([ties.name(number) for number in (first.source, *also)], "and")
    why = f"nobody has put on record whom the claimants, {names}, belong to or stand with"
    return NotLookedUp(first.source, why, also=also)


def of_claimants(
    claimants: Iterable[int], lookup: ClaimantLookup, ties: Ties, days: Sequence[date]
) -> Iterator[NotLookedUp]:
    """Yield those behind these claimants whom somebody has to look up for these days under a policy's ``lookup``."""
    if lookup is not ClaimantLookup.NONE:
        for number in dict.fromkeys(claimants):
            yield from _asked(lookup, number, ties, days)


def _asked(lookup: ClaimantLookup, claimant: int, ties: Ties, days: Sequence[date]) -> Iterator[NotLookedUp]:
    name, wholes = ties.name(claimant), belongs(ties, claimant, days)
    perhaps = tuple(relation for relation in wholes if not relation.decided)
    known = all(ties.affiliation_known(claimant, day) for day in days)
    if not known and perhaps:
        way = f"{STEPS[perhaps[0].kind]} {ties.name(perhaps[0].other)}"
        yield NotLookedUp(claimant, f"nobody has decided whether the claimant, {name}, is {way}", perhaps)
    elif not known and _has_to_be(lookup, claimant, ties):
        why = f"nobody has put on record whom the claimant, {name}, belongs to or stands with"
        yield NotLookedUp(claimant, why, perhaps)
    if not _speaks_for_itself(claimant, ties) and not _is_document(claimant, ties):
        return
    for relation in wholes:
        if relation.decided and not all(ties.affiliation_known(relation.other, day) for day in days):
            whom = f"{ties.name(relation.other)}, for which the claimant, {name}, speaks,"
            why = f"nobody has put on record whom {whom} belongs to or stands with"
            further = (one for one in belongs(ties, relation.other, days) if not one.decided)
            yield NotLookedUp(relation.other, why, tuple(further))


def _has_to_be(lookup: ClaimantLookup, claimant: int, ties: Ties) -> bool:
    """Tell whether a claimant has to be looked up that belongs to nobody as far as anybody said."""
    facts = ties.sources.get(claimant)
    if facts is not None and facts.unnamed:
        return False  # who is not named cannot be looked up; such a claim takes two origins
    return lookup is ClaimantLookup.ALL or not (_speaks_for_itself(claimant, ties) and _has_two_names(claimant, ties))


def _has_two_names(claimant: int, ties: Ties) -> bool:
    """Tell whether a name is longer than one word.

    What kind a source is, is mostly a machine's guess, and of one word it is a poor one: "Boeing said" reads as "Ada
    said". A company that was let off as a private person would be confirmed by its own house.
    """
    return len(ties.name(claimant).split()) > 1


def _speaks_for_itself(claimant: int, ties: Ties) -> bool:
    """Tell whether a claimant is a person, or somebody who is only described: neither is a house by itself."""
    facts = ties.sources.get(claimant)
    return facts is not None and (facts.unnamed or facts.kind is SpeakerKind.PERSON)


def is_private(claimant: int, ties: Ties) -> bool:
    """Tell whether a claimant speaks for nobody but themself, at any time: a person, or somebody only described, whom
    nothing ties to a house, not even a machine's guess.
    """
    facts = ties.sources.get(claimant)
    if facts is None or not _speaks_for_itself(claimant, ties) or (facts.office and not facts.vouched):
        return False
    tied = any(one.kind in BELONGING for one in ties.outward.get(claimant, ()))
    return not tied and (facts.unnamed or _has_two_names(claimant, ties))


def _is_document(claimant: int, ties: Ties) -> bool:
    """Tell whether a claimant is a document: it says what whoever made it says."""
    facts = ties.sources.get(claimant)
    return facts is not None and facts.kind is SpeakerKind.DOCUMENT


def is_nobodys_office(ties: Ties, source: int, days: Sequence[date]) -> bool:
    """Tell whether a source is called by an office alone, and nobody said whose that is, nor vouched for them."""
    facts = ties.sources.get(source)
    if facts is None or not facts.office or facts.vouched:
        return False
    return not any(one.decided for one in belongs(ties, source, days))


def belongs(ties: Ties, source: int, days: Sequence[date]) -> list[Relation]:
    """Return to whom a source belongs on any of these days, as far as somebody says so, the machine included."""
    return [
        one
        for one in ties.outward.get(source, ())
        if one.kind in BELONGING and not one.supposed and one.holds_on_any(days)
    ]
