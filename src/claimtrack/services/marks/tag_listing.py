"""Look at tags, and at the claims that have one, without loading what changes them."""

from sqlalchemy import Connection

from claimtrack.db.engine import translated
from claimtrack.db.tags import TagFigures, tag_figures, tag_numbered
from claimtrack.errors import NotFound
from claimtrack.remedies import Step, do
from claimtrack.rules.tags import tag_key
from claimtrack.services.desk import Desk


def no_tag(written: str) -> NotFound:
    """Return the error for a tag that nobody gave."""
    return NotFound(f'no tag "{written}"; ' + do(Step.TAGS) + " lists those there are")


def listing(desk: Desk) -> list[TagFigures]:
    """Return every tag that a claim has, in the order of the alphabet."""
    with translated(desk.database), desk.database.connect() as connection:
        return tag_figures(connection)


def number_of(connection: Connection, written: str) -> int:
    """Find a tag by its name in any spelling; raises NotFound."""
    found = tag_numbered(connection, tag_key(written))
    if found is None:
        raise no_tag(written)
    return found
