"""Pictures that are nearly one: told where one is attached, and listed where somebody asks. For a person to judge."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.db import evidence_rows
from claimtrack.errors import InvalidInput
from claimtrack.reading.formats.web_archive import WARC, captured_page
from claimtrack.reading.lookalikes import How, Likeness, all_alike, is_print, like
from claimtrack.reading.picture_prints import NoPrint, print_of
from claimtrack.reading.pictures import LARGEST
from claimtrack.reading.sniff import media_type_of
from claimtrack.remedies import Step, do
from claimtrack.services.desk import Desk, reading
from claimtrack.services.evidence.pieces import no_evidence
from claimtrack.services.paging import WHOLE, Page, Window

PICTURE = "image/"
"""With which the media type of a picture begins."""


@dataclass(frozen=True, slots=True)
class Looks:
    """That by which copies of a picture are known, or ``why_not``, after "this picture"; of other files neither."""

    kept: bytes | None = None
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """A picture, and another one on record that it is nearly: for which claims that one stands, and how they differ.

    ``bits`` is in how many of 144 bits the two differ.
    """

    piece: int
    other: int
    claims: tuple[int, ...]
    how: How
    bits: int

    @property
    def sentence(self) -> str:
        """Say which picture it is, after "this picture is"."""
        claims = ", ".join(map(str, self.claims))
        of = f" of claim {claims}" if len(self.claims) == 1 else f" of claims {claims}" if claims else ", withdrawn"
        return f"nearly evidence {self.other}{of}{self.how.words}"


@dataclass(frozen=True, slots=True)
class Found:
    """The pictures that are nearly one. ``unlike`` are those that were not compared, each with why."""

    pairs: Page[Alike]
    unlike: tuple[tuple[int, str], ...]
    looked_at: int


def looks_of(desk: Desk, digest: str, media_type: str, size: int, data: bytes | None = None) -> Looks:
    """Return by what copies of a piece are known; its bytes are read from the locker where they are not at hand.

    A capture of a picture is the picture.
    """
    if media_type == WARC and data is not None:
        data = captured_page(data, name=digest) or b""
        media_type = media_type_of(data)
    if not media_type.startswith(PICTURE):
        return Looks()
    if size > LARGEST:
        return Looks(why_not=f"is larger than {LARGEST // 1_000_000} MB")
    if data is None:
        if desk.rehearsal:  # it is kept nowhere
            return Looks()
        data = desk.locker.read(digest)
    try:
        return Looks(print_of(data))
    except NoPrint as error:
        return Looks(why_not=str(error))


def alike_on_record(session: Session, piece: int, kept: bytes | None) -> list[Alike]:
    """Return which pictures on record a picture is nearly, the likest first; those that nobody looked at are left."""
    if kept is None:
        return []
    others = {number: looks for number, looks in evidence_rows.pictures(session).items() if looks is not None}
    return _told(session, like(piece, kept, others))


def alike(
    desk: Desk,
    piece: int | None = None,
    window: Window = WHOLE,
    watch: Callable[[Sequence[int]], Iterable[int]] = iter,
) -> Found:
    """Find the pictures on record that are nearly one with a piece, or all pairs of them; nothing is written.

    Those that nobody looked at yet are looked at now, and ``watch`` goes through their numbers. Raises NotFound, and
    InvalidInput for a piece that is no picture or cannot be looked at.
    """
    with reading(desk) as session:
        if piece is not None:
            _refuse_no_picture(session, piece)
        looks = evidence_rows.pictures(session)
    new, unlike = _looked_at(desk, [number for number, kept in looks.items() if not is_print(kept)], watch)
    prints = {number: kept for number, kept in (looks | new).items() if kept is not None and is_print(kept)}
    if piece in unlike:
        raise InvalidInput(f"evidence {piece} is compared with none: this picture {unlike[piece]}")
    found = like(piece, prints[piece], prints) if piece is not None else all_alike(prints)
    with reading(desk) as session:
        part = Page.cut(window, found)
        pairs = Page(_told(session, part), part.total, part.offset)
    return Found(pairs, tuple(unlike.items()), len(prints))


def _refuse_no_picture(session: Session, number: int) -> None:
    piece = evidence_rows.evidence(session, number)
    if piece is None:
        raise no_evidence(number)
    if not piece.media_type.startswith(PICTURE) and piece.looks is None:
        raise InvalidInput(
            f"evidence {number} is no picture ({piece.media_type}); name one, or leave the number out: "
            + do(Step.EVIDENCE_ALIKE)
        )


def _looked_at(
    desk: Desk, numbers: Sequence[int], watch: Callable[[Sequence[int]], Iterable[int]]
) -> tuple[dict[int, bytes], dict[int, str]]:
    """Look at pictures that nobody looked at; gives that by which their copies are known, and why not."""
    with reading(desk) as session:
        pieces = {one.id: one for one in evidence_rows.pieces(session, numbers)}
        known = {number: (one.digest, one.media_type, one.size) for number, one in pieces.items()}
    found: dict[int, bytes] = {}
    unlike: dict[int, str] = {}
    for number in watch(numbers):
        digest, media_type, size = known[number]
        wrong = desk.locker.check(digest)
        looks = (
            Looks(why_not=f"is not what was attached: {wrong}") if wrong else looks_of(desk, digest, media_type, size)
        )
        if looks.kept is not None:
            found[number] = looks.kept
        elif looks.why_not is not None:
            unlike[number] = looks.why_not
    return found, unlike


def _told(session: Session, found: Iterable[Likeness]) -> list[Alike]:
    pairs = list(found)
    claims: Mapping[int, list[int]] = evidence_rows.standing_claims(session, {pair.other for pair in pairs})
    return [Alike(pair.one, pair.other, tuple(claims[pair.other]), pair.how, pair.bits) for pair in pairs]
