"""Where a party's reply stands, by what is on record and by the clock: every row against every moment."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from claimtrack.rules.replies import OnRecord, had_its_chance, state_of
from claimtrack.vocabulary import ReplyKind, ReplyState

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ASK, EXCEPTION = ReplyKind.ASK, ReplyKind.EXCEPTION
S = ReplyState


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (OnRecord(ASK), S.OPEN),
        (OnRecord(ASK, NOW + timedelta(microseconds=1)), S.OPEN),
        (OnRecord(ASK, NOW), S.SILENT),
        (OnRecord(ASK, NOW - timedelta(days=1)), S.SILENT),
        (OnRecord(ASK, NOW - timedelta(days=1), answered=True), S.ANSWERED),
        (OnRecord(ASK, NOW + timedelta(days=1), answered=True), S.ANSWERED),
        (OnRecord(ASK, None, answered=True, declined=True), S.DECLINED),
        (OnRecord(EXCEPTION), S.EXCEPTED),
        (OnRecord(EXCEPTION, withdrawn=True), S.WITHDRAWN),
        (OnRecord(ASK, NOW, answered=True, withdrawn=True), S.WITHDRAWN),
    ],
)
def test_a_reply_stands_as_the_record_and_the_clock_have_it(reply: OnRecord, state: ReplyState) -> None:
    assert state_of(reply, now=NOW) is state


@pytest.mark.parametrize("states", list(product(ReplyState, repeat=2)))
def test_a_party_had_its_chance_once_it_answered_or_all_its_time_is_over(states: tuple[ReplyState, ReplyState]) -> None:
    settled = {S.ANSWERED, S.DECLINED, S.EXCEPTED}
    wanted = bool(settled & set(states)) or (S.SILENT in states and S.OPEN not in states)
    assert had_its_chance(states) is wanted
    assert had_its_chance(states[::-1]) is wanted


def test_who_was_never_asked_had_no_chance() -> None:
    assert not had_its_chance(())
    assert not had_its_chance([S.WITHDRAWN])
