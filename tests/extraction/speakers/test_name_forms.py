"""Where a name begins and ends, and which short form means which long one."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]

NAMES = [
    # What is no name: a title of a council's, a number.
    ("Coun Ana Ruiz said it rained.", "Ana Ruiz"),
    ("More than 6,100 suspected cases were counted, harbour officials said.", "harbour officials"),
    # A person of a body.
    ("Tom Karr of the Harbour Post said it rained.", "Tom Karr"),
    ("Glacier biologist Orlu Vasht of VASA's Ice Laboratory said it rained.", "Orlu Vasht"),
    ("Local commentator Orlu Vasht of the Harbour Review said it rained.", "Orlu Vasht"),
    ("Sia-Lo Wen wrote to us. Wen of the Harbour Post said it rained.", "Sia-Lo Wen"),
    ("The Bank of Vellmar said it rained.", "Bank of Vellmar"),
    ("The Karr Institute of Rivers said it rained.", "Karr Institute of Rivers"),
    # Behind an office that is of something.
    ("Ambassador to the United States Orlu Vasht said it rained. Vasht said it froze.", "Orlu Vasht"),
    (
        "The United Nations High Commissioner for Human Rights said it rained.",
        "United Nations High Commissioner for Human Rights",
    ),
    # Set off behind what is said of them.
    ("One of the study authors, Orlu Vasht, a doctor at the mill, said it rained.", "Orlu Vasht"),
    ("Two farmers, Ana Ruiz and Tom Karr, said it rained.", "Ana Ruiz and Tom Karr"),
    ("The Vellmar team's coach, Orlu Vasht, said it rained.", "Orlu Vasht"),
    ("Senate Leader, Orlu Vasht said it rained.", "Orlu Vasht"),
    ("The group, Clear Rivers, said it rained.", "Clear Rivers"),
    ("Vellmar's parent company, The Rail Company, said it rained.", "Rail Company"),
    ("Two farmers, both ill, said it rained.", "Two farmers"),
    ("The group, founded in Vellmar, said it rained.", "The group"),
    ("Some of the group, Vellmar's best, said it rained.", "Some of the group"),
    # A study by somebody is a study.
    ("A 2014 study by law professor Tom Karr said it rained.", "A 2014 study by law professor Tom Karr"),
    # Short forms.
    ("The United States met. The US said it rained.", "United States"),
    ("The United Kingdom met. The UK said it rained.", "United Kingdom"),
    ("Acme.com, a data firm, met. Acme said it rained.", "Acme.com"),
    ("Bricks.com met. Tom Bricks left. Bricks said it rained.", "Tom Bricks"),
    (
        "The Orsenian Center for Flood Control and Prevention met. The CFC said it rained.",
        "Orsenian Center for Flood Control and Prevention",
    ),
    ("The Orsenian Center for Flood Control and Prevention met. The Orsenian CFC said it rained.", "Orsenian CFC"),
    (
        "The Chinese Center for Flood Control and Prevention met. The Chinese CFC said it rained.",
        "Chinese Center for Flood Control and Prevention",
    ),
    ("Gov. Karr met Tom Karr. Gov. Karr said it rained.", "Tom Karr"),
    # Whose a ministry is.
    ("Orsenia's Foreign Ministry said it rained.", "Orsenia's Foreign Ministry"),
    ("Orsenia's Foreign Ministry met. The Foreign Ministry said it rained.", "Orsenia's Foreign Ministry"),
    (
        "Orsenia's Foreign Ministry met. Kaldria's Foreign Ministry met. The Foreign Ministry said so: it rained.",
        "Foreign Ministry",
    ),
    ("Tom Karr left. Karr's Justice Department said it rained.", "Justice Department"),
    ("Vellmar's Harbour Group said it rained.", "Harbour Group"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_is_neither_cut_nor_grown(read: Reader, text: str, name: str) -> None:
    speakers = {one.speaker for one in read(text).extraction.attributions}
    assert speakers == {name}


NOBODY = [
    "According to reports, the bridge was shut on Monday.",
    "According to several recent reports, the bridge was shut on Monday.",
    "Estimates say the bridge was shut on Monday.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_reports_that_nobody_is_named_for_name_nobody(read: Reader, text: str) -> None:
    first = read(text).first()
    assert (first.speaker, first.speaker_kind.value) == (None, "anonymous")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("According to police reports, the bridge was shut on Monday.", "police reports"),
        ("Reports by the harbour board said the bridge was shut.", "Reports by the harbour board"),
        ("The reports said the bridge was shut on Monday.", "The reports"),
    ],
)
def test_reports_that_are_told_apart_are_documents(read: Reader, text: str, name: str) -> None:
    first = read(text).first()
    assert (first.speaker, first.speaker_kind.value) == (name, "document")


def test_they_of_whom_nobody_is_named_are_unnamed(read: Reader) -> None:
    first = read("They said the bridge was shut on Monday.").first()
    assert (first.speaker, first.speaker_kind.value) == ("They", "anonymous")


def test_he_is_nobody_who_is_named_behind(read: Reader) -> None:
    found = read("Rep. Orlu Vasht came in May. “It rained,” he said, according to the Intelligencer, the Harbour Post.")
    assert [one.speaker for one in found.extraction.attributions] == ["Orlu Vasht", "Intelligencer"]
