"""A form that was sent by a sitting that has ended: nothing is done, and nothing that was typed is lost."""

from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response

from claimtrack.web.forms import LONGEST, MOST_FIELDS, TOKEN
from claimtrack.web.pages import templates

_QUIET = frozenset({TOKEN, "version", "passphrase", "again", "before", "next"})


async def lapsed(request: Request, *, provider: str = "") -> Response:
    """Ask to log in, and show what was typed, to be copied: it is done by nobody but by whom logs in."""
    typed: list[tuple[str, str]] = []
    # What is no form holds nothing that was typed. The door reads it, before the program that answers for bad forms.
    with suppress(MultiPartException, HTTPException):
        async with request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=LONGEST) as sent:
            typed = [(name, value) for name, value in sent.multi_items() if isinstance(value, str)]
    typed = [(name, value) for name, value in typed if name not in _QUIET]
    shown = [(name, value) for name, value in typed if value.strip()]
    return await run_in_threadpool(asking, next_="/", typed=shown, status=401, provider=provider)


def asking(
    *,
    next_: str,
    typed: list[tuple[str, str]] | None = None,
    refusal: str | None = None,
    name: str = "",
    status: int = 200,
    provider: str = "",
) -> Response:
    """Show the form to log in; ``provider`` names whom one can log in by as well."""
    words = (
        templates()
        .get_template("login.html.jinja")
        .render(next=next_, typed=typed or [], refusal=refusal, name=name, late=typed is not None, provider=provider)
    )
    return Response(words.encode(), status, media_type="text/html")
