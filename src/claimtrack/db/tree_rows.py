"""The tree of RFC 6962 over the events on record, as ``events/tree.py`` lays it out: event 1 is leaf 0."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from claimtrack.db import chain
from claimtrack.db.models import Event
from claimtrack.events import tree

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class End:
    """Where the first events end: how many they are, the hash that seals the last, and their tree's root, in hex."""

    number: int
    hash: str
    tree: str


def bodies(connection: Connection, number: int) -> Iterator[str]:
    """Yield what the events from the first to this number say, as it was sealed, in constant memory.

    It ends early where an event is missing or what stands there is no text.
    """
    last = 0
    while last < number:
        query = select(Event.id, Event.body).where(Event.id > last, Event.id <= number).order_by(Event.id).limit(_BATCH)
        rows = connection.execute(query).all()
        for found, body in rows:
            if found != last + 1 or not isinstance(body, str):
                return
            last = found
            yield body
        if not rows:
            return


def leaves(connection: Connection, number: int) -> list[tree.Hash]:
    """Return the hashes of the first so many leaves: 32 bytes an event; fewer where an event is missing or damaged."""
    return [tree.leaf(body.encode()) for body in bodies(connection, number)]


def roots(connection: Connection, numbers: Iterable[int]) -> dict[int, tree.Hash]:
    """Return, by number, the roots over the first so many events, in one pass; those past the end are left out."""
    wanted = set(numbers)
    grown, found = tree.Growing(), {0: tree.EMPTY} if 0 in wanted else {}
    for body in bodies(connection, max(wanted, default=0)):
        grown.add(tree.leaf(body.encode()))
        if grown.size in wanted:
            found[grown.size] = grown.root()
    return found


def sealed_up_to(connection: Connection, number: int) -> End:
    """Seal the first so many events anew, by what stands in them, and give the tree over them, too.

    It ends early where an event is missing or cannot be sealed. In constant memory.
    """
    end, grown = chain.FIRST, tree.Growing()
    for body in bodies(connection, number):
        end = chain.sealed(end, body)
        grown.add(tree.leaf(body.encode()))
    return End(grown.size, end, grown.root().hex())
