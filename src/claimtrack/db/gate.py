"""What the gate reads: how every claim stands, through the light-weight tables of the listing."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, DateTime, Integer, Text, and_, column, func, or_, select, table

from claimtrack.db.light_tables import claim, event, proposal
from claimtrack.db.listing import COUNTED_VERDICT, JUDGED_AT
from claimtrack.events.actions import Action
from claimtrack.vocabulary import WRONGLY_SAID, ProposalState, Said, Status

evidence = table("evidence", column("id", Integer), column("digest", Text))
evidence_link = table(
    "evidence_link",
    column("claim_id", Integer),
    column("evidence_id", Integer),
    column("withdrawn_at", DateTime(timezone=True)),
)


Stands = tuple[Status, bool]
"""Where a claim stands, and whether by an override."""


@dataclass(frozen=True, slots=True)
class GateClaim:
    """One claim."""

    number: int
    article: int
    own_voice: bool | None
    checkable: bool
    status: Status
    said: Said
    overridden: bool


def claims(connection: Connection, *, article: int | None = None) -> Iterator[GateClaim]:
    """Yield every claim, of one article or of all, in the order of the numbers."""
    query = select(
        claim.c.id,
        claim.c.article_id,
        claim.c.own_voice,
        claim.c.checkable,
        claim.c.status,
        claim.c.said,
        claim.c.overridden,
    ).order_by(claim.c.id)
    if article is not None:
        query = query.where(claim.c.article_id == article)
    with connection.execute(query.execution_options(yield_per=1000)) as rows:
        for row in rows:
            yield GateClaim(
                row.id, row.article_id, row.own_voice, row.checkable, Status(row.status), Said(row.said), row.overridden
            )


def judged_before(connection: Connection, moment: datetime, *, article: int | None = None) -> set[int]:
    """Return the claims that were confirmed or refuted before this moment."""
    query = select(claim.c.id).where(COUNTED_VERDICT, moment > JUDGED_AT)
    return set(connection.scalars(query.where(claim.c.article_id == article) if article is not None else query))


def said_by_override(connection: Connection, *, article: int | None = None) -> set[int]:
    """Return the claims whose standing answer to who said it is an editor's, past the rules.

    That stands in the newest event about it alone.
    """
    newest = (
        select(func.max(event.c.id))
        .join(claim, claim.c.id == event.c.claim_id)
        .where(claim.c.said != Said.UNCHECKED.value, event.c.action == Action.CLAIM_SAID.value)
        .group_by(event.c.claim_id)
    )
    if article is not None:
        newest = newest.where(claim.c.article_id == article)
    rows = connection.execute(select(event.c.claim_id, event.c.body).where(event.c.id.in_(newest)))
    return {number for number, body in rows if json.loads(body)["after"]["overridden"]}


def accepted(connection: Connection, *, article: int | None = None) -> set[int]:
    """Return the claims of which somebody noted that the story says how they stand, and neither changed since."""
    # A new version of the article may no longer say so.
    settles = (
        Action.CLAIM_ACCEPTED.value,
        Action.CLAIM_STATUS.value,
        Action.CLAIM_CORRECTED.value,
        Action.CLAIM_CARRIED.value,
    )
    noted = select(event.c.claim_id).where(event.c.action == Action.CLAIM_ACCEPTED.value)
    newest = (
        select(func.max(event.c.id))
        .join(claim, claim.c.id == event.c.claim_id)
        .where(event.c.claim_id.in_(noted), or_(event.c.action.in_(settles), _WRONGLY_SAID))
        .group_by(event.c.claim_id)
    )
    if article is not None:
        newest = newest.where(claim.c.article_id == article)
    query = select(event.c.claim_id).where(event.c.id.in_(newest), event.c.action == Action.CLAIM_ACCEPTED.value)
    return set(connection.scalars(query))


_WRONGLY_SAID = and_(
    event.c.action == Action.CLAIM_SAID.value, claim.c.said.in_([said.value for said in sorted(WRONGLY_SAID)])
)
"""An answer that the story has to tell, given after somebody noted something else of it."""


def told(connection: Connection, *, article: int | None = None) -> tuple[Mapping[int, Stands], Mapping[int, Said]]:
    """Return what the newest events say of where each claim stands, and of whether it was said, where one does."""
    found: dict[Action, dict[int, Any]] = {action: {} for action in (Action.CLAIM_STATUS, Action.CLAIM_SAID)}
    for action, numbers in found.items():
        newest = (
            select(func.max(event.c.id))
            .where(event.c.action == action.value, event.c.claim_id.is_not(None))
            .group_by(event.c.claim_id)
        )
        if article is not None:
            newest = newest.join(claim, claim.c.id == event.c.claim_id).where(claim.c.article_id == article)
        for number, body in connection.execute(select(event.c.claim_id, event.c.body).where(event.c.id.in_(newest))):
            numbers[number] = json.loads(body)["after"]
    stands = {
        number: (Status(after["status"]), after["overridden"]) for number, after in found[Action.CLAIM_STATUS].items()
    }
    return stands, {number: Said(after["said"]) for number, after in found[Action.CLAIM_SAID].items()}


def pieces(connection: Connection, *, article: int | None = None) -> list[tuple[int, int, str]]:
    """Return the claim, the number and the digest of every piece of evidence that was not withdrawn from its claim."""
    query = (
        select(evidence_link.c.claim_id, evidence.c.id, evidence.c.digest)
        .select_from(evidence_link)
        .join(evidence, evidence.c.id == evidence_link.c.evidence_id)
        .join(claim, claim.c.id == evidence_link.c.claim_id)
        .where(evidence_link.c.withdrawn_at.is_(None), claim.c.status != Status.WITHDRAWN.value)
        .order_by(evidence_link.c.claim_id, evidence.c.id)
    )
    rows = connection.execute(query.where(claim.c.article_id == article) if article is not None else query)
    return [(row[0], row[1], row[2]) for row in rows]


def proposed(connection: Connection, *, article: int | None = None) -> set[int]:
    """Return the claims on which a verdict, of either kind, waits for a second person."""
    query = select(proposal.c.claim_id).where(proposal.c.state == ProposalState.OPEN.value)
    if article is not None:
        query = query.join(claim, claim.c.id == proposal.c.claim_id).where(claim.c.article_id == article)
    return set(connection.scalars(query))
