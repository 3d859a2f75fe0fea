import tracemalloc
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from tests.events.raw import raw

from claimtrack.db import chain, event_rows
from claimtrack.errors import NotFound, UsageError
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.desk import Desk, acting
from claimtrack.services.integrity.log import Asked, entries, stream
from claimtrack.services.verdicts import decisions
from claimtrack.vocabulary import Status

pytestmark = pytest.mark.both_databases


@pytest.fixture
def two(
    desk: Desk, reviewer: Desk, record: Callable[..., Ingested], decide: Callable[..., list[decisions.Moved]]
) -> Sequence[int]:
    """Give two claims; ana disputes the first, the reviewer both."""
    first, second = record("Ana Ruiz: The bridge is closed.", "Ben Sol: The ferry runs.").claims
    decide(Status.DISPUTED, first, second, by=reviewer, reason="too early")
    decide(Status.UNVERIFIABLE, first, by=desk, reason="nobody saw it")
    return first, second


def _numbers(desk: Desk, **asked: Any) -> list[int]:
    return [line.number for line, _, _ in entries(desk, **asked)]


@pytest.mark.usefixtures("two")
def test_the_whole_log_is_given_oldest_first_with_hashes_that_follow_each_other(desk: Desk) -> None:
    lines = entries(desk)
    assert [line.number for line, _, _ in lines] == list(range(1, len(lines) + 1))
    assert [line.at for line, _, _ in lines] == sorted(line.at for line, _, _ in lines)
    with desk.database.connect() as connection:
        assert chain.head(connection) == chain.Head(len(lines), lines[-1][2])
    assert len({digest for _, _, digest in lines}) == len(lines)


def test_the_log_of_claims_leaves_out_all_else(desk: Desk, two: Sequence[int]) -> None:
    first, second = two
    assert [claim for _, claim, _ in entries(desk, claims=[second])] == [second] * 3
    assert [line.what for line, _, _ in entries(desk, claims=[first])] == [
        "recorded it on ingest from Ana Ruiz",
        "handed it to reviewer",
        "marked it disputed (was unverified)",
        "marked it unverifiable (was disputed)",
    ]
    assert _numbers(desk, claims=two) == sorted({*_numbers(desk, claims=[first]), *_numbers(desk, claims=[second])})


def test_the_newest_are_given_oldest_first(desk: Desk, two: Sequence[int]) -> None:
    assert _numbers(desk, newest=3) == _numbers(desk)[-3:]
    assert _numbers(desk, claims=two, newest=2) == _numbers(desk, claims=two)[-2:]
    assert _numbers(desk, newest=1000) == _numbers(desk)


@pytest.mark.parametrize("name", ["reviewer", "  Reviewer "])
def test_the_log_of_a_person_is_what_they_did(desk: Desk, two: Sequence[int], name: str) -> None:
    assert [line.who for line, _, _ in entries(desk, by=name)] == ["reviewer"] * 4
    assert [line.reason for line, _, _ in entries(desk, claims=two[:1], by=name)] == [None, "too early"]
    assert [line.reason for line, _, _ in entries(desk, by="ana", newest=1)] == ["nobody saw it"]


@pytest.mark.usefixtures("two")
def test_who_or_what_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(NotFound, match='no reviewer "cleo"; `claimtrack reviewer list` shows those there are'):
        entries(desk, by="cleo")
    with pytest.raises(NotFound, match="no claims 98, 99; `claimtrack list` shows the numbers there are"):
        entries(desk, claims=[1, 98, 99])


@pytest.mark.usefixtures("two")
def test_a_stranger_may_read_the_log(desk: Desk, stranger: Desk) -> None:
    assert entries(stranger) == entries(desk)


@pytest.mark.usefixtures("two")
def test_the_log_of_a_time_begins_and_ends_there(desk: Desk) -> None:
    lines = entries(desk)
    third, fifth = lines[2][0].at, lines[4][0].at
    found = [line for line, _, _ in stream(desk, Asked(since=third, before=fifth))]
    assert found == [line for line, _, _ in lines if third <= line.at < fifth]
    assert list(stream(desk, Asked(since=fifth + timedelta(days=1)))) == []


@pytest.mark.usefixtures("two")
def test_the_log_of_an_action_or_of_all_on_one_kind_of_thing(desk: Desk, two: Sequence[int]) -> None:
    statuses = list(stream(desk, Asked(action="claim.status")))
    assert [claim for _, claim, _ in statuses] == [two[0], two[1], two[0]]
    both = list(stream(desk, Asked(action="claim", claims=two[:1], newest=2)))
    assert both == entries(desk, claims=two[:1], newest=2)
    with pytest.raises(UsageError, match=r'no event has the action "status"; there are account\.given, .*claim'):
        list(stream(desk, Asked(action="status")))


@pytest.mark.usefixtures("two")
def test_the_log_comes_whole_however_many_are_read_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = entries(desk)
    monkeypatch.setattr(event_rows, "_EVENTS_AT_ONCE", 2)
    assert entries(desk) == whole
    assert entries(desk, newest=3) == whole[-3:]


def test_memory_does_not_grow_with_the_length_of_the_log(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def peak() -> int:
        tracemalloc.start()
        assert sum(1 for _ in stream(desk, Asked())) > 100
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    def more(count: int) -> None:
        with acting(desk) as act:
            role = raw("reviewer.role", ("reviewer", 1), before={"role": "admin"}, after={"role": "admin"})
            act.changes += [role] * count

    monkeypatch.setattr(event_rows, "_EVENTS_AT_ONCE", 50)
    more(200)
    peak()
    few = peak()
    more(2000)
    assert peak() < few + 256 * 1024
