"""Cues that are no verbs: ``according to``, adverbs of hearsay, and nouns that report."""

from collections.abc import Sequence

from claimtrack.extraction.english import speech_verbs
from claimtrack.extraction.english.determiners import POSSESSIVE_ENDINGS, POSSESSIVES
from claimtrack.extraction.english.numbers import NUMBERS
from claimtrack.extraction.english.phrase_words import BE, IRREGULAR
from claimtrack.extraction.english.report_words import (
    AT,
    ENDS_SOURCE,
    HEARD_NOUNS,
    HEARING,
    LEADING,
    PUT_NOUNS,
    PUTTING,
    REPORTING_NOUNS,
    SPEAKING,
)
from claimtrack.extraction.quoting import contents
from claimtrack.extraction.quoting.contents import low_at, words_span
from claimtrack.extraction.quoting.draft import ACCORDING, HEARD, PUT, REPORTEDLY, SPEAK, Draft
from claimtrack.extraction.text import phrases, verbs
from claimtrack.extraction.text.layout import Word
from claimtrack.extraction.values import Span

_MOST_BETWEEN = 4
_PUT_WITHIN = 5
_AT_WITHIN = 16
_REACH = 7
_LEAST_TOLD = 2
_LEAST_HEARD = 5
"""Words; "killings" alone is nothing that could be confirmed."""


OPENING_WORDS = frozenset({"according", *speech_verbs.ADVERBS, *PUTTING, *SPEAKING, *REPORTING_NOUNS, *HEARING})
"""The words at which ``without_verb`` reads anything."""


def without_verb(words: Sequence[Word], place: int, here: Sequence[Draft]) -> Draft | None:
    """Read the attribution whose cue at ``place`` is no verb, if one is there."""
    low = words[place].low
    if low == "according" and low_at(words, place + 1) == "to":
        return _according(words, place)
    if low in speech_verbs.ADVERBS:
        return _adverb(words, place, here)
    if low in PUTTING:
        return _put_at(words, place)
    if low in SPEAKING and low_at(words, place + 1) == "of":
        return _spoke_of(words, place)
    if low in REPORTING_NOUNS and low_at(words, place + 1) == "that":
        return _noun(words, place)
    if low in HEARING and any(one.holds(words[place].start) for one in here):
        return _heard(words, place)
    return None


def _according(words: Sequence[Word], place: int) -> Draft | None:
    """``..., according to the ministry`` and ``According to the ministry, ...``."""
    start = place + 2
    end = start
    while end < len(words) and _names_source(words, end, start):
        end += 1
    if end == start:
        return None
    first = _clause_start(words, place)
    if any(word.text[0].isalnum() for word in words[first:place]):
        content = contents.content_span(words, first, place)
    else:
        begin = end + 1 if low_at(words, end) == "," else end
        if begin >= len(words) - 1:
            return None
        content = contents.content_span(words, begin, contents.content_end(words, begin))
    return Draft(words_span(words, (start, end)), [words_span(words, (place, place + 2))], [content], ACCORDING)


def _names_source(words: Sequence[Word], place: int, start: int) -> bool:
    word = words[place]
    if word.quoted >= 0 or (place > start and word.low in ENDS_SOURCE):
        return False
    return word.text[0].isalnum() or word.text in {"-", "'", "’", "&"} or phrases.is_abbreviation_stop(words, place)


def _put_at(words: Sequence[Word], place: int) -> Draft | None:
    """``put the number of dead at 60``: who puts a figure says that it is so."""
    if not any(low_at(words, index) in PUT_NOUNS for index in range(place + 1, place + 1 + _PUT_WITHIN)):
        return None
    reach = range(place + 2, min(len(words) - 1, place + _AT_WITHIN))
    if not any(words[index].low in AT and _is_number(words, index + 1) for index in reach):
        return None
    first = verbs.cue_start(words, place)
    source = phrases.before(words, first)
    if source is None:
        return None
    content = contents.content_span(words, place + 1, contents.content_end(words, place + 1))
    return Draft(words_span(words, source), [words_span(words, (first, place + 1))], [content], PUT)


def _spoke_of(words: Sequence[Word], place: int) -> Draft | None:
    """``Residents spoke of a second grave``: what they tell of is what they say there is."""
    first = verbs.cue_start(words, place)
    source = phrases.before(words, first)
    begin, end = place + 2, contents.content_end(words, place + 1)
    if source is None or verbs.is_passive(words, first, place):
        return None
    if low_at(words, first - 1) == "to" or end - begin < _LEAST_TOLD:
        return None
    content = contents.content_span(words, begin, end)
    return Draft(words_span(words, source), [words_span(words, (first, begin))], [content], SPEAK)


def _is_number(words: Sequence[Word], place: int) -> bool:
    """Tell whether a number stands at a place, or behind a word there: ``at about 60``, ``closer to 300``."""
    return any(word.low[0].isdigit() or word.low in NUMBERS for word in words[place : place + 3])


def _clause_start(words: Sequence[Word], place: int) -> int:
    """Find where the clause in front of ``according to`` begins: behind what another speaker said."""
    first = 0
    for index in range(place - 1, 0, -1):
        if words[index].text == ";" and words[index].quoted < 0:
            first = index + 1
            break
    while first < place and words[first].low in LEADING:
        first += 1
    return first


def _adverb(words: Sequence[Word], place: int, here: Sequence[Draft]) -> Draft | None:
    """``reportedly``: nobody is named; what is said stands on both sides."""
    holder = next((one for one in here if one.holds(words[place].start)), None)
    if holder is not None:
        holder.hedged = True
        return None
    start = place
    while start > 0 and _is_of_clause(words[start - 1]):
        start -= 1
    end = contents.content_end(words, place + 1)
    pieces = [(start, place), (place + 1, end)]
    content = [contents.content_span(words, first, last) for first, last in pieces if first < last]
    if not content:
        return None
    cue = [words_span(words, (place, place + 1))]
    return Draft(None, cue, content, REPORTEDLY, passive=True, hedged=True)


def _is_of_clause(word: Word) -> bool:
    return word.low not in speech_verbs.CLAUSE_BREAKS and word.text not in {",", ";", ":", "—", "–"} and word.quoted < 0


def _noun(words: Sequence[Word], place: int) -> Draft | None:
    """``his claim that``, ``the ministry's statement that``: a noun that reports, with whose it is."""
    owner = place - 1
    while owner > 0 and place - owner < _MOST_BETWEEN and _is_adjective(words[owner]):
        owner -= 1
    if owner < 0:
        return None
    source = _owner(words, owner)
    if source is None:
        return None
    content = contents.content_span(words, place + 1, contents.content_end(words, place + 1))
    return Draft(source, [words_span(words, (place, place + 1))], [content], "claim")


def _heard(words: Sequence[Word], place: int) -> Draft | None:
    """``said the envoy has received accounts of ...``, ``said he heard from others that ...``: what was heard.

    Only inside what somebody says: where nobody is named around it, the outlet itself says that there are accounts.
    """
    opening = next((index for index in range(place + 1, min(len(words), place + _REACH)) if _opens(words, index)), None)
    if opening is None:
        return None
    start = opening + 1
    end = contents.content_end(words, start)
    end = next((index for index in range(start, end) if _goes_on_with_verb(words, index)), end)
    if end - start < _LEAST_HEARD:
        return None
    source = None
    if low_at(words, place + 1) == "from" and opening > place + 2:
        source = words_span(words, (place + 2, opening))
    content = contents.content_span(words, start, end)
    return Draft(source, [words_span(words, (place, place + 1))], [content], HEARD)


def _opens(words: Sequence[Word], place: int) -> bool:
    """Tell whether what was heard begins behind this word: ``that``, or the ``of`` in ``reports of``."""
    low = words[place].low
    return low == "that" or (low == "of" and words[place - 1].low in HEARD_NOUNS)


def _goes_on_with_verb(words: Sequence[Word], place: int) -> bool:
    """``and knows the names``: the speaker's own clause again."""
    following = words[place + 1] if place + 1 < len(words) else None
    if words[place].low not in {"and", "but"} or following is None:
        return False
    return (
        following.low in BE
        or following.low in IRREGULAR
        or following.low in speech_verbs.SAYING
        or following.low in speech_verbs.CLAIMING
    )


def _owner(words: Sequence[Word], place: int) -> Span | None:
    """Return whose the noun behind ``place`` is.

    None in front of the main verb: nothing here tells that verb apart from what is claimed.
    """
    if words[place].low in POSSESSIVES:
        return words_span(words, (place, place + 1)) if place else None
    if not words[place].low.endswith(POSSESSIVE_ENDINGS):
        return None
    found = phrases.before(words, place + 1)
    if found is None or found[0] == 0:
        return None
    start, end = words_span(words, found)
    return start, end - (1 if words[place].low.endswith(("s'", "s’")) else 2)


def _is_adjective(word: Word) -> bool:
    return word.text.islower() and word.low not in POSSESSIVES and not word.low.endswith(POSSESSIVE_ENDINGS)
