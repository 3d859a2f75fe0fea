"""Windows hold whole paragraphs, never more pieces than allowed, and only the last changes with what is added."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extraction.learned import windows as vocabularies
from claimtrack.extraction.learned.model import VOCABULARY, WEIGHTS
from claimtrack.extraction.learned.windows import BETWEEN, FIRST, Window, load_vocabulary, windows
from claimtrack.extraction.learned.words import Words, words_in

_LIMIT = 20
Article = list[tuple[Words, list[list[int]]]]

lengths = st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=60), max_size=12)


def _article(paragraphs: list[list[int]]) -> Article:
    made = []
    for pieces in paragraphs:
        text = " ".join("." if place % 9 == 8 else "w" for place in range(len(pieces)))
        made.append((words_in(text, 0, len(text)), [[7] * count for count in pieces]))
    return made


def _cut(article: Article) -> list[Window]:
    return list(windows(article, limit=_LIMIT))


@given(lengths)
def test_every_word_stands_in_one_window_in_order(paragraphs: list[list[int]]) -> None:
    cut = _cut(_article(paragraphs))
    assert [word for window in cut for word in window.words] == list(range(sum(map(len, paragraphs))))
    assert all(len(window) <= _LIMIT for window in cut)
    assert all(len(window.shapes) == len(window.pieces) for window in cut)
    assert all(window.pieces[0] == FIRST and window.pieces[-1] == BETWEEN for window in cut)


@given(lengths, st.lists(st.integers(1, 4), min_size=1, max_size=60))
def test_what_is_added_at_the_end_changes_no_window_but_the_last(paragraphs: list[list[int]], added: list[int]) -> None:
    before, after = _cut(_article(paragraphs)), _cut(_article([*paragraphs, added]))
    assert after[: max(0, len(before) - 1)] == before[:-1]


def test_a_paragraph_that_fits_is_never_cut() -> None:
    article = _article([[1] * 10, [1] * 12, [1] * 3])
    ends = list(accumulate(len(words) for words, _ in article))
    assert [window.words[-1] + 1 for window in _cut(article)] == [ends[0], ends[2]]


def test_a_longer_one_is_cut_behind_a_full_stop() -> None:
    cut = _cut(_article([[1] * 30]))
    assert [len(window.words) for window in cut] == [18, 12]
    assert cut[0].words[-1] % 9 == 8


def test_a_word_of_more_pieces_than_a_window_has_room_for_still_goes_on() -> None:
    cut = _cut(_article([[1] * 17, [3] * 8]))
    assert [len(window.words) for window in cut] == [17, 6, 2]


def test_a_word_that_was_met_before_is_cut_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabularies, "_REMEMBERED", 3)
    remembering = load_vocabulary(WEIGHTS / VOCABULARY)
    for text in ("the dam leaks", "the unmoored barge leaks", "one two three four five", "the unmoored \ud800 barge"):
        words = words_in(text, 0, len(text))
        assert remembering.pieces(words) == load_vocabulary(WEIGHTS / VOCABULARY).pieces(words)
    long = words_in("xq" * 40, 0, 80)
    assert len(remembering.pieces(long)[0]) == 12
