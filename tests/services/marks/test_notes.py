"""What was tried: how it is kept, and where it is told."""

from datetime import UTC, datetime, timedelta

import pytest

from claimtrack.clock import Clock
from claimtrack.errors import InvalidInput
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.log import entries
from claimtrack.services.marks import notes
from claimtrack.services.marks.notes import Attempt, Tried

DAY = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tried", "words"),
    [
        (Tried("rang the clinic"), "rang the clinic"),
        (Tried("rang", "Dr Lind"), "rang (asked: Dr Lind)"),
        (Tried("rang", when=DAY), "rang (on: 2026-11-20)"),
        (Tried("rang", when=DAY + timedelta(hours=9, minutes=5)), "rang (on: 2026-11-20 09:05 UTC)"),
        (Tried("rang", answer="no\n comment"), 'rang (answer: "no comment")'),
        (Tried("rang ", "Dr Lind", DAY, "no comment"), 'rang (asked: Dr Lind; on: 2026-11-20; answer: "no comment")'),
        (Tried("rang", " ", None, ""), "rang"),
    ],
)
def test_an_attempt_is_kept_in_one_form(tried: Tried, words: str) -> None:
    assert notes.worded(tried) == words


def test_the_attempts_on_record_are_those_of_the_claims_asked_for(
    desk: Desk, reviewer: Desk, claims: tuple[int, ...], clock: Clock
) -> None:
    desk.enact(notes.record, look(desk, claims[:2]), Tried("rang", "Dr Lind"))
    reviewer.enact(notes.record, look(reviewer, claims[:1]), Tried("wrote"))
    found = notes.on_record(desk, claims[:1])
    assert [(one.claim, one.text, one.by) for one in found] == [
        (claims[0], "rang (asked: Dr Lind)", "ana"),
        (claims[0], "wrote", "reviewer"),
    ]
    assert all(isinstance(one, Attempt) and one.at < clock() for one in found)
    assert notes.on_record(desk, claims[2:]) == []
    assert entries(desk, claims=claims[1:2])[-1][0].what == "tried: rang (asked: Dr Lind)"


def test_an_attempt_says_something_and_has_been_made(desk: Desk, bridge: int, clock: Clock) -> None:
    with pytest.raises(InvalidInput, match="the attempt is empty"):
        desk.enact(notes.record, look(desk, [bridge]), Tried(" ", "Dr Lind"))
    with pytest.raises(InvalidInput, match="the attempt of 2027-01-01 has not been made yet; note it afterwards"):
        desk.enact(notes.record, look(desk, [bridge]), Tried("rang", when=datetime(2027, 1, 1, tzinfo=UTC)))
    # Tomorrow has begun somewhere.
    desk.enact(notes.record, look(desk, [bridge]), Tried("rang", when=clock() + timedelta(hours=13)))
