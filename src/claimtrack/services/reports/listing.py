"""List claims: the page asked for, and what it leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from claimtrack.db import listing as rows
from claimtrack.db.contradictions import contradictions
from claimtrack.db.engine import translated
from claimtrack.db.listing import ListedClaim, Wanted
from claimtrack.errors import UsageError, not_there
from claimtrack.remedies import Action, do
from claimtrack.rules.contradictions import Contradiction
from claimtrack.services.desk import Desk
from claimtrack.services.marks.tag_listing import number_of
from claimtrack.services.names import folded, source_key

ORDERS = tuple(rows.ORDERS)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page. ``total`` counts all that the filters let through; ``not_checkable`` and ``decided`` what
    ``--unverified`` left out.

    ``alarms`` are the pairs of confirmed claims that speak against each other, on this page or not: those of the
    article that was asked for, else of the workspace.
    """

    claims: Sequence[ListedClaim]
    total: int
    offset: int
    not_checkable: int
    decided: int
    alarms: Sequence[Contradiction]


def list_claims(
    desk: Desk,
    wanted: Wanted,
    *,
    source: str | None = None,
    tag: str | None = None,
    order: str = "number",
    limit: int | None = None,
    page: int = 1,
) -> Listing:
    """Read one page of claims, counted from 1. Raises NotFound for a source or a tag that is not there."""
    if order not in ORDERS:
        raise UsageError(f'cannot sort by "{order}"; choose one of {", ".join(ORDERS)}')
    offset = (page - 1) * limit if limit is not None else 0
    with translated(desk.database), desk.database.connect() as connection:
        if source is not None:
            family = rows.source_family(connection, source, source_key(source))
            if family is None:
                raise not_there(f'no source "{source}"', Action.SOURCE_LIST, "those there are")
            wanted = replace(wanted, sources=family)
        if tag is not None:
            wanted = replace(wanted, tag=number_of(connection, tag))
        if wanted.article is not None and not rows.has_article(connection, wanted.article):
            raise not_there(f"no article {wanted.article}", Action.ARTICLE_LIST)
        claims = rows.page(connection, wanted, order=order, limit=limit, offset=offset)
        whole = limit is None or (len(claims) < limit and (claims or not offset))
        total = offset + len(claims) if whole else rows.count(connection, wanted)
        not_checkable = decided = 0
        if wanted.unverified:
            rest = replace(wanted, unverified=False)
            not_checkable = rows.count(connection, replace(rest, checkable=False))
            decided = rows.count(connection, replace(rest, checkable=True)) - total
        alarms = contradictions(connection, article=wanted.article)
        return Listing(claims, total, offset, not_checkable, decided, alarms)


def mine(desk: Desk) -> str:
    """Give the key under which who acts holds claims."""
    return folded(desk.reviewer)


def limit_of(desk: Desk) -> datetime:
    """Give the moment before which a verdict was given that is stale today; raises UsageError where none ever is."""
    from claimtrack.services.weighing.staleness import limit

    found = limit(desk)
    if found is None:
        raise UsageError(
            "the policy has no stale_after_days, so no verdict is ever stale; an admin sets it with "
            + do(Action.POLICY_SET, stale_after_days=90)
        )
    return found
