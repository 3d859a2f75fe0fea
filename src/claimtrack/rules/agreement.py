"""How far people who judged the same claims blind agree: Krippendorff's alpha, with the interval that chance leaves it.

Source: K. Krippendorff, Content Analysis, 4th ed., ch. 12 (nominal data, any number of judges, gaps allowed). The
package of that name on PyPI is under the GPL, and has no interval. The interval is a percentile bootstrap over claims:
a thousand times as many claims are drawn with replacement, and alpha is worked out for each draw.
"""

import random
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

DRAWS = 2_000
_SEED = 20261130
_TAILS = 0.025


@dataclass(frozen=True, slots=True)
class Agreement:
    """``alpha`` of so many claims (1: they always agree, 0: as often as by chance), with its 95 % interval.

    ``share`` is how many of the pairs of verdicts agree, from 0 to 1. ``alpha`` is None where nothing can be said: with
    no claim that two judged, and where all verdicts are alike, for then nobody knows what chance would do. ``low`` and
    ``high`` are None with fewer than two claims; draws that say nothing are left out of them.
    """

    claims: int
    share: float | None
    alpha: float | None
    low: float | None
    high: float | None


def agreement(judged: Sequence[Sequence[Hashable]]) -> Agreement:
    """Return how far judges agree; ``judged`` has each claim's verdicts. Claims with fewer than two say nothing.

    The same claims give the same interval each time.
    """
    units = [tuple(one) for one in judged if len(one) > 1]
    alpha = _alpha(units)
    if alpha is None or len(units) < 2:
        return Agreement(len(units), _share(units), alpha, None, None)
    dice = random.Random(_SEED)  # noqa: S311 - draws for a figure, no secret
    draws = sorted(found for _ in range(DRAWS) if (found := _alpha(dice.choices(units, k=len(units)))) is not None)
    low, high = (draws[round(tail * (len(draws) - 1))] for tail in (_TAILS, 1 - _TAILS))
    return Agreement(len(units), _share(units), alpha, low, high)


def _alpha(units: Sequence[tuple[Hashable, ...]]) -> float | None:
    """Return one less the observed disagreement by that which chance would give."""
    totals: Counter[Hashable] = Counter()
    apart = 0.0
    for one in units:
        counts = Counter(one)
        totals.update(counts)
        # Ordered pairs of unlike verdicts on one claim, each claim with the weight of its verdicts.
        apart += (len(one) ** 2 - sum(count**2 for count in counts.values())) / (len(one) - 1)
    number = sum(totals.values())
    by_chance = number**2 - sum(count**2 for count in totals.values())
    return 1 - (number - 1) * apart / by_chance if by_chance else None


def _share(units: Sequence[tuple[Hashable, ...]]) -> float | None:
    pairs = agreeing = 0
    for one in units:
        pairs += len(one) * (len(one) - 1)
        agreeing += sum(count * (count - 1) for count in Counter(one).values())
    return agreeing / pairs if pairs else None
