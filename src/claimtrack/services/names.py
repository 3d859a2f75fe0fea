"""When two spellings are one name."""

import re
import unicodedata

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SMALL = frozenset({"the", "a", "an", "of", "for", "and", "in", "at", "on", "to", "de", "al", "mr", "mrs", "ms", "dr"})


def folded(name: str) -> str:
    """Give the key of a name: case, width and white space do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def source_key(name: str) -> str:
    """Give the key of a source's name: a leading article does not count either."""
    return _ARTICLE.sub("", folded(name)) or folded(name)


def alike(one: str, other: str) -> bool:
    """Tell whether two names may be one source's: the words of one are all among the words of the other.

    A hint to ask, never ground enough to treat the two as one.
    """
    mine, theirs = _words(one), _words(other)
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


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
