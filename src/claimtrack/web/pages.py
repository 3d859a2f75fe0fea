"""Pages: a template with what it shows, every foreign word made harmless, remedies as links to where they are done."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from claimtrack import __version__
from claimtrack.errors import (
    ChangedMeanwhile,
    ClaimtrackError,
    DatabaseTrouble,
    ForbiddenMove,
    InvalidInput,
    NotFound,
    UsageError,
)
from claimtrack.remedies import Blank, Do, Field, Message, Remedy, Step, Words
from claimtrack.reports import card
from claimtrack.reports.harmless import visible
from claimtrack.reports.html import templates_of
from claimtrack.reports.marking import Piece
from claimtrack.services.desk import Desk, at_once
from claimtrack.vocabulary import Stance
from claimtrack.web.assets import address_of
from claimtrack.web.door import SAFE, Sitting
from claimtrack.web.languages.catalogues import gettext, pgettext
from claimtrack.web.languages.speaking import foreign_link, teach

if TYPE_CHECKING:
    from jinja2 import Environment

_STATUS: tuple[tuple[type[ClaimtrackError], int], ...] = (
    (NotFound, 404),
    (ForbiddenMove, 409),
    (ChangedMeanwhile, 409),
    (InvalidInput, 422),
    (UsageError, 422),
    (DatabaseTrouble, 503),
)
_OF_CLAIM = {
    Step.CORRECT: "correct",
    Step.EVIDENCE_ADD: "evidence",
    Step.ATTEMPT: "note",
    Step.REOPEN: "verdict",
    Step.RELEASE: "hold",
    Step.SAID: "said",
    Step.REASON: "verdict",
    Step.BLIND: "verdict",
    Step.REPLY_ASK: "reply",
    Step.SHOW: "claim",
    Step.APPROVE: "proposal",
    Step.REJECT: "proposal",
}
"""What is done on a claim's own page, and in which part of it."""
_OF_SOURCE = {
    Step.SOURCE_ACCEPT,
    Step.SOURCE_REJECT,
    Step.SOURCE_RELATE,
    Step.SOURCE_SHOW,
    Step.SOURCE_UNAFFILIATED,
    Step.SOURCE_UNRELATE,
    Step.SOURCE_VOUCH,
}
_ELSEWHERE = {
    Step.ARTICLE_LIST: "/articles",
    Step.INGEST: "/add",
    Step.LIST: "/",
    Step.LOG: "/log",
    Step.POLICY_SHOW: "/policy",
    Step.PROPOSALS: "/proposals",
    Step.REVIEWER_ADD: "/people",
    Step.REVIEWER_LIST: "/people",
    Step.SOURCE_LIST: "/sources",
    Step.VERIFY: "/log#verify",
}


def desk_of(request: Request) -> Desk:
    """Return the desk that is open; where people log in, as the one who asks. See ``one_state``."""
    desk: Desk = request.scope.get("one_state") or request.scope.get("desk") or request.app.state.desk
    return desk


@contextmanager
def one_state(request: Request) -> Iterator[Desk]:
    """Have everything that a page shows read from one state of the record; nothing may be changed meanwhile."""
    with at_once(desk_of(request)) as desk:
        before = request.scope.get("one_state")
        request.scope["one_state"] = desk
        try:
            yield desk
        finally:
            request.scope["one_state"] = before


def sitting_of(request: Request) -> Sitting:
    """Return the sitting of who asks; the door lets nobody else in."""
    sitting: Sitting = request.scope["sitting"]
    return sitting


def page(request: Request, template: str, status: int = 200, **shown: Any) -> Response:
    """Show a page."""
    sitting = sitting_of(request)
    words = (
        templates()
        .get_template(template)
        .render(
            token=sitting.token,
            told=[*sitting.hear()],
            reviewer=desk_of(request).reviewer,
            path=request.url.path,
            next=again(request),
            logged_in="desk" in request.scope,
            known=request.scope.get("known", 0),
            **shown,
        )
    )
    return Response(words.encode(), status_code=status, media_type="text/html")


def again(request: Request) -> str:
    """Return the address at which somebody sees again what they see now: a form's answer stands at its page's."""
    path = request.url.path
    if request.method in SAFE:
        return f"{path}?{request.url.query}" if request.url.query else path
    return path.rpartition("/")[0] or path


def refused(request: Request, error: ClaimtrackError) -> Response:
    """Show a page that says what could not be done, and where it can be."""
    return page(request, "refused.html.jinja", status=status_of(error), error=error.message)


def status_of(error: ClaimtrackError) -> int:
    """Return the status of an answer that tells of this error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def place_of(remedy: Do) -> str | None:
    """Return the address of the page, and the part of it, where a remedy is done; None where the desk has none."""
    first = remedy.arguments[0] if remedy.arguments else None
    if remedy.step in _OF_CLAIM and isinstance(first, int):
        part = _OF_CLAIM[remedy.step]
        filled = {"do": part} | dict(_filled(remedy))
        return f"/claims/{first}?{urlencode(filled)}#{part}" if part != "claim" else f"/claims/{first}"
    if remedy.step in _OF_SOURCE and first is not None and not isinstance(first, Blank):
        return f"/sources/{quote(str(first), safe='')}"
    if remedy.step is Step.EVIDENCE_SHOW and isinstance(first, int):
        return f"/evidence/{first}"
    place = _ELSEWHERE.get(remedy.step)
    if remedy.step is Step.INGEST and (filled := dict(_filled(remedy))):
        return f"{place}?{urlencode(filled)}"
    return place


def _filled(remedy: Do) -> Iterator[tuple[str, str]]:
    """Yield what the fields hold that a remedy names, as the page's form names them."""
    for name, value in remedy.options:
        if name in set(Stance):
            yield "stance", name
        elif name == "party" and isinstance(value, str) and ":" in value:  # as the command line writes it
            side, _, party = value.partition(":")
            yield from (("side", side), ("party", party))
        elif not isinstance(value, Blank):
            yield name, "on" if value is True else str(value)


def linked(words: Words, form: str = "") -> Markup:
    """Write a message: a remedy is a link to where it is done, or else the command that does it.

    ``form`` is the one of a page's forms that was refused: its fields are meant, and not another form's of that name.
    """
    parts = words.parts if isinstance(words, Message) else (words,)
    return Markup("").join(
        escape(visible(one, keep_lines=True)) if isinstance(one, str) else _remedy(one, form) for one in parts
    )


_SAME_FIELD: dict[str, str] = {one.value: "stance" for one in Stance}
"""Fields of a form that have another name at the command line."""


def _remedy(remedy: Remedy, form: str = "") -> Markup:
    if isinstance(remedy, Field):
        value = "" if remedy.value is True or isinstance(remedy.value, Blank) else f": {visible(str(remedy.value))}"
        name = _SAME_FIELD.get(remedy.name, remedy.name)
        return Markup('<a class="remedy" href="#field-{0}"{3}>{1}{2}</a>').format(
            f"{form}-{name}" if form else name, field_name(remedy.name), value, foreign_link()
        )
    place = place_of(remedy)
    command = Markup('<code dir="ltr">{0}</code>').format(visible(remedy.line()))
    if place is None:
        return command
    return Markup('<a class="remedy" href="{0}"{3}>{1}</a> ({2})').format(
        place, _doing(remedy), command, foreign_link()
    )


def _doing(remedy: Do) -> str:
    """Say what a remedy does."""
    options = dict(remedy.options)
    if remedy.step is Step.CORRECT and "caveat" in options:
        return gettext("yes, the article doubts it so")
    if remedy.step is Step.CORRECT and "no_caveat" in options:
        return gettext("no, it does not")
    first = remedy.arguments[0] if remedy.arguments else None
    about = f" {visible(str(first))}" if first is not None and not isinstance(first, Blank) else ""
    words = _NAMES.get(remedy.step)
    return (pgettext(_TO_DO, words) if words is not None else remedy.step.value) + about


_TO_DO = "something to do"
_NAMES = {
    Step.CORRECT: "correct claim",
    Step.BLIND: "judge claim",
    Step.EVIDENCE_ADD: "attach evidence to claim",
    Step.ATTEMPT: "note what was tried on claim",
    Step.REOPEN: "reopen claim",
    Step.RELEASE: "release claim",
    Step.REPLY_ASK: "put on record who was asked: claim",
    Step.SAID: "answer whether it was said: claim",
    Step.SHOW: "look at claim",
    Step.SOURCE_ACCEPT: "say that it is so, at source",
    Step.SOURCE_REJECT: "say that it is not so, at source",
    Step.SOURCE_UNAFFILIATED: "look up source",
    Step.SOURCE_RELATE: "say whom a source belongs to:",
    Step.SOURCE_SHOW: "look at source",
    Step.EVIDENCE_SHOW: "look at evidence",
    Step.SOURCE_UNRELATE: "look at source",
    Step.SOURCE_VOUCH: "look at source",
    Step.SOURCE_LIST: "the sources",
    Step.ARTICLE_LIST: "the articles",
    Step.APPROVE: "approve what is proposed on claim",
    Step.REJECT: "reject what is proposed on claim",
    Step.REASON: "give a reason: claim",
    Step.VERIFY: "check the record",
    Step.LIST: "the list of claims",
    Step.INGEST: "add an article",
    Step.LOG: "the log",
    Step.POLICY_SHOW: "the desk's rules",
    Step.REVIEWER_ADD: "add",
    Step.REVIEWER_LIST: "the people here",
    Step.PROPOSALS: "what waits for a second person",
}

_FIELD = "a field of a form"
_FIELDS = (
    "about",
    "account",
    "address",
    "at",
    "basis",
    "caveat",
    "days",
    "excerpt",
    "file",
    "kind",
    "means",
    "name",
    "new source",
    "note",
    "other",
    "own voice",
    "party",
    "piece",
    "published",
    "quote",
    "rating",
    "reason",
    "role",
    "side",
    "source",
    "speaker",
    "stance",
    "tag",
    "text",
    "title",
    "to",
    "unaffiliated",
    "until",
    "url",
)
"""What fields are called in messages, as far as the catalogues have it; any other is called so in English."""


def field_name(name: str) -> str:
    """Return what a field is called in a message."""
    words = name.replace("_", " ")
    return pgettext(_FIELD, words) if words in _FIELDS else words


def every() -> Iterator[tuple[str, str]]:
    """Yield what the catalogues have of remedies and fields: contexts, and words in English."""
    yield from ((_TO_DO, words) for words in _NAMES.values())
    yield from ((_FIELD, words) for words in _FIELDS)


HAND = card.Hand(arrow=" → ", settle=lambda words: linked(words))
"""How a card's lines are written on a page; what settles a thing is a link."""


def shared(chosen: str, more: Iterable[tuple[str, object]]) -> str:
    """Return the address of a list with these filters; what is empty is left out."""
    asked = urlencode([(name, str(value)) for name, value in more if value not in {None, "", False}])
    return f"{chosen}?{asked}" if asked else chosen


def numbers_of(piece: Piece) -> set[int]:
    """Return the numbers of the claims over a piece of text."""
    return {layer.entry.number for layer in piece.layers}


@cache
def templates() -> "Environment":
    """Return the templates of the pages."""
    environment = templates_of("claimtrack.web")
    teach(environment)
    environment.filters["linked"] = linked
    environment.globals.update(
        asset=address_of, shared=shared, numbers_of=numbers_of, version=__version__, field_name=field_name
    )
    return environment
