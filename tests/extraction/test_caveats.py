"""What the article itself doubts: put on what it speaks of, and on nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]

BURNED = "soldiers had burned the mill"
SAID = f"Residents said {BURNED}. "

DOUBTED = [
    (f"{SAID}That report could not be independently confirmed.", {BURNED: ["unconfirmed"]}),
    (f"{SAID}The claim could not immediately be verified.", {BURNED: ["unconfirmed"]}),
    (f"{SAID}It was not possible to verify the account.", {BURNED: ["unconfirmed"]}),
    (f"{SAID}Neither report could be independently verified.", {BURNED: ["unconfirmed"]}),
    (f"Residents said {BURNED}, a claim that could not be verified.", {BURNED: ["unconfirmed"]}),
    (f"Residents said {BURNED}, which could not be independently confirmed.", {BURNED: ["unconfirmed"]}),
    (f"{SAID}None of the residents witnessed the fire.", {BURNED: ["unwitnessed"]}),
    (f"{SAID}None of them saw it happen.", {BURNED: ["unwitnessed"]}),
    (f"The mayor claimed, without giving evidence, that {BURNED}.", {BURNED: ["unevidenced"]}),
    (f"The mayor said {BURNED}. He offered no evidence.", {BURNED: ["unevidenced"]}),
    (f"{SAID}The army denied the claims.", {BURNED: ["denied"]}),
    (f"Residents said {BURNED}, but the army denied the accounts.", {BURNED: ["denied"]}),
    (
        f"{SAID}The army denied the claims, which could not be independently confirmed.",
        {BURNED: ["denied", "unconfirmed"]},
    ),
    (
        f"Ana Ruiz said {BURNED}. Asked for details, she said she had only heard it from a friend.",
        {BURNED: ["hearsay"]},
    ),
    ("Ana Ruiz said soldiers reportedly burned the mill.", {"soldiers reportedly burned the mill": ["alleged"]}),
    (
        "Ana Ruiz said she had been told of fires in the mill.",
        {"she had been told of fires in the mill": ["hearsay"]},
    ),
    (
        "The envoy said the office has received accounts of families being led out of cellars.",
        {"families being led out of cellars": ["hearsay"]},
    ),
    (
        "The envoy said he heard from neighbours that the shop had been looted.",
        {"the shop had been looted": ["hearsay"]},
    ),
]


@pytest.mark.parametrize(("text", "caveats"), DOUBTED)
def test_doubts_stand_on_what_they_speak_of(read: Reader, text: str, caveats: dict[str, list[str]]) -> None:
    assert read(text).caveats == caveats


TRAPS = [
    "The minister confirmed the dates on Friday, the board said.",
    "Ana Ruiz said nobody saw the match because of the fog.",
    "The referee did not see it that way, Ana Ruiz said.",
    "Ana Ruiz said the evidence was strong.",
    "The team waits for its independent confirmation hearing, the league said.",
    "Ana Ruiz said the court heard the case on Monday.",
    "The witness saw the fire, Ana Ruiz said.",
    "The club denied entry to forty fans, Ana Ruiz said.",
    "Ana Ruiz denied the board a second vote.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_the_same_words_with_another_meaning_doubt_nothing(read: Reader, text: str) -> None:
    assert read(text).caveats == {}


def test_a_doubt_reaches_over_the_reports_of_the_paragraph_before_and_no_further(read: Reader) -> None:
    found = read(
        "The mayor said the bridge was open.\n\n"
        "Residents said the mill had burned. Ana Ruiz said two men had died.\n\n"
        "Those reports could not be independently confirmed.\n\n"
        "The board said trains would run."
    )
    assert found.caveats == {"the mill had burned": ["unconfirmed"], "two men had died": ["unconfirmed"]}


def test_a_caveat_gives_its_own_words_and_who_doubts(read: Reader) -> None:
    found = read(f"{SAID}The army flatly denied the claims.")
    statement = found.extraction.statements[0]
    (caveat,) = statement.caveats
    assert caveat.by == "The army"
    assert [found.extraction.text[start:end] for start, end in caveat.spans] == ["flatly denied the claims"]


def test_a_denial_is_linked_to_what_it_denies(read: Reader) -> None:
    found = read(f"{SAID}The army denied the claims.")
    (link,) = found.extraction.links
    assert (link.source, link.target, link.kind.value) == (1, 0, "denies")


def test_a_denial_of_something_new_is_linked_to_nothing(read: Reader) -> None:
    found = read(f"{SAID}The army denied that its pay was late.")
    assert found.extraction.links == ()


def test_a_sentence_that_only_doubts_is_no_claim(read: Reader) -> None:
    assert read(f"{SAID}That report could not be independently confirmed.").own == []


def test_a_sentence_that_doubts_and_says_more_is_a_claim_too(read: Reader) -> None:
    text = "Those reports, which could not be independently confirmed, came as soldiers went from house to house."
    assert read(f"{SAID}{text}").own == [text]
