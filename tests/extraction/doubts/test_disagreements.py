"""Statements by which a speaker repeats what another one said, or says that it was otherwise."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]

CONTRADICTING = [
    "The warden said the cellar was dry. The cook said the opposite.",
    "Management says the strike has cost the port 2m crowns a day. The dockers put the loss at a tenth of that.",
]


@pytest.mark.parametrize("text", CONTRADICTING)
def test_two_speakers_who_cannot_both_be_right(read: Reader, text: str) -> None:
    assert [(link.source, link.target, link.kind.value) for link in read(text).extraction.links] == [
        (1, 0, "contradicts")
    ]


REPEATING = [
    "The mayor said the water was safe. Two chemists said the same on Sunday.",
    "The mayor said the water was safe. Her deputy repeated the claim on the radio.",
    "The mayor said the water was safe. A chemist gave a similar account.",
    "The mayor said the water was safe. The governor agreed.",
    "The teacher said the boy left at three. A classmate also said he left at three.",
]


@pytest.mark.parametrize("text", REPEATING)
def test_another_speaker_says_the_same(read: Reader, text: str) -> None:
    assert [(link.source, link.target, link.kind.value) for link in read(text).extraction.links] == [(1, 0, "repeats")]


APART = [
    # Figures, opposites and a "no" are not held against each other: in real news they mostly speak of two things.
    "The governor said 80 houses had been destroyed. The relief agency said the number was nearer 300.",
    "The railway said 4,000 members had walked out. The union put the number at 900.",
    "The guard told the court the gate was locked. A cleaner testified that it had been open all night.",
    "The museum said the vase was stolen in 1998. The police report says it was stolen in 2001.",
    "The minister said talks had begun. The opposition leader said no talks had taken place.",
    "The mayor said the water was safe. The governor repeated his call for calm.",
    "The mayor said the water was safe. He repeated the claim on Tuesday.",
    "The teacher said the boy left at three. A classmate also said it was raining at three.",
    "The teacher said the boy left at three. The teacher also said he left at three.",
    "The mayor said the water was safe. The band played the same song twice.",
    "The mayor said the water was safe. The governor said she saw the town going the opposite way.",
    "The mayor said the water was safe. The governor said the church bell rang in an echo of older days.",
    "The mayor said the water was safe. The governor said the same of the air in the tunnels.",
    "The mayor said the water was safe. The hall echoed with songs, the guide said.",
    "The mayor said the water was safe. The guide echoed the mayor's walk.",
    "The mayor said the water was safe. The guide wrote for Echo Press, he said.",
    "The mayor said the water was safe. The guide said the mayor was the opposite of a chemist.",
    "The mayor said 80 houses had burned. The guide said a larger number of tourists had come to the houses.",
    "The mayor said the water was safe. The council strongly supported her.",
]


@pytest.mark.parametrize("text", APART)
def test_statements_that_can_both_be_so(read: Reader, text: str) -> None:
    assert read(text).extraction.links == ()
