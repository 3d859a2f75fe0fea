"""A claimant whom a passage in Arabic names."""

import pytest

from claimtrack.rules.arabic_letters import heard_in_arabic, written_in_arabic
from claimtrack.rules.secondhand import anothers_word

PAIRS = [
    ("Vitaly Churkin", "تشوركين"),
    ("Vladimir Putin", "بوتين"),
    ("Sergei Lavrov", "لافروف"),
    ("Zoë Dvořák", "دفوراك"),
    ("Boris Petrov", "بيتروف"),
    ("Ana Shevchenko", "شيفتشينكو"),
]


@pytest.mark.parametrize(("name", "arabic"), PAIRS)
def test_a_name_is_known_in_arabic_letters(name: str, arabic: str) -> None:
    assert written_in_arabic(name) & heard_in_arabic(arabic)
    assert written_in_arabic(name) & heard_in_arabic(f"و{arabic}")
    others = [other for other, _ in PAIRS if other != name]
    assert not any(written_in_arabic(other) & heard_in_arabic(arabic) for other in others)


def test_what_arabic_says_by_the_claimant_is_the_claimants_word() -> None:
    passage = "قال بيتروف إن الجسر مغلق منذ يوم الاثنين."
    assert anothers_word(passage, ("Boris Petrov",), person=True) == "قال بيتروف"
    assert anothers_word(passage, ("Ana Ruiz",), person=True) is None
    assert anothers_word("الجسر مغلق منذ يوم الاثنين، كما يظهر السجل.", ("Boris Petrov",), person=True) is None


@pytest.mark.parametrize("name", ["Ana", "Li Wu", "", "بيتروف"])
def test_a_short_name_is_not_guessed(name: str) -> None:
    assert written_in_arabic(name) == frozenset()
