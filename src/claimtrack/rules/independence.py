"""Which evidence counts towards a verdict, and why each other piece does not.

Two pieces count as two only when they have no origin in common and no origin of one is allied with one of the other,
and none counts that is not independent of the claimant by the same measure. Everything that decides is in the
arguments.
Source: docs/explanation/independence.md; the two-source rule of news agencies.
"""

from collections.abc import Iterable, Mapping, Sequence

from claimtrack.rules.bars import THE_ARTICLES_WORDS, bar, bound, interested, not_counting, unnamed
from claimtrack.rules.evidence import UNREAD, ClaimSources, EvidenceOrigin, Independence, Weighed
from claimtrack.rules.largest import largest_without_conflict
from claimtrack.rules.origins import Ties, origins
from claimtrack.rules.reaches import Bond, Reach, apart, reach_of, reached, tie_between
from claimtrack.vocabulary import Obstacle, Stance


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
    reaches = {piece.number: reach_of(piece, piece.source, ties) for piece in pieces if piece.source is not None}
    barred = {piece.number: bar(claim, piece, reaches.get(piece.number), ties) for piece in pieces}
    able = [piece for piece in pieces if barred[piece.number] is None]
    largest = largest_without_conflict(conflicts(able, reaches))
    chosen = [able[place] for place in largest.places]
    return Independence(
        chosen=tuple(piece.number for piece in chosen),
        required=claim.required_to_refute if stance is Stance.REFUTES else claim.required,
        weighed=tuple(barred[piece.number] or _among(piece, chosen, reaches, ties) for piece in pieces),
        because=claim.because_to_refute if stance is Stance.REFUTES else claim.because,
        used_up=_used_up(claim, stance, [reaches[piece.number] for piece in chosen], ties),
        unlooked=_unlooked(claim, stance, ties),
        unread=tuple(piece.number for piece in chosen if piece.unread),
        exact=largest.exact,
        outlet_unknown=claim.outlet_unknown,
    )


def relays(pieces: Sequence[EvidenceOrigin], repeated: Iterable[int], ties: Ties) -> tuple[Weighed, ...]:
    """Say of each piece whether it is one more voice than the others and ``repeated``, who was heard already.

    Of those that hang together, are copies or rely on one agency, the first counts; whether a source's affiliations are
    on record is not asked. Nobody is a voice who is not named and not vouched for. ``pieces`` come from sources that
    are on record.
    """
    heard = list(repeated)
    reaches = {piece.number: reach_of(piece, piece.source, ties) for piece in pieces if piece.source is not None}
    barred = {piece.number: _heard(piece, reaches.get(piece.number), heard, ties) for piece in pieces}
    able = [piece for piece in pieces if barred[piece.number] is None]
    largest = largest_without_conflict(conflicts(able, reaches))
    chosen = [able[place] for place in largest.places]
    return tuple(barred[piece.number] or _among(piece, chosen, reaches, ties) for piece in pieces)


def _heard(piece: EvidenceOrigin, reach: Reach | None, heard: Iterable[int], ties: Ties) -> Weighed | None:
    if piece.is_the_article:
        return not_counting(piece, Obstacle.THE_ARTICLE, THE_ARTICLES_WORDS)
    if reach is None:
        return not_counting(piece, Obstacle.NO_SOURCE, "nobody said whom it comes from")
    if piece.unread:  # it may be the article, and nothing else than its words says what it has
        return not_counting(piece, Obstacle.COPY, UNREAD)
    nobody = unnamed(piece, reach, ties)
    if nobody is not None:
        return nobody
    for number in heard:
        tie = tie_between(reach, reached(ties, number, piece.days), ties, other="the article has it from")
        if tie is not None:
            return bound(piece, Obstacle.CARRIER, tie)
    return None


def is_same(one: EvidenceOrigin, other: EvidenceOrigin) -> bool:
    """Tell whether two pieces are one, however often it is attached."""
    if one.digest == other.digest or (one.copy_of or one.number) == (other.copy_of or other.number):
        return True
    return (one.earlier or other.earlier) is not None and not _words(one).isdisjoint(_words(other))


def _words(piece: EvidenceOrigin) -> frozenset[int]:
    """Return the pieces whose words count when this one does: its own, and those that an earlier claim rests on."""
    beneath = piece.earlier.pieces if piece.earlier is not None else frozenset[int]()
    return beneath | {piece.copy_of or piece.number}


def conflicts(pieces: Sequence[EvidenceOrigin], reaches: Mapping[int, Reach]) -> list[int]:
    """Return for each piece, as bits, which others it does not count beside; ``reaches`` are by number."""
    found = [0] * len(pieces)
    for place, piece in enumerate(pieces):
        for before in range(place):
            other = pieces[before]
            if is_same(piece, other) or not apart(reaches[piece.number], reaches[other.number]):
                found[place] |= 1 << before
                found[before] |= 1 << place
    return found


def _among(piece: EvidenceOrigin, chosen: Sequence[EvidenceOrigin], reaches: dict[int, Reach], ties: Ties) -> Weighed:
    """Say that a piece counts, or which of those that do stands in its way."""
    if piece in chosen:
        source = ties.name(reaches[piece.number].source)
        if piece.earlier is not None:
            return Weighed(
                piece.number,
                f"counts: claim {piece.earlier.claim}, which is confirmed, by {source}",
                source=piece.source,
            )
        return Weighed(piece.number, f"counts: {source}, {piece.basis.words}{_as_of(piece)}", source=piece.source)
    # What was chosen cannot be added to: one of it stands in the way of every other piece.
    why = next(filter(None, (_like(piece, other, reaches, ties) for other in chosen)))
    return bound(piece, Obstacle.OTHER_PIECE, why)


def _as_of(piece: EvidenceOrigin) -> str:
    """Say of which day a piece is by a person's word, and on what that word rests."""
    if not piece.dated:
        return ""
    return f", of {piece.on}" + (f' ("{piece.dated_because}")' if piece.dated_because is not None else "")


def _like(piece: EvidenceOrigin, other: EvidenceOrigin, reaches: dict[int, Reach], ties: Ties) -> Bond | None:
    mine, theirs = reaches[piece.number], reaches[other.number]
    if piece.digest == other.digest:
        return Bond(f"it is the same as evidence {other.number}, byte for byte")
    if is_same(piece, other) and (piece.earlier or other.earlier) is not None:
        return Bond(f"it rests on the same words as evidence {other.number}")
    if is_same(piece, other):
        return Bond(f"it is a copy: its words, or most of them, are those of evidence {other.number}")
    if mine.source == theirs.source:
        return Bond(f"it comes from {ties.name(mine.source)}, like evidence {other.number}")
    return tie_between(mine, theirs, ties, other=f"evidence {other.number} comes from")


def _used_up(claim: ClaimSources, stance: Stance, chosen: Sequence[Reach], ties: Ties) -> tuple[str, ...]:
    """Name all of whom one more source has to be independent, those who claim it first, then those it is about."""
    barred = (*claim.claimants, *sorted(interested(claim, stance)))
    said = [origins(ties, number, days=[claim.on]) for number in barred]
    numbers = [number for found in (*said, *(reach.origins for reach in chosen)) for number in found]
    if claim.agency is not None:
        numbers.append(claim.agency)
    return tuple(dict.fromkeys(ties.name(number) for number in numbers))


def _unlooked(claim: ClaimSources, stance: Stance, ties: Ties) -> tuple[str, ...]:
    numbers = dict.fromkeys((*claim.claimants, *sorted(interested(claim, stance))))
    # Who is not named cannot be looked up; such a claim takes two origins.
    return tuple(
        ties.name(number)
        for number in numbers
        if not ties.affiliation_known(number, claim.on) and not _is_unnamed(number, ties)
    )


def _is_unnamed(source: int, ties: Ties) -> bool:
    facts = ties.sources.get(source)
    return facts is not None and facts.unnamed
