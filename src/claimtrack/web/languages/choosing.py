"""In which language somebody is answered: the one that they chose, or else the first that their browser asks for."""

from collections.abc import Iterator

from babel import negotiate_locale
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from claimtrack.web.door import LANGUAGE, cookies, is_for_programs
from claimtrack.web.languages.catalogues import ENGLISH, LANGUAGES, speaking
from claimtrack.web.login.entrance import within

CHOOSE = LANGUAGE
COOKIE = "claimtrack_language"
_YEAR = 365 * 24 * 3600
_MOST_ASKED = 20
_LARGEST = 10_000


class Spoken:
    """The program, answering each in their language; programs are answered in English."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or is_for_programs(scope["path"]):
            await self._app(scope, receive, send)
            return
        with speaking(asked_for(Headers(scope=scope))):
            await self._app(scope, receive, send)


def asked_for(headers: Headers) -> str:
    """Return the language of who sends these headers."""
    chosen = next((one for one in cookies(headers, COOKIE) if one in LANGUAGES), None)
    if chosen is not None:
        return chosen
    wanted = list(_wanted(headers.get("accept-language", "")))
    return negotiate_locale(wanted, LANGUAGES, sep="-", aliases={}) or ENGLISH


def _wanted(header: str) -> Iterator[str]:
    """Yield the languages that a browser takes, the best first."""
    weighed = []
    for one in header.split(",")[:_MOST_ASKED]:
        name, _, quality = one.partition(";")
        try:
            weight = float(quality.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        if name.strip() and weight > 0:
            weighed.append((-weight, name.strip()))
    yield from (name for _, name in sorted(weighed, key=lambda pair: pair[0]))


async def choose(request: Request) -> Response:
    """Keep the language that somebody chose in their browser, and show the page again that they were on.

    It carries no token, for before the log-in there is none: the door takes it from the desk's own pages alone.
    """
    if int(request.headers.get("content-length") or _LARGEST + 1) > _LARGEST:
        return Response("a form to choose a language is shorter, and says how long it is", 413, media_type="text/plain")
    async with request.form(max_files=0, max_fields=5, max_part_size=_LARGEST) as sent:
        code, next_ = str(sent.get("language", "")), str(sent.get("then", ""))
    if code not in LANGUAGES:
        return Response("there is no catalogue of this language", 422, media_type="text/plain")
    answer = RedirectResponse(within(next_), 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, code, max_age=_YEAR, path="/", httponly=True, secure=secure, samesite="lax")
    return answer
