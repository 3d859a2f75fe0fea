"""Where the words that somebody says begin and end in a sentence."""

from collections.abc import Sequence

from claimtrack.extraction.english import speech_verbs
from claimtrack.extraction.english.content_words import (
    ADVERBIAL,
    ASIDE,
    BEGINS_CLAUSE,
    NOUNS_WITH_THAT,
    OBJECTIVE,
    TRAILING,
)
from claimtrack.extraction.text import phrases
from claimtrack.extraction.text.layout import Paragraph, Word
from claimtrack.extraction.values import Span

_LONGEST_SUBJECT = 5
_DENIES = frozenset("denies denied deny".split())
_LEAST_CLAUSE = 4
_STOPS = frozenset({",", ".", ";", ":", "—", "–", "-"})


def words_span(words: Sequence[Word], found: phrases.Range) -> Span:
    """Return the code points that a range of words takes."""
    return words[found[0]].start, words[found[1] - 1].end


def content_span(words: Sequence[Word], start: int, end: int) -> Span:
    """Return the code points of content from word ``start`` on, without the stops at its end."""
    while end - 1 > start and words[end - 1].text in _STOPS and words[end - 1].quoted < 0:
        end -= 1
    return words[start].start, words[end - 1].end


def front_span(words: Sequence[Word], end: int, paragraph: Paragraph) -> Span:
    """Return the content that stands in front of its source; a quotation may have begun sentences ago."""
    start = 0
    while start < end - 1 and words[start].low in {"but", "and", "meanwhile", "however"} and words[start].quoted < 0:
        start += 1
    start = _behind_colon(words, start, end)
    first = words[start].start
    if words[start].quoted >= 0:
        first = min(first, paragraph.quotations[words[start].quoted][0])
    return first, content_span(words, start, end)[1]


def _behind_colon(words: Sequence[Word], start: int, end: int) -> int:
    """Leave out what leads up to a quotation: ``The ministry denied it: | "The bridge was open,"``."""
    place = end - 1
    while place > start and words[place].quoted < 0:
        place -= 1
    while place > start and words[place - 1].quoted == words[place].quoted:
        place -= 1
    return place if place > start and words[place].quoted >= 0 and words[place - 1].text == ":" else start


def content_end(words: Sequence[Word], start: int) -> int:
    """Find where content that begins at ``start`` ends: the sentence's end, or where somebody else's words begin."""
    for place in range(start + 1, len(words)):
        if words[place].quoted >= 0:
            continue
        if words[place].text == ";" and _denies(words, place + 1):
            return place
        if words[place].text == "," and place + 1 < len(words) and _ends_at_comma(words, place + 1):
            return place
        if words[place].low in {"and", "but"} and words[place - 1].text != "," and _is_verb_of_saying(words, place + 1):
            return place
    return len(words)


def phrase_end(words: Sequence[Word], start: int, end: int) -> int:
    """Leave out when and where it was said behind a bare noun phrase: ``endorsed him | in a speech on Monday``."""
    for place in range(start + 1, end):
        word = words[place]
        if word.quoted >= 0 or word.low not in TRAILING or place + 1 >= end:
            continue
        following = words[place + 1].low
        if following in speech_verbs.DAYS | {"a", "an", "week", "month", "year"}:
            return place
    return end


def behind_tag(words: Sequence[Word], rest: int, *, quoted: bool) -> int | None:
    """Find where the content goes on behind ``Smith said,``.

    Where a quotation stands in front of the tag (``quoted``), only quotation goes on behind it.
    """
    if rest >= len(words) or words[rest].text not in {",", "—", "–", ":"}:
        return None
    if not quoted and rest + 1 < len(words) and not _is_aside(words[rest + 1]):
        return rest + 1
    return next(
        (
            place
            for place in range(rest + 1, len(words))
            if words[place].quoted >= 0 and words[place - 1].text in {",", "—", "–", ":"}
        ),
        None,
    )


def is_over(words: Sequence[Word], rest: int) -> bool:
    """Tell whether nothing but a time, a place or a full stop is left."""
    # What a relative clause adds is of the place or the occasion: "in a talk with Radio Tarn, which has a studio".
    aside = (place for place in range(rest, len(words) - 1) if words[place].text == "," and _is_relative(words, place))
    left = [word for word in words[rest : next(aside, len(words))] if word.text[0].isalnum()]
    if not left:
        return True
    if left[0].low not in ADVERBIAL | speech_verbs.DAYS or words[rest].quoted >= 0 or len(left) >= 14:
        return False
    return not any(word.low in BEGINS_CLAUSE for word in left)


def _is_relative(words: Sequence[Word], place: int) -> bool:
    return words[place].quoted < 0 and words[place + 1].low in {"which", "who", "whose", "where"}


def ends_content(words: Sequence[Word], end: int) -> bool:
    """Tell whether content may end right before word ``end``."""
    last = words[end - 1]
    return last.quoted >= 0 or last.text in {",", "—", "–", "?", "!"}


def is_quoted_before(words: Sequence[Word], end: int) -> bool:
    """Tell whether a quotation ends right before word ``end``, a comma aside."""
    return words[end - 1].quoted >= 0 or (end > 1 and words[end - 2].quoted >= 0)


def is_clause(front: Sequence[Word], *, alone: bool = False) -> bool:
    """Tell whether words in front may be what was said, not only when and where it was.

    Where nothing else can be what was said (``alone``), a clause whose verb is not known here will do.
    """
    if len(front) < _LEAST_CLAUSE or front[0].low in {"asked", "speaking", "pressed"}:
        return False
    if alone and front[0].low not in ADVERBIAL:
        return True
    return any(phrases.is_finite(word) for word in front[1:])


def skip_parenthesis(words: Sequence[Word], place: int) -> int:
    """Skip what is set off between the verb and its clause: ``claimed, without giving evidence, that``."""
    if low_at(words, place) != ",":
        return place
    for index in range(place + 1, min(len(words), place + 14)):
        if words[index].quoted >= 0:
            return place
        if words[index].text == "," and low_at(words, index + 1) == "that":
            return index + 1
    return place


def skip_adverbial(words: Sequence[Word], place: int) -> int:
    """Skip when and where it was said in front of what was said: ``told reporters on Monday that``."""
    while place < len(words) and words[place].low in speech_verbs.DAYS:
        place += 1
    if place >= len(words) or words[place].low not in ADVERBIAL or words[place].quoted >= 0:
        return place
    for index in range(place + 1, min(len(words), place + 20)):
        if (words[index].quoted >= 0 and words[index - 1].text in {",", ":"}) or words[index].low == "that":
            return index
        if words[index].text in {",", ";", ":"}:
            break
    return place + 2 if words[place].low == "on" and low_at(words, place + 1) in speech_verbs.DAYS else place


def is_only_adverbial(words: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether words say only when or where: ``near the end of the meeting``."""
    held = words[start:end]
    return held[0].low in ADVERBIAL - OBJECTIVE and not any(
        word.quoted >= 0 or phrases.is_finite(word) for word in held
    )


def is_all_quoted(words: Sequence[Word]) -> bool:
    """Tell whether every word stands inside quotation marks."""
    return all(word.quoted >= 0 or not word.text[0].isalnum() for word in words)


def low_at(words: Sequence[Word], place: int) -> str:
    """Return the word at ``place`` in small letters; empty outside the sentence."""
    return words[place].low if 0 <= place < len(words) else ""


def _ends_at_comma(words: Sequence[Word], place: int) -> bool:
    """Tell whether what follows a comma is no longer the speaker's."""
    low = words[place].low
    if low in speech_verbs.PARTICIPLES or low == "according":
        return True
    if low == "which" and low_at(words, place + 2) in {"not", "never"}:
        return True  # ", which could not be confirmed": the outlet's own doubt
    if low in {"although", "though"} or (low == "just" and low_at(words, place + 1) == "as"):
        return True
    if low in {"but", "and"} and _is_verb_of_saying(words, place + 1):
        return True
    if low in {"but", "and", "while"} and low_at(words, place + 1) in {"neither", "none", "nobody"}:
        return True  # ", but neither had been there": the outlet's own doubt
    if low in {"but", "while"} and any(other.low in speech_verbs.SAYING for other in words[place + 1 : place + 13]):
        return True
    if (
        low in {"a", "an"}
        and low_at(words, place + 1) in NOUNS_WITH_THAT
        and low_at(words, place + 2) in {"that", "which"}
    ):
        return True
    return _is_tag(words, place)


def _denies(words: Sequence[Word], place: int) -> bool:
    """Tell whether somebody denies something here: ``; the army denies holding anyone``."""
    held = words[place : place + _LONGEST_SUBJECT]
    verb = next((at for at, word in enumerate(held) if word.low in _DENIES), 0)
    is_named = bool(held) and (held[0].is_capital or held[0].low in {"the", "a", "an", "its", "his", "her", "their"})
    return verb > 0 and is_named and all(word.text[0].isalnum() for word in held[:verb])


def _is_verb_of_saying(words: Sequence[Word], place: int) -> bool:
    """Tell whether a clause begins here whose subject is the speaker again: ``and called for``."""
    low = low_at(words, place)
    base = speech_verbs.SAYING.get(low) or speech_verbs.CLAIMING.get(low)
    return base in speech_verbs.STRONG and low.endswith(("ed", "aid", "old", "rote"))


def _is_tag(words: Sequence[Word], place: int) -> bool:
    """``, he said.``: a tag in the middle of what another verb seemed to open."""
    for index in range(place, min(len(words), place + 6)):
        if words[index].low in {"said", "says", "added", "wrote"}:
            return index > place and is_over(words, index + 1) and words[place].quoted < 0
        if not words[index].text[0].isalnum():
            return False
    return False


def _is_aside(word: Word) -> bool:
    return word.low.endswith("ing") or word.low in ASIDE
