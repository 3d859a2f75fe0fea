"""Whether two stretches of text speak of the same thing: by the stems of their words, and of what counts as one."""

import re
from functools import lru_cache

from claimtrack.extraction.english.same_words import EMPTY, ENDINGS, SAME

_STEM_OF = {word: group.split(None, 1)[0] for group in SAME for word in group.split()}
_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d,.]*\d|\d")
_NAME = re.compile(r"(?<=[\w,;:’'] )[A-Z][\w’'-]*[a-z]\w*")
_LEAST_STEM = 3


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return what a word shares with its other forms: ``arrests``, ``arrested`` -> ``arrest``."""
    low = word.lower()
    same = _STEM_OF.get(low)
    if same is not None:
        return same
    for ending in ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _LEAST_STEM:
            return low[: -len(ending)].rstrip("y") if len(low) > len(ending) + 1 else low
    return low


@lru_cache(maxsize=512)
def stems(words: str) -> frozenset[str]:
    """Return the stems of the words that say something."""
    return frozenset(stem(match[0]) for match in _WORD.finditer(words) if match[0].lower() not in EMPTY)


def is_same_matter(one: str, other: str) -> bool:
    """Tell whether two clauses say or deny the same: two words in common that are a good part of the shorter."""
    left, right = stems(one), stems(other)
    shared, shorter = len(left & right), min(len(left), len(right))
    if left & right <= names_in(one) and left > names_in(one):
        return False  # what has only a name in common speaks of the same people, not of the same thing
    return shared > 0 and (shared >= 2 or shorter <= 3) and 3 * shared >= shorter


def names_in(words: str) -> frozenset[str]:
    """Return the stems of the names in a stretch of text: capital words behind another one."""
    return frozenset(stem(match[0].removesuffix("’s").removesuffix("'s")) for match in _NAME.finditer(words))


def speaks_of(words: str, topic: str) -> bool:
    """Tell whether words hold a noun, in whatever form: "the arrests" in "31 people were arrested"."""
    head = stem(topic.split()[-1])
    return len(head) >= _LEAST_STEM and head in stems(words)
