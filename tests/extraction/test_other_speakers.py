"""Several speakers in one sentence, or several sentences: each has the own words and no others, with both engines."""

from collections.abc import Callable

import pytest
from tests.extraction.read import Read

from claimtrack.extraction.engine import extract
from claimtrack.extraction.learned.engine import extract as extract_learned

BOTH = pytest.mark.parametrize("engine", [extract, extract_learned], ids=["rules", "learned"])


def _told(engine: Callable[..., object], text: str) -> list[tuple[str | None, str]]:
    found = extract_learned(text) if engine is extract_learned else extract(text)
    return sorted(Read(found).said, key=lambda one: (one[0] or "", one[1]))


@BOTH
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The pier, which the council’s own engineers say is rotten, will stay open, the mayor said on Friday.",
            [("the council’s own engineers", "The pier is rotten"), ("the mayor", "The pier will stay open")],
        ),
        (
            "The mayor said the mill, which surveyors say was unsafe, will be sold.",
            [("The mayor", "the mill will be sold"), ("surveyors", "the mill was unsafe")],
        ),
        (
            "The shaft, which miners say is flooded, is open, the ministry said on Monday on Radio Tarn.",
            [("miners", "The shaft is flooded"), ("the ministry", "The shaft is open")],
        ),
    ],
)
def test_who_speaks_in_a_relative_clause_has_the_own_words(
    engine: Callable[..., object], text: str, told: list[tuple[str, str]]
) -> None:
    assert _told(engine, text) == told


@BOTH
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "“We are ready,” Brunn told reporters. “We are not ready,” her deputy, Olaf Tarn, told the Gazette later.",
            [("Brunn", "“We are ready,”"), ("Olaf Tarn", "“We are not ready,”")],
        ),
        (
            "“The lock held,” Ruiz said. “The lock broke,” Jon Karr, who keeps the lock, told the Gazette on Sunday.",
            [("Jon Karr", "“The lock broke,”"), ("Ruiz", "“The lock held,”")],
        ),
    ],
)
def test_the_next_sentence_is_whose_it_says(
    engine: Callable[..., object], text: str, told: list[tuple[str, str]]
) -> None:
    assert _told(engine, text) == told


@BOTH
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Residents were told by the council that the ferry would return.",
            [("the council", "the ferry would return")],
        ),
        ("Villagers were warned by the army that the bridge was mined.", [("the army", "the bridge was mined")]),
        (
            "Ida Brunn said the town had asked for the letter twice.",
            [("Ida Brunn", "the town had asked for the letter twice")],
        ),
    ],
)
def test_who_is_told_and_what_is_asked_for_are_no_statement(
    engine: Callable[..., object], text: str, told: list[tuple[str, str]]
) -> None:
    assert _told(engine, text) == told


@BOTH
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Brunn, Karr and the engineer Olaf Tarn said on Friday that the town had known.",
            "Brunn, Karr and Olaf Tarn",
        ),
        ("Ada Brunn, Jon Karr and Ana Ruiz said that the town had known.", "Ada Brunn, Jon Karr and Ana Ruiz"),
        ("Ada Brunn and Jon Karr said that the town had known.", "Ada Brunn and Jon Karr"),
        ("Apparently, Ada Brunn and Jon Karr said that the town had known.", "Ada Brunn and Jon Karr"),
        ("On Monday, Ada Brunn and Jon Karr said that the town had known.", "Ada Brunn and Jon Karr"),
    ],
)
def test_all_of_those_who_say_it_together_speak(engine: Callable[..., object], text: str, speaker: str) -> None:
    assert _told(engine, text) == [(speaker, "the town had known")]


def test_who_speaks_in_a_joint_letter_speaks_together_by_the_rules() -> None:
    # The learned engine leaves this sentence to the outlet's own voice.
    text = "Brunn, Karr and the engineer Olaf Tarn said in a joint letter that the town had known."
    assert _told(extract, text) == [("Brunn, Karr and Olaf Tarn", "the town had known")]


@BOTH
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nor, she said, was anybody warned.", "Nor was anybody warned"),
        ("The guard had left at noon. Nor, Karr said, was the key found.", "Nor was the key found"),
        ("Never, Karr said, had the gate been open.", "Never had the gate been open"),
    ],
)
def test_a_negation_in_front_of_the_tag_is_kept(engine: Callable[..., object], text: str, said: str) -> None:
    assert [words for _, words in _told(engine, text)] == [said]


@BOTH
@pytest.mark.parametrize(
    ("text", "who", "said"),
    [
        ("The company denies selling the bell.", "The company ", "denies selling the bell"),
        ("The mayor denied closing the pier.", "The mayor ", "denied closing the pier"),
        ("The firm denied that the town had been told.", "", "the town had been told"),
    ],
)
def test_a_denial_without_a_clause_keeps_its_verb(
    engine: Callable[..., object], text: str, who: str, said: str
) -> None:
    # Who denies stands in front with the learned engine, so that the words can be read alone.
    told = who + said if engine is extract_learned else said
    assert [words.removeprefix("that ") for _, words in _told(engine, text)] == [told]
    assert engine(text).attributions[0].nature.value == "denies"  # type: ignore[attr-defined] # either engine


@BOTH
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The mast, which villagers say sways in gales and the builder insists is sound, will go, the council said.",
            [
                ("the builder", "The mast is sound"),
                ("the council", "The mast will go"),
                ("villagers", "The mast sways in gales"),
            ],
        ),
        (
            "The barge, which the owner says is safe but divers warn leaks into the lock, was sold, the bank said.",
            [
                ("divers", "The barge leaks into the lock"),
                ("the bank", "The barge was sold"),
                ("the owner", "The barge is safe"),
            ],
        ),
    ],
)
def test_two_who_speak_in_one_relative_clause_have_the_own_words(
    engine: Callable[..., object], text: str, told: list[tuple[str, str]]
) -> None:
    assert _told(engine, text) == told
