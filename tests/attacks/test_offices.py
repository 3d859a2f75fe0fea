"""Somebody gives an office for a name, so that nobody can be asked whose it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.attacks.conftest import MARKET, SCHOOL, Run, Try

Attach = Callable[..., None]

OFFICES = [
    "the minister",
    "The Prime Minister",
    "the office",
    "the press office",
    "a source",
    "the ministry",
    "The Government",
    "Police",
    "the town clerk",
    "the mayor’s office",
    "the company",
    "el ministro",
    "министр",
    "Ex-minister",
    "the newsroom",
    "the editorial board",
    "headquarters",
]


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize("name", OFFICES)
def test_an_office_is_nobody(name: str, attach: Attach, run: Run, answer: Try) -> None:
    attach(MARKET, name)
    # Whoever is asked may say so; it answers nothing.
    run("source", "unaffiliated", name, "--reason", "asked their press office")
    refused = answer("confirm", MARKET)
    assert refused.startswith("5: ")
    assert "is an office, and nobody said whose" in refused or "is not named" in refused


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize("name", ["the town clerk", "the office", "Police"])
def test_an_office_that_keeps_a_record_is_nobody(name: str, answer: Try) -> None:
    words = "The school has 40 pupils"
    Path("minutes.txt").write_text(f"Minutes.\nMs Dvořák: {words}.\nThe sitting rose.", encoding="utf-8")
    adding = ("--evidence", "minutes.txt", "--basis", "verbatim", "--source", name, "--excerpt", words)
    refused = answer("said", SCHOOL, "verified", *adding, "--new-source")
    assert "is an office, and nobody said whose" in refused


@pytest.mark.usefixtures("valley")
def test_whose_it_is_can_be_said_or_who_it_is(attach: Attach, done: Run, answer: Try) -> None:
    attach(MARKET, "the ministry")
    assert answer("confirm", MARKET).startswith("5: ")
    done("source", "relate", "the ministry", "part_of", "Orsenia", "--new-source", "--reason", "its letterhead")
    assert answer("confirm", MARKET).startswith("0: ")
    attach(SCHOOL, "the head of the school board")
    done("source", "unaffiliated", "the head of the school board", "--reason", "asked her")
    assert answer("confirm", SCHOOL).startswith("5: ")
    done("source", "vouch", "the head of the school board", "--reason", "met her at the school")
    assert answer("confirm", SCHOOL).startswith("0: ")
