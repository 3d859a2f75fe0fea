"""Pages that show: the inbox, articles with their claims, evidence, sources, proposals, the log and reports."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from claimtrack.errors import ForbiddenMove, not_there
from claimtrack.remedies import Step, Words
from claimtrack.reports import card, html
from claimtrack.reports.marking import paragraphs
from claimtrack.reports.model import ClaimEntry
from claimtrack.reports.wording.signs import Sign
from claimtrack.services import reviewers
from claimtrack.services.articles import details, nearby, readers
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import elsewhere, looking_at, pieces, taking_out
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import reply_list, tag_listing
from claimtrack.services.marks.scale import ratings_for
from claimtrack.services.paging import Window
from claimtrack.services.reports.gather import gather, show
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.services.reports.parts import Part, part_around, part_of
from claimtrack.services.sources import page as source_page
from claimtrack.services.sources import relations, sources
from claimtrack.services.verdicts import blind, four_eyes, queue
from claimtrack.vocabulary import Order, Role, Status
from claimtrack.web import drawing, relations_picture
from claimtrack.web.forms import Form, without_nul
from claimtrack.web.languages.catalogues import gettext
from claimtrack.web.pages import HAND, desk_of, page, sitting_of, status_of

if TYPE_CHECKING:
    from claimtrack.services.evidence.proposing import Candidates

Refusal = tuple[str, Words]
"""Which form was refused, and why."""
ON_A_PAGE = 50
_MOST_TITLES = 200
"""Articles that the inbox offers to choose from, the newest first."""
_MOST_NEAR = 8
"""Speakers that a claim's page offers by a digit: 1 to 8; 9 is the outlet itself."""
_MOST_TICKED = 100
"""People that an article's page offers to tick; others are named."""
_MOST_NAMES = 500
"""Names of sources that a field offers while one types."""
_INBOX = (Order.QUEUE, Order.NUMBER, Order.CONFIDENCE, Order.WEAKEST)


def asked(request: Request) -> Form:
    """Return what an address asks for, as a form."""
    fields: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        fields.setdefault(name, []).append(value)
    return Form(without_nul(fields))


def inbox(request: Request) -> Response:
    """Show the claims that wait, or those that the filters let through."""
    desk, form = desk_of(request), asked(request)
    status = form.one_of("status", Status)
    waiting = form.words("show") != "all" and status is None
    order = form.one_of("sort", Order) or (Order.QUEUE if waiting else Order.NUMBER)
    number = form.page()
    filters = Filters(
        unverified=waiting,
        statuses=(status,) if status is not None else (),
        article=form.number("article"),
        search=form.words("search"),
        by_source=form.words("source"),
        caveated=True if form.ticked("doubted") else None,
        uncertain=form.ticked("uncertain"),
        mine=form.ticked("mine"),
    )
    found = list_claims(desk, filters, order=order, limit=ON_A_PAGE, page=number)
    chosen = {name: form.words(name) for name in ("show", "status", "sort", "article", "search", "source")}
    chosen |= {name: "on" if form.ticked(name) else None for name in ("doubted", "uncertain", "mine")}
    return page(
        request,
        "inbox.html.jinja",
        found=found,
        chosen=chosen,
        number=number,
        last=max(1, -(-found.total // ON_A_PAGE)),
        orders=_INBOX,
        statuses=tuple(Status),
        order=order,
        articles=details.titles(desk, most=_MOST_TITLES, besides=filters.article),
    )


def articles(request: Request) -> Response:
    """List the articles on record."""
    number = asked(request).page()
    found = details.listing(desk_of(request), Window(ON_A_PAGE, number))
    return page(request, "articles.html.jinja", found=found, number=number)


def article(request: Request) -> Response:
    """Show an article with its claims marked, and a line on each beside it."""
    return article_page(request, request.path_params["number"], asked(request))


def article_page(
    request: Request, number: int, form: Form, *, refusal: Refusal | None = None, status: int = 200
) -> Response:
    """Show an article; ``form`` and ``refusal`` as on a claim's page, of the claim that is missing."""
    desk = desk_of(request)
    part = part_of(desk, number, asked(request).number("part") or 1)
    lines = list_claims(desk, Filters(numbers=tuple(one.number for one in part.claims)))
    place = {one.number: place for place, one in enumerate(part.claims)}
    return page(
        request,
        "article.html.jinja",
        status=status,
        **_text_of(part),
        article=part,
        lines=sorted(lines.lines, key=lambda line: place[line.claim.number]),
        form=form,
        doing=refusal[0] if refusal is not None else form.words("do"),
        refusal=refusal,
        names=_names(desk),
        readers=(for_whom := readers.of_article(desk, number)),
        people=_people_to_choose(desk, for_whom),
        roles=tuple(Role),
    )


def _people_to_choose(desk: Desk, for_whom: readers.Limited) -> list[str]:
    """Return whom a form offers to tick: everybody up to so many, and whoever is ticked already."""
    found = [one.name for one in reviewers.listing(desk, Window(_MOST_TICKED, 1))]
    return found + [name for name in for_whom.people if name not in set(found)]


def _names(desk: Desk) -> list[str]:
    return nearby.names_starting(desk, "", most=_MOST_NAMES)


def claim(request: Request) -> Response:
    """Show a claim beside its article, with everything that can be done on it."""
    return claim_page(request, request.path_params["number"], asked(request))


def claim_page(
    request: Request,
    number: int,
    form: Form,
    *,
    refusal: Refusal | None = None,
    found: "Candidates | None" = None,
    status: int = 200,
) -> Response:
    """Show a claim; ``form`` is what its fields hold, ``refusal`` what was refused, ``found`` what bears on it."""
    desk = desk_of(request)
    shown = show(desk, number)
    part = part_around(desk, number)
    return page(
        request,
        "claim.html.jinja",
        status=status,
        **_text_of(part, number),
        before=part.before,
        after=part.behind,
        entry=shown.entry,
        shown=shown,
        article=part,
        facts=card_facts(shown.entry),
        lists=card_lists(shown.entry),
        doing=(doing := _doing(form, refusal, found)),
        found=found,
        typed=_typed(form, doing),
        refusal=refusal,
        undoes=_undoes(request, number),
        blind=blind.standing(desk, number),
        names=_names(desk),
        near=nearby.speakers(desk, number)[:_MOST_NEAR],
        spans=" ".join(f"{start}-{end}" for start, end in part.spans),
        people=[one.name for one in reviewers.listing(desk, Window(_MOST_NAMES, 1))],
        tags=[one.name for one in tag_listing.listing(desk, Window(_MOST_NAMES, 1))],
        ratings=ratings_for(desk, shown.entry.status),
        answers=[piece for piece in shown.entry.evidence if piece.withdrawn_at is None],
    )


def _doing(form: Form, refusal: Refusal | None, found: "Candidates | None") -> str | None:
    """Return which of a claim's forms is open."""
    if refusal is not None:
        return refusal[0]
    return "evidence" if found is not None else form.words("do")


def next_waiting(request: Request) -> Response:
    """Lead to the claim that waits most urgently; back to the inbox where nothing does."""
    # Asked when somebody goes there, and not on each claim's page: it looks at all that wait.
    from_here = asked(request).number("from")
    found = queue.within_reach(desk_of(request)).first(without={from_here} if from_here is not None else ())
    if found is None:
        sitting_of(request).tell(gettext("nothing else waits for a person"))
    return RedirectResponse("/" if found is None else f"/claims/{found}", 303)


def card_facts(entry: ClaimEntry) -> list[tuple[card.Fact, object]]:
    """Return what is told of a claim with a label."""
    return list(card.facts(entry, HAND))


def card_lists(entry: ClaimEntry) -> Mapping[card.Section, object]:
    """Return the lists on a claim's card, by their titles."""
    found = card.lists(entry, HAND)
    found.pop(card.Section.EVIDENCE, None)
    found.pop(card.Section.KEPT, None)
    return found


def _text_of(part: Part, chosen: int | None = None) -> dict[str, Any]:
    found = paragraphs(part)
    return {
        "prose": drawing.prose(found, chosen, start=part.start, claim=gettext("claim")),
        "elsewhere": part.elsewhere,
        "counts": part.counts,
    }


def words(request: Request) -> Response:
    """Show the words for how a claim stands, with the English ones that reports have."""
    return page(request, "words.html.jinja", signs=tuple(Sign))


def piece(request: Request) -> Response:
    """Show one piece of evidence: whose it is, what it bears on."""
    return _piece(request)


def _piece(
    request: Request, *, refusal: Refusal | None = None, status: int = 200, seen: looking_at.Look | None = None
) -> Response:
    found = pieces.shown(desk_of(request), request.path_params["number"])
    picture = None
    if seen is not None and seen.picture is not None:
        picture = _data_address(*seen.picture)
    elif seen is not None and seen.page is not None:
        picture = _data_address("image/jpeg", seen.page.jpeg)
    checks = elsewhere.sentences(elsewhere.elsewhere_told(desk_of(request), found))
    return page(
        request,
        "piece.html.jinja",
        status=status,
        piece=found,
        refusal=refusal,
        seen=seen,
        picture=picture,
        checks=checks,
    )


def _data_address(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"


def piece_file(request: Request, form: Form) -> Response:
    """Hand out the bytes of a piece, checked, as a file to keep and never as a page to run; that is on record then."""
    number = request.path_params["number"]
    try:
        data, unlogged = taking_out.hand_out(desk_of(request), number, reason=form.words("reason"))
    except ForbiddenMove as error:
        return _piece(request, refusal=("file", error.message), status=status_of(error))
    if unlogged is not None:
        sitting_of(request).tell(f"that evidence {number} was copied out is on no record: {unlogged}")
    return Response(
        data,
        media_type="application/octet-stream",
        headers={
            "content-disposition": f'attachment; filename="evidence-{number}"',
            "content-security-policy": "sandbox; default-src 'none'",
        },
    )


def piece_looked_at(request: Request, form: Form) -> Response:
    """Show a piece here: its picture, grey and unsharp until somebody wants it otherwise, or passages in context.

    That is on record once; whoever then turns its pages in the same sitting goes on looking.
    """
    desk, number, sitting = desk_of(request), request.path_params["number"], sitting_of(request)
    wanted = form.number("sheet")
    if wanted is not None and number in sitting.looking:
        return _piece(request, seen=looking_at.turn_to(desk, number, wanted))
    try:
        seen = looking_at.look_at(desk, number, reason=form.words("reason"))
    except ForbiddenMove as error:
        return _piece(request, refusal=("file", error.message), status=status_of(error))
    if seen.unlogged is not None:
        sitting.tell(f"that you looked is on no record: {seen.unlogged}")
    sitting.looking.add(number)
    return _piece(request, seen=seen)


def source_list(request: Request) -> Response:
    """List the sources, and what the machine proposes of them."""
    desk, number = desk_of(request), asked(request).page()
    return page(
        request,
        "sources.html.jinja",
        found=sources.listing(desk, Window(ON_A_PAGE, number)),
        waiting=relations.waiting(desk, Window(ON_A_PAGE, 1)),
        number=number,
    )


def source(request: Request) -> Response:
    """Show one source, with what it says and whom it belongs to."""
    return source_shown(request, request.path_params["name"], Form({}))


def source_shown(
    request: Request, name: str, form: Form, *, refusal: Refusal | None = None, status: int = 200
) -> Response:
    """Show a source; ``form`` and ``refusal`` as on a claim's page."""
    desk = desk_of(request)
    found = source_page.shown(desk, name)
    said = list_claims(desk, replace(Filters(), by_source=str(found.line.number)), limit=ON_A_PAGE)
    return page(
        request,
        "source.html.jinja",
        status=status,
        source=found,
        picture=relations_picture.picture(found.line.number, found.line.name, found.relations),
        said=said,
        typed=_typed(form, refusal[0] if refusal is not None else None),
        refusal=refusal,
        names=_names(desk),
    )


def _undoes(request: Request, number: int) -> bool:
    was = sitting_of(request).before
    return was is not None and was.claim == number


def _typed(form: Form, doing: str | None) -> Callable[[str], Form]:
    """Return what the fields of each form of a page hold: what was typed into one stands in that one alone."""
    return lambda action: form if action == doing else Form({})


def proposals(request: Request) -> Response:
    """List the verdicts that wait for a second person."""
    desk, number = desk_of(request), asked(request).page()
    return page(
        request,
        "proposals.html.jinja",
        number=number,
        found=four_eyes.waiting(desk, Window(ON_A_PAGE, number)),
        agreement=blind.agreed(desk),
    )


def reply_page(request: Request) -> Response:
    """List who was asked for a reply, until when, and where that stands."""
    number = asked(request).page()
    found = reply_list.listing(desk_of(request), Window(ON_A_PAGE, number))
    return page(
        request,
        "replies.html.jinja",
        found=found.rows,
        due=found.due,
        number=number,
        last=max(1, -(-found.rows.total // ON_A_PAGE)),
    )


def events(request: Request) -> Response:
    """Show the newest events."""
    desk, number = desk_of(request), asked(request).page()
    skipped = (number - 1) * ON_A_PAGE
    lines = list(log.stream(desk, log.Asked(newest=ON_A_PAGE, besides=skipped)))
    total = log.count(desk, log.Asked())
    return page(request, "log.html.jinja", lines=lines[::-1], number=number, last=max(1, -(-total // ON_A_PAGE)))


def verified(request: Request, form: Form) -> Response:
    """Check the whole record, and say what was checked and what fails."""
    del form
    return page(request, "verified.html.jinja", found=verify(desk_of(request)))


def report(request: Request) -> Response:
    """Show the verification report on an article, as it is exported."""
    number = asked(request).number("article")
    if number is None:
        raise not_there("say of which article", Step.ARTICLE_LIST)
    render = html.render_short if asked(request).ticked("short") else html.render
    return Response(
        render(gather(desk_of(request), number)),
        media_type="text/html",
        headers={
            "content-security-policy": "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; "
            "img-src data:; frame-ancestors 'none'"
        },
    )
