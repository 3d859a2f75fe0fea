"""What the second look learns from: statements and doubts that a model finds in labelled texts, and the labels.

The statements are those that the model lists, so that what is learned is what will be seen; the labels say of each
whether a doubt speaks of it. What the model or the patterns take for a doubt and the labels do not, the traps, and
doubts of one kind taken for another are no doubts.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from claimtrack.extraction.assembly import assembled
from claimtrack.extraction.doubts.caveats import doubts
from claimtrack.extraction.doubts.statement_index import Doubts, reported
from claimtrack.extraction.learned.doubt_features import KINDS, Scene
from claimtrack.extraction.learned.doubt_marks import DoubtMarks
from claimtrack.extraction.learned.doubt_reader import scene_of
from claimtrack.extraction.learned.find_spans import LearnedFinder
from claimtrack.extraction.learned.model import LearnedModel
from claimtrack.extraction.learned.second_look import Looking
from claimtrack.extraction.quoting.statements import Placed
from claimtrack.extraction.quoting.walk import Gathered, gather
from claimtrack.extraction.values import Attribution, Span, Spans
from claimtrack.training.calibrating_doubts import is_one_statement
from claimtrack.training.doubted import DoubtedText
from claimtrack.training.teach_second_look import LookLesson
from claimtrack.vocabulary import CaveatKind

_OTHER_KIND, _FOUND_AGAIN = 0.35, 0.1
"""The share of doubts that are shown as one of another kind, too, and in the words that the model marks."""


@dataclass
class _Found:
    """What a model and the patterns find in a text."""

    scene: Scene | None = None
    marked: list[tuple[Span, CaveatKind]] = field(default_factory=list)


def look_lessons(model: LearnedModel, texts: Sequence[DoubtedText], *, seed: int) -> list[LookLesson]:
    """Return every look at the texts that teaches something; ``seed`` draws the kinds that are taken for another."""
    draw = random.Random(seed)  # noqa: S311 - a seeded draw, not a secret
    return [lesson for one in texts for lesson in _lessons(model, one, draw)]


def _lessons(model: LearnedModel, one: DoubtedText, draw: random.Random) -> Iterator[LookLesson]:
    found = _find(model, one.text)
    if found.scene is None or not found.scene.told:
        return
    looking = Looking(found.scene, model.vocabulary)
    asked: list[tuple[Span, CaveatKind]] = []
    for doubt in one.doubts:
        asked.append((doubt.span, doubt.kind))
        if draw.random() < _OTHER_KIND:
            others = [kind for kind in KINDS if not _spoken_of(one, doubt.span, kind)]
            asked.append((doubt.span, draw.choice(others)))
    for span, kind in dict.fromkeys(found.marked):
        if not _spoken_of(one, span, kind) or draw.random() < _FOUND_AGAIN:
            asked.append((span, kind))
    for trap in one.traps:
        marked = [kind for span, kind in found.marked if _overlap(span, trap)]
        asked.append((trap, draw.choice(marked or KINDS)))
    for span, kind in asked:
        lesson = _lesson(looking, one, span, kind)
        if lesson is not None:
            yield lesson


def _lesson(looking: Looking, one: DoubtedText, span: Span, kind: CaveatKind) -> LookLesson | None:
    scene, wanted = looking.scene, _spoken_of(one, span, kind)
    look = looking.at(span, kind, scene.near(span))
    if look is None or not look.near:
        return None
    spoken_of = tuple(any(is_one_statement(each, scene.told[number].spans) for each in wanted) for number in look.near)
    return LookLesson(look, scene.of_doubt(span, kind, look.near), bool(wanted), spoken_of)


def _find(model: LearnedModel, text: str) -> _Found:
    marks, found = DoubtMarks(), _Found()
    gathered = gather(text, LearnedFinder(model, marks=marks, checkable=model.checkable))
    assembled(text, gathered, language="en", extractor="", doubted=partial(_keep, found))
    found.marked = [*((mark.span, mark.kind) for mark in marks.doubts), *found.marked]
    return found


def _keep(
    found: _Found, text: str, gathered: Gathered, made: Sequence[Attribution], placed: Sequence[Placed]
) -> Doubts:
    """Keep the scene and the patterns' doubts of a text that is read."""
    by_pattern = doubts(text, gathered, made, placed)
    found.scene = scene_of(reported(text, gathered, made, placed))
    found.marked += [(one.spans[0], one.kind) for caveats in by_pattern.caveats.values() for one in caveats]
    return by_pattern


def _spoken_of(one: DoubtedText, span: Span, kind: CaveatKind) -> list[Spans]:
    """Return the labelled statements that words doubt in one way."""
    return [
        one.statements[number][0]
        for doubt in one.doubts
        if doubt.kind is kind and _overlap(doubt.span, span)
        for number in sorted(doubt.statements)
    ]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
