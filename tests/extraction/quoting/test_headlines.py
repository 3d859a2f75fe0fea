"""Headlines that name at one end who says them."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]

_BODY = "\n\nThe lock of Tarn was shut in May and nine men went home. Ada Moe said on Friday that nobody was told.\n"


@pytest.mark.parametrize(
    ("title", "speaker", "said"),
    [
        ("Flood took nine boats - officials", "officials", "Flood took nine boats"),
        ("Lock trial a complete sham: White House", "White House", "Lock trial a complete sham"),
        ("Bread prices to rise by June, says bank", "bank", "Bread prices to rise by June"),
        ("Bread prices to rise by June, bakers say", "bakers", "Bread prices to rise by June"),
        ("Police: Two boats stolen at Tarn", "Police", "Two boats stolen at Tarn"),
        ("Moe: Nobody told the crew of the lock", "Ada Moe", "Nobody told the crew of the lock"),
        ("Nobody told the crew of the lock — Moe", "Ada Moe", "Nobody told the crew of the lock"),
    ],
)
def test_a_headline_is_said_by_whom_it_names(read: Reader, title: str, speaker: str, said: str) -> None:
    found = read(title + _BODY)
    assert found.said[0] == (speaker, said)
    assert [one.headline for one in found.extraction.statements].count(True) == 1


@pytest.mark.parametrize(
    "title",
    [
        "Analysis: The lock was never tested at all",
        "Tarn: The lock was never tested at all",
        "Storm in the north: nine boats are lost",
        "The lock was never tested: a long story",
        "What went wrong at the lock: officials?",
        "Flood took nine boats - Tarn",
        "Keepers offer to mend the lock, warn of floods",
    ],
)
def test_a_headline_that_names_a_topic_is_the_outlets(read: Reader, title: str) -> None:
    assert [speaker for speaker, _ in read(title + _BODY).said] == ["Ada Moe"]
