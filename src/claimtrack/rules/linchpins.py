"""What a verdict hangs on: the smallest sets of assumptions whose failing would take it away.

An assumption is what somebody took to be so and that may turn out otherwise: that two sources have nothing to do with
each other, that a piece is first-hand or a record, that an editor knows an unnamed person, that an earlier claim holds,
that a relation began or ended on its day, that an answer to a piece on the other side does. Where one fails, a piece no
longer counts, or two count as one. A set takes the verdict away when too few origins are left. Asked are sets of one
and of two.

It is worked out on the sets of pieces that count together (largest independent sets): a set of assumptions takes the
verdict away when it hits each of them. That is exact for up to ``EXACT_UP_TO`` pieces; with more, only single
assumptions are tried.
Source: docs/explanation/independence.md; minimal hitting sets (Reiter, A theory of diagnosis from first principles,
Artificial Intelligence 32, 1987).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from claimtrack.rules.bars import bar, interested
from claimtrack.rules.evidence import ClaimSources, EvidenceOrigin
from claimtrack.rules.independence import conflicts
from claimtrack.rules.largest import EXACT_UP_TO as ENOUGH_FOR_ONE
from claimtrack.rules.largest import largest_without_conflict, sets_without_conflict
from claimtrack.rules.origins import Relation, Ties, supposing
from claimtrack.rules.reaches import Reach, reach_of, reached
from claimtrack.vocabulary import BOTH_WAYS, Basis, RelationKind, Stance

EXACT_UP_TO = 24
"""Pieces that nothing keeps from counting; with more, pairs of assumptions are not tried."""


class Pin(StrEnum):
    """What kind of thing is assumed."""

    UNRELATED = "unrelated"
    BASIS = "basis"
    VOUCHED = "vouched"
    EARLIER = "earlier claim"
    DATE = "date"
    ANSWER = "answer"
    SET_ASIDE = "set aside"
    DOUBT = "doubt"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing taken to be so: ``one`` and ``other`` are sources, a piece, or an earlier claim, as ``pin`` says.

    Of a relation's date ``one`` and ``other`` are its ends, and ``relation`` is which it is. Of an answer ``one`` is
    the opposing piece that somebody answered, of what was set aside the one that does not count, and of a doubt that
    was let go, or an outlet that is not on record, the claim.
    """

    pin: Pin
    one: int
    other: int | None = None
    relation: RelationKind | None = None


@dataclass(frozen=True, slots=True)
class Linchpins:
    """The smallest sets of assumptions that a verdict hangs on, of one or two; none where it takes three to fall.

    ``spare`` is how many origins there are beyond those needed. Where ``exact`` is False, there may be more sets.
    """

    sets: tuple[tuple[Assumption, ...], ...]
    spare: int
    exact: bool = True

    @property
    def smallest(self) -> int | None:
        """How few assumptions take the verdict away; None where it takes more than were asked."""
        return min(map(len, self.sets), default=None)


def linchpins(
    claim: ClaimSources, evidence: Sequence[EvidenceOrigin], ties: Ties, *, stance: Stance = Stance.SUPPORTS
) -> Linchpins | None:
    """Find every smallest set of one or two assumptions whose failing leaves too few origins for a verdict.

    The arguments are those of ``independent_origins``. A set is smallest when no part of it is enough. None where the
    number is not met as it is: there is nothing to take away.
    """
    required = claim.required_to_refute if stance is Stance.REFUTES else claim.required
    pieces = [piece for piece in evidence if piece.stance is stance and piece.source is not None]
    now = _standing(claim, pieces, ties, required=required)
    if now.spare < 0 or required < 1:
        return None
    dates = _dates(claim, now, ties)
    exact = len(now.able) <= EXACT_UP_TO and len(dates) <= _MOST_DATES

    def under(*wrong: Assumption) -> _Standing:
        # Whom a piece comes from that counts now is asked about, though the piece may not count then.
        tried = supposing(ties, *(dates[one] for one in wrong))
        return _standing(claim, pieces, tried, required=required, among=frozenset(_sources(now.able)))

    if not exact:
        tried = now.alone() if len(now.able) <= ENOUGH_FOR_ONE else []
        singles = {*tried, *(one for one in list(dates)[:_MOST_DATES] if tried and under(one).spare < 0)}
        return Linchpins(_in_order((one,) for one in singles), now.spare, exact=False)
    singles, pairs = now.hit()
    for one in dates:
        then = under(one)
        singles |= {one} if then.spare < 0 else set()
        pairs |= {frozenset({one, other}) for other in (then.hit()[0] if then.spare == 0 else ())}
    for one, other in combinations(dates, 2):
        if not singles & {one, other} and under(one, other).spare < 0:
            pairs.add(frozenset({one, other}))
    smallest = [*({one} for one in singles), *(pair for pair in pairs if pair.isdisjoint(singles))]
    return Linchpins(_in_order(smallest), now.spare)


def failing(
    evidence: Sequence[EvidenceOrigin], ties: Ties, assumptions: Iterable[Assumption]
) -> tuple[list[EvidenceOrigin], Ties]:
    """Return the evidence and the ties as they would be were these assumptions wrong: what ``linchpins`` means."""
    pieces = list(evidence)
    for one in assumptions:
        if one.pin is Pin.BASIS:
            pieces = [replace(piece, basis=Basis.UNKNOWN) if piece.number == one.one else piece for piece in pieces]
        elif one.pin is Pin.EARLIER:
            pieces = [_unfit(piece) if _claim_of(piece) == one.one else piece for piece in pieces]
        elif one.pin is Pin.VOUCHED:
            facts = replace(ties.sources[one.one], vouched=False)
            ties = replace(ties, sources={**ties.sources, one.one: facts})
        elif one.other is not None:
            ties = supposing(ties, Relation(one.one, one.relation or RelationKind.ALLIED_WITH, one.other))
    return pieces, ties


def assumptions(
    claim: ClaimSources, evidence: Sequence[EvidenceOrigin], ties: Ties, *, stance: Stance = Stance.SUPPORTS
) -> tuple[Assumption, ...]:
    """Return every assumption behind the pieces that nothing keeps from counting."""
    pieces = [piece for piece in evidence if piece.stance is stance and piece.source is not None]
    now = _standing(claim, pieces, ties, required=1)
    return tuple(one for (one,) in _in_order((one,) for one in [*now.effects, *_dates(claim, now, ties)]))


def told(one: Assumption, evidence: Iterable[EvidenceOrigin], ties: Ties) -> str:
    """Say what would be so were an assumption wrong, in words that read on after "if"."""
    if one.pin is Pin.BASIS:
        basis = next((piece.basis.words for piece in evidence if piece.number == one.one), "what it is said to be")
        return f"evidence {one.one} is not {basis}"
    if one.pin is Pin.EARLIER:
        return f"claim {one.one} does not stand"
    if one.pin is Pin.ANSWER:
        return f"the answer to evidence {one.one}, which speaks against it, does not hold"
    if one.pin is Pin.SET_ASIDE:
        return f"evidence {one.one}, which speaks against it, counts all the same"
    if one.pin is Pin.OUTLET:
        return "the article is from an outlet that has to do with what counts (nobody said which it is from)"
    if one.pin is Pin.DOUBT:
        return "the article does doubt it, which people let go"
    if one.pin is Pin.VOUCHED:
        return f"an editor is wrong about who {ties.name(one.one)} is"
    names = ties.name(one.one), ties.name(one.other or 0)
    if one.relation is not None:
        return f"{names[0]} {one.relation.words} {names[1]} on other days, too, than those on record"
    return f"{names[0]} and {names[1]} have something to do with each other"


_MOST_DATES = 12
"""Relations with a date that are tried; each is weighed anew, and so is each pair of them."""

_Found = tuple[set[Assumption], set[frozenset[Assumption]]]


@dataclass(frozen=True, slots=True)
class _Effect:
    """What an assumption does where it fails: as bits which pieces it bars, and pairs of places that it ties."""

    bars: int = 0
    ties: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Standing:
    """The pieces that nothing keeps from counting, which of them are in conflict, and what each assumption does."""

    able: Sequence[EvidenceOrigin]
    conflicts: Sequence[int]
    effects: Mapping[Assumption, _Effect]
    required: int

    @property
    def spare(self) -> int:
        """How many origins there are beyond those needed; below nought where there are too few."""
        return len(largest_without_conflict(self.conflicts).places) - self.required

    def alone(self) -> list[Assumption]:
        """Find the assumptions whose failing leaves too few by itself, trying each."""
        return [one for one, effect in self.effects.items() if self._left(effect) < self.required]

    def _left(self, effect: _Effect) -> int:
        places = [place for place in range(len(self.able)) if not effect.bars >> place & 1]
        tied = [set(_places(others)) for others in self.conflicts]
        for one, other in effect.ties:
            tied[one].add(other)
            tied[other].add(one)
        kept = {place: at for at, place in enumerate(places)}
        left = [sum(1 << kept[other] for other in tied[place] if other in kept) for place in places]
        return len(largest_without_conflict(left).places)

    def hit(self) -> _Found:
        """Find the single assumptions, and the pairs without one of these, that hit every set that is large enough.

        Sets are numbered, and what becomes of each is a bit: for one that is just large enough, whether it stands; for
        one with a place to spare, for each of its places whether it stands without that place. What stands under two
        assumptions stands under both of them.
        """
        if self.spare > 1:
            return set(), set()
        sets = _numbered(sets_without_conflict(self.conflicts, at_least=self.required), self.required, len(self.able))
        stands = {one: sets.standing(effect) for one, effect in self.effects.items()}
        singles = {one for one, left in stands.items() if not left}
        others = [(one, left) for one, left in stands.items() if left]
        pairs = {frozenset({one, other}) for (one, left), (other, right) in combinations(others, 2) if not left & right}
        return singles, pairs


@dataclass(frozen=True, slots=True)
class _Sets:
    """Numbered sets as bits: all, those with a place to spare, and for each place those that have it."""

    count: int
    large: int
    holding: Sequence[int]

    def standing(self, effect: _Effect) -> int:
        """Return, as bits, what stands where an assumption fails: a set, or one without one of its places."""
        found = ((1 << self.count) - 1) & ~self.large & ~self._hit(effect, without=None)
        for place, held in enumerate(self.holding if self.large else ()):
            found |= (self.large & held & ~self._hit(effect, without=place)) << self.count * (place + 1)
        return found

    def _hit(self, effect: _Effect, *, without: int | None) -> int:
        """Return, as bits, the sets that do not stand where an assumption fails, were one place left out of them."""
        found = 0
        for place in _places(effect.bars):
            if place != without:
                found |= self.holding[place]
        for one, other in effect.ties:
            if without not in {one, other}:
                found |= self.holding[one] & self.holding[other]
        return found


def _numbered(sets: Sequence[int], required: int, places: int) -> _Sets:
    holding = [_bits(one >> place & 1 for one in sets) for place in range(places)]
    return _Sets(len(sets), _bits(one.bit_count() > required for one in sets), holding)


def _bits(marks: Iterable[int]) -> int:
    """Return marks as one number, the first as the lowest bit; adding them up takes as long as there are, squared."""
    return int("".join("1" if mark else "0" for mark in reversed(list(marks))) or "0", 2)


def _standing(
    claim: ClaimSources,
    pieces: Sequence[EvidenceOrigin],
    ties: Ties,
    *,
    required: int,
    among: frozenset[int] = frozenset(),
) -> _Standing:
    reaches = {piece.number: reach_of(piece, piece.source, ties) for piece in pieces if piece.source is not None}
    able = [piece for piece in pieces if bar(claim, piece, reaches[piece.number], ties) is None]
    tied = conflicts(able, reaches)
    found = dict(_effects(claim, able, reaches, tied, ties, among))
    return _Standing(able, tied, found, required)


def _effects(
    claim: ClaimSources,
    able: Sequence[EvidenceOrigin],
    reaches: Mapping[int, Reach],
    tied: Sequence[int],
    ties: Ties,
    among: frozenset[int],
) -> Iterator[tuple[Assumption, _Effect]]:
    """Yield what hangs on each assumption, those without effect left out."""
    for place, piece in enumerate(able):
        earlier = _claim_of(piece)
        pin = Assumption(Pin.BASIS, piece.number) if earlier is None else Assumption(Pin.EARLIER, earlier)
        yield pin, _Effect(1 << place)
    sources = {piece.number: reaches[piece.number].source for piece in able}
    for source in set(sources.values()):
        facts = ties.sources.get(source)
        if facts is not None and facts.unnamed and facts.vouched:
            yield (
                Assumption(Pin.VOUCHED, source),
                _Effect(sum(1 << place for place, piece in enumerate(able) if sources[piece.number] == source)),
            )
    behind = _behind(claim, able, ties)
    with_origin = {
        source: [place for place, piece in enumerate(able) if source in reaches[piece.number].origins]
        for source in {*sources.values(), *behind, *among}
    }
    for one, other in combinations(sorted(with_origin), 2):
        if not {one, other} & {*sources.values(), *among}:
            continue
        effect = _related(one, other, with_origin, tied, behind)
        if effect != _Effect():
            yield Assumption(Pin.UNRELATED, one, other), effect


def _sources(pieces: Iterable[EvidenceOrigin]) -> set[int]:
    return {piece.source for piece in pieces if piece.source is not None}


def _related(
    one: int,
    other: int,
    with_origin: Mapping[int, Sequence[int]],
    tied: Sequence[int],
    behind: Mapping[int, Mapping[int, frozenset[int]]],
) -> _Effect:
    """Return what follows if two sources have something to do with each other: as if they were allied."""
    bars = 0
    for mine, theirs in ((one, other), (other, one)):
        for place in with_origin[mine]:
            if any(theirs in found[place] for found in behind.values()):
                bars |= 1 << place
    pairs = {
        (min(mine, theirs), max(mine, theirs))
        for mine in with_origin[one]
        for theirs in with_origin[other]
        if mine != theirs and not tied[mine] >> theirs & 1
    }
    return _Effect(bars, tuple(sorted(pairs)))


def _behind(claim: ClaimSources, able: Sequence[EvidenceOrigin], ties: Ties) -> dict[int, dict[int, frozenset[int]]]:
    """Return for each of those who claim it, or whose interest it is, its origins as each piece is asked of them."""
    stance = able[0].stance if able else Stance.SUPPORTS
    return {
        number: {place: frozenset(reached(ties, number, piece.days).origins) for place, piece in enumerate(able)}
        for number in (*claim.claimants, *sorted(interested(claim, stance)))
    }


def _dates(claim: ClaimSources, now: _Standing, ties: Ties) -> dict[Assumption, Relation]:
    """Return the relations that hold for a time and might tie something if they held at all times."""
    stance = now.able[0].stance if now.able else Stance.SUPPORTS
    met = {*claim.claimants, *interested(claim, stance)}
    for piece in now.able:
        grounds = piece.earlier.grounds if piece.earlier is not None else ()
        met |= {piece.source or 0, *piece.relying_on}
        met |= {number for ground in grounds for number in (ground.source, *ground.relying_on)}
    ahead = list(met)
    found: dict[Assumption, Relation] = {}
    for number in ahead:  # grows while it is walked
        for relation in (*ties.outward.get(number, ()), *ties.allied.get(number, ())):
            if relation.kind not in BOTH_WAYS and relation.other not in met:
                met.add(relation.other)
                ahead.append(relation.other)
            if (relation.since or relation.until) is not None and relation.kind is not RelationKind.SAME_AS:
                pin = Assumption(Pin.DATE, relation.source, relation.other, relation.kind)
                found.setdefault(pin, relation)
    return found


def _claim_of(piece: EvidenceOrigin) -> int | None:
    return piece.earlier.claim if piece.earlier is not None else None


def _unfit(piece: EvidenceOrigin) -> EvidenceOrigin:
    earlier = replace(piece.earlier, unfit="it does not stand") if piece.earlier is not None else None
    return replace(piece, earlier=earlier)


def _places(bits: int) -> list[int]:
    return [place for place in range(bits.bit_length()) if bits >> place & 1]


def _in_order(sets: Iterable[Iterable[Assumption]]) -> tuple[tuple[Assumption, ...], ...]:
    """Return sets with the fewest assumptions first, and the assumptions in the order of their kinds."""
    found = [tuple(one) for one in sets]
    ordered = sorted({pin for one in found for pin in one}, key=_order)
    places = {pin: place for place, pin in enumerate(ordered)}
    numbered = sorted((len(one), *sorted(places[pin] for pin in one)) for one in found)
    return tuple(tuple(ordered[place] for place in one[1:]) for one in numbered)


def _order(one: Assumption) -> tuple[int, int, int, str]:
    return (_PLACES[one.pin], one.one, one.other or 0, one.relation or "")


_PLACES = {pin: place for place, pin in enumerate(Pin)}
