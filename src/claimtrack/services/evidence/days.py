"""Of which day a piece of evidence is, and what shows it.

Whom a source belonged to is asked as of the day of its evidence. So a date that nobody can check would make an ally of
today a stranger: it takes a reason, is told with the piece, and the ties of the day when it was attached hold as well.
"""

from collections.abc import Sequence
from datetime import date

from claimtrack.config import MAX_SIZE
from claimtrack.db import article_rows
from claimtrack.db.models import Claim, Evidence
from claimtrack.errors import InvalidInput, require_reason, says_why
from claimtrack.reading.document import Document
from claimtrack.reading.read import is_read, read_document
from claimtrack.rules.written_days import names_day
from claimtrack.services.desk import Act, Desk
from claimtrack.services.evidence.pieces import shown


def shows(document: Document, day: date) -> bool:
    """Tell whether a day stands in a text, or the file says that it was published then."""
    published = document.published.date() if document.published is not None else None
    return day == published or names_day(document.whole, day)


def shown_by_piece(desk: Desk, number: int, day: date) -> bool:
    """Read a piece of evidence anew and tell whether it shows a day; raises NotFound. It holds up nobody meanwhile."""
    row = shown(desk, number)
    unread = row.size > MAX_SIZE and not is_read(row.media_type)
    if unread or desk.locker.check(row.digest) is not None:
        return False
    try:
        return shows(read_document(desk.locker.read(row.digest), name=row.name), day)
    except InvalidInput:
        return False  # no text can be read from it, so that it shows nothing


def put_day(
    act: Act, piece: Evidence, day: date, *, claims: Sequence[Claim], in_piece: bool, because: str | None
) -> None:
    """Let a piece be of a day: with what shows it, or with a reason.

    What shows it is the piece itself, its retrieval, and the article of one of its claims. Raises InvalidInput for a
    day that is yet to come, ForbiddenMove without a reason where nothing shows it.
    """
    if day > act.at.date():
        raise InvalidInput(f"{day} is yet to come; nothing was made on that day")
    known = in_piece or day in _days_around(act, piece, claims)
    if not known:
        what = f"neither the piece, nor its retrieval, nor the article shows {day}"
        require_reason(because, f"{what}; that takes a reason, how you know")
    piece.dated, piece.dated_shown = day, known
    piece.dated_because = because if says_why(because) else (f"{day} stands in it" if in_piece else None)


def _days_around(act: Act, piece: Evidence, claims: Sequence[Claim]) -> set[date]:
    articles = {claim.article_id: claim.article for claim in claims}
    published = {one.published.date() for one in articles.values() if one.published is not None}
    read = {at.date() for at in article_rows.retrieved(act.session, articles)}
    return {piece.added_at.date(), *published, *read}
