"""The words that the model reads: where they stand, how they are written, whether they are quoted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extraction.learned.words import SHAPES, lines_in, words_in

LOWER, CAPITAL, CAPITALS, NO_CASE = range(4)
OUTSIDE, INSIDE, MARK = range(3)


def _shapes(text: str) -> list[tuple[str, int, int]]:
    words = words_in(text, 0, len(text))
    return [(word, *divmod(shape, 3)) for word, shape in zip(words.texts, words.shapes, strict=True)]


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        (
            "He told NATO 3 times.",
            [
                ("He", CAPITAL, OUTSIDE),
                ("told", LOWER, OUTSIDE),
                ("NATO", CAPITALS, OUTSIDE),
                ("3", NO_CASE, OUTSIDE),
                ("times", LOWER, OUTSIDE),
                (".", NO_CASE, OUTSIDE),
            ],
        ),
        (
            "“Go,” A said",
            [
                ("“", NO_CASE, MARK),
                ("Go", CAPITAL, INSIDE),
                (",", NO_CASE, INSIDE),
                ("”", NO_CASE, MARK),
                ("A", CAPITAL, OUTSIDE),
                ("said", LOWER, OUTSIDE),
            ],
        ),
        (
            '"a" b',
            [('"', NO_CASE, MARK), ("a", LOWER, INSIDE), ('"', NO_CASE, MARK), ("b", LOWER, OUTSIDE)],
        ),
        ("“a b", [("“", NO_CASE, MARK), ("a", LOWER, INSIDE), ("b", LOWER, INSIDE)]),
        ("don't", [("don", LOWER, OUTSIDE), ("'", NO_CASE, OUTSIDE), ("t", LOWER, OUTSIDE)]),
    ],
)
def test_each_word_tells_its_case_and_whether_it_is_quoted(text: str, shapes: list[tuple[str, int, int]]) -> None:
    assert _shapes(text) == shapes


@given(st.text(max_size=200))
def test_every_word_stands_where_it_says(text: str) -> None:
    words = words_in(text, 0, len(text))
    assert [text[start:end] for start, end in words.spans] == words.texts
    assert all(0 <= shape < SHAPES for shape in words.shapes)
    assert "".join(words.texts) == "".join(text.split())


def test_lines_that_are_blank_are_left_out() -> None:
    text = "a b\n\n  \nc"
    assert [text[start:end] for start, end in lines_in(text)] == ["a b", "c"]
