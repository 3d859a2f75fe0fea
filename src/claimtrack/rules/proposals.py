"""Passages of texts that may bear on a claim, the likeliest first: its numbers and names found again, and its words.

Offline and without a model: what is found has words of the claim in it, and whether it bears the claim out is for who
reads it. A word weighs the more the fewer sentences have it (inverse document frequency: Spärck Jones, 1972); numbers,
days and names weigh a multiple of that, for they tell one passage of a matter from all the others.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from itertools import accumulate

from claimtrack.rules.figures import days, figures, ordinals
from claimtrack.rules.passages import names_in, telling_words

_NUMBER, _NAME, _WORD = 3.0, 2.0, 1.0
"""How much more a number, or a day, and a name weigh than a word that stands in as few sentences."""
_SMALL = Fraction(10)
"""Numbers below it, in words, weigh no more than a word: "two" stands everywhere."""
_SHORT_LINE = 0.6
"""Of the longest line of a paragraph: a line that is shorter and ends without a stop is a heading, or a row."""
_MOST_SENTENCES = 3
"""Sentences of one passage; a claim is seldom borne out by more."""
_LONGEST = 400
"""Characters of a passage of several sentences, and of a sentence that nothing cuts, such as a table's."""
_ADDED = 0.15
"""Of the weight of a passage, how much another sentence has to bring along to be taken into it."""
_LEAST = 0.2
"""Of the weight of all that a claim says, how much a passage has at least."""
_FEW = 2
"""Things that the claim says, where no number of it stands there: a name alone tells nothing."""
_HEAD = 4
"""Letters with which two words begin that may be one: "Russia", "Russian"; shorter ones are the same or not."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*|\f")
_TOKEN = re.compile(r"[^\W_][\w’'-]*")
_ROW = re.compile(r"\S(?:[ \u00a0]{2,}|[ ]*\t[ ]*| \| )\S")
"""Cells of a table side by side."""
_STOPS = (*".!?:;,", "")
_HALF = re.compile("[\ud800-\udfff]")
_ENDINGS = re.compile(r"[’']s?$")


class _Kind(Enum):
    NUMBER = auto()
    NAME = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Proposed:
    """A stretch of the text of that number in what was searched, in code points, and how much of the claim is in it.

    ``share`` is from 0 to 1: of all that the claim says, by weight, what stands there. ``numbers`` (days are some),
    ``names`` and ``words`` are how many of the claim's stand there, and how many it has.
    """

    text: int
    start: int
    end: int
    share: float
    numbers: tuple[int, int]
    names: tuple[int, int]
    words: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a text, in which paragraph it stands, and which terms of the claim it has."""

    text: int
    start: int
    end: int
    paragraph: int
    terms: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Term:
    """A thing that a claim says: of which kind, and how much more than a word it weighs.

    ``words`` are those of which any stands for it, ``values`` the numbers; ``days`` those that may be meant.
    """

    kind: _Kind
    weight: float
    words: frozenset[str] = frozenset()
    values: frozenset[Fraction] = frozenset()
    days: frozenset[tuple[int, int]] = frozenset()


def propose(claim: str, texts: Sequence[str], *, most: int) -> tuple[Proposed, ...]:
    """Return the passages of these texts that have most of what a claim says, the best first, none in another.

    ``most`` are as many at most. Passages end where sentences do, and lie within a paragraph. Linear in the length of
    the texts.
    """
    terms = _terms(claim)
    sentences = [one for number, text in enumerate(texts) for one in _sentences(number, text, terms)]
    weights = _weights(terms, sentences)
    whole = sum(weights)
    if not whole:
        return ()
    found = sorted(
        _passages(sentences, terms, weights),
        # Of two that say the same, the shorter one.
        key=lambda one: (-one.share, one.end - one.start, one.text, one.start),
    )
    taken: list[Proposed] = []
    for one in found:
        if len(taken) == most:
            break
        if not any(one.text == other.text and one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    return tuple(taken)


def _terms(claim: str) -> list[_Term]:
    """Return what a claim says: each day, number, name and word once."""
    read_days = days(claim)
    found = [
        _Term(_Kind.NUMBER, _NUMBER, days=frozenset((day, month) for day, month, _ in one.meant)) for one in read_days
    ]
    within = [(one.start, one.end) for one in read_days]
    for one in figures(claim):
        if not any(start <= one.start < end for start, end in within) and one.values != {Fraction(1)}:
            is_small = one.in_words and max(one.values) < _SMALL
            found.append(_Term(_Kind.NUMBER, _WORD if is_small else _NUMBER, values=one.values))
            within.append((one.start, one.end))
    named: set[str] = set()
    for name in names_in(claim):
        for part in name.split():
            word = _folded(part)
            if word not in named and not any(map(str.isdecimal, word)):
                named.add(word)
                found.append(_Term(_Kind.NAME, _NAME, words=frozenset({word})))
    outside = _left_out(claim, within)
    found += [_Term(_Kind.WORD, _WORD, words=frozenset({word})) for word in sorted(telling_words(outside) - named)]
    return list(dict.fromkeys(found))


def _left_out(text: str, within: Iterable[tuple[int, int]]) -> str:
    """Return a text with these stretches blank."""
    letters = list(text)
    for start, end in within:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _sentences(number: int, text: str, terms: Sequence[_Term]) -> Iterator[_Sentence]:
    by_head = _by_head(terms)
    numbered = any(term.values or term.days for term in terms)
    for paragraph, (start, end) in enumerate(_paragraphs(text)):
        for first, last in _cut(text, start, end):
            words = text[first:last]
            found = _words_found(words, by_head)
            if numbered:
                found |= _numbers_found(words, terms)
            yield _Sentence(number, first, last, paragraph, frozenset(found))


def _by_head(terms: Sequence[_Term]) -> Mapping[str, list[tuple[str, int]]]:
    """Return the words of the terms by the letters that they begin with."""
    found: dict[str, list[tuple[str, int]]] = {}
    for place, term in enumerate(terms):
        for word in term.words:
            found.setdefault(word[:_HEAD], []).append((word, place))
    return found


def _words_found(text: str, by_head: Mapping[str, list[tuple[str, int]]]) -> set[int]:
    found: set[int] = set()
    for match in _TOKEN.finditer(text):
        token = _folded(match[0])
        found.update(place for word, place in by_head.get(token[:_HEAD], ()) if _is_one(word, token))
    return found


def _is_one(word: str, other: str) -> bool:
    """Tell whether two words may be forms of one: all but the last two letters of the shorter one are the same."""
    shorter = min(len(word), len(other))
    return word == other or (
        shorter >= _HEAD
        and abs(len(word) - len(other)) <= _HEAD
        and word[: max(_HEAD, shorter - 2)] == other[: max(_HEAD, shorter - 2)]
    )


def _numbers_found(text: str, terms: Sequence[_Term]) -> set[int]:
    read = [one.values for one in figures(text)]
    values = frozenset().union(*read, ordinals(text))
    dated = {(day, month) for one in days(text) for day, month, _ in one.meant}
    return {place for place, term in enumerate(terms) if term.values & values or term.days & dated}


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a paragraph; one that never ends, as a table's rows, line by line."""
    for first, last in _blocks(text, start, end):
        begin: int | None = None
        for one, other in _split(text, first, last):
            # "2." is how the sentence behind it begins.
            begin = one if begin is None else begin
            if any(map(str.isalpha, text[begin:other])):
                yield from _stripped(text, begin, other)
                begin = None


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    from sentencex import get_sentence_boundaries

    # The splitter is not Python's, and takes whole characters only.
    for one in get_sentence_boundaries("en", _HALF.sub("\ufffd", text[start:end])):
        first, last = start + one["start_index"], start + one["end_index"]
        if last - first <= _LONGEST:
            yield first, last
        else:
            yield from _pieces(text, first, last)


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a paragraph in parts: what runs on from line to line is one, and so is each heading and row."""
    lines = text[start:end].splitlines(keepends=True)
    longest = max(map(len, lines), default=0)
    first = start
    ends = accumulate(map(len, lines), initial=start)
    for stop, line, following in zip(ends, ["", *lines], [*lines, ""], strict=True):
        is_heading = len(line) < _SHORT_LINE * longest and line.rstrip()[-1:] not in _STOPS
        is_row = _ROW.search(line) is not None or _ROW.search(following) is not None
        if is_row or (is_heading and not following.lstrip()[:1].islower()):
            yield first, stop
            first = stop
    if first < end:
        yield first, end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of a stretch, and of a line that is too long as much as goes, up to a space."""
    lines = text[start:end].splitlines(keepends=True)
    for first, line in zip(accumulate(map(len, lines), initial=start), lines, strict=False):
        place, last = first, first + len(line)
        while last - place > _LONGEST:
            space = text.rfind(" ", place + 1, place + _LONGEST)
            stop = space if space > 0 else place + _LONGEST
            yield place, stop
            place = stop
        yield place, last


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    if first < last:
        yield first, last


def _weights(terms: Sequence[_Term], sentences: Sequence[_Sentence]) -> list[float]:
    """Return how much each term weighs: the more the fewer sentences have it."""
    having = Counter(place for one in sentences for place in one.terms)
    return [
        term.weight * (1 + math.log((len(sentences) + 1) / (having[place] + 1))) for place, term in enumerate(terms)
    ]


def _passages(sentences: Sequence[_Sentence], terms: Sequence[_Term], weights: Sequence[float]) -> Iterator[Proposed]:
    """Yield for each sentence that says enough the best passage that begins with it."""
    whole = sum(weights)
    for place, first in enumerate(sentences):
        if not first.terms:
            continue
        taken = _taken_along(sentences[place : place + _MOST_SENTENCES], weights)
        said = frozenset[int]().union(*(one.terms for one in taken))
        share = _weight(said, weights) / whole
        if share >= _LEAST and _says_enough(said, terms):
            tally = (_tally(said, terms, kind) for kind in _Kind)
            yield Proposed(taken[0].text, taken[0].start, taken[-1].end, share, *tally)


def _taken_along(sentences: Sequence[_Sentence], weights: Sequence[float]) -> Sequence[_Sentence]:
    """Return those of these sentences, from one to the next, that each bring along a good part of what they say."""
    taken, said = [sentences[0]], sentences[0].terms
    for other in sentences[1:]:
        is_beside = (other.text, other.paragraph) == (taken[0].text, taken[0].paragraph)
        more = _weight(other.terms - said, weights)
        if not is_beside or other.end - taken[0].start > _LONGEST or not more or more < _ADDED * _weight(said, weights):
            break
        taken.append(other)
        said |= other.terms
    while len(taken) > 1:
        rest = frozenset[int]().union(*(one.terms for one in taken[1:]))
        if _weight(said - rest, weights) >= _ADDED * _weight(rest, weights):
            break
        taken, said = taken[1:], rest
    return taken


def _weight(said: Iterable[int], weights: Sequence[float]) -> float:
    return sum(weights[place] for place in said)


def _tally(said: Collection[int], terms: Sequence[_Term], kind: _Kind) -> tuple[int, int]:
    of_kind = [place for place, term in enumerate(terms) if term.kind is kind]
    return sum(place in said for place in of_kind), len(of_kind)


def _says_enough(said: Iterable[int], terms: Sequence[_Term]) -> bool:
    found = [terms[place] for place in said]
    return len(found) >= _FEW or any(term.weight == _NUMBER for term in found)


def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFKD", _ENDINGS.sub("", word).replace(".", "")).casefold()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
