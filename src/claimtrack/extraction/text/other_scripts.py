"""Sentences of scripts that are not written as English is: other stops or none, no spaces, no capitals.

A line is of such a script where most of what it says is in letters that are none of the Latin, Greek or Cyrillic ones.
What ends a sentence in it is what Unicode says (the property Sentence_Terminal, UAX 44), and what people type for it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extraction.text.spans import trimmed
from claimtrack.extraction.values import Span

if TYPE_CHECKING:
    from regex import Match, Pattern

_MAY_BE = re.compile(r"[\u0530-\u1dff\u2c80-\u2cff\u2d00-\u2ddf\u3005-\ufdff\ufe70-\uffdc\U00010000-\U0003ffff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[A-Za-z\u00c0-\u052f\u1e00-\u1fff]+")
"""Words of Latin, Greek and Cyrillic letters."""
_QUOTED = re.compile(r"[“「『«][^“”「」『』«»]*[”」』»]")
_SHARE = 1 / 3
_WORD_IS = 2
"""Letters; a word of Latin ones among ideographs weighs as much as so many of them."""
_STOPLESS = re.compile(r"[\u0e01-\u0eff\u1950-\u19df\u1a20-\u1aad\uaa80-\uaadf]")
"""Thai, Lao, and the scripts beside them: spaces part phrases, and nothing ends a sentence but the line."""
_UNSPACED = re.compile(r"[\u0e01-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Scripts that put no space between words."""
_HANGUL = re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")
_ARMENIAN, _DANDA = re.compile(r"[\u0531-\u0587]"), re.compile(r"[\u0900-\u0dff]")
_OPENERS = frozenset("「『“‘«《〈（([\"'")
_GOES_ON = frozenset("とってなのをがはにでも、，,;；：:")
"""What follows a quotation that the sentence goes on behind: Japanese particles, and a comma."""
_BROKEN_OFF = re.compile(r"[，、,][”』」]")
_CLOSER = re.compile(r"[”』」»\"]")
_LEAST = 3
"""Letters; what has fewer states nothing, stop or not."""
_LEAST_STOPLESS = 12
_LEAST_UNSTOPPED = 30
_LEAST_WORDS = 12
"""Letters, and words, of a line that has no stop where its script has one: a shorter one is a heading by its look."""
_LONGEST = 1_000
"""Characters; no sentence of any script is as long."""
_LONGEST_HEADLINE = 90
_LONGER = 2.0


def is_of_other_script(line: str) -> bool:
    """Tell whether a line is mostly in letters that are none of the Latin, Greek or Cyrillic ones; linear.

    It is not where only what it quotes is in such letters, and ours say by whom: ``“…,” Li Wei said.``
    """
    if line.isascii() or _MAY_BE.search(line) is None:
        return False
    beside = _QUOTED.sub(" ", line)
    if len(beside) < len(line) and _MAY_BE.search(beside) is None and len(_WORDS.findall(beside)) > 1:
        return False
    letters = len(_LETTER.findall(line))
    ours = _WORDS.findall(line)
    others = letters - sum(map(len, ours))
    return others > 0 and others >= _WORD_IS * len(ours) and others >= _SHARE * letters


def is_unspaced(character: str) -> bool:
    """Tell whether a character is of a script that puts no space between words, or a mark of one."""
    return _UNSPACED.match(character) is not None or character in "，。、；：！？「」『』（）"


def says_sentence(line: str) -> bool:
    """Tell whether a line of another script is a sentence or several: it has a stop, needs none, or is long."""
    letters = _letters(line)
    if letters < _LEAST:
        return False
    if has_stop(line):
        return True
    if line.endswith((":", "：")):
        return False
    if _is_mostly(_STOPLESS, line, letters):
        return letters >= _LEAST_STOPLESS
    if _is_mostly(_UNSPACED, line, letters):
        return letters >= _LEAST_UNSTOPPED
    return len(line.split()) >= _LEAST_WORDS


def may_say(line: str) -> bool:
    """Tell whether a line of another script may be a sentence where its text has none with a stop."""
    return _letters(line) > _LEAST


def may_head(line: str, below: str) -> bool:
    """Tell whether a line of another script is a headline over the one ``below``.

    It has no stop, and is short. Where no sentence has a stop it is half as long as what stands under it, at most.
    """
    if has_stop(line) or len(line) > _LONGEST_HEADLINE or not may_say(line) or line[-1] in "，、,；;：:":
        return False
    return has_stop(below) or len(below) >= _LONGER * len(line)


def has_stop(line: str) -> bool:
    """Tell whether a sentence of a line of another script ends with a stop."""
    return any(_ends(line, stop) for stop in _stops().finditer(line))


def sentences_of(text: str, start: int, end: int) -> Iterator[Span]:
    """Return where the sentences of a line of another script stand, in order; all of the line is in one. Linear."""
    line = text[start:end]
    first = 0
    for stop in _stops().finditer(line):
        if stop.end() < len(line) and _ends(line, stop) and not _is_inside(line, first, stop):
            yield from _bounded(text, start + first, start + stop.end())
            first = stop.end()
    yield from _bounded(text, start + first, end)


@cache
def _stops() -> "Pattern[str]":
    """Return what may end a sentence, with the marks that close behind it. Importing ``regex`` takes 40 ms.

    Burmese writes its lesser stop as others do a comma, whatever Unicode says; the Tibetan ones are none for Unicode.
    ":" is what Armenians and Ethiopians type where a keyboard lacks their own stop, "|" what Indians do.
    """
    import regex

    return regex.compile(
        r"(?:(?:(?!\u104a)\p{Sentence_Terminal}|[\u0f0d-\u0f11…])+|(?<=[\u0531-\u0587]):(?=\s|$)|"
        r"(?<=[\u0900-\u0dff])\|(?=\s|$)|(?<=[\u1200-\u137f])[\u1361:]{2}+)"
        r"(?P<closed>\s?[\u0f0d-\u0f11]|[\p{Close_Punctuation}\p{Final_Punctuation}\"']*)"
    )


def _ends(line: str, stop: "Match[str]") -> bool:
    """Tell whether a mark ends a sentence: not where it stands in a number, behind an initial, or inside a word."""
    mark = stop[0].rstrip("”’»\"')]}」』）》〉")
    end = stop.end()
    following = line[end : end + 1]
    if mark and set(mark) <= {"…"}:
        return not following
    if mark and mark.isascii() and mark[-1] in ".!?":
        if following and not following.isspace() and not (_UNSPACED.match(following) and mark[-1] != "."):
            return False
        return mark != "." or not following or not _is_shortened(line, stop.start())
    return True


def _is_shortened(line: str, place: int) -> bool:
    """Tell whether a full stop shortens a word: one letter, with its vowels, stands in front of it, or a number."""
    if _HANGUL.match(line, place - 1) or _UNSPACED.match(line, place - 1):
        return False
    word = line[max(0, place - 12) : place].split()[-1:]
    letters = _letters(word[0]) if word else 0
    return letters == 1 or (letters == 0 and place < 4)


def _is_inside(line: str, first: int, stop: "Match[str]") -> bool:
    """Tell whether a sentence goes on behind a stop: behind a quotation, with who says it."""
    following = line[stop.end()]
    if stop["closed"].strip():
        return not following.isspace() and (
            following in _GOES_ON or (following not in _OPENERS and _opens_with_it(line, first, stop.start()))
        )
    # “We saw two,” said Wang. “Nobody looked.” Nobody is asked who says what: the two halves stay with the name.
    return (
        following in "“「『"
        and line[first] in _OPENERS
        and _UNSPACED.match(line, stop.start() - 1) is not None
        and _BROKEN_OFF.search(line, first, stop.start()) is not None
    )


def _opens_with_it(line: str, first: int, stop: int) -> bool:
    """Tell whether a sentence opens with the quotation that ends behind a stop: then who says it comes behind."""
    return line[first] in _OPENERS and _CLOSER.search(line, first + 1, stop) is None


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    start, end = trimmed(text, (start, end))
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in " ，、,၊،") + 1
        cut = cut if cut > 0 else start + _LONGEST
        yield trimmed(text, (start, cut))
        start = trimmed(text, (cut, end))[0]
    if start < end:
        yield start, end


def _letters(line: str) -> int:
    return len(_LETTER.findall(line))


def _is_mostly(script: re.Pattern[str], line: str, letters: int) -> bool:
    return 2 * sum(unicodedata.category(one)[0] == "L" for one in script.findall(line)) >= letters
