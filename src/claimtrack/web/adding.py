"""Take in an article: pasted, dropped as a file, or by its address; and lead to its claims."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from claimtrack.errors import ClaimtrackError, UsageError
from claimtrack.remedies import Blank, Step, do, fields
from claimtrack.services.articles import repair
from claimtrack.services.articles.ingest import Given, Ingested
from claimtrack.services.articles.ingest_many import ingest_many
from claimtrack.services.desk import Desk
from claimtrack.services.inputs import FellOut, Input, is_url, one_input, publication_given
from claimtrack.web.forms import Form
from claimtrack.web.languages.catalogues import gettext, ngettext
from claimtrack.web.looking import article_page, asked
from claimtrack.web.pages import desk_of, page, sitting_of, status_of

_PASTED = "pasted text.txt"


def add(request: Request, form: Form) -> Response:
    """Put an article on record and show its claims; what is refused is shown with what was given."""
    try:
        done = taken(desk_of(request), form)
    except ClaimtrackError as error:
        return page(request, "add.html.jinja", status=status_of(error), refusal=error.message, form=form)
    sitting = sitting_of(request)
    if done.again:
        sitting.tell(
            gettext("this is on record already, as article %(number)s; nothing was added", number=done.article)
        )
    else:
        sitting.tell(
            ngettext(
                "%(num)s statement was read, %(checkable)s of them can be checked",
                "%(num)s statements were read, %(checkable)s of them can be checked",
                len(done.claims),
                checkable=done.checkable,
            )
        )
        for notice in done.notices:
            sitting.tell(notice)
        if done.left_out is not None:
            sitting.tell(
                gettext(
                    "PERHAPS NOT WHOLE: %(missing)s of %(held)s words that the page holds in its %(place)s were not "
                    "read; hold the text against the page",
                    missing=f"{done.left_out.missing:,}",
                    held=f"{done.left_out.held:,}",
                    place=done.left_out.place,
                )
            )
        if done.lookalike is not None:
            sitting.tell(
                gettext(
                    "this may be a new version of article %(number)s; if it is, add it again and say so:",
                    number=done.lookalike.article,
                )
                + " "
                + do(Step.INGEST, Blank.FILE, version_of=done.lookalike.article)
            )
    return RedirectResponse(f"/articles/{done.article}", 303)


def missed(request: Request, form: Form) -> Response:
    """Put a claim on record that the machine missed, and show it; what is refused is shown beside the article."""
    number = request.path_params["number"]
    try:
        claim = desk_of(request).enact(repair.add, number, missed_claim(form))
    except ClaimtrackError as error:
        return article_page(request, number, form, refusal=("missed", error.message), status=status_of(error))
    sitting_of(request).tell(gettext("claim %(number)s is on record, added by hand", number=claim))
    return RedirectResponse(f"/claims/{claim}", 303)


def missed_claim(form: Form) -> repair.Correction:
    """Return what a form says of a claim that is missing."""
    own_voice = form.ticked("own_voice")
    return repair.Correction(
        quotes=form.lines("quote") or None,
        speaker=form.words("speaker") if not own_voice else None,
        own_voice=True if own_voice else None,
        checkable=False if form.ticked("not_checkable") else None,
        new_source=form.ticked("new_source"),
    )


def form_shown(request: Request) -> Response:
    """Show the form alone."""
    return page(request, "add.html.jinja", refusal=None, form=asked(request))


def taken(desk: Desk, form: Form) -> Ingested:
    """Put an article on record as a form gives it; raises what fell out of it."""
    told = Given(
        form.words("title"),
        form.words("outlet"),
        form.words("url"),
        publication_given(form.words("published")),
        form.number("version_of"),
    )
    found = next(ingest_many(desk, [_input(form)], told, force=form.ticked("force")))
    if isinstance(found, FellOut):
        raise found.error
    return found


def _input(form: Form) -> Input:
    given = [one for one in (form.file, form.words("address"), form.words("text")) if one]
    if len(given) != 1:
        raise UsageError(
            gettext("give one of these, and one at a time:")
            + " "
            + fields("text", "file", "address", last=gettext("or"))
        )
    if form.file is not None:
        return Input(form.file.data, form.file.name)
    address = form.words("address")
    if address is not None:
        if not is_url(address):
            raise UsageError(
                gettext('"%(address)s" is no web address; write it with https:// in front', address=address[:80])
            )
        return one_input(address)
    return Input(form.exact("text").strip("\n").encode() + b"\n", _PASTED, charset="utf-8")
