import pytest

from claimtrack.rules.confidence import SECOND_LOOK_BELOW, is_low, is_uncertain
from claimtrack.vocabulary import Said, Status


@pytest.mark.parametrize(
    ("confidence", "low"),
    [(None, False), (0.0, True), (SECOND_LOOK_BELOW - 0.01, True), (SECOND_LOOK_BELOW, False), (1.0, False)],
)
def test_what_is_below_the_bar_is_low_and_what_has_no_figure_is_not(confidence: float | None, low: bool) -> None:
    assert is_low(confidence) is low


@pytest.mark.parametrize(
    ("confidence", "status", "said", "by_hand", "uncertain"),
    [
        (0.3, Status.UNVERIFIED, Said.UNCHECKED, False, True),
        (0.3, Status.IN_REVIEW, Said.UNCHECKED, False, True),
        (0.7, Status.UNVERIFIED, Said.UNCHECKED, False, False),
        (None, Status.UNVERIFIED, Said.UNCHECKED, False, False),
        (0.3, Status.CONFIRMED, Said.UNCHECKED, False, False),
        (0.3, Status.UNVERIFIABLE, Said.UNCHECKED, False, False),
        (0.3, Status.WITHDRAWN, Said.UNCHECKED, False, False),
        (0.3, Status.UNVERIFIED, Said.NOT_FOUND, False, False),
        (0.3, Status.UNVERIFIED, Said.UNCHECKED, True, False),
    ],
)
def test_what_nobody_has_seen_to_deserves_a_second_look(
    confidence: float | None, status: Status, said: Said, by_hand: bool, uncertain: bool
) -> None:
    assert is_uncertain(confidence, status=status, said=said, by_hand=by_hand) is uncertain
