"""Whether two clauses say or deny the same."""

import pytest

from claimtrack.extraction.text.sameness import is_same_matter


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
