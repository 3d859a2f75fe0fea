"""Texts listed statement by statement, as lessons: for every word its place in a statement, and what that one is.

The files are those of the statement benchmark: one text a line, each statement by its words or by its offsets.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.extraction.learned.labels import InnerLabel, StatementLabel
from claimtrack.extraction.learned.windows import Vocabulary
from claimtrack.extraction.learned.words import Words, lines_in, words_in
from claimtrack.extraction.values import Span
from claimtrack.training.batches import IGNORED
from claimtrack.training.corpus import LabelledArticle, Lesson, held_words, lesson

_CLOSING = frozenset("”\"’'.,!?;…)»")
_OPENING = frozenset('“"‘(«')
_MOSTLY = 0.5
"""A statement with a larger share of its words in another stands inside that one."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One statement as a reader listed it, in code points."""

    spans: tuple[Span, ...]
    said: bool
    checkable: bool
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class ListedText:
    """A text with the statements that a reader listed, and its attributions where people marked those, too."""

    name: str
    text: str
    statements: tuple[Listed, ...]
    article: LabelledArticle | None = None


@dataclass(frozen=True, slots=True)
class StatementLesson:
    """One text's words with what is to be learned of each, word by word through the text.

    ``outer`` are ``StatementLabel``, ``inner`` ``InnerLabel``; ``said`` and ``checkable`` are 0 or 1, ``IGNORED`` where
    a word stands in no statement. ``attributions`` is what is to be learned of those, if anything is.
    """

    paragraphs: list[Words]
    pieces: list[list[list[int]]]
    attributions: Lesson | None = None
    outer: list[int] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    checkable: list[int] = field(default_factory=list)


def read_listed(path: Path, articles: Iterable[LabelledArticle] = ()) -> list[ListedText]:
    """Read one text a line; one without "text" is looked up by its "id" among labelled articles.

    Raises InvalidInput naming the line that is no such text.
    """
    known = {one.name: one for one in articles}
    found = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                found.append(_listed(json.loads(line), known))
            except (ValueError, KeyError, TypeError) as error:
                raise InvalidInput(
                    f"{path}, line {number}: not a text listed by statements ({error}); each line is one JSON object "
                    'with "id", "statements", and "text" unless the articles that hold it are given, too'
                ) from error
    return found


def _listed(row: dict[str, Any], known: Mapping[str, LabelledArticle]) -> ListedText:
    article = None if "text" in row else known[row["id"]]
    text = row["text"] if article is None else article.text
    return ListedText(
        row["id"],
        text,
        tuple(
            Listed(_spans(text, one), bool(one["said"]), bool(one["checkable"]), one.get("speaker", ""))
            for one in row["statements"]
        ),
        article,
    )


def _spans(text: str, one: dict[str, Any]) -> tuple[Span, ...]:
    if "spans" in one:
        return tuple((int(start), int(end)) for start, end in one["spans"])
    found: list[Span] = []
    place = 0
    for piece in (one["text"], *one.get("more", ())):
        start = text.find(piece, place)
        start = start if start >= 0 else text.index(piece)
        place = start + len(piece)
        found.append((start, place))
    return tuple(found)


def statement_lesson(listed: ListedText, vocabulary: Vocabulary) -> StatementLesson:
    """Turn a listed text into what is to be learned from it."""
    paragraphs = [words_in(listed.text, start, end) for start, end in lines_in(listed.text)]
    made = StatementLesson(
        paragraphs,
        [vocabulary.pieces(words) for words in paragraphs],
        lesson(listed.article) if listed.article is not None else None,
    )
    places = [span for words in paragraphs for span in words.spans]
    lines = [number for number, words in enumerate(paragraphs) for _ in words.spans]
    made.outer.extend([StatementLabel.OUTSIDE] * len(places))
    made.inner.extend([InnerLabel.OUTSIDE] * len(places))
    made.said.extend([IGNORED] * len(places))
    made.checkable.extend([IGNORED] * len(places))
    for one in sorted(listed.statements, key=lambda one: (one.spans[0][0], -one.spans[-1][1])):
        pieces = [_with_marks(listed.text, places, lines, piece) for piece in held_words(places, one.spans)]
        _teach(made, one, pieces)
    return made


def marked_lesson(article: LabelledArticle, vocabulary: Vocabulary) -> StatementLesson:
    """Turn an article whose attributions alone were marked into a lesson that says nothing of statements."""
    found = lesson(article)
    nothing = [IGNORED] * sum(len(words.spans) for words in found.paragraphs)
    return StatementLesson(
        found.paragraphs,
        [vocabulary.pieces(words) for words in found.paragraphs],
        found,
        *(list(nothing) for _ in range(4)),
    )


def _with_marks(text: str, places: Sequence[Span], lines: Sequence[int], piece: list[int]) -> list[int]:
    """Return a piece with the marks that close it and open it: readers give them or leave them, as they like."""
    first, last = piece[0], piece[-1] + 1

    def joins(word: int, marks: frozenset[str]) -> bool:
        return lines[word] == lines[piece[0]] and text[places[word][0]] in marks

    while last < len(places) and places[last - 1][1] == places[last][0] and joins(last, _CLOSING):
        last += 1
    while first > 0 and places[first - 1][1] == places[first][0] and joins(first - 1, _OPENING):
        first -= 1
    return list(range(first, last))


def _teach(made: StatementLesson, one: Listed, pieces: Iterable[list[int]]) -> None:
    held = list(pieces)
    words = list(chain.from_iterable(held))
    if not words:
        return
    if sum(made.outer[word] != StatementLabel.OUTSIDE for word in words) > _MOSTLY * len(words):
        if all(made.inner[word] == InnerLabel.OUTSIDE for word in words):
            for piece in held:
                made.inner[piece[0]] = InnerLabel.BEGIN
                for word in piece[1:]:
                    made.inner[word] = InnerLabel.INSIDE
        return
    begins = StatementLabel.BEGIN
    for piece in held:
        free = [word for word in piece if made.outer[word] == StatementLabel.OUTSIDE]
        for place, word in enumerate(free):
            made.outer[word] = StatementLabel.INSIDE if place else begins
            made.said[word], made.checkable[word] = int(one.said), int(one.checkable)
        begins = StatementLabel.GOES_ON if free else begins
