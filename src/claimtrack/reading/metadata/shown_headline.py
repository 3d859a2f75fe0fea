"""What a page shows of itself in its lines alone: a headline over a byline, the address that it was printed from."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from claimtrack.reading.metadata.bylines import roled_name, signed_names
from claimtrack.reading.metadata.page_lines import Line
from claimtrack.reading.metadata.shown_dates import Sure, before_day, dates_of
from claimtrack.reading.metadata.text_headline import is_headline
from claimtrack.reading.metadata.titles import key

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_BIG = frozenset({"headline"})
_BYLINE = 120
"""Characters; what is longer under a headline is text."""
_PRINTED = re.compile(
    r"(?:printed from|original url|(?:source|article|page)? ?(?:url|address|link)|permalink|this article (?:is|was) at"
    r"|find this (?:article|story) at|saved from|read online|view online)\s*:?\s*(?P<url>https?://\S+?)[.,;)]*",
    re.IGNORECASE,
)


def headline_over(lines: Sequence[Line], *, has_headings: bool, besides: Collection[str]) -> str | None:
    """Return the one headline that stands right over a byline or a date; None where none does, or several.

    It is a heading, or in large letters; on a page without either any line that looks like one. ``besides`` are none.
    """
    own = [line for line in lines if not line.elsewhere and line.text]
    big = has_headings or any(line.called & _BIG for line in own)
    none = {key(name) for name in besides}
    found = {
        key(line.text): line.text
        for line, following in pairwise(own)
        if (line.tag in _HEADINGS or line.called & _BIG or not big)
        and len(following.text) <= _BYLINE
        and is_headline(line.text)
        and key(line.text) not in none
        and _signs(following)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _signs(line: Line) -> bool:
    """Tell whether a line is a byline, a date, or both, and no text."""
    if len(line.text) > _BYLINE:
        return False
    if signed_names(line.text) or roled_name(line.text):
        return True
    front = before_day(line.text)
    return bool(front and signed_names(front)) or any(one.sure < Sure.DATELINE for one in dates_of([line]))


def printed_addresses(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the whole addresses that lines give as those of the page: "Printed from https://..."."""
    for line in lines:
        match = _PRINTED.fullmatch(line.text) if "://" in line.text and len(line.text) <= 500 else None
        if match is not None:
            yield match["url"]
