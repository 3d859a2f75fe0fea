"""Look at a piece of evidence where one works: its passages in context, or its picture; that is put on record."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.errors import DatabaseTrouble, ForbiddenMove, InvalidInput, NotFound
from claimtrack.locker.excerpts import find_in_file
from claimtrack.reading.read import read_document
from claimtrack.reading.sniff import media_type_of
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import custody
from claimtrack.services.evidence.page_images import PDF, DrawnPage, drawn_page
from claimtrack.services.evidence.pieces import EvidenceRow, shown
from claimtrack.services.evidence.taking_out import checked, refuse_unreasoned
from claimtrack.vocabulary import Handling, Visibility

PICTURES = ("image/gif", "image/jpeg", "image/png", "image/webp")
"""What every browser draws and nothing in it can act: no SVG."""
LARGEST_PICTURE = 5_000_000
"""Bytes of a picture that is shown on a page."""
_AROUND = 600
_BEGINNING = 3_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that bears on a claim, with what stands around it; ``words`` is empty for the beginning of a text."""

    claim: int | None
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of a piece: its picture with its type, or passages of its text; ``unread`` says why neither.

    ``page`` is one of a PDF, beside its passages; ``undrawn`` says why none is.

    ``unlogged`` is why it is on no record that somebody looked, where that is so.
    """

    picture: tuple[str, bytes] | None
    passages: tuple[Passage, ...]
    unread: str | None
    unlogged: str | None
    page: DrawnPage | None = None
    undrawn: str | None = None


def look_at(desk: Desk, number: int, *, reason: str | None = None) -> Look:
    """Return what is to be seen of a piece, checked; raises as ``taking_out.hand_out`` does."""
    row = shown(desk, number)
    refuse_unreasoned(row, reason)
    data = checked(desk, row)
    unlogged: str | None = None
    try:
        desk.enact(custody.note_taken, row.number, row.digest, custody.Taken(Handling.OPENED, None, reason))
    except (DatabaseTrouble, ForbiddenMove, NotFound) as error:
        if row.visibility is not Visibility.DESK:
            raise
        unlogged = str(error)
    kind = media_type_of(data)
    if kind in PICTURES:
        if len(data) > LARGEST_PICTURE:
            return Look(None, (), f"{len(data):,} bytes are more than a page shows; save it as a file", unlogged)
        return Look((kind, data), (), None, unlogged)
    page, undrawn = _page(row, data, number=None) if kind == PDF else (None, None)
    try:
        text = read_document(data, name=row.name).whole
    except InvalidInput as error:
        return Look(None, (), str(error), unlogged, page, undrawn)
    return Look(None, tuple(_passages(row, text)), None, unlogged, page, undrawn)


def turn_to(desk: Desk, number: int, page: int) -> Look:
    """Return another page of a PDF at which somebody looks, who is on record for that; raises as ``look_at`` does."""
    row = shown(desk, number)
    data = checked(desk, row)
    if media_type_of(data) != PDF:
        return Look(None, (), "it has no pages that are drawn", None)
    drawn, undrawn = _page(row, data, number=page)
    return Look(None, (), None, None, drawn, undrawn)


def _page(row: EvidenceRow, data: bytes, *, number: int | None) -> tuple[DrawnPage | None, str | None]:
    try:
        return drawn_page(row, data, number), None
    except InvalidInput as error:
        return None, str(error)


def _passages(row: EvidenceRow, text: str) -> Sequence[Passage]:
    found = []
    for link in row.links:
        at = find_in_file(text, link.excerpt) if link.excerpt is not None and not link.withdrawn else None
        if at is not None:
            start, end = at
            before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
            found.append(Passage(link.claim, before, text[start:end], after))
    return found or [Passage(None, text[:_BEGINNING], "", "")]
