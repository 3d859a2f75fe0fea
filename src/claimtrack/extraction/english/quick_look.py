"""A quick look at a sentence's words before patterns are tried on it: most sentences hold none of them."""

Look = tuple[tuple[frozenset[str], ...], ...]
"""What a pattern needs: a word of each set, in one of these ways."""


def look(*ways: str) -> Look:
    """Read a look from words: a way is sets of words in lower case, divided by "+"."""
    return tuple(tuple(frozenset(words.split()) for words in way.split("+")) for way in ways)


def may_hold(needed: Look, words: set[str]) -> bool:
    """Tell whether a sentence of these words, in lower case, may hold the pattern."""
    for way in needed:
        for one in way:
            if one.isdisjoint(words):
                break
        else:
            return True
    return False
