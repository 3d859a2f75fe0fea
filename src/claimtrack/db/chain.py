"""The event log: append-only, and every event sealed by the hash of all before it.

The format, which never changes (a change would be a new ``v``):

- An event's ``body`` is the canonical JSON (RFC 8785, UTF-8) of an object with these keys:
  ``v`` (1), ``number`` (1, 2, 3 ... without a gap), ``at`` (UTC, ``2026-11-24T15:04:05.000006Z``), ``reviewer`` (a
  number), ``action``, ``subject`` (``[kind, number]``), ``claim`` (a number or null), ``before`` and ``after``
  (objects of numbers, words of the program, spans, digests and times), ``texts`` (an object: field name to digest).
- Times never run backwards: where the clock was behind the event before, ``at`` is that one's time, and ``clock`` holds
  what the clock said, if that was a minute or more behind. Other events have no such key.
- Names and free text stand nowhere in it. Each stands in ``event_text`` beside a random 16-byte salt (32 hexadecimal
  digits), and ``texts`` holds the hexadecimal SHA-256 of the salt's 16 bytes followed by the text in UTF-8. Purging
  them puts other words and no salt there, which an event of its own tells, and leaves the chain whole.
- ``hash`` is the hexadecimal SHA-256 of the previous event's hash (its 32 bytes; 32 zero bytes before the first event)
  followed by the body in UTF-8.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import rfc8785
from sqlalchemy import Connection, func, insert, or_, select, true, type_coerce, update
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from claimtrack.db.engine import read_damaged_text
from claimtrack.db.models import Event, EventText, Workspace
from claimtrack.db.purges import purges
from claimtrack.events.actions import ACTIONS
from claimtrack.events.event import Event as Happened
from claimtrack.events.forms import Change, Sealed, timestamp
from claimtrack.events.purges import NO_SALT, stand_in

FIRST = "0" * 64
_BATCH = 500
_SALT = re.compile("[0-9a-f]{32}")
_STORED_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}")


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: the newest event's number and hash (0 and 64 zeros before the first)."""

    number: int
    hash: str


def append(
    session: Session,
    happened: Sequence[Happened],
    *,
    reviewer_id: int,
    at: datetime,
    clock: datetime | None = None,
    after: Head | None = None,
) -> Head:
    """Append events in this order, in the caller's transaction; the caller is the only writer.

    ``clock`` is what the clock said, where that was noticeably earlier than ``at``, the time of the event before.
    ``after`` is the end of the chain, for a caller who asked since it is the only writer.
    Raises ValueError for one of a kind that is not declared: nobody could replay it.
    """
    end = after if after is not None else head(session)
    events: list[dict[str, object]] = []
    words: list[dict[str, object]] = []
    for change in (one.change() for one in happened):
        if change.action not in ACTIONS:
            raise ValueError(f'no kind of event is called "{change.action}"; events/actions.py has those there are')
        number = end.number + 1
        salted = [(name, secrets.token_hex(16), text) for name, text in sorted(change.texts.items())]
        body = canonical(change, number=number, reviewer_id=reviewer_id, at=at, texts=salted, clock=clock)
        digest = sealed(end.hash, body)
        events.append(
            {
                "id": number,
                "at": at,
                "reviewer_id": reviewer_id,
                "action": change.action,
                "claim_id": change.claim,
                "body": body,
                "previous_hash": end.hash,
                "hash": digest,
            }
        )
        words += [{"event_id": number, "field": name, "salt": salt, "text": text} for name, salt, text in salted]
        end = Head(number, digest)
    if events:
        session.connection().execute(insert(Event), events)
        session.connection().execute(update(Workspace).values(head_number=end.number, head_hash=end.hash))
    if words:
        session.connection().execute(insert(EventText), words)
    return end


def newest_time(session: Session) -> datetime | None:
    """Return the time of the newest event; None where there is none, or it is none that can be read."""
    return newest(session)[1]


def newest(session: Session) -> tuple[Head, datetime | None]:
    """Return the end of the chain, and the time of the newest event as ``newest_time`` does."""
    query = select(Event.id, Event.hash, type_coerce(Event.at, NullType()).label("at"))
    row = session.execute(query.order_by(Event.id.desc()).limit(1)).first()
    if row is None:
        return Head(0, FIRST), None
    try:
        return Head(row.id, row.hash), datetime.fromisoformat(told_time(row.at))
    except ValueError:
        return Head(row.id, row.hash), None


def misdated(connection: Connection) -> Iterator[str]:
    """Say of which events the clock was wrong: set back at the time, or behind the event before."""
    read_damaged_text(connection)
    earlier = type_coerce(func.lag(Event.at).over(order_by=Event.id), NullType()).label("earlier")
    told = select(Event.id, type_coerce(Event.at, NullType()).label("at"), earlier, Event.body).subquery()
    query = select(told).where(or_(told.c.at < told.c.earlier, told.c.body.contains('"clock":"'))).order_by(told.c.id)
    with connection.execute(query.execution_options(yield_per=_BATCH)) as rows:
        for number, at, before, body in rows:
            said = (_parsed(body) or {}).get("clock")
            if isinstance(said, str):
                yield f"the clock said {said} at event {number}, which has the time of the event before it"
            elif before is not None and told_time(at) < told_time(before):
                yield f"event {number} is dated {told_time(at)}, before the event before it: the clock was set wrong"


def head(where: Session | Connection) -> Head:
    """Return the end of the chain."""
    row = where.execute(select(Event.id, Event.hash).order_by(Event.id.desc()).limit(1)).first()
    return Head(row[0], row[1]) if row is not None else Head(0, FIRST)


def holds(session: Session, end: Head) -> bool:
    """Tell whether an event of this number and hash is on record."""
    return session.scalar(select(Event.hash).where(Event.id == end.number)) == end.hash


def canonical(
    change: Change,
    *,
    number: int,
    reviewer_id: int,
    at: datetime,
    texts: Sequence[tuple[str, str, str]],
    clock: datetime | None = None,
) -> str:
    """Return the body of an event; ``texts`` are fields, salts and words."""
    body: dict[str, Any] = {
        "v": 1,
        "number": number,
        "at": timestamp(at),
        "reviewer": reviewer_id,
        "action": change.action,
        "subject": list(change.subject),
        "claim": change.claim,
        "before": dict(change.before),
        "after": dict(change.after),
        "texts": {name: digest_of(salt, text) for name, salt, text in texts},
    }
    if clock is not None:
        body["clock"] = timestamp(clock)
    return rfc8785.dumps(body).decode()


def digest_of(salt: str, text: str) -> str:
    """Return the salted digest under which an event knows its words."""
    # Lone surrogates cannot be written as UTF-8, yet a damaged input may hold one.
    return hashlib.sha256(bytes.fromhex(salt) + text.encode("utf-8", "surrogatepass")).hexdigest()


def sealed(previous: str, body: str) -> str:
    """Return the hash that seals an event to all before it."""
    return hashlib.sha256(bytes.fromhex(previous) + body.encode()).hexdigest()


def told(connection: Connection, *, until: int | None = None) -> Iterator[Sealed]:
    """Yield the events as they were sealed, oldest first, in constant memory, up to number ``until`` or to the last.

    One that is damaged is given as far as it can be read, with the action ``""`` where nothing of it can.
    """
    last, most = 0, until if until is not None else head(connection).number
    while last < most:
        query = select(Event.id, Event.body).where(Event.id > last, Event.id <= most).order_by(Event.id).limit(_BATCH)
        rows = connection.execute(query).all()
        if not rows:
            return
        for number, body in rows:
            yield as_told(number, body)
        last = rows[-1][0]


def as_told(number: int, body: str) -> Sealed:
    """Read an event as it was sealed; of one that is damaged, what can be read."""
    found = _parsed(body) or {}
    before, after = found.get("before"), found.get("after")
    texts, subject = found.get("texts"), found.get("subject")
    return Sealed(
        number,
        str(found.get("at")),
        str(found.get("action", "")),
        (subject[0], subject[1]) if isinstance(subject, list) and len(subject) == 2 else ("", 0),
        found.get("claim"),
        before if isinstance(before, dict) else {},
        after if isinstance(after, dict) else {},
        found.get("reviewer"),
        texts if isinstance(texts, dict) else {},
    )


def check(connection: Connection) -> Iterator[str]:
    """Walk the whole log in constant memory, and say in a sentence each thing that is wrong with it."""
    read_damaged_text(connection)
    purged = purges(connection).texts
    end = Head(0, FIRST)
    for batch in _batches(connection):
        words = _words(connection, batch[0].id, batch[-1].id)
        for row in batch:
            yield from _problems(row, end, words.get(row.id, {}), purged)
            end = Head(row.id, row.hash)
    yield from _missing(connection, end)


def _missing(connection: Connection, end: Head) -> Iterator[str]:
    """Say which events the rest of the database knows of that are not there."""
    noted = connection.execute(select(Workspace.head_number, Workspace.head_hash)).first()
    if noted is not None and noted.head_number > end.number:
        yield f"events {end.number + 1} to {noted.head_number} are missing: the workspace notes that there were so many"
    elif noted is not None and (noted.head_number, noted.head_hash) != (end.number, end.hash):
        yield f"the chain ends at event {end.number} with another hash than the workspace notes"
    there = select(Event.id).where(Event.id == EventText.event_id).exists()
    stray = select(EventText.event_id).where(~there).distinct().order_by(EventText.event_id)
    for number in connection.execute(stray).scalars():
        yield f"words are on record for event {number}, which is not there"


def _batches(connection: Connection) -> Iterator[Sequence[Any]]:
    last: int | None = None
    while True:
        rows = connection.execute(
            select(
                Event.id,
                # As it is stored: a damaged time is a finding, not the end of the check.
                type_coerce(Event.at, NullType()).label("at"),
                Event.reviewer_id,
                Event.action,
                Event.claim_id,
                Event.body,
                Event.previous_hash,
                Event.hash,
            )
            .where(Event.id > last if last is not None else true())
            .order_by(Event.id)
            .limit(_BATCH)
        ).all()
        if not rows:
            return
        yield rows
        last = rows[-1].id


def _words(connection: Connection, first: int, last: int) -> dict[int, dict[str, tuple[str, str]]]:
    rows = connection.execute(
        select(EventText.event_id, EventText.field, EventText.salt, EventText.text).where(
            EventText.event_id.between(first, last)
        )
    )
    words: dict[int, dict[str, tuple[str, str]]] = {}
    for event_id, name, salt, text in rows:
        words.setdefault(event_id, {})[name] = (salt, text)
    return words


def _problems(
    row: Any, end: Head, words: Mapping[str, tuple[str, str]], purged: Mapping[int, Mapping[str, str]]
) -> Iterator[str]:
    if row.id < 1:
        yield f"event {row.id} was added: events are counted from 1"
    elif row.id > max(end.number, 0) + 1:
        yield f"events {max(end.number, 0) + 1} to {row.id - 1} are missing"
    if row.previous_hash != end.hash:
        yield f"event {row.id} does not follow the one before it: the hash it names is another"
    if _seal(row) != row.hash:
        yield f"event {row.id} was changed: its hash does not fit its content"
    body = _parsed(row.body)
    if body is None:
        yield f"event {row.id} cannot be read"
        return
    told = {
        "number": row.id,
        "at": told_time(row.at),
        "reviewer": row.reviewer_id,
        "action": row.action,
        "claim": row.claim_id,
    }
    for name, value in told.items():
        if body.get(name) != value:
            yield f"event {row.id} was changed: its {name} is {value} in the table, {body.get(name)} in what was sealed"
    texts, gone = body.get("texts"), purged.get(row.id, {})
    if gone:
        subject = as_told(row.id, row.body).subject
        gone = {name: stand_in(mark, subject, name) for name, mark in gone.items()}
    yield from _word_problems(row.id, texts if isinstance(texts, dict) else {}, words, gone)


def _word_problems(
    number: int, texts: Mapping[str, str], words: Mapping[str, tuple[str, str]], gone: Mapping[str, str]
) -> Iterator[str]:
    for name, digest in texts.items():
        if name in gone:
            if words.get(name) != (NO_SALT, gone[name]):
                yield f"the words of event {number} ({name}) were purged, and something else stands there"
        elif name not in words:
            yield f"the words of event {number} ({name}) are gone"
        elif not _fits(digest, *words[name]):
            yield f"the words of event {number} ({name}) were changed"
    for name in words:
        if name not in texts:
            yield f"words were added to event {number} ({name})"


def _fits(digest: object, salt: object, text: object) -> bool:
    # Capitals and spaces give the same salt, yet they are not what was written.
    sound = isinstance(salt, str) and _SALT.fullmatch(salt) is not None
    return sound and isinstance(text, str) and digest_of(str(salt), text) == digest


def told_time(stored: object) -> str:
    """Write a stored time as events hold it; SQLite keeps text, and all but its exact form shows as a change."""
    if isinstance(stored, datetime):
        return timestamp(stored)
    words = str(stored)
    return f"{words.replace(' ', 'T')}Z" if _STORED_TIME.fullmatch(words) else words


def _seal(row: Any) -> str | None:
    try:
        return sealed(row.previous_hash, row.body)
    except (ValueError, TypeError, AttributeError):  # a previous hash that is no hexadecimal number, a body no text
        return None


def _parsed(body: str) -> dict[str, Any] | None:
    try:
        # A log is read whole again and again, and this is most of the time that it takes: four times json's speed.
        found = orjson.loads(body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
