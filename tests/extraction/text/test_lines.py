"""What a line is: a statement, or what else; and which line is the headline."""

import pytest

from claimtrack.extraction.text.lines import headline, is_question, skipped_because, states
from claimtrack.vocabulary import SkippedBecause

STATING = [
    "Water authority denies crack in the dam",
    "Pensioners block the gate of the ministry",
    "Two killed in blast at a fireworks plant",
    "Conditions worsen on the islands",
    "The mayor knew of the cracks in May",
    "- Court fixes Monday for ruling",
    "• Highway stays shut overnight",
    "* Copper little changed",
    "1. Three sheds were lost",
    "• release of the figures by Friday",
    "“Nobody here has slept for a week now”",
    "ANA RUIZ: The bridge is closed",
    "@ana_ruiz: “The bridge is closed”",
    "Rovers 2-3 Harbour: own goal",
    "Forty people died.",
    "He asked, “Why now?”",
    "“We stay.” — Ana Ruiz, Harbour Union",
    "Ana Ruiz and Tom Karr share a boat at the quay. Photo: Lena Mortvik.",
    "## Army takes the mill",
]

PASSED_OVER = [
    ("What happened at the mill", SkippedBecause.HEADING),
    ("The mill: how it came to this", SkippedBecause.HEADING),
    ("Key points", SkippedBecause.HEADING),
    ("Prisoner exchange", SkippedBecause.HEADING),
    ("Under the new plan:", SkippedBecause.HEADING),
    ("# The harbour", SkippedBecause.HEADING),
    ("• The harbour", SkippedBecause.HEADING),
    ("“A town in fear”", SkippedBecause.HEADING),
    ("Election results", SkippedBecause.HEADING),
    ("For further information:", SkippedBecause.HEADING),
    ("Yours sincerely,", SkippedBecause.HEADING),
    ("By Lena Mortvik", SkippedBecause.BYLINE),
    ("BY LENA MORTVIK", SkippedBecause.BYLINE),
    ("By LENA MORTVIK, City Editor", SkippedBecause.BYLINE),
    ("From Lena Mortvik, Vellmar", SkippedBecause.BYLINE),
    ("Staff Correspondent", SkippedBecause.BYLINE),
    ("(Our Reporters)", SkippedBecause.BYLINE),
    ("— Ana Ruiz (@ana_ruiz) May 16, 2024", SkippedBecause.BYLINE),
    ("Compiled from agency reports by the Courier staff", SkippedBecause.BYLINE),
    ("Friday, May 16, 2025", SkippedBecause.DATELINE),
    ("Vellmar, 16 May", SkippedBecause.DATELINE),
    ("(Published Friday, May 16, 2025)", SkippedBecause.DATELINE),
    ("16:52", SkippedBecause.DATELINE),
    ("8.05pm Monday", SkippedBecause.DATELINE),
    ("9:25 p.m.", SkippedBecause.DATELINE),
    ("PORT SELINE (NPA) —", SkippedBecause.DATELINE),
    ("VELLMAR —", SkippedBecause.DATELINE),
    ("Share this article", SkippedBecause.FURNITURE),
    ("Home | World | Sport", SkippedBecause.FURNITURE),
    ("___", SkippedBecause.FURNITURE),
    ("* * *", SkippedBecause.FURNITURE),
    ("The quay at dusk, from file. Photo: Lena Mortvik.", SkippedBecause.FURNITURE),
    ("Main image credit: Northlight", SkippedBecause.FURNITURE),
    ("Press office, press@vellmar.example", SkippedBecause.FURNITURE),
    ("https://courier.example/mill", SkippedBecause.FURNITURE),
    ("This article has been adapted from its first version.", SkippedBecause.FURNITURE),
    ("This article was originally published by Northlight.", SkippedBecause.FURNITURE),
    ("Who pays for the dam?", SkippedBecause.QUESTION),
    ("Who pays for the dam? And when?", SkippedBecause.QUESTION),
    ("“Why us?”", SkippedBecause.QUESTION),
    ("**Why now?**", SkippedBecause.QUESTION),
    ("Absolutely.", SkippedBecause.OTHER),
]


@pytest.mark.parametrize("line", STATING)
def test_a_line_that_states_something_is_read(line: str) -> None:
    assert skipped_because(line) is None


@pytest.mark.parametrize(("line", "why"), PASSED_OVER)
def test_a_line_that_states_nothing_has_its_reason(line: str, why: SkippedBecause) -> None:
    assert skipped_because(line) is why


@pytest.mark.parametrize(
    ("line", "does"),
    [
        ("Army claims victory at the mill", True),
        ("Insurance claims", False),
        ("Teachers plan march", True),
        ("The new plan", False),
        ("Girl aged three found alive", True),
        ("The besieged town", False),
        ("A town that isn’t there", True),
        ("Rescue at the mill", False),
    ],
)
def test_a_verb_of_its_own_is_what_states(line: str, does: bool) -> None:
    assert states(line) is does


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Who pays?", True),
        ("Who pays? The town.", False),
        ("The town pays. Who else?", False),
        ("“Who pays?” he asked.", False),
        ("“Who pays?”", True),
        ("Who pays?!", False),
        ("", False),
    ],
)
def test_a_question_is_nothing_but_questions(words: str, asks: bool) -> None:
    assert is_question(words) is asks


BODY = (
    "Engineers of the water authority said on Thursday that the dam in the upper valley would hold through the winter, "
    "and that nobody had to leave."
)


@pytest.mark.parametrize(
    "over",
    ["", "Share this article\n\n", "Friday, 16 May 2025\n", "BREAKING:\n", "By Lena Mortvik\n\n"],
    ids=["nothing", "a button", "a date", "a label", "a byline"],
)
@pytest.mark.parametrize(
    "title",
    [
        "Dam alert in the upper valley",
        "Engineers: Dam will hold",
        "LIVE: Dam alert in the upper valley",
        "VELLMAR: Dam will hold",
        "Will the dam hold?",
        "The dam will hold.",
        "Dam alert in valley;",
    ],
)
def test_the_first_line_over_an_article_is_its_headline(over: str, title: str) -> None:
    text = f"{over}{title}\n\nBy Lena Mortvik\n\n{BODY}\n"
    span = headline(text)
    assert span is not None
    assert text[slice(*span)] == title


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dam alert in the upper valley",
        f"{BODY}\n\n{BODY}",
        f"The dam will hold.\n{BODY}",
        "The dam will hold.\n\nNobody left.\n\nThe mayor was pleased.",
        "Dam alert\n\nRoad closed\n\nSchool reopens",
        "ANA RUIZ: The bridge is closed\n\nTOM KARR: It is not.",
        "Dam alert " * 40 + f"\n\n{BODY}",
    ],
)
def test_no_headline_stands_where_no_article_stands_under_it(text: str) -> None:
    assert headline(text) is None


def test_a_headline_that_is_a_statement_is_marked() -> None:
    from claimtrack.extraction.engine import extract

    text = f"The dam will hold.\n\n{BODY}"
    assert [one.text for one in extract(text).statements if one.headline] == ["The dam will hold."]


@pytest.mark.parametrize(
    "unit",
    [
        "1/1/11/",
        "1  ",
        "? ",
        "?”",
        ".",
        "A ",
        "A, ",
        "By A ",
        "(",
        "16 May, ",
        "@a",
        "A-",
        ". ?",
        "claims ",
        "https://",
    ],
)
@pytest.mark.parametrize("end", ["", "x", ":", "?", "\n"])
def test_hostile_lines_are_read_at_once(unit: str, end: str) -> None:
    """A pattern that tries every way to cut such a line would not come back."""
    for times in (30, 100, 20_000):
        skipped_because((unit * times + end).strip() or "x")
