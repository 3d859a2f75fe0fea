"""What others do, told to the pages that are open, as server-sent events: changes to claims, and who looks at them.

One thread waits for the database, however many pages are open; each page is a coroutine that waits for that thread.
Pages beyond ``MOST`` are told to come again later, and so is each browser's eleventh: they work without, as they do
without a script. A page that takes nothing for too long is let go, and asks again for what it missed.
"""

import asyncio
import json
import re
import secrets
import threading
import time
from collections.abc import AsyncIterator, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from claimtrack.errors import ClaimtrackError
from claimtrack.services import watching
from claimtrack.services.desk import Desk
from claimtrack.services.watching import Change
from claimtrack.web.door import Sitting
from claimtrack.web.pages import desk_of, sitting_of

LIVE = "/live"
MOST = 400
"""Pages that are told at a time, of all browsers."""
MOST_OF_ONE = 10
"""Pages of one browser that are told at a time; browsers open six connections to one address themselves."""
BEAT = 15.0
"""Seconds without a word after which a page is told that the desk is still there: proxies cut what is silent."""
_AGAIN = 20
"""Seconds after which desks on one PostgreSQL say again who is there; after twice as long they are taken for gone."""
_WAITING = 100
_PLACE = re.compile(r"/|/(?:claims|articles)/[0-9]{1,15}", re.ASCII)
_MOST_SAID = 100
Told = tuple[str, dict[str, object]]


@dataclass(eq=False, slots=True)
class _Open:
    """One page that is open: whose, where, and what it is to be told; None ends it."""

    who: str
    at: str
    sitting: Sitting
    loop: asyncio.AbstractEventLoop
    seen: int
    waiting: "asyncio.Queue[Told | None]" = field(default_factory=lambda: asyncio.Queue(_WAITING + 1))
    desk: Desk | None = None
    """The desk as they have it; None reads everything."""

    def tell(self, told: Told | None) -> None:
        """Have it told, from any thread."""
        with suppress(RuntimeError):  # the loop is closed: the desk ended
            self.loop.call_soon_threadsafe(self.put, told)

    def put(self, told: Told | None) -> None:
        """Have it told, from its own thread."""
        if self.waiting.full():
            return
        # The last place is for the end of it.
        self.waiting.put_nowait(told if self.waiting.qsize() < _WAITING else None)


class Room:
    """Who is there, and the thread that waits for what is written."""

    def __init__(self, desk: Desk) -> None:
        """Open the room of a desk; nothing is waited for before a page is there."""
        self._desk = desk
        self._open: set[_Open] = set()
        self._elsewhere: dict[str, tuple[float, frozenset[tuple[str, str]]]] = {}
        self._name = secrets.token_hex(8)
        self._lock = threading.RLock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._seen = 0
        self._said = 0.0

    def close(self) -> None:
        """Let all pages go: the desk closes."""
        self._stop.set()
        with self._lock:
            for one in self._open:
                one.tell(None)

    def come(self, one: _Open) -> bool:
        """Let a page in, where there is room for it; it is told who is there already."""
        with self._lock:
            own = sum(other.sitting is one.sitting for other in self._open)
            if self._stop.is_set() or len(self._open) >= MOST or own >= MOST_OF_ONE:
                return False
            there = sorted({(other.who, other.at) for other in self._open} | self._far())
            limited = self._limited({one.at, *(at for _, at in there if one.at == "/")}, one)
            for who, at in there:
                self._tell_of(one, who, at, limited, there=True)
            self._open.add(one)
            for other in self._open - {one}:
                self._tell_of(other, one.who, one.at, limited, there=True)
            self._said = 0.0
            if self._thread is None:
                self._seen = one.seen
                self._thread = threading.Thread(target=self._watch, name="claimtrack-live", daemon=True)
                self._thread.start()
            return True

    def go(self, one: _Open) -> None:
        """Let a page go."""
        with self._lock:
            self._open.discard(one)
            self._said = 0.0
            if (one.who, one.at) not in {(other.who, other.at) for other in self._open} | self._far():
                limited = self._limited({one.at})
                for other in self._open:
                    self._tell_of(other, one.who, one.at, limited, there=False)

    def _far(self) -> frozenset[tuple[str, str]]:
        return frozenset().union(*(there for _, there in self._elsewhere.values()))

    def _limited(self, places: Collection[str], *coming: _Open) -> frozenset[str]:
        """Return which of these places not everybody may know of: asked once, however many are to be told."""
        inboxes = (one for one in (*self._open, *coming) if one.at == "/")
        if not any(one.desk is not None and one.desk.is_narrowed for one in inboxes):
            return frozenset(places)  # nobody is asked then, for all may know of everything
        kinds: dict[str, dict[int, str]] = {"claims": {}, "articles": {}}
        for at in places:
            noun, _, number = at[1:].partition("/")
            if number:
                kinds[noun][int(number)] = at
        claims, articles = watching.limited_places(self._desk, claims=kinds["claims"], articles=kinds["articles"])
        return frozenset({kinds["claims"][one] for one in claims} | {kinds["articles"][one] for one in articles})

    @staticmethod
    def _tell_of(one: _Open, who: str, at: str, limited: Collection[str], *, there: bool) -> None:
        """Tell a page of somebody who looks at the same, or at what it may list."""
        if who == one.who:
            return
        if at == one.at or (one.at == "/" and (at not in limited or _is_seen(one.desk, at))):
            one.tell(("here", {"who": who, "at": at, "there": there}))

    def _watch(self) -> None:
        """Wait for the database until nobody is there; a database that is gone is asked again."""
        while self._goes_on():
            try:
                with watching.watched(self._desk) as watch:
                    self._look()
                    while self._goes_on():
                        written, said = watch.wait(1.0, self._stop)
                        if written:
                            self._look()
                        for words in said:
                            self._hear(words)
                        self._say()
            except ClaimtrackError:
                self._stop.wait(2)

    def _goes_on(self) -> bool:
        with self._lock:
            if self._open and not self._stop.is_set():
                return True
            self._thread = None
            return False

    def _look(self) -> None:
        found = watching.changes(self._desk, self._seen)
        claims = {change.claim for change in found}
        with self._lock:
            desks = {one.who: one.desk for one in self._open}
        seen = watching.seen_by_each(self._desk, desks, claims) if claims else {}
        with self._lock:
            for change in found:
                self._seen = max(self._seen, change.number)
                for one in self._open:
                    if change.number <= one.seen or not _concerns(change, one.at):
                        continue
                    if change.claim in seen.get(one.who, ()):
                        one.seen = change.number
                        one.tell(("change", _told(change, one.at, self._desk.clock())))

    def _say(self) -> None:
        """Tell desks elsewhere who is here, when that changed and every so often."""
        now = time.monotonic()
        with self._lock:
            if now - self._said < _AGAIN:
                return
            self._said = now
            here = sorted({(one.who, one.at) for one in self._open})[:_MOST_SAID]
            self._forget(now)
        watching.say_here(self._desk, json.dumps({"desk": self._name, "here": here}))

    def _hear(self, words: str) -> None:
        """Take what another desk said; what is no such word is left alone: anybody at the database may say it."""
        try:
            told = json.loads(words)
            name, here = str(told["desk"])[:40], frozenset((str(who)[:200], str(at)[:40]) for who, at in told["here"])
        except (ValueError, TypeError, KeyError):
            return
        if name == self._name:
            return
        with self._lock:
            _, were = self._elsewhere.get(name, (0.0, frozenset[tuple[str, str]]()))
            self._elsewhere[name] = (time.monotonic(), frozenset(one for one in here if _PLACE.fullmatch(one[1])))
            self._differ(were)

    def _forget(self, now: float) -> None:
        for name in [name for name, (at, _) in self._elsewhere.items() if now - at > 2 * _AGAIN]:
            _, were = self._elsewhere.pop(name)
            self._differ(were)

    def _differ(self, were: frozenset[tuple[str, str]]) -> None:
        """Tell the pages who came to desks elsewhere, and who went."""
        now = self._far()
        local = {(one.who, one.at) for one in self._open}
        limited = self._limited({at for _, at in were ^ now})
        for (who, at), there in {**dict.fromkeys(were - now - local, False), **dict.fromkeys(now - were, True)}.items():
            for one in self._open:
                self._tell_of(one, who, at, limited, there=there)


def _concerns(change: Change, at: str) -> bool:
    """Tell whether a page shows anything of a change: a claim's page nothing of any other claim."""
    return not at.startswith("/claims/") or at == f"/claims/{change.claim}"


def _is_seen(desk: Desk | None, at: str) -> bool:
    """Tell whether a place is one that the person whose desk this is may know of."""
    if desk is None or not desk.is_narrowed:
        return True
    noun, _, number = at[1:].partition("/")
    if not number:
        return True
    return watching.is_seen(desk, **{noun.removesuffix("s"): int(number)})


def _told(change: Change, at: str, now: datetime) -> dict[str, object]:
    """Return what a page is told of a change; its words are for who looks at the claim already."""
    told: dict[str, object] = {
        "number": change.number,
        "claim": change.claim,
        "who": change.who,
        "ago": max(0, round((now - change.at).total_seconds())),
        "status": change.status.value if change.status is not None else None,
    }
    return told | ({"what": change.what} if at == f"/claims/{change.claim}" else {})


async def live(request: Request) -> Response:
    """Tell a page what becomes of what it shows, until it is left."""
    room: Room = request.app.state.room
    at, after = request.query_params.get("at", "/"), request.query_params.get("after", "")
    after = request.headers.get("last-event-id", after)
    if not _PLACE.fullmatch(at) or not (after.isascii() and after.isdecimal() and len(after) <= 15):
        return Response("say where you are, and what you know", 422, media_type="text/plain")
    desk, loop = desk_of(request), asyncio.get_running_loop()
    if not await run_in_threadpool(_is_seen, desk, at):
        return Response("there is no such page", 404, media_type="text/plain")
    one = _Open(desk.reviewer, at, sitting_of(request), loop, int(after), desk=desk)
    for change in await run_in_threadpool(watching.changes, desk, one.seen):
        one.seen = change.number
        if _concerns(change, at):
            one.put(("change", _told(change, at, desk.clock())))
    if not room.come(one):
        return Response("too many pages are open; this one works without", 503, headers={"retry-after": "60"})
    return StreamingResponse(_said(room, one), media_type="text/event-stream", headers={"x-accel-buffering": "no"})


async def _said(room: Room, one: _Open) -> AsyncIterator[str]:
    try:
        yield "retry: 5000\n\n"
        while True:
            try:
                told = await asyncio.wait_for(one.waiting.get(), BEAT)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if told is None:
                return
            kind, words = told
            number = f"id: {words['number']}\n" if kind == "change" else ""
            yield f"{number}event: {kind}\ndata: {json.dumps(words)}\n\n"
    finally:
        room.go(one)
