"""What a doubt and a statement have to do with one another, and two statements, as numbers that scorers learn from."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from claimtrack.extraction.text.sameness import stems
from claimtrack.extraction.values import Span, Spans
from claimtrack.vocabulary import CaveatKind

Numbers = NDArray[np.float32]

KINDS = (
    CaveatKind.UNCONFIRMED,
    CaveatKind.UNWITNESSED,
    CaveatKind.UNEVIDENCED,
    CaveatKind.DENIED,
    CaveatKind.HEARSAY,
    CaveatKind.ALLEGED,
)
"""The kinds of doubt in the order of the network's scores."""
BACK, AHEAD = 40, 8
"""How many statements in front of a doubt, and behind it, it may speak of."""
LINKED_BACK = 16
"""How many statements back one may answer."""
_PLURAL = re.compile(
    r"\b(?:both|two|three|these|those|they|them|accounts|claims|reports|figures|numbers|stories|charges|allegations|"
    r"either|neither|all|none|pair|versions|rest|others)\b",
    re.IGNORECASE,
)
_SINGULAR = re.compile(
    r"\b(?:it|this|that|claim|report|figure|number|story|charge|account|toll|allegation|latter|former|first|second|"
    r"third|last|other)\b",
    re.IGNORECASE,
)
_ORDER = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in ("first|former", "second|latter", "third|last", "both|either|neither", "other|rest|others")
)
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|score|half)\b",
    re.IGNORECASE,
)
_OF_FIGURES = re.compile(
    r"\b(?:figures?|numbers?|toll|count|total|tally|estimate|sum|amount|tonnage|score)\b", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:not?|never|none|nothing|nobody|without|den\w+|reject\w*|false)\b|n['’]t\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,.]*")
_AROUND = 60
"""Characters on both sides of a doubt's words in which it may say how many it speaks of."""
_RANKS = 6


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as a doubt sees it: its words, the number of its sentence, and who says it ("": the outlet)."""

    spans: Spans
    text: str
    sentence: int
    speaker: str = ""

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is looked at of a statement again and again."""

    stems: frozenset[str]
    speaker: frozenset[str]
    has_figure: bool
    numbers: frozenset[str]
    is_negated: bool


@dataclass(frozen=True)
class Scene:
    """An article's statements in the order of the text, with its sentences and the paragraph of each."""

    text: str
    sentences: Sequence[Span]
    paragraphs: Sequence[int]
    told: Sequence[Told]
    _known: dict[int, _Known] = field(default_factory=dict)

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.told]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence that a place stands in, or behind."""
        return max(0, bisect_right(self._sentence_starts, place) - 1)

    def near(self, cue: Span) -> range:
        """Return the statements that a doubt may speak of."""
        behind = bisect_right(self._starts, cue[1])
        return range(max(0, behind - BACK), min(len(self.told), behind + AHEAD))

    def answered(self, later: int) -> range:
        """Return the statements in front of one that it may deny, contradict or repeat."""
        return range(max(0, later - LINKED_BACK), later)

    def of_doubt(self, cue: Span, kind: CaveatKind, near: Sequence[int]) -> Numbers:
        """Return what a doubt has to do with each of the statements near it, (statements, ``DOUBT_FEATURES``)."""
        number = self.sentence_at(cue[0])
        start, end = self.sentences[number]
        sentence = stems(self.text[start:end])
        own = stems(self.text[slice(*cue)])
        clause = self.text[max(start, cue[0] - _AROUND) : min(end, cue[1] + _AROUND)]
        of_clause = [
            bool(_OF_FIGURES.search(clause)),
            bool(_PLURAL.search(clause)),
            bool(_SINGULAR.search(clause)),
            *(bool(one.search(clause)) for one in _ORDER),
        ]
        front = sorted((self.told[one].end, one) for one in near if self.told[one].end <= cue[0])
        rank = {one: len(front) - 1 - place for place, (_, one) in enumerate(front)}
        ahead = {one: place for place, one in enumerate(one for one in near if self.told[one].start >= cue[1])}
        nearest = self.told[front[-1][1]].speaker if front else None
        rows = []
        for one in near:
            told, known = self.told[one], self._of(one)
            back = number - told.sentence
            apart = self.paragraphs[number] - self.paragraphs[told.sentence]
            holds = any(first <= cue[0] and cue[1] <= last for first, last in told.spans)
            shared = len((known.stems - known.speaker) & (own if holds else sentence))
            named = len(known.speaker & sentence) / len(known.speaker) if known.speaker else 0.0
            rows.append(
                [
                    holds,
                    *_one_of(back if back >= 0 else 5 if back == -1 else 6, 7),
                    min(abs(back), 8) / 8,
                    one in rank,
                    *_one_of(min(rank[one], _RANKS - 1) if one in rank else -1, _RANKS),
                    *_one_of(min(ahead[one], 2) if one in ahead else -1, 3),
                    apart == 0,
                    min(max(apart, 0), 4) / 4,
                    bool(told.speaker),
                    nearest is not None and told.speaker == nearest,
                    named,
                    bool(known.speaker & own),
                    min(shared, 4) / 4,
                    shared > 0,
                    known.has_figure,
                    known.has_figure and of_clause[0],
                    *of_clause,
                    one == 0,
                    *_one_of(KINDS.index(kind), len(KINDS)),
                ]
            )
        return np.array(rows, dtype=np.float32).reshape(len(rows), DOUBT_FEATURES)

    def of_link(self, later: int, earlier: Sequence[int]) -> Numbers:
        """Return what a statement has to do with each of several in front, (statements, ``LINK_FEATURES``)."""
        one, mine = self.told[later], self._of(later)
        rows = []
        for number in earlier:
            other, theirs = self.told[number], self._of(number)
            shared = len(mine.stems & theirs.stems)
            rows.append(
                [
                    *_one_of(min(max(one.sentence - other.sentence, 0), 4), 5),
                    one.speaker == other.speaker,
                    bool(one.speaker),
                    bool(other.speaker),
                    shared / (1 + len(mine.stems)),
                    shared / (1 + len(theirs.stems)),
                    min(shared, 6) / 6,
                    shared > 0,
                    bool(mine.numbers),
                    bool(theirs.numbers),
                    bool(mine.numbers & theirs.numbers),
                    bool(mine.numbers and theirs.numbers and not mine.numbers & theirs.numbers),
                    mine.is_negated,
                    theirs.is_negated,
                    mine.is_negated != theirs.is_negated,
                    bool(mine.speaker & theirs.stems),
                    bool(theirs.speaker & mine.stems),
                    any(first <= other.start and other.end <= last for first, last in one.spans)
                    or any(first <= one.start and one.end <= last for first, last in other.spans),
                ]
            )
        return np.array(rows, dtype=np.float32).reshape(len(rows), LINK_FEATURES)

    def _of(self, number: int) -> _Known:
        known = self._known.get(number)
        if known is None:
            one = self.told[number]
            known = self._known[number] = _Known(
                stems(one.text),
                stems(one.speaker),
                _FIGURE.search(one.text) is not None,
                frozenset(_NUMBER.findall(one.text)),
                _NEGATED.search(one.text) is not None,
            )
        return known


DOUBT_FEATURES = 1 + 7 + 1 + 1 + _RANKS + 3 + 2 + 2 + 2 + 2 + 2 + 3 + len(_ORDER) + 1 + len(KINDS)
LINK_FEATURES = 22


def _one_of(place: int, size: int) -> Iterable[bool]:
    """Return a row of ``size`` with one set; none where ``place`` is none of it."""
    return (number == place for number in range(size))
