"""The desk as a program for a web server: its addresses, and what they lead to."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from claimtrack.errors import ClaimtrackError, UsageError
from claimtrack.services import watching
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.damaged import damaged
from claimtrack.web import acting, adding, finding, looking, readers_form, ruling
from claimtrack.web.api.application import PLACE, api
from claimtrack.web.assets import assets
from claimtrack.web.door import ENTER, STATIC, Door, Guarded
from claimtrack.web.forms import Form, posted, without_nul
from claimtrack.web.languages.catalogues import gettext
from claimtrack.web.languages.choosing import CHOOSE, Spoken, choose
from claimtrack.web.live import LIVE, Room, live
from claimtrack.web.login import entrance, you
from claimtrack.web.login.door import LoginDoor
from claimtrack.web.pages import desk_of, one_state, page, refused, sitting_of

_LARGEST_NUMBER = 10**15
_Shows = Callable[[Request], Response]
_Takes = Callable[[Request, Form], Response]


def application(desk: Desk, door: Door | LoginDoor) -> Starlette:
    """Make the program that shows this desk to whoever comes through this door."""
    app = Starlette(
        routes=[
            *_entrance(desk, door),
            Route("/", _live(looking.inbox)),
            Route("/next", _shown(looking.next_waiting)),
            Route("/add", _shown(adding.form_shown)),
            Route("/add", _taken(adding.add), methods=["POST"]),
            Route("/articles", _shown(looking.articles)),
            Route("/articles/{number:int}", _live(looking.article)),
            Route("/articles/{number:int}/claims", _taken(adding.missed), methods=["POST"]),
            Route("/articles/{number:int}/readers", _taken(readers_form.change), methods=["POST"]),
            Route("/claims/{number:int}", _live(looking.claim)),
            Route("/claims/{number:int}/find", _taken(finding.find), methods=["POST"]),
            Route("/claims/{number:int}/{action}", _taken(_on_claim), methods=["POST"]),
            Route("/evidence/{number:int}", _shown(looking.piece)),
            Route("/evidence/{number:int}/look", _taken(looking.piece_looked_at), methods=["POST"]),
            Route("/evidence/{number:int}/file", _taken(looking.piece_file), methods=["POST"]),
            Route("/sources", _shown(looking.source_list)),
            Route("/sources/{name:path}/{action}", _taken(_on_source), methods=["POST"]),
            Route("/sources/{name:path}", _shown(looking.source)),
            Route("/replies", _shown(looking.reply_page)),
            Route("/proposals", _shown(looking.proposals)),
            Route("/log", _shown(looking.events)),
            Route("/verify", _shown(_log_again)),
            Route("/verify", _taken(looking.verified), methods=["POST"]),
            Route("/words", _shown(looking.words)),
            Route(CHOOSE, choose, methods=["POST"]),
            Route("/people", _shown(ruling.people)),
            Route("/people", _taken(ruling.give_role), methods=["POST"]),
            Route("/policy", _shown(ruling.policy)),
            Route("/policy", _taken(ruling.set_policy), methods=["POST"]),
            Route("/report", _shown(looking.report)),
            Mount(PLACE, api(desk)),
            Route(LIVE, live),
            Mount(STATIC.rstrip("/"), assets()),
        ],
        middleware=[Middleware(Spoken), Middleware(Guarded, door=door)],
        exception_handlers={HTTPException: _not_found},
    )
    app.state.desk = desk
    app.state.room = Room(desk)
    return app


def _entrance(desk: Desk, door: Door | LoginDoor) -> list[Route]:
    if isinstance(door, Door):
        return [Route(ENTER, _entered(door))]
    return [
        *entrance.routes(desk, door),
        *_by_provider(desk, door),
        Route("/you", _shown(you.you)),
        Route("/you/{action}", _taken(you.change(door)), methods=["POST"]),
    ]


def _by_provider(desk: Desk, door: LoginDoor) -> list[Route]:
    if door.provider is None:
        return []
    from claimtrack.web.login import by_provider  # it takes the extra ``openid``

    return by_provider.routes(desk, door, door.provider)


def _entered(door: Door) -> _Shows:
    def enter(request: Request) -> Response:
        name = door.open(request.query_params.get("key", ""))
        if name is None:
            raise HTTPException(403, "this link was used before, or is another desk's; start `claimtrack serve` again")
        answer = RedirectResponse("/", 303)
        answer.set_cookie(door.cookie, name, httponly=True, samesite="strict", path="/")
        return answer

    return enter


def _log_again(request: Request) -> Response:
    """Lead back to the log who comes to a check's page by its address: a check is asked for by a form."""
    del request
    return RedirectResponse("/log", 303)


def _shown(show: _Shows) -> Callable[[Request], Awaitable[Response]]:
    """Run a page in a thread of its own: the services wait for the database."""

    def at_once(request: Request) -> Response:
        with one_state(request):
            return show(request)

    async def answered(request: Request) -> Response:
        return await run_in_threadpool(_or_refused, request, lambda: _checked(request, at_once))

    return answered


def _live(show: _Shows) -> Callable[[Request], Awaitable[Response]]:
    """Show a page that is told what becomes of it from here on: what is known is noted before anything is read."""

    def noted(request: Request) -> Response:
        request.scope["known"] = watching.newest(desk_of(request))
        return show(request)

    return _shown(noted)


def _taken(take: _Takes) -> Callable[[Request], Awaitable[Response]]:
    """Read the form first, and then do the same."""

    async def answered(request: Request) -> Response:
        try:
            form = await posted(request, sitting_of(request))
        except ClaimtrackError as error:
            problem = error
            return await run_in_threadpool(refused, request, problem)
        return await run_in_threadpool(_or_refused, request, lambda: _checked(request, lambda one: take(one, form)))

    return answered


def _checked(request: Request, show: _Shows) -> Response:
    if request.path_params.get("number", 0) > _LARGEST_NUMBER:
        raise UsageError("nothing on record has a number like that")
    without_nul({"name": [request.path_params.get("name", "")]})
    return show(request)


def _or_refused(request: Request, show: Callable[[], Response]) -> Response:
    try:
        return show()
    except ClaimtrackError as error:
        return refused(request, error)
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError):
        trouble = damaged(desk_of(request))
        if trouble is None:
            raise  # a mistake of ours
        return refused(request, trouble)


def _on_claim(request: Request, form: Form) -> Response:
    action = request.path_params["action"]
    if action not in acting.ON_CLAIM:
        raise HTTPException(404)
    return acting.on_claim(request, request.path_params["number"], action, form)


def _on_source(request: Request, form: Form) -> Response:
    action = request.path_params["action"]
    if action not in acting.ON_SOURCE:
        raise HTTPException(404)
    return acting.on_source(request, request.path_params["name"], action, form)


def _not_found(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for nothing else
    words = gettext("there is no such page") if error.status_code == 404 else error.detail
    if request.scope.get("sitting") is None:
        return Response(words, error.status_code, media_type="text/plain")
    return page(request, "refused.html.jinja", status=error.status_code, error=words)
