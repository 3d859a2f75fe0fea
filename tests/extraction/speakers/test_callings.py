"""Phrases that the text itself sets beside a name, and what looks like one and is none."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]

EQUATED = [
    # A body, set off or right behind the noun, before or after it is meant.
    (
        "Ana Ruiz told TRD it froze. The group, Clear Rivers, met. Vellmar slept. The group said it rained.",
        "Clear Rivers",
    ),
    ("A letter of the advocacy group Harbourwatch came. The group said it rained.", "Harbourwatch"),
    ("Ana Ruiz joined a charity called Clear Rivers. The charity said it rained.", "Clear Rivers"),
    ("The brewery said it rained. Karlin Oak, a brewery in Vellmar, is old.", "Karlin Oak"),
    ("Clear Rivers, a group of doctors, met. The doctors said it rained.", "Clear Rivers"),
    ("Clear Rivers, a group of doctors, met. The physicians said it rained.", "Clear Rivers"),
    ("The nurses said it rained. The nurses, members of the new group Clear Rivers, left.", "Clear Rivers"),
    (
        "A group of nurses said it rained. The nurses, members of a new group Clear Rivers Union, left.",
        "Clear Rivers Union",
    ),
    # A name that says whose it is.
    ("Doctors for Clean Rivers met. The doctors said it rained.", "Doctors for Clean Rivers"),
    # A person, by what nobody else in the text is called.
    ("Ana Ruiz, a real estate agent, left. Tom Karr slept. The real estate agent said it rained.", "Ana Ruiz"),
    ("Ana Ruiz, a goalkeeper, left. Tom Karr slept. The goalkeeper said it rained.", "Ana Ruiz"),
    ("Ana Ruiz, 56, left. Tom Karr slept. The 56-year-old said it rained.", "Ana Ruiz"),
    ("Ana Ruiz, who is 56, left. Tom Karr slept. The 56-year-old said it rained.", "Ana Ruiz"),
]


@pytest.mark.parametrize(("text", "name"), EQUATED)
def test_a_phrase_beside_a_name_means_it(read: Reader, text: str, name: str) -> None:
    held = text.startswith(("The brewery", "The nurses said", "A group"))
    assert read(text).said[0 if held else -1][0] == name


APART = [
    # Two are called so.
    ("Ana Ruiz, a sports agent, left. Tom Karr, a rail agent, slept. The agent said it rained.", "The agent"),
    ("Ana Ruiz, 56, left. Tom Karr, 56, slept. The 56-year-old said it rained.", "The 56-year-old"),
    # Another age, another trade.
    ("Ana Ruiz, 56, left. The 57-year-old said it rained.", "The 57-year-old"),
    ("Ana Ruiz, a sports agent, left. The travel agent said it rained.", "The travel agent"),
    # No apposition.
    ("In the book, Ana Ruiz, a nurse, slept. The book said it rained.", "The book"),
    ("The company Ana Ruiz founded is old. The company said it rained.", "The company"),
    ("The goalkeeper met Ana Ruiz. The goalkeeper said it rained.", "The goalkeeper"),
    # Doctors of another kind were called so before.
    (
        "Doctors for Clean Rivers met. The doctors at the old mill clinic said it froze. The doctors said it rained.",
        "The doctors at the old mill clinic",
    ),
    ("Doctors for Clean Rivers met. Nurses for Peace met. The teachers said it rained.", "The teachers"),
]


@pytest.mark.parametrize(("text", "name"), APART)
def test_a_phrase_that_the_text_equates_with_nobody_stays(read: Reader, text: str, name: str) -> None:
    assert read(text).said[-1][0] == name


def test_doctors_for_a_cause_are_no_agency(read: Reader) -> None:
    found = read("Doctors for Clean Rivers said it froze. The agency said it rained.")
    assert found.said[-1][0] == "The agency"


OFFICES = [
    ("Interior Minister Wolf Pesch left. Orsenia's interior minister said it rained.", "Wolf Pesch"),
    ("Orsenian Interior Minister Wolf Pesch left. Orsenia's interior minister said it rained.", "Wolf Pesch"),
    # Another country's, of which the text tells, too; another office; two who hold it.
    ("Kaldrian Interior Minister Wolf Pesch left. Orsenia's interior minister said it rained.", None),
    (
        "Kaldria's interior minister met Interior Minister Wolf Pesch. Orsenia's interior minister said it rained.",
        None,
    ),
    ("Foreign Minister Wolf Pesch left. Orsenia's interior minister said it rained.", None),
    ("Interior Minister Wolf Pesch met Interior Minister Ana Ruiz. Orsenia's interior minister said it rained.", None),
    ("Minister Wolf Pesch left. Orsenia's interior minister said it rained.", None),
]


@pytest.mark.parametrize(("text", "name"), OFFICES)
def test_a_countrys_office_means_its_one_holder(read: Reader, text: str, name: str | None) -> None:
    assert read(text).said[-1][0] == (name or "Orsenia's interior minister")


GOVERNORS = [
    ("Gov. Karr left. Tom Karr left. Ana Ruiz, the former governor, slept. The governor said it rained.", "Tom Karr"),
    ("Tom Karr, the quiet, well-read governor of Orsenia, left. The governor said it rained.", "Tom Karr"),
    (
        "Tom Karr, the governor, left. Ana Ruiz, the former governor, slept. The former governor said it rained.",
        "Ana Ruiz",
    ),
    ("Ana Ruiz, the former governor, slept. The governor said it rained.", "Ana Ruiz"),
]


@pytest.mark.parametrize(("text", "name"), GOVERNORS)
def test_who_holds_an_office_goes_before_who_held_it(read: Reader, text: str, name: str) -> None:
    assert read(text).said[-1][0] == name


DESCRIBED = [
    ("A Vellmar ballot commission met in May. The commission said it rained.", "A Vellmar ballot commission"),
    ("It asked the regional river board. Ana Ruiz left. The board said it rained.", "the regional river board"),
    ("A Vellmar ballot commission met. A rail commission slept. The commission said it rained.", "The commission"),
    ("The head of the commission left. The commission said it rained.", "The commission"),
]


@pytest.mark.parametrize(("text", "name"), DESCRIBED)
def test_an_unnamed_body_keeps_its_one_fuller_phrase(read: Reader, text: str, name: str) -> None:
    assert read(text).said[-1][0] == name
