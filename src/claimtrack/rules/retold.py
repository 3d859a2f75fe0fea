"""Which texts are copies with a word changed here and there, or with marks in them that nobody sees.

A word in six changed leaves of the runs of five words one in six, and half of the runs of three. So shorter runs are
looked at, of words as a reader sees them: without soft hyphens, joiners and accents, letters of other alphabets as the
Latin ones that they look like. Two reports that quote the same speech have long runs in common, and short ones no more
than these; a retold text has many more short ones than long ones.
"""

import re
import unicodedata

from claimtrack.rules.copies import Sketch, bounded, part_of, runs_of, shared_by
from claimtrack.rules.letters import LOOKS_LIKE

RUN = 3
"""Words in a run."""
_COPIED = 0.4
"""What share of the shorter text's short runs stands in the other one when it is a copy with words changed."""
_SCATTERED = 0.8
"""Of that share, what the share of long runs is at most: with more, one has quoted passages of the other."""
_LEAST = 20
"""Runs; a few lines share fewer by chance."""
_WORD = re.compile(r"[^\W_]+")


def short_runs(text: str) -> Sketch:
    """Return the sketch of a text's short runs, of words as a reader sees them."""
    return bounded(_seen(text), RUN)


def whole_short_runs(text: str) -> Sketch:
    """Return the same with every hash in it, however long the text is."""
    return runs_of(_seen(text), RUN)


def _seen(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    seen = "".join(mark for mark in plain if unicodedata.category(mark) not in {"Cf", "Mn"})
    return _WORD.findall(seen.translate(LOOKS_LIKE))


def is_retold(one: Sketch, other: Sketch, *, long_runs: float) -> bool:
    """Tell whether two texts are one by their short runs; ``long_runs`` is the share of long runs that they share."""
    share = part_of(one, other)
    return shared_by(one, other) >= _LEAST and share >= _COPIED and long_runs <= _SCATTERED * share
