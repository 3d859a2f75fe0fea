"""Kinds of wrong speakers that fresh readers found: each by sentences of its own, with the learned engine."""

import pytest
from tests.extraction.read import Read

from claimtrack.extraction.learned.engine import extract

SAID = [
    pytest.param(
        "Pupils were assured by the warden that the lift was safe. Walkers had been warned by the rangers that the "
        "path was flooded.",
        [("the warden", "the lift was safe"), ("the rangers", "the path was flooded")],
        id="who tells, where those who are told are the subject",
    ),
    pytest.param(
        "The mills will close, mostly in Spain and Portugal, the company said in a statement.",
        [("the company", "The mills will close, mostly in Spain and Portugal")],
        id="a country in front of the company",
    ),
    pytest.param(
        "Videos seemed to show the ball over the line. “I never saw it,” said the 19-year-old with a shrug.",
        [("the 19-year-old", "“I never saw it,”")],
        id="somebody of an age is no word that opens a sentence",
    ),
    pytest.param(
        "EU Commissioner for Home Affairs Ylva Stroem said the camp was full.",
        [("Ylva Stroem", "the camp was full")],
        id="a name behind what a long office is for",
    ),
    pytest.param(
        "“I heard nothing,” Tarnow said. “He heard everything,” said his brother, Milo Tarnow.",
        [("Tarnow", "“I heard nothing,”"), ("Milo Tarnow", "“He heard everything,”")],
        id="a family name is not the brother's who comes later",
    ),
    pytest.param(
        "The pilots, their union and the airport said in a joint letter that the runway was wet.",
        [("The pilots, their union and the airport", "the runway was wet")],
        id="several who are named by nouns",
    ),
    pytest.param(
        "The pilot, a father of two and a keen diver, said the runway was wet.",
        [("The pilot", "the runway was wet")],
        id="an apposition is no second speaker",
    ),
]


@pytest.mark.parametrize(("text", "said"), SAID)
def test_each_statement_is_whose_it_is(text: str, said: list[tuple[str, str]]) -> None:
    assert Read(extract(text)).said == said


def test_the_outlets_own_reporter_does_not_go_on_for_who_spoke_before() -> None:
    found = Read(
        extract("We asked the harbour how many boats sank. It told us it was three. Our reporter counted nine.")
    )
    assert "Our reporter counted nine." in found.own


def test_a_quotation_goes_on_in_the_first_person() -> None:
    found = Read(extract("“We are fine,” Ada Moe said. “We were told at eight. We left at nine.”"))
    assert ("Ada Moe", "We left at nine.”") in found.said


def test_who_passes_a_statement_on_is_no_part_of_who_says_it() -> None:
    found = Read(extract("The port will shut in May, according to three dockers cited by Reuters, which saw the plan."))
    assert [found.of(one).via for one in found.extraction.statements if one.attribution is not None] == [("Reuters",)]
    assert found.said == [("three dockers", "The port will shut in May")]


def test_a_line_in_bold_keeps_no_marks() -> None:
    text = (
        "Ada Moe keeps the lock at Tarn. She spoke to the Gazette.\n\n**When did it fail?**\n\nIt failed at four.\n\n"
        "**The county says it sent a crew on Monday.**\n\nNo crew came before six.\n\n**Will you stay?**\n\n"
        "I am too old to go."
    )
    assert not [one for one in Read(extract(text)).own if "*" in one]
