"""Parts of a whole, places in a row and decades, as texts tell them: "two thirds", "the third attack", "the 1990s"."""

import re
from collections.abc import Iterator
from fractions import Fraction

_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_PARTS = {"quarter": 4, "third": 3, "fifth": 5, "tenth": 10}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_PART = rf"\b(?P<count>{'|'.join(_COUNTS)})[\s-]+(?P<part>{'|'.join(_PARTS)})(?P<several>s)?\b"
_OF_A_SCALE = re.compile(rf"{_PART}\s+of\s+(?:a|an|one)\s+(?P<scale>{'|'.join(_SCALES)})\b", re.IGNORECASE)
_SHARE = re.compile(rf"{_PART}(?P<of>\s+of\b)?(?!\s+of\s+(?:a|an|one)\s+(?:{'|'.join(_SCALES)})\b)", re.IGNORECASE)
_PERCENT = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,]\d+)?)\s*-?(?:%|per\s?cent\b)", re.IGNORECASE)
_DECADE = re.compile(r"\b([12]\d\d0)s\b")
_PLACE = re.compile(r"\b(\d{1,4})(?:st|nd|rd|th)\b")
_NEAR = Fraction(1, 100)
"""How far two shares may be apart to be one: "two thirds" and "66 percent"."""


def parts_of_scales(text: str) -> Iterator[tuple[int, int, Fraction]]:
    """Yield where a part of a large number stands, and what it is worth: "a quarter of a million" is 250,000."""
    for match in _OF_A_SCALE.finditer(text):
        yield match.start(), match.end(), _worth(match) * _SCALES[match["scale"].lower()]


def other_shares(claim: str, passage: str) -> Iterator[str]:
    """Say of each part that a claim tells in words that the passage tells other parts, and not that one."""
    there = [*_in_words(passage), *((match[0], _percent(match)) for match in _PERCENT.finditer(passage))]
    for words, share in _in_words(claim):
        if there and all(abs(other - share) > _NEAR for _, other in there):
            yield f"the claim says {words}; the passage has {there[0][0]}"


def has_share(text: str, percent: Fraction) -> bool:
    """Tell whether a text has so many percent in words: "three quarters" for 75."""
    return any(abs(share - percent / 100) <= _NEAR for _, share in _in_words(text))


def without_shares(text: str) -> str:
    """Return a text without its parts of a whole: in "two thirds" there is no third in a row."""
    return _SHARE.sub(lambda match: match[0] if not _is_share(match) else " ", _OF_A_SCALE.sub(" ", text))


def placed_in_digits(text: str) -> frozenset[Fraction]:
    """Return the places in a row that are written in digits, from the third on: "the 21st attack"."""
    return frozenset(value for match in _PLACE.finditer(text) if (value := Fraction(match[1])) > 2)


def other_decades(claim: str, passage: str) -> Iterator[str]:
    """Say that a claim tells of a decade, and the passage of others alone."""
    mine, theirs = (list(dict.fromkeys(_DECADE.findall(text))) for text in (claim, passage))
    if theirs and set(theirs).isdisjoint(mine):
        yield from (f"the claim says {one}s; the passage has {theirs[0]}s" for one in mine)


def _in_words(text: str) -> Iterator[tuple[str, Fraction]]:
    for match in _SHARE.finditer(text):
        if _is_share(match):
            yield match[0].removesuffix(match["of"] or ""), _worth(match)


def _is_share(match: re.Match[str]) -> bool:
    """Tell parts, "a third of them" and "one third", from what stands in a row: "a third attack"."""
    return match["of"] is not None or match["count"].lower() not in {"a", "an"}


def _worth(match: re.Match[str]) -> Fraction:
    return Fraction(_COUNTS[match["count"].lower()], _PARTS[match["part"].lower()])


def _percent(match: re.Match[str]) -> Fraction:
    return Fraction(match[1].replace(",", ".")) / 100
