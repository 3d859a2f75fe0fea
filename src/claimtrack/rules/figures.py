"""The numbers and the days that a text tells, in digits or in English words, so that two texts can be compared.

A number that can be read in two ways ("1.000") has both values: to find it again either will do.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, takewhile

from claimtrack.rules.shares import parts_of_scales

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_WORTH = {word: value for value, word in enumerate(_SMALL)} | {
    word: 10 * place for place, word in enumerate(_TENS, start=2)
}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5, "crore": 10**7}
_TIMES = {"dozen": 12, "hundred": 100} | _SCALES
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_MEANS_ONLY_THAT = frozenset({"mn", "bn", "tn"})
"""Of the short forms; a "k" or "m" may be something else, such as metres."""
_HALF = Fraction(1, 2)
_MONTHS = "January February March April May June July August September October November December".split()
_LONGEST = 24
"""Words of one number at most: up to the trillions with every "and" there are fewer."""
_ALL_TIMES = "|".join([*_TIMES, *sorted(_SHORT, key=len, reverse=True)])

_IN_DIGITS = re.compile(
    r"(?<!\w)(?<!\d[.,])(?P<digits>\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|"
    r"\d{1,3}(?:[ \u00a0\u202f\u2009,.'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?)"
    rf"(?:[-\s]?(?P<times>{_ALL_TIMES})\b)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[-\s]+|,\s+")
_IN_A_NAME = re.compile(r"[^\W\d_]*[A-Z][^\W\d_]*-$")
"""What stands before the digits of "COVID-19" or "F-16"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: where it stands, and what it may be worth; ``in_words`` says that it has no digit."""

    start: int
    end: int
    values: frozenset[Fraction]
    in_words: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a text: where it stands, and the days of a month that may be meant, each with the year or None."""

    start: int
    end: int
    meant: frozenset[tuple[int, int, int | None]]


def figures(text: str) -> list[Figure]:
    """Return the numbers in a text, in their order; "nineteen eighty-four" is one, "a quarter of a million", too."""
    parts = [Figure(start, end, frozenset({value}), in_words=True) for start, end, value in parts_of_scales(text)]
    others = [*_in_digits(text), *_joined_years(text, list(_in_words(text)))]
    found = [*parts, *(one for one in others if not any(part.start <= one.start < part.end for part in parts))]
    return sorted(found, key=lambda one: one.start)


def ordinals(text: str) -> frozenset[Fraction]:
    """Return what the ordinals in words are worth: "the third" is 3."""
    words = [match[0].lower() for match in _WORD.finditer(text)]
    found = {Fraction(_ORDINALS.index(word) + 1) for word in words if word in _ORDINALS}
    for tens, rest in pairwise(words):
        if tens in _TENS and rest in _ORDINALS[:9]:
            found.add(Fraction(_WORTH[tens] + _ORDINALS.index(rest) + 1))
    return frozenset(found)


def _in_digits(text: str) -> Iterator[Figure]:
    for match in _IN_DIGITS.finditer(text):
        if _IN_A_NAME.search(text, max(0, match.start() - 20), match.start()):
            continue
        times = (match["times"] or "").lower()
        values = set(_readings(match["digits"]))
        if times:
            scaled = {value * (_TIMES.get(times) or _SHORT[times]) for value in values}
            values = scaled if times in _TIMES or times in _MEANS_ONLY_THAT else scaled | values
        yield Figure(match.start(), match.end(), frozenset(values), in_words=False)


def _readings(digits: str) -> Iterator[Fraction]:
    """Yield what a number in digits may be worth: the world does not agree on commas, full stops and blanks."""
    plain = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in digits)
    plain = re.sub(r"[^\d.,]", "", plain)
    marks = re.findall(r"[.,]", plain)
    if not marks:
        yield Fraction(plain)
        return
    whole, _, rest = plain.rpartition(marks[-1])
    whole = re.sub(r"[.,]", "", whole)
    decimal = len(marks) == 1 and len(rest) != 3
    if decimal or len(set(marks)) == 2 or (len(marks) == 1 and marks[0] == "."):
        yield Fraction(f"{whole}.{rest}")
    if not decimal and len(set(marks)) == 1:
        yield Fraction(whole + rest)


def _in_words(text: str) -> Iterator[Figure]:
    words = list(_WORD.finditer(text))
    place = 0
    while place < len(words):
        length, value = _counted(text, words[place : place + _LONGEST])
        if length:
            yield Figure(words[place].start(), words[place + length - 1].end(), frozenset({value}), in_words=True)
        place += length or 1


def _counted(text: str, words: Sequence[re.Match[str]]) -> tuple[int, Fraction]:
    """Return how many of these words make one number from the first on, and which; none where the first makes none."""
    reader = _Reader()
    together = _together(text, words)
    length = 0
    place = 0
    while place < len(together):
        taken = reader.take(together[place:])
        if not taken:
            break
        place += taken
        length = place
    return length, reader.value


def _together(text: str, words: Sequence[re.Match[str]]) -> list[str]:
    """Return the words, in lower case, from the first to one that is not just behind the one before it."""
    near = takewhile(lambda pair: _BETWEEN.fullmatch(text, pair[0].end(), pair[1].start()), pairwise(words))
    return [words[0][0].lower(), *(later[0].lower() for _, later in near)] if words else []


class _Reader:
    """Reads one number word by word."""

    def __init__(self) -> None:
        self.total = Fraction(0)
        self.current: Fraction | None = None
        self.last_scale: int | None = None
        self.open_for = 0
        """Below what the next small number has to be: 10 behind "eighty", 100 behind a hundred."""

    @property
    def value(self) -> Fraction:
        return self.total + (self.current or 0)

    @property
    def begun(self) -> bool:
        return self.current is not None or self.last_scale is not None

    def take(self, words: Sequence[str]) -> int:
        """Take what goes on with the number of the next words; gives how many that were."""
        word = words[0]
        if word in _WORTH:
            return self._small(_WORTH[word])
        if word in _TIMES:
            return self._times(_TIMES[word])
        if word in {"a", "an"} and not self.begun and words[1:2] and words[1] in _TIMES:
            self.current = Fraction(1)
            return 1 + self._times(_TIMES[words[1]])
        if word == "half" and not self.begun and words[1:2] in (["a"], ["an"]) and words[2:3] and words[2] in _TIMES:
            self.current = _HALF
            return 2 + self._times(_TIMES[words[2]])
        if word == "and" and self.begun:
            return self._and(words[1:])
        return 0

    def _small(self, value: int) -> int:
        if not self.begun:
            self.current = Fraction(0)
            self.open_for = 100
        if value >= self.open_for or (value == 0 and self.value):
            return 0
        self.current = (self.current or Fraction(0)) + value
        self.open_for = 10 if value >= 20 else 0
        return 1

    def _times(self, times: int) -> int:
        if self.current is None or not self.current:
            return 0
        if times in {12, 100}:
            if self.current >= 100:
                return 0
            self.current *= times
            self.open_for = 100 if times == 100 else 0
            return 1
        if self.last_scale is not None and times >= self.last_scale:
            return 0
        self.total += self.current * times
        self.current, self.last_scale, self.open_for = None, times, 1000
        return 1

    def _and(self, words: Sequence[str]) -> int:
        if words[:2] == ["a", "half"] and self.current is not None:
            self.current += _HALF
            self.open_for = 0
            return 3
        if self.open_for in {100, 1000} and words and words[0] in _WORTH:
            taken = self._small(_WORTH[words[0]])
            return taken + 1 if taken else 0
        return 0


def _joined_years(text: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """Yield these numbers, two that are spoken as a year ("nineteen eighty-four") as one."""
    place = 0
    while place < len(found):
        one, after = found[place], found[place + 1] if place + 1 < len(found) else None
        (value,) = one.values
        if after is not None and 10 <= value <= 20 and _BETWEEN.fullmatch(text, one.end, after.start):
            (rest,) = after.values
            if 10 <= rest < 100:
                yield Figure(one.start, after.end, frozenset({100 * value + rest}), in_words=True)
                place += 2
                continue
        yield one
        place += 1


_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if len(month) > 3 else month for month in _MONTHS).replace(
    "Sep(?:tember)?", "Sept?(?:ember)?"
)
_NUMBERED = rf"\d{{1,2}}(?:st|nd|rd|th)?|(?:(?:{'|'.join(_TENS[:2])})[-\s])?(?:{'|'.join(_ORDINALS)})|thirtieth"
_DAYS = (
    re.compile(
        rf"\b(?P<day>(?i:{_NUMBERED}))\s+(?:of\s+)?(?P<month>{_MONTH}|{_MONTH.upper()})\b\.?(?:,?\s+(?P<year>\d{{4}})\b)?"
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH}|{_MONTH.upper()})\b\.?\s+(?:the\s+)?(?P<day>(?i:{_NUMBERED}))\b(?:,?\s+(?P<year>\d{{4}})\b)?"
    ),
)
_IN_NUMBERS = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})\b"),
)


def days(text: str) -> list[Day]:
    """Return the days that a text tells: "16 May 2024", "May 16th", "the sixteenth of May", 2024-05-16, 16.5.2024."""
    found: list[Day] = []
    for pattern in (*_IN_NUMBERS, *_DAYS):
        for match in pattern.finditer(text):
            meant = frozenset(_meant(match))
            if meant and not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(Day(match.start(), match.end(), meant))
    return sorted(found, key=lambda one: one.start)


def _meant(match: re.Match[str]) -> Iterator[tuple[int, int, int | None]]:
    day, month = _day(match["day"]), _month(match["month"])
    year = int(match["year"]) if match["year"] else None
    pairs = [(day, month), (month, day)] if "mark" in match.groupdict() and match["mark"] == "/" else [(day, month)]
    yield from ((one, other, year) for one, other in pairs if 1 <= one <= 31 and 1 <= other <= 12)


def _day(word: str) -> int:
    digits = re.match(r"\d+", word)
    if digits is not None:
        return int(digits[0])
    if word.lower() == "thirtieth":
        return 30
    tens, _, rest = word.lower().replace(" ", "-").rpartition("-")
    return (_WORTH[tens] if tens else 0) + _ORDINALS.index(rest) + 1


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(number for number, month in enumerate(_MONTHS, start=1) if month[:3] == word[:3].capitalize())


def month_name(number: int) -> str:
    """Return what a month is called, counted from 1."""
    return _MONTHS[number - 1]


def months(text: str) -> frozenset[int]:
    """Return the months that a text names, beside a day or not."""
    return frozenset(_month(match[0]) for match in re.finditer(rf"\b(?:{_MONTH}|{_MONTH.upper()})\b", text))
