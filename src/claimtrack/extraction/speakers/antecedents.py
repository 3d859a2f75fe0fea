"""Look around a source in the text: what a relative pronoun stands for, how a document was introduced."""

import re
from collections import deque

from claimtrack.extraction.english.antecedent_words import (
    BODY_SUBJECTS,
    BREAKING,
    DOCUMENTS,
    GENDERED,
    PLACING,
    PREPOSITIONS,
    SOME,
    SUBJECTS,
)
from claimtrack.extraction.english.determiners import BEFORE_ANTECEDENTS
from claimtrack.extraction.english.name_words import PERSON_NOUNS, PLURAL_PEOPLE
from claimtrack.extraction.text.layout import Word
from claimtrack.extraction.values import Span

_BACK = 240
"""Characters in front of a source that are looked at, so that a long line costs no more."""
_WORD = re.compile(r"\w+(?:[.'’-]\w+)*(?:['’](?=\s|$))?|[^\w\s]")
_ASIDE = re.compile(r"\s(?:—|–|--|-)\s[^—–]{3,120}\s(?:—|–|--|-)\s*$")
_TAIL = re.compile(r"[\s,(—–-]+$")
_LONGEST_PHRASE = 8
_LINKING = frozenset("of and".split())


def _line_start(text: str, place: int) -> int:
    """Find where the line of a place begins, no further back than it is worth looking."""
    far = max(0, place - _BACK)
    return max(text.rfind("\n", far, place) + 1, far)


def words_in(text: str, span: Span) -> list[Word]:
    """Return the words of a stretch of text, as if none were quoted."""
    return [Word(match.start(), match.end(), match[0], match[0].lower(), -1) for match in _WORD.finditer(text, *span)]


def relative_antecedent(text: str, start: int, pronoun: str) -> Span | None:
    """Find the noun phrase that a relative pronoun at ``start`` stands for; None where none ends right before it."""
    line = _line_start(text, start)
    front = text[line:start]
    if re.search(r"[.!?”\"]\s*$", front):
        return None
    aside = _ASIDE.search(front)
    if aside is not None and pronoun in {"who", "which"}:
        front = front[: aside.start()]
    front = _TAIL.sub("", front)
    words = words_in(text, (line, line + len(front)))
    begin = _phrase_start(words, pronoun)
    if begin >= len(words):
        return None
    begin, end = _behind_name(words, begin)
    return words[begin].start, words[end - 1].end


def _phrase_start(words: list[Word], pronoun: str) -> int:
    """Walk back from the end of ``words`` to where the last noun phrase begins."""
    place, first = len(words), len(words)
    while place > 0:
        word = words[place - 1]
        if word.low in SUBJECTS and place < len(words):
            return place + 1  # what follows such a word is a verb
        if _is_mark(words, place - 1) or word.low in BREAKING:
            break
        if word.low in PREPOSITIONS:
            is_place = pronoun == "who" and word.low in PLACING and place < len(words) and words[place].is_capital
            if _is_whole(words[place:], pronoun) and not is_place:
                break
            first = min(first, place) if first == len(words) else first
            place -= 1
            continue
        place -= 1
        is_opening = word.low in BEFORE_ANTECEDENTS or word.text[0].isdigit()
        if is_opening and (
            _is_whole(words[place:], pronoun) and not (place > 0 and words[place - 1].low in BEFORE_ANTECEDENTS)
        ):
            break
    if len(words) - place > _LONGEST_PHRASE and first < len(words):
        place = first
    while place < len(words) and (words[place].low in _LINKING | PREPOSITIONS or words[place].low.endswith("ly")):
        place += 1
    return place


def _is_mark(words: list[Word], place: int) -> bool:
    text = words[place].text
    if text[0].isalnum():
        return False
    return not (text == "." and place > 0 and len(words[place - 1].text) <= 3 and words[place - 1].is_capital)


def _is_whole(words: list[Word], pronoun: str) -> bool:
    """Tell whether a phrase can stand for itself: "who" means people, and a bare singular noun wants its article."""
    if not words:
        return False
    head_end = next((at for at, word in enumerate(words) if at and word.low in PREPOSITIONS | {"of"}), len(words))
    head = words[head_end - 1]
    if words[0].text[0].isdigit() or words[0].low in SOME | {"a", "an"}:
        return True
    if words[-1].is_capital:
        return pronoun != "who" or len(words) < 2 or words[0].low in BEFORE_ANTECEDENTS or not head.is_capital
    if pronoun not in {"who", "whom"}:
        return True
    if head.low in PERSON_NOUNS and not (words[0].low in BEFORE_ANTECEDENTS or len(words) > 1):
        return False
    return head.low in PERSON_NOUNS | PLURAL_PEOPLE or head.low.endswith(("ers", "ors", "ists", "ants", "ents", "ians"))


def _behind_name(words: list[Word], begin: int) -> tuple[int, int]:
    """Return the name that a phrase only describes: ``Ana Ruiz, a former mayor, who``; else the phrase itself."""
    if words[begin].low not in {"a", "an", "the"} or begin < 2 or words[begin - 1].text != ",":
        return begin, len(words)
    start = begin - 1
    while start > 0 and (words[start - 1].is_capital or words[start - 1].text == "."):
        start -= 1
    return (start, begin - 1) if begin - 1 - start >= 2 else (begin, len(words))


_SUBORDINATE = re.compile(
    r"(?:^|[.!?:]\s+|[A-Z]{4,}\s)(?:\W*)(?:And |But |Yet )?(?:Back )?"
    r"(?:[Ww]hen|While|Though|Although|As|After|Before|Since|If|Because|Once|In|On|With|Despite|For|At|Like|Unlike|During)\s"
    r"[^,;.!?]{0,60}$"
)


def looks_ahead(text: str, span: Span) -> bool:
    """Tell whether a pronoun stands in a clause in front of its main clause: ``When she left, Ana Ruiz said``."""
    line = _line_start(text, span[0])
    if _SUBORDINATE.search(text[line : span[0]]) is None:
        return False
    behind = text[span[1] : span[1] + 120]
    return re.match(r"[^,.;!?]{1,100},\s+(?:\w+\.\s)?[A-Z]", behind) is not None


_HER = re.compile(r"\b(he|his|him|she|her)\b")


def gender_ahead(text: str, end: int) -> str | None:
    """Return the gender of the first pronoun behind a source, within its clause."""
    match = _HER.search(re.split(r"[.!?;“\"]", text[end : end + 90], maxsplit=1)[0])
    return None if match is None else "f" if match[1] in {"she", "her"} else "m"


_FAR = 1_600


def alike(head: str) -> frozenset[str]:
    """Return the nouns that may be said of the same document, the noun itself among them."""
    return next((held for held in DOCUMENTS if head in held), frozenset({head}))


def introduction(text: str, start: int, head: str) -> str | None:
    """Find how a document was brought in before: ``a survey of growers`` for a later "the study"."""
    nouns = "|".join(sorted(alike(head)))
    pattern = re.compile(
        rf"\b(?:[Aa]n?|[Oo]ne)\s+(?:[\w’'-]+\s+){{0,4}}?(?<![Ww]hite )(?:{nouns})\b"
        r"(?:\s+(?:of|by|from|for|to|on)\s+[^.,;:—“”\"\n]{1,60})?"
    )
    found = deque(pattern.finditer(text, max(0, start - _FAR), start), maxlen=1)
    return _VERB_OR_DAY.split(found[0][0], maxsplit=1)[0] if found else None


def described_once(text: str, start: int, head: str) -> str | None:
    """Find the only fuller phrase for a body in front of a place: ``a Vellmar ballot commission``; None for two."""
    pattern = re.compile(rf"\b(?:[Aa]n?|[Tt]he)\s+(?:[\w’'-]+\s+){{1,4}}?{head}\b")
    found: dict[str, str] = {}
    for match in pattern.finditer(text, max(0, start - _FAR), start):
        words = match[0].split()
        if not any(word in BREAKING or word in PREPOSITIONS or word in {"of", "the", "a"} for word in words[1:-1]):
            found.setdefault(" ".join(words[1:]).lower(), match[0])
    return " ".join(next(iter(found.values())).split()) if len(found) == 1 else None


_VERB_OR_DAY = re.compile(
    r"\s(?:that|which|who|says?|said|found|finds|shows?|showed|suggests?|is|was|are|were|has|have|had|last|this|"
    r"released|published|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
"""Where the name of a document ends: a verb begins, or the day it came out."""


_OPENS = r"\W*(?:(?:And|But|Then|Yet|Still|Later|Now|So|Meanwhile|However),?\s)?"
_SUBJECT = re.compile(
    _OPENS
    + r"((?:The|A|An|My|His|Her|Their|Our|One|Another)\s(?:[\w’'.-]+\s){0,3}?("
    + "|".join(GENDERED)
    + r"))\b(?!\s[A-Z])"
)
_SUBJECT_BEFORE = re.compile(
    _OPENS
    + r"((?:The|A|An|One|Another|[A-Z][\w.-]*(?:\s[A-Z][\w.-]*)?[’'](?:s\b)?)\s(?:[a-z’'.-]+\s){0,3}?("
    + "|".join(GENDERED)
    + r"))\b(?!\s[A-Z])(?!['’])"
)
_PLACED = re.compile(r"\b(?:from|in|of|at|on|near|for)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s?)+")
_FRONTED = re.compile(r"(?:In|On|At|During|Speaking|Writing)\s[^,;:A-Z]{3,80},\s*")
_WHO_IS = re.compile(r",\s+who\s[^,.;:]{2,100},")
_BODY = re.compile(
    _OPENS
    + r"((?:The|A|An|Its|Their|Our|One|Another)\s(?:[a-z’'.-]+\s){0,3}?(?:"
    + "|".join(BODY_SUBJECTS)
    + r"))\b(?!\s[A-Z])"
)
_PAPERS = re.compile(
    _OPENS + r"((?:(?:The|These|Those|Some|Other|Court|Internal|Police|Leaked)\s)?(?:[\w’'-]+\s){0,2}?"
    r"(?:[Pp]apers|[Dd]ocuments|[Rr]ecords|[Ee]mails|[Mm]essages|[Ll]etters|[Ff]iles|[Ii]mages|[Ff]igures|[Vv]ideos|"
    r"[Pp]hotographs|[Rr]eports|[Ll]ogs|[Dd]ata|[Rr]esults|[Tt]ranscripts|[Ss]tatistics)\b)"
)
_NAMED = re.compile(r"[A-Z][a-z]")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s+(?=[A-Z“\"])")


def sentence_subject(text: str, start: int) -> tuple[Span, str] | None:
    """Find the common noun for a person that the sentence of a pronoun at ``start`` opens with, and that noun."""
    found = _SUBJECT.match(text, _sentence_opening(text, start), start)
    if found is None or _NAMED.search(text[found.end() : start]):
        return None
    return found.span(1), found[2]


def subject_before(text: str, start: int) -> tuple[Span, str] | None:
    """Find the person without a name whom the sentence in front opens with, and that noun: ``The mayor left. "I", he``.

    Only where nobody else is named in it, and the pronoun's own sentence has nothing in front of it but what is quoted,
    or where it was said: ``In a letter to members, he``.
    """
    openings = _openings(text, start)
    if len(openings) < 2:
        return None
    front = _QUOTED.sub("", text[openings[-1] : start])
    if re.search(r"\w", front) and _FRONTED.fullmatch(front) is None:
        return None
    found = _SUBJECT_BEFORE.match(text, openings[-2], openings[-1])
    rest = (
        _PLACED.sub("", _WHO_IS.sub(",", _QUOTED.sub("", text[found.end() : openings[-1]])))
        if found is not None
        else ""
    )
    return (found.span(1), found[2]) if found is not None and not _NAMED.search(rest) else None


def sentence_body(text: str, start: int) -> Span | None:
    """Find the body, called by a common noun, that the sentence of an "it" at ``start`` opens with.

    One that opens with "Its" goes on with the body of the sentence in front: ``The army denied it. Its men were ...``
    """
    openings = _openings(text, start)
    if len(openings) > 1 and text.startswith(("Its ", "It "), openings[-1]):
        found = _BODY.match(text, openings[-2], start)
        return found.span(1) if found is not None else None
    found = _BODY.match(text, openings[-1], start)
    if found is None or _NAMED.search(_QUOTED.sub("", text[found.end() : start])):
        return None
    return found.span(1)


def sentence_papers(text: str, start: int) -> Span | None:
    """Find the documents that the sentence of a "they" at ``start`` opens with: ``Papers seen by us: they show``."""
    found = _PAPERS.match(text, _sentence_opening(text, start), start)
    return found.span(1) if found is not None else None


def _sentence_opening(text: str, start: int) -> int:
    return _openings(text, start)[-1]


def _openings(text: str, start: int) -> list[int]:
    """Return where the sentences of a place's line begin that are worth looking at, the place's own last."""
    line = _line_start(text, start)
    return [line, *(match.end() for match in _SENTENCE_END.finditer(text, line, start))]


_CONTENT_END = re.compile(r"[,?!…][”\"’']*\s*$")


def follows_content(text: str, start: int) -> bool:
    """Tell whether what is said stands in front of its source: ``It rained, she said``."""
    return _CONTENT_END.search(text, max(0, start - 5), start) is not None


_OCCASION = re.compile(
    _OPENS + r"(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Ii]nterviewed|[Uu]nder (?:cross-)?(?:examination|questioning)|"
    r"[Cc]ross-examined|[Ii]n (?:an?|the|his|her) (?:\w+ )?"
    r"(?:interview|talk|conversation|letter|e-?mail|call|message|debate))\b"
)
"""The words that tell on which occasion somebody speaks, with whoever asks or is written to."""


def follows_occasion(text: str, start: int) -> bool:
    """Tell whether the occasion stands in front: ``Asked by Ruiz why it fell, he``, ``In a talk with Ruiz she``."""
    return _OCCASION.match(text, _sentence_opening(text, start), start) is not None


_PERSON_FIRST = re.compile(
    r"\W*(?:The|A|An)\s+(?:[\w.’'-]+\s+){0,3}?"
    r"[\w-]*(?:general|er|or|ent|man|woman|king|queen|pope|chief|ist)\b"
)


def opens_with_person(text: str, start: int) -> bool:
    """Tell whether a sentence opens with a person without a name: ``The secretary-general was shocked, his aide``."""
    return _PERSON_FIRST.match(text, _sentence_opening(text, start), start) is not None
