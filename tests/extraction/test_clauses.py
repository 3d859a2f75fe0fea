"""Facts joined by "and" are cut where each has its own subject and verb, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extraction.clauses import clauses


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (
            "the dam leaks badly and the road was closed",  # no comma: the second could lean on the first
            ["the dam leaks badly and the road was closed"],
        ),
        (
            "the dam had leaked for weeks, and the road was closed on Monday",
            ["the dam had leaked for weeks", "the road was closed on Monday"],
        ),
        (
            "the army had restored order and that both bridges were open to traffic",
            ["the army had restored order", "both bridges were open to traffic"],
        ),
        (
            "forty people were hurt; three of them have died since",
            ["forty people were hurt", "three of them have died since"],
        ),
        (
            "“We left the town at noon, and nobody was told of it.”",
            ["“We left the town at noon", "nobody was told of it.”"],
        ),
        (
            "“The water was gone,” and “the pumps were broken by noon”",
            ["“The water was gone,” and “the pumps were broken by noon”"],
        ),
        ("he left the town, and returned a week later", ["he left the town, and returned a week later"]),
        ("the mayor, the governor, and the bishop were there", ["the mayor, the governor, and the bishop were there"]),
        (
            "if the dam had held, and the road was open, all would be well",
            ["if the dam had held, and the road was open, all would be well"],
        ),
        ("the besieged town, and the village behind it", ["the besieged town, and the village behind it"]),
        ("they were warned, but it rained", ["they were warned, but it rained"]),
        ("", [""]),
    ],
)
def test_clauses_that_stand_by_themselves(text: str, cut: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text, (0, len(text)))] == cut


@given(st.text(alphabet='the was, and; but that he “”."A', max_size=80))
def test_pieces_stand_in_order_inside_the_stretch(text: str) -> None:
    place = 0
    for start, end in clauses(text, (0, len(text))):
        assert place <= start <= end <= len(text)
        place = end
    assert place == len(text)
