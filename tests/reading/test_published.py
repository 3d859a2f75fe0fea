import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import InvalidInput
from claimtrack.reading.metadata.published import parse_published, told_published


def test_a_day_that_could_be_two_is_told_with_both() -> None:
    with pytest.raises(InvalidInput, match=r'^"05.04.2026" could be two days; write 2026-04-05 or 2026-05-04$'):
        parse_published("05.04.2026")


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
        ("2026-W48-2", "2026-11-24T00:00"),
        ("2026W482T1530Z", "2026-11-24T15:30"),
        ("20261124T153000Z", "2026-11-24T15:30"),
        ("20261124T1530+0530", "2026-11-24T10:00"),
        ("20261124153000", "2026-11-24T15:30"),
        ("2026-11-24T15:30:00.123456789Z", "2026-11-24T15:30:00.123456"),
        ("20261124T153000.5Z", "2026-11-24T15:30:00.500000"),
        ("2026-11-24T10:00-05:00", "2026-11-24T15:00"),
        ("2026-11-24 10:00:00-0500", "2026-11-24T15:00"),
        ("2026-11-24 10:00 -0500", "2026-11-24T15:00"),
        ("2026-11-24T15:30:00+01:00[Europe/Berlin]", "2026-11-24T14:30"),
        ("2026. 3. 4.", "2026-03-04T00:00"),
        ("2026年3月4日 10:00", "2026-03-04T10:00"),
        ("24-Nov-2026", "2026-11-24T00:00"),
        ("2026-Nov-24", "2026-11-24T00:00"),
        ("Tues., 24th of Sept. 2026", "2026-09-24T00:00"),
        ("Nov. 24, 2026 at 5:49 p.m. EST", "2026-11-24T22:49"),
        ("24 November 2026 | 17.49", "2026-11-24T17:49"),
        ("24.11.2026 10:30 Uhr", "2026-11-24T10:30"),
        ("12 AM, 24 November 2026", "2026-11-24T00:00"),
        ("10:00 GMT on 24 November 2026", "2026-11-24T10:00"),
        ("24 November 2026 10:00 MSK", "2026-11-24T07:00"),
        ("24 November 2026 10:00 CEST", "2026-11-24T08:00"),
        ("24 November 2026 10:00 +0100 (CET)", "2026-11-24T09:00"),
        ("Tue Nov 24 17:49:00 2026", "2026-11-24T17:49"),
        ("Tue Nov 24 17:49:00 UTC 2026", "2026-11-24T17:49"),
        ("Tue Nov 24 2026 17:49:00 GMT+0100 (Central European Standard Time)", "2026-11-24T16:49"),
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
        "26-27 November 2017",
        "November 26-27, 2017",
        "26 November - 27 November 2017",
        "26 to 27 November 2017",
        "26/27 November 2017",
        "26.-27.11.2017",
        "2017-11-26/2017-11-27",
        "24 November 2026, 25 November 2026",
        "24 November 2026 10:00-11:00",
        "10:00-11:00 24 November 2026",
        "24 Nov 26",
        "24/11/26",
        "26-11-24",
        "November 24, '26",
        "10:00",
        "T10:00Z",
        "24 November",
        "2026-W48",
        "2026-W48-8",
        "1772438400",
        "1772438400000",
        "1772438400.123",
        "202611241530",
        "12/05/2020",
        "12/05/2020 10:00",
        "05.12.2020",
        "2. März 2026",
        "2 de marzo de 2026",
        "2026-11-24x15:30",
        "24 November 2026 25:00",
        "24 November 2026 13:49 PM",
        "24 November 2026 10:00 XYZ",
        "24 November 2026 10:00 BST",
        "24 November 2026 10:00 +2500",
        "24 November 2026 10:00 +0107",
        "2026-11-24 (updated)",
        "issue 24 November 2026",
        "1 24 November 2026",
    ],
)
def test_what_is_no_date_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"write it like 2026-11-24|could be two days"):
        parse_published(text)


def test_the_zone_of_the_machine_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.tzname", ("IST", "IDT"))
    with pytest.raises(InvalidInput):
        parse_published("24 November 2026 10:00 IST")


@given(st.text(max_size=40) | st.from_regex(r"[0-9A-Za-z:+,./ -]{1,30}", fullmatch=True))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with suppress(InvalidInput):
        assert parse_published(text).tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "day_first", "expected"),
    [
        ("03/04/2016", True, "2016-04-03"),
        ("03/04/2016", False, "2016-03-04"),
        ("03.04.2016 10:00", True, "2016-04-03"),
        ("13/04/2016", False, "2016-04-13"),
        ("04/13/2016", True, "2016-04-13"),
        ("2016/03/04", True, "2016-03-04"),
    ],
)
def test_which_of_two_readings_is_meant_can_be_said(text: str, day_first: bool, expected: str) -> None:
    assert parse_published(text, day_first=day_first).date() == date.fromisoformat(expected)


def test_what_nobody_can_have_published_yet_is_refused_where_asked() -> None:
    latest = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert parse_published("2026-11-24T12:00Z", latest=latest) == latest
    with pytest.raises(InvalidInput, match=r'"2026-11-24T12:01Z" is in the future; write .* like 2026-11-24'):
        parse_published("2026-11-24T12:01Z", latest=latest)
    assert parse_published("2062-11-24").year == 2062


def test_what_a_page_tells_is_no_date_far_ahead_of_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimtrack.reading.metadata.published.utc_now", lambda: datetime(2026, 11, 24, 12, tzinfo=UTC))
    assert told_published("2026-11-25T12:00Z") == datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert [told_published(text) for text in ("2026-11-26", "soon", "1970-01-01T00:00:00Z", "1399-01-01", None)] == [
        None
    ] * 5


_FORMS = (
    "{0:%Y-%m-%d}",
    "{0:%Y%m%d}",
    "{0:%Y/%m/%d}",
    "{0:%G-W%V-%u}",
    "{0.day} {0:%B} {0.year}",
    "{0:%A}, {0.day} {0:%b} {0.year}",
    "{0:%B} {0.day}, {0.year}",
)
_DAYS = st.dates(date(1400, 1, 1), date(2100, 12, 31))


@given(_DAYS, st.times().map(lambda one: one.replace(microsecond=0)), st.sampled_from(_FORMS), st.integers(-47, 55))
def test_every_moment_is_read_back_from_every_form(day: date, time: Any, form: str, quarters: int) -> None:
    there = timezone(timedelta(minutes=15 * quarters))
    meant = datetime.combine(day, time, there)
    with suppress(OverflowError):
        text = (
            f"{form.format(day)}T{time:%H%M%S}Z"
            if form == _FORMS[1]
            else f"{form.format(day)} {time:%H:%M:%S} {meant:%z}"
        )
        expected = meant.replace(tzinfo=UTC) if form == _FORMS[1] else meant
        if expected.astimezone(UTC).year >= 1400:
            assert parse_published(text) == expected


@given(
    _DAYS, st.integers(1, 30), st.sampled_from(["-", "–", " - ", " to ", "/", " and ", ", ", " & ", " "]), st.booleans()
)
def test_several_days_are_never_one(day: date, more: int, between: str, whole: bool) -> None:
    last = day + timedelta(days=more)
    shapes = (
        [
            f"{day}{between}{last}",
            f"{day:%d %B %Y}{between}{last:%d %B %Y}",
            f"{day:%B %d, %Y}{between}{last:%B %d, %Y}",
        ]
        if whole
        else [
            f"{day.day}{between}{last:%d %B %Y}",
            f"{day:%d %B}{between}{last:%d %B %Y}",
            f"{day:%B} {day.day}{between}{last.day}, {day.year}",
        ]
    )
    for text in shapes:
        with pytest.raises(InvalidInput):
            parse_published(text)


@given(st.integers(0, 10**20).map(str) | st.decimals(0, 10**12, allow_nan=False).map(str))
def test_a_number_is_a_date_only_where_it_is_written_as_one(text: str) -> None:
    with suppress(InvalidInput):
        parse_published(text)
        assert re.fullmatch(r"[0-9]{4}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])(?:[0-9]{6})?", text)


_KNOWN = re.compile(
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|mon|tues?|wed|thur?s?|fri|sat|sun|th|st|nd|rd|am|pm|at|on|of|the|utc|gmt|[tzwhap]",
    re.IGNORECASE,
)
_PIECES = st.sampled_from(
    "24 3 04 2026 1999 26 99 2026-11-24 November nov. Tuesday Tue, 5:49 17:49:00 PM a.m. T Z UTC EST +01:00 - – / . , "
    "of the 24th at by Published Updated ago chapter 7 W48-2 20261124".split()
)


@given(st.lists(_PIECES, min_size=1, max_size=7).map(" ".join) | st.lists(_PIECES, max_size=5).map("".join))
def test_nothing_but_a_date_is_read_as_one(text: str) -> None:
    with suppress(InvalidInput):
        found = parse_published(text)
        numbers = re.findall("[0-9]+", text)
        # It says its year in full, no more numbers than a moment with a zone has, and no word of anything else.
        assert any(number.startswith(str(found.year)) or str(found.year + 1) in number for number in numbers)
        assert len(numbers) <= 8
        assert re.search(r"[^\W\d_]", re.sub(r"\b(?:EST|W48)\b", "", _KNOWN.sub("", text))) is None
