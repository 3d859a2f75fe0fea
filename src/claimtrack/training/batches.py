"""Windows of many articles, drawn anew each epoch, in batches of about as many pieces."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from claimtrack.extraction.learned.windows import Vocabulary, Window, windows
from claimtrack.training.corpus import NO_SOURCE, Lesson
from claimtrack.training.network import Batch

Held = TypeVar("Held")
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
    for chosen in batched(articles, Taught.windows, draw):
        yield _taught([(one.lesson, window) for one, window in chosen])


def batched(
    articles: Sequence[Held], windows_of: Callable[[Held, int], Iterable[Window]], draw: random.Random
) -> Iterator[list[tuple[Held, Window]]]:
    """Yield the windows of articles, their limit drawn anew for each, in batches of about as many pieces."""
    drawn: list[tuple[Held, Window]] = []
    for one in articles:
        drawn += [(one, window) for window in windows_of(one, draw.randint(_SHORTEST, _LONGEST))]
    # Windows about as long share a batch, so that little is padding; which ones is drawn by the jitter.
    drawn.sort(key=lambda pair: len(pair[1]) + draw.random() * 8)
    batches: list[list[tuple[Held, Window]]] = [[]]
    longest = 0
    for pair in drawn:
        longest = max(longest, len(pair[1]))
        if batches[-1] and longest * (len(batches[-1]) + 1) > _BATCH:
            batches.append([])
            longest = len(pair[1])
        batches[-1].append(pair)
    draw.shuffle(batches)
    yield from (chosen for chosen in batches if chosen)


def _taught(chosen: Sequence[tuple[Lesson, Window]]) -> TaughtBatch:
    rows = [targets(lesson, window) for lesson, window in chosen]
    return TaughtBatch(
        batch_of([window for _, window in chosen]),
        *(padded([row[column] for row in rows], IGNORED) for column in range(3)),
    )


def batch_of(held: Sequence[Window]) -> Batch:
    """Put windows side by side."""
    narrowed = [window.narrowed() for window in held]
    return Batch(
        padded([window.pieces for window in held], 0),
        padded([window.shapes for window in held], 0),
        padded([starts for starts, _ in narrowed], -1),
        padded([window.heads for window in held], -1),
        padded([places for _, places in narrowed], -1),
    )


def padded(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    """Return rows side by side, (rows, longest), the shorter ones filled up with ``value``."""
    return pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=value)


def targets(lesson: Lesson, window: Window) -> tuple[list[int], list[int], list[int]]:
    """Return what is to be learned of a window's words: labels, cues and sources, as ``TaughtBatch`` holds them."""
    place = {word: index for index, word in enumerate(window.words)}
    labels = [lesson.labels[word] for word in window.words]
    to_cue = [place.get(lesson.to_cue[word], IGNORED) for word in window.words]
    to_source = [
        0 if lesson.to_source[word] == NO_SOURCE else place.get(lesson.to_source[word], IGNORED - 1) + 1
        for word in window.words
    ]
    return labels, to_cue, to_source
