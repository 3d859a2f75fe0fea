"""Events in words: what a reviewer reads in `show`, `log` and the report."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from claimtrack.db import claim_rows, event_rows, source_rows
from claimtrack.db.chain import as_told
from claimtrack.db.models import Event
from claimtrack.events.event import PURGED, Names
from claimtrack.events.event import Event as Happened
from claimtrack.events.forms import Sealed
from claimtrack.events.registry import read
from claimtrack.remedies import Step, do
from claimtrack.reports.model import HistoryLine


def lines(session: Session, events: Sequence[Event]) -> tuple[HistoryLine, ...]:
    """Say each event in a sentence."""
    # By the action in its table, as it is found: where that was changed, nothing can be said.
    sealed = [as_told(event.id, event.body)._replace(action=event.action) for event in events]
    texts = [{text.field: text.text for text in event.texts} for event in events]
    happened = [_read(one, words) for one, words in zip(sealed, texts, strict=True)]
    numbers = {number for one in happened if one is not None for number in one.sources()}
    names = Names(source_rows.source_names(session, numbers), claim_rows.reviewer_names(session))
    return tuple(
        HistoryLine(
            number=event.id,
            at=event.at,
            who=event.reviewer.name,
            what=_what(event, one, names),
            reason=_reason(told, words),
            overridden=bool(told.after.get("overridden")),
        )
        for event, told, words, one in zip(events, sealed, texts, happened, strict=True)
    )


def last_change(session: Session, claim_id: int, *, now: datetime | None = None) -> str:
    """Say what was done last to a claim, by whom and when; how long ago, where it is said what time it is."""
    event = event_rows.last_event(session, claim_id)
    if event is None:
        return "nothing is on record"
    line = lines(session, [event])[0]
    because = f' ("{line.reason}")' if line.reason else ""
    at = f"at {line.at:%Y-%m-%d %H:%M:%S} UTC"
    return f"{line.who} {line.what}{because} {f'{_ago(now - line.at)}, ' if now is not None else ''}{at}"


def _ago(since: timedelta) -> str:
    """Say how long ago something was, as one asks who was faster."""
    seconds = max(0, round(since.total_seconds()))
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit} ago"
    return f"{seconds} s ago"


def _read(sealed: Sealed, texts: Mapping[str, str]) -> Happened | None:
    try:
        return read(sealed, texts)
    except (LookupError, TypeError, ValueError):
        return None


def _what(event: Event, happened: Happened | None, names: Names) -> str:
    try:
        if happened is not None:
            return happened.sentence(names)
    except (LookupError, TypeError, ValueError):
        pass
    return str(f"did what cannot be read ({event.action}); " + do(Step.VERIFY) + " says whether it was changed")


def _reason(sealed: Sealed, texts: Mapping[str, str]) -> str | None:
    return texts.get("reason", PURGED if "reason" in sealed.texts else None)
