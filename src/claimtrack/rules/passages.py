"""What a claim says that the passage of its evidence does not: numbers, days, names, and a "not".

A machine cannot tell whether a passage bears a claim out; it can tell that eighty-two stands in the one and not in the
other. What is found is a question to whoever reads it and never keeps a piece from counting.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from claimtrack.rules.denials import DENYING
from claimtrack.rules.figures import Figure, days, figures, month_name, months, ordinals
from claimtrack.rules.opposites import hedged, opposites
from claimtrack.rules.shares import has_share, other_decades, other_shares, placed_in_digits, without_shares
from claimtrack.vocabulary import Nature, Stance

_MOST = 4
"""Numbers of one claim that are named; a table read as a sentence has dozens."""
_NEAR = Fraction(15, 100)
"""How far from a number that the claim gives as a rough one the passage's may be."""
_ROUGHLY = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|estimated|than|over|least|most|under|up to|"
    r"as many as|close to|up|of)\s+$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(r"\b(?:(?:fewer|less|no more) than|under|up to|as many as|at most)\s+$", re.IGNORECASE)
"""Words in front of a number that none of the passage's may be above."""
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_HOUR = re.compile(r"\b(?:noon|midnight)\b")
_NO_COUNT = re.compile(
    r"[-\s](?:thirds?|quarters?|fifths?|tenths?)\b|s\b|[-\s](?:fir|seco|four|fif|six|seven|eigh|nin)(?:st|nd|th)\b"
)
"""Behind what is a part, a decade, or the tens of a place in a row: "two thirds", "the 1990s", "twenty-first"."""
_MANY = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
"""Words for a number that nobody counted, each with the least that they are said of."""
_UNITS: tuple[Mapping[str, str], ...] = (
    {
        "$": "dollars",
        "dollars?|USD": "dollars",
        "€": "euros",
        "euros?|EUR": "euros",
        "£": "pounds",
        "pounds?|GBP": "pounds",
    }
    | {"roubles?|rubles?|RUB|₽": "roubles", "hryvnias?|UAH|₴": "hryvnias", "yen|JPY|¥": "yen", "yuan|CNY": "yuan"},
    {"km|kilomet(?:re|er)s?": "kilometres", "miles?|mi": "miles"},
    {"m|met(?:re|er)s?": "metres", "feet|foot|ft": "feet"},
    {"tonnes?": "tonnes", "kg|kilo(?:gram(?:me)?)?s?": "kilograms", "pounds|lbs?": "pounds"},
    {"lit(?:re|er)s?": "litres", "gallons?": "gallons", "barrels?": "barrels"},
    {"hectares?|ha": "hectares", "acres?": "acres", "square (?:km|kilomet(?:re|er)s?)": "square kilometres"},
    {"(?:°|degrees?) ?C(?:elsius)?": "degrees Celsius", "(?:°|degrees?) ?F(?:ahrenheit)?": "degrees Fahrenheit"},
    {r"a\.?m\b\.?": "a.m.", r"p\.?m\b\.?": "p.m."},
    {"minutes?|mins?": "minutes", "hours?": "hours", "days?": "days", "weeks?": "weeks", "months?": "months"}
    | {"years?": "years"},
)
"""What a number may be of, by kind: where a number stands in both with units of one kind, these are to be one, too."""
_PERCENT = re.compile(r"\s*-?(?:%|٪|％|per\s?cent\b|percent\b|percentage)", re.IGNORECASE)
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][\w’'-]*")
"""A word; "U.N." is one."""
_MARKS = r"[\s\"'“”‘’«»(\[-]*$"
_STARTS = re.compile(rf"(?:^|[?!:…]|\n|\.[\"'“”‘’«»)\]]){_MARKS}")
_STOP = re.compile(rf"\.{_MARKS}")
"""A full stop, or the dot of an abbreviation: "Dr.", "U.N."."""
_AROUND = 200
"""Characters in front of a full stop that tell what it is."""
_HALF = re.compile("[\ud800-\udfff]")
_NO_NAMES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday mr mrs ms miss dr prof president minister prime general colonel captain senator "
    "secretary chancellor mayor governor judge bishop king queen prince i i'm i've i'd i'll "
    "st gen col lt sgt capt sen rep gov am pm one two three four five six seven eight nine ten eleven twelve dozens "
    "hundreds thousands".split()
)
"""Capital words that are no names, or not without the word behind them."""
_SMALL = frozenset(
    "the a an and or but of in on at to for from by with as that this these those it its he she they we you his her "
    "their our your my is are was were be been has have had not no there when while after before since if more most "
    "many some all several few both each every another other about only even still now then than so yet".split()
)
_FOREIGN = frozenset(
    "de la el los las que en un una del y por der die das und den von mit ein eine ist le les des et une dans du sur "
    "est il di che e per con os as do da em para com van het een".split()
)
"""Small words of some other languages."""
_LONG = 12
"""Words; as many in English have two small ones among them."""
_LEAST_ALIKE = 4


def discrepancies(claim: str, passage: str | None, *, stance: Stance, nature: Nature | None = None) -> tuple[str, ...]:
    """Say in sentences what a claim says and the passage of a piece of evidence does not.

    A piece that refutes has other numbers and a "not" as a rule: there only names are compared, and of a piece that
    gives context nothing is. Nothing is said where there is no passage.
    """
    if passage is None or stance is Stance.CONTEXT:
        return ()
    found = list(_names(claim, passage))
    if stance is Stance.SUPPORTS:
        found = [*_days(claim, passage), *_figures(claim, passage), *_many(claim, passage), *found]
        found += [*other_shares(claim, passage), *other_decades(claim, passage), *_places(claim, passage)]
        found += _negation(claim, passage) if nature is not Nature.DENIES else ()
        found += contrary(claim, passage, nature=nature)
        found += hedged(claim, passage) if nature is not Nature.DENIES else ()
        found += _strange(claim, passage) if not found else ()
    return tuple(_together(found))


def contrary(claim: str, passage: str | None, *, nature: Nature | None = None) -> tuple[str, ...]:
    """Say in sentences by which words a passage seems to say the opposite of a claim; none where there is no passage.

    A claim that itself denies something is borne out by a denial.
    """
    return tuple(opposites(claim, passage)) if passage is not None and nature is not Nature.DENIES else ()


_IS_MISSING = re.compile(r"the claim says (?P<said>[^;]+); the passage has no (?P<missing>(?!number so large)[^;]+)")


def _together(told: Sequence[str]) -> Iterator[str]:
    """Yield what is told, with all that is merely missing in one sentence, where the first of it stood."""
    missing = [found for words in told if (found := _IS_MISSING.fullmatch(words)) is not None]
    if len(missing) < 2:
        yield from told
        return
    said = [one["said"] if one["said"] == one["missing"] else f"{one['said']} ({one['missing']})" for one in missing]
    for words in told:
        if words == missing[0][0]:
            yield f"the claim says {', '.join(said[:-1])} and {said[-1]}; the passage has none of these"
        elif _IS_MISSING.fullmatch(words) is None:
            yield words


def _days(claim: str, passage: str) -> Iterator[str]:
    there = {one for day in days(passage) for one in day.meant}
    numbers, named = _values(passage), months(passage)
    for asked in days(claim):
        same = [other for other in there if any(other[:2] == one[:2] for one in asked.meant)]
        if same:
            told = any(_is_day(one, other) for one in asked.meant for other in same)
        else:
            # "from 14 to 16 May" tells of the 14th, too.
            told = any(Fraction(day) in numbers and month in named for day, month, _ in asked.meant)
        if not told:
            words = claim[asked.start : asked.end].rstrip(".")
            yield f"the claim says {words}; the passage has no {words}"
    yield from _other_days(claim, passage)


def _other_days(claim: str, passage: str) -> Iterator[str]:
    """Say that a claim names a day of the week, or a month without its day, and the passage names others of these."""
    for called in (_WEEKDAY, _HOUR):
        mine, theirs = ([match[0] for match in called.finditer(text)] for text in (claim, passage))
        if theirs and set(theirs).isdisjoint(mine):
            yield from (f"the claim says {one}; the passage has no {one}" for one in dict.fromkeys(mine))
    held = days(claim)
    dated = {month for day in held for _, month, _ in day.meant}
    asked, there = months(claim) - dated, months(passage)
    if there and asked and there.isdisjoint(asked) and not held:
        yield f"the claim and the passage name different months ({_listed(asked)}; {_listed(there)})"


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(month_name(number) for number in sorted(numbers))


def _is_day(one: tuple[int, int, int | None], other: tuple[int, int, int | None]) -> bool:
    return one[:2] == other[:2] and (one[2] == other[2] or None in {one[2], other[2]})


def is_english(text: str) -> bool:
    """Tell whether a text is in English as far as two of its small words show that."""
    return len(_SMALL & {match[0].lower() for match in _WORD.finditer(text)}) >= 2


def _is_foreign(passage: str) -> bool:
    """Tell whether a passage is plainly in another language; a few words without a small one may be English."""
    if is_english(passage):
        return False
    words = [match[0].lower() for match in _WORD.finditer(passage)]
    return len(words) >= _LONG or len(_FOREIGN & set(words)) >= 2 or _SMALL.isdisjoint(words)


def _figures(claim: str, passage: str) -> Iterator[str]:
    there = _values(passage)
    held = days(claim)
    asked = [
        one
        for one in figures(claim)
        if not any(day.start <= one.start < day.end for day in held)
        # "one of them" counts nothing
        and not (one.in_words and one.values == {Fraction(1)})
        and not _NO_COUNT.match(claim, one.end)
    ]
    named: set[str] = set()
    if not there and _is_foreign(passage) and _MANY.keys().isdisjoint(_WORD.findall(passage.lower())):
        return  # in another language its numbers may stand in words
    for one in asked:
        words = claim[one.start : one.end]
        if words in named or len(named) == _MOST:
            continue
        if _PERCENT.match(claim, one.end) and any(has_share(passage, value) for value in one.values):
            continue
        if one.values & there or _is_near(claim, one, there) or _is_hour(claim, one, there):
            other = _other_unit(claim, one, passage)
            if other is not None:
                named.add(words)
                yield f"the claim says {words} {other[0]}; the passage has {words} {other[1]}"
            continue
        named.add(words)
        yield f"the claim says {words}; the passage has no {_in_digits(one) if one.in_words else words}"


def _places(claim: str, passage: str) -> Iterator[str]:
    """Say that a claim tells of the third, or a later one, and the passage of others alone: "the fourth attack"."""
    there = {value for value in ordinals(without_shares(passage)) if value > 2} | placed_in_digits(passage)
    if there and there.isdisjoint(asked := {value for value in ordinals(without_shares(claim)) if value > 2}):
        yield from (f"the claim tells of number {one} in a row; the passage does not" for one in sorted(asked))


def _values(passage: str) -> frozenset[Fraction]:
    """Return every number that a passage tells, those of its days and its ordinals among them."""
    read = figures(passage)
    found = [*(one.values for one in read), ordinals(passage)]
    # "12 300" may be two numbers side by side.
    apart = [passage[one.start : one.end].split(" ") for one in read]
    found += [frozenset(Fraction(part) for part in parts if part.isdecimal()) for parts in apart]
    found += [frozenset(map(Fraction, _parts(day.meant))) for day in days(passage)]
    return frozenset().union(*found)


def _parts(meant: frozenset[tuple[int, int, int | None]]) -> Iterator[int]:
    for day, _, year in meant:
        yield day
        if year is not None:
            yield year


def _is_near(claim: str, one: Figure, there: frozenset[Fraction]) -> bool:
    """Tell whether a number that the claim gives as a rough one has one near it in the passage."""
    if not _ROUGHLY.search(claim[: one.start]):
        return False
    most = 0 if _AT_MOST.search(claim[: one.start]) else _NEAR
    return any(-_NEAR * asked <= value - asked <= most * asked for asked in one.values for value in there)


def _is_hour(claim: str, one: Figure, there: frozenset[Fraction]) -> bool:
    """Tell whether an hour of the afternoon stands in the passage as those do who count to 24."""
    return re.match(r"\s*p\.?m\b", claim[one.end :], re.IGNORECASE) is not None and any(
        value + 12 in there for value in one.values if value < 12
    )


def _other_unit(claim: str, one: Figure, passage: str) -> tuple[str, str] | None:
    """Return the unit of a number in the claim and the one in the passage, where they are never the same; else None."""
    same = [other for other in figures(passage) if other.values & one.values]
    if _PERCENT.match(claim, one.end) and same and not any(_PERCENT.match(passage, other.end) for other in same):
        return "percent", "of something else"
    for kind in _UNITS:
        mine = _unit(claim, one, kind)
        theirs = [unit for other in same if (unit := _unit(passage, other, kind)) is not None]
        if mine is not None and theirs and mine not in theirs:
            return mine, theirs[0]
    return None


def _unit(text: str, one: Figure, kind: Mapping[str, str]) -> str | None:
    for pattern, unit in kind.items():
        sign = re.escape(pattern) if not pattern[0].isalpha() else pattern
        behind = re.compile(rf"[\s-]*(?:{sign})(?!\w)")
        if behind.match(text, one.end) or (not pattern[0].isalpha() and text[: one.start].rstrip().endswith(pattern)):
            return unit
    return None


def _many(claim: str, passage: str) -> Iterator[str]:
    """Say that a claim tells of dozens, or more, and the passage has only smaller numbers."""
    words, there = set(_WORD.findall(passage.lower())), [max(one.values) for one in figures(passage)]
    for word, least in _MANY.items():
        said = re.search(rf"\b{word}\b", claim, re.IGNORECASE)
        if said is not None and there and max(there) < least and words.isdisjoint(_MANY):
            yield f"the claim says {said[0]}; the passage has no number so large"


def _strange(claim: str, passage: str) -> Iterator[str]:
    """Say that not a word of a claim stands in the passage: both are in English, and neither a number nor a name is."""
    mine, theirs = telling_words(claim), telling_words(passage)
    if len(mine) < _FEW or len(theirs) < _FEW or not (is_english(claim) and is_english(passage)):
        return
    if figures(claim) or _values(passage) & _values(claim) or (names_in(claim) and any(map(str.isupper, passage))):
        return
    if not any(_alike(one, other) for one in mine for other in theirs):
        yield "not a word of the claim stands in the passage"


_FEW = 2


def telling_words(text: str) -> set[str]:
    """Return the words of a text that tell something, in small letters and without accents."""
    words = {_folded(match[0]) for match in _WORD.finditer(text)}
    return {word for word in words if word not in _SMALL and len(word) >= _LEAST_ALIKE}


def _in_digits(one: Figure) -> str:
    (value,) = one.values
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):g}"


def _names(claim: str, passage: str) -> Iterator[str]:
    names = names_in(claim)
    words = [_folded(match[0]) for match in _WORD.finditer(passage)]
    if not names or not any("a" <= letter <= "z" for word in words for letter in word):
        return  # another script has no capitals, and other letters for the same name
    capitals = {match[0] for match in _WORD.finditer(passage) if match[0].isupper()}
    initials = _initials(passage)
    if any(_stands(name, words, capitals, initials) for name in names):
        return
    told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    yield (
        f"the claim names {told}; the passage does not"
        if len(names) == 1
        else (f"the claim names {told}; the passage names none of them")
    )


def names_in(text: str) -> list[str]:
    """Return the names in a text: capital words side by side; one at the head of a sentence only with another."""
    found: list[list[re.Match[str]]] = []
    for match in _WORD.finditer(text):
        if not match[0][0].isupper() or _bare(match[0]).lower() in _NO_NAMES | _SMALL:
            continue
        beside = found and text[found[-1][-1].end() : match.start()] == " "
        if beside and not (found[-1][-1][0].endswith(".") and _heads(text, match)):
            found[-1].append(match)
        else:
            found.append([match])
    kept = [words for words in found if len(words) > 1 or words[0][0].isupper() or not _heads(text, words[0])]
    return list(dict.fromkeys(" ".join(_bare(word[0]) for word in words) for words in kept))


def _heads(text: str, word: re.Match[str]) -> bool:
    """Tell whether a sentence begins with a word."""
    near = max(0, word.start() - 20)
    if _STARTS.search(text, near, word.start()) is not None:
        return True
    stop = _STOP.search(text, near, word.start())
    return stop is not None and _is_full_stop(text, stop.start(), word)


def _is_full_stop(text: str, dot: int, word: re.Match[str]) -> bool:
    """Tell whether a dot in front of a word ends a sentence, by the splitter that cuts articles."""
    from sentencex import get_sentence_boundaries

    first = max(0, dot - _AROUND)
    # The splitter is not Python's, and takes whole characters only.
    around = _HALF.sub("\ufffd", text[first : word.end() + _AROUND])
    return any(dot < first + one["start_index"] <= word.start() for one in get_sentence_boundaries("en", around))


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).replace(".", "")


def _stands(name: str, words: Sequence[str], capitals: set[str], initials: set[str]) -> bool:
    parts = name.split()
    if len(parts) > 1 and "".join(part[0] for part in parts).upper() in {one.replace(".", "") for one in capitals}:
        return True
    return any(part in initials or any(_alike(_folded(part), word) for word in words) for part in parts)


def _initials(text: str) -> set[str]:
    """Return the first letters of the capital words that stand side by side: "UN" of "the United Nations"."""
    runs = re.findall(r"(?:[^\W\d_a-z][\w’'-]+(?:\s+(?:of|for|the|and)\s+|\s+|$|(?=\W)))+", text)
    split = ([word for word in run.split() if word[0].isupper() and word.lower() not in _SMALL] for run in runs)
    return {"".join(word[0] for word in run) for run in split if len(run) > 1}


def _alike(one: str, other: str) -> bool:
    """Tell whether two words are one name: "Russia" and "Russian", "Zoë" and "Zoe"."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    return one[: max(_LEAST_ALIKE, shorter - 2)] == other[: max(_LEAST_ALIKE, shorter - 2)] and shorter >= _LEAST_ALIKE


def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFKD", _bare(word)).casefold()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _negation(claim: str, passage: str) -> Iterator[str]:
    mine = DENYING.search(claim)
    # In English, it would have its "not" in English, too.
    if mine is not None and not DENYING.search(passage) and not _is_foreign(passage):
        yield f'the claim says "{mine[0]}"; the passage does not'
