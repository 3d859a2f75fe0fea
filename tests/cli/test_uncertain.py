"""What an engine was not sure of: counted on ingest, listed first, marked in every format."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claimtrack.extraction.registry import load_extractor
from claimtrack.extraction.values import Extraction
from claimtrack.services.articles import ingest_many

Run = Callable[..., CompletedProcess[str]]

ARTICLE = """\
“The bridge is closed,” Ana Ruiz said.

“The school has 40 pupils,” Ben Ode said.

“The market opened on Monday,” Carla Mendes said.

“The road was cut in May,” Dora Lind said.
"""


@pytest.fixture
def unsure(empty: Path, done: Run, monkeypatch: pytest.MonkeyPatch) -> CompletedProcess[str]:
    """Ingest an article with an engine that is less and less sure of it; gives what that told."""
    rules = load_extractor("rules")

    def reads(text: str) -> Extraction:
        found = rules(text)
        figures = zip(found.attributions, (0.97, 0.49, 0.43, 0.12), strict=True)
        return replace(found, attributions=tuple(replace(one, confidence=figure) for one, figure in figures))

    monkeypatch.setattr(ingest_many, "load_extractor", lambda *_: reads)
    (empty / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return done("ingest", "article.txt")


def _numbers(told: CompletedProcess[str]) -> list[int]:
    return [row["claim"] for row in json.loads(told.stdout)]


def test_ingest_says_how_many_deserve_a_second_look(unsure: CompletedProcess[str]) -> None:
    assert "  3 of them deserve a second look: claimtrack list --uncertain --article 1\n" in unsure.stderr


def test_ingest_says_nothing_where_no_confidence_is_known(
    empty: Path, done: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest_many, "load_extractor", lambda *_: load_extractor("rules"))
    (empty / "article.txt").write_text(ARTICLE, encoding="utf-8")
    assert "second look" not in done("ingest", "article.txt").stderr


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--uncertain"], [4, 3, 2]),
        (["--uncertain", "--sort", "number"], [2, 3, 4]),
        (["--sort", "confidence"], [4, 3, 2, 1]),
        (["--uncertain", "--article", "1", "--limit", "1"], [4]),
        ([], [1, 2, 3, 4]),
    ],
)
@pytest.mark.usefixtures("unsure")
def test_the_least_sure_comes_first(done: Run, words: list[str], found: list[int]) -> None:
    assert _numbers(done("list", "--json", *words)) == found


@pytest.mark.parametrize(
    ("deed", "left"),
    [
        (("correct", 3, "--speaker", "Eve Holm"), [4, 2]),
        (("unverifiable", 3, "--reason", "nobody to ask"), [4, 2]),
        (("withdraw", 3, "--reason", "not a claim"), [4, 2]),
        (("said", 3, "verified", "--override", "--reason", "heard it"), [4, 2]),
        (("comment", 3, "odd"), [4, 3, 2]),
    ],
)
@pytest.mark.usefixtures("unsure")
def test_what_somebody_decided_or_corrected_is_no_longer_uncertain(
    done: Run, deed: tuple[str | int, ...], left: list[int]
) -> None:
    done(*deed)
    assert _numbers(done("list", "--json", "--uncertain")) == left
    assert ("worth a second look" in done("show", 3).stdout) is (3 in left)


@pytest.mark.usefixtures("unsure")
def test_the_list_marks_it_and_gives_the_figure_as_data(done: Run) -> None:
    assert "confidence 0.43" in done("list").stdout
    assert "0.97" not in done("list").stdout
    for form in ("--json", "--jsonl"):
        told = done("list", form).stdout
        rows = json.loads(told) if form == "--json" else [json.loads(line) for line in told.splitlines()]
        assert [row["confidence"] for row in rows] == [0.97, 0.49, 0.43, 0.12]
    rows = list(csv.DictReader(io.StringIO(done("list", "--csv").stdout)))
    assert [row["confidence"] for row in rows] == ["0.97", "0.49", "0.43", "0.12"]


@pytest.mark.usefixtures("unsure")
def test_show_says_it_beside_the_attribution(done: Run) -> None:
    lines = [" ".join(line.split()) for line in done("show", 3).stdout.splitlines()]
    at = lines.index("confidence 0.43: worth a second look")
    assert lines[at - 1].startswith("how ")
    assert "confidence 0.97" in [" ".join(line.split()) for line in done("show", 1).stdout.splitlines()]
    (shown,) = json.loads(done("show", 3, "--json").stdout)
    assert (shown["confidence"], shown["uncertain"]) == (0.43, True)


@pytest.mark.usefixtures("unsure")
def test_reports_name_it_for_people_and_programs(done: Run) -> None:
    assert "- **Extractor's confidence:** 0.43: worth a second look" in done("report", "-f", "md").stdout
    assert "Confidence      0.43: worth a second look" in done("report", "-f", "txt").stdout
    assert "with confidence 0.43: worth a second look" in done("report", "-f", "html").stdout
    claims = json.loads(done("report", "-f", "json").stdout)["articles"][0]["claims"]
    assert [claim["confidence"] for claim in claims] == [0.97, 0.49, 0.43, 0.12]
    rows = list(csv.DictReader(io.StringIO(done("report", "-f", "csv").stdout.lstrip("\ufeff"))))
    assert [row["confidence"] for row in rows] == ["0.97", "0.49", "0.43", "0.12"]
