"""A plain doubt of what the outlet tells itself counts for it, where nobody says anything that it could speak of."""

import pytest

from claimtrack.extraction.learned import own_voice_doubts
from claimtrack.extraction.learned.engine import extract
from claimtrack.vocabulary import CaveatKind

DOUBTED = [
    ("A video posted online showed soldiers at the gate.", "Reuters could not independently verify the footage."),
    ("Drones struck an oil depot in Kersk overnight.", "There was no independent confirmation."),
    ("At least 40 people were buried in the landslide.", "Officials could not immediately confirm the toll."),
    ("Two bridges have been blown up.", "It has not been possible to verify this independently."),
    ("More than 90 graves were counted.", "That figure has yet to be independently confirmed."),
    ("Images shared on Telegram appear to show a burning tanker.", "The images could not be immediately verified."),
    # In a paragraph of its own.
    ("The army left the airfield on Thursday.", "\n\nThat could not be independently confirmed."),
]
LEFT = [
    # What could not be confirmed is something else, or it could.
    ("The victim was shot twice.", "Police could not confirm whether he had been armed."),
    ("Ten houses burned down.", "The name of the owner could not be confirmed."),
    ("The plant was shut down on Tuesday.", "The company could not be reached to confirm the closure."),
    ("A convoy crossed the border at dawn.", "Independent observers confirmed the crossing."),
    ("The race was run on Sunday.", "If the sample cannot be verified, the race will be annulled."),
    ("The slip is gone.", "The office rested on two accounts, and it has yet to confirm the other."),
]


def counts(text: str) -> dict[str, list[CaveatKind]]:
    """Return the doubts that count before anybody judged them, by the words of their statements."""
    return {one.text: [doubt.kind for doubt in one.caveats if doubt.stands] for one in extract(text).statements}


@pytest.mark.parametrize(("told", "doubt"), DOUBTED)
def test_a_plain_doubt_counts_for_what_the_outlet_tells(told: str, doubt: str) -> None:
    assert counts(f"{told} {doubt}")[told] == [CaveatKind.UNCONFIRMED]


@pytest.mark.parametrize(("told", "doubt"), LEFT)
def test_a_doubt_of_something_else_is_left(told: str, doubt: str) -> None:
    assert counts(f"{told} {doubt}")[told] == []


def test_pictures_are_doubted_where_they_are_spoken_of() -> None:
    found = counts(
        "A video showed soldiers at the gate. The gate is closed at night. "
        "The footage could not be independently verified."
    )
    assert (found["A video showed soldiers at the gate."], found["The gate is closed at night."]) == (
        [CaveatKind.UNCONFIRMED],
        [],
    )


def test_what_somebody_says_in_between_is_what_is_doubted() -> None:
    found = counts("The bridge fell at noon. Ana Ruiz said nine boats sank. That could not be independently confirmed.")
    assert found["The bridge fell at noon."] == []
    assert found["nine boats sank"] == [CaveatKind.UNCONFIRMED]


def test_many_doubts_are_looked_at_beside_their_sentences_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def counted(one: tuple[int, int], other: tuple[int, int]) -> bool:
        nonlocal asked
        asked += 1
        return overlap(one, other)

    overlap = own_voice_doubts._overlap
    monkeypatch.setattr(own_voice_doubts, "_overlap", counted)
    counts = []
    for times in (40, 80):
        asked = 0
        assert (
            counts_of("A video showed a gate. The footage could not be independently verified. " * times) >= times - 1
        )
        counts.append(asked)
    assert counts[0] > 0
    assert counts[1] < 2.4 * counts[0]


def counts_of(text: str) -> int:
    """Return how many doubts count in a text."""
    return sum(doubt.stands for one in extract(text).statements for doubt in one.caveats)
