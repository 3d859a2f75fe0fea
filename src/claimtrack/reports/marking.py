"""An article's text cut so that every claim can be marked in place, however claims overlap.

Markup must nest and spans need not: so the text is cut wherever any span or paragraph begins or ends, and each piece
says which claims cover it.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from claimtrack.extraction.values import Span, Spans

LAYERS = 3

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE_END = re.compile(r"\n")


class Marked(Protocol):
    """A claim, as far as its place in the text goes."""

    @property
    def number(self) -> int:
        """Its number."""
        ...

    @property
    def spans(self) -> Spans:
        """Where it stands, in code points."""
        ...


class MarkedText(Protocol):
    """An article, as far as its text and the places of its claims go."""

    @property
    def text(self) -> str:
        """Its text."""
        ...

    @property
    def claims(self) -> Sequence[Marked]:
        """Its claims."""
        ...


@dataclass(frozen=True, slots=True)
class Layer:
    """One claim over a piece. ``height`` (0 to ``LAYERS`` - 1) is the same wherever the claim is marked."""

    entry: Marked
    height: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Text over which nothing changes: the claims that cover it, innermost first, at most ``LAYERS`` of them.

    ``begins`` are the claims whose first mark this is, the widest first; none is left out. ``start`` is where the
    piece begins in the article, in code points.
    """

    text: str
    layers: tuple[Layer, ...]
    begins: tuple[Marked, ...]
    start: int = field(default=0, compare=False)


Paragraph = tuple[Piece, ...]


def paragraphs(article: MarkedText) -> tuple[Paragraph, ...]:
    """Cut an article's text into paragraphs of pieces; joined, a paragraph's pieces are its exact text.

    Paragraphs are set apart by blank lines; in a text without any, each line is one. A claim counts as inside another
    where its spans are shorter in all. Time: linear in text and claims, times the number of claims over one piece.
    """
    blocks = _blocks(article.text)
    covered = list(_covered(article, blocks))
    heights = _heights(covered)
    seen: set[int] = set()
    cut: dict[Span, list[Piece]] = {block: [] for block in blocks}
    for block, (start, end), over in covered:
        begins = tuple(entry for entry in reversed(over) if entry.number not in seen)
        seen.update(entry.number for entry in begins)
        layers = tuple(Layer(entry, heights[entry.number]) for entry in over[:LAYERS])
        cut[block].append(Piece(article.text[start:end], layers, begins, start))
    return tuple(tuple(pieces) for pieces in cut.values())


def _blocks(text: str) -> list[Span]:
    """Find the paragraphs, without the white space around them."""
    parting = _BLANK_LINES if _BLANK_LINES.search(text) else _LINE_END
    starts, ends = [0], []
    for gap in parting.finditer(text):
        ends.append(gap.start())
        starts.append(gap.end())
    ends.append(len(text))
    return [span for start, end in zip(starts, ends, strict=True) if (span := _stripped(text, start, end))]


def _stripped(text: str, start: int, end: int) -> Span | None:
    part = text[start:end]
    kept = part.strip()
    if not kept:
        return None
    offset = start + len(part) - len(part.lstrip())
    return offset, offset + len(kept)


def _covered(article: MarkedText, blocks: Sequence[Span]) -> Iterator[tuple[Span, Span, tuple[Marked, ...]]]:
    """Yield every piece between two neighbouring cuts, with its block and the claims over it, narrowest first."""
    opening: dict[int, list[Marked]] = defaultdict(list)
    closing: dict[int, list[Marked]] = defaultdict(list)
    for entry in article.claims:
        for start, end in _clipped(entry, len(article.text)):
            opening[start].append(entry)
            closing[end].append(entry)
    points = sorted({*opening, *closing, *(edge for block in blocks for edge in block)})
    widths = {entry.number: sum(end - start for start, end in entry.spans) for entry in article.claims}
    block_of = dict(blocks)
    active: dict[int, Marked] = {}
    block: Span | None = None
    for start, end in itertools.pairwise(points):
        _move(active, closing[start], opening[start])
        if start in block_of:
            block = (start, block_of[start])
        if block is not None and end <= block[1]:
            over = sorted(active.values(), key=lambda entry: (widths[entry.number], entry.number))
            yield block, (start, end), tuple(over)


def _clipped(entry: Marked, length: int) -> Iterator[Span]:
    """Yield the claim's spans inside the text, those that touch or overlap as one."""
    last: Span | None = None
    for start, end in sorted(entry.spans):
        start, end = max(0, start), min(end, length)
        if start >= end:
            continue
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def _move(active: dict[int, Marked], gone: Sequence[Marked], come: Sequence[Marked]) -> None:
    for entry in gone:
        del active[entry.number]
    for entry in come:
        active[entry.number] = entry


def _heights(covered: Sequence[tuple[Span, Span, tuple[Marked, ...]]]) -> Mapping[int, int]:
    """Return each claim the height of the most claims ever inside it, so that its underline does not jump."""
    heights: dict[int, int] = defaultdict(int)
    for _, _, over in covered:
        for rank, entry in enumerate(over):
            heights[entry.number] = max(heights[entry.number], min(rank, LAYERS - 1))
    return heights
