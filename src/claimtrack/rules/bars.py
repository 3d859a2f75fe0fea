"""What keeps a piece of evidence from counting, whatever else was attached: the reasons in their order.

Source: docs/explanation/independence.md.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from claimtrack.rules.claimants import belongs, is_nobodys_office, not_looked_up
from claimtrack.rules.evidence import COUNTING, HIDDEN, ClaimSources, EvidenceOrigin, Weighed
from claimtrack.rules.origins import Ties, undecided, way
from claimtrack.rules.policy import CANNOT_BE_JUDGED, credible_enough
from claimtrack.rules.reaches import Bond, Reach, reached, tie_between
from claimtrack.vocabulary import Basis, ClaimantLookup, Obstacle, RelationKind, Stance

NO_OUTLET = "nobody has said of which outlet the article is, which says this itself: the piece may come from its house"
THE_ARTICLES_WORDS = "it has the article's own words, or most of them: it is a copy of it"


def bar(claim: ClaimSources, piece: EvidenceOrigin, reach: Reach | None, ties: Ties) -> Weighed | None:
    """Say what keeps a piece from counting whatever else was attached, or None where nothing does."""
    if piece.digest in claim.digests:
        return not_counting(piece, Obstacle.THE_ARTICLE, "it is the article itself")
    if piece.is_the_article:
        return not_counting(piece, Obstacle.THE_ARTICLE, THE_ARTICLES_WORDS)
    if piece.hidden:
        return not_counting(piece, Obstacle.HIDDEN, HIDDEN)
    if piece.earlier is not None and piece.earlier.unfit is not None:
        return not_counting(piece, Obstacle.EARLIER_CLAIM, piece.earlier.unfit)
    if reach is None:
        who = f"nobody is named who says claim {piece.earlier.claim}" if piece.earlier is not None else ""
        return not_counting(piece, Obstacle.NO_SOURCE, who or "nobody said whom it comes from")
    for stands_in_the_way in _BARS:
        found = stands_in_the_way(claim, piece, reach, ties)
        if found is not None:
            return found
    return None


def not_counting(piece: EvidenceOrigin, obstacle: Obstacle, why: str) -> Weighed:
    """Return that a piece does not count, and why."""
    return Weighed(piece.number, f"does not count: {why}", obstacle, piece.source)


def bound(piece: EvidenceOrigin, obstacle: Obstacle, bond: Bond, *, why: str = "") -> Weighed:
    """Return that a piece does not count for what ties it to something else."""
    return replace(not_counting(piece, obstacle, f"{why}{bond.words}"), perhaps=bond.perhaps)


def _claimant(claim: ClaimSources, piece: EvidenceOrigin, reach: Reach, ties: Ties) -> Weighed | None:
    for number in claim.claimants:
        if reach.source == number:
            return not_counting(piece, Obstacle.CLAIMANT, f"it comes from the claimant, {ties.name(number)}")
        claimant = reached(ties, number, piece.days)
        tie = tie_between(reach, claimant, ties, other="the claimant is")
        if tie is not None:
            return bound(piece, Obstacle.CLAIMANT, tie)
    return None


def _copy(claim: ClaimSources, piece: EvidenceOrigin, reach: Reach, ties: Ties) -> Weighed | None:
    if claim.agency is None or claim.agency not in reach.origins:
        return None
    whose = way(ties, reach.origins, claim.agency)
    why = f"it comes from {whose}, and the article is {ties.name(claim.agency)}'s copy"
    return bound(piece, Obstacle.COPY, Bond(why, tuple(undecided(reach.origins, claim.agency))))


def _interest(claim: ClaimSources, piece: EvidenceOrigin, reach: Reach, ties: Ties) -> Weighed | None:
    """Bar what a party says for itself: a supporting piece of one it favours, a refuting piece of one it accuses."""
    does = "favours" if piece.stance is Stance.SUPPORTS else "accuses"
    for number in sorted(interested(claim, piece.stance)):
        own = f"it serves a party's own interest: the claim {does} {ties.name(number)}"
        if reach.source == number:
            return not_counting(piece, Obstacle.INTEREST, own)
        tie = tie_between(reach, reached(ties, number, piece.days), ties, other="the party is")
        if tie is not None:
            return bound(piece, Obstacle.INTEREST, tie, why=f"{own}, and ")
    return None


def interested(claim: ClaimSources, stance: Stance) -> frozenset[int]:
    """Return the parties whose own interest it is that such evidence is believed."""
    return {Stance.SUPPORTS: claim.favoured, Stance.REFUTES: claim.accused}.get(stance, frozenset())


def _carrier(claim: ClaimSources, piece: EvidenceOrigin, reach: Reach, ties: Ties) -> Weighed | None:
    """Bar what repeats a carrier's report; what a carrier saw itself is a record of its own."""
    for number in reach.origins:
        if number not in claim.carriers:
            continue
        if piece.basis is not Basis.FIRSTHAND or number in piece.relying_on or piece.earlier is not None:
            who = way(ties, reach.origins, number)
            carried = "which carried" if reach.source == number else f"and {ties.name(number)} carried"
            why = f"it repeats the report of {who}, {carried} the claim"
            return bound(piece, Obstacle.CARRIER, Bond(why, tuple(undecided(reach.origins, number))))
    return None


def _basis(claim: ClaimSources, piece: EvidenceOrigin, reach: Reach, ties: Ties) -> Weighed | None:
    del claim, reach, ties
    if piece.basis is Basis.VERBATIM:
        return not_counting(
            piece, Obstacle.BASIS, "it is a verbatim record: it shows what was said, not that it is true"
        )
    return None if piece.basis in COUNTING else not_counting(piece, Obstacle.BASIS, f"it is {piece.basis.words}")


def _claimants_word(claim: ClaimSources, piece: EvidenceOrigin, reach: Reach, ties: Ties) -> Weighed | None:
    """Bar a passage that passes on what the claimant says: it is no more than the claimant knows, whoever writes it."""
    del claim, reach, ties
    if piece.in_their_words is None or piece.stance is not Stance.SUPPORTS:
        return None
    return not_counting(
        piece, Obstacle.CLAIMANTS_WORD, f'its passage gives it as the claimant\'s word: "{piece.in_their_words}"'
    )


def _unnamed(claim: ClaimSources, piece: EvidenceOrigin, reach: Reach, ties: Ties) -> Weighed | None:
    del claim
    return unnamed(piece, reach, ties)


def unnamed(piece: EvidenceOrigin, reach: Reach, ties: Ties) -> Weighed | None:
    """Say that a piece comes from somebody who is not named and for whom no editor vouched, or None."""
    if is_nobodys_office(ties, reach.source, piece.days):
        return not_counting(piece, Obstacle.OFFICE, f"{ties.name(reach.source)} is an office, and nobody said whose")
    facts = ties.sources.get(reach.source)
    if facts is None or not facts.unnamed or facts.vouched:
        return None
    why = f"{facts.name} is not named, and no editor has vouched for who that is"
    return not_counting(piece, Obstacle.UNNAMED, why)


def _affiliation(claim: ClaimSources, piece: EvidenceOrigin, reach: Reach, ties: Ties) -> Weighed | None:
    del claim
    for number in dict.fromkeys((reach.source, *_relied_on(piece, reach, ties))):
        if not all(ties.affiliation_known(number, day) for day in piece.days):
            who = f"{ties.name(number)}{', on which it relies,' if number != reach.source else ''}"
            why = f"nobody has put on record whom {who} belongs to or stands with"
            perhaps = tuple(one for one in belongs(ties, number, piece.days) if not one.decided)
            return replace(bound(piece, Obstacle.AFFILIATION, Bond(why, perhaps)), source=number)
    return None


def _relied_on(piece: EvidenceOrigin, reach: Reach, ties: Ties) -> Iterator[int]:
    """Yield all on whose word a piece rests besides its source's; what an earlier claim rests on was asked before."""
    if piece.earlier is not None:
        return
    yield from piece.relying_on
    for number in reach.origins:
        for relation in ties.outward.get(number, ()):
            if relation.kind is RelationKind.RELIES_ON and relation.holds_on_any(piece.days):
                yield relation.other


def _lookup(claim: ClaimSources, piece: EvidenceOrigin, reach: Reach, ties: Ties) -> Weighed | None:
    """Bar everything while nobody has looked up whose the claimant is: it may be the claimant's own house."""
    del reach
    if claim.outlet_unknown and claim.lookup is not ClaimantLookup.NONE:
        return not_counting(piece, Obstacle.UNKNOWN_OUTLET, NO_OUTLET)
    found = not_looked_up(claim, ties, piece.days)
    if found is None:
        return None
    bond = Bond(found.why, found.perhaps)
    return replace(bound(piece, Obstacle.UNKNOWN_CLAIMANT, bond), source=found.source, also=found.also)


def _credibility(claim: ClaimSources, piece: EvidenceOrigin, reach: Reach, ties: Ties) -> Weighed | None:
    del reach, ties
    if credible_enough(piece.credibility, least=claim.least_credibility):
        return None
    asks = f"the desk asks for {claim.least_credibility} or better"
    if piece.credibility is None:
        return not_counting(piece, Obstacle.UNGRADED, f"nobody graded how credible it is, and {asks}")
    grade = "cannot be judged (6)" if piece.credibility == CANNOT_BE_JUDGED else f"is graded {piece.credibility}"
    return not_counting(piece, Obstacle.CREDIBILITY, f"its credibility {grade}, and {asks}")


_BARS: tuple[Callable[[ClaimSources, EvidenceOrigin, Reach, Ties], Weighed | None], ...] = (
    _claimant,
    _copy,
    _interest,
    _carrier,
    _basis,
    _claimants_word,
    _unnamed,
    _affiliation,
    _credibility,
    _lookup,
)
