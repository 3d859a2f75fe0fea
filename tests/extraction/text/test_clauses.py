"""Facts joined by "and" are cut where each has its own subject and verb, and nowhere else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extraction.text.clauses import apart, clauses


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


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("[the bridge was built in 1967], Ruiz said, and [the council paid for it]", 2),
        ("[the bridge was built in 1967], Ruiz said, and that [the council paid for it]", 2),
        ("[the bridge was built in 1967], Ruiz said; [the council paid for it]", 2),
        ("[the bridge], Ruiz said, and [the council paid for it]", 1),  # the first is no clause
        ("[the bridge was built in 1967], Ruiz said, and [never paid for by it]", 1),  # the second has no subject
        ("[the bridge was built in 1967], Ruiz said, [the council paid for it]", 1),  # nothing joins them
    ],
)
def test_two_facts_around_one_cue(text: str, groups: int) -> None:
    bounds = [place - number for number, place in enumerate(m.start() for m in re.finditer(r"[\[\]]", text))]
    spans = list(zip(bounds[::2], bounds[1::2], strict=True))
    assert len(apart(re.sub(r"[\[\]]", "", text), spans)) == groups


@given(st.lists(st.integers(0, 200), min_size=2, max_size=10, unique=True))
def test_grouping_keeps_every_stretch_in_order(places: list[int]) -> None:
    text = "the dam had leaked for weeks, and the road was closed on Monday; nobody was told. " * 3
    bounds = sorted(places)
    spans = list(zip(bounds[::2], bounds[1::2], strict=False))
    groups = apart(text, spans)
    assert [span for group in groups for span in group] == spans
    assert all(groups)
