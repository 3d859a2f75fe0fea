"""What programs can have done: each is what the form of that name does on a page, and one transaction."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from claimtrack.remedies import Words
from claimtrack.services import shapes
from claimtrack.services.articles import repair
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.web.acting import change_claim, change_source
from claimtrack.web.adding import missed_claim, taken
from claimtrack.web.api.problems import message
from claimtrack.web.api.writing import answer
from claimtrack.web.forms import Form


def on_claim(action: str) -> Callable[[Desk, Request, Form], Response]:
    """Return what does this to a claim, and answers with what became of it and with the claim as it stands now."""

    def act(desk: Desk, request: Request, form: Form) -> Response:
        number = request.path_params["number"]
        told = change_claim(desk, number, action, form)
        shown = show(desk, number)
        return answer({"told": _told(told), "claim": shapes.claim(shown)}, version=shown.entry.version)

    return act


def on_source(action: str) -> Callable[[Desk, Request, Form], Response]:
    """Return what does this to a source."""

    def act(desk: Desk, request: Request, form: Form) -> Response:
        return answer({"told": _told(change_source(desk, request.path_params["name"], action, form))})

    return act


def add(desk: Desk, request: Request, form: Form) -> Response:
    """Put an article on record."""
    done = taken(desk, form)
    told: list[Words] = list(done.notices)
    if done.again:
        told.append(f"this is on record already, as article {done.article}; nothing was added")
    found = answer(
        {"told": _told(told), "article": done.article, "again": done.again, "claims": list(done.claims)},
        status=200 if done.again else 201,
    )
    found.headers["location"] = f"{request.scope['root_path']}/articles/{done.article}"
    return found


def missed(desk: Desk, request: Request, form: Form) -> Response:
    """Add a claim that was missed."""
    number = desk.enact(repair.add, request.path_params["number"], missed_claim(form))
    shown = show(desk, number)
    found = answer(
        {"told": _told([f"claim {number} is on record, added by hand"]), "claim": shapes.claim(shown)},
        version=shown.entry.version,
        status=201,
    )
    found.headers["location"] = f"{request.scope['root_path']}/claims/{number}"
    return found


def verified(desk: Desk, request: Request, form: Form) -> Response:
    """Check the whole record."""
    del request, form
    found = verify(desk)
    return answer({"intact": not found.problems, **{name: getattr(found, name) for name in _VERIFIED}})


_VERIFIED = ("events", "head", "files", "excerpts", "claims", "problems", "failing_evidence", "notes")


def _told(words: list[Words]) -> list[object]:
    return [message(one) for one in words]
