"""Texts that one person speaks or writes from end to end: a speech, testimony, a letter, where it says whose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.extraction.quoting.prompts import FIRST_PERSON
from claimtrack.extraction.speakers.antecedents import words_in
from claimtrack.extraction.speakers.mentions import Mentioned, mentioned
from claimtrack.extraction.values import Span

_NAME = r"[^\W\d_a-z][\w'’-]+(?:\.?\s+(?:[^\W\d_a-z][\w'’-]*\.?|de|van|von|al|bin|der|la)){1,5}"
_HEADER = re.compile(
    r"(?i:(?:full |opening |closing |written |prepared |the )*(?:text of (?:the |an? )?)?(?:speech|remarks|"
    r"address|statement|keynote|lecture|testimony|letter|open letter|message|eulogy|sermon|toast|diary|foreword)\b)"
    rf"[^.!?\n]{{0,80}}?\b(?:by|of|from)\s+(?P<name>{_NAME})(?=\s*(?:$|[,(–—-]|\s(?:at|to|on|before|in|for)\s))"
)
_MY_NAME = re.compile(
    rf"(?:^|[.!?]\s+)(?:[^“\"\n]{{0,60}}?,\s+)?(?:[Mm]y name is|I am called)\s+"
    rf"(?P<name>{_NAME.replace('{1,5}', '{1,3}?')})"
    r"(?=[.,;]|\s(?:and|I|from|of|who)\b|$)"
)
_GREETING = re.compile(r"(?:Dear|Sirs?,|Madam,|To the [Ee]ditor|To [Ww]hom)\b")
_SIGNATURE = re.compile(rf"(?:[—–-]+\s*)?(?P<name>{_NAME})(?:,\s*[^.!?\n]{{1,80}})?\.?$")
_EARLY = 4
"""Lines at the beginning that may say whose speech it is."""
_LAST = 3
"""Lines at the end that may be signed."""
_LEAST = 3
"""Times that the speaker says "I" or "we"; fewer, and it may be an article about a speech."""
_LONGEST = 20_000
_QUOTED = re.compile(r"[“\"][^“”\"\n]{0,2000}[”\"]")


@dataclass(frozen=True, slots=True)
class Speech:
    """Whose speech a text is, and its lines ``[first, last)``."""

    who: Mentioned
    first: int
    last: int


def speech_of(text: str, lines: Sequence[Span]) -> Speech | None:
    """Return the speech that a text is from its first to its last line, where it gives the speaker's name."""
    found = _opened(text, lines) or _headed(text, lines) or _signed(text, lines)
    if found is None:
        return None
    start, end = lines[found.first][0], lines[found.last - 1][1]
    body = _QUOTED.sub("", text[start : min(end, start + _LONGEST)])
    surname = found.who.words.split()[-1]
    is_told_of = re.search(rf"\b{re.escape(surname)} (?:said|says|told|added)\b", body) is not None
    return None if is_told_of or len(FIRST_PERSON.findall(body)) < _LEAST else found


def _opened(text: str, lines: Sequence[Span]) -> Speech | None:
    """``My name is Ana Ruiz and I speak for the tenants.``"""
    for number, (start, end) in enumerate(lines[:_EARLY]):
        match = _MY_NAME.search(text, start, min(end, start + 400))
        if match is not None:
            return Speech(_who(text, match.span("name")), number, len(lines))
    return None


def _headed(text: str, lines: Sequence[Span]) -> Speech | None:
    """``Remarks by Mayor Ana Ruiz at the opening of the bridge``, alone in its line."""
    for number, (start, end) in enumerate(lines[: min(_EARLY, len(lines) - 1)]):
        match = _HEADER.match(text, start, min(end, start + 300))
        if match is not None and not text[start:end].endswith((".", "?", "!")):
            return Speech(_who(text, match.span("name")), number + 1, len(lines))
    return None


def _signed(text: str, lines: Sequence[Span]) -> Speech | None:
    """A letter: it greets somebody and is signed."""
    greeting = next((at for at, span in enumerate(lines[:_EARLY]) if _GREETING.match(text, *span)), None)
    if greeting is None:
        return None
    for number in range(len(lines) - 1, max(greeting, len(lines) - 1 - _LAST), -1):
        start, end = lines[number]
        match = _SIGNATURE.match(text, start, end) if end - start < 120 else None
        if match is not None and not FIRST_PERSON.search(text, start, end):
            return Speech(_who(text, match.span("name")), greeting + 1, number)
    return None


def _who(text: str, span: Span) -> Mentioned:
    return mentioned(text, words_in(text, span), span)
