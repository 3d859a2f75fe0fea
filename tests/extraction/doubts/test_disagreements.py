"""Statements of two speakers that repeat each other or cannot both be so."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]

CONTRADICTING = [
    "The governor said 80 houses had been destroyed. The relief agency said the number was nearer 300.",
    "The union said 4,000 members had walked out. The railway said fewer than 900 had.",
    "The ministry said 14 soldiers had died. The rebels claimed to have killed 60.",
    "The guard told the court the gate was locked. A cleaner testified that it had been open all night.",
    "Bystanders said the car was red. A cyclist said it was blue.",
    "The mayor said the dam was inspected in May. Engineers said it was never inspected.",
    "The minister said talks had begun. The opposition leader said no talks had taken place.",
    "The museum said the vase was stolen in 1998. The police report says it was stolen in 2001.",
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
    "The mayor said 80 houses had burned. The mayor said 90 people had fled.",
    "The mayor said 80 houses had burned. The fire service said 12 people were hurt.",
    "The mayor said at least 80 houses had burned. The fire service said 95 houses had burned.",
    "The mayor said 80 houses had burned. The fire service said the wind had turned in 2019.",
    "The mayor said the water was safe. The governor repeated his call for calm.",
    "The mayor said the water was safe. He repeated the claim on Tuesday.",
    "The mayor said the water was safe. The mayor said it was not.",
    "The mayor said he came to the town in 1998. The governor said he was elected in 2001.",
    "The teacher said the boy left at three. A classmate also said it was raining at three.",
    "The teacher said the boy left at three. The teacher also said he left at three.",
    "The mayor said the water was safe. The band played the same song twice.",
    "The mayor said the water was safe. The governor said she saw the town going the opposite way.",
    "The mayor said the water was safe. The governor said the church bell rang in an echo of older days.",
    "The mayor said the water was safe. The governor said the same of the air in the tunnels.",
    "The mayor said the water was safe. The hall echoed with songs, the guide said.",
    "The mayor said the water was safe. The guide echoed the mayor's walk.",
    "The mayor said the water was safe. The guide wrote for Echo Press, he said.",
    "The mayor said she favours a toll of 3 crowns. The governor said she supports a toll of 5 crowns.",
    "The mayor said the water was safe. The guide said the mayor was the opposite of a chemist.",
    "The mayor said 80 houses had burned. The guide said a larger number of tourists had come to the houses.",
    "The mayor said the water was safe. The council strongly supported her.",
    "The coach said Orla Finn had trained well. The doctor said Orla Finn would not comment.",
    "The coach said Orla Finn had won twice. The doctor said Rui Senn had lost twice.",
    "The governor said the bridge was closed. The guide said that if the bridge was not closed he would cross it.",
    "The mayor said the water was safe. The chemist said people who do not boil the water would be ill.",
    "The bank said 31 cases of arson were open. The insurer said 4,000 arson covers were sold.",
    "The guide said black families were kept out. The mayor said white families were kept out.",
    "The mayor said enemy No. 1 of the water was the mill. The chemist said the mill used the water.",
    "The trainer said she had ridden since she was 5. The owner said she had ridden 31.",
]
SPEECH = (
    "The mayor said the water in the harbour was safe. “You can look at the water in the harbour any day you like. "
    "It was never my wish to frighten anyone. We drink what we have, and we always have,” the chemist said."
)
AROUND = (
    "The mayor said the water came from the lake. Eleven towns take water from the lake. The mill takes water from the "
    "lake, too. The mayor said the water from the lake was safe to drink. Boats bring water across the lake. A guide "
    "told of the water and of the lake. The water in the lake is cold, the chemist said. The diver said he never saw "
    "the lake without water."
)


@pytest.mark.parametrize("text", [SPEECH, AROUND], ids=["a long speech", "what the whole article is about"])
def test_words_that_tell_no_two_matters_apart(read: Reader, text: str) -> None:
    assert read(text).extraction.links == ()


@pytest.mark.parametrize("text", APART)
def test_statements_that_can_both_be_so(read: Reader, text: str) -> None:
    assert read(text).extraction.links == ()
