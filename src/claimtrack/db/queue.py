"""The queue: which claims wait for a person, in the order of ``listing.QUEUE``.

In it is every claim without a verdict that can have one, and behind those what others say that is not checkable: its
mark may be wrong, and whether it was said can be asked. Once that is answered, it waits for nobody; what is not
checkable and the outlet's own voice never did.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session

from claimtrack.db.light_tables import claim, proposal, reviewer
from claimtrack.db.listing import OPEN_CLAIM, QUEUE
from claimtrack.db.tags import with_tag
from claimtrack.vocabulary import ProposalState, Said

_MOST_NAMED = 30_000
"""SQLite takes 32,766 values in one statement."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the queue: of one article or of all, with a tag or any; free claims, and those of ``holder_key``.

    ``holder_key`` is a reviewer's folded name, ``tag`` the number of a tag.
    """

    article: int | None = None
    free: bool = True
    holder_key: str | None = None
    tag: int | None = None


def numbers_query(part: Part, *, without: Collection[int] = (), limit: int | None = None) -> Select[int]:
    """Build the query for the numbers of the claims that wait, the most urgent first."""
    return select(claim.c.id).where(*_conditions(part, without)).order_by(*QUEUE).limit(limit)


def numbers(
    where: Session | Connection, part: Part, *, without: Collection[int] = (), limit: int | None = None
) -> list[int]:
    """Return the numbers of the claims that wait, the most urgent first."""
    return list(where.execute(numbers_query(part, without=without, limit=limit)).scalars())


def length(where: Session | Connection, part: Part, *, without: Collection[int] = ()) -> int:
    """Count the claims that wait."""
    return where.execute(select(func.count()).select_from(claim).where(*_conditions(part, without))).scalar_one()


def _conditions(part: Part, without: Collection[int]) -> list[ColumnElement[bool]]:
    asked_of_nobody = and_(~claim.c.checkable, or_(claim.c.own_voice.is_(True), claim.c.said != Said.UNCHECKED.value))
    whose: list[ColumnElement[bool]] = [claim.c.holder_id.is_(None)] if part.free else []
    if part.holder_key is not None:
        whose.append(
            claim.c.holder_id == select(reviewer.c.id).where(reviewer.c.key == part.holder_key).scalar_subquery()
        )
    # What one person has answered waits for another one's approval, not for a verdict.
    answered = exists().where(
        proposal.c.claim_id == claim.c.id,
        proposal.c.state == ProposalState.OPEN.value,
        or_(proposal.c.status.is_not(None), ~claim.c.checkable),
    )
    conditions = [OPEN_CLAIM, ~asked_of_nobody, ~answered, or_(false(), *whose)]
    if part.article is not None:
        conditions.append(claim.c.article_id == part.article)
    if part.tag is not None:
        conditions.append(claim.c.id.in_(with_tag(part.tag)))
    if without:
        conditions.append(claim.c.id.not_in(list(without)[:_MOST_NAMED]))
    return conditions
