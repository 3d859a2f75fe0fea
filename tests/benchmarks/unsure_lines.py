"""How sure a model must be to read a line without a full stop: ``python -m tests.benchmarks.unsure_lines [MODEL]``.

For each least likelihood: of the lines that need not be the article's (``Paragraph.is_unsure``), how many that readers
listed as statements are read, and how many that they listed as furniture; then how many of the saved pages' furniture.
``LEAST_OF_LINE`` in ``extraction/learned/find_spans`` is chosen by it, anew for each set of weights.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
from tabulate import tabulate
from tests.benchmarks.furniture import pages
from tests.benchmarks.measuring import CHECKOUT

from claimtrack.extraction.learned.model import DEFAULT, LearnedModel, load_model
from claimtrack.extraction.learned.statement_spans import statement_spans
from claimtrack.extraction.learned.windows import windows
from claimtrack.extraction.learned.words import words_in
from claimtrack.extraction.text.layout import paragraphs
from claimtrack.extraction.text.lines import headline
from claimtrack.extraction.whole_paragraphs import unwrapped
from claimtrack.reading.read import read_document

LISTED = ("first-a", "first-b", "held-out", "web-a", "web-b")
LEAST = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that need not be the article's, and how sure the model is of the surest statement in it."""

    words: str
    likely: float


def unsure_lines(text: str, model: LearnedModel) -> list[Line]:
    """Return the lines of a text that need not be its article's."""
    whole = unwrapped(text)
    text = whole.text if whole is not None else text
    held = list(paragraphs(text, headline(text)))
    words = [words_in(text, one.start, one.end) for one in held]
    read = [model.scores(window).statements for window in windows((one, model.pieces(one)) for one in words)]
    scores = np.concatenate([one for one in read if one is not None]) if read else np.zeros((0, 0), dtype=np.float32)
    found = []
    place = 0
    for paragraph, own in zip(held, words, strict=True):
        if paragraph.is_unsure:
            drawn = statement_spans(scores[place : place + len(own)], own.spans)
            likely = max((one.likely for one in drawn), default=-1.0)
            found.append(Line(" ".join(text[paragraph.start : paragraph.end].split()), likely))
        place += len(own)
    return found


def _listed(model: LearnedModel) -> Iterator[tuple[str, Line]]:
    """Yield the lines of the listed texts, each with "furniture" or "statement"."""
    for name in LISTED:
        path = CHECKOUT / "tests" / "extraction" / "statements" / f"{name}.jsonl"
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            around = {" ".join(one.split()) for one in row.get("furniture", ())}
            around |= {" ".join(row["text"][start:end].split()) for start, end in row.get("furniture_spans", ())}
            for line in unsure_lines(row["text"], model):
                yield "furniture" if any(line.words in one for one in around) else "statement", line


def _of_pages(model: LearnedModel) -> Iterator[tuple[str, Line]]:
    for page in pages():
        for line in unsure_lines(read_document(page.content, name="page.html").text, model):
            if any(line.words in one or one in line.words for one in page.furniture):
                yield "page", line


def main() -> None:
    """Print the table."""
    model = load_model(sys.argv[1] if len(sys.argv) > 1 else DEFAULT)
    lines = list(chain(_listed(model), _of_pages(model)))
    kinds = ("statement", "furniture", "page")
    counts = [[sum(kind == one and line.likely >= least for one, line in lines) for kind in kinds] for least in LEAST]
    total = [sum(kind == one for one, _ in lines) for kind in kinds]
    rows = [[f"{least:.1f}", *count] for least, count in zip(LEAST, counts, strict=True)]
    sys.stdout.write(tabulate([*rows, ["all", *total]], ["least", *kinds], tablefmt="github") + "\n")


if __name__ == "__main__":
    main()
