"""The words of a paragraph as the model reads them: where each stands, how it is written, whether it is quoted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claimtrack.extraction.values import Span

_WORD = re.compile(r"\w+|[^\w\s]")
_DOUBLE = {'"', "“", "”", "„", "«", "»"}
_OPENING = {"“", "„", "«"}
_CLOSING = {"”", "»"}
_OUTSIDE, _INSIDE, _MARK = range(3)
_CASES = 4
SHAPES = _CASES * 3
"""How many values ``Words.shapes`` takes: letter case (lower, capital first, all capitals, none) times quotation state
(outside, inside, a mark itself)."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph's words in order: ``spans`` are code points into the article, ``shapes`` are below ``SHAPES``."""

    spans: list[Span]
    texts: list[str]
    shapes: list[int]

    def __len__(self) -> int:
        return len(self.spans)


def words_in(text: str, start: int, end: int) -> Words:
    """Read the words between two places in a text; a quotation opened before ``start`` is not known here."""
    spans, texts = [], []
    for match in _WORD.finditer(text, start, end):
        spans.append(match.span())
        texts.append(match[0])
    shapes = [_case(word) * 3 for word in texts]
    if not _DOUBLE.isdisjoint(texts):
        is_quoted = False
        for place, word in enumerate(texts):
            if word in _DOUBLE:
                is_quoted = word in _OPENING or (word not in _CLOSING and not is_quoted)
                shapes[place] += _MARK
            elif is_quoted:
                shapes[place] += _INSIDE
    return Words(spans, texts, shapes)


@lru_cache(maxsize=20_000)
def _case(word: str) -> int:
    if word.islower():
        return 0
    if word[0].isupper():
        return 2 if len(word) > 1 and word.isupper() else 1
    return 3


def lines_in(text: str) -> Iterator[Span]:
    """Return each line that is not blank, as the model was taught them."""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield match.span()
