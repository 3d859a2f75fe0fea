"""How many of what: the figures of a statement, and whether two statements count the same thing differently."""

import re
from dataclasses import dataclass
from functools import lru_cache

from claimtrack.extraction.text.sameness import stem, stems

_WORDS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen "
        "nineteen twenty".split(),
        start=2,
    )
} | {
    "one": 1,
    "no": 0,
    "none": 0,
    "nobody": 0,
    "hundreds": 300,
    "thousands": 3000,
    "dozens": 36,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_TIMES = {"m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "thousand": 1e3, "hundred": 1e2, "dozen": 12.0}
_FIGURE = re.compile(
    r"(?P<bound>\b(?:at least|more than|over|up to|fewer than|less than|about|around|some|nearly|almost|only|just)\s+)?"
    r"(?P<mark>[$€£])?(?<![\w.,:/-])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|"
    + "|".join(_WORDS)
    + r")(?![\d:/]|\.\d)"
    r"(?P<times>\s?(?:m|bn|million|billion|thousand|hundred|dozen)\b)?(?P<share>\s?(?:%|per cent\b|percent\b))?"
    r"(?!\s?percentage)",
    re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE_BEFORE = re.compile(
    r"\b(?:in|since|of|by|until|from|" + _MONTHS + r"|No|Route|page|at|aged?|under|over|s?he (?:is|was|turned))\s+$",
    re.IGNORECASE,
)
_DATE_BEHIND = re.compile(r"^\s?(?:" + _MONTHS + r"|a\.?m\b|p\.?m\b|o[’']clock|-year|of (?:them|the))", re.IGNORECASE)
_UNIT = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_STOPS = re.compile(r"[.,;:”“]|\b(?:and|but|that|which|while|when|after|before|because)\b")
_ANY_UNIT = frozenset(
    stem(word)
    for word in "people persons men women civilians soldiers residents children marks crowns euros pounds dollars "
    "kilometres miles metres years months days weeks hours minutes times cent percent tonnes tons kilos houses others "
    "members".split()
)
_COUNTS = re.compile(
    r"\b(?:put|puts|count|counted|counts|number|figure|total|toll|estimate|estimated)\b", re.IGNORECASE
)
_PUT_AT = re.compile(
    r"\b(?:number|numbers|count|total|tally)\s+of\s+(?P<unit>[^,;:]+?)\s+(?:at|to)\s+$|"
    r"\b(?P<toll>toll|turnout|attendance|losses)\b[^,;:]*?\s(?:at|to)\s+$",
    re.IGNORECASE,
)
"""``the number of dead at``, in front of the number."""
_BESIDE = frozenset(
    stem(word) for word in "least less fewer nearly almost around nearer close closer many few only just".split()
)
_MOST = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the stems of what it counts, and whether it is only a bound: "at least 40"."""

    value: float
    units: frozenset[str]
    is_low_bound: bool
    is_share: bool


def is_number(word: str) -> bool:
    """Tell whether a word, in small letters, is a number written out: "eleven"."""
    return word in _WORDS


@lru_cache(maxsize=512)
def figures_in(words: str) -> tuple[Figure, ...]:
    """Give the figures that count something; years, dates, times and ages are left out."""
    found: list[Figure] = []
    for match in _FIGURE.finditer(words):
        figure = _figure(words, match)
        if figure is not None:
            found.append(figure)
        if len(found) == _MOST:
            break
    return tuple(found)


def _figure(words: str, match: re.Match[str]) -> Figure | None:
    number = match["number"].lower()
    behind = words[match.end() : match.end() + 60]
    value = float(_WORDS[number]) if number in _WORDS else float(number.replace(",", ""))
    is_year = number.isdigit() and len(number) == 4 and 1500 <= value <= 2100 and match["times"] is None
    before = words[: match.start()]
    put = _PUT_AT.search(before)
    if is_year or _DATE_BEHIND.match(behind) or (put is None and not match["bound"] and _DATE_BEFORE.search(before)):
        return None
    if number in {"one", "no"} and not match["times"]:
        return None
    value *= _TIMES.get((match["times"] or "").strip().lower(), 1.0)
    bound = (match["bound"] or "").strip().lower()
    unit = _counted(_STOPS.split(behind, maxsplit=1)[0])
    if not unit.strip() and put is not None:
        unit = put["unit"] or put["toll"]
    held = frozenset(stem(word[0]) for word in list(_UNIT.finditer(unit))[:4]) & (stems(unit) | {"die"})
    return Figure(value, held, bound in {"at least", "more than", "over"}, bool(match["share"]))


def _counted(unit: str) -> str:
    """Leave out what the things counted are of, "cases of arson", but not what a measure is of: "tonnes of fish"."""
    head, of, _ = unit.partition(" of ")
    is_measure = all(stem(word[0]) in _ANY_UNIT for word in _UNIT.finditer(head))
    return unit if not of or is_measure else head


def differ(before: str, behind: str) -> bool:
    """Tell whether two statements give different numbers of the same thing.

    The same is what the words behind the numbers name; "people" or "dollars" alone is not enough, unless the rest of
    the two statements has a word in common too. A bare number counts what the one before it counted.
    """
    left = figures_in(before)
    right = figures_in(behind) if left else ()
    if not right or {one.value for one in left} & {other.value for other in right}:
        return False
    shared = stems(before) & stems(behind)
    return any(_is_other_count(one, other, shared, behind) for one in left for other in right)


def _is_other_count(one: Figure, other: Figure, shared: frozenset[str], behind: str) -> bool:
    if one.is_share != other.is_share or _is_within(one, other) or _is_within(other, one):
        return False
    units = one.units & other.units
    if units - _ANY_UNIT:
        return True
    if units:
        return bool(shared - units - _ANY_UNIT)
    return not other.units and (bool(shared - _ANY_UNIT) or _COUNTS.search(behind) is not None or _is_bare(behind))


def _is_bare(words: str) -> bool:
    """Tell whether there is nothing but the number: "fewer than 900 had"."""
    return all(word[0].isdigit() or word in _BESIDE for word in stems(words))


def _is_within(bound: Figure, figure: Figure) -> bool:
    """Tell whether "at least 40" leaves room for the other figure."""
    return bound.is_low_bound and figure.value >= bound.value
