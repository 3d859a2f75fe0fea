"""Passages that do not say what their claim says, which is asked about, and passages that do in other words."""

import pytest

from claimtrack.rules.passages import discrepancies
from claimtrack.vocabulary import Stance

OTHERWISE = [
    ("82 people were killed.", "Twenty-eight people died."),
    ("At least 82 people were killed", "60 people died"),
    ("No more than 82 people were killed", "120 people died"),
    ("fewer than 82 people were killed", "90 people died"),
    ("up to 82 people were killed", "90 people died"),
    ("82 percent agreed", "82 people agreed"),
    ("82% agreed", "of 82 members all agreed"),
    ("5 km from the border", "5 miles from the border"),
    ("It is 5 metres high", "It is 5 feet high"),
    ("It cost 5 million dollars", "It cost 5 million euros"),
    ("It cost $5 million", "It cost €5 million"),
    ("It cost $5 million", "It cost 5 thousand dollars"),
    ("It cost $5 billion", "It cost $5 million"),
    ("It lasted 3 days", "It lasted 3 weeks"),
    ("It weighed 1.5 tonnes", "It weighed 15 tonnes"),
    ("on 4 May the bridge was closed", "closed since 4 June"),
    ("on May 4 the bridge was closed", "closed since 14 May"),
    ("on 4 May 2023 the bridge was closed", "closed on 4 May 2024"),
    ("The bridge was closed on Monday.", "The bridge was closed on Tuesday."),
    ("The bridge was closed in May.", "The bridge was closed in June."),
    ("The bridge was closed in 2023.", "The bridge was closed in 2024."),
    ("The bridge was closed at 10:30.", "The bridge was closed at 11:30."),
    ("The bridge was closed at 10 a.m.", "The bridge was closed at 10 p.m."),
    ("The bridge is closed.", "The bridge is not closed."),
    ("The bridge is closed.", "The bridge isn’t closed."),
    ("The bridge is closed.", "The bridge is no longer closed."),
    ("The bridge is closed.", "Nobody closed the bridge."),
    ("The bridge is closed.", "The bridge has never been closed."),
    ("The bridge is closed.", "It is false that the bridge is closed."),
    ("The bridge is closed.", "That the bridge is closed is untrue."),
    ("The bridge is closed.", "The ministry denied that the bridge is closed."),
    ("The bridge is closed.", "The bridge is hardly closed."),
    ("Prisoners were freed", "No prisoners were freed"),
    ("All three survived", "None of the three survived"),
    ("The bridge is not closed.", "The bridge is closed to all of them."),
    ("No one was hurt", "Several of them were hurt in it"),
    ("Dozens of people died", "3 people died"),
    ("Hundreds of people died", "30 people died"),
    ("82 people died in Kharkiv", "В Харькове погибли 28 человек"),
    ("82 people died", "٢٨ شخصا ماتوا"),
    ("12,500 people", "1,250 people"),
    ("1,000 people", "10,000 people"),
    ("the 24th brigade attacked", "the 42nd brigade attacked"),
    ("They sent it to Vellmar", "They sent it to Halden"),
    ("The council was told that taxes are to rise.", "There was rain, and the wind is from the sea."),
]
IN_OTHER_WORDS = [
    ("82 people were killed.", "Eighty-two people died."),
    ("eighty two people were killed", "82 dead"),
    ("More than 80 people were killed.", "At least 82 people died"),
    ("fewer than 82 people were killed", "80 people died"),
    ("82% agreed", "82 percent agreed"),
    ("82 per cent agreed", "82% agreed"),
    ("5 km from the border", "5 kilometres from the border"),
    ("It cost $5 million", "It cost $5m"),
    ("It cost $5 million", "It cost 5,000,000"),
    ("It cost 5 million dollars", "It cost USD 5m, or 5 million euros: $5 million"),
    ("It cost 5 million", "It cost 5.000.000"),
    ("It weighed 1,5 tonnes", "It weighed 1.5 tonnes"),
    ("10 to 12 people", "10-12 people"),
    ("between 10 and 12 people", "10–12 people"),
    ("on 4 May the bridge was closed", "closed since 4.5.2024"),
    ("on 4 May the bridge was closed", "closed since 5/4/2024"),
    ("in May the bridge was closed", "on 4 May 2024 it was closed"),
    ("on Monday the bridge was closed", "from Sunday to Monday it was closed"),
    ("The bridge was closed at 10 p.m.", "The bridge was closed at 22:00."),
    ("The bridge is not closed.", "The bridge isn't closed."),
    ("No one was hurt", "Nobody was hurt"),
    ("Russia shelled Kharkiv", "Kharkiv was shelled by Russian forces"),
    ("Russia shelled Kharkiv", "Россия обстреляла Харьков"),
    ("82 people died in Kharkiv", "В Харькове погибли 82 человека"),
    ("82 people died", "٨٢ شخصا ماتوا"),
    ("82 people died", "八十二人死亡"),
    ("Three people died", "Drei Menschen starben"),
    ("A dozen people died", "12 people died"),
    ("Dozens of people died", "36 people died"),
    ("Hundreds of people died", "Hundreds died, 3 of them here"),
    ("Two thirds of them died", "67 percent died"),
    ("It was built in the 1990s", "built in 1994"),
    ("12,500 people", "12.5 thousand people"),
    ("2 lakh people", "200,000 people"),
    ("the 24th brigade attacked", "the twenty-fourth brigade attacked"),
    ("３０ people died", "30 people died"),
    ("1.5 million", "one and a half million"),
    ("The houses were hit.", "The houses have no roof, and none was left whole."),
]


@pytest.mark.parametrize(("claim", "passage"), OTHERWISE)
def test_it_is_asked_about(claim: str, passage: str) -> None:
    assert discrepancies(claim, passage, stance=Stance.SUPPORTS) != ()


@pytest.mark.parametrize(("claim", "passage"), IN_OTHER_WORDS)
def test_it_is_no_alarm(claim: str, passage: str) -> None:
    assert discrepancies(claim, passage, stance=Stance.SUPPORTS) == ()
