"""What a press release says of who issued it is left out; of what is none nothing is."""

import pytest

from claimtrack.reading.pages.html import read_html
from claimtrack.reading.pages.press_releases import without_boilerplate

TOLD = [
    "Ferrow Locks said on Monday that it had bought two rope walks in Osk for nine million crowns.",
    "The rope walks employ ninety people, and all of them keep their work, the company said.",
    "“We have wanted rope of our own for years,” said Ilse Tander, who runs it.",
    "The purchase is to be closed in May, when the town council of Osk has agreed.",
]
ABOUT = "Ferrow Locks builds gates for rivers and employs 290 people in six towns."
CLOSE = "Ferrow undertakes no obligation to update anything that it has said here."


@pytest.mark.parametrize(
    "sign", ["SOURCE Ferrow Locks, Inc.", "FOR IMMEDIATE RELEASE", "###", "OSK, May 3 /PRNewswire/ --"]
)
@pytest.mark.parametrize(
    "heading",
    [
        "About Ferrow Locks",
        "About the Ferrow Group:",
        "Cautionary Note Regarding Forward-Looking Statements",
        "Media Contact:",
    ],
)
def test_what_stands_under_such_a_heading_is_left_out(sign: str, heading: str) -> None:
    text, left = without_boilerplate("\n".join([sign, *TOLD, heading, ABOUT, CLOSE]))
    assert text == "\n".join([sign, *TOLD])
    assert left == [heading, ABOUT, CLOSE]


def test_another_heading_ends_it() -> None:
    text, left = without_boilerplate(
        "\n".join([*TOLD, "About Ferrow Locks", ABOUT, "What it paid", CLOSE, "SOURCE Ferrow"])
    )
    assert text == "\n".join([*TOLD, "What it paid", CLOSE, "SOURCE Ferrow"])
    assert left == ["About Ferrow Locks", ABOUT]


@pytest.mark.parametrize(
    "lines",
    [
        [*TOLD, "About Ferrow Locks", ABOUT],
        ["SOURCE Ferrow", "About Ferrow Locks", *TOLD, ABOUT],
        ["SOURCE Ferrow", *TOLD, "About nine people were hurt.", ABOUT],
    ],
    ids=["no-release", "at-the-top", "a-sentence"],
)
def test_nothing_else_is_left_out(lines: list[str]) -> None:
    assert without_boilerplate("\n".join(lines)) == ("\n".join(lines), [])


def test_a_page_tells_what_it_left_out() -> None:
    told = "".join(
        f"<p>{one}</p>" for one in [*TOLD, *TOLD[:1], "About Ferrow Locks", ABOUT, "SOURCE Ferrow Locks, Inc."]
    )
    document = read_html(f"<html><body><article>{told}</article></body></html>".encode(), name="a.html")
    assert ABOUT not in document.text
    assert (ABOUT, "of who issued it") in [(one.text, one.why) for one in document.passed_over]
    assert document.left_out is None
