"""From the model's scores for a paragraph to the statements in it: where each begins and ends, and what it is."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from claimtrack.extraction.learned.decode import probabilities
from claimtrack.extraction.learned.labels import CHECKABLE, SAID, InnerLabel, StatementLabel
from claimtrack.extraction.quoting.statement_draft import StatementDraft
from claimtrack.extraction.values import Span

Scores = NDArray[np.float32]
Stretch = tuple[int, int]
"""Words of a paragraph, ``[first, last)``."""

_OUTER = slice(0, len(StatementLabel))
_INNER = slice(len(StatementLabel), SAID)
_NEVER = -1e9
_FLOOR = 1e-6
_INNER_SURE = 0.5
"""A statement inside another begins, and goes on, with labels that are likelier than not."""
# The states of the path: outside before the paragraph's first statement, outside behind one, and the three others.
_BEFORE, _BEHIND, _BEGINS, _STAYS, _AGAIN = range(5)
_LABEL_OF = (
    StatementLabel.OUTSIDE,
    StatementLabel.OUTSIDE,
    StatementLabel.BEGIN,
    StatementLabel.INSIDE,
    StatementLabel.GOES_ON,
)


Weighing = Callable[[Sequence[Sequence[Stretch]]], list[float]]
"""Says of each statement, given by its words, how likely evidence could decide it."""


def by_most_words(scores: Scores) -> Weighing:
    """Return what takes for checkable what most of a statement's words say; ``scores`` as for ``statement_spans``."""
    checkable = scores[:, CHECKABLE].tolist()
    return lambda statements: [_logistic(_mean(checkable, pieces)) for pieces in statements]


def statement_spans(scores: Scores, spans: Sequence[Span], weigh: Weighing | None = None) -> list[StatementDraft]:
    """Find the statements of one paragraph, in the order they begin, one that holds another in front of it.

    ``scores`` is (words, ``STATEMENT_SCORES``), logits; ``spans`` says where the words stand. What is checkable is what
    most of a statement's words say, unless ``weigh`` tells. Linear.
    """
    if not len(scores):
        return []
    outer, inner = probabilities(scores[:, _OUTER]), probabilities(scores[:, _INNER])
    said = scores[:, SAID].tolist()
    path = likeliest_path(outer)
    sure = outer[np.arange(len(path)), path].tolist()
    found = [(pieces, False) for pieces in _pieces(path)]
    found += [([stretch], True) for stretch in _within(inner)]
    likely = (weigh or by_most_words(scores))([pieces for pieces, _ in found])
    made = []
    for (pieces, is_inner), could_decide in zip(found, likely, strict=True):
        made.append(
            StatementDraft(
                tuple((spans[first][0], spans[last - 1][1]) for first, last in pieces),
                1.0 if is_inner else _logistic(_mean(said, pieces)),
                could_decide,
                _edges(inner[:, InnerLabel.BEGIN].tolist() if is_inner else sure, pieces),
                is_inner,
            )
        )
    return sorted(made, key=lambda one: (one.spans[0][0], -one.spans[-1][1]))


def likeliest_path(likely: Scores) -> list[int]:
    """Return the likeliest labels (``StatementLabel``) that may follow one another: Viterbi, where it is needed."""
    path: list[int] = likely.argmax(axis=1).tolist()
    return path if _is_allowed(path) else _viterbi(np.log(likely + _FLOOR).tolist())


def _is_allowed(path: Sequence[int]) -> bool:
    """Tell whether nothing goes on that has not begun."""
    before: int = StatementLabel.OUTSIDE
    has_begun = False
    for label in path:
        if label == StatementLabel.INSIDE and before == StatementLabel.OUTSIDE:
            return False
        if label == StatementLabel.GOES_ON and (not has_begun or before != StatementLabel.OUTSIDE):
            return False
        has_begun = has_begun or label == StatementLabel.BEGIN
        before = label
    return True


def _viterbi(rows: list[list[float]]) -> list[int]:
    first = rows[0]
    best = [first[StatementLabel.OUTSIDE], _NEVER, first[StatementLabel.BEGIN], _NEVER, _NEVER]
    back: list[tuple[int, ...]] = []
    # Nothing goes on that has not begun. Each state's turn is written out: a loop over five of them, for every word,
    # takes four times as long.
    for outside, begin, inside, again in rows[1:]:
        before, behind, begun, stays, went_on = best
        goes_on = max(begun, stays, went_on)
        within = _BEGINS if goes_on == begun else _STAYS if goes_on == stays else _AGAIN
        ended, end = (behind, _BEHIND) if behind >= goes_on else (goes_on, within)
        opened, opens = (before, _BEFORE) if before >= ended else (ended, end)
        back.append((_BEFORE, end, opens, within, _BEHIND))
        best = [before + outside, ended + outside, opened + begin, goes_on + inside, behind + again]
    state = max(range(len(best)), key=best.__getitem__)
    path = [state]
    for came in reversed(back):
        state = came[state]
        path.append(state)
    return [_LABEL_OF[state] for state in reversed(path)]


def _pieces(path: Sequence[int]) -> Iterator[list[Stretch]]:
    """Yield the words of each statement, piece by piece."""
    held: list[Stretch] = []
    start = None
    for place, label in enumerate([*path, StatementLabel.OUTSIDE]):
        if label == StatementLabel.INSIDE:
            continue
        if start is not None:
            held.append((start, place))
            start = None
        if label == StatementLabel.BEGIN and held:
            yield held
            held = []
        if label != StatementLabel.OUTSIDE:
            start = place
    if held:
        yield held


def _within(likely: Scores) -> Iterator[Stretch]:
    """Yield the words of each statement that stands inside another."""
    begins = (likely[:, InnerLabel.BEGIN] > _INNER_SURE).tolist()
    stays = (likely[:, InnerLabel.INSIDE] > _INNER_SURE).tolist()
    place = 0
    while place < len(begins):
        if begins[place]:
            first = place
            place += 1
            while place < len(begins) and stays[place]:
                place += 1
            yield first, place
        else:
            place += 1


def _edges(sure: Sequence[float], pieces: Sequence[Stretch]) -> float:
    """Return how sure the labels are where pieces begin, and behind their end, as one product."""
    product = 1.0
    for first, last in pieces:
        product *= sure[first] * sure[min(last, len(sure) - 1)]
    return product


def _mean(values: Sequence[float], pieces: Sequence[Stretch]) -> float:
    held = [value for first, last in pieces for value in values[first:last]]
    return sum(held) / len(held)


def _logistic(value: float) -> float:
    return float(1 / (1 + np.exp(-value)))
