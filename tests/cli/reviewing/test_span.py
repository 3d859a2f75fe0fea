"""A claim's ends move by whole words, and what is seen of it fits the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.reviewing.script import Script

from claimtrack.cli.reviewing.span import moved, moved_by_arrows
from claimtrack.services.articles.nearby import Wording

TEXT = "He said: “The bridge, old and grey, is closed,” and left."
SPAN = (TEXT.index("The"), TEXT.index(" and grey"))


def words(spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [TEXT[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("at_end", "onward", "gives"),
    [
        (True, True, "The bridge, old and"),
        (True, False, "The bridge"),
        (False, True, "bridge, old"),
        (False, False, "said: “The bridge, old"),
    ],
)
def test_an_end_moves_by_a_word_and_leaves_marks_out(at_end: bool, onward: bool, gives: str) -> None:
    assert words(moved(TEXT, (SPAN,), at_end=at_end, onward=onward, stood=(SPAN,))) == [gives]


def test_marks_with_which_the_claim_stood_come_back_with_their_word() -> None:
    stood = ((TEXT.index("“"), TEXT.index("”") + 1),)
    shorter = moved(TEXT, stood, at_end=True, onward=False, stood=stood)
    assert words(shorter) == ["“The bridge, old and grey, is"]
    assert moved(TEXT, shorter, at_end=True, onward=True, stood=stood) == stood
    later = moved(TEXT, stood, at_end=False, onward=True, stood=stood)
    assert moved(TEXT, later, at_end=False, onward=False, stood=stood) == stood


def test_each_piece_of_a_split_quotation_keeps_a_word() -> None:
    spans = ((TEXT.index("The"), TEXT.index(",")), (TEXT.index("is"), TEXT.index("is closed") + 2))
    assert moved(TEXT, spans, at_end=True, onward=False, stood=spans) == spans
    assert words(moved(TEXT, spans, at_end=True, onward=True, stood=spans)) == ["The bridge", "is closed"]
    assert words(moved(TEXT, spans, at_end=False, onward=True, stood=spans)) == ["bridge", "is"]


@given(
    text=st.text(alphabet="ab .,“”\n", min_size=1, max_size=40).filter(lambda text: "a" in text),
    moves=st.lists(st.tuples(st.booleans(), st.booleans()), max_size=12),
)
def test_wherever_it_is_moved_a_claim_keeps_words_inside_its_article(text: str, moves: list[tuple[bool, bool]]) -> None:
    spans: tuple[tuple[int, int], ...] = ((text.index("a"), text.index("a") + 1),)
    stood = spans
    for at_end, onward in moves:
        spans = moved(text, spans, at_end=at_end, onward=onward, stood=stood)
        ((start, end),) = spans
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()


def test_the_end_that_moves_is_in_view_however_long_the_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = " ".join(f"word{number}" for number in range(900))
    script = Script(["up", "down", "enter"], rows=24)
    assert moved_by_arrows(script, Wording(text, ((0, len(text)),))) == ((0, len(text)),)
    for question, sign in zip(script.asked, ("]>", "<[", "]>"), strict=True):
        assert sign in question
        assert len(question.splitlines()) <= 24
        assert max(map(len, question.splitlines())) < 80
