"""A form that was sent by a sitting that has ended: nothing is done, and nothing that was typed is lost."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from claimtrack.web.forms import TOKEN
from claimtrack.web.pages import templates

_LONGEST = 1_000_000
_MOST_FIELDS = 200
_QUIET = frozenset({TOKEN, "version", "passphrase", "again", "before", "next"})


async def lapsed(request: Request, *, provider: str = "") -> Response:
    """Ask to log in, and show what was typed, to be copied: it is done by nobody but by whom logs in."""
    async with request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=_LONGEST) as sent:
        typed = [(name, value) for name, value in sent.multi_items() if isinstance(value, str) and name not in _QUIET]
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
