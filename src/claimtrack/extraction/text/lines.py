"""What a line of a text is: whether it states something, why it does not, and which line is the headline.

A line with a full stop is read, whatever it says, unless it is furniture of the page. One without is read where it is
the headline, an entry of a list that states something, or as long as a sentence. Of any other that may state something,
a key point, a subheading, a caption, only somebody who reads what stands around it can tell: a model does, and without
one it is passed over. What names a topic, a day or a person is passed over by all, and the reason is kept.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from claimtrack.extraction.english.credit_lines import ADDRESSES, CLOSES, CREDITED, DATED, PLACED, WRITTEN_BY
from claimtrack.extraction.english.determiners import BEFORE_NOUNS
from claimtrack.extraction.english.furniture_lines import (
    ALWAYS,
    BYLINE,
    OF_ITSELF,
    OF_ITSELF_ANYWHERE,
    TIMING,
    WITHOUT_STOP,
)
from claimtrack.extraction.english.phrase_words import PREPOSITIONS
from claimtrack.extraction.english.stating_verbs import (
    OPENS_TOPIC,
    PAST,
    PLURALS,
    PRESENT,
    THIRD_PERSON,
    THIRD_PERSON_OR_PLURAL,
)
from claimtrack.extraction.text.other_scripts import has_stop, is_of_other_script, may_head, says_sentence
from claimtrack.extraction.text.spans import trimmed
from claimtrack.extraction.text.wrapping import LINE
from claimtrack.extraction.values import Span
from claimtrack.vocabulary import SkippedBecause

SPEAKER_LINE = re.compile(
    r"^(?!(?:READ|SEE|WATCH|LISTEN|VIDEO|PHOTOS?|GALLERY|RELATED|MORE|BREAKING|UPDATED?|CORRECTION|EDITOR)\b)"
    r"[A-Z][A-Z .'’-]{1,40}:\s+\S"
)
SIGNED = re.compile(
    r"(?P<said>[“”\"«„](?:[^“”\"«»\n]|[“\"][^“”\"\n]{1,80}[”\"](?!\s*(?:[―—–]|--)\s*[A-Z]))+[”\"»])\s*(?P<dash>[―—–]|--)\s*"
    r"(?P<name>[A-Z][\w.'’-]*(?:,?\s+(?:[A-Z][\w.'’-]*|of|the|de|del|la|du|da|van|von|der|den|al|bin)){1,7})\.?\s*$"
)
"""A line that is a quotation and who signs it: "“We want to stay.” ― Ana Ruiz"."""
_STOP = re.compile(r"[.!?…:;,][”\"’'»)\]*_]*\\?$")
_ASKS = re.compile(r"\?[”\"’'»)\]*_]*$")
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[”\"’'»)\]*_]*+(?=\s)")
_CLOSING = frozenset("”\"’'»")
_POST = re.compile(r"@\w{2,30}:\s")
_LABEL = re.compile(
    r"(?:LIVE|EXCLUSIVE|TRANSCRIPT|OPINION|ANALYSIS|BREAKING|UPDATED?|JUST IN|WATCH|VIDEO|FACT CHECK|COLUMN|"
    r"EDITORIAL)\b.{0,20}:"
)
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_ENTRY = re.compile(r"[-–—*•·▪●+>]\s+\S|\(?\d{1,2}[.)]\s+\S")
_ITEM = re.compile(r"(?:[-–—*•·▪●+>]|\(?\d{1,2}[.)])\s+(?=\S)")
_TALLY = re.compile(r"\b\d+(?:\.\d+)*(?:\s*\(\d+\))?\s*[-–d]\s*\d|(?<=[a-z] )\d+, [A-Z]\w+ \d+")
_HEADING_MARK = re.compile(r"#{1,6}\s+(?=\S)")
_QUOTED = re.compile(r"[“\"„«‘']")

_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|said|says|told|"
    r"\w{3,}ed)\b"
)

_AROUND = frozenset({SkippedBecause.FURNITURE, SkippedBecause.BYLINE, SkippedBecause.DATELINE})
_LONG = 40
"""Words; no button, caption or byline is so long."""
_AS_SENTENCE = 12
"""Words; a line without a full stop and shorter than this is a heading by its look, not a sentence."""
_READ = frozenset({None, SkippedBecause.QUESTION})
"""What a line may be that is read: who answers a question is told by the question."""
_LEAST_SENTENCE = 3
"""Words; what has fewer and a full stop is a button, or says nothing by itself."""
_LEAST_HEADLINE = 4
"""Words; what has fewer and no full stop is the name of a section or a button far more often than it states."""
_LONGEST_HEADLINE = 32
"""Words."""
_LONGEST_WITH_STOP = 16
"""Words; a first sentence that is longer is a paragraph, however it is set off."""
_LOOKED_AT = 6
"""Lines in which a headline may stand: what is furniture may stand over it."""
_FOLLOWING = 8
"""Lines behind a headline among which one is its article's."""
_LONGER = 2.0
_LEAST_QUOTED = 6
"""Words; a quotation by itself that is shorter is a heading, a slogan or an answer's first words."""
_LEAST_ITEM = 3
_PAIR = 4
"""Words in front of a verb among which an "and" makes its subject a plural."""


def skipped_because(line: str) -> SkippedBecause | None:
    """Return why a line, stripped of outer white space, is no part of what an article states; None where it is one.

    It looks at the line alone; a headline (``headline``) is read whatever this says of it. Linear in the line's length.
    """
    if SPEAKER_LINE.match(line) or SIGNED.match(line) or _POST.match(line):
        return None
    if is_of_other_script(line):
        return None if says_sentence(line) else SkippedBecause.OTHER if has_stop(line) else SkippedBecause.HEADING
    if not any(character.isalpha() for character in line):
        return SkippedBecause.DATELINE if _is_short(line) and DATED.match(line) else SkippedBecause.FURNITURE
    if _is_short(line):
        around = _around(line)
        if around is not None:
            return around
    if is_question(line):
        return SkippedBecause.QUESTION
    if _STOP.search(line):
        return _of_stopped(line)
    return _of_unstopped(line)


def is_read(line: str) -> bool:
    """Tell whether a line belongs to an article by its look alone: it need not be the headline, or in one."""
    if skipped_because(line) not in _READ:
        return False
    if is_of_other_script(line):
        return True
    words = line.split()
    if SPEAKER_LINE.match(line) or SIGNED.match(line):
        return True
    if _STOP.search(line):
        return len(words) >= _LEAST_SENTENCE or _QUOTED.match(line) is not None
    if _ENTRY.match(line):
        return states(line)
    if "|" in line or "\t" in line or line.startswith("#"):
        return not _is_short(line)
    # Without a full stop: a heading, a caption, a link; a long one is a sentence whose stop was lost.
    return len(words) >= _AS_SENTENCE and (len(words) >= 2 * _AS_SENTENCE or _FINITE.search(line) is not None)


def may_state(line: str) -> bool:
    """Tell whether a line that ``is_read`` says nothing for may be an article's: a model tells, or nobody."""
    why = skipped_because(line)
    if is_of_other_script(line):
        return False
    if _STOP.search(line) or _ENTRY.match(line):
        return why is None
    words = len(line.split())
    return words >= _LEAST_HEADLINE and (why is None or (why is SkippedBecause.HEADING and words >= _AS_SENTENCE))


def passed_over(line: str) -> SkippedBecause:
    """Return why a line was left out whole, whoever read the text: what it is, or that it states nothing there."""
    why = skipped_because(line)
    return why if why is not None else SkippedBecause.OTHER if _STOP.search(line) else SkippedBecause.HEADING


def is_around(words: str) -> bool:
    """Tell whether a line or sentence is what stands around an article: a credit, a byline, a date."""
    return skipped_because(words) in _AROUND


def is_question(line: str) -> bool:
    """Tell whether a line or sentence asks and does nothing else: each of its sentences is a question."""
    asked = _ASKS.search(line)
    if asked is None or (asked[0][1:2] in _CLOSING and not _QUOTED.match(line)):
        return False  # He asked, "Why?"
    return all("?" in end[0] for end in _SENTENCE_END.finditer(line))


def states(line: str) -> bool:
    """Tell whether a line that no full stop ends has a verb of its own: it states something, as a headline does."""
    words = _WORD.findall(line)
    return any(_is_verb(words, place) for place in range(len(words)))


def is_of_sentences(line: str) -> bool:
    """Tell whether a line without a full stop has one inside: what links to another story is one sentence, or less."""
    return _SENTENCE_END.search(line) is not None


def headline(text: str) -> Span | None:
    """Return where the headline of a text stands: its first line, if an article stands under it; None without one.

    It is short and has no full stop, or is one short sentence over a blank line and a paragraph twice as long.
    """
    for match in islice(_written(text, 0), _LOOKED_AT):
        line = match[0].strip()
        if _is_short(line) and _may_stand_over(line):
            continue
        start, end = trimmed(text, match.span())
        return (start, end) if _is_headline(text, line, end) else None
    return None


def _is_short(line: str) -> bool:
    return len(line) < 12 * _LONG and len(line.split()) < _LONG


def _around(line: str) -> SkippedBecause | None:
    """Return what a short line around an article is, full stop or not."""
    if BYLINE.match(line) or WRITTEN_BY.match(line):
        return SkippedBecause.BYLINE
    if DATED.match(line) or PLACED.match(line):
        return SkippedBecause.DATELINE
    if ALWAYS.match(line) or is_of_itself(line) or TIMING.search(line):
        return SkippedBecause.FURNITURE
    credit = CREDITED.search(line)
    if credit is not None and not states(line[: credit.start()]):
        return SkippedBecause.FURNITURE
    address = ADDRESSES.search(line)
    if address is not None and not states(ADDRESSES.sub(" ", line)):
        return SkippedBecause.FURNITURE
    return SkippedBecause.HEADING if CLOSES.match(line) else None


def is_of_itself(line: str) -> bool:
    """Tell whether an outlet says a line of its own piece, its credits or its terms."""
    if OF_ITSELF.match(line):
        return True
    folded = line.casefold()
    return any(
        any(word in folded for word in one.words) and one.pattern.search(line) is not None for one in OF_ITSELF_ANYWHERE
    )


def _of_stopped(line: str) -> SkippedBecause | None:
    words = line.split()
    if line.endswith(":") and len(words) < _LONG and not states(line):
        return SkippedBecause.HEADING
    if len(words) < _LEAST_SENTENCE and not _QUOTED.match(line) and not states(line):
        return SkippedBecause.OTHER
    return None


def _of_unstopped(line: str) -> SkippedBecause | None:
    if not _is_short(line):
        return None
    if " | " in line or "\t" in line:
        return SkippedBecause.FURNITURE
    mark = _HEADING_MARK.match(line)
    line = line[mark.end() :] if mark is not None else line
    item = _ITEM.match(line)
    if item is not None:
        words = line[item.end() :]
        said = len(words.split()) >= _LEAST_ITEM or states(words)
        return None if said and not WITHOUT_STOP.match(words) else SkippedBecause.HEADING
    if WITHOUT_STOP.match(line):
        return SkippedBecause.FURNITURE
    if _QUOTED.match(line) and line[-1] in _CLOSING:
        return None if len(line.split()) >= _LEAST_QUOTED else SkippedBecause.HEADING
    return None if (states(line) and not _names_topic(line)) or _TALLY.search(line) else SkippedBecause.HEADING


def _names_topic(line: str) -> bool:
    """Tell whether a line asks what it does not answer: "What happened at the mill", "The flood: how we got here"."""
    first = _WORD.search(line.rpartition(":")[2] or line)
    return first is not None and first[0].lower() in OPENS_TOPIC


def _is_verb(words: list[str], place: int) -> bool:
    word = words[place].replace("’", "'").lower()
    if word in PAST:
        return True
    if place == 0:
        return False
    before = words[place - 1].replace("’", "'").lower()
    if before in BEFORE_NOUNS or before in PREPOSITIONS or before.endswith("'s"):
        return False
    if word.endswith("ed"):
        return len(word) > 4
    if word in THIRD_PERSON:
        return True
    follows = place + 1 < len(words)
    if word in THIRD_PERSON_OR_PLURAL:
        # "Army claims victory", not "Insurance claims".
        return follows and not before.endswith("s") and words[place + 1].lower() not in {"and", "of", "or", "over"}
    return follows and word in PRESENT and _is_plural(before, words[max(0, place - _PAIR) : place - 1])


def _is_plural(before: str, further: Sequence[str]) -> bool:
    return before in PLURALS or (before.endswith("s") and not before.endswith("ss")) or "and" in further


def _may_stand_over(line: str) -> bool:
    """Tell whether a line is what stands over a headline: a button, a date, a byline, a single word."""
    why = skipped_because(line)
    if why in {SkippedBecause.FURNITURE, SkippedBecause.DATELINE, SkippedBecause.BYLINE}:
        return True
    return why is not None and line.endswith(":")


def _is_headline(text: str, line: str, end: int) -> bool:
    if is_of_other_script(line):
        below = (match[0].strip() for match in islice(_written(text, end), _FOLLOWING))
        return any(may_head(line, one) for one in below if is_of_other_script(one) and says_sentence(one))
    words = len(line.split())
    if words > _LONGEST_HEADLINE or len(line) > 12 * _LONGEST_HEADLINE:
        return False
    under = [(match.start(), match[0].strip()) for match in islice(_written(text, end), _FOLLOWING)]
    is_turn = SPEAKER_LINE.match(line) is not None and _LABEL.match(line) is None
    article = [(start, below) for start, below in under if _STOP.search(below) and skipped_because(below) is None]
    if not article or (is_turn and any(SPEAKER_LINE.match(below) for _, below in under)):
        return False
    if line[-1] in ";,–—-" or not _STOP.search(line) or _ASKS.search(line):
        return True
    if words > _LONGEST_WITH_STOP or line[-1] == ":" or _SENTENCE_END.search(line):
        return False
    is_apart = re.search(r"(?:\r\n|\r|\n)[ \t]*[\r\n]", text[end : under[0][0]]) is not None
    return is_apart and len(article[0][1].split()) >= _LONGER * words


def _written(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the lines from a place on that are not blank."""
    return (match for match in LINE.finditer(text, start) if not match[0].isspace())
