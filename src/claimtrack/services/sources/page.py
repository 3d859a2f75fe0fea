"""All that is known of one source."""

from dataclasses import dataclass

from claimtrack.db import relations as stored
from claimtrack.db import source_rows
from claimtrack.services.desk import Desk, moment, reading
from claimtrack.services.sources import relations
from claimtrack.services.sources.relations import OriginLine, RelationLine
from claimtrack.services.sources.sources import SourceLine, existing, line_of
from claimtrack.vocabulary import Reliability


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source with its relations, and its origins of today as a tree.

    ``unaffiliated`` and ``vouched`` are the words of whoever said so, or None; ``affiliation_known`` tells whether its
    evidence can count as of today.
    """

    line: SourceLine
    reliability: Reliability | None
    vouched: str | None
    unaffiliated: str | None
    affiliation_known: bool
    relations: tuple[RelationLine, ...]
    origins: tuple[OriginLine, ...]


def shown(desk: Desk, wanted: str) -> SourcePage:
    """Return one source by number or name, what was merged into it included; raises NotFound with what comes close."""
    with reading(desk) as session:
        today = moment(desk, session).date()
        source = existing(session, wanted)
        within = stored.families(session)
        standing = within.standing(source.id)
        rows = source_rows.sources_numbered(session, within.all_of([standing]))
        family = [rows[number] for number in within.all_of([standing])]
        return SourcePage(
            line=line_of(session, source),
            reliability=next((row.reliability for row in family if row.reliability is not None), None),
            vouched=next((row.vouched_because for row in family if row.vouched_because is not None), None),
            unaffiliated=next(
                (row.unaffiliated_because for row in family if row.unaffiliated_because is not None), None
            ),
            affiliation_known=stored.ties(session, [standing], within).affiliation_known(standing, today),
            relations=relations.of(session, rows[standing]),
            origins=relations.tree(session, source, on=today),
        )
