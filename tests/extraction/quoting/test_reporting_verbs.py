"""Who says what: reporting verbs in front, behind and in the middle, and what leans on them."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]

CLOSED = "the bridge was closed"

ONE_SPEAKER = [
    # in front
    (f"Ana Ruiz said that {CLOSED}.", "Ana Ruiz", CLOSED),
    (f"Ana Ruiz said {CLOSED}.", "Ana Ruiz", CLOSED),
    (f"Ana Ruiz has repeatedly said {CLOSED}.", "Ana Ruiz", CLOSED),
    (f"Ana Ruiz, the mayor of Port Seline, said {CLOSED}.", "Ana Ruiz", CLOSED),
    (f"Ana Ruiz, who was elected in May, said {CLOSED}.", "Ana Ruiz", CLOSED),
    (f"Ana Ruiz, however, said {CLOSED}.", "Ana Ruiz", CLOSED),
    (f"In Port Seline, officials said {CLOSED}.", "officials", CLOSED),
    (f"Ana Ruiz said on Monday that {CLOSED}.", "Ana Ruiz", CLOSED),
    (f"Ana Ruiz told reporters that {CLOSED}.", "Ana Ruiz", CLOSED),
    (f"Ana Ruiz told the town council {CLOSED}.", "Ana Ruiz", CLOSED),
    (f"Ana Ruiz told an emergency meeting of the Harbour Board on Monday that {CLOSED}.", "Ana Ruiz", CLOSED),
    (f"The union claimed, without giving evidence, that {CLOSED}.", "The union", CLOSED),
    (f"Fishermen who had seen the barrier said {CLOSED}.", "Fishermen", CLOSED),
    # behind
    (f"“{CLOSED},” said Ana Ruiz.", "Ana Ruiz", f"“{CLOSED},”"),
    (f"“{CLOSED},” said Ana Ruiz, the harbour master.", "Ana Ruiz", f"“{CLOSED},”"),
    (f"“{CLOSED},” said Ana Ruiz, head of the board, who was there.", "Ana Ruiz", f"“{CLOSED},”"),
    (f"“{CLOSED},” Ana Ruiz said.", "Ana Ruiz", f"“{CLOSED},”"),
    (f"“{CLOSED},” Ana Ruiz said in an interview on Monday.", "Ana Ruiz", f"“{CLOSED},”"),
    ("The bridge was closed, Ana Ruiz said.", "Ana Ruiz", "The bridge was closed"),
    ("The bridge opens on Monday, the board said.", "the board", "The bridge opens on Monday"),
    ("The board said this: “We closed the bridge.”", "The board", "“We closed the bridge.”"),
    ("The board was asked: “We closed the bridge,” it said.", "The board", "“We closed the bridge,”"),
    ("The bridge was closed, said Ana Ruiz.", "Ana Ruiz", "The bridge was closed"),
    # in the middle
    ('"We counted," Ana Ruiz said, "every one."', "Ana Ruiz", '"We counted," "every one."'),
    ("The bridge, Ana Ruiz said, had been closed since May.", "Ana Ruiz", "The bridge had been closed since May"),
    # according to
    ("The bridge was closed, according to the harbour office.", "the harbour office", "The bridge was closed"),
    (f"According to the harbour office, {CLOSED}.", "the harbour office", CLOSED),
    (f"But according to Ana Ruiz, {CLOSED}.", "Ana Ruiz", CLOSED),
    # a figure that somebody puts
    ("The council put the number of dead at 60.", "The council", "the number of dead at 60"),
    (
        "Two firms have put the cost of the dam closer to nine million.",
        "Two firms",
        "the cost of the dam closer to nine million",
    ),
    # what somebody tells of
    ("Residents spoke of a second grave at the mill.", "Residents", "a second grave at the mill"),
    # other verbs
    (f"The court found that {CLOSED}.", "The court", CLOSED),
    (f"A report by the water board says {CLOSED}.", "A report by the water board", CLOSED),
    (f"Engineers think {CLOSED}.", "Engineers", CLOSED),
]


@pytest.mark.parametrize(("text", "speaker", "words"), ONE_SPEAKER)
def test_one_speaker(read: Reader, text: str, speaker: str, words: str) -> None:
    assert read(text).said == [(speaker, words)]
    assert read(text).own == []


SEVERAL = [
    (
        "Ana Ruiz said the bridge was closed, and called for a new one.",
        [("Ana Ruiz", CLOSED), ("Ana Ruiz", "called for a new one")],
    ),
    (
        "Ana Ruiz said the bridge was closed, adding that nobody was hurt.",
        [("Ana Ruiz", CLOSED), ("Ana Ruiz", "nobody was hurt")],
    ),
    (
        "Police said two men were held, but the mayor said there were three.",
        [("Police", "two men were held"), ("the mayor", "there were three")],
    ),
    (
        "Jon Karr said the dam had broken. Ana Ruiz said that was not true.",
        [("Jon Karr", "the dam had broken"), ("Ana Ruiz", "that was not true")],
    ),
    (
        "Jon Karr said the dam had broken. Ana Ruiz denied this and said it would hold.",
        [("Jon Karr", "the dam had broken"), ("Ana Ruiz", "denied this"), ("Ana Ruiz", "it would hold")],
    ),
    (
        "The board released a report saying that the dam was safe.",
        [("a report", "the dam was safe")],
    ),
    (
        "Ana Ruiz spoke near the end of the meeting, saying that the dam was safe.",
        [("Ana Ruiz", "the dam was safe")],
    ),
    (
        "“Who will pay?” Ana Ruiz asked. “Nobody has told us.”",
        [("Ana Ruiz", "“Who will pay?” “Nobody has told us.”")],
    ),
    (
        "Two clerks, speaking on condition of anonymity, said Kaldria and Orsenia plan a joint visit.",
        [("Two clerks", "Kaldria and Orsenia plan a joint visit")],
    ),
]


@pytest.mark.parametrize(("text", "said"), SEVERAL)
def test_several_statements(read: Reader, text: str, said: list[tuple[str, str]]) -> None:
    assert read(text).said == said


NOBODY_SAYS = [
    "The bridge, which could not be repaired in time, was closed on Monday.",
    "The town has the only rail bridge over the river.",
    "The United States sent two engineers to the dam.",
    "The report was thin and the claims in it were old.",
    "Ana Ruiz has not said whether the bridge is closed.",
    "Ana Ruiz repeated the announcement before the committee.",
    "The plan to close the bridge was never made public.",
    "There was no mention of the dam in the paper.",
    "The mayor’s claim that the dam was safe drew laughter.",
]


def test_a_denial_in_a_word_is_no_part_of_what_is_quoted_behind_it(read: Reader) -> None:
    assert read("Ana Ruiz denied it: “We closed nothing,” she said.").said == [
        ("Ana Ruiz", "denied it"),
        ("Ana Ruiz", "“We closed nothing,”"),
    ]


@pytest.mark.parametrize("text", NOBODY_SAYS)
def test_words_that_only_look_like_reporting(read: Reader, text: str) -> None:
    assert read(text).said == []
    assert read(text).own == [text]


def test_a_cue_inside_a_quotation_belongs_to_the_quotation(read: Reader) -> None:
    assert read("“The pilot said we were late,” Ana Ruiz said.").said == [
        ("Ana Ruiz", "“The pilot said we were late,”")
    ]


def test_whoever_is_asked_is_not_who_asks(read: Reader) -> None:
    found = read("Ana Ruiz was asked whether the dam was safe.")
    assert (found.said, found.own) == ([], ["Ana Ruiz was asked whether the dam was safe."])
    assert (found.first().speaker, found.first().nature.value) == (None, "question")


@pytest.mark.parametrize(
    ("text", "words", "caveats"),
    [
        ("Forty people were reportedly hurt.", "Forty people were reportedly hurt", ["hearsay"]),
    ],
)
def test_nobody_is_named_who_reports(read: Reader, text: str, words: str, caveats: list[str]) -> None:
    found = read(text)
    assert found.said == [(None, words)]
    assert found.first().hedged
    assert found.caveats.get(words, []) == caveats


@pytest.mark.parametrize(
    ("text", "caveats"),
    [("Jon Karr is accused of taking bribes.", ["alleged"]), ("The ferry is expected to sail on Monday.", [])],
)
def test_nobody_is_said_to_accuse_or_to_expect(read: Reader, text: str, caveats: list[str]) -> None:
    found = read(text)
    assert (found.said, found.own) == ([], [text])
    assert found.first().hedged
    assert found.caveats.get(text, []) == caveats


def test_a_hedge_inside_what_somebody_says_hedges_that(read: Reader) -> None:
    found = read("Ana Ruiz said forty people were reportedly hurt.")
    assert found.said == [("Ana Ruiz", "forty people were reportedly hurt")]
    assert found.first().hedged


@pytest.mark.parametrize("label", ["CLARIFICATION", "EDITOR'S NOTE", "READ MORE", "UPDATE"])
def test_a_label_in_capitals_says_nothing(read: Reader, label: str) -> None:
    assert read(f"{label}: The bridge was closed in May.").said == []


def test_a_transcript_names_its_speakers_in_front(read: Reader) -> None:
    assert read("ANA RUIZ: The bridge is closed.\nJON KARR: It has been since May.").said == [
        ("ANA RUIZ", "The bridge is closed."),
        ("JON KARR", "It has been since May."),
    ]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ana Ruiz has repeatedly said that the bridge was closed.", "has repeatedly said"),
        ("Ana Ruiz flatly denied that the bridge was closed.", "flatly denied"),
        ("Ana Ruiz called for a new bridge.", "called for"),
        ("The bridge was closed, according to Ana Ruiz.", "according to"),
    ],
)
def test_the_words_of_the_cue(read: Reader, text: str, cue: str) -> None:
    assert read(text).cues() == [cue]


def test_a_demand_keeps_its_verb_so_that_it_can_be_read_alone(read: Reader) -> None:
    found = read("Ana Ruiz urged the council to resign.")
    assert found.said == [("Ana Ruiz", "urged the council to resign")]
    start, end = found.first().content[0]
    assert found.extraction.text[start:end] == "to resign"
