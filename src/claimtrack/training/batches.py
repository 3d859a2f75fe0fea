"""Windows of many articles, drawn anew each epoch, in batches of about as many pieces."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from claimtrack.extraction.learned.windows import Vocabulary, Window, windows
from claimtrack.training.corpus import NO_SOURCE, Lesson
from claimtrack.training.network import Batch

IGNORED = -100
_SHORTEST, _LONGEST = 128, 192
_BATCH = 2_048


@dataclass(frozen=True, slots=True)
class Taught:
    """An article's lesson with its words' pieces in the encoder's vocabulary, paragraph by paragraph."""

    lesson: Lesson
    pieces: list[list[list[int]]]

    @classmethod
    def of(cls, lesson: Lesson, vocabulary: Vocabulary) -> "Taught":
        """Cut a lesson's words into pieces."""
        return cls(lesson, [vocabulary.pieces(words) for words in lesson.paragraphs])

    def windows(self, limit: int) -> Iterator[Window]:
        """Return the article's windows of at most ``limit`` pieces."""
        return windows(zip(self.lesson.paragraphs, self.pieces, strict=True), limit=limit)


@dataclass(frozen=True, slots=True)
class TaughtBatch:
    """A batch with what is to be learned: numbers for each word, ``IGNORED`` where nothing is.

    ``to_cue`` counts words of the window; ``to_source`` counts them from 1, 0 is "no source".
    """

    batch: Batch
    labels: Tensor
    to_cue: Tensor
    to_source: Tensor

    def to(self, device: torch.device) -> "TaughtBatch":
        """Return the same batch on another device."""
        return TaughtBatch(
            self.batch.to(device), self.labels.to(device), self.to_cue.to(device), self.to_source.to(device)
        )


def epoch(articles: Sequence[Taught], draw: random.Random) -> Iterator[TaughtBatch]:
    """Yield every article once, its windows' limit drawn by ``draw``, in batches of windows about as long."""
    drawn: list[tuple[Lesson, Window]] = []
    for one in articles:
        drawn += [(one.lesson, window) for window in one.windows(draw.randint(_SHORTEST, _LONGEST))]
    # Windows about as long share a batch, so that little is padding; which ones is drawn by the jitter.
    drawn.sort(key=lambda pair: len(pair[1]) + draw.random() * 8)
    batches: list[list[tuple[Lesson, Window]]] = [[]]
    longest = 0
    for pair in drawn:
        longest = max(longest, len(pair[1]))
        if batches[-1] and longest * (len(batches[-1]) + 1) > _BATCH:
            batches.append([])
            longest = len(pair[1])
        batches[-1].append(pair)
    draw.shuffle(batches)
    for chosen in batches:
        if chosen:
            yield _taught(chosen)


def _taught(chosen: Sequence[tuple[Lesson, Window]]) -> TaughtBatch:
    rows = [_targets(lesson, window) for lesson, window in chosen]
    return TaughtBatch(
        batch_of([window for _, window in chosen]),
        *(_padded([row[column] for row in rows], IGNORED) for column in range(3)),
    )


def batch_of(held: Sequence[Window]) -> Batch:
    """Put windows side by side."""
    narrowed = [window.narrowed() for window in held]
    return Batch(
        _padded([window.pieces for window in held], 0),
        _padded([window.shapes for window in held], 0),
        _padded([starts for starts, _ in narrowed], -1),
        _padded([window.heads for window in held], -1),
        _padded([places for _, places in narrowed], -1),
    )


def _padded(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    return pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=value)


def _targets(lesson: Lesson, window: Window) -> tuple[list[int], list[int], list[int]]:
    place = {word: index for index, word in enumerate(window.words)}
    labels = [lesson.labels[word] for word in window.words]
    to_cue = [place.get(lesson.to_cue[word], IGNORED) for word in window.words]
    to_source = [
        0 if lesson.to_source[word] == NO_SOURCE else place.get(lesson.to_source[word], IGNORED - 1) + 1
        for word in window.words
    ]
    return labels, to_cue, to_source
