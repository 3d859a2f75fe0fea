"""Whom to look up first: those behind claims of whom nobody has said whom they belong to.

Until somebody has, no evidence counts as independent of them; who learns that from a refusal has done the work before.
"""

from dataclasses import dataclass

from claimtrack.db import relations, source_rows
from claimtrack.rules.claimants import of_claimants
from claimtrack.services.desk import Desk, reading
from claimtrack.services.names import source_key
from claimtrack.services.sources.starter import known_keys
from claimtrack.services.weighing.policies import in_force


@dataclass(frozen=True, slots=True)
class ToLookUp:
    """A source of whom nobody has said whom it belongs to, and how many claims without a verdict wait for that.

    ``known`` tells that the list which comes with the program has it.
    """

    source: int
    name: str
    claims: int
    known: bool


def to_look_up(desk: Desk, *, article: int | None = None) -> list[ToLookUp]:
    """Return whom to look up for the open claims of one article, or of all: those first who keep most waiting.

    Of whom the machine proposes to whom they belong is left to that proposal.
    """
    with reading(desk) as session:
        within = relations.families(session)
        behind: dict[int, int] = {}
        for number, count in source_rows.claimants(session, article=article).items():
            standing = within.standing(number)
            behind[standing] = behind.get(standing, 0) + count
        ties = relations.ties(session, behind, within)
        lookup, today = in_force(session).policy.claimant_looked_up, desk.clock().date()
        waiting: dict[int, int] = {}
        for claimant, count in behind.items():
            for one in of_claimants([claimant], lookup, ties, [today]):
                if not one.perhaps:
                    waiting[one.source] = waiting.get(one.source, 0) + count
        known = known_keys() if waiting else frozenset()
        names = {source: ties.name(source) for source in waiting}
        found = (
            ToLookUp(source, names[source], count, source_key(names[source]) in known)
            for source, count in waiting.items()
        )
        return sorted(found, key=lambda one: (-one.claims, one.source))
