"""Labelled articles as lessons: for every word its label and what it points to."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.extraction.learned.labels import OUTSIDE, SpanRole, begin_label
from claimtrack.extraction.learned.words import Words, lines_in, words_in
from claimtrack.extraction.values import Span

NOTHING = -1
"""Where a word points to nothing that could be taught."""
NO_SOURCE = -2
"""Where a cue has no source."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One attribution as people marked it, in code points."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """One article with the attributions that people marked in it."""

    name: str
    text: str
    attributions: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One article's words with what is to be learned of each, word by word through the article.

    ``to_cue`` gives, for a word of a source or content, the first word of its cue; ``to_source``, for a word of a cue,
    the first word of its source; ``NOTHING`` elsewhere, ``NO_SOURCE`` for a cue without one.
    """

    paragraphs: list[Words]
    labels: list[int]
    to_cue: list[int]
    to_source: list[int]


def read_articles(path: Path) -> list[LabelledArticle]:
    """Read one article a line, as the attribution benchmark writes them.

    Raises InvalidInput naming the line that is no such article.
    """
    articles = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                articles.append(_article(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise InvalidInput(
                    f"{path}, line {number}: not a labelled article ({error}); each line is one JSON object with "
                    '"id", "text" and "attributions"'
                ) from error
    return articles


def _article(row: dict[str, Any]) -> LabelledArticle:
    return LabelledArticle(row["id"], row["text"], tuple(_labelled(one) for one in row["attributions"]))


def _labelled(row: dict[str, Any]) -> Labelled:
    return Labelled(_spans(row["source"]), _spans(row["cue"]), _spans(row["content"]))


def _spans(rows: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(sorted((int(row[0]), int(row[1])) for row in rows))


def lesson(article: LabelledArticle) -> Lesson:
    """Turn an article into what is to be learned from it."""
    paragraphs = [words_in(article.text, start, end) for start, end in lines_in(article.text)]
    places = [span for words in paragraphs for span in words.spans]
    made = Lesson(paragraphs, [OUTSIDE] * len(places), [NOTHING] * len(places), [NOTHING] * len(places))
    pieces_of_source: dict[tuple[int, ...], list[int]] = {}
    for one in article.attributions:
        _teach(made, one, places, pieces_of_source)
    return made


def _teach(made: Lesson, one: Labelled, places: list[Span], sources: dict[tuple[int, ...], list[int]]) -> None:
    cue = held_words(places, one.cue)
    source = held_words(places, one.source)
    for piece in cue:
        _label(made.labels, piece, begin_label(SpanRole.CUE, ahead=False))
        for word in piece:
            made.to_source[word] = source[0][0] if source else NO_SOURCE
    if not cue:
        return
    key = tuple(word for piece in source for word in piece)
    nearest = min([*sources.get(key, []), cue[0][0]], key=lambda place: abs(place - key[0])) if key else 0
    sources.setdefault(key, []).append(cue[0][0])
    for piece in source:
        _label(made.labels, piece, begin_label(SpanRole.SOURCE, ahead=nearest > piece[0]))
        for word in piece:
            made.to_cue[word] = nearest
    for piece in held_words(places, one.content):
        _label(made.labels, piece, begin_label(SpanRole.CONTENT, ahead=cue[0][0] > piece[0]))
        for word in piece:
            made.to_cue[word] = cue[0][0]


def _label(labels: list[int], piece: list[int], begin: int) -> None:
    labels[piece[0]] = begin
    for word in piece[1:]:
        labels[word] = begin + 1


def held_words(places: list[Span], spans: Iterable[Span]) -> list[list[int]]:
    """Return the numbers of the words that lie in each span, spans without a word left out."""
    from bisect import bisect_left

    held = []
    for start, end in spans:
        first = bisect_left(places, (start, start))
        if first and places[first - 1][1] > start:
            first -= 1
        last = bisect_left(places, (end, end))
        if last > first:
            held.append(list(range(first, last)))
    return held
