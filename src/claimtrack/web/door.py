"""Who may come in: one link that works once, a cookie after it, and nobody whom another page sends.

The desk listens on this machine's own address alone. That keeps the network out, not the pages that the same browser
shows: a page may send forms to any address, and a name that leads to 127.0.0.1 makes a page of that name a neighbour
(DNS rebinding). So a request has to name the address that was printed (Host), a change has to come from a page of it
(Origin, Sec-Fetch-Site) with the token that this page holds, and all but the door itself takes the cookie.

What is left: cookies know no ports, so that another server on this machine, if its page is opened in the same browser,
is sent this one's. Whoever runs servers on the machine can read the workspace anyway.
"""

import asyncio
import hmac
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claimtrack.remedies import Words

if TYPE_CHECKING:
    from claimtrack.services.verdicts.undo import Before
    from claimtrack.web.correcting import Corrected

ENTER = "/enter"
STATIC = "/static/"
API = "/api/"
LANGUAGE = "/language"
MOST_BYTES = 64_000_000
"""What one request may send at most, in bytes: the largest article or piece of evidence with room for the form."""
PATIENCE = 30.0
"""How long the next piece of a body may take to come, in seconds, and all of it beyond what ``SLOWEST`` allows."""
SLOWEST = 1_000
"""Bytes a second that a body comes in at least, once patience is at its end: one byte at a time would come for ever."""
SAFE = frozenset({"GET", "HEAD"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": _POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # With none at all, browsers say "null" for where a form comes from.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


@dataclass(slots=True)
class Sitting:
    """One browser that came in: the token that its forms carry, and what it is to be told on the next page."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    told: list[Words] = field(default_factory=list)
    before: "Before | Corrected | None" = None
    """How the claim stood that was last acted on here: what is taken back."""

    looking: set[int] = field(default_factory=set)
    """The pieces of evidence at which somebody looked here, which is on record."""

    provider_token: str = field(default="", repr=False)
    """By what the provider knows the log-in, where one said who this is: kept in no table, gone with this process."""

    def tell(self, words: Words) -> None:
        """Have it told on the next page."""
        self.told.append(words)

    def hear(self) -> list[Words]:
        """Return what is to be told, once."""
        told, self.told = self.told, []
        return told

    def carries(self, token: str) -> bool:
        """Tell whether a form carried this sitting's token."""
        return hmac.compare_digest(token.encode(), self.token.encode())


class Door:
    """The key that was printed, which works once, and the sittings that it let in."""

    def __init__(self, port: int) -> None:
        """Cut a key for the desk that listens on this port."""
        self.hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self.key = secrets.token_urlsafe(32)
        self.cookie = f"claimtrack_{port}"
        self._is_used = False
        self._sittings: dict[str, Sitting] = {}
        self._lock = threading.Lock()
        self.address = f"http://127.0.0.1:{port}{ENTER}?key={self.key}"

    def open(self, key: str) -> str | None:
        """Take the key, once; gives the name of a new sitting, or None for another key and for a used one."""
        with self._lock:
            if self._is_used or not hmac.compare_digest(key.encode(), self.key.encode()):
                return None
            self._is_used = True
            name = secrets.token_urlsafe(32)
            self._sittings[name] = Sitting()
            return name

    async def admit(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        """Let a request in, with its sitting; gives what it is answered instead where it may not come in."""
        scope["sitting"] = self.sitting(headers)
        return self._refusal(scope, headers)

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if host not in self.hosts:
            return PlainTextResponse("this desk is open at the address that claimtrack printed, and at no other", 421)
        path, method = scope["path"], scope["method"]
        if is_for_programs(path):
            return None
        if method not in SAFE and not is_own(headers, f"http://{host}"):
            return PlainTextResponse("only the desk's own pages may change anything", 403)
        if path == ENTER or path.startswith(STATIC):
            return None
        if scope["sitting"] is None:
            return PlainTextResponse(
                "open the link that claimtrack printed, in this browser; it works once. If it was used, stop "
                "`claimtrack serve` with Ctrl-C and start it again: it prints a new one.",
                403,
            )
        return None

    def sitting(self, headers: Mapping[str, str]) -> Sitting | None:
        """Return the sitting of who sends the cookie; None for a stranger."""
        return next((self._sittings[one] for one in cookies(headers, self.cookie) if one in self._sittings), None)


def cookies(headers: Mapping[str, str], name: str) -> list[str]:
    """Return the values of the cookies of that name, in the order in which they were sent."""
    # Read by hand: other servers on this machine set cookies that the standard library stops at, and may set one of
    # this very name.
    sent = (one.strip().partition("=") for one in headers.get("cookie", "").split(";"))
    return [value for called, _, value in sent if called == name]


def is_own(headers: Headers, origin: str) -> bool:
    """Tell whether what asks is a page of that origin."""
    return headers.get("origin") == origin and headers.get("sec-fetch-site") in {None, "same-origin"}


def is_for_programs(path: str) -> bool:
    """Tell whether an address is for programs: they show a token, and no cookie is looked at."""
    return path.startswith(API)


class AnyDoor(Protocol):
    """Who says whether a request may come in."""

    async def admit(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        """Let a request in, with its sitting; gives what it is answered instead where it may not come in."""


class Guarded:
    """The program behind the door: refuses what does not come from one of its own pages."""

    def __init__(self, app: ASGIApp, door: AnyDoor) -> None:
        """Stand before ``app``."""
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer, body = _Answer(send), _Body(receive)
        try:
            refusal = await self._door.admit(scope, Headers(scope=scope))
            await (refusal or self._app)(scope, body, answer)
        except _NotTaken as error:
            if answer.begun:
                raise
            await PlainTextResponse(error.words, error.status)(scope, receive, answer)


class _Answer:
    """Sends an answer with the headers that every answer has."""

    def __init__(self, send: Send) -> None:
        self._send, self.begun = send, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


class _NotTaken(Exception):
    """A body was longer than any that is taken, or came too slowly; never seen outside."""

    def __init__(self, words: str, status: int) -> None:
        super().__init__(words)
        self.words, self.status = words, status


class _Body:
    """Receives a body, and no more of it than is taken, whatever it says of its length; waits for no piece for ever."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._left, self._goes_on = receive, MOST_BYTES, True
        self._begun: float | None = None

    async def __call__(self) -> Message:
        if self._begun is None:
            # Not earlier: how long a busy desk took to let somebody in is no slowness of theirs.
            self._begun = time.monotonic()
        try:
            # What comes behind a body is that the browser went away, whenever it does.
            message = await asyncio.wait_for(self._receive(), self._patience() if self._goes_on else None)
        except TimeoutError as error:
            raise _NotTaken("what was sent came too slowly; nothing was changed", 408) from error
        if message["type"] == "http.request":
            self._goes_on = message.get("more_body", False)
            if self._goes_on and self._patience() <= 0:
                raise _NotTaken("what was sent came too slowly; nothing was changed", 408)
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise _NotTaken(f"more than {MOST_BYTES:,} bytes", 413)
        return message

    def _patience(self) -> float:
        """Return how many seconds more the next piece may take."""
        allowed = PATIENCE + (MOST_BYTES - self._left) / SLOWEST
        begun = self._begun if self._begun is not None else time.monotonic()
        return min(PATIENCE, allowed - (time.monotonic() - begun))
