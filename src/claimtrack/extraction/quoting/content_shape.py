"""What the words of a content are by their form: a clause, a phrase, an infinitive, a word that points back."""

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from claimtrack.extraction.english.content_shape_words import (
    AGAIN,
    BEFORE_OBJECTS,
    FINITE,
    FOLLOWS_FINITE,
    POINTING,
    QUESTION_WORDS,
    RELATIVE,
    SUBJECTS,
)

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_QUOTED = re.compile(r"[“\"„«]|''|``|(?<!\w)‘(?=\w)")
_READ = 240
"""Characters; who has not come to a verb by then has no clause."""
_SHORT = 3
"""Words; a phrase of so few names something, and says nothing of it."""
_LEAST_VERB = 4
_CONTRACTED = re.compile(r"(?:n['’]t|['’](?:re|ve|ll|d|m))$")


_OPENS_PHRASE = frozenset("the a an its his her their".split())
_TURNS_OUT = ("turned out", "proved", "transpired")
_LATER = frozenset("later then soon afterwards eventually subsequently".split())


class Shape(Enum):
    """The form of what stands behind a reporting verb."""

    THAT = "that the pier is rotten"
    CLAUSE = "the pier is rotten"
    QUOTED_CLAUSE = "“the pier is rotten”"
    QUOTED = "a “rotten” pier"
    WHETHER = "whether the pier is rotten"
    QUESTION_WORD = "why the pier is rotten"
    INFINITIVE = "to close the pier"
    GERUND = "closing the pier"
    PHRASE_TO = "the council to close the pier"
    PHRASE_AS = "the pier as rotten"
    PHRASE_OF = "the council of closing the pier"
    PHRASE = "the closing of the old pier"
    NAMED = "the pier"
    POINTING = "it"


ASKED = frozenset({Shape.WHETHER, Shape.QUESTION_WORD, Shape.PHRASE, Shape.NAMED, Shape.POINTING})
"""What a question is about, where a verb of asking is what reports it."""


_LEADS_ON = {"to": Shape.PHRASE_TO, "as": Shape.PHRASE_AS}


def shape_of(content: str) -> Shape:
    """Return the shape of some words; a guess from their forms, since nothing here knows a noun from a verb."""
    words = [match[0].lower().replace("’", "'") for match in _WORD.finditer(content, 0, _READ)]
    if _QUOTED.search(content, 0, _READ):
        return Shape.QUOTED_CLAUSE if _has_clause(words) else Shape.QUOTED
    return _unquoted(words, holds_comma="," in content)


def _unquoted(words: Sequence[str], *, holds_comma: bool) -> Shape:
    if all(word in POINTING for word in words):  # nothing at all, too
        return Shape.POINTING
    first = words[0]
    if first == "that" and len(words) > 2:
        return Shape.THAT
    if first == "whether" or (first == "if" and not holds_comma):
        return Shape.WHETHER  # "if it rains, the fair is off" is no question
    if first in QUESTION_WORDS:
        return Shape.QUESTION_WORD
    if first == "to" or words[:2] == ["not", "to"]:
        return Shape.INFINITIVE
    if _has_clause(words) and not _turned_out(words):
        return Shape.CLAUSE
    return _phrase(words)


def turned_out(content: str) -> bool:
    """Tell whether words name what later proved to be otherwise, which the outlet says, and no one else.

    ``the capture of a hill that turned out to be bare``.
    """
    if not any(word in content for word in _TURNS_OUT):
        return False
    return _turned_out([match[0].lower() for match in _WORD.finditer(content, 0, _READ)])


def _turned_out(words: Sequence[str]) -> bool:
    if not words or words[0] not in _OPENS_PHRASE:
        return False
    place = next((at for at, word in enumerate(words) if word in {"that", "which", "who"}), len(words))
    behind = [word for word in words[place + 1 : place + 4] if word not in _LATER]
    is_told_later = behind[:2] == ["turned", "out"] or behind[:1] in (["proved"], ["transpired"])
    return is_told_later and not _has_clause(words[:place])


def _phrase(words: Sequence[str]) -> Shape:
    """Tell phrases apart, none of which has a verb of its own."""
    if _is_gerund(words[0]) or (words[0] == "not" and len(words) > 1 and _is_gerund(words[1])):
        return Shape.GERUND
    if any(word in {"of", "for"} and _is_gerund(after) for word, after in pairwise(words)):
        return Shape.PHRASE_OF
    # Whichever comes first: "the pier as a danger to boats", "the council to act as a broker".
    for word in words[1:-1]:
        if word in _LEADS_ON:
            return _LEADS_ON[word]
    return Shape.PHRASE if len(words) > _SHORT else Shape.NAMED


def _is_gerund(word: str) -> bool:
    return word.endswith("ing") and len(word) > _LEAST_VERB


def _has_clause(words: Sequence[str]) -> bool:
    """Tell whether words have a verb with its subject, relative clauses aside."""
    if len(words) > 1 and words[0] in SUBJECTS:
        return True
    is_relative = False
    place = 1
    while place < len(words):
        word = words[place]
        if word in RELATIVE:
            is_relative = True
        elif _is_finite(words, place):
            if not is_relative:
                return True
            # The verb of the relative clause; the one behind it is the clause's own.
            is_relative = False
            while place + 1 < len(words) and (words[place + 1] in FOLLOWS_FINITE or words[place + 1].endswith("ed")):
                place += 1
        place += 1
    return False


def _is_finite(words: Sequence[str], place: int) -> bool:
    word = words[place]
    if word in FINITE or _CONTRACTED.search(word) or word in AGAIN:
        return True
    if len(word) < _LEAST_VERB or not word.endswith(("ed", "s")) or place + 1 == len(words):
        return False
    # A noun is not followed by "the": "the hall sells its bell", "the firm closed the yard".
    return words[place + 1] in BEFORE_OBJECTS and words[place - 1] not in BEFORE_OBJECTS
