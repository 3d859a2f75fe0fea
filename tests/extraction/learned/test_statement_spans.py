"""Where a model's scores say that statements begin and end: the likeliest labels that may follow one another."""

from itertools import product
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extraction.learned.labels import CHECKABLE, SAID, STATEMENT_SCORES, InnerLabel, StatementLabel
from claimtrack.extraction.learned.statement_spans import Scores, likeliest_path, statement_spans

OUT, BEGIN, IN, AGAIN = StatementLabel
_LETTERS = {".": OUT, "B": BEGIN, "i": IN, "A": AGAIN}


def scored(outer: str, *, inner: str = "", said: str = "", checkable: str = "") -> Scores:
    """Make scores that say, word by word, what the letters do; "+" in ``said`` and ``checkable`` is yes."""
    scores = np.zeros((len(outer), STATEMENT_SCORES), dtype=np.float32)
    for word, letter in enumerate(outer):
        scores[word, _LETTERS[letter]] = 8
    for word, letter in enumerate(inner.ljust(len(outer), ".")):
        scores[word, len(StatementLabel) + {".": InnerLabel.OUTSIDE, "B": 1, "i": 2}[letter]] = 8
    for place, told in ((SAID, said), (CHECKABLE, checkable)):
        for word, letter in enumerate(told.ljust(len(outer), "-")):
            scores[word, place] = 4 if letter == "+" else -4
    return scores


def _found(scores: Scores) -> list[tuple[tuple[int, int], ...]]:
    spans = [(word, word + 1) for word in range(len(scores))]
    return [one.spans for one in statement_spans(scores, spans)]


@pytest.mark.parametrize(
    ("outer", "found"),
    [
        ("Biii.", [((0, 4),)]),
        ("BiBi", [((0, 2),), ((2, 4),)]),
        ("Bi..Ai", [((0, 2), (4, 6))]),
        ("..Bi..Ai.B", [((2, 4), (6, 8)), ((9, 10),)]),
        ("....", []),
    ],
)
def test_pieces_of_one_statement_stay_together(outer: str, found: list[tuple[tuple[int, int], ...]]) -> None:
    assert _found(scored(outer)) == found


def test_a_statement_inside_another_stands_behind_it() -> None:
    one, inner = statement_spans(scored("Biiiii", inner="...Bii"), [(word, word + 1) for word in range(6)])
    assert (one.spans, one.is_inner) == (((0, 6),), False)
    assert (inner.spans, inner.is_inner, inner.said) == (((3, 6),), True, 1.0)


def test_what_most_words_say_of_a_statement_holds() -> None:
    (one,) = statement_spans(scored("Biii", said="+++-", checkable="---+"), [(word, word + 1) for word in range(4)])
    assert one.said > 0.5 > one.checkable


def test_nothing_goes_on_that_has_not_begun() -> None:
    # Each word's best label would be "inside", behind nothing.
    scores = scored("iiii")
    scores[:, BEGIN] = 7
    assert _found(scores) == [((0, 4),)]


def test_no_words_no_statements() -> None:
    assert statement_spans(np.zeros((0, STATEMENT_SCORES), dtype=np.float32), []) == []


def _allowed(path: tuple[StatementLabel, ...]) -> bool:
    begun, before = False, OUT
    for label in path:
        if (label == IN and before == OUT) or (label == AGAIN and (before != OUT or not begun)):
            return False
        begun, before = begun or label == BEGIN, label
    return True


@given(st.lists(st.tuples(*[st.floats(0.01, 1.0)] * 4), min_size=1, max_size=6))
def test_no_allowed_path_is_likelier(rows: list[tuple[float, ...]]) -> None:
    likely = np.array(rows, dtype=np.float32)
    found = likeliest_path(likely)
    assert _allowed(tuple(StatementLabel(label) for label in found))

    def worth(path: tuple[int, ...]) -> float:
        return sum(log(likely[word, label]) for word, label in enumerate(path))

    best = max(worth(path) for path in product(StatementLabel, repeat=len(rows)) if _allowed(path))
    assert worth(tuple(found)) == pytest.approx(best, abs=1e-3)
