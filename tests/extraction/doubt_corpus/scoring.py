"""Say how well an engine reads doubts: ``python -m tests.extraction.doubt_corpus.scoring test.jsonl``.

Run it in the checkout's root; ``--extractor`` names the engine, ``--articles`` the labelled articles from which
``real.jsonl`` cuts its texts. It prints figures; nothing here asserts one. What counts as found is said in the README
of ``tests/extraction/passages``.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from tests.extraction.passages.scoring import (
    Count,
    Passage,
    WantedCaveat,
    WantedLink,
    caveat_count,
    caveats_of,
    figures,
)

from claimtrack.config import EXTRACTOR
from claimtrack.extraction.registry import load_extractor
from claimtrack.extraction.values import Extraction, Span, Spans
from claimtrack.training.corpus import read_articles
from claimtrack.training.doubted import DoubtedText, read_doubted
from claimtrack.vocabulary import CaveatKind

CORPUS = Path(__file__).parent


def passage(one: DoubtedText) -> Passage:
    """Give a text of the corpus as the passages' figures count it; a trap is one that doubts nothing."""
    claims = [_longest(spans) for spans, _ in one.statements]
    return Passage(
        id=one.name,
        beat=one.name.partition("-")[0],
        trap=not one.doubts,
        text=one.text,
        caveats=tuple(
            WantedCaveat(doubt.kind, doubt.span, claims[number])
            for doubt in one.doubts
            for number in sorted(doubt.statements)
        ),
        hearsay=tuple(
            claims[number]
            for number in sorted(
                {number for doubt in one.doubts if doubt.kind is CaveatKind.HEARSAY for number in doubt.statements}
            )
        ),
        links=tuple(WantedLink(claims[one_], claims[other], kind) for (one_, other), kind in one.links.items()),
    )


def _longest(spans: Spans) -> Span:
    return max(spans, key=lambda span: span[1] - span[0])


def false_alarms(passages: Sequence[Passage], read: Sequence[Extraction]) -> tuple[int, int]:
    """Count the passages that doubt nothing, and those of them in which a doubt was found."""
    traps = [(one, found) for one, found in zip(passages, read, strict=True) if one.trap]
    return len(traps), sum(caveat_count(one, caveats_of(found)) != Count() for one, found in traps)


def without_questions(read: Extraction) -> Extraction:
    """Return what was read with no doubt but those that count before anybody judged them."""
    counted = (tuple(caveat for caveat in one.caveats if caveat.stands) for one in read.statements)
    statements = (replace(one, caveats=caveats) for one, caveats in zip(read.statements, counted, strict=True))
    return replace(read, statements=tuple(statements))


def main(
    file: Annotated[Path, typer.Argument(help="A part of the corpus; looked for beside this file, too.")],
    extractor: Annotated[str, typer.Option(help="The engine that reads.")] = EXTRACTOR,
    articles: Annotated[list[Path] | None, typer.Option(help="Labelled articles; may be repeated.")] = None,
    standing: Annotated[bool, typer.Option("--standing", help="Only what counts, no question.")] = False,
) -> None:
    """Print the figures of an engine on a part of the corpus."""
    known = [one for path in articles or () for one in read_articles(path)]
    path = file if file.exists() else CORPUS / file
    passages = [passage(one) for one in read_doubted(path, known)]
    engine = load_extractor(extractor)
    read = {one.text: without_questions(engine(one.text)) if standing else engine(one.text) for one in passages}
    sys.stdout.write(figures(passages, lambda text: read[text]))
    traps, alarms = false_alarms(passages, [read[one.text] for one in passages])
    sys.stdout.write(f"a doubt was found in {alarms} of the {traps} passages that doubt nothing\n")


if __name__ == "__main__":
    typer.run(main)
