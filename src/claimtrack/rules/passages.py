"""What a claim says that the passage of its evidence does not: numbers, days, names, and a "not".

A machine cannot tell whether a passage bears a claim out; it can tell that eighty-two stands in the one and not in the
other. What is found is a question to whoever reads it and never keeps a piece from counting.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimtrack.rules.figures import Figure, days, figures, months, ordinals
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
_DENYING = re.compile(
    r"\b(?:not(?! only)|no(?! (?:fewer|less|more) than\b|\.? ?\d)|never|none|nobody|nothing|neither|nor|cannot)\b|"
    r"\b\w+n[’']t\b|\bden(?:y|ies|ied|ying)\b",
    re.IGNORECASE,
)
_TURNING = re.compile(
    r"\b(?:not(?! only)|never|cannot)\b|\b\w+n[’']t\b|\bden(?:y|ies|ied|ying)\b",
    re.IGNORECASE,
)
"""What turns a passage into its opposite; "no roof" or "none armed" may stand in one that bears the claim out."""
_SHORT = 40
"""Words; in a longer passage a "not" may speak of something else."""
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
        found = [*_days(claim, passage), *_figures(claim, passage), *found]
        found += _negation(claim, passage) if nature is not Nature.DENIES else ()
    return tuple(found)


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


def _is_day(one: tuple[int, int, int | None], other: tuple[int, int, int | None]) -> bool:
    return one[:2] == other[:2] and (one[2] == other[2] or None in {one[2], other[2]})


def _figures(claim: str, passage: str) -> Iterator[str]:
    there = _values(passage)
    held = days(claim)
    asked = [
        one
        for one in figures(claim)
        if not any(day.start <= one.start < day.end for day in held)
        # "one of them" counts nothing
        and not (one.in_words and one.values == {Fraction(1)})
    ]
    named: set[str] = set()
    for one in asked:
        words = claim[one.start : one.end]
        if one.values & there or _is_near(claim, one, there) or words in named or len(named) == _MOST:
            continue
        named.add(words)
        yield f"the claim says {words}; the passage has no {_in_digits(one) if one.in_words else words}"


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
    return any(abs(value - asked) <= _NEAR * asked for asked in one.values for value in there)


def _in_digits(one: Figure) -> str:
    (value,) = one.values
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):g}"


def _names(claim: str, passage: str) -> Iterator[str]:
    names = _named(claim)
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


def _named(text: str) -> list[str]:
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
    mine, theirs = _DENYING.search(claim), _TURNING.search(passage)
    words = [match[0].lower() for match in _WORD.finditer(passage)]
    # With two small words of English in it, it would have its "not" in English, too.
    if mine is not None and not _DENYING.search(passage) and len(_SMALL & set(words)) >= 2:
        yield f'the claim says "{mine[0]}"; the passage does not'
    if theirs is not None and mine is None and len(words) <= _SHORT:
        yield f'the passage says "{theirs[0]}"; the claim does not'
