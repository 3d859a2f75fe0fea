"""The queue: what waits in it, and in which order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from claimtrack.db import queue
from claimtrack.db.engine import Database
from claimtrack.db.models import Article, Caveat, Claim, ClaimLink, Reviewer, Snapshot
from claimtrack.db.queue import Part
from claimtrack.db.session import writing
from claimtrack.rules.confidence import is_uncertain
from claimtrack.vocabulary import OPEN, CaveatKind, ClaimLinkKind, LinkOrigin, LinkState, Role, Said, Status

_MOMENT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
_ARTICLES = 4
EVERYTHING = Part()


@pytest.fixture(scope="module")
def desk(module_filled: Database) -> Database:
    """Give four articles, and a second reviewer."""
    with writing(module_filled) as session:
        session.add(Reviewer(id=2, name="Ben", key="ben", role=Role.REVIEWER, created_at=_MOMENT))
        first = session.get_one(Snapshot, 1)
        columns = {column.name: getattr(first, column.name) for column in Snapshot.__table__.columns}
        for number in range(2, _ARTICLES + 1):
            session.add(Article(id=number, title=f"Article {number}", created_at=_MOMENT))
            session.flush()
            session.add(Snapshot(**columns | {"id": number, "article_id": number, "digest": f"d{number}"}))
    return module_filled


@dataclass(frozen=True, slots=True)
class Row:
    """A claim of the queue under test; its number is its place among the rows, from 100 on."""

    article: int = 1
    checkable: bool = True
    own_voice: bool = False
    doubted: bool = False
    confidence: float | None = None
    hours: int = 0
    status: Status = Status.UNVERIFIED
    said: Said = Said.UNCHECKED
    holder: int | None = None


def _put(desk: Database, claim_row: Callable[..., Claim], rows: list[Row], repeats: list[tuple[int, int]]) -> None:
    """Let these be all claims that are not decided: 1 and 2, which every filled database has, are."""
    with writing(desk) as session:
        session.execute(delete(ClaimLink).where(ClaimLink.from_id >= 100))
        session.execute(delete(Caveat).where(Caveat.claim_id >= 100))
        session.execute(delete(Claim).where(Claim.id >= 100))
        for number in (1, 2):
            session.get_one(Claim, number).status = Status.DISPUTED
        session.add_all(
            [
                claim_row(
                    id=number,
                    article_id=row.article,
                    snapshot_id=row.article,
                    checkable=row.checkable,
                    own_voice=row.own_voice,
                    confidence=row.confidence,
                    created_at=_MOMENT + timedelta(hours=row.hours),
                    status=row.status,
                    said=row.said,
                    holder_id=row.holder,
                )
                for number, row in enumerate(rows, 100)
            ]
        )
        session.flush()
        session.add_all(
            [
                Caveat(claim_id=number, kind=CaveatKind.HEARSAY, spans=[], text="x")
                for number, row in enumerate(rows, 100)
                if row.doubted
            ]
        )
        session.add_all(
            [
                ClaimLink(
                    from_id=one,
                    to_id=other,
                    kind=ClaimLinkKind.REPEATS,
                    spans=[],
                    origin=LinkOrigin.MACHINE,
                    state=LinkState.PROPOSED,
                )
                for one, other in repeats
            ]
        )


def _numbers(desk: Database, part: Part = EVERYTHING, *, without: tuple[int, ...] = ()) -> list[int]:
    with desk.connect() as connection:
        found = queue.numbers(connection, part, without=without)
        assert queue.length(connection, part, without=without) == len(found)
        return found


@pytest.mark.parametrize(
    ("rows", "repeats", "order"),
    [
        # Each line: what comes first in one respect, though it comes last in all that matter less.
        ([Row(checkable=False, doubted=True), Row(hours=1)], [], [101, 100]),
        ([Row(confidence=0.1), Row(doubted=True, hours=1)], [], [101, 100]),
        ([Row(), Row(confidence=0.1, hours=1)], [], [101, 100]),
        ([Row(hours=1), Row(article=2), Row(article=3, hours=2)], [(100, 102)], [101, 100, 102]),
        ([Row(), Row(), Row(article=2, hours=1)], [(102, 101)], [101, 100, 102]),
        ([Row(), Row(), Row(article=2, hours=1)], [(101, 102)], [101, 100, 102]),
        # Articles count, not claims: one article that says it twice is one, and the claim's own is none.
        (
            [Row(), Row(), Row(article=2, hours=1), Row(article=2, hours=1), Row(article=3, hours=1)],
            [(102, 100), (103, 100), (102, 101), (104, 101)],
            [101, 100, 102, 103, 104],
        ),
        ([Row(), Row(), Row(hours=1)], [(102, 101)], [100, 101, 102]),
        # What was withdrawn repeats nothing.
        ([Row(), Row(), Row(article=2, status=Status.WITHDRAWN)], [(102, 101)], [100, 101]),
        # Somebody has looked at the attribution already.
        ([Row(), Row(confidence=0.1, said=Said.VERIFIED)], [], [100, 101]),
    ],
)
def test_what_comes_first(
    desk: Database,
    claim_row: Callable[..., Claim],
    rows: list[Row],
    repeats: list[tuple[int, int]],
    order: list[int],
) -> None:
    _put(desk, claim_row, rows, repeats)
    assert _numbers(desk) == order


def test_what_a_person_rejected_repeats_nothing(desk: Database, claim_row: Callable[..., Claim]) -> None:
    _put(desk, claim_row, [Row(), Row(), Row(article=2, hours=1)], [(102, 101)])
    with writing(desk) as session:
        (link,) = session.scalars(select(ClaimLink).where(ClaimLink.from_id == 102))
        link.state, link.judged_by_id, link.judged_at = LinkState.REJECTED, 1, _MOMENT
    assert _numbers(desk) == [100, 101, 102]


_rows = st.lists(
    st.builds(
        Row,
        article=st.integers(1, _ARTICLES),
        checkable=st.booleans(),
        own_voice=st.booleans(),
        doubted=st.booleans(),
        confidence=st.sampled_from([None, 0.1, 0.9]),
        hours=st.integers(0, 1),
        status=st.sampled_from([*Status, Status.UNVERIFIED, Status.UNVERIFIED, Status.UNVERIFIED]),
        said=st.sampled_from([Said.UNCHECKED, Said.UNCHECKED, Said.VERIFIED]),
        holder=st.sampled_from([None, None, 1, 2]),
    ),
    max_size=8,
)


@given(rows=_rows, data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_queue_is_what_waits_sorted_as_the_page_says(
    desk: Database, claim_row: Callable[..., Claim], rows: list[Row], data: st.DataObject
) -> None:
    numbers = range(100, 100 + len(rows))
    pairs = [(one, other) for one in numbers for other in numbers if one != other]
    repeats = data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6)) if pairs else []
    _put(desk, claim_row, rows, repeats)

    def urgency(number: int) -> tuple[object, ...]:
        row = rows[number - 100]
        others = [one if other == number else other for one, other in repeats if number in (one, other)]
        standing = {rows[other - 100].article for other in others if rows[other - 100].status is not Status.WITHDRAWN}
        unsure = is_uncertain(row.confidence, status=row.status, said=row.said, by_hand=False)
        return (not row.checkable, not row.doubted, not unsure, row.hours, -len(standing - {row.article}), number)

    waiting = [
        number
        for number, row in enumerate(rows, 100)
        if row.status in OPEN and (row.checkable or (not row.own_voice and row.said is Said.UNCHECKED))
    ]
    for part, wanted in (
        (Part(), [None]),
        (Part(holder_key="ben"), [None, 2]),
        (Part(free=False, holder_key="ben"), [2]),
        (Part(free=False, holder_key="nobody"), []),
        (Part(article=2, holder_key="ana"), [None, 1]),
    ):
        expected = [
            number
            for number in waiting
            if rows[number - 100].holder in wanted and part.article in {None, rows[number - 100].article}
        ]
        assert _numbers(desk, part) == sorted(expected, key=urgency)
        assert _numbers(desk, part, without=(100, 101)) == [
            number for number in sorted(expected, key=urgency) if number > 101
        ]
