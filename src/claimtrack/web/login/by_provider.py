"""Log in by a provider of OpenID Connect: to it, and back."""

import logging
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from claimtrack.errors import ClaimtrackError
from claimtrack.reports.harmless import visible
from claimtrack.services.desk import Desk
from claimtrack.services.door import sittings
from claimtrack.services.door.accounts import NotKnown
from claimtrack.services.door.openid import LASTS, NotBegun, NotVouched, Provider, Unreachable
from claimtrack.web.door import cookies
from claimtrack.web.login.door import BACK, TO_PROVIDER, LoginDoor
from claimtrack.web.login.entrance import end, within
from claimtrack.web.login.lapsed import asking
from claimtrack.web.pages import status_of

_log = logging.getLogger(__name__)
_STATUS: tuple[tuple[type[ClaimtrackError], int], ...] = (
    (NotBegun, 400),
    (NotKnown, 403),
    (NotVouched, 403),
    (Unreachable, 502),
)


def routes(desk: Desk, door: LoginDoor, provider: Provider) -> list[Route]:
    """Return the addresses by which people go to the provider, and come back from it."""
    way = _Way(desk, door, provider)
    return [Route(TO_PROVIDER, way.to), Route(BACK, way.back)]


class _Way:
    def __init__(self, desk: Desk, door: LoginDoor, provider: Provider) -> None:
        self._desk, self._door, self._provider = desk, door, provider
        self._cookie = f"{door.cookie}-provider"

    async def to(self, request: Request) -> Response:
        next_ = within(request.query_params.get("next", ""))

        def begun() -> Response:
            address, kept = self._provider.begin(next_)
            return self._kept(RedirectResponse(address, 303), kept)

        return await run_in_threadpool(self._or_asked, request, begun, next_)

    async def back(self, request: Request) -> Response:
        answer = await run_in_threadpool(self._or_asked, request, lambda: self._entered(request), "/")
        return self._kept(answer, "")

    def _entered(self, request: Request) -> Response:
        found = cookies(request.headers, self._cookie)
        vouched = self._provider.finish(request.query_params, found[0] if found else "")
        secret = sittings.open_by_account(
            self._desk,
            self._provider.client.issuer,
            vouched.subject,
            address=request.client.host if request.client is not None else "",
            agent=request.headers.get("user-agent", ""),
        )
        end(request, self._desk)
        self._door.remember(secret, vouched.token)
        # The browser was sent here from elsewhere: what it asks next, it is to ask as from here.
        return self._door.with_cookie(RedirectResponse(within(vouched.next), 303), secret)

    def _or_asked(self, request: Request, answered: Callable[[], Response], next_: str) -> Response:
        try:
            return answered()
        except ClaimtrackError as error:
            status = next((status for kind, status in _STATUS if isinstance(error, kind)), status_of(error))
            address = request.client.host if request.client is not None else ""
            _log.warning("no log-in by the provider from %s: %s", address, visible(str(error))[:400])
            return asking(next_=next_, refusal=str(error), status=status, provider=self._door.provider_name)

    def _kept(self, answer: Response, kept: str) -> Response:
        # Lax: the provider sends the browser back by a link.
        secure = self._door.is_encrypted
        if kept:
            answer.set_cookie(self._cookie, kept, max_age=LASTS, path="/", secure=secure, httponly=True, samesite="lax")
        else:
            answer.delete_cookie(self._cookie, path="/", secure=secure, httponly=True, samesite="lax")
        return answer
