"""Whom an article interviews, by what it says in front of the first question."""

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimtrack.extraction.english.name_words import MEDIA, PLACES
from claimtrack.extraction.english.turn_words import TALK, WITH
from claimtrack.extraction.speakers.antecedents import words_in
from claimtrack.extraction.speakers.mentions import Mentioned, mentioned
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.speakers.names import names_in
from claimtrack.extraction.text.layout import Sentence
from claimtrack.extraction.values import Span

_LONGEST_INTRODUCTION = 60
"""Lines in front of the first question that are read."""
_LONGEST_LINE = 1_500
_NEAR = 90
"""Characters behind "an interview with" in which the name stands: "the harbour master of Solvik, Jonas Reed"."""
_AT_ONCE = 3
_PHRASE = re.compile(
    r"(?:the\s+)?(?:one of|an?|some)\s[^.,;:\n]{3,80}?(?=\s(?:about|on|for|in front|who|after)\s|[.,;:]|$)"
)
_SUBJECT = re.compile(r"(?:^|[.!?;,]\s+)[^.!?]*\b(?:[Hh]e|[Ss]he|[^\W\d_a-z]\w+ [^\W\d_a-z]\w+)\s(?:\w+\s){0,3}$")
"""Somebody who has a talk with whoever is named behind."""
_BETWEEN = re.compile(rf"[.;:?!]\s|\b(?:about|on|by)\b|(?i:\b(?:{'|'.join(sorted(MEDIA))})\b)")


@dataclass(frozen=True, slots=True)
class Interview:
    """Who is interviewed, and who asks, where the article names both."""

    who: Mentioned
    asker: Mentioned | None = None


def interviewed(text: str, lines: Sequence[Span]) -> Interview | None:
    """Find who is interviewed in a text whose introduction is ``lines``; None where it does not say that anybody is."""
    lines = [(start, min(end, start + _LONGEST_LINE)) for start, end in lines[-_LONGEST_INTRODUCTION:]]
    if not any(TALK.search(text, *span) for span in lines):
        return None
    found = [name for span in lines for name in _people(text, span)]
    asker = next((name for name in found if _asks(text, name)), None)
    asking = asker.key[-1] if asker is not None else ""
    found = [name for name in found if name.key[-1] != asking]
    times = Counter(name.key[-1] for name in found)
    best = max(found, key=lambda name: _fitness(text, name, times), default=None)
    phrase = next((one for span in lines for one in _phrases(text, span)), None)
    if phrase is not None and (best is None or not _is_asked(text, best)):
        who = mentioned(text, words_in(text, phrase), phrase)
    elif best is not None:
        who = _by_name(text, best)
    else:
        return None
    return Interview(who, _by_name(text, asker) if asker is not None else None)


def _by_name(text: str, name: Name) -> Mentioned:
    return Mentioned((name.start, name.end), text[name.start : name.end], names=(name,))


def _people(text: str, span: Span) -> Iterator[Name]:
    """Return the names of a line that may be a person's."""
    for name in names_in(Sentence(*span, tuple(words_in(text, span)))):
        is_whole = (len(name.words) > 1 or name.titles) and "&" not in name.words  # "Q & A" is nobody
        if is_whole and not name.is_organisation and not (MEDIA | PLACES) & set(name.key):
            yield name


def _asks(text: str, name: Name) -> bool:
    """Tell whether a name is the interviewer's: in a byline, as an outlet's, or as whom the other one talked to."""
    front = text[max(0, name.start - _NEAR) : name.start].rpartition("\n")[2]
    if re.search(r"^[Bb]y\s+$|\b(?:told|to|with)\s[^.]{2,50}[’']s\s+$", front):
        return True
    cue = _cue(front)
    return cue is not None and not front[cue.end() :].strip() and _SUBJECT.search(front[: cue.start()]) is not None


def _fitness(text: str, name: Name, times: Counter[str]) -> tuple[int, int]:
    return times[name.key[-1]] + (_AT_ONCE if _is_asked(text, name) else 0), -name.start


def _is_asked(text: str, name: Name) -> bool:
    """Tell whether "interview with" or the like stands in front of a name, with at most what describes it between."""
    front = text[max(0, name.start - _NEAR) : name.start].rpartition("\n")[2]
    cue = _cue(front)
    return cue is not None and _BETWEEN.search(front[cue.end() :]) is None


def _cue(front: str) -> re.Match[str] | None:
    return deque(WITH.finditer(front), maxlen=1).pop() if WITH.search(front) else None


def _phrases(text: str, span: Span) -> Iterator[Span]:
    """Return whoever is interviewed without a name: "one of the owners of a bar"."""
    for match in WITH.finditer(text, *span):
        phrase = _PHRASE.match(text, match.end(), span[1])
        if phrase is not None:
            yield phrase.span()
