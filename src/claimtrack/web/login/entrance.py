"""Log in and out."""

import asyncio
import logging
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from claimtrack.errors import ClaimtrackError
from claimtrack.reports.harmless import visible
from claimtrack.services.desk import Desk
from claimtrack.services.door import sittings
from claimtrack.services.door.sittings import Here, NotLetIn
from claimtrack.services.door.waits import TooSoon
from claimtrack.web.forms import TOKEN
from claimtrack.web.login.door import LOGIN, LoginDoor
from claimtrack.web.login.lapsed import asking
from claimtrack.web.pages import sitting_of, status_of, templates

_log = logging.getLogger(__name__)
_LARGEST = 20_000
"""Bytes of a form to log in."""
_AT_ONCE = 2
"""How many passphrases are looked at at once: each takes 64 MiB."""


def routes(desk: Desk, door: LoginDoor) -> list[Route]:
    """Return the addresses by which people come in and go out."""
    entrance = _Entrance(desk, door)
    return [
        Route(LOGIN, entrance.shown),
        Route(LOGIN, entrance.log_in, methods=["POST"]),
        Route("/logout", entrance.log_out, methods=["POST"]),
    ]


class _Entrance:
    def __init__(self, desk: Desk, door: LoginDoor) -> None:
        self._desk, self._door = desk, door
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def shown(self, request: Request) -> Response:
        next_ = within(request.query_params.get("next", ""))
        return RedirectResponse(next_, 303) if "here" in request.scope else self._asking(next_=next_)

    def _asking(self, **shown: Any) -> Response:
        return asking(provider=self._door.provider_name, **shown)

    async def log_in(self, request: Request) -> Response:
        if int(request.headers.get("content-length") or _LARGEST + 1) > _LARGEST:
            return PlainTextResponse("a form to log in is shorter, and says how long it is", 413)
        async with request.form(max_files=0, max_fields=10, max_part_size=_LARGEST) as sent:
            name, words, next_ = (str(sent.get(one, "")) for one in ("name", "passphrase", "next"))
        async with self._turn:
            return await run_in_threadpool(self._answer, request, name, words, within(next_))

    def _answer(self, request: Request, name: str, words: str, next_: str) -> Response:
        address = request.client.host if request.client is not None else ""
        agent = request.headers.get("user-agent", "")
        try:
            secret = sittings.log_in(self._desk, name, words, address=address, agent=agent)
        except TooSoon as error:
            answer = self._asking(next_=next_, refusal=str(error), name=name, status=429)
            answer.headers["retry-after"] = str(error.seconds)
            return answer
        except NotLetIn as error:
            # For whoever reads the server's log, and for programs that shut addresses out.
            _log.warning("no log-in as %s from %s", visible(name)[:80], address)
            return self._asking(next_=next_, refusal=str(error), name=name, status=403)
        except ClaimtrackError as error:
            return self._asking(next_=next_, refusal=str(error), name=name, status=status_of(error))
        end(request, self._desk)
        return self._door.with_cookie(RedirectResponse(next_, 303), secret)

    async def log_out(self, request: Request) -> Response:
        if "here" not in request.scope:
            return RedirectResponse(LOGIN, 303)
        async with request.form(max_files=0, max_fields=5) as sent:
            token = str(sent.get(TOKEN, ""))
        if not sitting_of(request).carries(token):
            return PlainTextResponse("this page is from an earlier sitting", 403)
        here: Here = request.scope["here"]
        await run_in_threadpool(end, request, self._desk)
        answer = await run_in_threadpool(self._leaving, here, sitting_of(request).provider_token)
        return self._door.with_cookie(answer, "")

    def _leaving(self, here: Here, token: str) -> Response:
        """Lead who was let in by the provider to where that ends its log-in, too; here it has ended, come what may."""
        provider = self._door.provider
        if provider is None or not here.by_account:
            return RedirectResponse(LOGIN, 303)
        try:
            place = provider.leaving(token, self._door.origin + LOGIN)
        except ClaimtrackError as error:
            _log.warning("nobody was logged out at the provider: %s", visible(str(error))[:400])
            return RedirectResponse(LOGIN, 303)
        if place is None:
            return RedirectResponse(LOGIN, 303)
        words = templates().get_template("left.html.jinja").render(place=place, provider=self._door.provider_name)
        # A page and no redirect: a form of this desk may lead nowhere else, nor may what its answer leads to.
        return Response(words.encode(), media_type="text/html")


def end(request: Request, desk: Desk) -> None:
    """End the sitting that a request came with, if any."""
    here: Here | None = request.scope.get("here")
    if here is not None:
        replace(desk, reviewer=here.name).enact(sittings.end, here.sitting)


def within(address: str) -> str:
    """Return an address if it is one of this desk's own pages, else the first one: no log-in leads elsewhere."""
    parts = urlsplit(address.strip())
    is_own = address.startswith("/") and not parts.scheme and not parts.netloc
    is_plain = address.isprintable() and address.isascii() and "\\" not in address and not address.startswith("//")
    return address if is_own and is_plain and len(address) < 2_000 else "/"
