"""Kinds of fault that ten more texts showed, each mended, in sentences of our own."""

import pytest
from tests.extraction.read import Read

from claimtrack.extraction.learned.engine import extract


def _told(text: str) -> list[tuple[str | None, str]]:
    return [(who, words.strip("“”.")) for who, words in Read(extract(text)).said]


@pytest.mark.parametrize(
    "plea",
    [
        "Leo Marsh (44), of Elm Road, has pleaded not guilty to careless driving and to theft of a van on 3 May.",
        "Both women pleaded guilty to burning the sheds and to arson with intent.",
    ],
)
def test_a_plea_is_the_outlets_and_one_statement(plea: str) -> None:
    read = Read(extract(f"Two in court over fires\n\n{plea}\n\nThe trial goes on."))
    assert plea in read.own


def test_what_was_put_to_a_witness_is_nobodys() -> None:
    told = _told(
        "Pump trial opens\n\nIna Holt told the court she had locked the pump house.\n\nIt was put to her "
        "that the lock had been broken since spring."
    )
    assert told[-1] == (None, "the lock had been broken since spring")


def test_what_a_court_heard_somebody_say_is_that_ones() -> None:
    told = _told(
        "Pump trial opens\n\nLeo Marsh told police he owned a hammer. He also said he had been asleep by nine, the "
        "court heard."
    )
    assert told[-1] == ("Leo Marsh", "he had been asleep by nine")


def test_a_verb_cut_off_by_who_speaks_goes_with_the_rest() -> None:
    (one,) = _told("Diver honoured\n\nAnna Holt found the wreck. It was, Holt said later, “the best dive of my life”.")
    assert one[0] == "Anna Holt"
    assert one[1].startswith("It was")
    assert one[1].endswith("the best dive of my life")


def test_a_headline_that_says_what_somebody_was_is_the_outlets() -> None:
    read = Read(extract("Ina Holt: diver who raised the Lys\n\nIna Holt has died at 91. “I sank,” Holt said."))
    assert [words for who, words in read.said if "diver" in words] == []
