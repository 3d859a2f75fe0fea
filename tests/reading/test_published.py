from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import InvalidInput
from claimtrack.reading.published import parse_published


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24", "2026-11-24T00:00"),
        ("2026-11-24T15:30", "2026-11-24T15:30"),
        ("2026-11-24T15:30+02:00", "2026-11-24T13:30"),
        ("2026-11-24T15:30:00Z", "2026-11-24T15:30"),
        ("2026-11-24 15:30:00+0100", "2026-11-24T14:30"),
        ("20261124", "2026-11-24T00:00"),
        ("2026/11/04", "2026-11-04T00:00"),
        ("2026.3.4 10:00", "2026-03-04T10:00"),
        ("24 November 2026", "2026-11-24T00:00"),
        ("November 24, 2026, 5:49 PM", "2026-11-24T17:49"),
        ("November 24, 2026, 5:49 PM EST", "2026-11-24T22:49"),
        ("July 24, 2026, 5:49 PM EDT", "2026-07-24T21:49"),
        ("Tue, 24 Nov 2026 17:49:00 GMT", "2026-11-24T17:49"),
        ("Tue, 24 Nov 2026 17:49:00 -0500", "2026-11-24T22:49"),
        ("24 Nov 2026 10:00 UTC+3", "2026-11-24T07:00"),
        ("24 Nov 2026 10:00 GMT -3", "2026-11-24T13:00"),
        (" 24 November 2026\n at 10:00 ", "2026-11-24T10:00"),
        ("24.11.2026", "2026-11-24T00:00"),
        ("11/24/2026", "2026-11-24T00:00"),
        ("04/04/2026", "2026-04-04T00:00"),
    ],
)
def test_a_clear_date_is_read(text: str, expected: str) -> None:
    found = parse_published(text)
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "Tuesday",
        "2026",
        "November 2026",
        "2026-11",
        "5:49 PM",
        "03/04/2026",
        "2026-02-30",
        "24 November 2026 10:00 IST",
        "November 24, 2026, 5:49 PM ET",
        "0001-01-01",
        "9999-12-31T23:59-05:00",
        "9" * 5_000,
    ],
)
def test_what_is_no_date_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="write it like 2026-11-24"):
        parse_published(text)


def test_the_zone_of_the_machine_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.tzname", ("IST", "IDT"))
    with pytest.raises(InvalidInput):
        parse_published("24 November 2026 10:00 IST")


@given(st.text(max_size=40) | st.from_regex(r"[0-9A-Za-z:+,./ -]{1,30}", fullmatch=True))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with suppress(InvalidInput):
        assert parse_published(text).tzinfo is UTC
