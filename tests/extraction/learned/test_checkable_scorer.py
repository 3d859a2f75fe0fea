"""What evidence could decide: from a statement's words, and those around it, to how likely it is."""

import numpy as np
import pytest
from tests.extraction.learned.test_statement_spans import scored

from claimtrack.extraction.learned.checkable_scorer import READS, CheckableScorer, checkable_features
from claimtrack.extraction.learned.labels import CHECKABLE, DOUBT_SCORES, STATEMENT_SCORES
from claimtrack.extraction.learned.model import DEFAULT, load_model
from claimtrack.extraction.learned.statement_spans import statement_spans
from claimtrack.extraction.registry import load_extractor

_WIDTH = STATEMENT_SCORES + DOUBT_SCORES
_OWN, _FIRST, _LAST, _IN_FRONT, _BEHIND = range(5)


def _read(scores: np.ndarray, *pieces: tuple[int, int]) -> list[float]:
    """Return the first number of each of the five reads."""
    features = checkable_features(scores, pieces)
    assert features.shape == (READS * _WIDTH,)
    return [float(value) for value in features[::_WIDTH]]


@pytest.fixture
def counted() -> np.ndarray:
    """Words whose numbers are their places."""
    return np.repeat(np.arange(20, dtype=np.float32)[:, None], _WIDTH, axis=1)


def test_a_statement_is_read_with_what_stands_around_it(counted: np.ndarray) -> None:
    assert _read(counted, (10, 16)) == [12.5, 11.5, 14, 5.5, 17.5]


def test_its_pieces_are_read_without_what_stands_between(counted: np.ndarray) -> None:
    found = _read(counted, (2, 4), (10, 12))
    assert (found[_OWN], found[_FIRST], found[_LAST]) == (6.5, 6.5, 8)
    assert (found[_IN_FRONT], found[_BEHIND]) == (0.5, 15.5)


def test_nothing_stands_around_a_whole_paragraph(counted: np.ndarray) -> None:
    found = _read(counted, (0, 20))
    assert (found[_IN_FRONT], found[_BEHIND]) == (0, 0)


def test_what_was_taught_apart_stands_above_what_the_words_say() -> None:
    scores = scored("Biii", checkable="++++")
    spans = [(word, word + 1) for word in range(4)]
    assert statement_spans(scores, spans)[0].checkable > 0.9
    weights = {
        "mean": np.zeros(READS * _WIDTH, dtype=np.float32),
        "spread": np.ones(READS * _WIDTH, dtype=np.float32),
        "0.weight": np.zeros((1, READS * _WIDTH), dtype=np.float32),
        "0.bias": np.zeros(1, dtype=np.float32),
        "1.weight": np.full((1, 1), -1, dtype=np.float32),
        "1.bias": np.zeros(1, dtype=np.float32),
    }
    weights["0.weight"][0, CHECKABLE] = 1
    scorer, whole = CheckableScorer(weights), np.pad(scores, ((0, 0), (0, DOUBT_SCORES)))
    (one,) = statement_spans(scores, spans, lambda pieces: scorer.likely(whole, pieces))
    assert one.checkable < 0.1
    assert scorer.likely(whole, []) == []


def test_the_default_model_was_taught_it_apart() -> None:
    assert load_model(DEFAULT).checkable is not None


@pytest.mark.parametrize("extractor", ["learned", "learned-fast"])
def test_a_count_can_be_decided_and_a_wish_cannot(extractor: str) -> None:
    text = 'The flood killed 14 people in Brod on Monday.\n\n"We hope for better days," said the mayor, Ana Kos.'
    told = {
        text[one.spans[0][0] :].lstrip(chr(34))[:8]: one.checkable for one in load_extractor(extractor)(text).statements
    }
    assert told == {"The floo": True, "We hope ": False}
