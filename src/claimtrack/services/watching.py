"""What happens at a desk while somebody looks at it: changes as they are written, and who else is there."""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from claimtrack.db import article_rows, chain, claim_rows, watching
from claimtrack.db.chain import as_told
from claimtrack.db.engine import translated
from claimtrack.events.actions import Action
from claimtrack.services import history
from claimtrack.services.desk import Desk, reading
from claimtrack.vocabulary import Status

MOST = 200
"""So many changes are told at once; who slept through more looks anew."""


@dataclass(frozen=True, slots=True)
class Change:
    """One event on a claim: its number, who did what and when. ``status`` is where it put the claim, if it did."""

    number: int
    claim: int
    who: str
    what: str
    at: datetime
    status: Status | None = None


def newest(desk: Desk) -> int:
    """Return the number of the newest event; 0 where there is none."""
    with reading(desk) as session:
        return chain.head(session).number


def changes(desk: Desk, after: int) -> list[Change]:
    """Return what was done to claims behind an event, oldest first, the newest ``MOST`` of it."""
    with reading(desk) as session:
        events = watching.events_after(session, after, most=MOST)
        lines = history.lines(session, events)
        return [
            Change(event.id, event.claim_id, line.who, line.what, line.at, _status(event.action, event.id, event.body))
            for event, line in zip(events, lines, strict=True)
            if event.claim_id is not None
        ]


def seen_by(desk: Desk, claims: Iterable[int]) -> frozenset[int]:
    """Return which of these claims the person may know of whose desk this is."""
    with reading(desk) as session:
        return frozenset(claim_rows.claims(session, claims))


def seen_by_each(desk: Desk, people: Mapping[str, Desk | None], claims: Iterable[int]) -> dict[str, frozenset[int]]:
    """Return the same for many, by name; a person without a desk of their own reads everything.

    What is for everybody is asked once for all of them, and each is asked about what is for some alone.
    """
    wanted = frozenset(claims)
    with reading(desk) as session:
        limited = watching.limited_claims(session, wanted)
    free = wanted - limited
    return {who: wanted if own is None or not limited else free | seen_by(own, limited) for who, own in people.items()}


def limited_places(desk: Desk, *, claims: Collection[int], articles: Collection[int]) -> tuple[set[int], set[int]]:
    """Return which of these claims, and of these articles, are for some readers alone."""
    with reading(desk) as session:
        found = watching.limited_articles(session)
        return set(watching.limited_claims(session, claims)) if found and claims else set(), set(found & set(articles))


def is_seen(desk: Desk, *, claim: int | None = None, article: int | None = None) -> bool:
    """Tell whether there is such a claim, or article, for the person whose desk this is."""
    with reading(desk) as session:
        if claim is not None:
            return bool(claim_rows.claims(session, [claim]))
        return article is None or article_rows.article(session, article) is not None


def _status(action: str, number: int, body: str) -> Status | None:
    if action != Action.CLAIM_STATUS:
        return None
    told = as_told(number, body).after.get("status")
    return Status(told) if told in set(Status) else None


class Watching:
    """A wait for what others write; see ``watching``."""

    def __init__(self, desk: Desk, watch: watching.Watch) -> None:
        """Wait with this watch for the desk's database."""
        self._desk, self._watch = desk, watch

    def wait(self, seconds: float, stop: threading.Event) -> tuple[bool, list[str]]:
        """Wait for so long at most; tells whether somebody wrote, and what other desks said of who is there.

        Raises DatabaseTrouble where the database is gone.
        """
        with translated(self._desk.database):
            return self._watch.wait(seconds, stop)


@contextmanager
def watched(desk: Desk) -> Iterator[Watching]:
    """Watch a desk's database; raises DatabaseTrouble where it is gone."""
    with translated(desk.database):
        watch = watching.Watch(desk.database)
    try:
        yield Watching(desk, watch)
    finally:
        watch.close()


def say_here(desk: Desk, words: str) -> None:
    """Tell other desks on the same PostgreSQL who looks at what here: at most 7,000 bytes of words."""
    with translated(desk.database):
        watching.say_here(desk.database, words)
