"""Clocks that change with the season and bear one name in both: "ET", and "BST" in the summer of the British."""

import re
from datetime import date, timedelta

from claimtrack.reading.metadata.published import written

_NAMED = re.compile(r"(?<=[\dm.]) ?\(?\b(?P<zone>BST|ET|CT|PT)\b\)?")
_HOURS = {"ET": -5, "CT": -6, "PT": -8}
_LONGEST = 100


def with_offset(text: str) -> str:
    """Return a moment with hours for the name of a zone that has one meaning on its day; other words as they are.

    "BST" is British Summer Time, on a day of it alone; who knows the page tells apart what Bangladesh calls so.
    """
    match = _NAMED.search(text) if len(text) <= _LONGEST else None
    if match is None:
        return text
    bare = f"{text[: match.start()]}{text[match.end() :]}"
    try:
        moment = written(bare, day_first=True)
        if not moment.timed or moment.moment.tzinfo is not None or written(bare) != moment:
            return text
    except (ValueError, OverflowError):
        return text
    hours = _hours(match["zone"], moment.moment.date())
    return text if hours is None else f"{text[: match.start()]} {hours:+03d}00{text[match.end() :]}"


def _hours(zone: str, day: date) -> int | None:
    """Return the hours from UTC on a day; None on those of a change, and where the name is not in use."""
    if zone == "BST":
        return 1 if _last_sunday(day.year, 3) < day < _last_sunday(day.year, 10) else None
    if day.year < 2007:
        return None  # the rule was another
    begins, ends = date(day.year, 3, 8), date(day.year, 11, 1)
    begins, ends = (one + timedelta(days=6 - one.weekday()) for one in (begins, ends))
    if day in (begins, ends):
        return None
    return _HOURS[zone] + (begins < day < ends)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
