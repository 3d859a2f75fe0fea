"""What the model says of the words that doubt, kept as an article is read: those words, and a short vector a word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from claimtrack.extraction.learned.doubt_features import KINDS, Numbers
from claimtrack.extraction.learned.labels import DOUBT_VECTOR
from claimtrack.extraction.values import Span
from claimtrack.vocabulary import CaveatKind

LEAST_WORD, LEAST_DOUBT = 0.2, 0.4
"""How likely each word of a doubt must be one of it, and the likeliest of them."""
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
    """The doubts of an article in the order of its paragraphs, and each word's vector as half a number."""

    doubts: list[DoubtMark] = field(default_factory=list)
    _starts: list[NDArray[np.int32]] = field(default_factory=list)
    _told: list[NDArray[np.float16]] = field(default_factory=list)

    def add(self, scores: Numbers, spans: Sequence[Span]) -> None:
        """Take a paragraph: ``scores`` (words, ``DOUBT_SCORES``) are logits and vectors, ``spans`` its words."""
        if not len(spans):
            return
        self._starts.append(np.array([start for start, _ in spans], dtype=np.int32))
        self._told.append(scores[:, _TOLD].astype(np.float16))
        likely = 1 / (1 + np.exp(-scores[:, : len(KINDS)]))
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
        if not self._starts or not spans:
            return np.zeros((len(spans), DOUBT_VECTOR), dtype=np.float32)
        starts, told = np.concatenate(self._starts), np.concatenate(self._told)
        order = np.argsort(starts, kind="stable")
        starts, told = starts[order], told[order]
        rows = []
        for pieces in spans:
            held = [told[np.searchsorted(starts, start) : np.searchsorted(starts, end)] for start, end in pieces]
            words = np.concatenate(held).astype(np.float32)
            rows.append(words.mean(axis=0) if len(words) else np.zeros(DOUBT_VECTOR, dtype=np.float32))
        return np.stack(rows)


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
