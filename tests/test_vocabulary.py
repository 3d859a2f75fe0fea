"""Every word of the domain has words for people."""

import pytest

from claimtrack import vocabulary
from claimtrack.vocabulary import CaveatKind, Said, Stance, Status, Worded

WORDED = [one for one in vars(vocabulary).values() if isinstance(one, type) and issubclass(one, Worded)]


@pytest.mark.parametrize("kind", [one for one in WORDED if len(one)], ids=lambda kind: kind.__name__)
def test_the_words_of_two_members_are_never_the_same_and_none_shows_an_underscore(kind: type[Worded]) -> None:
    words = [member.words for member in kind]
    assert len(set(words)) == len(words)
    assert [one for one in words if not one or "_" in one] == []


def test_a_member_is_still_its_value() -> None:
    assert (Status("in_review"), Status.IN_REVIEW.words) == (Status.IN_REVIEW, "in review")
    assert (Said.NOT_FOUND.words, Stance.SUPPORTS.words) == ("not found", "supports it")
    assert f"{Stance.SUPPORTS} {CaveatKind.HEARSAY.value}" == "supports hearsay"
