"""What becomes of a line's end inside a paragraph: a space, nothing, or a hyphen that was put or was there."""

import re
from collections.abc import Iterable

from claimtrack.reading.pdf.scripts import has_no_spaces

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+)[-‐]\Z")
_LONGEST = 60
"""Characters of a word that is broken at a line's end; German has such."""
_FIRST = re.compile(r"[^\W\d_]+")
_RANGE = re.compile(r"\d[-‐‑–]\Z")
_OPEN = re.compile(r"[^\s][—–/]\Z")
_SUSPENDED = frozenset("and or to und oder et ou y o e".split())
# First and last parts of words with a hyphen of their own.
_BEFORE = frozenset(
    "well ill self ex non anti pro pre post co re semi half all high low long short old new so then vice cross by far "
    "first second third fourth fifth last one two three four five six seven eight nine ten twenty thirty forty fifty "
    "sixty seventy eighty ninety mid multi near north south east west full part early late hard soft single double "
    "open still left right large small world state government company much ever best better worst record deep".split()
)
_WHOLE = frozenset(
    "sunday monday tuesday wednesday thursday friday saturday today yesterday holiday birthday midday weekday someday "
    "everyday weekend outlaw midyear sometime lifetime daytime wartime peacetime overtime meantime "
    "layout payout output input outcome setup backup startup makeup followup".split()
)
"""Of parts that others have a hyphen between."""
_BEHIND = frozenset(
    "based known led backed owned run old year years month day week hour term time scale level profile general elect "
    "related free made style wide off up in out to being law in-law called looking standing speaking born bound "
    "ranking rate range quality minute third thirds quarter quarters class party state wing proof like funded".split()
)


class Known:
    """The words of a document, by which a broken word is told from one with a hyphen."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Learn the words of these lines, but for the pieces at their broken ends."""
        self._words: set[str] = set()
        broken = False
        for line in lines:
            words = [word.lower() for word in _WORD.findall(line)]
            broken_after = bool(_LAST.search(line[-_LONGEST:]))
            self._words.update(words[1 if broken else 0 : len(words) - 1 if broken_after else None])
            broken = broken_after

    def joined(self, before: str, after: str) -> tuple[str, str]:
        """Return the first of two lines of a paragraph as it goes on, and what stands between it and the other."""
        if before.endswith("\u00ad"):
            return before[:-1], ""
        broken = _LAST.search(before[-_LONGEST:])
        first = _FIRST.match(after)
        if broken is not None and first is not None:
            return self._mended(before, broken[1], first[0], after)
        if (_RANGE.search(before[-2:]) and after[:1].isdigit()) or (broken is not None and after[:1].isdigit()):
            return before, ""
        if _OPEN.search(before[-2:]):
            return before, ""
        return before, "" if has_no_spaces(before[-1:]) and has_no_spaces(after[:1]) else " "

    def _mended(self, before: str, left: str, right: str, after: str) -> tuple[str, str]:
        if right.lower() in _SUSPENDED and after[len(right) : len(right) + 1] in {" ", ""}:
            return before, " "
        if not right[0].islower() or self._has_a_hyphen(left.lower(), right):
            return before, ""
        return before[:-1], ""

    def _has_a_hyphen(self, left: str, right: str) -> bool:
        if left + right in self._words or left + right in _WHOLE:
            return False
        if f"{left}-{right}" in self._words or left in _BEFORE or right in _BEHIND:
            return True
        return len(left) > 2 and len(right) > 2 and left in self._words and right in self._words
