"""A story with words changed, or with marks in it that nobody sees, is a copy; two that quote alike are two."""

import pytest
from tests.rules.test_copies import AT_THE_GATES, IN_THE_SQUARE, STORY

from claimtrack.rules.copies import is_copy, part_of, sketch
from claimtrack.rules.retold import is_retold, short_runs

OTHER = (
    "Nine lorries with flour reached the port of Callis on Tuesday after two days at the border, drivers said. "
    "The harbour master signed for eight of them and sent the ninth back, since its seals were broken. Bread is sold "
    "from handcarts in the streets behind the market, and the queues were shorter than the day before by half."
)


def retold(one: str, other: str) -> bool:
    long_runs = part_of(sketch(one), sketch(other))
    return is_retold(short_runs(one), short_runs(other), long_runs=long_runs)


def every(number: int, text: str = STORY) -> str:
    return " ".join(f"x{place}" if place % number == 0 else word for place, word in enumerate(text.split()))


@pytest.mark.parametrize(
    "other",
    [
        every(6),
        every(7),
        "\u00ad".join(STORY),
        STORY.replace("e", "e\u200b"),
        STORY.replace("a", "\u0430").replace("o", "\u043e"),  # Cyrillic letters
        STORY.replace("e", "e\u0301"),
    ],
)
def test_it_is_one_story(other: str) -> None:
    assert not is_copy(sketch(STORY), sketch(other)), "the long runs would do"
    assert retold(STORY, other)


@pytest.mark.parametrize("other", [every(2), OTHER, "", "The mayor said so."])
def test_it_is_another(other: str) -> None:
    assert not retold(STORY, other)


def test_two_that_quote_one_speech_are_two() -> None:
    assert not retold(AT_THE_GATES, IN_THE_SQUARE)
