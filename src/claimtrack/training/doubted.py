"""Texts whose doubts were labelled, read from files.

The files are those of ``tests/extraction/doubt_corpus``: one text a line with its statements, doubts, traps and links.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimtrack.errors import InvalidInput
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
