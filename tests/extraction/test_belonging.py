"""Whose a source is by the words for it."""

import pytest

from claimtrack.extraction.belonging import whose


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
