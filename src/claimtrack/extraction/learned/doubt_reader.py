"""The doubts that the model finds in an article: of which statements each speaks, and which statements quarrel."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from claimtrack.extraction.doubts.statement_index import Doubts, Reported, reported
from claimtrack.extraction.learned.doubt_features import Numbers, Scene, Told
from claimtrack.extraction.learned.doubt_marks import DoubtMark, DoubtMarks
from claimtrack.extraction.quoting.statements import Placed
from claimtrack.extraction.quoting.walk import Gathered
from claimtrack.extraction.values import Attribution
from claimtrack.vocabulary import CaveatKind, LinkKind

LINKS = (None, LinkKind.DENIES, LinkKind.CONTRADICTS, LinkKind.REPEATS)
"""The kinds of link in the order of the scorer's values; the first is none."""
LEAST_SPOKEN_OF = 0.5
"""How likely a doubt must speak of a statement to be put on it."""
LEAST_LINK = 0.6
_Verb = tuple[int, int, str | None]
"""Where the words stand that say that somebody says something, and who."""
_VERBS_NEAR = 4
_SECOND_HAND = frozenset({CaveatKind.HEARSAY, CaveatKind.UNWITNESSED})


@dataclass(frozen=True, slots=True)
class DoubtScorer:
    """Two small networks of two layers: whether a doubt speaks of a statement, and how one statement answers another.

    ``weights`` holds, for "pair" and "bond", ``.0.weight`` (hidden, inputs), ``.0.bias``, ``.1.weight``, ``.1.bias``.
    """

    weights: Mapping[str, Numbers]

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
) -> Doubts:
    """Put the doubts that were marked while a text was read on the statements that they speak of, and link those."""
    article = reported(text, gathered, made, placed)
    if not placed:
        return article.doubts
    scene = _scene(article)
    vectors = marks.vectors([one.spans for one in scene.told])
    verbs = sorted(
        ((start, end, one.speaker) for one in made for start, end in one.cue), key=lambda verb: (verb[0], verb[1])
    )
    for mark in marks.doubts:
        near = scene.near(mark.span)
        features = scene.of_doubt(mark.span, mark.kind, near)
        _put(article, scene, scorer.speaks_of(mark.asks, vectors[near.start : near.stop], features), mark, verbs)
    for later in range(len(scene.told)):
        _link(article, scene, scorer, later, vectors)
    return article.doubts


def _scene(article: Reported) -> Scene:
    told = [
        Told(one.statement.spans, one.statement.text, one.sentence, article.speaker(index) or "")
        for index, one in enumerate(article.placed)
    ]
    lines = article.gathered.lines
    return Scene(article.text, [line.span for line in lines], [line.paragraph for line in lines], told)


def _put(article: Reported, scene: Scene, likely: Numbers, mark: DoubtMark, verbs: Sequence[_Verb]) -> None:
    near = scene.near(mark.span)
    targets = [number for number, sure in zip(near, likely.tolist(), strict=True) if sure >= LEAST_SPOKEN_OF]
    by = _denier(article, scene, mark, verbs) if mark.kind is CaveatKind.DENIED else None
    if by is not None:
        targets = [number for number in targets if article.speaker(number) != by]
    article.doubts.put(mark.kind, mark.span, targets, by=by)
    if mark.kind in _SECOND_HAND:
        numbers = (article.placed[number].statement.attribution for number in targets)
        article.doubts.second_hand.update(number for number in numbers if number is not None)


def _denier(article: Reported, scene: Scene, mark: DoubtMark, verbs: Sequence[_Verb]) -> str | None:
    """Return who denies: whose verb the words are that deny, or who says them."""
    start, end = mark.span
    place = bisect_left(verbs, end, key=lambda verb: verb[0])
    for _, last, speaker in reversed(verbs[max(0, place - _VERBS_NEAR) : place]):
        if start < last:
            return speaker
    holding = map(article.attribution, article.around(scene.sentence_at(start), mark.span))
    return next((one.speaker for one in holding if one is not None), None)


def _link(article: Reported, scene: Scene, scorer: DoubtScorer, later: int, vectors: Numbers) -> None:
    earlier = scene.answered(later)
    if not len(earlier):
        return
    features = scene.of_link(later, earlier)
    likely = scorer.answers(vectors[later], vectors[earlier.start : earlier.stop], features)
    for number, row in zip(earlier, likely.tolist(), strict=True):
        if row[0] > 1 - LEAST_LINK:
            continue
        kind = LINKS[1 + max(range(3), key=row[1:].__getitem__)]
        if kind is not None:
            article.doubts.link(kind, scene.told[later].spans[0], later, [number])
