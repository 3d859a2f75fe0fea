"""The benchmark's figures, and how sure an engine is beside how often it is right."""

import pytest

from claimtrack.training.calibrating import Bin, reliability
from claimtrack.training.corpus import Labelled
from claimtrack.training.scoring import FIGURES, Score

TEXT = "Ana Ruiz said the old dam leaks. Ben denied it all."
GOLD = [Labelled(((0, 8),), ((9, 13),), ((14, 31),)), Labelled(((33, 36),), ((37, 43),), ((44, 50),))]


def _right(given: list[Labelled]) -> dict[str, tuple[int, int, int]]:
    score = Score()
    score.add(TEXT, GOLD, given)
    return {name: (one.right, one.given, one.wanted) for name, one in score.tallies.items()}


def test_what_is_the_same_is_all_right() -> None:
    assert _right(GOLD) == {
        "content-exact": (2, 2, 2),
        "content-overlap": (19, 19, 19),
        "source-exact": (2, 2, 2),
        "cue-exact": (2, 2, 2),
        "detection": (2, 2, 2),
        "relation": (2, 2, 2),
    }


@pytest.mark.parametrize(
    ("given", "detected", "related"),
    [
        (Labelled(((0, 8),), ((9, 13),), ((18, 31),)), 1, 1),  # more than half of the content
        (Labelled(((0, 8),), ((9, 13),), ((26, 31),)), 0, 0),  # less than half
        (Labelled(((33, 36),), ((9, 13),), ((14, 31),)), 1, 0),  # somebody else's
        (Labelled((), ((9, 13),), ((14, 31),)), 1, 0),  # nobody's
        (Labelled(((4, 8),), ((9, 13),), ((14, 31),)), 1, 1),  # four letters of seven
        (Labelled(((0, 8),), ((9, 13),), ()), 0, 0),
    ],
)
def test_half_of_content_and_source_must_be_shared(given: Labelled, detected: int, related: int) -> None:
    found = _right([given])
    assert (found["detection"][0], found["relation"][0]) == (detected, related)


def test_marks_at_the_ends_do_not_count() -> None:
    assert _right([Labelled(((0, 8),), ((9, 13),), ((14, 32),))])["content-exact"] == (1, 1, 2)


def test_one_attribution_stands_for_one() -> None:
    assert _right([GOLD[0], GOLD[0]])["relation"] == (1, 2, 2)


def test_percentages() -> None:
    score = Score()
    related = score.add(TEXT, GOLD, [GOLD[1], Labelled((), (), ((0, 3),)), Labelled((), (), ((9, 13),))])
    relation = score.tallies["relation"]
    assert related == {0}
    assert (round(relation.precision, 1), relation.recall, relation.f1) == (33.3, 50.0, 40.0)
    assert set(score.tallies) == set(FIGURES)


def test_confidence_is_held_against_how_often_it_was_right() -> None:
    table = reliability([0.05, 0.55, 0.58, 0.95, 1.0], [False, True, False, True, True])
    assert table == [
        Bin(0.0, 0.1, 1, 0.05, 0.0),
        Bin(0.5, 0.6, 2, 0.565, 0.5),
        Bin(0.9, 1.0, 2, 0.975, 1.0),
    ]
