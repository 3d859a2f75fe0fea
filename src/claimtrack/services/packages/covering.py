"""Copies of originals with parts covered, in the place of originals that are withheld."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from claimtrack.db import evidence_rows
from claimtrack.errors import InvalidInput, UsageError
from claimtrack.locker.anywhere import AnyLocker
from claimtrack.reading.covering.boxes import Box, Covered, NoSuchPlace, Uncoverable
from claimtrack.reading.covering.cover import (
    covered,
    is_pdf,
    is_written_anew,
    read_letters,
    read_words,
    written_without,
)
from claimtrack.reading.covering.holes import MARK
from claimtrack.rules.sought import Sought
from claimtrack.services.packages.withholding import COVERED, NO_TEXT, STANDS_IN_IT, UNSEARCHED, Asked, Withheld


@dataclass(frozen=True, slots=True)
class Copies:
    """What became of the originals: copies with parts covered, and why others are withheld, both by digest."""

    made: Mapping[str, Covered] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)


def copies(
    session: Session, locker: AnyLocker, asked: Asked, withheld: Withheld, why: Mapping[str, str | None]
) -> Copies:
    """Cover what is to be covered of each piece for which boxes are named, or that somebody looked at.

    Of these pieces names are covered wherever a PDF has them as text, and what a picture says of itself goes; a Word
    document or .odt is written anew without them. What is withheld for another reason, or is not in ``why``, stays so,
    and what cannot be covered is withheld whole. Raises InvalidInput for a box that is not in its piece, UsageError for
    one in a piece that is withheld whole.
    """
    boxes: dict[int, list[Box]] = defaultdict(list)
    for number, box in asked.boxes:
        boxes[number].append(box)
    made: dict[str, Covered] = {}
    reasons: dict[str, str] = {}
    for piece in evidence_rows.pieces(session, {*boxes, *asked.look_at}):
        named = boxes.get(piece.id, [])
        if named and piece.id in withheld.what.pieces:
            raise UsageError(f"evidence {piece.id} is protected, and left out whole: there is nothing to cover in it")
        reason = why.get(piece.digest)
        if piece.digest not in why or reason not in (_FOR_WHAT_IT_SHOWS if named else {STANDS_IN_IT}):
            continue
        data = locker.read(piece.digest)
        if not named and not (is_pdf(data) or is_written_anew(data) or piece.media_type.startswith("image/")):
            continue
        try:
            made[piece.digest] = _copied(data, named, withheld.what.sought)
            reasons[piece.digest] = COVERED
        except Uncoverable as error:
            reasons[piece.digest] = f"it {error}, and nothing in it can be covered"
        except NoSuchPlace as error:
            raise InvalidInput(f"a box in evidence {piece.id} ({piece.name}) is not on it: {error}") from error
    return Copies(made, reasons)


def _copied(data: bytes, named: Sequence[Box], sought: Sought) -> Covered:
    if not is_written_anew(data):
        return covered(data, [*named, *_of_names(data, sought)])
    if named:
        raise NoSuchPlace(
            "a document of words has no pages; names are taken out of its words, and its pictures left behind"
        )
    copy = written_without(data, sought.spans_in(read_words(data)))
    # Letters on both sides of a hole may make up a name.
    if sought.first_in(read_words(copy.data).replace(MARK, "")) is not None:
        raise Uncoverable("holds a name that is made up anew where another is taken out")
    return copy


def _of_names(data: bytes, sought: Sought) -> Iterator[Box]:
    """Yield a box for each letter of a name in the text of a PDF, across the ends of its lines and pages."""
    if not sought or not is_pdf(data):
        return
    letters = read_letters(data)
    for start, end in sought.spans_in(letters.text):
        yield from letters.boxes(start, end)


_FOR_WHAT_IT_SHOWS = {None, NO_TEXT, STANDS_IN_IT, UNSEARCHED}
"""Why a file may be withheld of which a copy goes in nevertheless: one of its pixels alone."""
