"""Who is said to speak in the lines behind one: "In a statement, the company said:", "One reader posted:"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.extraction.english.determiners import POSSESSIVE_ENDINGS
from claimtrack.extraction.english.speech_verbs import SAYING
from claimtrack.extraction.english.verb_words import NOT
from claimtrack.extraction.quoting.contents import words_span
from claimtrack.extraction.speakers.antecedents import words_in
from claimtrack.extraction.text import phrases, verbs
from claimtrack.extraction.text.layout import Word
from claimtrack.extraction.text.spans import trimmed
from claimtrack.extraction.values import Span

_SAID = (
    r"(?:statement|letter|post|message|reply|response|answer|e-?mail|tweet|note|comment|comments|remarks|notice|"
    r"thread|appeal|declaration|communiqué|communique|text|words)"
)
_BY = re.compile(
    rf"\b{_SAID}\s+(?:(?:issued|released|published|posted|sent|written|signed|read out)\s+)?(?:from|by|of)\s+"
    r"(?P<who>(?:the\s+|an?\s+)?[^,;:.“”\"]{2,80}?)(?:\s+(?:in full|on \w+day|reads?|read|said|says))?\s*:$"
)
_OF = re.compile(
    rf"(?:^|[\s“\"(])(?P<who>(?:[Tt]he\s+|[Aa]n?\s+)?[^,;:.“”\"]{{2,80}}?)(?:['’]s|(?<=s)['’])\s+(?:\w+\s+){{0,2}}?(?P<cue>{_SAID})"
    r"(?:\s+(?:in full|on \w+day|reads?|read|was|is|continued|continues|goes on))?\s*:$"
)
_ACCORDING = re.compile(r"\b(?P<cue>[Aa]ccording to|[Ii]n the words of|[Pp]er)\s+(?P<who>[^,;:.“”\"]{2,80})\s*:$")
_POST = re.compile(
    r"(?:[Oo]ur|[Tt]he\s+[\w’'-]+(?:['’]s)?)\s+(?:(?!(?:is|was|has|who|that|said|told)\b)[\w’'-]+\s+){0,5}?"
    r"(?P<cue>correspondents?|reporters?|editor|colleague|producer|photographer|team|man|woman)"
    r"(?:\s+(?:in|on|at)\s+[^,;:.“”\"]{2,40})?,?\s+(?P<who>[^\W\d_a-z][\w’'-]+(?:\s+[\w’'-]*[^\W\d_a-z][\w’'-]*){1,3}),?\s+"
    r"(?:is|was|has\s+been|are|were|have\s+been|who\s+is|reports|writes|sends|sent|went|visited|watched|files|filed)\b[^:“”\"]*:$"
)
"""``Our correspondent Ada Moe is in Solvik:``: what stands under it is Moe's."""
_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\b[DMS]r)(?<!\bMrs)[.!?][”\"’')\]]*\s+(?=[A-Z“\"])")
_LONGEST = 400
"""Characters; a sentence that only says who speaks next is shorter."""
_MOST_BEHIND = 12
"""Words behind a verb that tell when, where and to whom: "wrote on the forum on Friday"."""
_UNNAMED = frozenset("another others one some many several two".split())
_MOST_UNNAMED = 3
_GIVING = frozenset(
    "released releases issued issues published publishes posted posts shared shares gave gives sent sends read reads "
    "made makes offered offers uploaded tweeted circulated broadcast".split()
)
"""What somebody does with words of the own: ``released this statement:``."""
_WORDS = re.compile(rf"{_SAID}s?")
_NOT_OF_IT = frozenset("on of to against after from by in".split())
_MOST_GIVEN = 7
_PUT_IT = ("it", "things")
_TO_SAY = ("had", "this", "to", "say")
_NO_CONTENT = frozenset("that whether how why what because if".split())


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where an introducing line names who speaks next, and the words that say so."""

    source: Span
    cue: Span


def introduction(text: str, line: Span) -> Introduction | None:
    """Return who speaks in what stands under a line, by the line's last sentence; None where it does not say.

    A line that ends with a colon may say it with any words; one with a full stop only with a verb that is followed by
    nothing that is said: ``The mayor answered in an open letter.`` The sentence that is looked at is bounded.
    """
    start, end = _last_sentence(text, line)
    if end - start > _LONGEST or end <= start or text[end - 1] not in ":.,":
        return None
    words = [word for word in words_in(text, (start, end)) if word.text not in '“”"']
    is_colon = text[end - 1] == ":"
    posted = _POST.match(text, start, end) if is_colon else None
    if posted is not None:
        return Introduction(posted.span("who"), posted.span("cue"))
    return _by_verb(words) or ((_by_noun(text, (start, end)) or _by_gift(words)) if is_colon else None)


def announces_post(text: str, line: Span) -> bool:
    """Tell whether a line says that a reporter is somewhere, who tells of it in the first person below."""
    return text[line[1] - 1] == ":" and _POST.match(text, *_last_sentence(text, line)) is not None


def _last_sentence(text: str, line: Span) -> Span:
    first = max(line[0], line[1] - _LONGEST - 1)
    start = line[0] if first == line[0] else first
    for stop in _SENTENCE.finditer(text, first, line[1]):
        start = stop.end()
    return trimmed(text, (start, line[1]))


def _by_verb(words: Sequence[Word]) -> Introduction | None:
    for place in range(len(words) - 1, -1, -1):
        if words[place].low not in SAYING or verbs.base_of(words, place) is None:
            continue
        if not _is_last(words, place):
            return None
        first = verbs.cue_start(words, place)
        if verbs.is_passive(words, first, place) or verbs.is_denied(words, first, place, words[place].low):
            return None
        source = phrases.before(words, first) if first else None
        is_behind = place + 1 < len(words) and (source is None or words[source[0]].low in {"what", "this", "so"})
        source = phrases.behind(words, place + 1) if is_behind else source
        if source is None and 0 < first <= _MOST_UNNAMED and words[0].low in _UNNAMED:
            source = 0, first
        if source is None or words[source[0]].low in _NO_CONTENT:
            continue
        return Introduction(words_span(words, source), words_span(words, (first, place + 1)))
    return None


def _is_last(words: Sequence[Word], place: int) -> bool:
    """Tell whether nothing that is said stands behind a verb of the sentence."""
    behind = [word for word in words[place + 1 :] if word.text[0].isalnum()]
    if len(behind) > _MOST_BEHIND or any(word.low in _NO_CONTENT for word in behind):
        return False
    is_stop = words[-1].text == "."
    # "The mayor said no." says it; "The mayor wrote on Friday." and "The mayor wrote:" do not.
    return not is_stop or not behind or behind[0].low in {"in", "on", "at", "to", "as", "this", "online", "back"}


def _by_gift(words: Sequence[Word]) -> Introduction | None:
    """Return who gives words of the own: ``released this statement:``, ``put it like this:``, ``had this to say:``."""
    for place in range(1, len(words)):
        last = _gift_end(words, place)
        if not last:
            continue
        first = verbs.cue_start(words, place)
        if verbs.is_passive(words, first, place) or any(word.low in NOT for word in words[first:place]):
            return None
        source = phrases.before(words, first)
        if source is not None and words[source[0]].low == "as":
            source = (source[0] + 1, source[1]) if source[0] + 1 < source[1] else None
        if source is None or words[source[0]].low in _NO_CONTENT:
            return None
        return Introduction(words_span(words, source), words_span(words, (first, last)))
    return None


def _gift_end(words: Sequence[Word], place: int) -> int:
    """Return where the verb at ``place`` ends with what is given; 0 where no words are."""
    if words[place].low in {"put", "puts"} and place + 1 < len(words) and words[place + 1].low in _PUT_IT:
        return place + 2
    if tuple(word.low for word in words[place : place + len(_TO_SAY)]) == _TO_SAY:
        return place + len(_TO_SAY)
    if words[place].low not in _GIVING:
        return 0
    for at in range(place + 1, min(len(words), place + _MOST_GIVEN)):
        if words[at].low in _NOT_OF_IT or not words[at].text[0].isalpha():
            return 0
        if _WORDS.fullmatch(words[at].low):
            return at + 1
    return 0


def _by_noun(text: str, sentence: Span) -> Introduction | None:
    for pattern in (_BY, _OF, _ACCORDING):
        found = pattern.search(text, *sentence)
        if found is None:
            continue
        who = trimmed(text, found.span("who"))
        held = words_in(text, who)
        if not held or (held[-1].low in POSSESSIVE_ENDINGS and len(held) == 1):
            continue
        cue = found.span("cue") if "cue" in pattern.groupindex else (found.start(), who[0])
        return Introduction(who, trimmed(text, cue))
    return None
