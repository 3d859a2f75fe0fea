"""Quotations by their place: marked lines, who signs them, and lines that another introduces."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]

QUOTED = [
    pytest.param(
        "The lock stays shut.\n\nMy boat has been stuck since May. Nobody was told.\n\n"
        "— Ada Moe (@adamoe) June 3, 2031\n\nThe lock is from 1971.",
        [("Ada Moe", "My boat has been stuck since May."), ("Ada Moe", "Nobody was told.")],
        ["The lock stays shut.", "The lock is from 1971."],
        id="a post signed in the line below",
    ),
    pytest.param(
        "The lock stays shut.\n\nMy boat has been stuck since May. — Tarn Ferries (@tarn_ferries) 3 June 2031\n\n"
        "The lock is from 1971.",
        [("Tarn Ferries", "My boat has been stuck since May.")],
        ["The lock stays shut.", "The lock is from 1971."],
        id="a post signed at its end",
    ),
    pytest.param(
        "The lock stays shut.\n\nIn a letter, Tarn Ferries wrote:\n\n> The lock is safe. It was tested in May.\n"
        "> No bolt has rusted.\n\nThe lock is from 1971.",
        [
            ("Tarn Ferries", "The lock is safe."),
            ("Tarn Ferries", "It was tested in May."),
            ("Tarn Ferries", "No bolt has rusted."),
        ],
        ["The lock stays shut.", "The lock is from 1971."],
        id="marked and introduced",
    ),
    pytest.param(
        "The lock stays shut.\n\n> The lock is safe.\n> It was tested in May.\n> — Ada Moe, lock keeper\n\n"
        "The lock is from 1971.",
        [("Ada Moe", "The lock is safe."), ("Ada Moe", "It was tested in May.")],
        ["The lock stays shut.", "The lock is from 1971."],
        id="signed inside",
    ),
    pytest.param(
        "The lock stays shut.\n\n> It was tested in May.\n\n— Ada Moe\n\nThe lock is from 1971.",
        [("Ada Moe", "It was tested in May.")],
        ["The lock stays shut.", "The lock is from 1971."],
        id="signed behind",
    ),
    pytest.param(
        "The lock stays shut.\n\nTom Lund answered on the forum.\n\n> Nobody was asked.\n\nThe lock is from 1971.",
        [("Tom Lund", "Nobody was asked.")],
        ["The lock stays shut.", "The lock is from 1971."],
        id="introduced by a sentence",
    ),
    pytest.param(
        "The lock stays shut.\n\nA statement from Tarn Ferries:\n\nIt was tested in May.\n\nThe lock is from 1971.",
        [("Tarn Ferries", "It was tested in May.")],
        ["The lock stays shut.", "The lock is from 1971."],
        id="one line without a mark",
    ),
    pytest.param(
        "The lock stays shut.\n\nOn Friday the widow of the keeper issued this short statement:\n\n"
        "> He had no lamp.\n> Nobody gave him one.\n\nThe lock is from 1971.",
        [("the widow of the keeper", "He had no lamp."), ("the widow of the keeper", "Nobody gave him one.")],
        ["The lock stays shut.", "The lock is from 1971."],
        id="a statement that somebody issued",
    ),
    pytest.param(
        "The lock stays shut.\n\nAs the engineer, Ada Moe, puts it:\n\n> The bolts held. The wall did not.\n\n"
        "The lock is from 1971.",
        [("Ada Moe", "The bolts held."), ("Ada Moe", "The wall did not.")],
        ["The lock stays shut.", "The lock is from 1971."],
        id="as somebody puts it",
    ),
    pytest.param(
        "The lock stays shut.\n\nTom Lund, of the anglers, had this to say:\n\n> The weir leaks.\n"
        "> It has for years.\n\nThe lock is from 1971.",
        [("Tom Lund", "The weir leaks."), ("Tom Lund", "It has for years.")],
        ["The lock stays shut.", "The lock is from 1971."],
        id="what somebody had to say",
    ),
    pytest.param(
        "The lock stays shut.\n\nOne reader posted:\n\nMy boat has been stuck since May.\n\nAnother wrote:\n\n"
        "The crew was never told.\n\nThe lock is from 1971.",
        [("One reader", "My boat has been stuck since May."), ("Another reader", "The crew was never told.")],
        ["The lock stays shut.", "The lock is from 1971."],
        id="posts one after another",
    ),
    pytest.param(
        "The lock stays shut.\n\nThe union said:\n\n- The crew was not told.\n- Two men lost their jobs.\n\n"
        "The lock is from 1971.",
        [("The union", "The crew was not told."), ("The union", "Two men lost their jobs.")],
        ["The lock stays shut.", "The lock is from 1971."],
        id="entries of a list",
    ),
]


@pytest.mark.parametrize(("text", "said", "own"), QUOTED)
def test_what_is_quoted_by_its_place_is_its_speakers(
    read: Reader, text: str, said: list[tuple[str, str]], own: list[str]
) -> None:
    found = read(text)
    assert found.said == said
    assert [one for one in found.own if not one.endswith(":")] == own


def test_who_signs_a_post_is_the_name_that_short_forms_stand_for(read: Reader) -> None:
    text = (
        "Tarn said the lock was safe.\n\nClub statement\n\n— Tarn Ferries (@tarn) June 3, 2031\n\n"
        "The lock is from 1971."
    )
    assert ("Tarn Ferries", "the lock was safe") in read(text).said


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The board made three demands:\n\nThe lock must be shut by May.", id="nobody says anything"),
        pytest.param("The mayor said no.\n\n> The lock is shut.", id="what is said stands in the line"),
        pytest.param("A statement was issued to the crew:\n\nThe lock is from 1971.", id="nobody issues it"),
        pytest.param("Tarn Ferries published figures:\n\nThe lock is from 1971.", id="figures"),
        pytest.param("Ada Moe was asked about it:\n\nThe lock is from 1971.", id="who is asked"),
        pytest.param("The keeper said that the lock held:\n\nThe lock is from 1971.", id="a clause in front"),
        pytest.param("> The lock is shut.\n\nThe lock is from 1971.", id="nobody introduces it"),
    ],
)
def test_lines_that_nobody_is_said_to_speak_are_the_outlets(read: Reader, text: str) -> None:
    last = text.rpartition("\n\n")[2].removeprefix("> ")
    assert last in read(text).own


def test_a_line_that_says_who_says_it_is_not_the_one_introduced_above(read: Reader) -> None:
    text = "The union said:\n\nThe lock was tested in May, Ada Moe said.\n\nThe lock is from 1971."
    assert ("Ada Moe", "The lock was tested in May") in read(text).said


def test_marks_of_lists_and_quotations_are_no_part_of_a_statement(read: Reader) -> None:
    assert read("Five facts\n\n- The lock is from 1971.\n* The weir is older.\n> The mill burned.").own[-3:] == [
        "The lock is from 1971.",
        "The weir is older.",
        "The mill burned.",
    ]
