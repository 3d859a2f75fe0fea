"""What a person needs at hand who corrects a claim: the words around it, and who is spoken of near it."""

from collections.abc import Iterable
from dataclasses import dataclass

from claimtrack.db import article_rows, nearby
from claimtrack.db.lookups import source_names
from claimtrack.errors import ForbiddenMove
from claimtrack.services.claims import all_of
from claimtrack.services.desk import Desk, connected, reading


@dataclass(frozen=True, slots=True)
class Nearby:
    """A source by its number and its name."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Wording:
    """An article's newest text, and where a claim's words stand in it: spans in code points."""

    text: str
    spans: tuple[tuple[int, int], ...]


def wording(desk: Desk, claim: int) -> Wording:
    """Return the words of a claim where they stand; raises ForbiddenMove where the newest version lacks them."""
    with reading(desk) as session:
        (row,) = all_of(session, [claim])
        newest = article_rows.newest_snapshot(session, row.article_id)
        if row.snapshot_id != newest.id:
            raise ForbiddenMove(f"the words of claim {claim} no longer stand in the newest version of its article")
        return Wording(newest.text, tuple((start, end) for start, end in row.spans))


def speakers(desk: Desk, claim: int) -> list[Nearby]:
    """Return who speaks in a claim's article, whoever says or carries the nearest other claim first."""
    with reading(desk) as session:
        (row,) = all_of(session, [claim])
        here = row.spans[0][0] if row.spans else 0
        told = nearby.speakers_of(session, row.article_id, near=here)
    # Who says the claim now is whom nobody needs to be offered.
    by_distance = sorted(
        (one for one in told if one[2] != row.source_id),
        key=lambda one: abs((one[1][0][0] if one[1] else 0) - here),
    )
    return [Nearby(number, name) for number, name in dict.fromkeys((one[2], one[3]) for one in by_distance)]


def involved(desk: Desk, claim: int) -> list[Nearby]:
    """Return the sources with a part in a claim: those of its evidence, who says it, whom it accuses or favours."""
    with reading(desk) as session:
        numbers = nearby.sources_of(session, claim)
        names = nearby.standing_names(session, numbers)
    return [Nearby(number, names[number]) for number in numbers if number in names]


def names(desk: Desk, numbers: Iterable[int]) -> dict[int, str]:
    """Return the names of sources by number, those that there are."""
    with reading(desk) as session:
        return nearby.standing_names(session, numbers)


def names_starting(desk: Desk, starting: str, *, most: int = 50) -> list[str]:
    """Return names of sources on record that begin so, for completion."""
    with connected(desk) as connection:
        return source_names(connection, starting=starting, limit=most)
