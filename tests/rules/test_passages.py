"""What a claim says that the passage of its evidence does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.test_figures import spelled

from claimtrack.rules.passages import discrepancies
from claimtrack.vocabulary import Nature, Stance


def found(claim: str, passage: str | None, *, stance: Stance = Stance.SUPPORTS) -> list[str]:
    return list(discrepancies(claim, passage, stance=stance))


@pytest.mark.parametrize(
    ("claim", "passage", "told"),
    [
        ("82 people were killed.", "They buried 61 on Monday.", ["the claim says 82; the passage has no 82"]),
        ("14 were children.", "Lower Mills, cellars and courtyards", ["the claim says 14; the passage has no 14"]),
        (
            "Eighty-two people were killed.",
            "They buried 61 on Monday.",
            ["the claim says Eighty-two; the passage has no 82"],
        ),
        (
            "It cost two and a half million.",
            "It cost 2 million.",
            ["the claim says two and a half million; the passage has no 2,500,000"],
        ),
        ("It fell on 16 May.", "It fell on 17 May 2024.", ["the claim says 16 May; the passage has no 16 May"]),
        (
            "It fell on 16 May 2023.",
            "It fell on 16 May 2024.",
            ["the claim says 16 May 2023; the passage has no 16 May 2023"],
        ),
        (
            "The bridge at Vellmar was hit.",
            "The bridge at Halden was hit.",
            ["the claim names Vellmar; the passage does not"],
        ),
        (
            "The envoys met Ana Ruiz in Vellmar.",
            "Two people met at Halden.",
            ["the claim names Ana Ruiz and Vellmar; the passage names none of them"],
        ),
        ("No prisoner was harmed.", "Of the prisoners all were harmed.", ['the claim says "No"; the passage does not']),
        (
            "The prisoners were harmed.",
            "The prisoners weren’t harmed.",
            ['the passage says "weren’t"; the claim does not'],
        ),
    ],
)
def test_what_does_not_stand_in_the_passage_is_told(claim: str, passage: str, told: list[str]) -> None:
    assert found(claim, passage) == told


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("82 people died.", "Eighty-two bodies were buried."),
        ("Eighty-two people died.", "82 bodies were buried."),
        ("1,000 left.", "We counted 1 000."),
        ("1 000 left.", "We counted one thousand."),
        ("1000 left.", "We counted 1.000."),
        ("A dozen died.", "We counted 12."),
        ("It was 1984.", "It was nineteen eighty-four."),
        ("At least 80 died.", "We counted 82."),
        ("More than 1.2 million fled.", "We registered 1,234,567."),
        ("One of them died.", "A man died."),
        ("It fell on 16 May.", "From 14 to 16 May 2024 it fell daily."),
        ("It fell on 14 May.", "From 14 to 16 May 2024 it fell daily."),
        ("It fell on May 16th.", "2024-05-16: it fell."),
        ("It was the third attack in 2024.", "On 3 June 2024 they came again."),
        ("Zoë Dvořák was there.", "Dvorak was there."),
        ("They were Russian planes.", "The planes came from Russia."),
        ("We wrote to the UN in May.", "The United Nations had a letter in May."),
        ("We wrote to the United Nations.", "The UN had a letter."),
        ("We met Ana Ruiz in Vellmar.", "Ms Ruiz saw us."),
        ("Buses took people away.", "There were four vehicles."),
        ("No prisoner was harmed.", "None of the prisoners was harmed."),
        ("He never said so.", "He did not."),
        ("Room No. 5 was not only cold.", "Room 5 was cold, and not only that."),
        ("No fewer than 80 died.", "We counted 80."),
        ("Over Aleppo 82 died.", "قتل ٨٢ شخصا في حلب"),
        ("The houses were hit.", "The houses have no roof, and none was left whole."),
        ("He fled with F-16 planes.", "F-16 planes took him."),
        ("82 died.", None),
    ],
)
def test_what_stands_there_in_other_words_is_no_alarm(claim: str, passage: str | None) -> None:
    assert found(claim, passage) == []


@pytest.mark.parametrize(
    ("claim", "passage", "told"),
    [
        ("The U.N. Council met.", "The council of the United Nations met.", []),
        ("The U.N. said so.", "The UN said so.", []),
        ("The UN said so.", "the U.N. said so", []),
        ("The U.N. said so.", "the army said so", ["the claim names UN; the passage does not"]),
        ("They met at 9 A.M. on the pier.", "They met on the pier at 9 in the morning.", []),
        # No sentence begins behind a title; the name that stands there alone is asked about.
        ("The strike hit Dr. Ruiz.", "The strike hit a doctor.", ["the claim names Ruiz; the passage does not"]),
        ("It hit St. Petersburg.", "It hit the town.", ["the claim names Petersburg; the passage does not"]),
        # One does behind a full stop, and behind an abbreviation that ends one.
        ("It was hit. Villagers fled.", "It was hit and people fled.", []),
        ("They sat at the U.N. Villagers fled.", "They sat at the UN; people fled.", []),
        ("He said: “It was hit.” Villagers fled.", "It was hit; people fled.", []),
    ],
)
def test_a_dot_in_a_name_ends_no_sentence(claim: str, passage: str, told: list[str]) -> None:
    assert found(claim, passage) == told


def test_what_is_no_whole_character_is_taken() -> None:
    assert found("The \ud800 fell on Dr. Ruiz.", "Ruiz fell.") == []


@given(st.integers(2, 10**12 - 1), st.booleans(), st.sampled_from([",", " ", "\u00a0", "'"]))
def test_the_same_number_is_found_in_words_and_in_digits(number: int, claimed_in_words: bool, mark: str) -> None:
    written = (f"there were {spelled(number)} of them", f"there were {number:,} of them".replace(",", mark))
    claim, passage = written if claimed_in_words else written[::-1]
    assert found(claim, passage) == []


@given(st.integers(2, 10**6), st.integers(2, 10**6), st.booleans(), st.booleans())
def test_another_number_is_never_taken_for_it(one: int, other: int, in_words: bool, passage_in_words: bool) -> None:
    claim = f"there were {spelled(one) if in_words else one} of them"
    passage = f"there were {spelled(other) if passage_in_words else other} of them"
    assert (found(claim, passage) == []) is (one == other)


@given(st.text(), st.text(), st.sampled_from(Stance))
def test_no_text_is_too_odd(claim: str, passage: str, stance: Stance) -> None:
    discrepancies(claim, passage, stance=stance)


def test_what_refutes_has_other_numbers_as_a_rule() -> None:
    assert found("82 died.", "They did not count more than 61.", stance=Stance.REFUTES) == []
    assert found("82 died at Vellmar.", "At Halden 61 died.", stance=Stance.REFUTES) == [
        "the claim names Vellmar; the passage does not"
    ]
    assert found("82 died at Vellmar.", "At Halden 61 died.", stance=Stance.CONTEXT) == []


def test_what_is_denied_is_borne_out_by_a_denial() -> None:
    claim, passage = "It shelled the town.", "We did not shell the town."
    assert discrepancies(claim, passage, stance=Stance.SUPPORTS, nature=Nature.DENIES) == ()
    assert found(claim, passage) != []


def test_a_claim_full_of_numbers_is_no_page_of_alarms() -> None:
    told = found("We counted 2, 3, 4, 5, 6, 7, 8 and 9.", "There were some.")
    assert told == ["the claim says 2, 3, 4 and 5; the passage has none of these"]


def test_what_is_missing_is_told_in_one_sentence() -> None:
    told = found("A quarter of a million people fled in 2011, says Ana Ruiz.", "There was a camp.")
    assert told == [
        "the claim says A quarter of a million (250,000) and 2011; the passage has none of these",
        "the claim names Ana Ruiz; the passage does not",
    ]


def test_a_not_far_off_in_a_long_passage_is_none_of_the_claims() -> None:
    passage = "There was rain. " * 30 + "Nobody came."
    assert found("There was rain.", passage) == []
