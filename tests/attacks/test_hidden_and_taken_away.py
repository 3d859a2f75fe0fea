"""Sixty tries more, by somebody who knows the program: names that hide a house or a person, and what is taken away.

What stood against a verdict, or against publishing, is hard to answer and easy to make vanish: by accusing whoever
refutes, by merging them into the claimant, by letting go of a doubt, by rewording what a party was asked about.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.attacks.conftest import BRIDGE, SCHOOL, WELL, Try, Weighed

Attach = Callable[..., None]

pytestmark = pytest.mark.usefixtures("valley")

WHY = "the register was read"
OFFICES = [
    *["RF Armed Forces", "R.F. Ministry of Defence", "Armed Forces of the RF", "Russia (MFA)", "mil.ru", "kremlin.ru"],
    *["mid.ru", "Government.ru", "https://www.kremlin.ru/", "Министерство обороны РФ", "Правительство РФ", "VGTRK"],
    *["Putin's government", "the Putin administration", "Putin regime", "Permanent Mission of Russia to the UN"],
    *["Investigative Committee of Russia", "Embassy of the Russian Federation"],
]


@pytest.mark.parametrize("name", OFFICES)
def test_an_office_of_the_house_is_not_said_away(name: str, attach: Attach, answer: Try, weighed: Weighed) -> None:
    attach(BRIDGE, name)
    assert answer("source", "unaffiliated", name, "--reason", "asked their press office").startswith("5: ")
    (piece,) = weighed(BRIDGE)["supporting"]
    assert "they may belong to one house" in piece["reason"]
    assert answer("confirm", BRIDGE).startswith("5: ")


ONESELF = [
    *[
        "Dr. Dvorak",
        "Dvorak Zoe",
        "Dvorak, Zoe",
        "Z. D.",
        "D. Zoë",
        "Zoë D.",
        "Зое Дворжак",
        "Zoe Dworak",
        "@zoedvorak",
    ],
    *["zoe.dvorak@example.org", "ZDvorak", "Zoë Dvořák (Facebook)", "Zoë Dvořák-Lind", "Z0e Dvorak", "Ms Dvořák"],
    *["Zoe A. Dvorak", "Zoë Dvořák junior", "Zoe Dvorak 2", "Zoe"],
]


@pytest.mark.parametrize("name", ONESELF)
def test_nobody_bears_out_what_they_say_under_another_name(name: str, attach: Attach, answer: Try) -> None:
    attach(SCHOOL, name, "--source-kind", "person")
    answer("source", "unaffiliated", name, "--reason", "asked them in person")
    assert "may be Zoë Dvořák under another name" in answer("confirm", SCHOOL)


@pytest.fixture
def opposed(valley: Path, answer: Try) -> None:
    """Put a piece of Port Office for a claim, and one of Roads Office against it; both were looked up."""
    (valley / "supports.txt").write_text("Sheet 1: the school has 40 pupils.")
    (valley / "refutes.txt").write_text("Another list: 30 children go to that school.")
    for stance, source in (("supports", "Port Office"), ("refutes", "Roads Office")):
        words = ("evidence", "add", SCHOOL, f"{stance}.txt", f"--{stance}", "--source", source, "--new-source")
        assert answer(*words).startswith("0: ")
        assert answer("source", "unaffiliated", source, "--reason", WHY).startswith("0: ")
    assert "evidence 2 stands against it" in answer("confirm", SCHOOL)


@pytest.mark.usefixtures("opposed")
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("correct", SCHOOL, "--party", "accused:Roads Office"), "it serves a party's own interest"),
        (("source", "merge", "Roads Office", "--into", "Zoë Dvořák", "--reason", WHY), "it comes from the claimant"),
        (("source", "relate", "Roads Office", "part_of", "Zoë Dvořák", "--reason", WHY), "and the claimant is"),
        (("source", "relate", "Roads Office", "allied_with", "Zoë Dvořák", "--reason", WHY), "and the claimant is"),
        (("evidence", "set", 2, "--basis", "hearsay", "--reason", WHY), "it is hearsay"),
        (("evidence", "set", 2, "--basis", "unknown", "--reason", WHY), "it is of unknown basis"),
        (("source", "set", "Roads Office", "--kind", "anonymous", "--reason", WHY), "is not named"),
        (("evidence", "set", 2, "--relies-on", "Zoë Dvořák", "--reason", WHY), "and the claimant is"),
        (("evidence", "set", 2, "--relies-on", "Harbour Courier", "--reason", WHY), "it repeats the report of"),
    ],
    ids=range(9),
)
def test_who_speaks_against_it_is_made_to_vanish(words: tuple[str | int, ...], why: str, answer: Try) -> None:
    """What the rules let go is told in `weakest`, on the card and in every report."""
    assert answer(*words).startswith("0: "), words
    answer("source", "unaffiliated", "Zoë Dvořák", "--reason", WHY)
    assert answer("confirm", SCHOOL).startswith("0: ")
    named = "if evidence 2, which speaks against it, counts all the same (it does not count: "
    for told in (answer("weakest", SCHOOL), answer("show", SCHOOL), answer("report", 1, "-f", "txt")):
        assert named.split(" (", maxsplit=1)[0].removeprefix("if ") in told
    assert why in answer("weakest", SCHOOL).split(named)[1]


@pytest.mark.usefixtures("opposed")
@pytest.mark.parametrize(
    "words",
    [
        ("confirm", SCHOOL, "--despite", 2, "--reason", "ok"),
        ("confirm", SCHOOL, "--despite", 2, "--reason", "x x"),
        ("confirm", SCHOOL, "--despite", 2),
        ("confirm", SCHOOL, "--despite", 1, "--reason", WHY),
        ("evidence", "withdraw", 2, "--reason", "n/a"),
        ("evidence", "set", 2, "--basis", "hearsay", "--reason", "ok"),
        ("evidence", "set", 2, "--basis", "verbatim", "--reason", WHY),
        ("source", "merge", "Roads Office", "--into", "Port Office", "--reason", ".."),
        ("source", "set", "Roads Office", "--kind", "anonymous", "--reason", "no"),
    ],
    ids=range(9),
)
def test_it_is_not_made_to_vanish_without_a_word(words: tuple[str | int, ...], answer: Try) -> None:
    assert not answer(*words).startswith("0: ")
    assert "evidence 2 stands against it" in answer("confirm", SCHOOL)


REPLY = ("gate", 1, "--require", "reply-asked")


@pytest.fixture
def answered(valley: Path, answer: Try) -> None:
    """Let somebody whom a claim accuses have answered."""
    assert valley.is_dir()
    assert answer("correct", WELL, "--party", "accused:Ben Ode", "--new-source").startswith("0: ")
    assert answer("reply", "ask", WELL, "--to", "Ben Ode", "--by", "mail", "--deadline", "2999-01-01").startswith("0: ")
    assert answer("reply", "answer", 1, "It was not me.").startswith("0: ")
    assert answer(*REPLY).startswith("0: ")


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize(
    "words",
    [
        ("correct", WELL, "--quote", "well"),
        ("correct", WELL, "--quote", "The well is dry,” Volodymyr Petrenko said"),
        ("correct", WELL, "--speaker", "Zoë Dvořák"),
        ("correct", WELL, "--own-voice", "--reason", "nobody else says it"),
    ],
    ids=range(4),
)
def test_a_party_is_asked_about_one_thing_and_another_is_printed(words: tuple[str | int, ...], answer: Try) -> None:
    assert answer(*words).startswith("0: ")
    told = answer(*REPLY)
    assert told.startswith("7: ")
    assert "no reply was asked for since it was worded, or attributed, otherwise (reply 1)" in told
    assert "claim 6 as it read before" in answer("reply", "list")
    assert "(about the claim as it read, or was attributed, before)" in answer("show", WELL)


def test_whom_a_person_named_as_accused_is_taken_off_so_that_nobody_asks(answer: Try) -> None:
    answer("correct", WELL, "--party", "accused:Ben Ode", "--new-source")
    assert answer(*REPLY).startswith("7: ")
    assert answer("correct", WELL, "--no-party", "Ben Ode").startswith("0: ")
    assert answer("dispute", WELL, "--reason", "two neighbours say otherwise").startswith("0: ")
    told = "Ben Ode: named as accused by a person, and taken off again, by decision of ana"
    assert told in answer("show", WELL)
    assert told in answer("report", 1, "-f", "txt")


def test_a_look_that_says_nothing_is_asked_for_again_by_its_own_name(valley: Path, answer: Try) -> None:
    (valley / "piece.txt").write_text("Sheet 1: the school has 40 pupils.")
    words = ("confirm", SCHOOL, "--evidence", "piece.txt", "--source", "Port Office", "--unaffiliated")
    refused = answer(*words, "ok")
    assert refused.startswith("5: ")
    assert "of three letters at least; say --unaffiliated TEXT" in refused
    assert "supports it" not in answer("evidence", "list", SCHOOL)
    assert answer(*words, "its own statute").startswith("0: ")
