"""What the model says of a word: its part in an attribution, and in the statement that a reviewer decides."""

from enum import Enum, IntEnum

from claimtrack.vocabulary import CaveatKind


class SpanRole(Enum):
    """A part of an attribution."""

    CUE = "cue"
    SOURCE = "source"
    CONTENT = "content"


OUTSIDE = 0
#: Each kind of span, in the order of its labels: begin is ``1 + 2 * place``, inside is ``2 + 2 * place``.
#: The second value says that the span's cue stands behind it.
KINDS: tuple[tuple[SpanRole, bool], ...] = (
    (SpanRole.CUE, False),
    (SpanRole.SOURCE, True),
    (SpanRole.SOURCE, False),
    (SpanRole.CONTENT, True),
    (SpanRole.CONTENT, False),
)
LABELS = 1 + 2 * len(KINDS)
"""How many labels there are."""


CUE_LABEL = 1
"""The label that begins a cue."""


def begin_label(role: SpanRole, *, ahead: bool) -> int:
    """Return the label of a span's first word; ``ahead`` says that its cue stands behind it. Inside is one more."""
    return 1 + 2 * KINDS.index((role, ahead and role is not SpanRole.CUE))


class StatementLabel(IntEnum):
    """What a word is to the statement it may stand in; the order is that of the network's scores."""

    OUTSIDE = 0
    BEGIN = 1
    INSIDE = 2
    GOES_ON = 3
    """Begins a further piece of the statement in front: what stands between is who says it."""


class InnerLabel(IntEnum):
    """What a word is to a statement inside another: what somebody says that somebody says."""

    OUTSIDE = 0
    BEGIN = 1
    INSIDE = 2


SAID = len(StatementLabel) + len(InnerLabel)
"""The place of the score that somebody other than the outlet says it."""
CHECKABLE = SAID + 1
"""The place of the score that evidence could decide it."""
STATEMENT_SCORES = CHECKABLE + 1
"""How many scores the network gives a word for the statements it stands in."""
DOUBT_VECTOR = 64
"""How long the vectors are by which a doubt asks for what it speaks of, and a word answers."""
DOUBT_SCORES = len(CaveatKind) + 2 * DOUBT_VECTOR
"""How many numbers the network gives a word for doubts: each kind's score, what asks, what answers."""
