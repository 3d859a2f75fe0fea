"""Which attributions that a machine made deserve a second look, and which of the doubts that it found count.

A learned engine gives every attribution the calibrated probability that its source, cue and content are right. Below
the bar it is more likely wrong than right. What a person has decided or put right has been looked at already.
"""

from claimtrack.vocabulary import OPEN, LinkState, Said, Status, counts_unjudged

SECOND_LOOK_BELOW = 0.5
"""The bar. It stands here and nowhere else: `list --uncertain`, `show` and `ingest` go by it."""


def is_low(confidence: float | None) -> bool:
    """Tell whether a machine was so unsure; one that gives no confidence, as the rules engine, never was."""
    return confidence is not None and confidence < SECOND_LOOK_BELOW


def doubt_stands(confidence: float | None, state: LinkState) -> bool:
    """Tell whether a doubt on record counts: a person's word stands above how sure the machine was."""
    if state is not LinkState.PROPOSED:
        return state is LinkState.ACCEPTED
    return counts_unjudged(confidence)


def is_uncertain(confidence: float | None, *, status: Status, said: Said, by_hand: bool) -> bool:
    """Tell whether a claim deserves a second look.

    It has no verdict of either kind, and is not ``by_hand``: a person did not add, split off or correct it.
    """
    return is_low(confidence) and status in OPEN and said is Said.UNCHECKED and not by_hand
