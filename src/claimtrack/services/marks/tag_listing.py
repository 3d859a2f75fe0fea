"""Look at tags, and at the claims that have one, without loading what changes them."""

from sqlalchemy import Connection

from claimtrack.db.tags import TagFigures, tag_count, tag_figures, tag_numbered
from claimtrack.errors import NotFound
from claimtrack.remedies import Step, do
from claimtrack.rules.tags import tag_key
from claimtrack.services.desk import Desk, connected
from claimtrack.services.paging import WHOLE, Page, Window


def no_tag(written: str) -> NotFound:
    """Return the error for a tag that nobody gave."""
    return NotFound(f'no tag "{written}"; ' + do(Step.TAGS) + " lists those there are")


def listing(desk: Desk, window: Window = WHOLE) -> Page[TagFigures]:
    """Return a page of the tags that a claim has, in the order of the alphabet."""
    with connected(desk) as connection:
        found = tag_figures(connection, limit=window.limit, offset=window.offset)
        return Page.of(window, found, lambda: tag_count(connection))


def number_of(connection: Connection, written: str) -> int:
    """Find a tag by its name in any spelling; raises NotFound."""
    found = tag_numbered(connection, tag_key(written))
    if found is None:
        raise no_tag(written)
    return found
