"""How much a listing holds, and the alarms beside it."""

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Connection,
    Integer,
    Text,
    cast,
    func,
    literal_column,
    null,
    select,
    union_all,
)

from claimtrack.db.contradictions import in_order, pairs_query
from claimtrack.db.light_tables import claim
from claimtrack.db.listing import KEPT_QUERIES, Wanted, conditions_of
from claimtrack.rules.contradictions import Contradiction


def count(connection: Connection, wanted: Wanted) -> int:
    """Count what a listing holds in all."""
    return connection.execute(select(func.count()).select_from(claim).where(*conditions_of(wanted))).scalar_one()


def counts_and_alarms(
    connection: Connection, counted: tuple[Wanted, ...], *, article: int | None
) -> tuple[list[int], list[Contradiction]]:
    """Count what each of these listings holds, and find the alarms of an article, or of all; in one query."""
    rows = connection.execute(whole_query(counted, in_article=article is not None), {"article": article}).all()
    counts = {place: number for place, number, kind, _ in rows if kind is None}
    alarms = in_order((one, kind, other) for _, one, kind, other in rows if kind is not None)
    return [counts[place] for place in range(len(counted))], alarms


@lru_cache(maxsize=KEPT_QUERIES)
def whole_query(counted: tuple[Wanted, ...], *, in_article: bool) -> CompoundSelect[Any]:
    """Build the query for both: the place of a listing and how much it holds, and pairs with how they bear."""
    pairs = pairs_query(in_article=in_article).subquery("pairs")
    nought = literal_column("0", Integer)
    return union_all(
        select(nought.label("place"), pairs.c.from_id.label("one"), pairs.c.kind, pairs.c.to_id.label("other")),
        *(
            select(literal_column(str(place), Integer), func.count(), cast(null(), Text), nought)
            .select_from(claim)
            .where(*conditions_of(wanted))
            for place, wanted in enumerate(counted)
        ),
    )
