"""Turns by form: labels, questions and answers, and texts that one person speaks from end to end."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]

ANSWERED = [
    pytest.param(
        "The Tarn Gazette spoke to the lock keeper, Ada Moe, about the flood.\n\n"
        "Q: When did the gate fail?\n\nA: At four. The bolts had rusted through.\n\n"
        "Q: Who was told?\n\nA: I rang the council myself.",
        [
            ("Ada Moe", "At four."),
            ("Ada Moe", "The bolts had rusted through."),
            ("Ada Moe", "I rang the council myself."),
        ],
        id="letters",
    ),
    pytest.param(
        "The Tarn Gazette met the lock keeper, Ada Moe.\n\nTarn Gazette: When did the gate fail?\n\n"
        "Ada Moe: The bolts failed at four.\n\nTG: Who was told?\n\nAM: I rang the council myself.\n\n"
        "Nobody came before six.",
        [
            ("Ada Moe", "The bolts failed at four."),
            ("Ada Moe", "I rang the council myself."),
        ],
        id="names and initials",
    ),
    pytest.param(
        "“Nobody listened to us”: an interview with Ada Moe\n\nAda Moe kept the lock for nine years.\n\n"
        "When did the gate fail?\n\nThe bolts failed at four.\n\nThey had been rusty since May.\n\n"
        "Was anybody hurt?\n\nTwo anglers were swept off the weir.",
        [
            ("Ada Moe", "The bolts failed at four."),
            ("Ada Moe", "They had been rusty since May."),
            ("Ada Moe", "Two anglers were swept off the weir."),
        ],
        id="bare questions",
    ),
    pytest.param(
        "Ada Moe has kept the lock since May. She sat down with Tom Lund of the Gazette.\n\n"
        "**Why did the gate fail?**\n\nThe bolts were rusty that night.\n\n**The council says it sent a crew.**\n\n"
        "No crew came before six.",
        [
            ("Ada Moe", "The bolts were rusty that night."),
            ("Tom Lund", "The council says it sent a crew."),
            ("Ada Moe", "No crew came before six."),
        ],
        id="bold prompts",
    ),
    pytest.param(
        "Courier interviews lock keepers\n\nThe Courier interviewed one of the keepers of the Tarn lock on Friday."
        "\n\nWhy did it fail?\n\nThe bolts were rusty that night.\n\nWho was told?\n\nThe council was told at five.",
        [
            ("one of the keepers of the Tarn lock", "The bolts were rusty that night."),
            ("one of the keepers of the Tarn lock", "The council was told at five."),
        ],
        id="nobody named",
    ),
    pytest.param(
        "MOE: The bolts rusted. [Laughter] We all knew.\n\nLUND (through an interpreter): Nobody told us."
        "\n\nCHAIR: Order. Mrs. Moe, did you ring the council?\n\nMOE: I rang at five.",
        [
            ("Mrs. Moe", "The bolts rusted."),
            ("Mrs. Moe", "We all knew."),
            ("Lund", "Nobody told us."),
            ("Mrs. Moe", "I rang at five."),
        ],
        id="a hearing",
    ),
    pytest.param(
        "Members present: Dame Ada Moe (Chair); Tom Lund.\n\nCHAIR: The gate failed at four in the night.\n\n"
        "TOM LUND MP: The bolts had been rusty since May.\n\nCHAIR: You wrote to us in June about the bolts.",
        [
            ("Ada Moe", "The gate failed at four in the night."),
            ("Tom Lund", "The bolts had been rusty since May."),
            ("Ada Moe", "You wrote to us in June about the bolts."),
        ],
        id="an office as a label, honours",
    ),
]


@pytest.mark.parametrize(("text", "said"), ANSWERED)
def test_whole_answers_are_theirs_who_answer(read: Reader, text: str, said: list[tuple[str, str]]) -> None:
    assert [one for one in read(text).said if one[0] is not None] == said


@pytest.mark.parametrize(("text", "said"), ANSWERED)
def test_no_question_that_states_nothing_is_a_statement(read: Reader, text: str, said: list[tuple[str, str]]) -> None:
    found = read(text)
    assert not [one.text for one in found.extraction.statements if one.text.endswith("?")]
    assert said


def test_facts_in_a_question_of_the_outlet_are_its_own(read: Reader) -> None:
    found = read(
        "An interview with Ada Moe\n\nWhy did the gate fail?\n\nThe bolts were rusty that night.\n\n"
        "The council spent nine million on the lock. Was that enough?\n\nNothing of it reached the gate."
    )
    assert "The council spent nine million on the lock." in found.own


@pytest.mark.parametrize(
    "text",
    [
        "SOLVIK: The pier was closed on Friday.\n\nThe council met at noon. It voted to rebuild the pier.",
        "Scorers: Moe, Lund.\n\nAttendance: Some 900 came to the ground.\n\nThe rain held off until the end.",
        "What happened?\n\nThe gate failed at four.\n\nWhat comes next?\n\nThe council will rebuild it.",
        "Q: What is a weir?\n\nA: A weir is a low dam.\n\nQ: Is it old?\n\nA: It was built in 1820.",
    ],
    ids=["dateline", "table", "explainer", "questions that nobody is asked"],
)
def test_what_is_no_talk_is_the_outlets_own(read: Reader, text: str) -> None:
    assert read(text).said == []


SPOKEN = [
    pytest.param(
        "Your honours, my name is Ada Moe and I appear for the keepers. We ask for a new trial. I will be brief.\n\n"
        "The gate failed at four.",
        id="by name",
    ),
    pytest.param(
        "Remarks by Mayor Ada Moe at the opening of the lock\n\nI thank the keepers. We waited for years and I am glad."
        "\n\nThe gate failed at four.",
        id="by header",
    ),
    pytest.param(
        "Dear readers,\n\nI kept the lock for nine years. We wrote to the council and I rang it.\n\n"
        "The gate failed at four.\n\nAda Moe",
        id="by signature",
    ),
]


@pytest.mark.parametrize("text", SPOKEN)
def test_a_text_that_one_person_speaks_is_theirs(read: Reader, text: str) -> None:
    assert ("Ada Moe", "The gate failed at four.") in read(text).said


def test_an_article_about_a_speech_is_no_speech(read: Reader) -> None:
    text = (
        "Remarks by Ada Moe at the lock\n\nI was there and we all heard it. I took notes.\n\n"
        "Moe said the gate failed.\n\nThe council was silent."
    )
    assert "The council was silent." in read(text).own


def test_an_article_that_asks_now_and_then_is_no_interview(read: Reader) -> None:
    text = (
        "Ada Moe spoke to the Courier about the lock.\n\nWhy did the gate fail?\n\nThe council met on Friday.\n\n"
        "“We were never told,” Tom Lund said.\n\nWhat did Moe know?\n\nMoe had written to the council in May."
    )
    found = read(text)
    assert "The council met on Friday." in found.own
    assert ("Tom Lund", "“We were never told,”") in found.said


BLOTTERS = [
    (
        "Arrests of the week\n\nSmith, John: driving under the influence; resisting arrest.\n"
        "Brown, Ada: theft of a boat, trespass.\nBrown, Ada: disorderly conduct."
    ),
    "POLICE LOG\n\nJOHN REED: Driving without a licence.\n\nADA MOE: Theft of boats.\n\nTOM LUND: Charged with arson.",
    (
        "In court this week\n\nAda Moe: assault in the second degree.\n\nTom Lund: two counts of trespass.\n\n"
        "Ada Moe: possession of a stolen oar."
    ),
]


@pytest.mark.parametrize("text", BLOTTERS, ids=["surnames first", "capitals", "names"])
def test_what_people_are_accused_of_is_not_what_they_say(read: Reader, text: str) -> None:
    assert read(text).said == []


@pytest.mark.parametrize(
    ("label", "speaker"),
    [("THE COURT", "Court"), ("THE WITNESS", "Witness"), ("MR. LEVI", "Mr. Levi")],
)
def test_parts_in_a_hearing_are_speakers(read: Reader, label: str, speaker: str) -> None:
    text = (
        f"TRANSCRIPT\n\n{label}: The jury has been out since nine.\n\nMS. KLINE: We asked for a mistrial in May.\n\n"
        f"{label}: That motion is denied.\n\nMS. KLINE: Then we shall appeal."
    )
    assert read(text).said == [
        (speaker, "The jury has been out since nine."),
        ("Ms. Kline", "We asked for a mistrial in May."),
        (speaker, "That motion is denied."),
        ("Ms. Kline", "Then we shall appeal."),
    ]
