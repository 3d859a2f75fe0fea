"""Two captures of a page: seen by two where the other bears it out, else by one, and in what they differ."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.fake_clock import FakeClock
from tests.reading.captures.site import WORDS, served

from claimtrack.db.session import writing
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import attachments
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.corroboration import Compared, compare, corroborate, held_against
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.integrity.verify import verify
from claimtrack.vocabulary import Basis, Stance

Capture = Callable[..., int]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Give the address of the site."""
    with served() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def captured(desk: Desk, bridge: int, site: str) -> Capture:
    """Give a way to capture a page and attach it; gives its number."""

    def attach(page: str = "plainly", excerpt: str | None = None, *, by: Desk = desk) -> int:
        bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None, excerpt=excerpt)
        examined = examine(by, offered_from(by, f"{site}/{page}", allow_private=True), bearing)
        return by.enact(attachments.attach, look(by, [bridge]), examined).number

    return attach


@pytest.fixture
def held(desk: Desk) -> Callable[[int, int], Compared]:
    """Give a way to hold a piece against another and put on record what came of it."""

    def hold(number: int, other: int) -> Compared:
        found = compare(desk, number, other)
        desk.enact(corroborate, found)
        return found

    return hold


def test_a_page_that_two_people_captured_alike_is_seen_by_two(
    desk: Desk, editor: Desk, captured: Capture, held: Callable[[int, int], Compared]
) -> None:
    first, second = captured(excerpt=WORDS), captured(by=editor)
    assert held(first, second) == Compared(first, second, agrees=True, people=True, hours=False, differences=())
    (one,) = held_against(desk, first)
    assert (one.other, one.agrees, one.apart, one.by, one.differences) == (second, True, "other people", "ana", None)
    assert held_against(desk, second) == []
    assert verify(desk).problems == ()


def test_the_same_person_has_to_look_an_hour_later(
    captured: Capture, held: Callable[[int, int], Compared], clock: FakeClock
) -> None:
    first = captured(excerpt=WORDS)
    second = captured()
    with pytest.raises(ForbiddenMove, match="both captured by ana within the hour, which counts as one look"):
        held(first, second)
    clock.now += timedelta(hours=1)
    found = held(first, captured())
    assert (found.agrees, found.people, found.hours) == (True, False, True)


def test_a_passage_that_the_other_has_not_leaves_a_page_seen_by_one_and_is_named(
    desk: Desk, editor: Desk, captured: Capture, held: Callable[[int, int], Compared], site: str
) -> None:
    first, second = captured(excerpt=WORDS), captured("reworded", by=editor)
    found = held(first, second)
    assert found.agrees is False
    assert found.differences == (
        f'evidence {second} does not have "{WORDS}"',
        f"the pages are at {site}/plainly and at {site}/reworded",
        f'evidence {first} alone has "{WORDS}"',
        f'evidence {second} alone has "{WORDS.replace("two", "three")}"',
    )
    assert [one.agrees for one in held_against(desk, first)] == [False]


def test_without_a_passage_the_pages_themselves_are_compared(
    editor: Desk, captured: Capture, held: Callable[[int, int], Compared]
) -> None:
    picture, same, other = captured("river.png"), captured("large.png", by=editor), captured("small.png", by=editor)
    assert held(picture, same).agrees is True
    found = held(picture, other)
    assert (found.agrees, found.differences[-1]) == (False, "the pages have no text and are not the same bytes")
    page, again = captured("plainly"), captured("early", by=editor)
    assert held(page, again).agrees is True
    assert held(page, same).differences[-1] == f"only evidence {page} has a text"
    assert held(page, captured("gallery", by=editor)).agrees is False


def test_what_was_compared_last_is_what_holds(
    desk: Desk, editor: Desk, captured: Capture, held: Callable[[int, int], Compared], bridge: int
) -> None:
    first, second = captured(), captured("reworded", by=editor)
    held(first, second)
    bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None, excerpt=WORDS)
    data = desk.locker.read(next(iter(_digests(desk, first))))
    desk.enact(attachments.withdraw, first, reason="to say which passage matters")
    desk.enact(attachments.attach, look(desk, [bridge]), examine(desk, Offered(data, "plainly"), bearing))
    held(first, second)
    assert [one.agrees for one in held_against(desk, first)] == [False]


def _digests(desk: Desk, number: int) -> Iterator[str]:
    with desk.database.connect() as connection:
        yield from connection.scalars(text("SELECT digest FROM evidence WHERE id = :id"), {"id": number})


def test_only_captures_are_compared(
    desk: Desk, captured: Capture, bridge: int, held: Callable[[int, int], Compared]
) -> None:
    bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None)
    letter = desk.enact(attachments.attach, look(desk, [bridge]), examine(desk, Offered(b"x", "letter.txt"), bearing))
    first = captured()
    with pytest.raises(InvalidInput, match=f"evidence {letter.number} is no capture that tells who made it and when"):
        held(first, letter.number)
    with pytest.raises(InvalidInput, match="cannot be held against itself"):
        held(first, first)
    with pytest.raises(NotFound, match="no evidence 99"):
        held(first, 99)


@pytest.mark.both_databases
def test_what_was_found_is_shown_with_the_claim_and_held_against_the_events(
    desk: Desk,
    editor: Desk,
    captured: Capture,
    held: Callable[[int, int], Compared],
    stands: Callable[[int], ClaimEntry],
    bridge: int,
) -> None:
    first, second = captured(excerpt=WORDS), captured(by=editor)
    assert [piece.seen_by_two for piece in stands(bridge).evidence] == [False, False]
    held(first, second)
    assert [piece.seen_by_two for piece in stands(bridge).evidence] == [True, False]
    with writing(desk.database) as session:
        session.execute(text("UPDATE corroboration SET agrees = false, differences = 'none'"))
    problems = "\n".join(verify(desk).problems)
    assert "corroboration 1: agrees is yes by the events, no in the table" in problems
    assert 'the differences of corroboration 1 is "none" in the table, and no event says so' in problems
