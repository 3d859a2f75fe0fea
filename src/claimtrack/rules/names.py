"""When two names may be one person's or one body's: accents, initials, order, honours, acronyms, transliteration.

A hint to ask, never ground enough to treat the two as one. Letters of every alphabet are read as anyascii has them.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from claimtrack.vocabulary import SpeakerKind

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president minister senator sen rep gov governor mayor gen "
    "general col colonel lt sgt capt captain maj major judge justice ambassador secretary chancellor king queen prince "
    "princess pope bishop rev imam sheikh".split()
)
ENDINGS = frozenset("jr sr ii iii iv obe mbe cbe kbe phd md esq".split())
SMALL = frozenset("of for the and in on to de".split())
_PARTICLES = frozenset("al el ul ad an as ash at az bin ibn ben bint abu van von der den di da dos del la le".split())
_OUTLETS = frozenset(
    "news newspaper agency newswire wire online media network tv television radio press com org website english".split()
)
"""What an outlet's short name leaves out."""

_BODIES = frozenset(
    {SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT, SpeakerKind.MEDIA, SpeakerKind.DOCUMENT, SpeakerKind.GROUP}
)
_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘.][^\W_]+)*\.?")
_MARKS = re.compile(r"['’ʼ‘.]")
_SOUNDS = (("sch", "sh"), ("tch", "ch"), ("ph", "f"), ("kh", "h"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"))
_VOWELS = "aeiouy"
_FEWEST = 2
"""Consonants; words with fewer, "Ali" and "Lia", sound alike by chance."""

Kinds = tuple[SpeakerKind, SpeakerKind]
_UNKNOWN = (SpeakerKind.NONE, SpeakerKind.NONE)


class _Name(NamedTuple):
    """A name read: its ``words`` in small ASCII letters, and whether it is written as an acronym is."""

    words: tuple[str, ...]
    acronym: bool
    initials: frozenset[str]


def may_be_one(one: str, other: str, kinds: Kinds = _UNKNOWN) -> str | None:
    """Say by which measure two names may be one's, in words to follow "they"; None where they are two.

    ``kinds`` are what the two are, as far as that is known: a person is no body, and bodies are not called by initials
    for given names.
    """
    mine, theirs = read_name(one), read_name(other)
    if not mine.words or not theirs.words:
        return None
    if mine.words == theirs.words:
        return "the two names differ in accents, marks or honours alone"
    if not _have_anything_in_common(mine, theirs):
        return None
    persons, bodies = (set(kinds) & {SpeakerKind.PERSON}), (set(kinds) & _BODIES)
    if persons and bodies:
        return None
    measures: Sequence[tuple[Callable[[_Name, _Name], bool], str]] = _OF_BODIES if bodies else _OF_ANY
    if persons:
        measures = _OF_PERSONS
    return next((words for measure, words in measures if measure(mine, theirs) or measure(theirs, mine)), None)


@lru_cache(maxsize=65_536)
def read_name(name: str) -> _Name:
    """Return a name's words without accents, marks, honours and small words."""
    found = [plain for word in _WORD.findall(_in_ascii(name).replace("-", " ")) if (plain := _MARKS.sub("", word))]
    words = [word.casefold() for word in found if word.casefold() not in {"the", "a", "an"}] or [
        word.casefold() for word in found
    ]
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in ENDINGS:
        words = words[:-1]
    plain = name.replace(".", "").strip()
    acronym = len(words) == 1 and len(plain) > 1 and plain.isalpha() and plain.isupper()
    large = [word for word in words if word not in SMALL]
    firsts = {"".join(word[0] for word in some) for some in (words, large) if len(some) > 1}
    return _Name(tuple(words), acronym, frozenset(firsts))


def _have_anything_in_common(one: _Name, other: _Name) -> bool:
    """Tell whether any measure may hold at all: nearly all names on record are told apart by this."""
    return (
        one.acronym
        or other.acronym
        or not set(one.words).isdisjoint(other.words)
        or sound(_spoken(one)[-1]) == sound(_spoken(other)[-1])
    )


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return what stays of a word however it is transliterated: its consonants, and that it begins with a vowel."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    begin = "a" if word[:1] in _VOWELS else word[:1]
    kept = [begin]
    for mark in word[1:].replace("j", "i"):
        if mark not in _VOWELS and mark != kept[-1]:
            kept.append(mark)
    heard = "".join(kept)
    return heard[0] + heard[1:].removesuffix("h")


def _in_ascii(name: str) -> str:
    if name.isascii():
        return name
    from anyascii import anyascii

    return anyascii(name)


def _reordered(one: _Name, other: _Name) -> bool:
    return len(one.words) > 1 and sorted(one.words) == sorted(other.words)


def _is_acronym_of(one: _Name, other: _Name) -> bool:
    return one.acronym and one.words[0] in other.initials


def _is_outlet_of(one: _Name, other: _Name) -> bool:
    """Tell whether one is the other without what only says that it is an outlet."""
    short, full = (tuple(word for word in name.words if word not in _OUTLETS | SMALL) for name in (one, other))
    return bool(short) and short == full and len(one.words) != len(other.words)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    heard = sound(one)
    return (
        not any(map(str.isdigit, one + other)) and len(heard) >= _FEWEST + (heard[0] == "a") and heard == sound(other)
    )


def _sounds_alike(one: _Name, other: _Name) -> bool:
    mine, theirs = _spoken(one), _spoken(other)
    return len(mine) == len(theirs) and all(map(_alike, mine, theirs))


def _has_initials(one: _Name, other: _Name) -> bool:
    """Tell whether one has initials for given names of the other: "V. Petrenko", "M. A. Khan"."""
    return any(len(word) == 1 for word in _spoken(one)[:-1]) and _is_short_for(one, other)


def _is_family_name(one: _Name, other: _Name) -> bool:
    return len(one.words) == 1 and len(one.words[0]) > 1 and _alike(one.words[0], other.words[-1])


def _is_short_for(one: _Name, other: _Name) -> bool:
    """Tell whether the words of one name stand in the other's in order; an initial stands for a word."""
    short, full = _spoken(one), _spoken(other)
    if not 1 < len(short) <= len(full) or len(short[-1]) == 1 or not _alike(short[-1], full[-1]):
        return False
    place = 0
    for word in full[:-1]:
        if place < len(short) - 1 and (
            _alike(short[place], word) or short[place] == word[:1] or word == short[place][:1]
        ):
            place += 1
    return place == len(short) - 1


def _spoken(name: _Name) -> tuple[str, ...]:
    """Return the words of a name without those that are written or left out as one likes: "al", "bin"."""
    return tuple(word for word in name.words if word not in _PARTICLES) or name.words


_ORDER = (_reordered, "the two names have the same words in another order")
_ACRONYM = (_is_acronym_of, "one name has the first letters of the other")
_OUTLET = (_is_outlet_of, "one name is short for the other, as outlets' are")
_SOUND = (_sounds_alike, "the two names are spelled as one name from another alphabet may be")
_INITIALS = (_has_initials, "one name has initials for names of the other")
_OF_BODIES = (_ORDER, _ACRONYM, _OUTLET)
_OF_ANY = (
    *_OF_BODIES,
    (lambda one, other: len(one.words) > 1 and _sounds_alike(one, other), _SOUND[1]),
    _INITIALS,
)
_OF_PERSONS = (
    _ORDER,
    _SOUND,
    _INITIALS,
    (_is_short_for, "one name is short for the other"),
    (_is_family_name, "one name is the family name of the other"),
)
