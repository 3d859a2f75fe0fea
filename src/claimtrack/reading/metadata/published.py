"""Dates as people and pages write them: read where they can be one day only, refused otherwise."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from claimtrack.clock import utc_now
from claimtrack.errors import InvalidInput

_EARLIEST = 1400  # printing presses
_AHEAD = timedelta(days=1)
"""How far the clocks of others may be ahead of ours, zones included."""
_UNSET = datetime(1970, 1, 1, tzinfo=UTC)
"""What a program writes that was never told a date."""
_LONGEST = 100
"""Characters; the longest way to write a moment has fewer."""

# Hours from UTC of the names that have one meaning: those of mail (RFC 5322, section 4.3), and those of clocks that
# share their name with no other. IST, BST, AST and ET have several or change with the season.
_HOURS = {
    name: float(hours)
    for hours, names in (
        line.split(None, 1)
        for line in """\
            -10 HST
            -9 AKST
            -8 AKDT PST
            -7 MST PDT
            -6 CST MDT
            -5 EST CDT
            -4 EDT
            -3.5 NST
            -3 BRT
            -2.5 NDT
            0 UTC GMT UT Z WET
            1 CET MEZ WAT WEST
            2 CAT CEST EET MESZ SAST
            3 EAT EEST MSK TRT
            5 PKT
            5.75 NPT
            7 WIB
            8 AWST HKT SGT WITA
            9 JST KST WIT
            9.5 ACST
            10 AEST
            11 AEDT
            12 NZST
            13 NZDT""".splitlines()
    )
    for name in names.split()
}
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]{0,2} )?"
_YEAR, _ONE_OR_TWO = "[0-9]{4}", "[0-9]{1,2}"
_NTH = f"{_ONE_OR_TWO}(?:st|nd|rd|th)?"
# Year, month and day are the groups y, m and d with the number of the form.
_FORMS = (
    f"(?P<y0>{_YEAR})(?P<m0>[0-9]{{2}})(?P<d0>[0-9]{{2}})",
    f"(?P<y1>{_YEAR})(?P<s1>[-/]|\\. )(?P<m1>{_ONE_OR_TWO})(?P=s1)(?P<d1>{_ONE_OR_TWO})\\.?",
    f"(?P<y7>{_YEAR})\\.(?P<m7>{_ONE_OR_TWO})\\.(?P<d7>{_ONE_OR_TWO})\\.?",
    f"(?P<d2>{_ONE_OR_TWO})(?P<s2>[-/.])(?P<m2>{_ONE_OR_TWO})(?P=s2)(?P<y2>{_YEAR})",
    f"{_WEEKDAY}(?:the )?(?P<d3>{_NTH})(?:\\.? (?:of )?|[-/])(?P<m3>{_MONTH})(?:[.,]{{0,2}} |[-/])(?P<y3>{_YEAR})",
    f"{_WEEKDAY}(?P<m4>{_MONTH})\\.? (?P<d4>{_NTH}),? (?P<y4>{_YEAR})",
    f"(?P<y5>{_YEAR})(?:,? |[-/])(?P<m5>{_MONTH})(?:\\.? |[-/])(?P<d5>{_ONE_OR_TWO})",
    f"(?P<y6>{_YEAR}) ?[年년] ?(?P<m6>{_ONE_OR_TWO}) ?[月월] ?(?P<d6>{_ONE_OR_TWO}) ?[日일]",
    "(?P<week>[0-9]{4}-?W[0-9]{2}-?[1-7])",
)
_DATE = re.compile(f"(?:{'|'.join(_FORMS)})(?![0-9])", re.IGNORECASE)
_CLOCK = (
    r"(?P<h>[0-9]{1,2})(?:[:.h](?P<mi>[0-9]{2})(?:(?P<s>[:.][0-9]{2})(?:[.,](?P<f>[0-9]{1,9}))?)?)?"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?(?: (?:hrs|hours|uhr))?"
)
_ZONE = (
    r"(?: ?(?P<zone>(?:UTC|GMT) ?[-+\u2212][0-9]{1,2}(?::?[0-9]{2})?|[-+\u2212][0-9]{2}(?::?[0-9]{2})?|[A-Z]{1,4}\b)"
    r"(?: \([A-Z][A-Z ]*\)|\[[A-Z_/]+\])?)?"
)
_BEHIND = re.compile(f"(?P<sep>T|,? (?:(?:at|@|[-–—|•·]) )?){_CLOCK}{_ZONE}", re.IGNORECASE)
_BASIC = re.compile(
    f"(?P<sep>T)(?P<h>[0-9]{{2}})(?P<mi>[0-9]{{2}})(?P<s>[0-9]{{2}}(?:[.,](?P<f>[0-9]{{1,9}}))?)?{_ZONE}", re.IGNORECASE
)
_BEFORE = re.compile(f"(?P<sep>){_CLOCK}{_ZONE}(?:,| on|,? [-–—|•·])? ", re.IGNORECASE)
# As C writes it, and JavaScript: the time stands inside the date, or the zone has its name behind it.
_OF_C = re.compile(
    f"{_WEEKDAY}(?P<md>{_MONTH} {{1,2}}{_ONE_OR_TWO}) (?P<time>[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?: [A-Z]{{1,4}})?) "
    f"(?P<y>{_YEAR})",
    re.IGNORECASE,
)


_YEAR_AT = re.compile(_YEAR)
_STAMP = re.compile("([0-9]{8})([0-9]{6})")


@dataclass(frozen=True, slots=True)
class Written:
    """A moment as it was written: naive where no zone stood there, at midnight where no time did (``timed``)."""

    moment: datetime
    timed: bool

    @property
    def utc(self) -> datetime:
        """Return the moment in UTC, which is the zone where none was written; raises OverflowError."""
        return self.moment.replace(tzinfo=UTC) if self.moment.tzinfo is None else self.moment.astimezone(UTC)


def parse_published(text: str, *, day_first: bool | None = None, latest: datetime | None = None) -> datetime:
    """Read a date, with or without a time; without a zone it is UTC, without a time midnight. Gives UTC.

    Takes ISO 8601 and what is clear without it, such as "13 December 2016, 5:49 PM EST". Raises InvalidInput for what
    is no date, several dates or a range, could be two ("03/04/2016", unless ``day_first`` says which), names a zone
    that could be several, or is after ``latest``.
    """
    try:
        found = written(text, day_first=day_first).utc
    except (ValueError, OverflowError) as error:
        two = _two_days(text) if day_first is None else None
        if two is not None:
            raise InvalidInput(f'"{text}" could be two days; write {two[0]} or {two[1]}') from error
        raise InvalidInput(f'"{text}" is no date; write it like 2026-11-24 or 2026-11-24T15:30+02:00') from error
    if _is_possible(found, latest):
        return found
    if found.year < _EARLIEST:
        raise InvalidInput(f'"{text}" is no date of publication; write it like 2026-11-24')
    raise InvalidInput(f'"{text}" is in the future; write the date of publication like 2026-11-24')


def _is_possible(moment: datetime, latest: datetime | None) -> bool:
    return moment.year >= _EARLIEST and (latest is None or moment <= latest)


def _two_days(text: str) -> tuple[date, date] | None:
    """Return the days that a date may mean, the one with the day first and the other; None where it means none."""
    try:
        one, other = (written(text, day_first=first).utc.date() for first in (True, False))
    except (ValueError, OverflowError):
        return None
    return (one, other) if one != other else None


def latest_published() -> datetime:
    """Return the latest moment at which anything can have been published by now, whatever its clock says."""
    return utc_now() + _AHEAD


def told_published(text: str | None, *, day_first: bool | None = None) -> datetime | None:
    """Read the date that a page or file tells of itself; None where it is none, or cannot be that of a publication."""
    if text is None:
        return None
    found = told_written(text, day_first=day_first)
    return found.utc if found is not None else None


def told_written(text: str, *, day_first: bool | None = None) -> Written | None:
    """Read the same, as it is written."""
    try:
        found = written(text, day_first=day_first)
        moment = found.utc
    except (ValueError, OverflowError):
        return None  # written for machines of many kinds, or by none; --published says it
    return found if _is_possible(moment, latest_published()) and moment != _UNSET else None


def is_date(text: str) -> bool:
    """Tell whether words are a date and nothing else, though it may be one of two ("03/04/2016")."""
    return len(text) <= 10 * _LONGEST and _YEAR_AT.search(text) is not None and _is_date(text)


@lru_cache(maxsize=256)
def _is_date(text: str) -> bool:
    # A line of a page is asked for its dates by its headline, its byline and its labels.
    try:
        written(text, day_first=True)
    except (ValueError, OverflowError):
        return False
    return True


def written(text: str, *, day_first: bool | None = None) -> Written:
    """Read what ``parse_published`` reads, as it is written; raises ValueError or OverflowError."""
    clean = _STAMP.sub(r"\1T\2", text) if _STAMP.fullmatch(text) else " ".join(text.split())
    if len(clean) > _LONGEST:
        raise ValueError("longer than any date")
    of_c = _OF_C.fullmatch(clean)
    if of_c is not None:
        clean = f"{of_c['md']} {of_c['y']} {of_c['time']}"
    day = _DATE.match(clean)
    if day is not None:
        rest = clean[day.end() :]
        if not rest:
            return Written(datetime.combine(_day(day, day_first), time()), timed=False)
        clock = (_BASIC if day["y0"] or day["week"] else _BEHIND).fullmatch(rest) or _BEHIND.fullmatch(rest)
    else:
        clock = _BEFORE.match(clean)
        day = _DATE.fullmatch(clean, clock.end()) if clock is not None else None
    if day is None or clock is None:
        raise ValueError("not a whole date")
    moment = datetime.combine(_day(day, day_first), _time(clock))
    return Written(moment.replace(tzinfo=_zone(clock)), timed=True)


def _day(match: re.Match[str], day_first: bool | None) -> date:
    if match["week"]:
        return date.fromisoformat(match["week"])
    form = next(number for number in range(8) if match[f"y{number}"])
    year, month, day = (match[f"{part}{form}"] for part in "ymd")
    number = _MONTHS.get(month[:3].lower()) or int(month)
    if form == 2 and number <= 12 and int(day) <= 12 and number != int(day):
        if day_first is None:
            raise ValueError("a date that can be read in two ways")
        number, day = (number, day) if day_first else (int(day), month)
    elif form == 2 and number > 12:
        number, day = int(day), month
    return date(int(year), number, int(re.sub("[a-z]+", "", day, flags=re.IGNORECASE)))


def _time(match: re.Match[str]) -> time:
    parts = match.groupdict()
    hour, half = int(parts["h"]), (parts.get("half") or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError("no hour of half a day")
    if not half and parts["mi"] is None:
        raise ValueError("an hour without minutes")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    seconds = int((parts["s"] or "0").strip(":.")[:2])
    return time(hour, int(parts["mi"] or 0), seconds, int((parts["f"] or "0").ljust(6, "0")[:6]))


def _zone(match: re.Match[str]) -> tzinfo | None:
    """Return the zone behind a time; the machine's own zone never decides."""
    parts = match.groupdict()
    name = parts["zone"]
    if name is None:
        return None
    offset = re.fullmatch(r"(?:UTC|GMT)? ?([-+\u2212])([0-9]{1,2}):?([0-9]{2})?", name, re.IGNORECASE)
    if offset is None:
        hours = _HOURS.get(name.upper() if name in {"z", "utc", "gmt"} else name)
        if hours is None:
            raise ValueError(f"the zone {name} has several meanings, or none")
        return timezone(timedelta(hours=hours))
    if offset[1] != "+" and not parts["s"] and parts["sep"].upper() != "T" and f" {name}" not in match[0]:
        raise ValueError("a range of times is no time and zone")
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    if minutes % 15 or minutes > (12 * 60 if offset[1] != "+" else 14 * 60):
        raise ValueError("no zone is so far away")
    return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))
