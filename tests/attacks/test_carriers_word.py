"""A paper that passes on what the article's own outlet reported tries to be a second voice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.attacks.conftest import MARKET, SCHOOL, Try

FOUND = "the school has 40 pupils"
PASSED_ON = [
    f"As the Harbour Courier reported, {FOUND}.",
    f"According to the Harbour Courier, {FOUND}.",
    f"“Yes, {FOUND},” the Harbour Courier said.",
    f"Laut Harbour Courier: {FOUND}.",
    f"The Harbour Courier wrote on Monday that {FOUND}.",
]
ITS_OWN = [
    f"The register of the school board has it that {FOUND}.",
    f"We counted: {FOUND}. The Harbour Courier did not ask.",
    f"{FOUND.capitalize()}, by the register. The Harbour Courier reported a fire.",
]


@pytest.fixture
def resting(valley: Path, answer: Try) -> Callable[[str], str]:
    """Give what is answered where a claim is to rest on such a text, of which the passage is a part."""

    def confirm(text: str) -> str:
        assert valley.exists()
        Path("piece.txt").write_text(text, encoding="utf-8")
        passage = next(words for words in (FOUND, FOUND.capitalize()) if words in text)
        adding = ("--evidence", "piece.txt", "--source", "Bay Herald", "--new-source", "--excerpt", passage)
        return answer("confirm", SCHOOL, *adding, "--unaffiliated", "its imprint was read")

    return confirm


@pytest.mark.parametrize("text", PASSED_ON)
def test_what_the_outlet_reported_is_no_second_voice(text: str, resting: Callable[[str], str]) -> None:
    refused = resting(text)
    assert refused.startswith("5: ")
    assert "the passage is the report of who carried the claim" in refused


@pytest.mark.parametrize("text", ITS_OWN)
def test_what_a_paper_knows_itself_is_one(text: str, resting: Callable[[str], str]) -> None:
    assert resting(text).startswith("0: ")


@pytest.mark.usefixtures("valley")
def test_what_the_outlet_says_itself_is_the_claimants_word(answer: Try) -> None:
    Path("piece.txt").write_text("As the Harbour Courier reported, the market opened on Monday.", encoding="utf-8")
    adding = ("--evidence", "piece.txt", "--source", "Bay Herald", "--new-source", "--excerpt", "the market opened")
    assert "is the claimant's word" in answer("confirm", MARKET, *adding, "--unaffiliated", "its imprint was read")
