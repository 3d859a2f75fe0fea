"""The doubts of an article, by the model and the patterns: of which statements each speaks, and which quarrel."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from claimtrack.extraction.doubts.caveats import doubts
from claimtrack.extraction.doubts.judged_cues import put_judged
from claimtrack.extraction.doubts.statement_index import Doubts, Reported, reported
from claimtrack.extraction.learned.doubt_features import Numbers, Scene, Told
from claimtrack.extraction.learned.doubt_marks import DoubtMark, DoubtMarks
from claimtrack.extraction.learned.own_voice_doubts import put_on_own_voice
from claimtrack.extraction.learned.second_look import Looking, SecondReader
from claimtrack.extraction.learned.sureness import DoubtEvidence, Looked, doubt_confidence
from claimtrack.extraction.quoting.statements import Placed
from claimtrack.extraction.quoting.walk import Gathered
from claimtrack.extraction.values import Attribution, Caveat, Link, Span
from claimtrack.vocabulary import CaveatKind, LinkKind, counts_unjudged

LINKS = (None, LinkKind.DENIES, LinkKind.CONTRADICTS, LinkKind.REPEATS)
"""The kinds of link in the order of the scorer's values; the first is none."""
LEAST_SPOKEN_OF = 0.2
"""How likely a doubt must speak of a statement to be weighed at all."""
LEAST_SHOWN = 0.45
"""The confidence from which a doubt is put on a statement, as a question at least."""
_LEAST_BESIDE = 0.5
"""The confidence from which words that surely doubt one statement are put on another, too, as a question.

Below it they were right in 4 of 27 on the texts of ``doubt_corpus/dev.jsonl``, from it on in 14 of 39.
"""
LEAST_LINK, LEAST_LINK_BY_PATTERN = 0.7, 0.1
"""How likely two statements must bear on each other to be linked, alone, and where the patterns link them."""
_IN_ORDER = re.compile(
    r"\b(?:the|this|that)\s+(?:first|second|third|last|former|latter)\s+(?:of\s+(?:these|those|them|the)\b|(?:claim|"
    r"figure|account|allegation|report|charge|version|point|number|part|half)\b|(?:could|has|have|had|was|is)\b)",
    re.IGNORECASE,
)
"""Words that tell which one of several statements is meant; how likely a doubt speaks of another is not asked then."""
_Verb = tuple[int, int, str | None]
"""Where the words stand that say that somebody says something, and who."""
_VERBS_NEAR = 4
FIRST_LOOKS, A_LOOK = 16, 1_000
"""How many doubts are looked at twice in any text, and after how many characters one more; no prose has more."""


@dataclass(frozen=True, slots=True)
class DoubtScorer:
    """Two small networks of two layers: whether a doubt speaks of a statement, and how one statement answers another.

    ``weights`` holds, for "pair" and "bond", ``.0.weight`` (hidden, inputs), ``.0.bias``, ``.1.weight``, ``.1.bias``;
    ``curve`` the weights by which it says how sure it is.
    """

    weights: Mapping[str, Numbers]
    curve: tuple[float, ...] = ()

    def sure(self, evidence: DoubtEvidence) -> float:
        """Return how likely a doubt is right, 0 to 1."""
        return doubt_confidence(evidence, self.curve)

    def speaks_of(self, asks: Numbers, told: Numbers, features: Numbers) -> Numbers:
        """Return how likely a doubt speaks of each of some statements, 0 to 1."""
        logits = self._through("pair", asks, told, features)[:, 0]
        return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)

    def answers(self, told: Numbers, others: Numbers, features: Numbers) -> Numbers:
        """Return how likely a statement answers each of others as ``LINKS`` has it, (statements, ``LINKS``)."""
        logits = self._through("bond", told, others, features)
        likely = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(likely / likely.sum(axis=1, keepdims=True), dtype=np.float32)

    def _through(self, name: str, one: Numbers, others: Numbers, features: Numbers) -> Numbers:
        held = np.concatenate([np.broadcast_to(one, others.shape), others, one * others, features], axis=1)
        hidden = np.maximum(held @ self.weights[f"{name}.0.weight"].T + self.weights[f"{name}.0.bias"], 0)
        return np.asarray(hidden @ self.weights[f"{name}.1.weight"].T + self.weights[f"{name}.1.bias"])


def read_doubts(
    scorer: DoubtScorer,
    marks: DoubtMarks,
    text: str,
    gathered: Gathered,
    made: Sequence[Attribution],
    placed: Sequence[Placed],
    second: SecondReader | None = None,
) -> Doubts:
    """Put the doubts of an article on the statements that they speak of, and link those that quarrel.

    What the model marked while the text was read and what the patterns find is weighed together: how likely the words
    doubt, how likely they speak of a statement, and whether the patterns say so, too; and what ``second`` says of both,
    where it is given. What is said of a statement's own cue needs no weighing.
    """
    by_pattern = doubts(text, gathered, made, placed)
    if not placed:
        return by_pattern
    article = reported(text, gathered, made, placed)
    scene = scene_of(article)
    vectors = marks.vectors([one.spans for one in scene.told])
    looking = Looking(scene, second.vocabulary) if second is not None else None
    found = _Found(article, scene, scorer, marks, vectors, second, looking)
    for index, caveats in by_pattern.caveats.items():
        for caveat in caveats:
            found.take(index, caveat)
    found.take_marked()
    put_judged(article)
    found.put()
    put_on_own_voice(article, marks.doubts, by_pattern.caveats)
    _link(article, scene, scorer, vectors, by_pattern.links)
    return article.doubts


_OF_ANOTHER = frozenset({CaveatKind.HEARSAY, CaveatKind.UNWITNESSED})
"""What words say of how somebody knows, or was not there, they say of another statement than their own."""
_MOST_OF_IT = 0.7
"""The share of a statement's characters; of 112 such doubts in the corpus' train and dev part, four were right."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A doubt that may speak of a statement, and what speaks for that."""

    span: Span
    evidence: DoubtEvidence
    by: str | None


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A doubt of a statement, and how likely it is right."""

    index: int
    kind: CaveatKind
    one: _Candidate
    confidence: float

    def yields_to(self, other: "_Weighed") -> bool:
        """Tell whether it says nothing beside another one that is likelier.

        Where words surely doubt one statement, whether they doubt another, too, is not asked below ``_LEAST_BESIDE``.
        """
        in_same_words = self.one.span[0] < other.one.span[1] and other.one.span[0] < self.one.span[1]
        if self.kind is other.kind and self.index == other.index:
            return counts_unjudged(other.confidence) and not counts_unjudged(self.confidence)
        if self.kind is other.kind and in_same_words:
            return counts_unjudged(other.confidence) and self.confidence < _LEAST_BESIDE
        return self.index == other.index and in_same_words


@dataclass(slots=True)
class _Found:
    """What may be doubted in an article, by statement and kind, before it is put on record."""

    article: Reported
    scene: Scene
    scorer: DoubtScorer
    marks: DoubtMarks
    vectors: Numbers
    second: SecondReader | None = None
    looking: Looking | None = None
    looked: dict[tuple[Span, CaveatKind], dict[int, Looked]] = field(default_factory=dict)
    """What a second look says, by the words that doubt and the kind, of each statement near."""
    candidates: dict[tuple[int, CaveatKind], list[_Candidate]] = field(default_factory=dict)
    ordered: dict[tuple[int, CaveatKind], set[int]] = field(default_factory=dict)
    """By sentence and kind, which statements a doubt means that counts them: "the first of these"."""

    def take(self, index: int, caveat: Caveat) -> None:
        """Take what a pattern found of a statement."""
        mark = self.marks.at(caveat.spans[0], caveat.kind)
        near = sorted({*self.scene.near(mark.span), index})
        likely = self._spoken_of(mark, near)
        # Words that count the statements tell which is meant, however likely another one is by where it stands.
        spoken_of = max(likely) if self._is_ordered(index, caveat) else likely[near.index(index)]
        looked = self._looked(mark)
        of_it = looked.get(index)
        if of_it is not None and self._is_ordered(index, caveat):
            of_it = replace(of_it, spoken_of=max(one.spoken_of for one in looked.values()))
        evidence = DoubtEvidence(mark.likely, spoken_of, by_pattern=True, looked=of_it)
        self._add(index, mark, _Candidate(mark.span, evidence, caveat.by))

    def _is_ordered(self, index: int, caveat: Caveat) -> bool:
        """Note which statement is meant where the words in front of a doubt say which of several it is; tell if so."""
        number = self.scene.sentence_at(caveat.spans[0][0])
        start, _ = self.scene.sentences[number]
        is_ordered = _IN_ORDER.search(self.article.text, start, caveat.spans[0][1]) is not None
        if is_ordered:
            self.ordered.setdefault((number, caveat.kind), set()).add(index)
        return is_ordered

    def take_marked(self) -> None:
        """Take what the model marked, on every statement that it may speak of."""
        verbs = sorted(
            ((start, end, one.speaker) for one in self.article.made for start, end in one.cue),
            key=lambda verb: (verb[0], verb[1]),
        )
        for mark in self.marks.doubts:
            by = _denier(self.article, self.scene, mark, verbs) if mark.kind is CaveatKind.DENIED else None
            near: Sequence[int] = self.scene.near(mark.span)
            meant = self.ordered.get((self.scene.sentence_at(mark.span[0]), mark.kind))
            near = near if meant is None else sorted(meant)
            looked = self._looked(mark)
            for index, spoken_of in zip(near, self._spoken_of(mark, near), strict=True):
                of_it = looked.get(index)
                likeliest = max(spoken_of, of_it.spoken_of if of_it is not None else 0.0)
                if likeliest >= LEAST_SPOKEN_OF and (by is None or self.article.speaker(index) != by):
                    evidence = DoubtEvidence(mark.likely, spoken_of, by_pattern=False, looked=of_it)
                    self._add(index, mark, _Candidate(mark.span, evidence, by))

    def _spoken_of(self, mark: DoubtMark, near: Sequence[int]) -> list[float]:
        features = self.scene.of_doubt(mark.span, mark.kind, near)
        likely: list[float] = self.scorer.speaks_of(mark.asks, self.vectors[list(near)], features).tolist()
        return likely

    def _looked(self, mark: DoubtMark) -> dict[int, Looked]:
        """Look a second time at words that may doubt; the same words of one kind once."""
        if self.second is None or self.looking is None:
            return {}
        key = mark.span, mark.kind
        if key not in self.looked:
            if len(self.looked) >= FIRST_LOOKS + len(self.article.text) // A_LOOK:
                return {}
            self.looked[key] = self.second.read(self.looking, mark.span, mark.kind, self.scene.near(mark.span))
        return self.looked[key]

    def _sure(self, evidence: DoubtEvidence) -> float:
        """Return how likely a doubt is right; a second look takes nothing from what the patterns find."""
        first = self.scorer.sure(evidence)
        if self.second is None or evidence.looked is None:
            return first
        second = self.second.sure(evidence)
        return max(first, second) if evidence.by_pattern else second

    def _add(self, index: int, mark: DoubtMark, one: _Candidate) -> None:
        """Let what is found twice in the same words be one, which the patterns found and the model is as sure of."""
        held = self.candidates.setdefault((index, mark.kind), [])
        for place, other in enumerate(held):
            if other.span[0] < one.span[1] and one.span[0] < other.span[1]:
                both = DoubtEvidence(
                    max(one.evidence.words, other.evidence.words),
                    max(one.evidence.spoken_of, other.evidence.spoken_of),
                    one.evidence.by_pattern or other.evidence.by_pattern,
                    _likelier(one.evidence.looked, other.evidence.looked),
                )
                held[place] = replace(other, evidence=both, by=other.by or one.by)
                return
        held.append(one)

    def put(self) -> None:
        """Put on the statements what is likely enough to be shown; who did not see a thing was not there."""
        for sure in self._weighed():
            self.article.doubts.put(sure.kind, sure.one.span, [sure.index], by=sure.one.by, confidence=sure.confidence)
            number = self.article.placed[sure.index].statement.attribution
            if sure.kind is CaveatKind.UNWITNESSED and counts_unjudged(sure.confidence) and number is not None:
                self.article.doubts.second_hand.add(number)

    def _weighed(self) -> list[_Weighed]:
        """Return what is likely enough, in the order of the text: of a statement each kind once where one stands.

        The same words doubt a statement in one way, the likeliest; what stands leaves nothing to ask of its kind.
        """
        found = [
            _Weighed(index, kind, one, self._sure(one.evidence))
            for (index, kind), held in self.candidates.items()
            for one in held
            if not (kind in _OF_ANOTHER and self._is_all_of(one.span, index))
        ]
        kept: list[_Weighed] = []
        for sure in sorted(found, key=lambda one: (-one.confidence, one.one.span, one.index, one.kind.value)):
            if sure.confidence >= LEAST_SHOWN and not any(sure.yields_to(other) for other in kept):
                kept.append(sure)
        return sorted(kept, key=lambda one: (one.one.span, one.index, one.kind.value))

    def _is_all_of(self, span: Span, index: int) -> bool:
        """Tell whether a statement is hardly more than the words that doubt: ``He has it from a message.``"""
        spans = self.article.placed[index].statement.spans
        size = sum(end - start for start, end in spans)
        inside = sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in spans)
        return inside >= _MOST_OF_IT * size


def _likelier(one: Looked | None, other: Looked | None) -> Looked | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda looked: min(looked.is_doubt, looked.spoken_of))


def scene_of(article: Reported) -> Scene:
    """Return an article's statements as doubts see them."""
    told = [
        Told(one.statement.spans, one.statement.text, one.sentence, article.speaker(index) or "")
        for index, one in enumerate(article.placed)
    ]
    lines = article.gathered.lines
    return Scene(article.text, [line.span for line in lines], [line.paragraph for line in lines], told)


def _denier(article: Reported, scene: Scene, mark: DoubtMark, verbs: Sequence[_Verb]) -> str | None:
    """Return who denies: whose verb the words are that deny, or who says them."""
    start, end = mark.span
    place = bisect_left(verbs, end, key=lambda verb: verb[0])
    for _, last, speaker in reversed(verbs[max(0, place - _VERBS_NEAR) : place]):
        if start < last:
            return speaker
    holding = map(article.attribution, article.around(scene.sentence_at(start), mark.span))
    return next((one.speaker for one in holding if one is not None), None)


def _link(article: Reported, scene: Scene, scorer: DoubtScorer, vectors: Numbers, by_pattern: Sequence[Link]) -> None:
    """Join what quarrels or says the same: where the patterns say so and the model does not rule it out, or it does."""
    told = {(one.source, one.target): one for one in by_pattern}
    for later in range(len(scene.told)):
        earlier = scene.answered(later)
        if not len(earlier):
            continue
        features = scene.of_link(later, earlier)
        likely = scorer.answers(vectors[later], vectors[earlier.start : earlier.stop], features)
        for number, row in zip(earlier, likely.tolist(), strict=True):
            known = told.pop((later, number), None) or told.pop((number, later), None)
            if known is not None and 1 - row[0] >= LEAST_LINK_BY_PATTERN:
                article.doubts.link(known.kind, known.spans[0], known.source, [known.target])
            elif known is None and 1 - row[0] >= LEAST_LINK:
                kind = LINKS[1 + max(range(3), key=row[1:].__getitem__)]
                if kind is not None:
                    article.doubts.link(kind, scene.told[later].spans[0], later, [number])
    for one in told.values():  # too far apart for the model to have said anything
        article.doubts.link(one.kind, one.spans[0], one.source, [one.target])
