"""Whether a text has a day in it, however it is written: 2019-05-03, 3 May 2019, May 3rd, 2019, 03.05.2019."""

import re
from datetime import date

_MONTHS = (
    "january february march april may june july august september october november december".split(),
    "jan feb mar apr may jun jul aug sep oct nov dec".split(),
)


def names_day(text: str, day: date) -> bool:
    """Tell whether a day stands in a text; of 3/5/2019 nobody knows which is the month, and it may be either."""
    return re.search(_pattern(day), text, re.IGNORECASE) is not None


def _pattern(day: date) -> str:
    year, month, number = str(day.year), f"0?{day.month}", f"0?{day.day}"
    names = [
        *dict.fromkeys(months[day.month - 1] for months in _MONTHS),
        *(["sept"] if day.month == _SEPTEMBER else []),
    ]
    name = rf"(?:{'|'.join(names)})\.?"
    nth = rf"{number}(?:st|nd|rd|th|\.)?"
    ways = (
        rf"{year}(?P<a>[-/.]){month}(?P=a){number}",
        rf"{number}(?P<b>[-/.]){month}(?P=b){year}",
        rf"{month}(?P<c>[-/.]){number}(?P=c){year}",
        rf"{year}\s*年\s*{month}\s*月\s*{number}",
        rf"{nth}\s+(?:of\s+)?{name},?\s+{year}",
        rf"{name}\s+{nth},?\s+{year}",
    )
    return rf"(?<!\d)(?:{'|'.join(ways)})(?!\d)"


_SEPTEMBER = 9
