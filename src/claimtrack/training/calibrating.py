"""How sure the model may be: a logistic curve from its scores to how often it is right, and a table that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from claimtrack.errors import ClaimtrackError
from claimtrack.extraction.learned.decode import EVIDENCE
from claimtrack.extraction.learned.find_spans import LearnedFinder
from claimtrack.extraction.learned.model import LearnedModel, evidence_logs
from claimtrack.extraction.quoting.walk import gather
from claimtrack.training.corpus import Labelled, LabelledArticle
from claimtrack.training.scoring import Score

_RIDGE = 1.0
_STEPS = 30


@dataclass(frozen=True, slots=True)
class Bin:
    """Attributions of about the same confidence: how many, their mean confidence, and what share was right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def calibrated(model: LearnedModel, articles: Sequence[LabelledArticle]) -> tuple[float, ...]:
    """Fit the curve of ``LearnedModel.confidence`` on labelled articles: its constant, then a weight for each score.

    Right is what the benchmark's "relation" counts: content and source overlap by half at least. Raises ClaimtrackError
    for a model that finds nothing.
    """
    reader = LearnedFinder(replace(model, calibration=(0.0,) * (1 + EVIDENCE)), least=0.0)
    rows, right = [], []
    for article in articles:
        everything = gather(article.text, reader).drafts
        found = [one for one in everything if one.evidence and one.outer is None]
        given = [Labelled((one.source,) if one.source else (), tuple(one.cue), tuple(one.content)) for one in found]
        related = Score().add(article.text, article.attributions, given)
        rows += [[1.0, *evidence_logs(one.evidence)] for one in found]
        right += [float(place in related) for place in range(len(found))]
    if not rows:
        raise ClaimtrackError(
            "the model finds nothing in the development articles: it learned too little; give it more articles or "
            "a higher --epochs"
        )
    return logistic(np.array(rows), np.array(right))


def logistic(rows: np.ndarray, right: np.ndarray) -> tuple[float, ...]:
    """Fit a logistic regression by Newton's method, its weights held back a little (ridge)."""
    weights = np.zeros(rows.shape[1])
    ridge = _RIDGE * np.eye(rows.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - likely) - ridge @ weights
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return tuple(round(float(weight), 4) for weight in weights)


def reliability(confidences: Sequence[float], right: Sequence[bool], *, bins: int = 10) -> list[Bin]:
    """Sort attributions by confidence into bins of equal width and say what share of each was right."""
    table = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        held = [
            (confidence, is_right)
            for confidence, is_right in zip(confidences, right, strict=True)
            if low <= confidence < high or (number == bins - 1 and confidence == high)
        ]
        if held:
            mean = sum(confidence for confidence, _ in held) / len(held)
            share = sum(is_right for _, is_right in held) / len(held)
            table.append(Bin(low, high, len(held), round(mean, 3), round(share, 3)))
    return table
