"""A claim's words as one reads them by themselves."""

import pytest

from claimtrack.rules.stated import pieced, stated
from claimtrack.vocabulary import Nature


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("The mill burned.", [(0, 16)], "The mill burned."),
        # “The mill,” said Ana, “burned.”
        ("“The mill,” “burned.”", [(0, 11), (22, 31)], "“The mill,” … “burned.”"),
        ("The mill burned. Nobody died.", [(0, 16), (18, 30)], "The mill burned. Nobody died."),
        ("one two three", [(4, 7), (20, 23), (40, 45)], "one … two … three"),
    ],
)
def test_pieces_are_told_apart_where_words_between_them_are_left_out(
    text: str, spans: list[tuple[int, int]], shown: str
) -> None:
    assert pieced(text, spans) == shown


def test_words_that_are_not_those_of_their_places_stay_as_they_are() -> None:
    assert pieced("typed by hand", [(0, 4), (20, 30)]) == "typed by hand"


def test_a_denial_is_told_as_one_and_its_pieces_apart() -> None:
    assert stated("that men died", [(0, 4), (20, 28)], Nature.DENIES) == "denies: that … men died"
    assert stated("denied the claims", [(0, 17)], Nature.DENIES) == "denied the claims"
    assert stated("the army flatly denied the claims", [(0, 33)], Nature.DENIES) == "the army flatly denied the claims"
    assert stated("that it denied aid", [(0, 18)], Nature.DENIES) == "denies: that it denied aid"
