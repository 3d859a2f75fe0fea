"""Where two confirmed claims speak against each other. Loads no mapped classes: `list` and `gate` ask each time."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Integer, Select, bindparam, or_, select

from claimtrack.db.chunks import chunks
from claimtrack.db.light_tables import claim, claim_link
from claimtrack.rules.contradictions import Contradiction
from claimtrack.vocabulary import OPPOSING, ClaimLinkKind, LinkState, Status

_ONE, _OTHER = claim.alias("one"), claim.alias("other")


def contradictions(
    connection: Connection, *, article: int | None = None, claims: Sequence[int] | None = None
) -> list[Contradiction]:
    """Return every pair of confirmed claims of which one denies or contradicts the other, unless that was rejected.

    With ``article`` only pairs of which one at least is in it, with ``claims`` those of which one at least is among
    them. Goes through the links and looks up the claims at their ends; no other claim is read.
    """
    if claims is None:
        return in_order(connection.execute(pairs_query(in_article=article is not None), {"article": article}))
    query = pairs_query(in_article=article is not None, among=True)
    found: dict[Contradiction, None] = {}
    for some in chunks(claims):
        values = {"article": article, "numbers": some}
        found |= dict.fromkeys(in_order(connection.execute(query, values)))
    return sorted(found, key=_place)


def in_order(rows: Iterable[Sequence[Any]]) -> list[Contradiction]:
    """Return rows of ``pairs_query`` as pairs, in their order: without one, or as a part of a query, it has none."""
    return sorted((Contradiction(one, ClaimLinkKind(kind), other) for one, kind, other in rows), key=_place)


def _place(pair: Contradiction) -> tuple[int, int, str]:
    return pair.claim, pair.other, pair.kind


@lru_cache(maxsize=4)
def pairs_query(*, in_article: bool, among: bool = False) -> Select[Any]:
    """Build the query for the pairs: one claim, how it bears on the other, the other; in no order.

    What it is asked with is ``article``, and ``numbers`` of claims of which one at least is in the pair.
    """
    # Asked for each link by itself: joined, SQLite would begin at the confirmed claims and go through them all.
    ends = select(_ONE.c.id).where(
        _ONE.c.id == claim_link.c.from_id,
        _OTHER.c.id == claim_link.c.to_id,
        _ONE.c.status == Status.CONFIRMED.value,
        _OTHER.c.status == Status.CONFIRMED.value,
    )
    if in_article:
        number = bindparam("article", type_=Integer)
        ends = ends.where(or_(_ONE.c.article_id == number, _OTHER.c.article_id == number))
    query = select(claim_link.c.from_id, claim_link.c.kind, claim_link.c.to_id).where(
        claim_link.c.kind.in_(sorted(kind.value for kind in OPPOSING)),
        claim_link.c.state != LinkState.REJECTED.value,
        ends.exists(),
    )
    if among:
        numbers: BindParameter[int] = bindparam("numbers", expanding=True)
        query = query.where(or_(claim_link.c.from_id.in_(numbers), claim_link.c.to_id.in_(numbers)))
    return query
