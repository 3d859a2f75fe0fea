"""Earlier claims as evidence: the words that are kept of one, what it rests on, and in which order to weigh them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy.orm import Session

from claimtrack.db import relations
from claimtrack.db.models import Claim, EvidenceLink
from claimtrack.errors import ForbiddenMove
from claimtrack.rules.evidence import EvidenceOrigin, Ground


@dataclass(frozen=True, slots=True)
class Rest:
    """What an earlier claim rests on, to the end: sources with their day, evidence with its digest, and other claims.

    ``carried`` tells whether that is enough to confirm it.
    """

    carried: bool
    grounds: tuple[Ground, ...]
    digests: Mapping[int, str]
    claims: frozenset[int]

    @property
    def pieces(self) -> frozenset[int]:
        """The evidence that it rests on, by number."""
        return frozenset(self.digests)


NOTHING = Rest(carried=False, grounds=(), digests={}, claims=frozenset())


def rest_of(
    claim: int,
    origins: Sequence[EvidenceOrigin],
    counted: Collection[int],
    rests: Mapping[int, Rest],
    *,
    carried: bool,
) -> Rest:
    """Gather what a claim rests on from the evidence that counted for it; ``rests`` are the earlier claims among it."""
    grounds: dict[Ground, None] = {}
    digests: dict[int, str] = {}
    claims = {claim}
    for origin in origins:
        if origin.number not in counted or origin.source is None:
            continue
        digests[origin.number] = origin.digest
        grounds[Ground(origin.source, origin.on, origin.relying_on, origin.also_on)] = None
        if origin.earlier is not None:
            beneath = rests[origin.earlier.claim]
            grounds |= dict.fromkeys(origin.earlier.grounds)
            digests |= beneath.digests
            claims |= beneath.claims
    return Rest(carried, tuple(grounds), digests, frozenset(claims))


def words_of(claim: Claim) -> bytes:
    """Return a claim's number and its exact words as they are kept in the locker when it is evidence."""
    return f"Claim {claim.id}\n\n{claim.text}\n".encode("utf-8", "surrogatepass")


def earlier_first(claims: Mapping[int, Claim], links: Mapping[int, Sequence[EvidenceLink]]) -> Iterator[Claim]:
    """Yield claims so that each comes after those that are evidence for it.

    A circle, which nothing but an edit behind the program's back can make, is cut where it is entered.
    """
    met: set[int] = set()
    for number in claims:
        ahead = [(number, False)]
        while ahead:
            one, is_over = ahead.pop()
            if is_over:
                yield claims[one]
            elif one not in met and one in claims:
                met.add(one)
                ahead.append((one, True))
                cited = (link.evidence.of_claim_id for link in links[one])
                ahead += [(other, False) for other in cited if other is not None]


def refuse_circle(session: Session, number: int, claims: Sequence[Claim]) -> None:
    """Raise ForbiddenMove, naming the way, for a claim that rests on one that it is to be evidence for."""
    came: dict[int, int | None] = {number: None}
    ahead = {number}
    wanted = {claim.id for claim in claims}
    while ahead and not wanted & came.keys():
        pairs = relations.earlier_claims(session, ahead)
        ahead = {earlier for _, earlier in pairs} - came.keys()
        came |= {earlier: claim for claim, earlier in pairs if earlier in ahead}
    circle = sorted(wanted & came.keys())
    if not circle:
        return
    if circle[0] == number:
        raise ForbiddenMove(f"claim {number} cannot be evidence for itself; name an earlier claim")
    way = [circle[0]]
    while (step := came[way[-1]]) is not None:
        way.append(step)
    links = ", ".join(f"claim {one} is evidence for claim {other}" for one, other in pairwise(way))
    raise ForbiddenMove(f"claim {number} cannot be evidence for claim {circle[0]}: {links}; that would be a circle")
