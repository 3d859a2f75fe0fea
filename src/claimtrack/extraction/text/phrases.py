"""Which words name a source: the noun phrase in front of a reporting verb, or behind it."""

import re
from collections.abc import Sequence

from claimtrack.extraction.english.determiners import OPENS_PHRASE
from claimtrack.extraction.english.phrase_words import BE, IRREGULAR, LEADING, PARENTHESES, PREPOSITIONS
from claimtrack.extraction.english.speech_verbs import AUXILIARY, CLAIMING, CLAUSE_BREAKS, DAYS, PRONOUNS, SAYING
from claimtrack.extraction.text.layout import Word

Range = tuple[int, int]
"""Indices of words, the end exclusive."""

MOST = 18
_APPOSITION = 26
_ABBREVIATED = re.compile(
    r"^(?:[A-Z](?:\.[A-Z])*|Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Prof|St|Jr|Sr|Rev|Hon|No|Inc|Corp)$"
)
_INSIDE = frozenset("-–/&’'") | {"'s", "’s"}


def before(words: Sequence[Word], end: int) -> Range | None:
    """Find the noun phrase that ends right before word ``end``, an apposition or relative clause included."""
    last = _without_parenthesis(words, end - 1)
    if last < 0 or words[last].quoted >= 0:
        return None
    if words[last].low in PRONOUNS:
        return last, last + 1
    if words[last].text in {",", ")", "—", "–"}:
        return _around_apposition(words, last)
    start = _phrase_start(words, last)
    relative = _relative(words, start, last)
    if relative is not None:
        start = _phrase_start(words, relative - 1)
    elif start and words[start - 1].low in BE:
        return None
    return _cleaned(words, start, last + 1)


def _relative(words: Sequence[Word], start: int, last: int) -> int | None:
    """Find the ``who`` of "residents who had fled said": the noun stands in front of the relative clause."""
    place = start
    while place and words[place - 1].low in BE:
        place -= 1
    if place < 2 or words[place - 1].low != "who":
        return None
    return place - 1 if any(is_finite(word) for word in words[place : last + 1]) else None


def is_finite(word: Word) -> bool:
    """Tell whether a word looks like a verb with a subject; a guess from its form."""
    if not word.text[0].islower():
        return False
    return word.low in BE or word.low in IRREGULAR or (word.low.endswith("ed") and len(word.low) > 4)


def _without_parenthesis(words: Sequence[Word], last: int) -> int:
    """Step back over what only joins: ``he too``, ``Smith, of course,``."""
    if last > 0 and words[last].low == "too":
        return last - 1
    if last < 2 or words[last].text != ",":
        return last
    for parenthesis in PARENTHESES:
        start = last - len(parenthesis)
        if start > 1 and tuple(word.low for word in words[start:last]) == parenthesis and words[start - 1].text == ",":
            return start - 2
    return last


def behind(words: Sequence[Word], start: int) -> Range | None:
    """Find the noun phrase that begins at word ``start``, with an apposition that follows it."""
    if start >= len(words) or words[start].quoted >= 0:
        return None
    if words[start].low in PRONOUNS:
        return start, start + 1
    if not (words[start].is_capital or words[start].low in OPENS_PHRASE):
        return None
    stop = start
    while stop < len(words) and stop - start < MOST and _continues(words, stop, start):
        stop += 1
    return (start, _behind_apposition(words, stop)) if stop > start else None


def _behind_apposition(words: Sequence[Word], stop: int) -> int:
    """Step over ``, the mayor of X`` and ``, who was there``, as far as they go on."""
    while stop + 1 < len(words) and words[stop].text == "," and _opens_apposition(words[stop + 1]):
        most = min(len(words), stop + _APPOSITION)
        closing = next((place for place in range(stop + 1, most) if _closes_apposition(words, place)), None)
        if closing is None:
            break
        stop = closing
    return stop


def _opens_apposition(word: Word) -> bool:
    if word.quoted >= 0 or word.low.endswith("ing") or not word.text[0].isalpha():
        return False
    return word.low in {"who", "whose"} or word.low not in CLAUSE_BREAKS | PREPOSITIONS | LEADING | PRONOUNS


def _closes_apposition(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    return word.quoted >= 0 or (word.text in {",", ".", ";", "—"} and not is_abbreviation_stop(words, place))


def _continues(words: Sequence[Word], place: int, start: int) -> bool:
    word = words[place]
    if word.quoted >= 0 or word.low in CLAUSE_BREAKS:
        return False
    if not word.text[0].isalnum():
        return word.text in _INSIDE or is_abbreviation_stop(words, place)
    if place > start and (word.low in {"in", "on", "at", "during", "after", "to", "about", "with", "who"} | DAYS):
        return False
    return place == start or word.low not in AUXILIARY | BE


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
    return (first.is_capital and first.low not in PREPOSITIONS) or first.low in OPENS_PHRASE


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
        if word.low in BE or (word.low in SAYING and word.low.endswith(("ed", "aid", "old")) and place < last):
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
        word.low in BE or word.low in SAYING or word.low in CLAIMING or word.low.endswith("ed") for word in front
    )


def is_abbreviation_stop(words: Sequence[Word], place: int) -> bool:
    return words[place].text == "." and place > 0 and _ABBREVIATED.match(words[place - 1].text) is not None


def _cleaned(words: Sequence[Word], start: int, end: int) -> Range | None:
    """Take away what only leads up to the phrase: ``But``, ``Meanwhile``, ``On Tuesday``, ``In a statement``."""
    while start < end and (words[start].low in LEADING or words[start].low in DAYS or words[start].text in _INSIDE):
        start += 1
    if start < end and words[start].low in PREPOSITIONS:
        start = _after_opening_phrase(words, start, end)
    while end > start and (words[end - 1].low in DAYS or words[end - 1].low in {"on", "earlier", "late", "last"}):
        end -= 1
    if start >= end or not any(word.text[0].isalnum() for word in words[start:end]):
        return None
    return start, end


def _after_opening_phrase(words: Sequence[Word], start: int, end: int) -> int:
    """``In Washington officials``: the phrase begins anew at a determiner or a name after a lower-case word."""
    for place in range(end - 1, start, -1):
        # "On Sunday the family of the captain": the family, not the captain.
        if words[place].low in OPENS_PHRASE and place < end - 1 and words[place - 1].low != "of":
            return place
    place = end - 1
    while place > start + 1 and words[place].is_capital and words[place - 1].is_capital:
        place -= 1
    return place
