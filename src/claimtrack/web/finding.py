"""Passages that may bear on a claim, proposed on its page from the evidence on record; taken by one button each."""

import time
from collections.abc import Iterator, Sequence
from threading import BoundedSemaphore

from starlette.requests import Request
from starlette.responses import Response

from claimtrack.errors import ClaimtrackError, ForbiddenMove
from claimtrack.services.evidence import proposing
from claimtrack.services.evidence.proposing import Searched
from claimtrack.web.forms import Form
from claimtrack.web.languages.catalogues import gettext, ngettext
from claimtrack.web.looking import claim_page
from claimtrack.web.pages import desk_of, sitting_of, status_of

MOST = 5
SECONDS = 15.0
"""How long the texts of evidence are read for one claim; what is not reached by then is told."""
_AT_ONCE = BoundedSemaphore(2)
"""Each search reads files and holds a thread: whoever only wants a page does not wait behind them."""


def find(request: Request, form: Form) -> Response:
    """Show a claim with the passages that may bear on it; that somebody looked at their pieces is on record then."""
    number = request.path_params["number"]
    reached = _Reached()
    try:
        if not _AT_ONCE.acquire(blocking=False):
            raise ForbiddenMove(gettext("others are searching the evidence just now; try again in a moment"))
        try:
            found = proposing.find_passages(desk_of(request), number, most=MOST, watch=reached.within)
        finally:
            _AT_ONCE.release()
    except ClaimtrackError as error:
        return claim_page(request, number, form, refusal=("evidence", error.message), status=status_of(error))
    if reached.left:
        words = ngettext(
            "%(num)s piece of evidence was not searched: it took too long",
            "%(num)s pieces of evidence were not searched: it took too long",
            reached.left,
        )
        sitting_of(request).tell(words)
    if found.unlogged is not None:
        sitting_of(request).tell(f"that you looked is on no record: {found.unlogged}")
    return claim_page(request, number, Form({}), found=found)


class _Reached:
    """Goes through what is searched for so long, and knows how much is left."""

    def __init__(self) -> None:
        self.left = 0

    def within(self, sources: Sequence[Searched]) -> Iterator[Searched]:
        end = time.monotonic() + SECONDS
        for place, one in enumerate(sources):
            if time.monotonic() > end:
                self.left = len(sources) - place
                return
            yield one
