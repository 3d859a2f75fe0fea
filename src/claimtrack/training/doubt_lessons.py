"""Texts whose doubts were labelled as lessons: for every word whether it doubts, and what each doubt speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

import numpy as np
import torch
from torch import Tensor

from claimtrack.extraction.learned.doubt_features import KINDS, Scene, Told
from claimtrack.extraction.learned.doubt_reader import LINKS
from claimtrack.extraction.learned.windows import Vocabulary, Window, windows
from claimtrack.extraction.learned.words import Words, lines_in, words_in
from claimtrack.extraction.text.layout import paragraphs
from claimtrack.extraction.text.lines import headline
from claimtrack.extraction.values import Span
from claimtrack.training.doubted import DoubtedText
from claimtrack.vocabulary import CaveatKind


@dataclass(frozen=True, slots=True)
class Asked:
    """A doubt, or a trap, with the statements near it: which words it is, their features, which it speaks of."""

    words: list[int]
    near: range
    features: Tensor
    wanted: Tensor


@dataclass(frozen=True, slots=True)
class Answered:
    """A statement with those in front of it: their features, and the numbers of their links in ``LINKS``."""

    later: int
    earlier: range
    features: Tensor
    wanted: Tensor


@dataclass(frozen=True, slots=True)
class DoubtLesson:
    """What is to be learned of a text: ``kinds`` is (words, kinds), 0 or 1; ``told`` the words of each statement."""

    paragraphs: list[Words]
    pieces: list[list[list[int]]]
    kinds: Tensor
    told: list[list[int]]
    asked: list[Asked]
    answered: list[Answered]

    def windows(self, limit: int) -> Iterator[Window]:
        """Return the text's windows of at most ``limit`` pieces."""
        return windows(zip(self.paragraphs, self.pieces, strict=True), limit=limit)


def doubt_lesson(one: DoubtedText, vocabulary: Vocabulary) -> DoubtLesson:
    """Cut a text into words and pieces, and put to each what is to be learned of it."""
    lines = [words_in(one.text, *span) for span in lines_in(one.text)]
    spans = [span for line in lines for span in line.spans]
    starts, ends = np.array([start for start, _ in spans]), np.array([end for _, end in spans])

    def words_of(*pieces: Span) -> list[int]:
        held = [np.nonzero((starts < end) & (ends > start))[0] for start, end in pieces]
        return sorted({int(number) for numbers in held for number in numbers})

    scene = _scene(one)
    told = [words_of(*spans) for spans, _ in one.statements]
    kinds = torch.zeros(len(spans), len(KINDS))
    asked = []
    for doubt in one.doubts:
        words = words_of(doubt.span)
        kinds[words, KINDS.index(doubt.kind)] = 1
        asked.append(_asked(scene, words, doubt.span, doubt.kind, doubt.statements))
    # What a trap would doubt if it were one; each is taken for another kind.
    for span, kind in zip(one.traps, cycle(KINDS), strict=False):
        asked.append(_asked(scene, words_of(span), span, kind, frozenset()))
    answered = [_answered(scene, one, later) for later in range(1, len(told))]
    return DoubtLesson(
        lines,
        [vocabulary.pieces(line) for line in lines],
        kinds,
        told,
        [each for each in asked if each.words and len(each.near)],
        answered,
    )


def _scene(one: DoubtedText) -> Scene:
    sentences: list[Span] = []
    numbers: list[int] = []
    for number, paragraph in enumerate(paragraphs(one.text, headline(one.text))):
        sentences += [(sentence.start, sentence.end) for sentence in paragraph.sentences]
        numbers += [number] * len(paragraph.sentences)
    told: list[Told] = []
    scene = Scene(one.text, sentences or [(0, len(one.text))], numbers or [0], told)
    told += [
        Told(spans, " ".join(one.text[slice(*span)] for span in spans), scene.sentence_at(spans[0][0]), speaker)
        for spans, speaker in one.statements
    ]
    return scene


def _asked(scene: Scene, words: list[int], span: Span, kind: CaveatKind, wanted: frozenset[int]) -> Asked:
    near = scene.near(span)
    return Asked(
        words,
        near,
        torch.from_numpy(scene.of_doubt(span, kind, near)),
        torch.tensor([float(number in wanted) for number in near]),
    )


def _answered(scene: Scene, one: DoubtedText, later: int) -> Answered:
    earlier = scene.answered(later)
    return Answered(
        later,
        earlier,
        torch.from_numpy(scene.of_link(later, earlier)),
        torch.tensor([LINKS.index(one.links.get((later, number))) for number in earlier]),
    )
