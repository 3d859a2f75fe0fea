"""Dates as people and pages write them."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from claimtrack.errors import InvalidInput

_EARLIEST = 1400  # printing presses
# By UTC+3 people mean a clock three hours ahead of UTC; dateutil reads it as POSIX does, three hours behind.
_NAMED_OFFSET = re.compile(r"\b(?:UTC|GMT)\s?(?=[+-]\d)")
_YEAR_FIRST = re.compile(r"\A(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
# Hours from UTC of the names that have one meaning in mail: RFC 5322, section 4.3. Others, such as IST, have several.
_ZONES = dict.fromkeys(("UTC", "GMT", "UT", "Z"), 0) | {
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}


def parse_published(text: str) -> datetime:
    """Read a date, with or without a time; without a zone it is UTC, without a time midnight. Gives UTC.

    Takes ISO 8601 and what is clear without it, such as "13 December 2016, 5:49 PM EST". Raises InvalidInput for what
    is no date, could be two ("03/04/2016"), or names a zone that could be several.
    """
    clean = " ".join(text.split())
    try:
        found = _parsed(clean)
        found = found.astimezone(UTC) if found.tzinfo is not None else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidInput(f'"{text}" is no date; write it like 2026-11-24 or 2026-11-24T15:30+02:00') from error
    if found.year < _EARLIEST:
        raise InvalidInput(f'"{text}" is no date of publication; write it like 2026-11-24')
    return found


def _parsed(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return _worded(_NAMED_OFFSET.sub("", _YEAR_FIRST.sub(r"\1-\2-\3", text)))


def _worded(text: str) -> datetime:
    from dateutil import parser

    # Parts that are missing would be taken from the default; two different days show whether anything was. A zone
    # stands in the text or is UTC.
    defaults = (datetime(2001, 1, 1, tzinfo=UTC), datetime(2002, 2, 2, tzinfo=UTC))
    readings = {parser.parse(text, default=day, tzinfos=_zone) for day in defaults}
    if not text[:4].isdecimal():
        # Where day and month could be each other, there are two readings.
        readings.add(parser.parse(text, default=defaults[0], tzinfos=_zone, dayfirst=True))
    if len(readings) > 1:
        raise ValueError("not a whole date, or one that can be read in two ways")
    return readings.pop()


def _zone(name: str | None, offset: int | None) -> tzinfo:
    """Return the zone of a name or of an offset in seconds; the machine's own zone never decides."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    hours = _ZONES.get(name or "UTC")
    if hours is None:
        raise ValueError(f"the zone {name} has several meanings")
    return timezone(timedelta(hours=hours))
