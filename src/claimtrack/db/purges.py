"""What was purged, by the events: which words, which texts, which files, by whom and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, select, type_coerce
from sqlalchemy.types import NullType

from claimtrack.db.models import Event, EventText, Reviewer
from claimtrack.events.actions import Action
from claimtrack.events.purges import marker, told


@dataclass(slots=True)
class Purges:
    """Everything that was purged, each with what stands in its place: "[purged on 2026-11-30 by ana]".

    ``texts`` are fields of events by the event's number, ``snapshots`` texts of articles, ``files`` digests. ``notes``
    say what each purge took.
    """

    texts: dict[int, dict[str, str]] = field(default_factory=dict)
    snapshots: dict[int, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def markers(self) -> frozenset[str]:
        """All that stands in place of words."""
        texts = (mark for fields in self.texts.values() for mark in fields.values())
        return frozenset({*texts, *self.snapshots.values(), *self.files.values()})


def purges(connection: Connection, *, since: int = 0) -> Purges:
    """Read what was purged, by the events behind number ``since``; of one that is damaged, what can be read."""
    found = Purges()
    why = (EventText.event_id == Event.id) & (EventText.field == "reason")
    query = (
        select(Event.id, Event.body, Reviewer.name, EventText.text)
        .join(Reviewer, Reviewer.id == Event.reviewer_id)
        .outerjoin(EventText, why)
        # The index by claim finds the few events that are on none.
        .where(
            Event.id > since,
            Event.claim_id.is_(None),
            type_coerce(Event.action, NullType()) == Action.WORDS_PURGED.value,
        )
        .order_by(Event.id)
    )
    for number, body, by, reason in connection.execute(query):
        try:
            sealed = orjson.loads(body)
            _take(found, number, sealed["at"], sealed["after"], by, reason)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
    return found


def purged_files(connection: Connection) -> frozenset[str]:
    """Return the digests of the files that were purged."""
    return frozenset(purges(connection).files)


def _take(found: Purges, number: int, at: str, after: Mapping[str, Any], by: str, reason: str | None) -> None:
    mark = marker(datetime.fromisoformat(at).date(), by)
    for event, fields in after["events"].items():
        found.texts.setdefault(int(event), {}).update(dict.fromkeys(fields, mark))
    found.snapshots |= {one[0]: mark for one in after["snapshots"]}
    found.files |= dict.fromkeys(after["files"], mark)
    what = told(after["of"], after["number"], after["events"], after["snapshots"], after["files"])
    because = f": {reason}" if reason else ""
    found.notes.append(f"on {at[:10]} {by} {what}{because} (event {number})")
