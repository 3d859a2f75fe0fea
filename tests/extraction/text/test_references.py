"""Words that point back at claims, and words that only look like it."""

import pytest

from claimtrack.extraction.text.references import Reach, Reference, refer

POINTING = [
    ("it", Reference(Reach.ONE)),
    ("that report", Reference(Reach.ONE)),
    ("this, the warden said", Reference(Reach.ONE)),
    ("the claims", Reference(Reach.MANY)),
    ("those figures", Reference(Reach.MANY, is_figure=True)),
    ("neither of the two claims", Reference(Reach.TWO)),
    ("both accounts", Reference(Reach.TWO, is_account=True)),
    ("the latter", Reference(Reach.LAST)),
    ("the second assertion", Reference(Reach.LAST)),
    ("the former claim", Reference(Reach.FIRST)),
    ("the first of these", Reference(Reach.FIRST, of_several=True)),
    ("the rest", Reference(Reach.LAST)),
    ("that and other reports from the valley", Reference(Reach.MANY)),
    ("the ministry's account", Reference(Reach.ONE, owner="ministry", is_account=True)),
    ("most of what the warden said", Reference(Reach.ONE, owner="warden")),
    ("the arrests", Reference(Reach.ONE, topic="arrests")),
    ("the authenticity of the video", Reference(Reach.ONE)),
    ("reports of looting", Reference(Reach.MANY, is_new=True)),
    ("the claim that the mill had burned", Reference(Reach.ONE, is_new=True)),
    ("any wrongdoing", Reference(Reach.ONE)),
]


@pytest.mark.parametrize(("words", "reference"), POINTING)
def test_words_that_point_at_claims(words: str, reference: Reference) -> None:
    assert refer(words) == reference


@pytest.mark.parametrize(
    "words",
    ["bail", "entry to the camp", "the claim for damages", "the claims adjuster", "he", "", "that its pay was late"],
)
def test_words_that_point_at_no_claim(words: str) -> None:
    assert refer(words) is None
