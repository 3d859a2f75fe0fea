"""How sure a model is of a statement: of where it begins and ends, and of whose it is."""

import math
from collections.abc import Mapping, Sequence

from claimtrack.extraction.quoting.statement_draft import StatementEvidence

_LEAST = 1e-3
OWN, SAID = "own", "said"
"""The two curves: of what the outlet says itself, and of what somebody else says."""


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
    first, *weights = curves[curve]
    total = first + sum(weight * value for weight, value in zip(weights, values, strict=True))
    return round(1 / (1 + math.exp(-total)), 3)


def _odds(likely: float) -> float:
    bounded = min(max(likely, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))
