"""An article whose lines are wrapped, from the file to the report: its claims read as any others do."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

ARTICLE = (
    "The ministry said on Monday that the road bridge at Vellmar would stay \n"
    "closed until the engineers have searched it for mines.\n"
    "\n"
    "The hospital has fourteen doctors. Petra Lund, its director, said that \n"
    "43 bodies had been brought in since Tuesday, which could not be \n"
    "independently confirmed.\n"
)
URL = "https://courier.example/bridge"
CLAIM = "the road bridge at Vellmar would stay \nclosed until the engineers have searched it for mines"


pytestmark = pytest.mark.usefixtures("wrapped")


@pytest.fixture
def wrapped(empty: Path, done: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a workspace in which that article is on record."""
    monkeypatch.setenv("CLAIMTRACK_REVIEWER", "ana")
    (empty / "wrapped.txt").write_bytes(ARTICLE.encode())
    done("ingest", "wrapped.txt", "--extractor", "rules", "--outlet", "Harbour Courier", "--url", URL)
    return empty


def test_a_claim_keeps_the_words_as_they_stand(done: Run) -> None:
    found = json.loads(done("list", "--json").stdout)
    assert found[0]["text"] == CLAIM
    assert len(found) == 3
    assert "all intact" in done("verify").stderr


@pytest.mark.parametrize(
    "search", ["would stay closed until", "stay \n closed", "STAY CLOSED", "for mines", "until the engineers"]
)
def test_a_search_goes_over_the_end_of_a_line(done: Run, search: str) -> None:
    assert [claim["claim"] for claim in json.loads(done("list", "--json", "--search", search).stdout)] == [1]


def test_show_gives_the_whole_paragraph_as_running_words(done: Run) -> None:
    page = " ".join(done("show", "3").stdout.split())
    assert "The hospital has fourteen doctors. Petra Lund, its director, said that [43 bodies" in page
    assert (
        "[43 bodies had been brought in since Tuesday], which could not be independently confirmed. who says so" in page
    )


@pytest.mark.parametrize("form", ["txt", "md", "csv"])
def test_a_report_gives_them_on_one_line(done: Run, form: str) -> None:
    told = done("report", "-f", form).stdout
    if form == "txt":  # it wraps lines itself
        told = told.replace("\n    ", " ")
    assert CLAIM.replace(" \n", " ") in told


def test_words_are_found_over_the_end_of_a_line(done: Run) -> None:
    done("correct", "1", "--quote", "bridge at Vellmar would stay closed until the engineers have searched it")
    done("split", "2", "--at", "fourteen doctors")
    texts = {claim["claim"]: claim["text"] for claim in json.loads(done("list", "--json").stdout)}
    assert texts[1] == CLAIM.removeprefix("the road ").removesuffix(" for mines")


def test_the_same_article_without_its_line_breaks_holds_the_same_claims(wrapped: Path, done: Run) -> None:
    done("confirm", "1", "--override", "--reason", "seen by the desk")
    whole = "\n\n".join(" ".join(paragraph.split()) for paragraph in ARTICLE.split("\n\n"))
    (wrapped / "whole.txt").write_text(whole, encoding="utf-8")
    done("ingest", "whole.txt", "--extractor", "rules", "--url", URL)
    found = json.loads(done("list", "--json", "--status", "confirmed").stdout)
    assert [(claim["claim"], claim["text"]) for claim in found] == [(1, " ".join(CLAIM.split()))]
    assert len(json.loads(done("list", "--json").stdout)) == 3
