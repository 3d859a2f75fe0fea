"""Somebody leaves out of which outlet an article is, so that its own house can confirm what it says itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.attacks.conftest import Run, Try, program

LOOKED = ("--unaffiliated", "its imprint was read")
ADDED = ("confirm", 1, "--evidence", "piece.txt", "--source", "Bay Herald", "--new-source", *LOOKED)


@pytest.fixture(scope="module")
def nameless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with an article of which nobody said from where it is."""
    folder = tmp_path_factory.mktemp("nameless")
    (folder / "article.txt").write_text("The market opened on Monday.\n", encoding="utf-8")
    (folder / "piece.txt").write_text("Sheet 1 of the register: entry 7.", encoding="utf-8")
    program(folder, "ingest", "article.txt", "--title", "The valley", "--extractor", "rules")
    return folder


@pytest.fixture
def opened(nameless: Path, at_desk: Callable[[Path], None]) -> None:
    """Go to a copy of it."""
    at_desk(nameless)


@pytest.mark.usefixtures("opened")
def test_nothing_is_independent_of_nobody_knows_whom(answer: Try, done: Run) -> None:
    refused = answer(*ADDED)
    assert refused.startswith("5: ")
    assert "nobody has said of which outlet the article is" in refused
    done("article", "set", 1, "--outlet", "Bay Herald Group", "--new-source")
    assert answer(*ADDED).startswith("5: ")  # whose the outlet is has to be known, too
    done("source", "unaffiliated", "Bay Herald Group", "--reason", "its imprint was read")
    assert "under another name" in answer(*ADDED)


@pytest.mark.usefixtures("opened")
def test_a_desk_may_ask_for_no_claimant(answer: Try, done: Run) -> None:
    done("policy", "set", "claimant_looked_up=none")
    assert answer(*ADDED).startswith("0: ")


@pytest.mark.usefixtures("opened")
def test_what_somebody_says_in_it_is_asked_of_them(answer: Try, done: Run) -> None:
    done("correct", 1, "--speaker", "Ana Ruiz", "--speaker-kind", "person", "--new-source")
    assert answer(*ADDED).startswith("0: ")
