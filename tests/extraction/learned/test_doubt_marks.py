"""Words that doubt, read off the model's scores paragraph by paragraph."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from claimtrack.extraction.learned.doubt_features import KINDS
from claimtrack.extraction.learned.doubt_marks import DoubtMarks
from claimtrack.extraction.learned.labels import DOUBT_SCORES, DOUBT_VECTOR
from claimtrack.vocabulary import CaveatKind

_NO, _PERHAPS, _YES = -6.0, -1.2, 3.0


def scores(rows: list[float], kind: CaveatKind = CaveatKind.DENIED) -> NDArray[np.float32]:
    made = np.full((len(rows), DOUBT_SCORES), _NO, dtype=np.float32)
    made[:, len(KINDS) :] = np.arange(len(rows))[:, None]
    made[:, KINDS.index(kind)] = rows
    return made


def spans(count: int, start: int = 0) -> list[tuple[int, int]]:
    return [(start + 5 * number, start + 5 * number + 4) for number in range(count)]


def test_words_beside_one_another_are_one_doubt_and_one_word_between_parts_none() -> None:
    marks = DoubtMarks()
    marks.add(scores([_NO, _YES, _PERHAPS, _NO, _YES, _NO, _NO, _YES]), spans(8))
    assert [(one.span, one.kind) for one in marks.doubts] == [
        ((5, 24), CaveatKind.DENIED),
        ((35, 39), CaveatKind.DENIED),
    ]


def test_words_that_only_perhaps_doubt_are_none() -> None:
    marks = DoubtMarks()
    marks.add(scores([_PERHAPS, _PERHAPS, _NO]), spans(3))
    assert not marks.doubts


def test_a_doubt_asks_with_the_mean_of_its_words() -> None:
    marks = DoubtMarks()
    marks.add(scores([_NO, _YES, _YES, _NO]), spans(4))
    (one,) = marks.doubts
    assert one.asks.tolist() == [1.5] * DOUBT_VECTOR


def test_a_statement_answers_with_the_mean_of_its_words_whatever_paragraph_they_stand_in() -> None:
    marks = DoubtMarks()
    marks.add(scores([_NO] * 3), spans(3))
    marks.add(scores([_NO] * 2), spans(2, start=100))
    rows = marks.vectors([[(5, 14)], [(0, 4), (105, 109)], [(50, 60)]])
    assert rows[:, 0].tolist() == [1.5, 0.5, 0.0]


def test_without_a_word_there_is_nothing_and_it_has_a_shape() -> None:
    marks = DoubtMarks()
    marks.add(scores([]), [])
    assert not marks.doubts
    assert marks.vectors([[(0, 4)]]).shape == (1, DOUBT_VECTOR)


@given(st.lists(st.sampled_from([_NO, _PERHAPS, _YES]), max_size=60))
def test_doubts_stand_in_order_and_apart_and_hold_each_word_that_surely_doubts(rows: list[float]) -> None:
    marks = DoubtMarks()
    marks.add(scores(rows), spans(len(rows)))
    found = [one.span for one in marks.doubts]
    assert found == sorted(found)
    assert all(first[1] < second[0] for first, second in itertools.pairwise(found))
    sure = [span for span, row in zip(spans(len(rows)), rows, strict=True) if row == _YES]
    if len(found) < 6:
        assert all(any(start <= one[0] and one[1] <= end for start, end in found) for one in sure)


def test_words_that_others_take_for_a_doubt_are_as_likely_as_the_likeliest_of_them() -> None:
    marks = DoubtMarks()
    marks.add(scores([_NO, _PERHAPS, _YES, _NO]), spans(4))
    one = marks.at((5, 14), CaveatKind.DENIED)
    assert (one.span, one.kind) == ((5, 14), CaveatKind.DENIED)
    assert one.likely == pytest.approx(1 / (1 + np.exp(-_YES)), abs=1e-3)
    assert one.asks.tolist() == [1.5] * DOUBT_VECTOR
    assert marks.at((5, 14), CaveatKind.ALLEGED).likely < 0.01


def test_words_that_the_model_did_not_read_are_no_doubt_to_it() -> None:
    assert DoubtMarks().at((5, 14), CaveatKind.DENIED).likely == 0
