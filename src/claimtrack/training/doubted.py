"""Texts whose doubts were labelled, as lessons: for every word whether it doubts, and what each doubt speaks of.

The files are those of ``tests/extraction/doubt_corpus``: one text a line with its statements, doubts, traps and links.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from claimtrack.errors import InvalidInput
from claimtrack.extraction.learned.doubt_features import KINDS, Scene, Told
from claimtrack.extraction.learned.doubt_reader import LINKS
from claimtrack.extraction.learned.windows import Vocabulary, Window, windows
from claimtrack.extraction.learned.words import Words, lines_in, words_in
from claimtrack.extraction.text.layout import paragraphs
from claimtrack.extraction.text.lines import headline
from claimtrack.extraction.values import Span, Spans
from claimtrack.training.corpus import LabelledArticle
from claimtrack.vocabulary import CaveatKind, LinkKind


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that doubt, and the numbers of the statements that they speak of."""

    kind: CaveatKind
    span: Span
    statements: frozenset[int]


@dataclass(frozen=True, slots=True)
class DoubtedText:
    """A text with its statements (spans and who says each, "" for the outlet), what it doubts, and what only looks so.

    ``links`` are by the numbers of the later and the earlier statement.
    """

    name: str
    text: str
    statements: tuple[tuple[Spans, str], ...]
    doubts: tuple[Doubt, ...]
    traps: tuple[Span, ...] = ()
    links: Mapping[tuple[int, int], LinkKind] = field(default_factory=dict)


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


def read_doubted(path: Path, articles: Iterable[LabelledArticle] = ()) -> list[DoubtedText]:
    """Read one text a line; one without "text" is a stretch ("span") of the "article" that labelled articles hold.

    Raises InvalidInput naming the line that is no such text.
    """
    known = {one.name: one.text for one in articles}
    found = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                found.append(_doubted(json.loads(line), known))
            except (ValueError, KeyError, TypeError, IndexError) as error:
                raise InvalidInput(
                    f"{path}, line {number}: not a text with its doubts ({error!r}); each line is one JSON object "
                    'with "id", "statements", "doubts", "links", and "text", or "article" and "span" of one that is '
                    "given, too"
                ) from error
    return found


def _doubted(row: dict[str, Any], known: Mapping[str, str]) -> DoubtedText:
    text = row["text"] if "text" in row else known[row["article"]][slice(*row["span"])]
    statements = tuple((_spans(one["spans"]), one.get("speaker", "")) for one in row["statements"])
    return DoubtedText(
        row["id"],
        text,
        statements,
        tuple(Doubt(CaveatKind(one["kind"]), _span(one["span"]), _known(one, statements)) for one in row["doubts"]),
        tuple(_span(one) for one in row.get("traps", ())),
        {_pair(one["from"], one["to"]): LinkKind(one["kind"]) for one in row["links"]},
    )


def _known(one: Mapping[str, Any], statements: Sequence[object]) -> frozenset[int]:
    numbers = frozenset(one["statements"])
    if not numbers or not numbers <= set(range(len(statements))):
        raise ValueError(f"a doubt speaks of statements {sorted(numbers)}, and there are {len(statements)}")
    return numbers


def _pair(one: int, other: int) -> tuple[int, int]:
    return max(one, other), min(one, other)


def _span(one: Sequence[int]) -> Span:
    return int(one[0]), int(one[1])


def _spans(pieces: Sequence[Sequence[int]]) -> Spans:
    return tuple(_span(one) for one in pieces)


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
