"""Whose a source is by the words for it."""

import pytest

from claimtrack.extraction.speakers.owners import fullest, whose


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("Russia's U.N. Ambassador", "Russia"),
        ("Russia’s U.N. ambassador, Vassily Nebenzia", "Russia"),
        ("the United States' envoy", "United States"),
        ("The Assembly's human rights office", "Assembly"),
        ("Bank of England's deputy governor", "Bank of England"),
        ("Kaldria's ambassador to the Assembly of Nations, Ilka Maresh", "Kaldria"),
        ("Österreich's foreign ministry", "Österreich"),
        ("the government of Kaldria", "Kaldria"),
        ("The Armed Forces of the Orsenian Republic", "Orsenian Republic"),
        ("A spokeswoman for the Harbour Group", "Harbour Group"),
        ("Anton Brezh, a spokesman for the Orsenian military, said", "Orsenian military"),
        ("Ana Ruiz, a developer and spokeswoman for the EB-5 Coalition,", "EB-5 Coalition"),
        ("a spokesman for Ana Ruiz", "Ana Ruiz"),
        ("a former spokesman for Ana Ruiz", None),
        ("a spokesman for the military", None),
        ("the price of Kaldria", None),
        ("the government of the day", None),
        ("the government of national unity", None),
        ("Russia's rival", None),
        ("Harbour's bridge", None),
        ("Ilka Maresh, Kaldria's ambassador", None),
        ("the town's mayor", None),
        ("its spokesman", None),
        ("an ambassador", None),
        ("Ana Ruiz", None),
        ("Russia's", None),
        ("", None),
    ],
)
def test_whose_a_source_is(words: str, whole: str | None) -> None:
    assert whose(words) == whole


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Mrs. Clinton", "Hillary Clinton"),
        ("Clinton", "Hillary Clinton"),
        ("Ruiz", "Ruiz"),  # there are two
        ("Mayor Frank Jackson", "Frank Jackson"),
        ("Harbour Group", "Harbour Group"),
        ("Kaldria", "Kaldria"),  # its government is another
        ("Mr.", "Mr."),
    ],
)
def test_the_fullest_name_is_meant(name: str, meant: str) -> None:
    assert (
        fullest(name, ["Hillary Clinton", "Ana Ruiz", "Eva Ruiz", "The government of Kaldria", "Clinton", "the mayor"])
        == meant
    )
