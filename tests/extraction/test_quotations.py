"""Quotations: marks of every kind, over sentences and paragraphs, in pieces."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]


@pytest.mark.parametrize(
    "quoted",
    [
        "“It is closed,”",
        '"It is closed,"',
        "‘It is closed,’",
        "''It is closed,''",
        "``It is closed,''",
        "„It is closed,“",
    ],
)
def test_marks_of_every_kind(read: Reader, quoted: str) -> None:
    found = read(f"{quoted} Ana Ruiz said.")
    assert found.said == [("Ana Ruiz", quoted)]
    assert found.first().quote.value == "direct"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Ana Ruiz said the bridge was closed.", "indirect"),
        ("Ana Ruiz said “the bridge is closed.”", "direct"),
        ("Ana Ruiz said the bridge was “closed for good.”", "mixed"),
        ("“It is closed,” Ana Ruiz said. “Go home.”", "direct"),
    ],
)
def test_direct_indirect_and_mixed(read: Reader, text: str, quote: str) -> None:
    assert read(text).first().quote.value == quote


def test_a_quotation_over_several_sentences_is_one_statement(read: Reader) -> None:
    text = "“It is closed. We knew it would be. Nobody listened,” Ana Ruiz said."
    assert read(text).said == [("Ana Ruiz", "“It is closed. We knew it would be. Nobody listened,”")]


def test_a_split_quotation_keeps_its_pieces(read: Reader) -> None:
    found = read("“It is closed,” Ana Ruiz said, “and it will stay closed.” “Go home.”")
    (statement,) = found.extraction.statements
    pieces = [found.extraction.text[start:end] for start, end in statement.spans]
    assert pieces == ["“It is closed,”", "“and it will stay closed.”", "“Go home.”"]


def test_paragraphs_that_open_again_without_closing_are_one_quotation(read: Reader) -> None:
    found = read("“It is closed,” Ana Ruiz said. “We have asked for help.\n\n“Nobody came.\n\n“So we left.”")
    assert found.said == [
        ("Ana Ruiz", "“It is closed,”"),
        ("Ana Ruiz", "“We have asked for help. “Nobody came."),
        ("Ana Ruiz", "“So we left.”"),
    ]
    assert len(found.extraction.attributions) == 1
    assert found.own == []


def test_the_speaker_may_be_named_only_behind_the_last_paragraph(read: Reader) -> None:
    found = read("“We have asked for help.\n\n“Nobody came,” Ana Ruiz said.")
    assert found.said == [("Ana Ruiz", "“We have asked for help. “Nobody came,”")]


def test_a_paragraph_that_is_all_quotation_goes_on_with_the_speaker_before(read: Reader) -> None:
    found = read("“It is closed,” Ana Ruiz said.\n\n“It will stay closed.”")
    assert found.said == [("Ana Ruiz", "“It is closed,”"), ("Ana Ruiz", "“It will stay closed.”")]


def test_an_unclosed_quotation_ends_with_its_paragraph(read: Reader) -> None:
    found = read("“It is closed, Ana Ruiz said.\n\nThe ferry sails on Monday.")
    assert found.own == ["“It is closed, Ana Ruiz said.", "The ferry sails on Monday."]


def test_an_apostrophe_is_no_quotation(read: Reader) -> None:
    assert read("The fishermen's boats weren't found, and the '90s are over.").said == []


@pytest.mark.parametrize(
    "asked", ["“Who is there?” Ana Ruiz asked.", "“What was it?” the mayor asked reporters.", "“We go!” Karr said."]
)
def test_a_tag_behind_a_question_is_no_sentence_of_its_own(read: Reader, asked: str) -> None:
    found = read(asked)
    assert len(found.said) == 1
    assert found.own == []


@pytest.mark.parametrize(
    ("line", "speaker", "said"),
    [
        ("“We want to stay in our town.” ― Ana Ruiz", "Ana Ruiz", "“We want to stay in our town.”"),
        ("“We want to stay.”— Ana Ruiz.", "Ana Ruiz", "“We want to stay.”"),
        ('"We will go. They asked us to." -- Ben K. Okoro Jr.', "Ben K. Okoro Jr.", '"We will go. They asked us to."'),
        ("”The mark is the wrong one, and so what.” – Eva de la Cruz", "Eva de la Cruz", None),
        ("“He said “never” to us, and went.” ― Ana Ruiz", "Ana Ruiz", "“He said “never” to us, and went.”"),
    ],
)
def test_a_quotation_is_whose_name_is_signed_under_it(read: Reader, line: str, speaker: str, said: str | None) -> None:
    found = read(f"The square was full.\n\n{line}\n\nIt rained.")
    assert found.first().speaker == speaker
    text = found.extraction.text
    assert [text[start:end] for start, end in found.first().content] == [said or line.partition(" –")[0]]


@pytest.mark.parametrize(
    "line",
    [
        "“We want to stay” — that was what she said.",
        "“We want to stay.” ― the mayor of the town",
        "“We want to stay.” ― Ana",
        "The square ― Ana Ruiz",
        "“We want to stay.” Ana Ruiz",
    ],
)
def test_what_only_looks_signed_is_not(read: Reader, line: str) -> None:
    assert ("―" in read(line).cues(), "—" in read(line).cues()) == (False, False)
