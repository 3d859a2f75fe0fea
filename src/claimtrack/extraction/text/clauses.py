"""Two facts joined by "and": where a stretch of text can be cut into clauses that each stand by themselves."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from claimtrack.extraction.english.clause_words import CLOSES_SUBJECT, LEANS, OPENING
from claimtrack.extraction.english.determiners import BEFORE_SUBJECTS
from claimtrack.extraction.english.phrase_words import BE, IRREGULAR
from claimtrack.extraction.values import Span

#: Between two clauses: ``; ``, ``, and `` and ``, but ``, and ``and that``, which opens a second reported clause.
_JOINT = re.compile(r"[”\"]?(?:;\s+(?:and\s+|but\s+)?|,\s+(?:and|but)\s+(?:that\s+)?|\s+and\s+that\s+)(?=[\w“\"])")
_AND = re.compile(r"(?:;|,\s+(?:and|but)(?:\s+that)?)\s*$")
_THAT = re.compile(r"that\s+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_FINITE = BE | IRREGULAR
_LONGEST_SUBJECT = 9
_LEAST = 4
"""Words; a shorter piece says nothing that could be held against evidence."""


def clauses(text: str, span: Span) -> Iterator[Span]:
    """Cut a stretch of text into clauses, each with a subject and a verb of its own; what joins them is left out.

    A stretch that is one clause, or whose parts lean on each other, is given whole.
    """
    start, end = span
    opening = _WORD.search(text, start, end)
    if opening is not None and opening[0].lower() not in LEANS:
        for joint in _JOINT.finditer(text, start, end):
            if _is_clause(text, start, joint.start()) and _begins_clause(text, joint.end(), end):
                # A closing mark belongs to what it closes.
                yield start, joint.start() + (joint[0][0] in '”"')
                start = joint.end()
    yield start, end


def apart(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Group stretches that something else stands between: a new group begins with a clause that is joined by "and".

    ``The bridge fell, the mayor said, and nobody was hurt`` says two things around its cue.
    """
    groups = [[spans[0]]]
    for start, end in spans[1:]:
        first, last = groups[-1][0][0], groups[-1][-1][1]
        between = text[last:start]
        if _AND.search(between) and _is_clause(text, first, last) and _begins_clause(text, start, end):
            that = _THAT.match(text, start, end)
            groups.append([(that.end() if that is not None else start, end)])
        else:
            groups[-1].append((start, end))
    return groups


def has_verb(text: str) -> bool:
    """Tell whether words hold a verb of their own behind a first word."""
    words = _WORD.findall(text)
    return any(_is_finite(words, place) for place in range(1, len(words)))


def _is_clause(text: str, start: int, end: int) -> bool:
    """Tell whether the words have a verb behind their subject."""
    words: list[str] = []
    is_met = False
    for match in _WORD.finditer(text, start, end):
        words.append(match[0])
        is_met = is_met or (len(words) > 1 and _is_finite(words, len(words) - 1))
        if is_met and len(words) >= _LEAST:
            return True
    return False


def _begins_clause(text: str, start: int, end: int) -> bool:
    """Tell whether the words begin with a subject and its verb."""
    found = (match[0] for match in _WORD.finditer(text, start, end))
    words = list(islice((word for word in found if word not in '“”"‘'), max(_LEAST, _LONGEST_SUBJECT)))
    if len(words) < _LEAST or not (words[0].lower() in OPENING or words[0][0].isupper()):
        return False
    for place in range(1, min(len(words), _LONGEST_SUBJECT)):
        if words[place].lower() in CLOSES_SUBJECT:
            return False
        if _is_finite(words, place):
            return True
    return False


def _is_finite(words: list[str], place: int) -> bool:
    word = words[place]
    if word in _FINITE:
        return True
    # "the besieged town": behind an article, a participle is no verb.
    return word.endswith("ed") and len(word) > 4 and words[place - 1].lower() not in BEFORE_SUBJECTS
