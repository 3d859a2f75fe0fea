"""Which words name a source: the noun phrase in front of a reporting verb, or behind it."""

import re
from collections.abc import Sequence

from claimtrack.extraction.cues import (
    AUXILIARY,
    CLAIMING,
    CLAUSE_BREAKS,
    DAYS,
    PRONOUNS,
    SAYING,
    WHOSE,
)
from claimtrack.extraction.layout import Word

Range = tuple[int, int]
"""Indices of words, the end exclusive."""

MOST = 18
_APPOSITION = 26
_ABBREVIATED = re.compile(
    r"^(?:[A-Z](?:\.[A-Z])*|Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Prof|St|Jr|Sr|Rev|Hon|No|Inc|Corp)$"
)
_LEADING = frozenset(
    "meanwhile however but and then still also later yesterday instead nevertheless nonetheless moreover "
    "earlier separately afterward afterwards thus therefore indeed overall or".split()
)
_PREPOSITIONS = frozenset(
    "in on at after during for by with from under before of to about against near into over".split()
)
_DETERMINERS = (
    frozenset("the a an some several many most one two three few both all any these those another each no".split())
    | WHOSE
)
_INSIDE = frozenset("-–/&’'") | {"'s", "’s"}
_BE = frozenset("is are was were be been being has have had will would".split())
NOUN_FORMS = frozenset(
    "report reports claim claims note notes call calls plan plans question questions demand demands order orders post posts "
    "comment comments promise promises hope hopes fear fears show shows offer offers support attack attacks answer answers "
    "point points charge charges estimate estimates forecast project projects appeal appeals request requests warning signal "
    "state states reply response tweet tweets email emails doubt doubts guess pledge pledges quote quotes reference".split()
)


def before(words: Sequence[Word], end: int) -> Range | None:
    """Find the noun phrase that ends right before word ``end``, an apposition or relative clause included."""
    last = end - 1
    if last < 0 or words[last].quoted >= 0:
        return None
    if words[last].low in PRONOUNS:
        return last, end
    if words[last].text in {",", ")", "—", "–"}:
        return _around_apposition(words, last)
    start = _phrase_start(words, last)
    return _cleaned(words, start, end)


def behind(words: Sequence[Word], start: int) -> Range | None:
    """Find the noun phrase that begins at word ``start``, with an apposition that follows it."""
    if start >= len(words) or words[start].quoted >= 0:
        return None
    if words[start].low in PRONOUNS:
        return start, start + 1
    if not (words[start].text[:1].isupper() or words[start].low in _DETERMINERS or words[start].text[:1].isalpha()):
        return None
    stop = start
    while stop < len(words) and stop - start < MOST and _continues(words, stop, start):
        stop += 1
    if stop == start:
        return None
    if (
        stop < len(words)
        and words[stop].text == ","
        and stop + 1 < len(words)
        and words[stop + 1].low in {"a", "an", "the", "who"}
    ):
        closing = next(
            (
                place
                for place in range(stop + 1, min(len(words), stop + _APPOSITION))
                if words[place].text in {",", ".", ";"}
            ),
            None,
        )
        if closing is not None:
            stop = closing
    return start, stop


def _continues(words: Sequence[Word], place: int, start: int) -> bool:
    word = words[place]
    if word.quoted >= 0 or word.low in CLAUSE_BREAKS:
        return False
    if not word.text[0].isalnum():
        return word.text in _INSIDE or is_abbreviation_stop(words, place)
    if place > start and (word.low in {"in", "on", "at", "during", "after", "to", "about", "with", "who"} | DAYS):
        return False
    return place == start or word.low not in AUXILIARY | _BE


def _around_apposition(words: Sequence[Word], last: int) -> Range | None:
    """``NAME, the mayor of X, said``: the name in front of the comma that opens the apposition."""
    opening = {",": ",", ")": "(", "—": "—", "–": "–"}[words[last].text]
    for place in range(last - 1, max(-1, last - _APPOSITION), -1):
        if words[place].quoted >= 0:
            return None
        if (
            words[place].text == opening
            and place > 0
            and (words[place - 1].text[0].isalnum() or words[place - 1].text == ".")
        ):
            start = _phrase_start(words, place - 1)
            cleaned = _cleaned(words, start, place)
            if cleaned is None or not _is_noun_like(words, cleaned):
                continue
            return cleaned[0], last if opening == "," else last + 1
    return None


def _is_noun_like(words: Sequence[Word], found: Range) -> bool:
    first = words[found[0]]
    return (first.text[:1].isupper() and first.low not in _PREPOSITIONS) or first.low in _DETERMINERS


def _phrase_start(words: Sequence[Word], last: int) -> int:
    place = last
    while place >= 0 and last - place < MOST:
        word = words[place]
        if word.quoted >= 0 or word.low in CLAUSE_BREAKS:
            break
        if word.low in {"and", "or"} and not _joins_names(words, place):
            break
        if not word.text[0].isalnum() and word.text not in _INSIDE and not is_abbreviation_stop(words, place):
            break
        if word.low in SAYING and word.low not in NOUN_FORMS and place < last:
            break
        place -= 1
    return place + 1


def _joins_names(words: Sequence[Word], place: int) -> bool:
    """Tell whether ``and`` joins two nouns rather than two clauses: no verb stands in front of it."""
    start = place
    while start > 0 and (words[start - 1].text[0].isalnum() or words[start - 1].text in _INSIDE):
        start -= 1
    front = words[start:place]
    if not front or len(front) > 8:
        return False
    return not any(
        word.low in _BE or word.low in SAYING or word.low in CLAIMING or word.low.endswith("ed") for word in front
    )


def is_abbreviation_stop(words: Sequence[Word], place: int) -> bool:
    return words[place].text == "." and place > 0 and _ABBREVIATED.match(words[place - 1].text) is not None


def _cleaned(words: Sequence[Word], start: int, end: int) -> Range | None:
    """Take away what only leads up to the phrase: ``But``, ``Meanwhile``, ``On Tuesday``, ``In a statement``."""
    while start < end and (words[start].low in _LEADING or words[start].low in DAYS or words[start].text in _INSIDE):
        start += 1
    if start < end and words[start].low in _PREPOSITIONS:
        start = _after_opening_phrase(words, start, end)
    while end > start and (words[end - 1].low in DAYS or words[end - 1].low in {"on", "earlier", "late", "last"}):
        end -= 1
    if start >= end or not any(word.text[0].isalnum() for word in words[start:end]):
        return None
    return start, end


def _after_opening_phrase(words: Sequence[Word], start: int, end: int) -> int:
    """``In Washington officials``: the phrase begins anew at a determiner or a name after a lower-case word."""
    for place in range(end - 1, start, -1):
        if words[place].low in _DETERMINERS and place < end - 1:
            return place
    place = end - 1
    while place > start + 1 and words[place].text[:1].isupper() and words[place - 1].text[:1].isupper():
        place -= 1
    return place
