"""A part of an article's text with the claims in it: what a page shows of a long one.

To read and draw ten thousand claims takes seconds, and a browser as long again; nobody reads more than some paragraphs
at a time.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from claimtrack.db import article_rows, outlines
from claimtrack.extraction.values import Spans
from claimtrack.reports.wording.signs import Sign, sign_of
from claimtrack.services.articles.details import existing
from claimtrack.services.claims import all_of
from claimtrack.services.desk import Desk, reading
from claimtrack.vocabulary import Status

LENGTH = 12_000
"""How long a part is, in code points: some 2,000 words; most articles are one."""
_MOST_ELSEWHERE = 100


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
class Part:
    """Part ``part`` of ``parts`` of an article's newest text, and the claims that stand in it, in its order.

    ``text`` begins at ``start`` in the whole, in code points, and so do the spans of ``claims``. ``elsewhere`` are
    claims that the newest text lacks, told with its last part. ``counts`` are of the whole article. ``before`` and
    ``behind`` are the neighbours of the claim around which it was asked for, and ``spans`` its own in the whole text.
    ``snapshot`` is the number of that text.
    """

    number: int
    snapshot: int
    title: str | None
    outlet: str | None
    url: str | None
    published: datetime | None
    name: str
    part: int
    parts: int
    start: int
    text: str
    claims: tuple[OutlinedClaim, ...]
    elsewhere: tuple[OutlinedClaim, ...]
    counts: tuple[tuple[Sign, int], ...]
    before: int | None = None
    behind: int | None = None
    spans: Spans = ()


def part_of(desk: Desk, article: int, number: int = 1) -> Part:
    """Return a part of an article, from 1 on, the last one for a number past it; raises NotFound."""
    return _part(desk, article, number, None)


def part_around(desk: Desk, claim: int) -> Part:
    """Return the part of its article in which a claim stands, the first for one that the text lacks."""
    return _part(desk, None, 1, claim)


def _part(desk: Desk, article: int | None, number: int, claim: int | None) -> Part:
    with reading(desk) as session:
        at: Spans = ()
        beside: tuple[int | None, int | None] = (None, None)
        row = all_of(session, [claim])[0] if claim is not None else None
        if row is not None:
            article = row.article_id
        assert article is not None  # noqa: S101 - one of the two is given
        found = existing(article_rows.article(session, article), article)
        snapshot = article_rows.newest_snapshot(session, article)
        cuts = parts_of(snapshot.text)
        if row is not None:
            beside = outlines.beside(session, article, snapshot.id, row.id)
            if row.snapshot_id == snapshot.id:
                at = tuple((start, end) for start, end in row.spans)
                number = sum(cut <= at[0][0] for cut in cuts[:-1])
        number = min(max(number, 1), len(cuts) - 1)
        low, high = cuts[number - 1], cuts[number]
        rows = outlines.outlined_between(session, article, snapshot.id, low, high)
        claims = [_claim(one, snapshot.id, shift=low) for one in rows]
        is_last = number == len(cuts) - 1
        gone = outlines.outlined_elsewhere(session, article, snapshot.id, most=_MOST_ELSEWHERE) if is_last else []
        return Part(
            number=found.id,
            snapshot=snapshot.id,
            title=found.title,
            outlet=found.outlet.name if found.outlet is not None else None,
            url=found.url,
            published=found.published,
            name=snapshot.name,
            part=number,
            parts=len(cuts) - 1,
            start=low,
            text=snapshot.text[low:high],
            claims=tuple(claims),
            elsewhere=tuple(_claim(one, snapshot.id) for one in gone),
            counts=_counts(outlines.standings(session, article)),
            before=beside[0],
            behind=beside[1],
            spans=at,
        )


def parts_of(text: str) -> list[int]:
    """Return where the parts of a text begin, and its end: at a blank line, or at the end of one, or anywhere."""
    cuts = [0]
    while len(text) - cuts[-1] > LENGTH * 5 // 4:
        low, high = cuts[-1] + LENGTH // 2, cuts[-1] + LENGTH
        found = max(text.rfind("\n\n", low, high), text.rfind("\n \n", low, high))
        if found < 0:
            found = text.rfind("\n", low, high)
        cuts.append(found if found >= 0 else high)
    return [*cuts, len(text)]


def _claim(row: outlines.OutlinedRow, snapshot: int, *, shift: int = 0) -> OutlinedClaim:
    here = row.spans if row.snapshot == snapshot else []
    return OutlinedClaim(
        number=row.number,
        text=row.text,
        spans=tuple((start - shift, end - shift) for start, end in here),
        own_voice=row.own_voice,
        checkable=row.checkable,
        status=row.status,
        # What else the rules ask of a confirmation held when it was given, or it would have fallen.
        independently_confirmed=row.status is Status.CONFIRMED and not row.overridden,
    )


def _counts(found: list[outlines.StandingCount]) -> tuple[tuple[Sign, int], ...]:
    counted: Counter[Sign] = Counter()
    for one in found:
        counted[sign_of(_Stands(one))] += one.number
    return tuple((sign, counted[sign]) for sign in Sign if counted[sign])


class _Stands:
    """How some claims stand, for their sign."""

    def __init__(self, one: outlines.StandingCount) -> None:
        self.status, self.checkable = one.status, one.checkable
        self.independently_confirmed = not one.overridden
