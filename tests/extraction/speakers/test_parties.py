"""Whom a statement accuses or favours, and what looks like it and is none."""

import pytest

from claimtrack.extraction.speakers.parties import accused, denies_guilt, favoured, perhaps_accused, perhaps_favoured


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kaldrian forces had retaken the city", "Kaldrian forces"),
        ("that the Kaldrian army has captured two villages north of the river", "Kaldrian army"),
        ("“the Orsenian government has re-established control over the port.”", "Orsenian government"),
        ("the Orsenian government is now in full control of the town", "Orsenian government"),
        ("the fighting has ended and that Orsenian troops now hold every district of the town", "Orsenian troops"),
        ("the Kaldrian military repelled the attack", "Kaldrian military"),
        ("the Kaldrian military had nothing to do with the blast", "Kaldrian military"),
        ("Kaldria's navy played no part in the blockade", "Kaldria's navy"),
        ("cleared the Dresk police of beating prisoners", "Dresk police"),
        ("exonerated the Kaldrian army.", "Kaldrian army"),
        # Not said so, or said the other way round, or nobody is named.
        ("Kaldrian forces had not retaken the city", None),
        ("if the talks fail and Kaldrian forces recaptured the city", None),
        ("nobody knew whether the road was open and Kaldrian forces recaptured the city", None),
        ("Kaldrian forces could retake the city", None),
        ("Kaldrian forces lost control of the city", None),
        ("Kaldrian forces captured two deserters", None),
        ("the Kaldrian police seized three kilos of cocaine", None),
        ("Kaldrian troops took over the base", None),
        ("the army recaptured the city", None),
        ("the Kaldrian army was not cleared of looting", None),
        ("the city was recaptured by the Kaldrian army", None),
        ("he won the election", None),
        ("", None),
    ],
)
def test_who_is_favoured(text: str, name: str | None) -> None:
    assert favoured(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Ruiz won the election", "Ana Ruiz"),
        ("the Harbour Group has won its appeal", "Harbour Group"),
        ("Ana Ruiz was not involved", "Ana Ruiz"),
        ("Ana Ruiz did nothing wrong", "Ana Ruiz"),
        ("the River Front has liberated the prison", "River Front"),
        ("She won the election", None),
        ("Ana Ruiz won three medals", None),
        ("Ana Ruiz won the election-night bet", None),
        ("Ana Ruiz was involved", None),
        ("Ana Ruiz won't win the election", None),
    ],
)
def test_who_is_perhaps_favoured(text: str, name: str | None) -> None:
    assert perhaps_favoured(text) == name
    assert favoured(text) is None


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("The army flatly denied the accusations.", True),
        ("The army denied any involvement.", True),
        ("The army denies shelling the port.", True),
        ("The army denied having shelled the port.", True),
        ("The army has denied all responsibility for it.", True),
        ("The army denied the reports.", False),
        ("The army denied that the port had been shelled.", False),
        ("The army denied anything happened.", False),
        ("The army denied it.", False),
        ("The army rejected the accusations.", False),
        ("The army denied it. Later the navy denied the accusations.", False),
    ],
)
def test_a_denial_of_guilt_is_the_deniers_own(text: str, *, own: bool) -> None:
    begin = text.index("den") if "den" in text else text.index("rejected")
    assert denies_guilt(text, (begin, begin + 6), of="it closed the bridge") is own


@pytest.mark.parametrize(
    ("denial", "claim", "own"),
    [
        ("denied the accounts", "soldiers had shot captured fighters", True),
        ("denied it", "the mayor took a bribe", True),
        ("flatly denied those reports", "the army shelled the port", True),
        ("denied the accounts", "the bank was closing", False),
        ("denied the visa", "soldiers had shot captured fighters", False),
        ("dismissed the accounts", "soldiers had shot captured fighters", False),
        ("denied that others did it", "soldiers had shot captured fighters", False),
    ],
)
def test_who_denies_reports_of_a_crime_is_said_to_have_done_it(denial: str, claim: str, *, own: bool) -> None:
    text = f"The military {denial}, and the talks went on."
    begin = text.index(denial)
    assert denies_guilt(text, (begin, begin + len(denial)), of=claim) is own


def test_a_statement_of_nothing_but_marks_takes_no_longer_than_a_short_one() -> None:
    """Tried from each mark on, these would take minutes."""
    assert favoured("“" * 50_000) is None
    assert favoured("and that Kaldrian forces " * 10_000) is None
