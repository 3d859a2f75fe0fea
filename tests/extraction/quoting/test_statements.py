"""What becomes a statement: others' words, the outlet's own voice, and what can be checked."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]


def checkable(found: Any) -> list[bool]:
    return [one.checkable for one in found.extraction.statements]


def test_what_nobody_else_says_is_the_outlets_own_voice(read: Reader) -> None:
    found = read("The bridge has been closed since May. Ana Ruiz said it would stay closed.")
    assert found.own == ["The bridge has been closed since May."]
    assert found.said == [("Ana Ruiz", "it would stay closed")]


def test_a_clause_of_the_outlets_own_behind_what_somebody_says(read: Reader) -> None:
    found = read("“It is safe,” Ana Ruiz said, but the bridge has been closed since May.")
    assert found.own == ["the bridge has been closed since May."]


def test_a_clause_of_the_outlets_own_in_front_of_what_somebody_says(read: Reader) -> None:
    found = read("The bridge has been closed since May, and Ana Ruiz said it was safe.")
    assert found.own == ["The bridge has been closed since May"]
    assert found.said == [("Ana Ruiz", "it was safe")]
    # What only says when is no statement.
    assert read("When the bridge was closed, Ana Ruiz said it was safe.").own == []


def test_no_words_are_two_speakers(read: Reader) -> None:
    found = read("Ana Ruiz said the bridge was safe, but the board denied it.")
    assert found.own == []
    assert found.said == [("Ana Ruiz", "the bridge was safe"), ("the board", "denied it")]


def test_a_dateline_is_no_part_of_a_statement(read: Reader) -> None:
    found = read("PORT SELINE (Northern Press) — The harbour has been closed since May.\n\nIt will stay closed.")
    assert found.own == ["The harbour has been closed since May.", "It will stay closed."]


@pytest.mark.parametrize("dash", ["—", "–", "-", "--"])
def test_datelines_with_any_dash(read: Reader, dash: str) -> None:
    found = read(f"PORT SELINE {dash} The harbour is closed, Ana Ruiz said.")
    assert found.said == [("Ana Ruiz", "The harbour is closed")]


CHECKABLE = [
    ("Ana Ruiz said the bridge was closed.", True),
    ("Ana Ruiz denied that the bridge was closed.", True),
    ("The bridge was closed on Monday and has not been opened since.", True),
    ("“It was a terrible mistake to close it,” Ana Ruiz said.", False),
    ("Ana Ruiz said the council should resign.", False),
    ("Ana Ruiz called on both sides to stop.", False),
    ("Ana Ruiz urged the council to resign.", False),
    ("“Who will pay for all of this?” Ana Ruiz asked.", False),
    ("Ana Ruiz believes the bridge will hold.", False),
    ("The loss is perhaps the worst blow to the town since the war began.", False),
    ("But who will pay for it?", False),
]


@pytest.mark.parametrize(("text", "can"), CHECKABLE)
def test_what_can_be_held_against_evidence(read: Reader, text: str, can: bool) -> None:
    assert checkable(read(text)) == [can]


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("Ana Ruiz said it rained.", "asserts"),
        ("Ana Ruiz denied that it rained.", "denies"),
        ("Ana Ruiz criticized the council.", "opinion"),
        ("Ana Ruiz demanded that the council resign.", "demand"),
        ("Ana Ruiz vowed to rebuild the bridge.", "intention"),
        ("Ana Ruiz asked whether it rained.", "question"),
        ("Ana Ruiz fears that it will rain.", "thought"),
    ],
)
def test_what_a_speaker_does_with_the_words(read: Reader, text: str, nature: str) -> None:
    assert read(text).first().nature.value == nature


@pytest.mark.parametrize(
    ("text", "firsthand"),
    [
        ("“I saw the bridge fall,” Ana Ruiz said.", "yes"),
        ("Ana Ruiz said she had only heard it from others.", "no"),
        ("Ana Ruiz said the bridge fell.", "unknown"),
    ],
)
def test_how_a_speaker_knows(read: Reader, text: str, firsthand: str) -> None:
    assert read(text).first().firsthand.value == firsthand
