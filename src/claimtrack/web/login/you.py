"""The page of who is logged in: their passphrase, where else they are in, and the tokens that act for them."""

from collections.abc import Callable

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from claimtrack.errors import ClaimtrackError, UsageError
from claimtrack.remedies import Field, Words
from claimtrack.services.door import passphrases, sittings, tokens
from claimtrack.services.door.sittings import Here
from claimtrack.vocabulary import Scope
from claimtrack.web.forms import Form
from claimtrack.web.languages import formats
from claimtrack.web.languages.catalogues import gettext
from claimtrack.web.languages.names import named
from claimtrack.web.login.door import YOU, LoginDoor
from claimtrack.web.pages import desk_of, page, sitting_of, status_of

_MOST_DAYS = 3_650


def you(request: Request) -> Response:
    """Show it."""
    return _page(request, Form({}))


def change(door: LoginDoor) -> Callable[[Request, Form], Response]:
    """Return what each form of it does."""
    actions: dict[str, Callable[[Request, Form], Response]] = {
        "passphrase": lambda request, form: _passphrase(request, form, door),
        "end": _end,
        "token": _token,
        "revoke": _revoke,
    }

    def changed(request: Request, form: Form) -> Response:
        action = request.path_params["action"]
        here: Here = request.scope["here"]
        if action not in actions or (here.temporary and action != "passphrase"):
            raise HTTPException(404)
        try:
            return actions[action](request, form)
        except ClaimtrackError as error:
            return _page(request, form, refusal=(action, error.message), status=status_of(error))

    return changed


def _page(
    request: Request,
    form: Form,
    *,
    refusal: tuple[str, Words] | None = None,
    made: tuple[str, tokens.TokenLine] | None = None,
    status: int = 200,
) -> Response:
    desk, here = desk_of(request), request.scope["here"]
    may: dict[str, str] = {one.value: named(one) for one in Scope}
    return page(
        request,
        "you.html.jinja",
        status=status,
        here=here,
        form=form if refusal is not None and refusal[0] == "token" else Form({}),
        refusal=refusal,
        made=made,
        sittings=sittings.listing(desk, of=here.name),
        tokens=[one for one in tokens.listing(desk, of=here.name) if one.revoked is None],
        scopes=list(may.items()),
        may=lambda one: formats.listed(may.get(scope, scope) for scope in one.scopes),
        shortest=passphrases.SHORTEST,
        bookmarklet=Markup('<a class="bookmarklet" href="{}">{}</a>').format(
            _bookmarklet(request), gettext("Send to claimtrack")
        ),
    )


def _bookmarklet(request: Request) -> str:
    # The host was checked at the door; a page that is opened so is asked for, and nothing is changed by asking.
    add = f"{request.url.scheme}://{request.url.netloc}/add?address="
    return f"javascript:void(window.open('{add}'+encodeURIComponent(location.href)))"


def _passphrase(request: Request, form: Form, door: LoginDoor) -> Response:
    desk, address = desk_of(request), request.client.host if request.client is not None else ""
    before, words, again = form.exact("before"), form.exact("passphrase"), form.exact("again")
    if words != again:
        raise UsageError(gettext("the two are not the same; type the new passphrase twice"))
    if words == before:
        raise UsageError(gettext("that is the one that you have; take another"))
    # What opens the page does not open this: a browser that was left open is not its person.
    sittings.prove(desk, desk.reviewer, before, address=address)
    passphrases.change_own(desk, words)
    secret = sittings.open_for(desk, address=address, agent=request.headers.get("user-agent", ""))
    return door.with_cookie(RedirectResponse(YOU, 303), secret)


def _end(request: Request, form: Form) -> Response:
    desk, number = desk_of(request), form.number("sitting")
    if number is None:
        raise UsageError(gettext("say which sitting"))
    desk.enact(sittings.end, number)
    sitting_of(request).tell(gettext("sitting %(number)s has ended", number=number))
    return RedirectResponse(YOU, 303)


def _token(request: Request, form: Form) -> Response:
    desk, name, days = desk_of(request), form.words("name"), form.number("days")
    if name is None:
        raise UsageError(gettext("say what the token is for:") + " " + Field("name"))
    if days is not None and not 1 <= days <= _MOST_DAYS:
        raise UsageError(Field("days") + f" takes a number from 1 to {_MOST_DAYS:,}")
    scopes = [one for one in Scope if form.ticked(one.value)]
    # Shown once, in the answer itself: it is kept nowhere to be shown again.
    return _page(request, Form({}), made=tokens.make(desk, name, scopes, days=days))


def _revoke(request: Request, form: Form) -> Response:
    desk, number = desk_of(request), form.number("number")
    if number is None:
        raise UsageError(gettext("say which token"))
    desk.enact(tokens.revoke, number)
    sitting_of(request).tell(gettext("token %(number)s opens nothing any more", number=number))
    return RedirectResponse(YOU, 303)
