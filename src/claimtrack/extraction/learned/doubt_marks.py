"""What the model says of the words that doubt, kept as an article is read: those words, and a short vector a word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from claimtrack.extraction.learned.doubt_features import KINDS, Numbers
from claimtrack.extraction.learned.labels import DOUBT_SCORES, DOUBT_VECTOR
from claimtrack.extraction.values import Span
from claimtrack.vocabulary import CaveatKind

LEAST_WORD, LEAST_DOUBT = 0.15, 0.3
"""How likely each word of a doubt must be one of it, and the likeliest of them; its confidence weeds out the rest."""
_BETWEEN = 2
"""Words; two stretches of one kind that stand so near are one doubt."""
_MOST = 6
"""Doubts of one kind in a paragraph of a hundred words; no prose has more, and each looks at the statements around."""
_ASKS = slice(len(KINDS), len(KINDS) + DOUBT_VECTOR)
_TOLD = slice(len(KINDS) + DOUBT_VECTOR, len(KINDS) + 2 * DOUBT_VECTOR)


@dataclass(frozen=True, slots=True)
class DoubtMark:
    """Words that doubt something: where they stand, how likely they do, and the vector that asks for what."""

    span: Span
    kind: CaveatKind
    likely: float
    asks: Numbers


@dataclass(slots=True)
class DoubtMarks:
    """The doubts of an article in the order of its paragraphs, and each word's scores as half numbers."""

    doubts: list[DoubtMark] = field(default_factory=list)
    _starts: list[NDArray[np.int32]] = field(default_factory=list)
    _scores: list[NDArray[np.float16]] = field(default_factory=list)

    def add(self, scores: Numbers, spans: Sequence[Span]) -> None:
        """Take a paragraph: ``scores`` (words, ``DOUBT_SCORES``) are logits and vectors, ``spans`` its words."""
        if not len(spans):
            return
        self._starts.append(np.array([start for start, _ in spans], dtype=np.int32))
        self._scores.append(scores.astype(np.float16))
        likely = _shares(scores[:, : len(KINDS)])
        for place, kind in enumerate(KINDS):
            if likely[:, place].max() < LEAST_DOUBT:
                continue
            found = [
                DoubtMark(
                    (spans[first][0], spans[last - 1][1]),
                    kind,
                    float(likely[first:last, place].max()),
                    scores[first:last, _ASKS].mean(axis=0),
                )
                for first, last in _stretches(likely[:, place].tolist())
            ]
            most = _MOST * (1 + len(spans) // 100)
            self.doubts += sorted(sorted(found, key=lambda one: -one.likely)[:most], key=lambda one: one.span)

    def vectors(self, spans: Sequence[Sequence[Span]]) -> Numbers:
        """Return the mean vector of the words of each of several statements, (statements, ``DOUBT_VECTOR``)."""
        rows = [self._within(pieces)[:, _TOLD] for pieces in spans]
        return np.array([_mean(one) for one in rows], dtype=np.float32).reshape(len(rows), DOUBT_VECTOR)

    def at(self, span: Span, kind: CaveatKind) -> DoubtMark:
        """Return what the model says of words that are taken for a doubt of this kind by another."""
        scores = self._within([span])
        likely = _shares(scores[:, KINDS.index(kind)])
        return DoubtMark(span, kind, float(likely.max(initial=0.0)), _mean(scores[:, _ASKS]))

    def _within(self, pieces: Sequence[Span]) -> Numbers:
        """Return the scores of the words that begin within these spans."""
        starts, scores = self._settled()
        held = [scores[np.searchsorted(starts, start) : np.searchsorted(starts, end)] for start, end in pieces]
        return np.concatenate([np.zeros((0, DOUBT_SCORES), dtype=np.float16), *held]).astype(np.float32)

    def _settled(self) -> tuple[NDArray[np.int32], NDArray[np.float16]]:
        """Put the paragraphs that were taken since in their order in the text."""
        if len(self._starts) != 1:
            starts = np.concatenate([np.zeros(0, dtype=np.int32), *self._starts])
            scores = np.concatenate([np.zeros((0, DOUBT_SCORES), dtype=np.float16), *self._scores])
            order = np.argsort(starts, kind="stable")
            self._starts, self._scores = [starts[order]], [scores[order]]
        return self._starts[0], self._scores[0]


def _shares(logits: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


def _mean(rows: Numbers) -> Numbers:
    """Return the mean of rows of ``DOUBT_VECTOR``, nothing but zeros where there is none."""
    return rows.mean(axis=0) if len(rows) else np.zeros(DOUBT_VECTOR, dtype=np.float32)


def _stretches(likely: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield the words of each doubt, ``[first, last)``."""
    held: tuple[int, int] | None = None
    place = 0
    while place < len(likely):
        if likely[place] < LEAST_WORD:
            place += 1
            continue
        first = place
        while place < len(likely) and likely[place] >= LEAST_WORD:
            place += 1
        if max(likely[first:place]) < LEAST_DOUBT:
            continue
        if held is not None and first - held[1] < _BETWEEN:
            held = held[0], place
        else:
            if held is not None:
                yield held
            held = first, place
    if held is not None:
        yield held
