"""What stands under a line that says where a reporter is, and who takes part in a talk."""

import pytest
from tests.extraction.read import Read

from claimtrack.extraction.learned.engine import extract


def _told(text: str) -> list[tuple[str | None, str]]:
    return [(who, words.rstrip(".”")) for who, words in Read(extract(text)).said]


@pytest.mark.parametrize(
    "line",
    [
        "Our reporter Ada Moe is in Solvik, where the bridge fell:",
        "Our north coast correspondent, Ada Moe, has been to the harbour:",
        "The Courier's reporter in Solvik, Ada Moe, reports:",
    ],
)
def test_a_post_is_the_reporters_who_is_said_to_be_there(line: str) -> None:
    text = (
        f"Storm live: Tarn cut off\n\n14.10\n{line}\nTwo boats have been tied to the pump. A woman told me the tide "
        "had taken her van.\n\nI could not see anybody on the far bank.\n\n13.55\nThe harbour master has closed it."
    )
    told = _told(text)
    assert ("Ada Moe", "Two boats have been tied to the pump") in told
    assert ("Ada Moe", "I could not see anybody on the far bank") in told
    assert "The harbour master has closed it." in Read(extract(text)).own
    assert not [words for who, words in told if "Courier" in words or "Solvik" in words]


def test_a_part_in_a_talk_is_whoever_its_head_gives_it_to() -> None:
    text = (
        "Committee on Ferries: oral evidence\n\nMembers present: Dame Ingrid Falk (Chair); Per Lode; Ana Ruiz\n\n"
        "CHAIR: We have here a letter from your office.\n\nMR LODE: The pump had failed twice by then.\n\n"
        "CHAIR: The log was missing in June.\n\nMR LODE: I kept it in my desk."
    )
    assert {who for who, _ in _told(text)} == {"Ingrid Falk", "Per Lode"}


def test_a_label_with_a_family_name_is_whom_the_head_names_in_full() -> None:
    text = (
        "Daily briefing\n\nSpokesperson: Ingrid Falk\nApril 22, 2:07 p.m.\n\nMS. FALK: The ships have left Tarn.\n\n"
        "QUESTION: Will you go?\n\nMS. FALK: The minister was there on Friday.\n\nQUESTION: And then?\n\n"
        "SPOKESPERSON: The talks ended at noon."
    )
    assert {who for who, _ in _told(text)} == {"Ingrid Falk"}


def test_a_witness_who_gives_a_name_speaks_under_it() -> None:
    text = (
        "Inquiry into the mill, day 41\n\nMs Lode: Your name and posting?\n\nWitness: Tomas Erik Falk, constable. "
        "I was at the gate that day.\n\nMs Lode: Who fired?\n\nWitness: I heard shots from my left."
    )
    assert ("Tomas Erik Falk", "I heard shots from my left") in _told(text)
