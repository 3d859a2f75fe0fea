"""What stands beside claims in a listing: the article's doubts, and links with other claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, false, or_, select, true, union_all

from claimtrack.db.among import among
from claimtrack.db.chunks import chunks
from claimtrack.db.light_tables import caveat, claim_link
from claimtrack.vocabulary import DOUBT_STANDS_FROM, OPPOSING, ClaimLinkKind, LinkState

# What ``rules.confidence.doubt_stands`` says, as a condition.
STANDS = or_(
    caveat.c.state == LinkState.ACCEPTED.value,
    and_(
        caveat.c.state == LinkState.PROPOSED.value,
        or_(caveat.c.confidence.is_(None), caveat.c.confidence >= DOUBT_STANDS_FROM),
    ),
)


@dataclass(frozen=True, slots=True)
class ListedLink:
    """That a listed claim bears on another one, or another one on it (``outgoing`` False)."""

    kind: ClaimLinkKind
    outgoing: bool
    claim: int
    state: LinkState

    @property
    def verb(self) -> str:
        """How the listed claim bears on the other one, or the other one on it: ``denies``, ``denied by``."""
        return self.kind.value if self.outgoing else self.kind.passive

    @property
    def opposes(self) -> bool:
        """Whether one of the two speaks against the other, and nobody has rejected that."""
        return self.kind in OPPOSING and self.state is not LinkState.REJECTED


# Put in order here: asked for it, SQLite would go through the whole table in that order.
_KINDS = select(caveat.c.id, caveat.c.claim_id, caveat.c.kind, STANDS.label("stands")).where(
    among(caveat.c.claim_id), caveat.c.state != LinkState.REJECTED.value
)


def _number(row: Row[*tuple[Any, ...]]) -> int:
    number: int = row.id
    return number


def caveat_kinds(connection: Connection, numbers: Sequence[int]) -> dict[tuple[int, bool], tuple[str, ...]]:
    """Return the kinds of caveat on each of these claims, each kind once: by claim, and whether they stand."""
    kinds: dict[tuple[int, bool], tuple[str, ...]] = {}
    for some in chunks(numbers):
        for _, number, kind, stands in sorted(connection.execute(_KINDS, {"numbers": some}), key=_number):
            held = kinds.get((number, bool(stands)), ())
            if kind not in held:
                kinds[number, bool(stands)] = (*held, kind)
    return kinds


_LINKS = union_all(
    select(claim_link.c.from_id.label("claim"), claim_link, true().label("outgoing")).where(
        among(claim_link.c.from_id)
    ),
    select(claim_link.c.to_id.label("claim"), claim_link, false().label("outgoing")).where(among(claim_link.c.to_id)),
)


def links_of(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[ListedLink, ...]]:
    """Return the links of each of these claims with other ones, in the order in which they were found."""
    links: dict[int, list[ListedLink]] = {}
    for some in chunks(numbers):
        for row in sorted(connection.execute(_LINKS, {"numbers": some}), key=_number):
            outgoing = bool(row.outgoing)
            other = row.to_id if outgoing else row.from_id
            links.setdefault(row.claim, []).append(
                ListedLink(ClaimLinkKind(row.kind), outgoing, other, LinkState(row.state))
            )
    return {number: tuple(found) for number, found in links.items()}
