"""Somebody is quoted by what they are: the article says who that is."""

import pytest

from claimtrack.rules.by_role import roles_in, word_of_role

ARTICLE = "Ana Ruiz, the warden of the Harn mill, said that the roof fell in. Ruiz left at noon."
NAMES = ("Ana Ruiz", "Ruiz")


@pytest.mark.parametrize(
    ("article", "passage", "words"),
    [
        (ARTICLE, "The warden of the mill said the roof fell in.", "The warden of the mill said"),
        (ARTICLE, "The roof fell in, the mill's warden said.", "the mill's warden said"),
        (ARTICLE, "According to the mill warden, the roof fell in.", "According to the mill warden"),
        (ARTICLE, "At the mill the roof fell in, the warden told a neighbour.", "the warden told"),
        (
            "The head nurse of the clinic, Ana Ruiz, counted them.",
            "The clinic's head nurse said that there were nine.",
            "The clinic's head nurse said",
        ),
        (
            "Nine came, said clinic administrator Ana Ruiz.",
            "The administrator of the clinic said nine came.",
            "The administrator of the clinic said",
        ),
    ],
)
def test_the_claimant_is_known_by_the_role(article: str, passage: str, words: str) -> None:
    assert word_of_role(passage, roles_in(article, NAMES)) == words


@pytest.mark.parametrize(
    "passage",
    [
        "The warden of the school said the roof fell in.",
        "The roof fell in, the log of the mill shows.",
        "The roof of the mill fell in. A warden ran.",
        "The mill's owner said the roof fell in.",
        "The school's warden said that the roof fell in.",
    ],
)
def test_another_is_not_taken_for_the_claimant(passage: str) -> None:
    assert word_of_role(passage, roles_in(ARTICLE, NAMES)) is None


def test_what_says_of_nothing_whose_it_is_is_no_role() -> None:
    assert (
        roles_in("Ana Ruiz, a doctor, left. Ana Ruiz, who came from the mill, left. Then left Ana Ruiz.", NAMES) == ()
    )
