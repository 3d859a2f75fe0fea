"""Dates, numbers and lists as the reader's language writes them. English is written as the reports write it."""

from collections.abc import Iterable
from datetime import UTC, datetime

from babel.dates import format_skeleton
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from claimtrack.reports.wording import measures
from claimtrack.web.languages.catalogues import ENGLISH, language

_UNITS = ("byte", "kilobyte", "megabyte", "gigabyte", "terabyte")


def moment(when: datetime) -> str:
    """Write a time, in UTC: ``3 мая 2024 г., 14:05 UTC``."""
    if language() == ENGLISH:
        return measures.moment(when)
    utc = when.astimezone(UTC)
    return listed((day(utc), f"{format_skeleton('Hm', utc, locale=language())} UTC"))


def day(when: datetime) -> str:
    """Write a date: ``3 мая 2024 г.``."""
    return measures.day(when) if language() == ENGLISH else format_skeleton("yMMMd", when, locale=language())


def number(value: float, *, digits: int = 0) -> str:
    """Write a number with so many digits behind the point."""
    return format_decimal(value, format=f"#,##0.{'0' * digits}" if digits else "#,##0", locale=language())


def share(value: float) -> str:
    """Write a share of 1 in per cent, cut down to whole ones."""
    return format_percent(int(value * 100) / 100, locale=language())


def size(octets: int) -> str:
    """Write a number of bytes, in powers of 1,000."""
    if language() == ENGLISH:
        return measures.size(octets)
    scaled, unit = float(octets), 0
    while scaled >= 999.95 and unit < len(_UNITS) - 1:
        scaled, unit = scaled / 1000, unit + 1
    return format_unit(scaled, f"digital-{_UNITS[unit]}", "short", format="#,##0.#", locale=language())


def listed(words: Iterable[object]) -> str:
    """Write a list, with nothing but a comma before its last entry."""
    return ("، " if language() == "ar" else ", ").join(map(str, words))
