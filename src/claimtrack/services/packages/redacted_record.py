"""A copy of the record in which what is left out stands nowhere, for as long as a report is made of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from claimtrack.db import migrate, seals, transfer, words
from claimtrack.db import session as db_session
from claimtrack.db.engine import Database, sqlite_url
from claimtrack.db.words import Place
from claimtrack.rules.sought import BLOCK
from claimtrack.services.desk import Desk
from claimtrack.services.packages.masking import derived, masked_texts
from claimtrack.services.packages.withholding import ShownEvent, Withheld, events

HOLE = BLOCK * 5
"""What stands in a report for words that are left out, however many they are."""


@contextmanager
def redacted_copy(desk: Desk, session: Session, withheld: Withheld, folder: Path) -> Iterator[Desk]:
    """Give a desk whose record is a copy of what ``session`` sees, in ``folder``, without what is withheld.

    The log of the copy does not verify, and nobody may take it for the record: it is there to be read once.
    """
    file = folder / "copy.db"
    file.touch(mode=0o600)
    database = Database(sqlite_url(file))
    try:
        migrate.create(database)
        with db_session.writing(database) as copy:
            connection = copy.connection()
            transfer.copy_all(session.connection(), connection)
            with seals.lifted(connection):
                _take_out(connection, withheld)
        yield replace(desk, database=database)
    finally:
        database.dispose()
        for one in folder.glob("copy.db*"):
            one.unlink()


def _take_out(connection: Connection, withheld: Withheld) -> None:
    texts = masked_texts(connection, withheld.what.spans)
    values: dict[Place, str | None] = {Place("snapshot", (number,), "text"): text for number, text in texts.items()}
    values |= {place: text for place, _, text in derived(connection, texts)}
    whole = _whole(connection, withheld)
    for place, said in words.words(connection):
        if place in whole or (place.table == "comment" and not withheld.comments):
            values[place] = f"withheld {place.key[0]}" if place.column == "key" else HOLE
            continue
        now = values.get(place, said)
        if now is not None and withheld.what.sought.first_in(now) is not None:
            values[place] = _without(place, withheld.what.sought.replaced(now, HOLE))
    words.put(connection, values)
    _posts(connection, withheld)


def _whole(connection: Connection, withheld: Withheld) -> set[Place]:
    """Return the places of which nothing is shown."""
    found = {*words.of_claims(connection, withheld.what.claims), *words.of_pieces(connection, withheld.what.pieces)}
    for number in withheld.what.sources:
        found |= {
            Place("source", (number,), column) for column in ("key", "name", "unaffiliated_because", "vouched_because")
        }
    shown = {
        (one.sealing.number, field)
        for one in events(connection, withheld)
        if isinstance(one, ShownEvent)
        for field in one.texts
    }
    found |= {
        Place("event_text", (number, field), "text")
        for number, field, _, _ in words.event_texts(connection)
        if (number, field) not in shown
    }
    return found


def _without(place: Place, text: str) -> str:
    # Two that were told apart by a name alone are not to become one.
    return f"withheld {place.key[0]}" if place.column == "key" else text


def _posts(connection: Connection, withheld: Withheld) -> None:
    for number, posts in list(words.posts(connection)):
        now = [{name: _said(value, withheld) for name, value in one.items()} for one in posts]
        if now != posts:
            words.put_posts(connection, number, now)


def _said(value: object, withheld: Withheld) -> object:
    return withheld.what.sought.replaced(value, HOLE) if isinstance(value, str) else value
