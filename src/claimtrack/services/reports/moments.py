"""Earlier moments of the record, and what was on record of an article at one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.db import chain, event_rows, source_rows
from claimtrack.db.models import Article, Source
from claimtrack.errors import InvalidInput, NotFound
from claimtrack.events.actions import Action
from claimtrack.remedies import Field, Step, do
from claimtrack.services.desk import Desk
from claimtrack.services.desk import moment as now


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment right after one event; ``until`` is the moment that was asked for, up to which it is the newest."""

    number: int
    at: datetime
    hash: str
    until: datetime


def newest(session: Session) -> Moment:
    """Return the moment after the newest event."""
    head = chain.head(session)
    at = event_rows.event_time(session, head.number)
    return Moment(head.number, at, head.hash, at)


def moment(desk: Desk, session: Session, asked: int | datetime) -> Moment:
    """Find the event that is meant: the one of this number, or the newest from before this moment.

    Raises NotFound for a number that no event has, InvalidInput for a time before the first event or in the future.
    """
    if isinstance(asked, int):
        event = event_rows.event(session, asked)
        if event is None:
            last = chain.head(session).number
            raise NotFound(f"no event {asked}; the record has the events 1 to {last}, " + do(Step.LOG) + " shows them")
    else:
        # A whole day is meant up to its end: today is not over.
        if asked > now(desk, session):
            raise InvalidInput(
                f"{asked:%Y-%m-%d %H:%M:%S} UTC is in the future; what stands now is shown without " + Field("as_of")
            )
        event = event_rows.newest_event_before(session, asked)
        if event is None:
            first = event_rows.event_time(session, 1)
            raise InvalidInput(f"nothing was on record then; the first event is from {first:%Y-%m-%d %H:%M:%S} UTC")
    return Moment(event.id, event.at, event.hash, event.at if isinstance(asked, int) else asked)


@dataclass(frozen=True, slots=True)
class About:
    """What is known about an article itself."""

    title: str | None
    byline: str | None
    url: str | None
    published: datetime | None
    outlet: Source | None
    agency: Source | None


def about(session: Session, article: Article, then: Moment | None) -> About:
    """Return what is known about an article, now or at a moment: what was corrected later is taken back."""
    found: dict[str, Any] = {name: getattr(article, name) for name in ("title", "byline", "url", "published")}
    outlet, agency = article.outlet_id, article.agency_id
    later = event_rows.events_of_action(session, Action.ARTICLE_CHANGED, after=then.number) if then is not None else ()
    for event in reversed(later):
        told = chain.as_told(event.id, event.body)
        if told.subject[1] != article.id:
            continue
        texts = {text.field: text.text for text in event.texts}
        found |= {name: texts[f"{name}_before"] or None for name in found if f"{name}_before" in texts}
        if "published" in told.before:
            was = told.before["published"]
            found["published"] = datetime.fromisoformat(was) if was else None
        outlet = told.before.get("outlet", outlet)
        agency = told.before.get("agency", agency)
    return About(**found, outlet=_named(session, outlet), agency=_named(session, agency))


def _named(session: Session, number: int | None) -> Source | None:
    return source_rows.source(session, number) if number is not None else None
