"""Rebuild from the events alone where everything stands, and hold the tables against it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.db import audit, chain
from claimtrack.db.engine import read_damaged_text
from claimtrack.events.claims import CLAIM
from claimtrack.events.differences import Difference, differences
from claimtrack.events.registry import KINDS
from claimtrack.events.registry import replay as folded
from claimtrack.events.state import UNTOLD
from claimtrack.services.desk import Desk, reading


@dataclass(frozen=True, slots=True)
class Replayed:
    """What was rebuilt: from how many events, of how many claims, and where the tables say something else.

    ``unreadable`` are events of no kind that is known, or whose content is not what their kind has.
    """

    events: int
    claims: int
    unreadable: tuple[int, ...]
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether the tables say what the events say."""
        return not self.unreadable and not self.differences


def replay(desk: Desk) -> Replayed:
    """Fold all events and compare every row that they tell of.

    Memory grows with what is on record, by some hundred bytes a claim, and not with the number of events. The chain is
    not checked here: `verify` does both.
    """
    with reading(desk) as session:
        read_damaged_text(session.connection())
        return replayed(session)


def replayed(session: Session) -> Replayed:
    """Do the same in a session that is there; raises DBAPIError where the database cannot be read."""
    connection = session.connection()
    rebuilt = folded(chain.told(connection))
    claims = len(rebuilt.rows[CLAIM])
    found = [one for kind in KINDS for one in differences(rebuilt, kind, audit.rows(connection, kind))]
    return Replayed(rebuilt.events, claims, tuple(rebuilt.unreadable), tuple(found))


def as_data(one: Difference) -> dict[str, object]:
    """Return a difference as data; what one of the two sides does not tell is None."""
    events, table = (None if value is UNTOLD else value for value in (one.events, one.table))
    return {
        "kind": one.kind.name,
        "number": one.number,
        "claim": one.claim,
        "field": one.field,
        "events": events,
        "table": table,
        "what": one.sentence,
    }


def problems(session: Session) -> Iterator[str]:
    """Say in a sentence each thing of which the tables say something else than the events."""
    found = replayed(session)
    for number in found.unreadable:
        yield f"event {number} tells nothing that can be replayed: its content is not what its action has"
    for difference in found.differences:
        yield difference.sentence
