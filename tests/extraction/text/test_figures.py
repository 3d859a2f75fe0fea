"""Whether two statements count the same thing differently."""

import pytest

from claimtrack.extraction.text.figures import differ, figures_in
from claimtrack.extraction.text.sameness import are_opposite, are_other_values, is_same_matter


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("41,000 people watched", [41_000.0]),
        ("three rockets and 2.5m crowns", [3.0, 2_500_000.0]),
        ("it rained in 2019, at 4.10 a.m., on 12 May", []),
        ("a boy aged 9", []),
    ],
)
def test_figures_that_count_something(words: str, values: list[float]) -> None:
    assert [figure.value for figure in figures_in(words)] == values


@pytest.mark.parametrize(
    ("before", "behind", "is_other"),
    [
        ("112 people had drowned", "47 dead", True),
        ("41,000 people watched the derby", "counted 27,500", True),
        ("31 people were arrested", "47 people were hurt", False),
        ("at least 40 died", "43 died", False),
        ("40 died", "40 people were killed", False),
        ("7 per cent of shops closed", "12 shops closed", False),
    ],
)
def test_other_counts_of_the_same(before: str, behind: str, *, is_other: bool) -> None:
    assert differ(before, behind) is is_other


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("31 people were arrested by guards", "denied arresting people", True),
        ("the bank had hidden losses", "hiding losses", True),
        ("the bank had hidden losses", "its branches would close", False),
        ("", "", False),
    ],
)
def test_clauses_on_one_matter(one: str, other: str, *, is_same: bool) -> None:
    assert is_same_matter(one, other) is is_same


def test_opposites_and_other_values() -> None:
    assert are_opposite("the contract had lapsed", "it had been renewed")
    assert not are_opposite("the gate was open and shut", "it was shut and open")
    assert are_other_values("it left on Monday", "it left on Friday")
    assert not are_other_values("it left on Monday", "it left on Monday at noon")
