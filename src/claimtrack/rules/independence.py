"""Which evidence counts towards a verdict, and why each other piece does not.

Two pieces count as two only when they have no origin in common and no origin of one is allied with one of the other,
and none counts that is not independent of the claimant by the same measure. Everything that decides is in the
arguments.
Source: docs/explanation/independence.md; the two-source rule of news agencies.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimtrack.rules.largest import largest_without_conflict
from claimtrack.rules.origins import Origins, Relation, Tie, Ties, allies, origins, undecided, way
from claimtrack.rules.policy import CANNOT_BE_JUDGED, credible_enough
from claimtrack.vocabulary import Basis, Obstacle, RelationKind, Stance

COUNTING = frozenset({Basis.FIRSTHAND, Basis.RECORD})


@dataclass(frozen=True, slots=True)
class ClaimSources:
    """Who stands behind a claim: sources by number, merged ones already followed to the one they stand for.

    ``claimants`` are those who say it: the speaker; for an outlet's own voice the outlet, and the agency whose copy
    the article is. None when nobody knows who speaks. ``carriers`` passed it on; ``agency`` is whose copy the article
    is. ``digests`` are those of the article's own bytes. ``accused`` and ``favoured`` are the parties of the claim.
    ``required`` is how many origins confirm it, ``required_to_refute`` how many refute it: doubts ask for none there.
    ``on`` is the day as of which it is said whom one more source must not belong to. ``least_credibility`` is the
    lowest grade of a piece that counts, None where the desk asks for none.
    """

    claim: int
    on: date
    claimants: tuple[int, ...]
    digests: frozenset[str]
    required: int
    required_to_refute: int
    because: tuple[str, ...] = ()
    because_to_refute: tuple[str, ...] = ()
    carriers: frozenset[int] = frozenset()
    agency: int | None = None
    accused: frozenset[int] = frozenset()
    favoured: frozenset[int] = frozenset()
    least_credibility: int | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that an earlier claim rests on: who gave a piece for it or carried it, whose origins are asked as of
    that day, and what that piece relied on.
    """

    source: int
    on: date
    relying_on: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """That a piece of evidence is an earlier claim.

    ``unfit`` says why it counts as nothing, None where it stands. ``grounds`` are all that it rests on, to the end,
    ``pieces`` the evidence among it: of what has the same words the first.
    """

    claim: int
    unfit: str | None
    grounds: tuple[Ground, ...] = ()
    pieces: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class EvidenceOrigin:
    """Where one attached piece comes from and how it knows; ``on`` is the day as of which its origins are asked.

    ``relying_on`` is what this piece relies on besides what its source always does: a story that credits an agency.
    ``copy_of`` is the first piece whose words these are, whatever the headline; ``is_the_article`` says that they are
    the article's own. ``credibility`` is its grade by the Admiralty code, None where nobody gave one. A piece that is
    an ``earlier`` claim comes from whoever speaks that claim.
    """

    number: int
    digest: str
    source: int | None
    basis: Basis
    stance: Stance
    on: date
    relying_on: tuple[int, ...] = ()
    copy_of: int | None = None
    is_the_article: bool = False
    credibility: int | None = None
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """One piece, whether it counts, and the reason in words. ``source`` is the number of whom it comes from.

    ``perhaps`` are the relations that stand in its way and that only the machine says.
    """

    number: int
    reason: str
    obstacle: Obstacle | None = None
    source: int | None = None
    perhaps: tuple[Relation, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether nothing stands in its way."""
        return self.obstacle is None


@dataclass(frozen=True, slots=True)
class Independence:
    """The pieces that count, the number that is needed, and the reasons in sentences a reporter can read.

    ``used_up`` names those with whom one more source must have nothing to do, ``unlooked`` those among the claimants
    and parties of whom nobody has said whom they belong to: what counts may yet turn out to be theirs. Where ``exact``
    is False, there may be more independent origins than were found.
    """

    chosen: tuple[int, ...]
    required: int
    weighed: tuple[Weighed, ...]
    because: tuple[str, ...]
    used_up: tuple[str, ...] = ()
    unlooked: tuple[str, ...] = ()
    exact: bool = True

    @property
    def reached(self) -> int:
        """The number of independent origins found."""
        return len(self.chosen)

    @property
    def enough(self) -> bool:
        """Whether the policy's number is met."""
        return self.reached >= self.required

    @property
    def missing(self) -> str | None:
        """Say what it takes to be enough, or None where it is."""
        short = self.required - self.reached
        if short <= 0:
            return None
        more = " more" if self.reached else ""
        what = f"one{more} source" if short == 1 else f"{short}{more} sources"
        has = "has" if short == 1 else "have"
        others = [*self.used_up, *(["each other"] if short > 1 else [])]
        if not others:
            return f"missing: {what}"
        return f"missing: {what} that {has} nothing to do with {_listed(others, 'or')}"

    def sentences(self) -> tuple[str, ...]:
        """Say what was found, piece by piece, and what is missing."""
        found = str(self.reached) if self.exact else f"at least {self.reached}"
        needed = f"{found} of {self.required} independent {_plural('origin', self.required)}"
        if len(self.because):
            needed += f" ({self.required} because {' and '.join(self.because)})"
        pieces = tuple(f"evidence {piece.number} {piece.reason}" for piece in self.weighed)
        missing = (self.missing,) if self.missing is not None else ()
        return (needed, *pieces, *((self.caution,) if self.caution is not None else ()), *missing)

    @property
    def caution(self) -> str | None:
        """Say of whom nobody looked up the affiliations, where something counts that could be theirs; else None."""
        if not self.unlooked or not self.chosen:
            return None
        return f"not looked up: the affiliations of {_listed(self.unlooked, 'and')}"


@dataclass(frozen=True, slots=True)
class _Reach:
    """What a piece, or a person, rests on: its origins, and their allies."""

    source: int
    origins: Origins
    allies: dict[int, Tie]


@dataclass(frozen=True, slots=True)
class _Bond:
    """What ties two together, in words; ``perhaps`` is what of it only the machine says."""

    words: str
    perhaps: tuple[Relation, ...] = ()


def independent_origins(
    claim: ClaimSources, evidence: Sequence[EvidenceOrigin], ties: Ties, *, stance: Stance = Stance.SUPPORTS
) -> Independence:
    """Find the largest set of pieces of one stance that are independent of the claimant and of each other.

    ``evidence`` is in the order it was attached and serves the truth verdict; withdrawn pieces are left out by the
    caller. Returns the chosen pieces, and for every other piece of that stance the reason why it does not count. Of
    several largest sets it is the one with the earliest pieces. Exact for as many pieces as
    ``rules.largest.EXACT_UP_TO`` says, a lower bound beyond that (``Independence.exact`` is then False).
    """
    pieces = [piece for piece in evidence if piece.stance is stance]
    reaches = {piece.number: _reach_of(piece, piece.source, ties) for piece in pieces if piece.source is not None}
    barred = {piece.number: _bar(claim, piece, reaches.get(piece.number), ties) for piece in pieces}
    able = [piece for piece in pieces if barred[piece.number] is None]
    largest = largest_without_conflict(_conflicts(able, reaches))
    chosen = [able[place] for place in largest.places]
    return Independence(
        chosen=tuple(piece.number for piece in chosen),
        required=claim.required_to_refute if stance is Stance.REFUTES else claim.required,
        weighed=tuple(barred[piece.number] or _among(piece, chosen, reaches, ties) for piece in pieces),
        because=claim.because_to_refute if stance is Stance.REFUTES else claim.because,
        used_up=_used_up(claim, stance, [reaches[piece.number] for piece in chosen], ties),
        unlooked=_unlooked(claim, stance, ties),
        exact=largest.exact,
    )


def relays(pieces: Sequence[EvidenceOrigin], repeated: Iterable[int], ties: Ties) -> tuple[Weighed, ...]:
    """Say of each piece whether it is one more voice than the others and ``repeated``, who was heard already.

    Of those that hang together, are copies or rely on one agency, the first counts; whether a source's affiliations are
    on record is not asked. ``pieces`` come from sources that are on record.
    """
    heard = list(repeated)
    reaches = {piece.number: _reach_of(piece, piece.source, ties) for piece in pieces if piece.source is not None}
    barred = {piece.number: _heard(piece, reaches.get(piece.number), heard, ties) for piece in pieces}
    able = [piece for piece in pieces if barred[piece.number] is None]
    largest = largest_without_conflict(_conflicts(able, reaches))
    chosen = [able[place] for place in largest.places]
    return tuple(barred[piece.number] or _among(piece, chosen, reaches, ties) for piece in pieces)


def _heard(piece: EvidenceOrigin, reach: _Reach | None, heard: Iterable[int], ties: Ties) -> Weighed | None:
    if piece.is_the_article:
        return _not(piece, Obstacle.THE_ARTICLE, "it has the article's own words, or most of them: it is a copy of it")
    if reach is None:
        return _not(piece, Obstacle.NO_SOURCE, "nobody said whom it comes from")
    for number in heard:
        tie = _tie(reach, _reach(ties, number, piece.on), ties, other="the article has it from")
        if tie is not None:
            return _bound(piece, Obstacle.CARRIER, tie)
    return None


_MOST_NAMES = 8


def _reach(ties: Ties, source: int, on: date, relying_on: Iterable[int] = ()) -> _Reach:
    found = origins(ties, source, on=on, relying_on=relying_on)
    return _Reach(source, found, allies(ties, found, on=on))


def _reach_of(piece: EvidenceOrigin, source: int, ties: Ties) -> _Reach:
    """Return what a piece rests on; an earlier claim rests on all that it was confirmed by."""
    reach = _reach(ties, source, piece.on, piece.relying_on)
    if piece.earlier is None:
        return reach
    found, allied = dict(reach.origins), dict(reach.allies)
    for ground in piece.earlier.grounds:
        beneath = _reach(ties, ground.source, ground.on, ground.relying_on)
        for number, step in beneath.origins.items():
            found.setdefault(number, step or Tie(source, RelationKind.RELIES_ON, here=True))
        for ally, tie in beneath.allies.items():
            allied.setdefault(ally, tie)
    return _Reach(source, found, allied)


def _apart(one: _Reach, other: _Reach) -> bool:
    """Tell whether two have no origin in common, and no origin of one is allied with an origin of the other."""
    return (
        one.origins.keys().isdisjoint(other.origins)
        and one.allies.keys().isdisjoint(other.origins)
        and other.allies.keys().isdisjoint(one.origins)
    )


def _is_same(one: EvidenceOrigin, other: EvidenceOrigin) -> bool:
    """Tell whether two pieces are one, however often it is attached."""
    if one.digest == other.digest or (one.copy_of or one.number) == (other.copy_of or other.number):
        return True
    return (one.earlier or other.earlier) is not None and not _words(one).isdisjoint(_words(other))


def _words(piece: EvidenceOrigin) -> frozenset[int]:
    """Return the pieces whose words count when this one does: its own, and those that an earlier claim rests on."""
    beneath = piece.earlier.pieces if piece.earlier is not None else frozenset[int]()
    return beneath | {piece.copy_of or piece.number}


def _conflicts(pieces: Sequence[EvidenceOrigin], reaches: dict[int, _Reach]) -> list[int]:
    found = [0] * len(pieces)
    for place, piece in enumerate(pieces):
        for before in range(place):
            other = pieces[before]
            if _is_same(piece, other) or not _apart(reaches[piece.number], reaches[other.number]):
                found[place] |= 1 << before
                found[before] |= 1 << place
    return found


def _bar(claim: ClaimSources, piece: EvidenceOrigin, reach: _Reach | None, ties: Ties) -> Weighed | None:
    """Say what keeps a piece from counting whatever else was attached, or None where nothing does."""
    if piece.digest in claim.digests:
        return _not(piece, Obstacle.THE_ARTICLE, "it is the article itself")
    if piece.is_the_article:
        return _not(piece, Obstacle.THE_ARTICLE, "it has the article's own words, or most of them: it is a copy of it")
    if piece.earlier is not None and piece.earlier.unfit is not None:
        return _not(piece, Obstacle.EARLIER_CLAIM, piece.earlier.unfit)
    if reach is None:
        who = f"nobody is named who says claim {piece.earlier.claim}" if piece.earlier is not None else ""
        return _not(piece, Obstacle.NO_SOURCE, who or "nobody said whom it comes from")
    for bar in _BARS:
        found = bar(claim, piece, reach, ties)
        if found is not None:
            return found
    return None


def _not(piece: EvidenceOrigin, obstacle: Obstacle, why: str) -> Weighed:
    return Weighed(piece.number, f"does not count: {why}", obstacle, piece.source)


def _bound(piece: EvidenceOrigin, obstacle: Obstacle, bond: _Bond, *, why: str = "") -> Weighed:
    return replace(_not(piece, obstacle, f"{why}{bond.words}"), perhaps=bond.perhaps)


def _claimant(claim: ClaimSources, piece: EvidenceOrigin, reach: _Reach, ties: Ties) -> Weighed | None:
    for number in claim.claimants:
        if reach.source == number:
            return _not(piece, Obstacle.CLAIMANT, f"it comes from the claimant, {ties.name(number)}")
        claimant = _reach(ties, number, piece.on)
        tie = _tie(reach, claimant, ties, other="the claimant is")
        if tie is not None:
            return _bound(piece, Obstacle.CLAIMANT, tie)
    return None


def _copy(claim: ClaimSources, piece: EvidenceOrigin, reach: _Reach, ties: Ties) -> Weighed | None:
    if claim.agency is None or claim.agency not in reach.origins:
        return None
    whose = way(ties, reach.origins, claim.agency)
    why = f"it comes from {whose}, and the article is {ties.name(claim.agency)}'s copy"
    return _bound(piece, Obstacle.COPY, _Bond(why, tuple(undecided(reach.origins, claim.agency))))


def _interest(claim: ClaimSources, piece: EvidenceOrigin, reach: _Reach, ties: Ties) -> Weighed | None:
    """Bar what a party says for itself: a supporting piece of one it favours, a refuting piece of one it accuses."""
    does = "favours" if piece.stance is Stance.SUPPORTS else "accuses"
    for number in sorted(_interested(claim, piece.stance)):
        own = f"it serves a party's own interest: the claim {does} {ties.name(number)}"
        if reach.source == number:
            return _not(piece, Obstacle.INTEREST, own)
        tie = _tie(reach, _reach(ties, number, piece.on), ties, other="the party is")
        if tie is not None:
            return _bound(piece, Obstacle.INTEREST, tie, why=f"{own}, and ")
    return None


def _interested(claim: ClaimSources, stance: Stance) -> frozenset[int]:
    """Return the parties whose own interest it is that such evidence is believed."""
    return {Stance.SUPPORTS: claim.favoured, Stance.REFUTES: claim.accused}.get(stance, frozenset())


def _carrier(claim: ClaimSources, piece: EvidenceOrigin, reach: _Reach, ties: Ties) -> Weighed | None:
    """Bar what repeats a carrier's report; what a carrier saw itself is a record of its own."""
    for number in reach.origins:
        if number not in claim.carriers:
            continue
        if piece.basis is not Basis.FIRSTHAND or number in piece.relying_on or piece.earlier is not None:
            who = way(ties, reach.origins, number)
            carried = "which carried" if reach.source == number else f"and {ties.name(number)} carried"
            why = f"it repeats the report of {who}, {carried} the claim"
            return _bound(piece, Obstacle.CARRIER, _Bond(why, tuple(undecided(reach.origins, number))))
    return None


def _basis(claim: ClaimSources, piece: EvidenceOrigin, reach: _Reach, ties: Ties) -> Weighed | None:
    del claim, reach, ties
    if piece.basis is Basis.VERBATIM:
        return _not(piece, Obstacle.BASIS, "it is a verbatim record: it shows what was said, not that it is true")
    return None if piece.basis in COUNTING else _not(piece, Obstacle.BASIS, f"it is {piece.basis.words}")


def _unnamed(claim: ClaimSources, piece: EvidenceOrigin, reach: _Reach, ties: Ties) -> Weighed | None:
    del claim
    facts = ties.sources.get(reach.source)
    if facts is None or not facts.unnamed or facts.vouched:
        return None
    return _not(piece, Obstacle.UNNAMED, f"{facts.name} is not named, and no editor has vouched for who that is")


def _affiliation(claim: ClaimSources, piece: EvidenceOrigin, reach: _Reach, ties: Ties) -> Weighed | None:
    del claim
    for number in dict.fromkeys((reach.source, *_relied_on(piece, reach, ties))):
        if not ties.affiliation_known(number, piece.on):
            who = f"{ties.name(number)}{', on which it relies,' if number != reach.source else ''}"
            why = f"nobody has put on record whom {who} belongs to or stands with"
            return replace(_not(piece, Obstacle.AFFILIATION, why), source=number)
    return None


def _relied_on(piece: EvidenceOrigin, reach: _Reach, ties: Ties) -> Iterator[int]:
    """Yield all on whose word a piece rests besides its source's; what an earlier claim rests on was asked before."""
    if piece.earlier is not None:
        return
    yield from piece.relying_on
    for number in reach.origins:
        for relation in ties.outward.get(number, ()):
            if relation.kind is RelationKind.RELIES_ON and relation.holds(piece.on):
                yield relation.other


def _credibility(claim: ClaimSources, piece: EvidenceOrigin, reach: _Reach, ties: Ties) -> Weighed | None:
    del reach, ties
    if credible_enough(piece.credibility, least=claim.least_credibility):
        return None
    asks = f"the desk asks for {claim.least_credibility} or better"
    if piece.credibility is None:
        return _not(piece, Obstacle.UNGRADED, f"nobody graded how credible it is, and {asks}")
    grade = "cannot be judged (6)" if piece.credibility == CANNOT_BE_JUDGED else f"is graded {piece.credibility}"
    return _not(piece, Obstacle.CREDIBILITY, f"its credibility {grade}, and {asks}")


_BARS: tuple[Callable[[ClaimSources, EvidenceOrigin, _Reach, Ties], Weighed | None], ...] = (
    _claimant,
    _copy,
    _interest,
    _carrier,
    _basis,
    _unnamed,
    _affiliation,
    _credibility,
)


def _among(piece: EvidenceOrigin, chosen: Sequence[EvidenceOrigin], reaches: dict[int, _Reach], ties: Ties) -> Weighed:
    """Say that a piece counts, or which of those that do stands in its way."""
    if piece in chosen:
        source = ties.name(reaches[piece.number].source)
        if piece.earlier is not None:
            return Weighed(
                piece.number,
                f"counts: claim {piece.earlier.claim}, which is confirmed, by {source}",
                source=piece.source,
            )
        return Weighed(piece.number, f"counts: {source}, {piece.basis.words}", source=piece.source)
    # What was chosen cannot be added to: one of it stands in the way of every other piece.
    why = next(filter(None, (_like(piece, other, reaches, ties) for other in chosen)))
    return _bound(piece, Obstacle.OTHER_PIECE, why)


def _like(piece: EvidenceOrigin, other: EvidenceOrigin, reaches: dict[int, _Reach], ties: Ties) -> _Bond | None:
    mine, theirs = reaches[piece.number], reaches[other.number]
    if piece.digest == other.digest:
        return _Bond(f"it is the same as evidence {other.number}, byte for byte")
    if _is_same(piece, other) and (piece.earlier or other.earlier) is not None:
        return _Bond(f"it rests on the same words as evidence {other.number}")
    if _is_same(piece, other):
        return _Bond(f"it is a copy: its words, or most of them, are those of evidence {other.number}")
    if mine.source == theirs.source:
        return _Bond(f"it comes from {ties.name(mine.source)}, like evidence {other.number}")
    return _tie(mine, theirs, ties, other=f"evidence {other.number} comes from")


def _tie(mine: _Reach, theirs: _Reach, ties: Ties, *, other: str) -> _Bond | None:
    """Say what ties two together, or None where they are independent. ``other`` leads on to the other's name.

    What persons say of them goes before what only the machine does: it needs no decision.
    """
    found: _Bond | None = None
    for bond in _bonds(mine, theirs, ties, other=other):
        if not bond.perhaps:
            return bond
        found = found or bond
    return found


def _bonds(mine: _Reach, theirs: _Reach, ties: Ties, *, other: str) -> Iterator[_Bond]:
    for number in mine.origins:
        if number in theirs.origins:
            perhaps = (*undecided(mine.origins, number), *undecided(theirs.origins, number))
            lead = "they may belong to one house: " if perhaps else ""
            two = f"it comes from {way(ties, mine.origins, number)}, and {other} {way(ties, theirs.origins, number)}"
            yield _Bond(f"{lead}{two}", tuple(dict.fromkeys(perhaps)))
    for ally, tie in mine.allies.items():
        if ally in theirs.origins:
            yield _alliance(mine, theirs, (tie.source, ally, tie), ties, other=other)
    for one, tie in theirs.allies.items():
        if one in mine.origins:
            yield _alliance(mine, theirs, (one, tie.source, tie), ties, other=other)


def _alliance(mine: _Reach, theirs: _Reach, pair: tuple[int, int, Tie], ties: Ties, *, other: str) -> _Bond:
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
    return _Bond(words, tuple(perhaps))


def _used_up(claim: ClaimSources, stance: Stance, chosen: Sequence[_Reach], ties: Ties) -> tuple[str, ...]:
    """Name all of whom one more source has to be independent, those who claim it first, then those it is about."""
    barred = (*claim.claimants, *sorted(_interested(claim, stance)))
    said = [origins(ties, number, on=claim.on) for number in barred]
    numbers = [number for found in (*said, *(reach.origins for reach in chosen)) for number in found]
    if claim.agency is not None:
        numbers.append(claim.agency)
    return tuple(dict.fromkeys(ties.name(number) for number in numbers))


def _unlooked(claim: ClaimSources, stance: Stance, ties: Ties) -> tuple[str, ...]:
    numbers = dict.fromkeys((*claim.claimants, *sorted(_interested(claim, stance))))
    # Who is not named cannot be looked up; such a claim takes two origins.
    return tuple(
        ties.name(number)
        for number in numbers
        if not ties.affiliation_known(number, claim.on) and not _is_unnamed(number, ties)
    )


def _is_unnamed(source: int, ties: Ties) -> bool:
    facts = ties.sources.get(source)
    return facts is not None and facts.unnamed


def _listed(names: Sequence[str], word: str) -> str:
    if len(names) > _MOST_NAMES:
        names = [*names[: _MOST_NAMES - 1], f"{len(names) - _MOST_NAMES + 1} others"]
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else names[0]


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"
