"""Nothing is lost silently: every word stands in a statement, a source, a cue, a caveat, or in what was skipped."""

import ast
import json
import os
import textwrap
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.extraction.test_engine import TEXTS

from claimtrack.extraction.engine import extract
from claimtrack.extraction.learned.engine import extract as extract_learned
from claimtrack.extraction.values import Extraction, Extractor
from claimtrack.reading.read import read_document
from claimtrack.vocabulary import SkippedBecause

TESTS = Path(__file__).parents[1]
SEEDS = TESTS.parent / "seeds"
LEAST = 20
"""Characters; a literal of a test module that is shorter is no text but a name."""


def lost(found: Extraction) -> list[str]:
    """Return the words with a letter or digit that stands in nothing that was found, character by character."""
    covered = [False] * len(found.text)
    spans = [span for one in found.attributions for span in (*one.source, *one.cue)]
    for statement in found.statements:
        spans += statement.spans
        spans += [span for caveat in statement.caveats for span in caveat.spans]
    spans += [span for one in found.skipped for span in one.spans]
    for start, end in spans:
        covered[start:end] = [True] * (end - start)
    bare = [place for place, letter in enumerate(found.text) if letter.isalnum() and not covered[place]]
    return [found.text[max(0, place - 20) : place + 20] for place in bare]


def _listed() -> Iterator[tuple[str, str]]:
    for path in sorted((TESTS / "extraction").rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            if "text" in one:
                yield f"{path.stem} {one['id']}", one["text"]


def _pages() -> Iterator[tuple[str, str]]:
    paths = [*sorted((TESTS / "reading" / "pages").rglob("page.html")), SEEDS / "article.html", SEEDS / "article.txt"]
    for path in paths:
        yield path.parent.name + path.suffix, read_document(path.read_bytes(), name=path.name).text


def _literals() -> Iterator[str]:
    """Yield what the test modules of extraction hold as strings: the texts of their cases among them."""
    for path in sorted((TESTS / "extraction").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) >= LEAST:
                yield node.value


ARTICLES = [*_listed(), *_pages()]
PARTS = 40
"""Into how many tests the texts are dealt: one test a text took longer to set up than to read."""
MODELLED = ARTICLES if os.environ.get("CLAIMTRACK_EVERY_TEXT") else ARTICLES[::8]
"""What the model reads here: every eighth; all of it with ``CLAIMTRACK_EVERY_TEXT=1``, some eight minutes of it."""
a_part = pytest.mark.parametrize("part", range(PARTS))


def _losses(texts: Iterable[tuple[str, str]], read: Extractor) -> dict[str, list[str]]:
    return {name: bare for name, text in texts if (bare := lost(read(text)))}


@a_part
def test_nothing_of_an_article_is_lost(part: int) -> None:
    assert _losses(ARTICLES[part::PARTS], extract) == {}


@a_part
def test_nothing_of_a_wrapped_article_is_lost(part: int) -> None:
    wrapped = [
        (name, "\n\n".join(textwrap.fill(line, 72) for line in text.splitlines()))
        for name, text in ARTICLES[::4][part::PARTS]
    ]
    assert _losses(wrapped, extract) == {}


@pytest.mark.slow
@a_part
def test_nothing_of_an_article_is_lost_by_the_model(part: int) -> None:
    assert _losses(MODELLED[part::PARTS], extract_learned) == {}


def test_nothing_of_what_other_tests_read_is_lost() -> None:
    assert {text: bare for text in _literals() if (bare := lost(extract(text)))} == {}


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_nothing_of_any_text_is_lost(text: str) -> None:
    assert lost(extract(text)) == []


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_nothing_of_any_text_is_lost_by_the_model(text: str) -> None:
    assert lost(extract_learned(text)) == []


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_what_is_skipped_is_in_order_and_stands_in_no_statement(text: str) -> None:
    found = extract(text)
    spans = [span for one in found.skipped for span in one.spans]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(any(letter.isalnum() for letter in text[start:end]) for start, end in spans)
    said = [span for one in found.statements for span in one.spans]
    assert not [one for one in spans if any(one[0] < end and start < one[1] for start, end in said)]


ARTICLE = """Dam alert in the upper valley
By Lena Mortvik
Friday, 16 May 2025

PORT SELINE (NPA) — Engineers said on Thursday that the dam would hold. Who pays for it? The mayor told the Harbour
Courier that nobody had asked her.

Share this article

What happened upstream

Ana Ruiz left for the hills at noon.
"""


@pytest.mark.parametrize("read", [extract, extract_learned], ids=["rules", "learned"])
def test_what_is_skipped_has_its_reason(read: Extractor) -> None:
    found = read(ARTICLE)
    told = {(found.text[start:end], one.why) for one in found.skipped for start, end in one.spans}
    assert {
        ("By Lena Mortvik", SkippedBecause.BYLINE),
        ("Friday, 16 May 2025", SkippedBecause.DATELINE),
        ("PORT SELINE (NPA)", SkippedBecause.DATELINE),
        ("Share this article", SkippedBecause.FURNITURE),
        ("What happened upstream", SkippedBecause.HEADING),
    } <= told
    assert "on Thursday that" in {words for words, why in told if why is SkippedBecause.OTHER}


def test_neighbours_of_one_reason_in_one_line_are_one_span() -> None:
    text = "The mayor said on Thursday evening, that the dam would hold."
    assert [text[start:end] for one in extract(text).skipped for start, end in one.spans] == ["on Thursday"]


def test_marks_between_what_was_found_are_no_words() -> None:
    assert extract("“The dam will hold,” the mayor said.").skipped == ()
