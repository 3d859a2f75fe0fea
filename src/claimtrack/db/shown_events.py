"""The events as they go into a redacted package: what was sealed of each, and how it hangs on the one before."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, select

from claimtrack.db.models import Event, EventText

_AT_ONCE = 500


class Sealing(NamedTuple):
    """An event as it was sealed: its number, the hash before it, its body, its own hash, its words with their salts."""

    number: int
    before: str
    body: str
    hash: str
    texts: dict[str, tuple[str, str]]


def sealings(connection: Connection) -> Iterator[Sealing]:
    """Yield every event, oldest first, in constant memory."""
    last = 0
    query = select(Event.id, Event.previous_hash, Event.body, Event.hash).order_by(Event.id).limit(_AT_ONCE)
    while rows := connection.execute(query.where(Event.id > last)).all():
        texts: dict[int, dict[str, tuple[str, str]]] = {}
        within = EventText.event_id.between(rows[0].id, rows[-1].id)
        said = select(EventText.event_id, EventText.field, EventText.salt, EventText.text).where(within)
        for event, field, salt, text in connection.execute(said.order_by(EventText.event_id, EventText.field)):
            texts.setdefault(event, {})[field] = (salt, text)
        for number, before, body, digest in rows:
            yield Sealing(number, before, body, digest, texts.get(number, {}))
        last = rows[-1].id
