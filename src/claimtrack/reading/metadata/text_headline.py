"""The headline, byline and date at the top of a text file, where its first lines look like them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from claimtrack.reading.metadata.bylines import signed_names
from claimtrack.reading.metadata.published import is_date, told_published

_MOST_WORDS = 22
_MOST_LETTERS = 160
_PARAGRAPH = 12
"""Words; a line of so many is text."""
_LOOK = 12
"""Lines that are looked at."""
_ENDS = re.compile(r"[.,;:—–-]['\"”’»]*\Z|…\Z|[.।。]\Z")
_END = 10
"""Characters in which a line ends."""
_DATELINE = re.compile(r"\S.{0,60}?(?:\([\w ./]{2,30}\)\s*[—–-]|\s[—–]\s|\s--?\s)")
_CAPITALS = re.compile(r"[^\W\d_]*[A-Z]{3,}[^a-z]*(?:,|\s[—–-])")
_NO_HEADLINE = re.compile(r"[-*•>#=|\[({<+]|\d+[.)]\s|[\w -]{1,20}:\s|https?://|by\b", re.IGNORECASE)
_YEAR = re.compile(r"\b[12]\d{3}\b")
_LABEL = re.compile(r"(?:published|posted|date)\b\s*(?:on\b)?\s*:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Top:
    """What the first lines of a text say."""

    title: str | None = None
    byline: str | None = None
    published: datetime | None = None


def top_of(text: str) -> Top:
    """Read the first line of a text as its headline, where it is short, has no full stop, and text stands behind it.

    "By NAME" in the lines under it is its byline, and a line that is one whole date that of its publication. Returns
    what is found; where the first line is no headline, nothing; where several lines could be it, as at the top of a
    page that was copied whole, no title.
    """
    lines = [" ".join(line.split()) for line in islice(_lines(text), _LOOK)]
    if not lines or not is_headline(lines[0]):
        return Top()
    under = _under(lines[1:])
    if under is None:
        return Top()
    names = next((names for line in under if (names := signed_names(line))), [])
    dates = {day for line in under if (day := told_published(_LABEL.sub("", line, count=1))) is not None}
    title = None if any(is_headline(line) and not _YEAR.search(line) for line in under) else lines[0]
    return Top(title, ", ".join(names) or None, dates.pop() if len(dates) == 1 else None)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines from the first that holds anything on."""
    start = len(text) - len(text.lstrip())
    for match in re.finditer(r"[^\r\n\u2028]*(?:\r\n|[\r\n\u2028]|\Z)", text[start : start + 20_000]):
        yield match[0]


def is_headline(line: str) -> bool:
    """Tell whether a line looks like a headline: short, in words, and no sentence, label, dateline or date."""
    words = line.split()
    if not line or len(words) > _MOST_WORDS or len(line) > _MOST_LETTERS or not re.search(r"[^\W\d_]{2}", line):
        return False
    if len(words) < 2 and line.isascii():
        return False  # a word alone is a label
    if _ENDS.search(line[-_END:]) or _NO_HEADLINE.match(line) or line[0].islower():
        return False
    return not _DATELINE.match(line) and not _CAPITALS.match(line) and not is_date(line)


def _under(lines: list[str]) -> list[str] | None:
    """Return the lines between a headline and the text; None where the next goes on with it, as wrapped lines do."""
    found: list[str] = []
    for number, line in enumerate(lines):
        if _is_text(line):
            return found
        if not line:
            continue
        if number == 0 and not (signed_names(line) or is_date(_LABEL.sub("", line, count=1))):
            return None
        found.append(line)
    return None


def _is_text(line: str) -> bool:
    return len(line.split()) >= _PARAGRAPH or (len(line) > 20 and bool(re.search(r"[.!?।。][\"'”’»」]*\Z", line)))
