"""When two spellings are one name."""

import re
import unicodedata
from difflib import SequenceMatcher

from claimtrack.errors import InvalidInput
from claimtrack.rules.letters import LOOKS_LIKE
from claimtrack.rules.names import may_be_one

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_DIGITS = re.compile(r"\d+")
_SMALL = frozenset({"the", "a", "an", "of", "for", "and", "in", "at", "on", "to", "de", "al", "mr", "mrs", "ms", "dr"})


_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_NEARLY = 0.88
"""From this share of common letters on, two names may be one misspelt."""


def folded(name: str) -> str:
    """Return the key of a name: case, width, white space and what cannot be seen do not count."""
    seen = "".join(mark for mark in unicodedata.normalize("NFKC", name) if unicodedata.category(mark) != "Cf")
    return " ".join(seen.casefold().split())


def refuse_mixed_alphabets(name: str) -> None:
    """Raise InvalidInput for a word in letters of two alphabets: nobody is called that, it only looks like a name."""
    for word in name.split():
        found = {unicodedata.name(mark, "").partition(" ")[0] for mark in word if mark.isalpha()} & _ALPHABETS
        if len(found) > 1:
            both = " and ".join(sorted(alphabet.capitalize() for alphabet in found))
            raise InvalidInput(f'"{word}" in "{name}" mixes {both} letters that look alike; type it in one alphabet')


def source_key(name: str) -> str:
    """Return the key of a source's name: a leading article does not count either."""
    return _ARTICLE.sub("", folded(name)) or folded(name)


def alike(one: str, other: str) -> bool:
    """Tell whether two names may be one source's: all words of one are among those of the other, it is misspelt, or
    they are one by a measure of ``rules.names``.

    A hint to ask, never ground enough to treat the two as one.
    """
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return False
    return mine <= theirs or theirs <= mine or _nearly(one, other) or may_be_one(one, other) is not None


def look_the_same(one: str, other: str) -> bool:
    """Tell whether a reader could not tell two names apart."""
    return folded(one).translate(LOOKS_LIKE) == folded(other).translate(LOOKS_LIKE)


def _nearly(one: str, other: str) -> bool:
    mine, theirs = (folded(name).translate(LOOKS_LIKE) for name in (one, other))
    if _DIGITS.findall(mine) != _DIGITS.findall(theirs):
        return False  # "District 3" is no other spelling of "District 4"
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    # The first two are bounds from above, and cost next to nothing.
    return all(ratio() >= _NEARLY for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))


def is_named(name: str, kind: str) -> bool:
    """Tell whether a speaker is named, so that two articles that name them mean the same source."""
    if kind == "anonymous":
        return False
    words = _ARTICLE.sub("", name.strip(), count=1).split()
    # A group's first word is often capitalised only because it begins the sentence.
    counting = words[1:] if kind == "group" else words
    return any(word[:1].isupper() for word in counting)


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(folded(name))) - _SMALL
