"""Do what a program asks once, however often it asks: answers are kept by the key that it gave."""

from dataclasses import dataclass
from datetime import timedelta

from claimtrack.db import door_rows
from claimtrack.db.door_models import Answer
from claimtrack.services.desk import Desk, noting

KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was answered before: its status, headers and body; ``status`` None while it is being done, or if it died."""

    request: str
    status: int | None
    headers: str
    body: bytes


def begun(desk: Desk, token: int, key: str, request: str) -> Kept | None:
    """Note that something is begun, and return None; or return what is kept of it already. ``request`` is a digest."""
    now = desk.clock()
    with noting(desk) as session:
        door_rows.forget_answers(session, before=now - KEPT)
        row = door_rows.answer_of(session, token, key)
        if row is None:
            session.add(Answer(token_id=token, key=key, request=request, made_at=now))
            return None
        return Kept(row.request, row.status, row.headers or "", row.body or b"")


def done(desk: Desk, token: int, key: str, status: int, headers: str, body: bytes) -> None:
    """Keep what was answered; of what was refused nothing is: nothing was changed, and it may be asked again."""
    with noting(desk) as session:
        row = door_rows.answer_of(session, token, key)
        if row is None:
            return
        if status >= 300:
            session.delete(row)
        else:
            row.status, row.headers, row.body = status, headers, body
