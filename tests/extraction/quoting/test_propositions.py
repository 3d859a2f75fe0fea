"""What gives a statement and what leaves its sentence to the outlet, whole: by the rules' attributions."""

from collections.abc import Callable

import pytest
from tests.extraction.read import Read

from claimtrack.extraction.quoting.content_shape import Shape, shape_of

Reader = Callable[[str], Read]


@pytest.mark.parametrize("shape", Shape)
def test_every_shape_is_what_its_example_is(shape: Shape) -> None:
    assert shape_of(shape.value) is shape


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("if it rains, the fair is off", Shape.CLAUSE),
        ("not to sell the bell", Shape.INFINITIVE),
        ("the hall sells its bell", Shape.CLAUSE),
        ("long waits that exceeded two hours", Shape.PHRASE),
        ("the states where fishing has been banned", Shape.PHRASE),
        ("a report that was published in May is wrong", Shape.CLAUSE),
        ("they left", Shape.CLAUSE),
        ("the council to act as a broker", Shape.PHRASE_TO),
        ("…", Shape.POINTING),
    ],
)
def test_a_shape_is_told_by_the_forms_of_words(words: str, shape: Shape) -> None:
    assert shape_of(words) is shape


@pytest.mark.parametrize(
    "sentence",
    [
        "Ida Brekke welcomed the move.",
        "Ida Brekke declined to comment.",
        "Ida Brekke supported the plan to close the pier.",
        "The firm announced job cuts.",
        "The town had asked for the report three times.",
        "The miller offered to pay for the bridge.",
        "The bank had planned to charge the farmers.",
        "Ana Ruiz agreed to pay the fine.",
        "The abbot confirmed the invitation.",
        "Police revealed the place of the crash.",
    ],
)
def test_a_deed_is_told_by_the_outlet(read: Reader, sentence: str) -> None:
    found = read(sentence)
    assert (found.said, found.own) == ([], [sentence])


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        ("Ida Brekke threatened to close the pier.", "Ida Brekke", "threatened to close the pier"),
        ("Ida Brekke promised that the pier would open.", "Ida Brekke", "the pier would open"),
        ("Ida Brekke urged the council to close the pier.", "Ida Brekke", "urged the council to close the pier"),
        ("Ida Brekke warned that the pier may fall.", "Ida Brekke", "the pier may fall"),
        ("Ida Brekke demanded his resignation.", "Ida Brekke", "demanded his resignation"),
        ("Ida Brekke hopes to reopen the pier.", "Ida Brekke", "hopes to reopen the pier"),
        ("Ida Brekke believes that the pier is safe.", "Ida Brekke", "the pier is safe"),
        (
            "Ida Brekke accused the council of hiding the report.",
            "Ida Brekke",
            "accused the council of hiding the report",
        ),
        ("Ida Brekke confirmed that the pier was shut.", "Ida Brekke", "the pier was shut"),
        ("Ida Brekke announced the pier would be shut.", "Ida Brekke", "the pier would be shut"),
    ],
)
def test_what_can_be_decided_is_a_statement(read: Reader, sentence: str, speaker: str, words: str) -> None:
    found = read(sentence)
    assert [(who, said.removeprefix("that ")) for who, said in found.said] == [(speaker, words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Jonas Reed did not say that the pier was rotten.",
        "Jonas Reed would not say whether the pier was rotten.",
        "Jonas Reed stopped short of saying that the pier was rotten.",
        "Nobody said that the pier was rotten.",
        "No group claimed that the fire was its work.",
        "The police have not confirmed the figures.",
        "If Jonas Reed says that the pier is rotten, the council will close it.",
        "Should Jonas Reed claim that the pier is rotten, the council will close it.",
        "Kari Lind asked whether the pier was rotten.",
        "Kari Lind asked the mayor why the pier was shut.",
        "Kari Lind asked not to be named.",
    ],
)
def test_what_is_not_said_is_nobodys_statement(read: Reader, sentence: str) -> None:
    found = read(sentence)
    assert (found.said, found.own) == ([], [sentence])


def test_what_is_said_inside_what_is_not_said_is_nobodys_either(read: Reader) -> None:
    sentence = "If Jonas Reed says the mayor told him that the pier is rotten, the council will close it."
    found = read(sentence)
    assert (found.said, found.own) == ([], [sentence])


def test_a_condition_in_what_is_said_takes_nothing_away(read: Reader) -> None:
    found = read("If the pier is rotten, the council will close it, Jonas Reed said.")
    assert found.said == [("Jonas Reed", "If the pier is rotten, the council will close it")]
