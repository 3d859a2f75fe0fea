"""The Admiralty code in words: what nobody gave, and what nobody can judge."""

from itertools import product

import pytest

from claimtrack.rules.grades import CREDIBILITIES, grade, grade_told
from claimtrack.vocabulary import Reliability


@pytest.mark.parametrize(
    ("reliability", "credibility", "written", "told"),
    [
        (None, None, None, None),
        (Reliability.B, 2, "B2", "B2"),
        (Reliability.B, None, "B–", "B–"),
        (None, 2, "–2", "–2"),
        (Reliability.E, 5, "E5", "E5"),
        (Reliability.F, 2, "F2", "F2 (the source cannot be judged)"),
        (Reliability.A, 6, "A6", "A6 (the piece cannot be judged)"),
        (Reliability.F, 6, "F6", "F6 (neither the source nor the piece can be judged)"),
        (Reliability.F, None, "F–", "F– (the source cannot be judged)"),
    ],
)
def test_a_grade_is_written_and_told(
    reliability: Reliability | None, credibility: int | None, written: str | None, told: str | None
) -> None:
    assert grade(reliability, credibility) == written
    assert grade_told(reliability, credibility) == told


def test_what_cannot_be_judged_is_said_of_f_and_6_and_of_nothing_else() -> None:
    for one, figure in product(Reliability, CREDIBILITIES):
        assert ("judged" in (grade_told(one, figure) or "")) is (one is Reliability.F or figure == 6)
    meanings = {one: one.meaning for one in Reliability}
    unjudged = [word for word, says in (*meanings.items(), *CREDIBILITIES.items()) if says == "cannot be judged"]
    assert unjudged == [Reliability.F, 6]
    assert list(CREDIBILITIES) == [1, 2, 3, 4, 5, 6]
