"""What the model says of a word: which role it begins or goes on with, and on which side its cue lies."""

from enum import Enum


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
