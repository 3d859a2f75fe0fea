"""A line that somebody speaks by the form of its text."""

from dataclasses import dataclass

from claimtrack.extraction.speakers.mentions import Mentioned
from claimtrack.extraction.values import Span


@dataclass(frozen=True, slots=True)
class Turn:
    """A line ``[start, end)`` that somebody speaks, or asks; what is said begins at ``begin``.

    ``label`` and ``mark`` are the words that name the speaker and what sets them off; ``who`` is the speaker where no
    label names one. A line that ``asks`` without a label is the outlet's own question. What is said ends at ``until``,
    or with the line.
    """

    start: int
    end: int
    begin: int
    label: Span | None = None
    mark: Span | None = None
    who: Mentioned | None = None
    asks: bool = False
    until: int | None = None
