"""Whom a statement accuses, and what looks like it and is none."""

import pytest

from claimtrack.extraction.accusing import accused, perhaps_accused


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("accused Russia of shelling the hospital", "Russia"),
        ("has accused Russia of war crimes", "Russia"),
        ("accusing Moscow of war crimes", "Moscow"),
        ("accused the Kaldrian army of closing the bridge", "Kaldrian army"),
        ("accused the Syrian government of using chemical weapons in Douma", "Syrian government"),
        ("accused Ana Ruiz of lying", "Ana Ruiz"),
        ("accused the Republic of Korea of dumping steel", "Republic of Korea"),
        ("accused Russia's army of looting", "Russia's army"),
        # Nobody is accused here, or nobody who is named, or it is not said which.
        ("did not accuse Russia of shelling the hospital", None),
        ("stopped short of accusing Russia of shelling the hospital", None),
        ("denied accusing Russia of shelling the hospital", None),
        ("could accuse Russia of shelling the hospital", None),
        ("threatened to accuse Russia of shelling the hospital", None),
        ("has never accused Russia of shelling the hospital", None),
        ("falsely accused Russia of shelling the hospital", None),
        ("accused soldiers of shooting captured fighters", None),
        ("accused both sides of war crimes", None),
        ("accused him of lying", None),
        ("accused Ana's rivals of lying", None),
        ("accused Russia and Syria of lying", None),
        ("accused Syria of Russian crimes", None),
        ("accused Russia, without evidence, of shelling the hospital", None),
        ("accused critics of Russia of lying", None),
        ("the accused Russia of theirs", None),
        ("Russia shelled the hospital", None),
        ("", None),
    ],
)
def test_who_is_accused(text: str, name: str | None) -> None:
    assert accused(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("blamed Orsenia for the attack on the port", "Orsenia"),
        ("has blamed the Orsenian military for the attack", "Orsenian military"),
        ("did not blame Orsenia for it", None),
        ("blamed the rebels for the blast", None),
        ("blamed it on Orsenia", None),
        ("blamed Orsenia", None),
        ("Russia was accused of shelling the hospital", "Russia"),
        ("the Harbour Group has been accused of bribery", "Harbour Group"),
        ("Russia was not accused of shelling the hospital", None),
        ("nobody was accused of shelling the hospital", None),
        ("a man was accused of theft", None),
        ("critics of Russia were accused of lying", None),
    ],
)
def test_who_is_perhaps_accused(text: str, name: str | None) -> None:
    assert perhaps_accused(text) == name
