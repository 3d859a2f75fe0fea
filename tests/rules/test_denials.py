"""A passage that denies what a claim says: found by its words, and not where it bears the claim out."""

import pytest

from claimtrack.rules.passages import contrary, discrepancies
from claimtrack.vocabulary import Nature, Stance

SHELLED = "The bridge was shelled by the army."
ENTERED = "Soldiers entered the clinic."

DENIED = [
    ("People were left in the streets of Harn.", "Nobody was left in the streets of Harn.", "Nobody"),
    (SHELLED, "The ministry denied that the bridge was shelled by the army.", "denied"),
    (SHELLED, "There is no evidence that the bridge was shelled by the army.", "no evidence"),
    (SHELLED, "It is not true that the bridge was shelled by the army.", "not"),
    (SHELLED, "Claims that the bridge was shelled by the army are unfounded.", "unfounded"),
    (SHELLED, "The bridge was intact and no shelling by the army took place.", "no shelling by the"),
    (
        SHELLED,
        "Reports that the army shelled the bridge were rejected by inspectors.",
        "Reports that the army shelled the bridge were rejected",
    ),
    (SHELLED, "Contrary to reports, the army left the bridge alone.", "Contrary to reports"),
    (SHELLED, "Inspectors found no trace of shelling at the bridge by the army.", "no trace of shelling"),
    (SHELLED, "The army could find no proof that the bridge was shelled.", "no proof"),
    (SHELLED, "The mayor ruled out that the bridge was shelled.", "ruled out"),
    ("The town had power.", "The town was without power.", "without power"),
    ("The wells contained poison.", "The wells contained no poison.", "no poison"),
    (ENTERED, "At no time did soldiers enter the clinic.", "At no time"),
    (ENTERED, "Far from entering the clinic, soldiers guarded it.", "Far from entering"),
    (ENTERED, "Witnesses disputed that soldiers entered the clinic.", "disputed that"),
]

OTHERWISE = [
    ("More people voted than in 2010.", "Fewer people voted than in 2010.", "more", "fewer"),
    ("The mill employs more women than men.", "The mill employs fewer women than men.", "more", "fewer"),
    ("Crime went up in the city.", "Crime went down in the city.", "went up", "went down"),
    ("The council voted for the road.", "The council voted against the road.", "voted for", "voted against"),
    ("Unemployment rose in May.", "Unemployment fell in May.", "rose", "fell"),
]

BORNE_OUT = [
    ("The army shelled the bridge without a warning.", "No warning was given before the army shelled the bridge."),
    ("The road was closed.", "Road log: no traffic, closed at noon by the police."),
    ("He was wrongly convicted of theft.", "The court finds that he was wrongly convicted of theft."),
    ("The roof of the school burned.", "The school has no windows, and its roof burned on Monday."),
    ("The disputed border was crossed.", "They crossed the disputed border at dawn."),
    ("More than 300 people drowned.", "Of more than 300 people who drowned fewer than 100 were found."),
    ("The mill burned.", "The mill burned within less than an hour."),
    ("The city rejected the claims of the union.", "The city rejected the claims of the union on Monday."),
]


@pytest.mark.parametrize(("claim", "passage", "words"), DENIED)
def test_a_denial_is_told_by_its_words(claim: str, passage: str, words: str) -> None:
    told = f'the passage says "{words}"; the claim does not'
    assert contrary(claim, passage)[0] == told
    assert told in discrepancies(claim, passage, stance=Stance.SUPPORTS)
    assert contrary(claim, passage, nature=Nature.DENIES) == ()
    assert contrary(claim, claim) == contrary(claim, None) == ()


@pytest.mark.parametrize(("claim", "passage", "says", "instead"), OTHERWISE)
def test_more_is_not_fewer(claim: str, passage: str, says: str, instead: str) -> None:
    assert contrary(claim, passage) == (f'the claim says "{says}"; the passage says "{instead}"',)
    assert contrary(passage, claim) == (f'the claim says "{instead}"; the passage says "{says}"',)


@pytest.mark.parametrize(("claim", "passage"), BORNE_OUT)
def test_what_bears_a_claim_out_is_no_denial(claim: str, passage: str) -> None:
    assert contrary(claim, passage) == ()


def test_a_denial_deep_in_a_long_passage_is_found_where_it_speaks_of_the_same() -> None:
    filler = "The council met on Monday and talked of the harbour for most of the day. " * 4
    assert contrary(SHELLED, f"{filler}The bridge was never shelled by the army.") != ()
    assert contrary(SHELLED, f"{filler}It never rained. The bridge was shelled by the army.") == ()
