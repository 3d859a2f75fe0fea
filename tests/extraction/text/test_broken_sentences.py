"""Sentences that a line break cuts, at whatever width, are read whole; what only looks like that is left as it is."""

import pytest

from claimtrack.extraction.engine import extract
from claimtrack.extraction.text.broken_sentences import broken_sentences
from claimtrack.extraction.whole_paragraphs import paragraph_around, unwrapped

BROKEN = {
    "at irregular widths": (
        "The Harbour Rights Office warned on Friday that the\n"
        "shelling of the eastern quay of Port Seline, where\n"
        "four hundred families shelter, could be a crime."
    ),
    "with a blank line": (
        "The Harbour Rights Office warned on Friday that nobody in\n\nthe eastern quay of Port Seline was safe."
    ),
    "behind a short form": (
        "The Office for the Rights of Harbour Workers and Pilots\n(ORHW) pressed both sides to let the ships go."
    ),
    "in front of a name": "Lena Mortvik, who speaks for the office, told reporters at\nPort Seline that she saw it.",
    "with one short line": "The mayor of Port Seline, who was\nin the hall of the brewery when it fell, was not hurt.",
    "behind a comma": "The commission heard from three officers of the harbour,\nTom Karr among them, who saw it.",
    "with line ends of two characters": "The Harbour Rights Office warned on Friday that the\r\nquay was not safe.",
}

WHOLE = {
    "a headline over a text": "Harbour rights office warns of crimes on the quay\n\nThe office said so on Friday.",
    "a headline in small letters": "harbour rights office warns of crimes at the\nquay of port seline and elsewhere.",
    "a list": "Those who were in the harbour on Friday evening\n- the pilots of the port\n- the mayor.",
    "a list without marks": "Taken from the mill:\nfour sacks of barley from the upper floor\ntwo carts\nthe seal.",
    "verse": "The river carries what\nthe hills let go,\nthe bridges count\nthe carts.",
    "a table": "Harbour of the district   beds in the hospital\nport seline   nine hundred of them.",
    "an address": "Office of the Spokesman of the\nArmed Forces\n14 Brewery Street.",
    "a salutation": "Dear Ms Mortvik,\nI write about the harbour and what I saw of it on Friday.",
    "a caption and its credit": "Residents queue for water at the gate of the old brewery\n(Lena Mortvik/Northlight)",
    "a name in small letters": "Harbour workers vote to end the strike on Monday of next\nal-Aref: no deal yet.",
    "a trade name": "Harbour shop sells out on the first day of its opening\niPhones did not work.",
    "no end": "Residents queue for water at the gate of the old\nbrewery of the town of Vellmar",
    "two blank lines": "The Harbour Rights Office warned on Friday that nobody in\n\n\nthe eastern quay was safe.",
    "talk": "LUND: We saw soldiers at the window of the hospital, and\nMORTVIK: and then you went down.",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_a_sentence_that_a_line_break_cuts_is_whole(text: str) -> None:
    assert len(broken_sentences(text)) == text.replace("\r", "").replace("\n\n", "\n").count("\n")
    whole = unwrapped(text)
    assert whole is not None
    assert whole.text == " ".join(text.split())


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
def test_lines_that_are_no_one_sentence_stay_apart(text: str) -> None:
    assert broken_sentences(text) == []


def test_what_is_said_in_broken_lines_is_one_statement() -> None:
    text = f"Nobody came.\n\n{BROKEN['in front of a name']}\n\nThe quay was closed."
    found = extract(text)
    assert [one.text for one in found.statements if not one.own_voice] == ["she saw it"]
    assert [one.speaker for one in found.attributions] == ["Lena Mortvik"]


def test_the_paragraph_around_a_place_goes_over_a_blank_line() -> None:
    text = f"Nobody came.\n{BROKEN['with a blank line']}\nThe quay was closed."
    begin, end = paragraph_around(text, text.index("safe"), text.index("safe") + 4)
    assert text[begin:end] == BROKEN["with a blank line"]


@pytest.mark.parametrize("unit", ["The quay of the harbour of Port Seline was a\nb ", "A a\n", "a\n\n", "( ", "A, \n"])
def test_hostile_lines_are_read_at_once(unit: str) -> None:
    broken_sentences(unit * 20_000)
