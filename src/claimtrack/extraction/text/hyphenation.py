"""Hyphens at the ends of lines: whether one belongs to a word or only breaks it, as print does."""

import re

from claimtrack.extraction.values import Span

_BROKEN = re.compile(r"([^\W\d_]+)-$")
_FOLLOWING = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HALVES = re.compile(r"[^\W\d_]+-[ \t]*\r?\n[ \t>]*[^\W\d_]*")
_KEPT = frozenset(
    "all anti back cease co cross double eight five fly four full great half hard high ill kick knock large left long "
    "low mid mother mini multi nine non off one over part passer post right runner second self semi seven short six "
    "south step ten third three time two under vice well west wide world year".split()
)
"""What a word with a hyphen often begins with, where the text itself tells nothing."""
_LONGEST = 40


class Hyphenation:
    """Tells of a text which hyphens at the ends of its lines only break a word."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: frozenset[str] | None = None

    def breaks_word(self, span: Span) -> bool:
        """Tell whether the word in front of a line break, ``span``, is broken by its hyphen; it is asked of the text.

        It is where the text has the whole word elsewhere. It is not where the text has it with its hyphen, where both
        halves are words of the text, or where the first is what such words begin with.
        """
        before = _BROKEN.search(self._text, max(0, span[0] - _LONGEST), span[0])
        behind = _FOLLOWING.match(self._text, span[1], span[1] + _LONGEST)
        if before is None or behind is None or not before[1].islower() or not behind[0].islower():
            return False
        first, second = before[1], behind[0]
        words = self._known()
        if f"{first}-{second}" in words:
            return False
        return first + second in words or not (first in _KEPT or (first in words and second in words))

    def _known(self) -> frozenset[str]:
        """Return the words of the text in small letters; the halves of a broken one are none."""
        if self._words is None:
            self._words = frozenset(word.lower() for word in _WORD.findall(_HALVES.sub(" ", self._text)))
        return self._words
