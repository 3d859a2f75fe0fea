"""An article with its claims as they are marked in its text, and nothing of what else is known of them.

A page beside one claim shows all the others in place. To gather them whole, with evidence and history, takes a hundred
times as long as to draw them.
"""

from dataclasses import dataclass
from datetime import datetime

from claimtrack.db import article_rows
from claimtrack.db.outlines import OutlinedRow, outlined
from claimtrack.extraction.values import Spans
from claimtrack.services.articles.details import existing
from claimtrack.services.desk import Desk, reading
from claimtrack.vocabulary import Status


@dataclass(frozen=True, slots=True)
class OutlinedClaim:
    """One claim as it is marked; ``spans`` are empty where the newest text lacks its words."""

    number: int
    text: str
    spans: Spans
    own_voice: bool | None
    checkable: bool
    status: Status
    independently_confirmed: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """An article's newest text with its claims, in the order of the text, those that it lacks at the end.

    ``snapshot`` is the number of that text: what is chosen in it by its place holds for no other.
    """

    number: int
    snapshot: int
    title: str | None
    outlet: str | None
    url: str | None
    published: datetime | None
    name: str
    text: str
    claims: tuple[OutlinedClaim, ...]


def outline(desk: Desk, number: int) -> Outline:
    """Return an article as it stands; raises NotFound where there is none of that number."""
    with reading(desk) as session:
        article = existing(article_rows.article(session, number), number)
        snapshot = article_rows.newest_snapshot(session, number)
        claims = [_claim(row, snapshot.id) for row in outlined(session, number)]
        return Outline(
            number=article.id,
            snapshot=snapshot.id,
            title=article.title,
            outlet=article.outlet.name if article.outlet is not None else None,
            url=article.url,
            published=article.published,
            name=snapshot.name,
            text=snapshot.text,
            claims=tuple(sorted(claims, key=lambda one: (not one.spans, one.spans, one.number))),
        )


def _claim(row: OutlinedRow, snapshot: int) -> OutlinedClaim:
    return OutlinedClaim(
        number=row.number,
        text=row.text,
        spans=tuple((start, end) for start, end in row.spans) if row.snapshot == snapshot else (),
        own_voice=row.own_voice,
        checkable=row.checkable,
        status=row.status,
        # What else the rules ask of a confirmation held when it was given, or it would have fallen.
        independently_confirmed=row.status is Status.CONFIRMED and not row.overridden,
    )
