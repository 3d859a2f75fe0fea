"""Read blind verdicts off the events: those that are closed, and those that two people gave and that were opened."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Text, literal_column, select
from sqlalchemy.orm import Session, joinedload, selectinload

from claimtrack.db.chain import as_told
from claimtrack.db.chunks import chunks
from claimtrack.db.models import Claim, Event, Proposal
from claimtrack.events.actions import Action
from claimtrack.vocabulary import OPEN, ProposalState

_OPENED = literal_column(f"'{Action.CLAIM_OPENED.value}'", Text)


class Closed(NamedTuple):
    """A blind verdict that waits for a second: whose, what they said and why; empty where the words were purged."""

    reviewer: int
    name: str
    verdict: str
    grounds: str


def closed(session: Session, claims: Iterable[int]) -> dict[int, Closed]:
    """Return those of these claims of which one blind verdict, and not yet a second, was given, each with it."""
    found: dict[int, Closed] = {}
    for some in chunks(claims):
        query = (
            select(Event)
            .where(Event.claim_id.in_(some), Event.action.in_((Action.CLAIM_JUDGED_BLIND, Action.CLAIM_OPENED)))
            .options(joinedload(Event.reviewer), selectinload(Event.texts))
            .order_by(Event.id)
        )
        for event in session.scalars(query):
            assert event.claim_id is not None  # noqa: S101 - asked for
            if event.action == Action.CLAIM_OPENED:
                found.pop(event.claim_id, None)
                continue
            texts = {one.field: one.text for one in event.texts}
            found[event.claim_id] = Closed(
                event.reviewer_id, event.reviewer.name, texts.get("verdict", ""), texts.get("grounds", "")
            )
    return found


def opened(session: Session, *, article: int | None = None) -> dict[int, tuple[str, str]]:
    """Return the claims that two people judged blind, each with their newest two verdicts."""
    # Written out, and not given as a value: there is an index of these events alone.
    query = select(Event.id, Event.body, Event.claim_id).where(Event.action == _OPENED).order_by(Event.id)
    if article is not None:
        query = query.where(Event.claim_id.in_(select(Claim.id).where(Claim.article_id == article)))
    found: dict[int, tuple[str, str]] = {}
    for number, body, claim in session.execute(query):
        assert claim is not None  # noqa: S101 - it is on a claim
        after = as_told(number, body).after
        if after.get("second") is not None:
            found[claim] = (str(after["first"]), str(after["second"]))
    return found


def judgeable(session: Session, *, article: int | None = None) -> list[int]:
    """Return the claims that are open and can be checked, and on which nothing is proposed, by number."""
    proposed = select(Proposal.claim_id).where(Proposal.state == ProposalState.OPEN)
    query = select(Claim.id).where(Claim.status.in_(OPEN), Claim.checkable, Claim.id.not_in(proposed))
    if article is not None:
        query = query.where(Claim.article_id == article)
    return list(session.scalars(query.order_by(Claim.id)))
