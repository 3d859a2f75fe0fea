"""From scores to attributions: the best path of labels, and pointers that may share a source."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from claimtrack.extraction.learned.decode import Drawn, Scores, WindowScores, best_path, drawn, probabilities
from claimtrack.extraction.learned.labels import LABELS, OUTSIDE, SpanRole, begin_label

CUE = begin_label(SpanRole.CUE, ahead=False)
SOURCE_AHEAD, SOURCE = (begin_label(SpanRole.SOURCE, ahead=ahead) for ahead in (True, False))
CONTENT_AHEAD, CONTENT = (begin_label(SpanRole.CONTENT, ahead=ahead) for ahead in (True, False))
NOBODY = -1


def _sure(wanted: list[int], width: int) -> Scores:
    scores = np.full((len(wanted), width), 0.01, dtype=np.float32)
    scores[np.arange(len(wanted)), wanted] = 5.0
    return probabilities(scores)


def _window(labels: list[int], to_cue: list[int], to_source: list[int]) -> WindowScores:
    count = len(labels)
    return WindowScores(
        _sure(labels, LABELS), _sure(to_cue, count), _sure([place + 1 for place in to_source], count + 1)
    )


def _drawn(scores: WindowScores) -> list[Drawn]:
    return drawn(scores, [place == 0 for place in range(len(scores.labels))])[0]


def _unlinked(scores: WindowScores) -> list[tuple[int, int]]:
    return drawn(scores, [place == 0 for place in range(len(scores.labels))])[1]


def _parts(one: Drawn) -> tuple[object, object, object]:
    return one.source, one.cue, one.contents


def test_source_cue_and_content_are_linked() -> None:
    # Smith said that rain
    scores = _window([SOURCE_AHEAD, CUE, CONTENT, CONTENT + 1], [1, 1, 1, 1], [0, 0, 0, 0])
    assert [_parts(one) for one in _drawn(scores)] == [((0, 1), (1, 2), ((2, 4),))]


def test_two_cues_may_share_a_source() -> None:
    # Smith said rain and denied snow
    labels = [SOURCE_AHEAD, CUE, CONTENT, OUTSIDE, CUE, CONTENT]
    scores = _window(labels, [1, 1, 1, 1, 4, 4], [0] * 6)
    assert [_parts(one) for one in _drawn(scores)] == [
        ((0, 1), (1, 2), ((2, 3),)),
        ((0, 1), (4, 5), ((5, 6),)),
    ]


def test_content_on_both_sides_of_its_cue_is_one_attribution() -> None:
    labels = [CONTENT_AHEAD, CONTENT_AHEAD + 1, SOURCE_AHEAD, CUE, CONTENT]
    scores = _window(labels, [3] * 5, [2] * 5)
    assert [_parts(one) for one in _drawn(scores)] == [((2, 3), (3, 4), ((0, 2), (4, 5)))]


def test_a_cue_may_have_no_source() -> None:
    scores = _window([CUE, CONTENT], [0, 0], [NOBODY, NOBODY])
    assert [_parts(one) for one in _drawn(scores)] == [(None, (0, 1), ((1, 2),))]


def test_a_cue_without_content_says_nothing() -> None:
    assert _drawn(_window([SOURCE_AHEAD, CUE], [1, 1], [0, 0])) == []


def test_content_without_any_cue_is_given_apart() -> None:
    scores = _window([OUTSIDE, CONTENT, CONTENT + 1], [0, 1, 1], [0, 0, 0])
    assert _drawn(scores) == []
    assert _unlinked(scores) == [(1, 3)]


def test_content_that_points_past_every_cue_is_given_apart() -> None:
    # The cue of "snow" stands in another window.
    scores = _window([CUE, CONTENT, OUTSIDE, CONTENT], [0, 0, 0, 3], [NOBODY] * 4)
    assert [_parts(one) for one in _drawn(scores)] == [(None, (0, 1), ((1, 2),))]
    assert _unlinked(scores) == [(3, 4)]


def test_a_content_that_points_to_a_word_without_a_label_makes_it_a_cue() -> None:
    scores = _window([SOURCE_AHEAD, OUTSIDE, CONTENT], [1, 1, 1], [0, 0, 0])
    assert [_parts(one) for one in _drawn(scores)] == [((0, 1), (1, 2), ((2, 3),))]
    assert _unlinked(scores) == []


def test_the_pointer_decides_between_two_cues_on_the_same_side() -> None:
    labels = [CUE, OUTSIDE, CUE, CONTENT]
    assert [one.cue for one in _drawn(_window(labels, [0, 0, 0, 0], [NOBODY] * 4))] == [(0, 1)]
    assert [one.cue for one in _drawn(_window(labels, [2, 2, 2, 2], [NOBODY] * 4))] == [(2, 3)]


def test_a_span_ends_with_its_paragraph() -> None:
    labels = _sure([CUE, CONTENT, CONTENT + 1, CONTENT + 1], LABELS)
    assert best_path(labels, [True, False, True, False])[2] != CONTENT + 1
    assert best_path(labels, [True, False, False, False]) == [CUE, CONTENT, CONTENT + 1, CONTENT + 1]


def test_what_is_less_sure_has_weaker_evidence() -> None:
    sure = _drawn(_window([SOURCE_AHEAD, CUE, CONTENT], [1, 1, 1], [0, 0, 0]))[0]
    scores = _window([SOURCE_AHEAD, CUE, CONTENT], [1, 1, 1], [0, 0, 0])
    doubtful = _drawn(
        WindowScores(
            np.sqrt(scores.labels) / np.sqrt(scores.labels).sum(axis=1, keepdims=True), scores.to_cue, scores.to_source
        )
    )[0]
    assert _parts(doubtful) == _parts(sure)
    assert all(less <= more for less, more in zip(doubtful.evidence, sure.evidence, strict=True))
    assert doubtful.evidence[0] < sure.evidence[0]


@given(st.data())
def test_any_scores_give_labels_that_may_follow_one_another(data: st.DataObject) -> None:
    count = data.draw(st.integers(0, 12))
    logits = data.draw(arrays(np.float32, (count, LABELS), elements=st.floats(-9, 9, width=32)))
    opens = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    path = best_path(probabilities(logits), [place == 0 or is_open for place, is_open in enumerate(opens)])
    assert len(path) == count
    for place, label in enumerate(path):
        before = OUTSIDE if place == 0 or opens[place] else path[place - 1]
        # An inside label goes on only with the label in front of it, or with itself.
        assert label == OUTSIDE or label % 2 == 1 or before in {label - 1, label}


@given(st.data())
def test_no_word_has_two_roles_in_one_attribution(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 12))
    numbers = st.floats(-9, 9, width=32)
    scores = WindowScores(
        probabilities(data.draw(arrays(np.float32, (count, LABELS), elements=numbers))),
        probabilities(data.draw(arrays(np.float32, (count, count), elements=numbers))),
        probabilities(data.draw(arrays(np.float32, (count, count + 1), elements=numbers))),
    )
    for one in _drawn(scores):
        parts = [one.cue, *one.contents, *([one.source] if one.source is not None else [])]
        words = [word for first, last in parts for word in range(first, last)]
        assert len(words) == len(set(words))
        assert all(0 <= word < count for word in words)
        assert all(0 <= value <= 1 + 1e-6 for value in one.evidence)
