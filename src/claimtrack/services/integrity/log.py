"""Read the event log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack.db import claim_rows, event_rows
from claimtrack.errors import UsageError, not_there
from claimtrack.events.actions import ACTIONS
from claimtrack.remedies import Step
from claimtrack.reports.model import HistoryLine
from claimtrack.services import history
from claimtrack.services.claims import all_of
from claimtrack.services.desk import Desk, reading
from claimtrack.services.names import folded

_ACTIONS = sorted(ACTIONS)

LogLine = tuple[HistoryLine, int | None, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events are wanted; None leaves a thing open.

    ``by`` is a reviewer's name, ``since`` the first moment that counts and ``before`` the first that no longer does.
    ``action`` is a kind of event, or the word in front of its dot: ``claim.status``, ``claim``. ``newest`` keeps the
    newest so many of what is left,
    and ``besides`` leaves out as many newer ones: the pages before. ``after`` is the number of an
    event that those wanted follow.
    """

    claims: Sequence[int] | None = None
    by: str | None = None
    since: datetime | None = None
    before: datetime | None = None
    action: str | None = None
    newest: int | None = None
    besides: int = 0
    after: int = 0


def stream(desk: Desk, asked: Asked) -> Iterator[LogLine]:
    """Yield events in words, oldest first, each with its claim's number and its hash; some hundred are in memory.

    Raises NotFound for a claim or a reviewer that is not there, UsageError for an action that no event has, before
    anything is given.
    """
    actions = _actions(asked.action)
    with reading(desk) as session:
        wanted = _wanted(session, asked, actions)
        for events in event_rows.event_batches(session, wanted, newest=asked.newest, besides=asked.besides):
            lines = history.lines(session, events)
            yield from ((line, event.claim_id, event.hash) for line, event in zip(lines, events, strict=True))


def count(desk: Desk, asked: Asked) -> int:
    """Count the events that are asked for, on whatever page; raises as ``stream`` does."""
    actions = _actions(asked.action)
    with reading(desk) as session:
        return event_rows.event_count(session, _wanted(session, asked, actions))


def _wanted(session: Session, asked: Asked, actions: tuple[str, ...] | None) -> event_rows.EventFilter:
    return event_rows.EventFilter(
        claims=_numbers(session, asked.claims),
        reviewer=_reviewer(session, asked.by),
        since=asked.since,
        before=asked.before,
        actions=actions,
        after=asked.after,
    )


def entries(
    desk: Desk, *, claims: Sequence[int] | None = None, by: str | None = None, newest: int | None = None
) -> list[LogLine]:
    """Return the same at once, where there are not many."""
    return list(stream(desk, Asked(claims=claims, by=by, newest=newest)))


def _numbers(session: Session, claims: Sequence[int] | None) -> tuple[int, ...] | None:
    return tuple(claim.id for claim in all_of(session, claims)) if claims is not None else None


def _reviewer(session: Session, name: str | None) -> int | None:
    if name is None:
        return None
    found = claim_rows.reviewer_by_key(session, folded(name))
    if found is None:
        raise not_there(f'no reviewer "{name}"', Step.REVIEWER_LIST, "those there are")
    return found.id


def _actions(asked: str | None) -> tuple[str, ...] | None:
    if asked is None:
        return None
    found = tuple(action for action in _ACTIONS if asked in {action, action.split(".", maxsplit=1)[0]})
    if not found:
        raise UsageError(f'no event has the action "{asked}"; there are {", ".join(_ACTIONS)}')
    return found
