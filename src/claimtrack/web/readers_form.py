"""Who may read an article, said on its page: only some, or everybody again."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from claimtrack.errors import ClaimtrackError, UsageError
from claimtrack.services.articles import readers
from claimtrack.services.desk import Desk
from claimtrack.vocabulary import Role
from claimtrack.web.forms import Form
from claimtrack.web.languages.catalogues import Own, gettext
from claimtrack.web.looking import article_page
from claimtrack.web.pages import desk_of, sitting_of, status_of

READERS = "readers"


def change(request: Request, form: Form) -> Response:
    """Say who may read an article, and show it again; what is refused is shown where it was asked for."""
    number = request.path_params["number"]
    try:
        told = _changed(desk_of(request), number, form)
    except ClaimtrackError as error:
        return article_page(request, number, form, refusal=(READERS, error.message), status=status_of(error))
    sitting_of(request).tell(told)
    return RedirectResponse(f"/articles/{number}", 303)


def _changed(desk: Desk, number: int, form: Form) -> Own:
    known = form.exact("known")
    if form.ticked("everybody"):
        desk.enact(readers.open_up, number, known=known)
        return gettext("everybody at this desk may read article %(number)s", number=number)
    people = [name.strip() for name in form.fields.get("to", []) if name.strip()] + [*form.lines("others")]
    desk.enact(readers.restrict, number, people, _roles(form), known=known)
    return gettext("article %(number)s is there for some alone now", number=number)


def _roles(form: Form) -> list[Role]:
    asked = form.fields.get("role", [])
    unknown = [one for one in asked if one not in set(Role)]
    if unknown:
        raise UsageError(f'"{unknown[0][:40]}" is not one of {", ".join(Role)}')
    return [Role(one) for one in asked]
