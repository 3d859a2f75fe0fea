"""Whether evidence could decide a statement: a small network over what the large one says of its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
Stretch = tuple[int, int]
"""Words of a paragraph, ``[first, last)``."""

_FIRST, _LAST = 4, 3
_AROUND = 8
READS = 5
"""How often the words of a statement are read: all, the first, the last, those in front and those behind."""


def checkable_features(scores: Numbers, pieces: Sequence[Stretch]) -> Numbers:
    """Return what tells of one statement, ``READS`` means of what the model says of words, one behind the other.

    ``scores`` is all that it says of the paragraph's words, (words, scores); ``pieces`` are the statement's, in order.
    """
    own = np.concatenate([scores[first:last] for first, last in pieces])
    first, last = pieces[0][0], pieces[-1][1]
    read = (own, own[:_FIRST], own[-_LAST:], scores[max(first - _AROUND, 0) : first], scores[last : last + _AROUND])
    nothing = np.zeros(scores.shape[1], dtype=np.float32)
    return np.concatenate([part.mean(axis=0) if len(part) else nothing for part in read]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class CheckableScorer:
    """Two layers over a statement's features.

    ``weights`` holds "mean" and "spread" of the features, by which they are brought to one scale, "0.weight" (hidden,
    features), "0.bias", "1.weight" (1, hidden) and "1.bias".
    """

    weights: Mapping[str, Numbers]

    def likely(self, scores: Numbers, statements: Sequence[Sequence[Stretch]]) -> list[float]:
        """Return for each statement of a paragraph how likely evidence could decide it, 0 to 1."""
        if not statements:
            return []
        features = np.stack([checkable_features(scores, pieces) for pieces in statements])
        held = (features - self.weights["mean"]) / self.weights["spread"]
        hidden = np.maximum(held @ self.weights["0.weight"].T + self.weights["0.bias"], 0)
        logits = (hidden @ self.weights["1.weight"].T + self.weights["1.bias"])[:, 0]
        likely: list[float] = (1 / (1 + np.exp(-logits.astype(np.float64)))).tolist()
        return likely
