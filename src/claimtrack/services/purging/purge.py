"""Purge words: out of tables, texts, events and the locker, in one transaction, told by one event."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from claimtrack.db import purge_rows, seals, words
from claimtrack.db.words import Place
from claimtrack.errors import ForbiddenMove, require_reason
from claimtrack.events.articles import posts_told
from claimtrack.events.purges import WordsPurged, marker, stand_in, told
from claimtrack.rules.sought import BLOCK, Sought, is_all_gone
from claimtrack.services.desk import Act, Desk, needs, reading
from claimtrack.services.names import source_key
from claimtrack.services.packages.masking import derived, masked_texts
from claimtrack.services.purging.targets import Scope, Target, left_over, scope
from claimtrack.vocabulary import Right


@dataclass(frozen=True, slots=True)
class Purged:
    """What went, or in a rehearsal would go: fields of events by number, places of tables, texts, files by digest.

    ``names`` were looked for; ``left`` are the columns in which one of them stands all the same; ``shared`` files hold
    it and stay, since something else rests on them; of ``unsearched`` files nobody can tell. ``forgotten`` tells that
    the database was written anew.
    """

    what: str
    events: Mapping[int, tuple[str, ...]]
    places: tuple[str, ...]
    articles: int
    files: tuple[str, ...]
    names: tuple[str, ...]
    left: tuple[str, ...]
    shared: tuple[str, ...]
    unsearched: tuple[str, ...]
    forgotten: bool = False


@needs(Right.PURGE)
def take_out(act: Act, target: Target, *, reason: str | None) -> tuple[Purged, frozenset[str]]:
    """Take everything that a target is from the tables and the events; gives what went, and the tables it stood in.

    Files are still in the locker when it returns: whoever calls removes them once this is on record. Raises as
    ``scope`` does, and ForbiddenMove without a reason, or with one that has the very words in it.
    """
    why = require_reason(reason, "what is purged is gone for good, and takes a reason")
    found = scope(act.session, act.desk.locker, target)
    if found.what.sought.first_in(why) is not None:
        raise ForbiddenMove(
            "the reason has in it the words that are to go, and it stays on record; write it without them"
        )
    mark = marker(act.at.date(), act.reviewer.name)
    connection = act.session.connection()
    texts = masked_texts(connection, found.what.spans)
    values = _values(connection, found, texts, mark)
    posts = _posts(connection, found.what.sought)
    with seals.lifted(connection):
        words.put(connection, values)
        purge_rows.put_texts(
            connection,
            (
                (number, name, stand_in(mark, sealed.subject, name))
                for (number, name), (sealed, _) in found.events.items()
            ),
        )
    for number, text in texts.items():
        purge_rows.put_text_digest(connection, number, _digest(text))
    for number, value in posts.items():
        words.put_posts(connection, number, value)
    all_posts = dict(words.posts(connection))
    act.session.expire_all()
    doubted = purge_rows.doubts(connection, purge_rows.claims_of_doubts(connection, _numbers(values, "caveat")))
    fields: dict[int, list[str]] = {}
    for number, name in sorted(found.events):
        fields.setdefault(number, []).append(name)
    changed = sorted({*texts, *posts})
    event = WordsPurged(
        of=target.of.value,
        number=found.number,
        events={str(number): names for number, names in fields.items()},
        snapshots=[
            [one, _digest(purge_rows.text_of(connection, one)), posts_told(all_posts.get(one))] for one in changed
        ],
        doubts=doubted,
        files=sorted(found.files),
        reason=why,
    )
    act.changes.append(event)
    return _told(connection, found, event, values), frozenset({place.table for place in values} | {"event_text"})


def purge(desk: Desk, target: Target, *, reason: str | None) -> Purged:
    """Purge words for good, as one command; in a rehearsal nothing is changed.

    The record is changed first, in one transaction; then the files leave the locker and the database is written anew,
    so that free pages hold nothing. Raises as ``take_out``.
    """
    done, tables = desk.enact(take_out, target, reason=reason)
    if desk.rehearsal:
        return done
    for digest in done.files:
        desk.locker.remove(digest)
    forgotten = purge_rows.forget(desk.database, tables)
    with reading(desk) as session:
        left = left_over(session.connection(), Sought(done.names))
    return Purged(
        done.what,
        done.events,
        done.places,
        done.articles,
        done.files,
        done.names,
        tuple(left),
        done.shared,
        done.unsearched,
        forgotten,
    )


def _values(connection: Connection, found: Scope, texts: Mapping[int, str], mark: str) -> dict[Place, str | None]:
    """Return what stands in each place from now on."""
    values: dict[Place, str | None] = dict.fromkeys(found.places, mark)
    for place in found.places:
        kind = place.table
        if kind in {"source", "tag"} and place.column in {"name", "key"}:
            name = stand_in(mark, (kind, place.key[0]), "name")
            values[Place(kind, place.key, "name")] = name
            values[Place(kind, place.key, "key")] = source_key(name) if kind == "source" else name
    values |= {Place("snapshot", (number,), "text"): text for number, text in texts.items()}
    for place, _, now in derived(connection, texts):
        whole = (place.table, place.column) == ("claim", "text") and is_all_gone(now)
        values[place] = mark if whole else now
    return values


def _posts(connection: Connection, sought: Sought) -> dict[int, list[dict[str, object]]]:
    found = {}
    for number, posts in words.posts(connection):
        now = [
            {name: sought.replaced(said, BLOCK * 5) if isinstance(said, str) else said for name, said in one.items()}
            for one in posts
        ]
        if now != posts:
            found[number] = now
    return found


def _numbers(values: Iterable[Place], table: str) -> list[int]:
    return [place.key[0] for place in values if place.table == table]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _told(connection: Connection, found: Scope, event: WordsPurged, values: Mapping[Place, str | None]) -> Purged:
    places = sorted({f"{place.table} {place.key[0]} ({place.column})" for place in values if place.column != "key"})
    return Purged(
        told(event.of, event.number, event.events, event.snapshots, event.files),
        {int(number): tuple(names) for number, names in event.events.items()},
        tuple(places),
        len(event.snapshots),
        tuple(event.files),
        found.what.sought.names,
        tuple(left_over(connection, found.what.sought)),
        tuple(sorted(found.shared)),
        tuple(sorted(found.unsearched)),
    )
