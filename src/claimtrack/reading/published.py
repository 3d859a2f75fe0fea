"""Dates as people and pages write them."""

from datetime import UTC, datetime

from claimtrack.errors import InvalidInput

_EARLIEST = 1400  # printing presses


def parse_published(text: str) -> datetime:
    """Read a date, with or without a time; without a zone it is UTC, without a time midnight.

    Takes ISO 8601 and what is clear without it, such as "13 December 2016, 5:49 PM". Raises InvalidInput for what is
    no date, or could be two ("03/04/2016").
    """
    clean = text.strip()
    try:
        found = _parsed(clean)
    except (ValueError, OverflowError) as error:
        raise InvalidInput(f'"{text}" is no date; write it like 2026-11-24 or 2026-11-24T15:30+02:00') from error
    if found.year < _EARLIEST:
        raise InvalidInput(f'"{text}" is no date of publication; write it like 2026-11-24')
    return found.astimezone(UTC) if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _parsed(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return _worded(text)


def _worded(text: str) -> datetime:
    from dateutil import parser

    # Parts that are missing would be taken from today; two different days show whether anything was.
    readings = {
        parser.parse(text, default=datetime(year, month, day)) for year, month, day in ((2001, 1, 1), (2002, 2, 2))
    }  # noqa: DTZ001 - the zone, if any, is in the text
    # Where day and month could be each other, there are two readings.
    readings.add(parser.parse(text, default=datetime(2001, 1, 1), dayfirst=True))  # noqa: DTZ001 - as above
    if len(readings) > 1:
        raise ValueError("not a whole date, or one that can be read in two ways")
    return readings.pop()
