"""Events on their way to the addresses that are told of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from claimtrack.db.door_models import Delivery, Hook
from claimtrack.db.models import Event

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery whose time has come, with where it goes and what its message is signed with."""

    number: int
    hook: int
    address: str
    secret: str
    event: int
    tries: int


def newest(session: Session) -> int:
    """Return the number of the newest event, 0 before the first."""
    return session.scalar(select(func.max(Event.id))) or 0


def put_in_line(session: Session, hook: Hook, until: int, at: datetime) -> None:
    """Make deliveries of the events up to ``until`` that a hook is to be told of and was not yet."""
    query = select(Event.id, Event.action).where(Event.id > hook.told, Event.id <= until).order_by(Event.id)
    wanted = hook.actions.split()
    with session.execute(query.execution_options(yield_per=_AT_ONCE)) as rows:
        for number, action in rows:
            if not wanted or action in wanted or action.partition(".")[0] in wanted:
                session.add(Delivery(hook_id=hook.id, event_id=number, tries=0, next_at=at))
    hook.told = until


def due(session: Session, now: datetime, most: int, *, besides: Collection[int] = ()) -> list[Due]:
    """Return what is due, the oldest events first; of hooks that ended, and of those of ``besides``, nothing is."""
    query = (
        select(Delivery, Hook)
        .join(Hook, Hook.id == Delivery.hook_id)
        .where(Delivery.next_at <= now, Hook.ended_at.is_(None), Hook.id.not_in(besides))
        .order_by(Delivery.event_id, Delivery.id)
        .limit(most)
    )
    return [
        Due(one.id, hook.id, hook.address, hook.secret, one.event_id, one.tries) for one, hook in session.execute(query)
    ]


def claim(session: Session, number: int, tries: int, until: datetime) -> bool:
    """Take a delivery, so that no other process sends it till then; tells whether it was there to be taken."""
    row = session.get(Delivery, number, with_for_update=True)
    if row is None or row.tries != tries or row.next_at is None:
        return False
    row.tries, row.next_at = tries + 1, until
    return True


def event_of(session: Session, number: int) -> Event | None:
    """Return an event with its words and its person."""
    options = (joinedload(Event.reviewer), selectinload(Event.texts))
    return session.get(Event, number, options=options)


def given_up(session: Session) -> Sequence[tuple[Delivery, str]]:
    """Return what is neither there nor on its way, with its address, the oldest first."""
    query = (
        select(Delivery, Hook.address)
        .join(Hook, Hook.id == Delivery.hook_id)
        .where(Delivery.next_at.is_(None), Delivery.delivered_at.is_(None))
        .order_by(Delivery.id)
    )
    return [(one, address) for one, address in session.execute(query)]


def waiting(session: Session) -> dict[int, int]:
    """Return how many deliveries wait, by the number of their hook."""
    query = select(Delivery.hook_id, func.count()).where(Delivery.next_at.is_not(None)).group_by(Delivery.hook_id)
    return {row[0]: row[1] for row in session.execute(query)}
