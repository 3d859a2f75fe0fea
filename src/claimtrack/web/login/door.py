"""Who may come in to a desk on a server: whoever logged in, from its own pages, at its own address.

The cookie opens a sitting that the database knows by a digest. It is ``Secure`` and bound to this host wherever the
desk is reached by https, and new at each log-in: one that somebody slipped a browser before opens nothing.
"""

import hmac
from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from claimtrack.errors import ClaimtrackError, UsageError
from claimtrack.remedies import Field
from claimtrack.services.desk import Desk, as_person
from claimtrack.services.door import sittings
from claimtrack.services.door.sittings import Gone, Here
from claimtrack.web.door import LANGUAGE, SAFE, STATIC, Sitting, cookies, is_for_programs, is_own
from claimtrack.web.login.lapsed import lapsed
from claimtrack.web.pages import status_of

if TYPE_CHECKING:
    from claimtrack.services.door.openid import Provider

LOGIN = "/login"
TO_PROVIDER = "/login/provider"
BACK = "/login/back"
YOU = "/you"
_MOST_SITTINGS = 10_000
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


def origin_of(address: str) -> str:
    """Return the origin of the address by which people reach a desk.

    Raises UsageError for none, and for one by which passphrases would go over a network for all to read.
    """
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        parts, port = urlsplit(""), ""
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    beside = (parts.path.strip("/"), parts.query, parts.fragment, parts.username, parts.password)
    if parts.scheme not in {"http", "https"} or not host or any(beside):
        raise UsageError(
            Field("origin") + f' takes how people reach the desk, such as https://desk.example, and not "{address}"'
        )
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise UsageError(
            f"passphrases would go to {address} for all on the way to read; put a proxy in front that speaks https, "
            "and give its address with " + Field("origin")
        )
    usual = {"http": ":80", "https": ":443"}[parts.scheme]
    return f"{parts.scheme}://{host}{'' if port == usual else port}"


class LoginDoor:
    """A door that is opened by logging in."""

    def __init__(self, desk: Desk, origin: str, provider: "Provider | None" = None) -> None:
        """Stand before a desk that people reach at ``origin``; ``provider`` says of some of them who they are."""
        self.origin = origin
        self.provider = provider
        self.provider_name = urlsplit(provider.client.issuer).netloc if provider is not None else ""
        self.host = urlsplit(origin).netloc
        self.is_encrypted = origin.startswith("https:")
        # Bound to this host, and sent to no port but over TLS: the browser itself sees to both.
        self.cookie = "__Host-claimtrack" if self.is_encrypted else f"claimtrack_{urlsplit(origin).port or 80}"
        self._desk = desk
        self._sittings: OrderedDict[int, Sitting] = OrderedDict()
        self._lock = Lock()

    async def admit(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        """Let a request in as the person who logged in; gives what it is answered instead where it may not come in."""
        if headers.get("host", "") != self.host:
            return PlainTextResponse("this desk is at another address", 421)
        path, method = scope["path"], scope["method"]
        if is_for_programs(path) or path.startswith(STATIC):
            return None
        if method not in SAFE and not is_own(headers, self.origin):
            return PlainTextResponse("only the desk's own pages may change anything", 403)
        try:
            found, secret = await self._found(headers)
        except ClaimtrackError as error:
            return PlainTextResponse(str(error), status_of(error))
        if isinstance(found, Here):
            scope["here"] = found
            scope["desk"] = as_person(self._desk, found.name)
            scope["sitting"] = self._sitting(found.sitting, secret)
            if found.temporary and not path.startswith((YOU, LOGIN, LANGUAGE, "/logout")):
                return RedirectResponse(YOU, 303)
            return None
        if path in {LOGIN, LANGUAGE} or (self.provider is not None and path in {TO_PROVIDER, BACK}):
            return None
        if method not in SAFE:
            return self._sent_late if isinstance(found, Gone) else PlainTextResponse("log in first", 401)
        return RedirectResponse(f"{LOGIN}?next={quote(_asked(scope), safe='')}", 303)

    async def _found(self, headers: Headers) -> tuple[Here | Gone | None, str]:
        gone: Gone | None = None
        # More than one may be sent; a stale one hides none that is good.
        for secret in cookies(headers, self.cookie)[:5]:
            found = await run_in_threadpool(sittings.look, self._desk, secret)
            if isinstance(found, Here):
                return found, secret
            gone = gone or found
        return gone, ""

    def _sitting(self, number: int, secret: str) -> Sitting:
        # What is told and taken back is this process's; the token is worked out of what only the browser knows, so that
        # a form on an open page outlives a server that is started anew.
        with self._lock:
            found = self._sittings.get(number)
            if found is None:
                token = hmac.new(secret.encode(), b"the token of its forms", sha256).hexdigest()
                found = self._sittings[number] = Sitting(token)
                while len(self._sittings) > _MOST_SITTINGS:
                    self._sittings.popitem(last=False)
            self._sittings.move_to_end(number)
            return found

    def remember(self, secret: str, token: str) -> None:
        """Note by what the provider knows a log-in, to end it there as well."""
        found = sittings.look(self._desk, secret)
        if isinstance(found, Here):
            self._sitting(found.sitting, secret).provider_token = token

    async def _sent_late(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what was sent by a sitting that has ended: to log in, with what was typed."""
        answer = await lapsed(Request(scope, receive), provider=self.provider_name)
        await answer(scope, receive, send)

    def with_cookie(self, answer: Response, secret: str) -> Response:
        """Have an answer carry the cookie of a new sitting; of none with no secret."""
        # Lax: whoever follows a link from a mail is still in. Nothing is changed by following a link.
        options = {"path": "/", "secure": self.is_encrypted, "httponly": True, "samesite": "lax"}
        if secret:
            answer.set_cookie(self.cookie, secret, **options)  # type: ignore[arg-type] # each is what it takes
        else:
            answer.delete_cookie(self.cookie, **options)  # type: ignore[arg-type] # each is what it takes
        return answer


def _asked(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return f"{quote(scope['path'])}{'?' if query else ''}{query}"
