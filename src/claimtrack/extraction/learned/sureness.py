"""How sure a model is of a statement, its words and whose it is, and of what the article doubts of it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimtrack.extraction.quoting.statement_draft import StatementEvidence

_LEAST = 1e-3
OWN, SAID = "own", "said"
"""The two curves: of what the outlet says itself, and of what somebody else says."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a second look says of a doubt: how likely it is one, and, if it is, that it speaks of the statement."""

    is_doubt: float
    spoken_of: float


@dataclass(frozen=True, slots=True)
class DoubtEvidence:
    """What the confidence of a doubt about one statement is computed from.

    ``words`` is how likely its words doubt so, ``spoken_of`` how likely they speak of the statement; ``by_pattern``
    says that the patterns find it, too; ``looked`` is what a second look says, None where there was none.
    """

    words: float
    spoken_of: float
    by_pattern: bool
    looked: Looked | None = None


def doubt_logs(evidence: DoubtEvidence) -> list[float]:
    """Return the values that the weights of a doubt's curve stand for; a pattern's doubts have weights of their own."""
    words, spoken_of = _odds(evidence.words), _odds(evidence.spoken_of)
    alone, both = (0.0, 1.0) if evidence.by_pattern else (1.0, 0.0)
    return [both, alone * words, both * words, alone * spoken_of, both * spoken_of]


def doubt_confidence(evidence: DoubtEvidence, curve: Sequence[float]) -> float:
    """Return how likely a doubt is right, by a logistic curve: a constant, then the weights.

    Without a curve it is how likely the less likely of the two is: that the words doubt, and that they speak of it.
    """
    if not curve:
        return round(min(evidence.words, evidence.spoken_of), 3)
    return _share(curve, doubt_logs(evidence))


def looked_logs(evidence: DoubtEvidence, looked: Looked) -> list[float]:
    """Return the values that the weights of the curve stand for where there was a second look."""
    return [
        float(evidence.by_pattern),
        _odds(evidence.words),
        _odds(evidence.spoken_of),
        _odds(looked.is_doubt),
        _odds(looked.spoken_of),
    ]


def looked_confidence(evidence: DoubtEvidence, curve: Sequence[float]) -> float:
    """Return how likely a doubt is right that was looked at twice, by a logistic curve: a constant, then the weights.

    Without a curve it is how likely the less likely of the two is that the second look says.
    """
    if evidence.looked is None:
        raise ValueError("there was no second look at the doubt")
    if not curve:
        return round(min(evidence.looked.is_doubt, evidence.looked.spoken_of), 3)
    return _share(curve, looked_logs(evidence, evidence.looked))


def statement_logs(evidence: StatementEvidence) -> tuple[str, list[float]]:
    """Return which curve a statement's confidence is read from, and the values that its weights stand for."""
    likely, said = _odds(evidence.likely), _odds(evidence.said)
    if evidence.attributed is None:
        return OWN, [likely, said, float(evidence.is_perhaps)]
    marks = (evidence.is_near, evidence.is_pronoun, evidence.is_named)
    return SAID, [likely, said, _odds(evidence.attributed), *map(float, marks)]


def statement_confidence(evidence: StatementEvidence, curves: Mapping[str, Sequence[float]]) -> float:
    """Return how likely a statement and whose it is are right, by logistic curves: a constant, then the weights."""
    curve, values = statement_logs(evidence)
    return _share(curves[curve], values)


def _share(curve: Sequence[float], values: Sequence[float]) -> float:
    first, *weights = curve
    total = first + sum(weight * value for weight, value in zip(weights, values, strict=True))
    return round(1 / (1 + math.exp(-total)), 3)


def _odds(likely: float) -> float:
    bounded = min(max(likely, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))
