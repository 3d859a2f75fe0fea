"""Verdicts of an earlier program that evidence does not carry any more: the rules ask for more than they did then.

Nothing falls by itself for that: what stands on record is a person's word, and a new program is no new fact. But who
brings a workspace up to date is told, with what settles it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimtrack.db import claim_rows, source_rows
from claimtrack.db.models import Claim
from claimtrack.remedies import Words
from claimtrack.rules.evidence import Weighed
from claimtrack.services.desk import Desk, reading
from claimtrack.services.weighing.consequences import COUNTED
from claimtrack.services.weighing.remedy import remedy
from claimtrack.services.weighing.weighing import Weighing, weigh
from claimtrack.vocabulary import Obstacle, Status


@dataclass(frozen=True, slots=True)
class Unlooked:
    """Somebody whom nobody looked up, the claims whose verdict waits for that, and what settles it."""

    name: str
    claims: tuple[int, ...]
    settles: Words


@dataclass(frozen=True, slots=True)
class NoLongerCarried:
    """The verdicts that evidence does not carry: for want of a look at the claimant, by who that is, and ``others``."""

    unlooked: tuple[Unlooked, ...]
    others: tuple[int, ...]

    @property
    def claims(self) -> tuple[int, ...]:
        """The claims of which only a look at the claimant is missing, in the order of their numbers."""
        return tuple(sorted({number for one in self.unlooked for number in one.claims}))


def no_longer_carried(desk: Desk) -> NoLongerCarried:
    """Weigh every confirmation and refutation but overrides; those first who keep the most of them waiting."""
    waiting: dict[int, list[int]] = defaultdict(list)
    pieces: dict[int, Weighed] = {}
    others: list[int] = []
    with reading(desk) as session:
        for claims in claim_rows.standing_claims(session, COUNTED):
            weighed = weigh(session, [claim for claim in claims if not claim.overridden])
            for claim in claims:
                if claim.id not in weighed or weighed[claim.id].holds(claim.status):
                    continue
                found = dict(_unlooked(claim, weighed[claim.id]))
                for source, piece in found.items():
                    if source is not None:
                        waiting[source].append(claim.id)
                        pieces[source] = piece
                others += [claim.id] if not found else []
        names = source_rows.source_names(session, waiting)
    told = (
        Unlooked(names[source], tuple(numbers), settles)
        for source, numbers in waiting.items()
        if (settles := remedy(pieces[source])) is not None
    )
    return NoLongerCarried(tuple(sorted(told, key=lambda one: (-len(one.claims), one.claims))), tuple(others))


def _unlooked(claim: Claim, weighing: Weighing) -> Iterator[tuple[int | None, Weighed]]:
    """Yield whom to look up among the claimants, each with a piece that would count then."""
    found = weighing.supporting if claim.status is Status.CONFIRMED else weighing.refuting
    for piece in found.weighed:
        if piece.obstacle is Obstacle.UNKNOWN_CLAIMANT:
            for source in (piece.source, *piece.also):
                yield source, replace(piece, source=source, also=())
