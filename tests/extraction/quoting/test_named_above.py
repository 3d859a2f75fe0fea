"""Who is meant by "the company" under a line that is only a name."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]

_BEFORE = "Who says what of the lock\n\nThe lock was shut in May and nine men went home.\n\n"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("- Tarn Ferries\n- The company says that the lock is safe.", "Tarn Ferries"),
        ("Weir board\n\nThe board says that the lock is safe.", "Weir board"),
        ("## Tarn Ferries\n\nThe operator said that the lock is safe.", "Tarn Ferries"),
        ("Anna Moe\n\nShe says that the lock is safe.", "Anna Moe"),
    ],
)
def test_a_line_that_is_a_name_tells_who_is_meant_under_it(read: Reader, text: str, speaker: str) -> None:
    assert [one for one, said in read(_BEFORE + text).said if said.startswith("the lock is safe")] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- Tarn Ferries\n- The mayor says that the lock is safe.", id="an office is no company"),
        pytest.param("Anna Moe\n\nThe company says that the lock is safe.", id="a person is no company"),
        pytest.param("What is next for us\n\nThe company says that the lock is safe.", id="a topic is no name"),
        pytest.param("Tarn Ferries\n\nShips pass. The company says that the lock is safe.", id="not at once"),
    ],
)
def test_another_line_above_tells_nothing(read: Reader, text: str) -> None:
    found = [one for one, said in read(_BEFORE + text).said if said.startswith("the lock is safe")]
    assert found in (["The mayor"], ["The company"])
