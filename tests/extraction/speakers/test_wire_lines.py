"""Whose copy a story says in its datelines and last lines that it is."""

import pytest

from claimtrack.extraction.speakers.wire_lines import in_datelines


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("HARN, April 3 (Reuters) - The mill burned down, the mayor said.", "Reuters"),
        ("LONDON (AP) — The mill burned down.", "AP"),
        ("KYIV, Ukraine (AP) — The mill burned down.", "AP"),
        ("(Reuters) - The mill burned down.", "Reuters"),
        ("PARIS (AFP) -- The mill burned.", "AFP"),
        ("MOSCOW. April 3. (Interfax) - The mill burned.", "Interfax"),
        ("MOSCOW, April 3 /TASS/. The mill burned.", "TASS"),
        ("Harn Gazette\n\nHARN (Delta Wire) — The mill burned.", "Delta Wire"),
        ("Vellmar, 3 April (Delta Wire) – The mill burned.", "Delta Wire"),
        ("The mill burned.\n\n© 2024 Reuters", "Reuters"),
        ("By Reuters Staff\n\nThe mill burned.", "Reuters"),
        ("By Ann Writer\nAssociated Press\n\nThe mill burned.", "Associated Press"),
        ("The mill burned.\n\nSource: AFP", "AFP"),
        ("BERLIN (dpa) - The mill burned.", "dpa"),
        ("x " * 9_000 + "\nOur Standards: The Thomson Reuters Trust Principles.", "Reuters"),
    ],
)
def test_the_agency_is_named(text: str, agency: str) -> None:
    assert in_datelines(text) == (agency,)


@pytest.mark.parametrize(
    "text",
    [
        "KYIV (Ukraine) - It rained.",
        "The mayor (Labour) - a baker by trade - said no.",
        "Ana Ruiz (Harbour Party) was there.",
        "Section 3 (B): the log. Item (A) - the list.",
        "The United Nations (UN) - the body that met - left.",
        "Reuters asked the mayor, who said no.",
        "The mill burned; pictures by AP show it.",
    ],
)
def test_what_is_no_dateline_names_nobody(text: str) -> None:
    assert in_datelines(text) == ()
