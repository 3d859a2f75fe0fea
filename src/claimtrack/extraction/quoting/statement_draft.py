"""A statement in the making: where a model says that one begins and ends, before it is known who says it."""

from collections.abc import Callable
from dataclasses import dataclass

from claimtrack.extraction.values import Spans


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """One statement. Spans are code points into the text, in order; the rest are probabilities.

    ``said`` is how likely somebody other than the outlet says it, ``checkable`` how likely evidence could decide it,
    ``likely`` how sure the model is of where it begins and ends. ``is_inner`` tells that it stands inside another.
    """

    spans: Spans
    said: float
    checkable: float
    likely: float
    is_inner: bool = False


@dataclass(frozen=True, slots=True)
class StatementEvidence:
    """What the confidence of a statement, its words and whose it is, is computed from.

    ``likely`` and ``said`` are the draft's; ``attributed`` the confidence of its attribution, None for the outlet's own
    voice. ``is_near`` tells that its attribution only stands beside it, ``is_pronoun`` and ``is_named`` how that names
    who speaks, ``is_perhaps`` that an attribution holds the words of what was taken for the outlet's own.
    """

    likely: float
    said: float
    attributed: float | None = None
    is_near: bool = False
    is_pronoun: bool = False
    is_named: bool = False
    is_perhaps: bool = False


Sure = Callable[[StatementEvidence], float]
"""Tells how likely a statement, and whose it is, is right: 0 to 1."""
