"""Whose a source is by the article's own words for it: "Russia's U.N. ambassador" is Russia's."""

import re
from collections.abc import Iterable

from claimtrack.extraction.english.name_words import OFFICES, TITLES

_POSSESSIVE = re.compile(
    r"(?:[Tt]he\s+)?(?P<whole>[^\W\d_a-z][\w.&-]*(?:\s+(?:(?:of|and)\s+(?:the\s+)?)?[^\W\d_a-z][\w.&-]*)*)"
    r"(?:[’']s|(?<=s)[’'])\s+(?P<part>[^,;:(]+)"
)
_NAMED = r"(?:the\s+)?(?P<whole>[^\W\d_a-z][\w.&-]*(?:\s+(?:(?:of|and)\s+(?:the\s+)?)?[^\W\d_a-z][\w.&-]*)*)"
_OF = re.compile(
    r"(?:[Tt]he\s+)?(?i:government|army|armed forces|military|police|parliament|president|embassy|navy|air force|"
    rf"central bank|regime|authorities)\s+of\s+{_NAMED}\s*$"
)
_SPEAKS_FOR = re.compile(
    r"(?:^|.*?[,\s])(?<!former\s)(?:spokes(?:man|woman|person|people)|envoy|ambassador|representative|delegate|emissary)\s+"
    rf"(?:for|of)\s+{_NAMED.removesuffix(')')}(?:\s+(?:{'|'.join(sorted(OFFICES))})){{0,2}})(?=\s*(?:[,.;:(]|$))"
)
_WORD = re.compile(r"[^\W\d_]+")


def whose(words: str) -> str | None:
    """Return the name of whom a source belongs to, or None where its words do not say.

    Reads a name in the possessive in front of an office: "the United States' envoy", "Kaldria's ambassador, I. Maresh",
    and one behind it: "the government of Kaldria", "I. Maresh, a spokeswoman for the Harbour Group".
    """
    plain = " ".join(words.split())
    found = _POSSESSIVE.match(plain)
    if found is not None and not OFFICES.isdisjoint(_WORD.findall(found["part"].casefold())):
        return found["whole"]
    behind = _OF.match(plain) or _SPEAKS_FOR.match(plain)
    return behind["whole"] if behind is not None else None


def fullest(name: str, names: Iterable[str]) -> str:
    """Return the one of ``names`` that a short name means, "Mrs. Clinton" or "Ryan"; else it without its title."""
    words = name.split()
    begin = next(
        (place for place, word in enumerate(words) if word.rstrip(".").casefold() not in TITLES), len(words) - 1
    )
    plain = " ".join(words[begin:])
    meant = {other for other in names if other.endswith(f" {words[-1]}") and all(map(_is_capital, other.split()))}
    if (begin > 0 or len(words) == 1) and len(meant) == 1:
        return meant.pop()
    return plain


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and word != "The"
