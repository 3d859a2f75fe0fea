"""What programs can read: the same services as the command line asks, in the same shapes."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from claimtrack.reports import json as report_json
from claimtrack.services import evidence_shapes, shapes
from claimtrack.services.articles import details
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import pieces
from claimtrack.services.integrity import log
from claimtrack.services.marks import reply_list
from claimtrack.services.paging import Page, Window
from claimtrack.services.reports.gather import gather, show
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.services.sources import page as source_page
from claimtrack.services.sources import sources as source_list
from claimtrack.services.verdicts import four_eyes
from claimtrack.services.verdicts import gate as gates
from claimtrack.vocabulary import Order, Status
from claimtrack.web.api.problems import Refused, message
from claimtrack.web.api.writing import answer
from claimtrack.web.forms import Form

T = TypeVar("T")
USUALLY = 100
MOST = 500
_FURTHEST = 10**12


def me(desk: Desk, request: Request, _: Form) -> Response:
    """Say whom the token acts for."""
    bearer = request.scope["bearer"]
    return answer(
        {"name": desk.reviewer, "role": bearer.role, "scopes": sorted(bearer.scopes), "token": bearer.token},
        asked=request.headers,
    )


def articles(desk: Desk, request: Request, form: Form) -> Response:
    """List the articles."""
    window = _window(form)
    return _page(request, window, details.listing(desk, window), shapes.article)


def article(desk: Desk, request: Request, _: Form) -> Response:
    """Show an article with its claims."""
    found = json.loads(report_json.render(gather(desk, _number(request))))
    return answer(found, asked=request.headers)


def claims(desk: Desk, request: Request, form: Form) -> Response:
    """List claims."""
    status = form.one_of("status", Status)
    filters = Filters(
        statuses=(status,) if status is not None else (),
        article=form.number("article"),
        search=form.words("search"),
        by_source=form.words("source"),
        uncertain=form.ticked("uncertain"),
        mine=form.ticked("mine"),
    )
    return _claims(desk, request, form, filters, form.one_of("sort", Order) or Order.NUMBER)


def queue(desk: Desk, request: Request, form: Form) -> Response:
    """List what waits."""
    return _claims(desk, request, form, replace(Filters(), unverified=True), Order.QUEUE)


def _claims(desk: Desk, request: Request, form: Form, filters: Filters, order: Order) -> Response:
    window = _window(form)
    found = list_claims(desk, filters, order=order, limit=window.limit, page=window.page)
    return _page(request, window, Page(found.lines, found.total, found.offset), shapes.listed_claim)


def claim(desk: Desk, request: Request, _: Form) -> Response:
    """Show a claim."""
    shown = show(desk, _number(request))
    return answer(shapes.claim(shown), asked=request.headers, version=shown.entry.version)


def claim_events(desk: Desk, request: Request, form: Form) -> Response:
    """List the events of a claim."""
    return _events(desk, request, form, log.Asked(claims=[_number(request)]))


def events(desk: Desk, request: Request, form: Form) -> Response:
    """List events that follow one."""
    return _events(desk, request, form, log.Asked(action=form.words("action"), after=form.number("after") or 0))


def _events(desk: Desk, request: Request, form: Form, asked: log.Asked) -> Response:
    # By the number of the last one that was given: the log only grows, so that nothing is left out or given twice.
    limit, place = _limit(form), _place(form, "after")
    asked = replace(asked, after=max(asked.after, place))
    found = list(islice(log.stream(desk, asked), limit + 1))
    rows = [shapes.event(one) for one in found[:limit]]
    following = _cursor(after=rows[-1]["event"]) if len(found) > limit else None
    return answer({"items": rows, "next": following}, asked=request.headers)


def evidence(desk: Desk, request: Request, form: Form) -> Response:
    """List the pieces of evidence."""
    window = _window(form)
    return _page(request, window, pieces.listing(desk, window), shapes.evidence)


def piece(desk: Desk, request: Request, _: Form) -> Response:
    """Show a piece of evidence."""
    return answer(evidence_shapes.whole(desk, _number(request)), asked=request.headers)


def sources(desk: Desk, request: Request, form: Form) -> Response:
    """List the sources."""
    window = _window(form)
    return _page(request, window, source_list.listing(desk, window), shapes.source)


def source(desk: Desk, request: Request, _: Form) -> Response:
    """Show a source."""
    return answer(shapes.source_page(source_page.shown(desk, request.path_params["name"])), asked=request.headers)


def replies(desk: Desk, request: Request, form: Form) -> Response:
    """List who was asked."""
    window = _window(form)
    return _page(request, window, reply_list.listing(desk, window).rows, shapes.reply)


def proposals(desk: Desk, request: Request, form: Form) -> Response:
    """List what waits for a second person."""
    window = _window(form)
    return _page(request, window, four_eyes.waiting(desk, window), shapes.proposal)


def gate(desk: Desk, request: Request, form: Form) -> Response:
    """Hold an article against what is usually asked."""
    found = gates.hold(desk, form.number("article"))
    return answer(shapes.gate(found, lambda remedy: message("" + remedy)), asked=request.headers)


def _number(request: Request) -> int:
    number: int = request.path_params["number"]
    return number


def _page(request: Request, window: Window, found: Page[T], shape: Any) -> Response:
    more = window.offset + len(found) < found.total
    following = _cursor(page=window.page + 1, limit=window.limit) if more and found else None
    return answer(
        {"items": [shape(one) for one in found], "total": found.total, "next": following}, asked=request.headers
    )


def _window(form: Form) -> Window:
    told = _told(form)
    limit = _limit(form)
    if told is None:
        return Window(limit, 1)
    # A page is one of so many lines each: the cursor knows how many, whatever is asked with it.
    return Window(_held(told, "limit", MOST), _held(told, "page", _FURTHEST))


def _limit(form: Form) -> int:
    number = form.number("limit")
    if number is None:
        return USUALLY
    if not 1 <= number <= MOST:
        raise Refused(422, "field", "A field cannot be taken", f"limit is a number from 1 to {MOST}")
    return number


def _place(form: Form, name: str) -> int:
    told = _told(form)
    return _held(told, name, _FURTHEST) if told is not None else 0


def _cursor(**where: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(where).encode()).decode().rstrip("=")


def _told(form: Form) -> Mapping[str, Any] | None:
    cursor = form.words("cursor")
    if cursor is None:
        return None
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        found = json.loads(base64.b64decode(padded, b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise _no_cursor() from error
    if not isinstance(found, dict):
        raise _no_cursor()
    return found


def _held(told: Mapping[str, Any], name: str, most: int) -> int:
    value = told.get(name)
    if type(value) is not int or not 1 <= value <= most:
        raise _no_cursor()
    return value


def _no_cursor() -> Refused:
    return Refused(422, "cursor", "No such cursor", "a cursor is what `next` of the page before says, and nothing else")
