"""Which state a source's name tells of: "Russia", "Moscow", "the Russian government", "Russian Ministry of Defence".

The names of states are CLDR's (babel); how else they are written, their adjectives and their capitals are those of
countryinfo. Both are read once, and only when a name is looked at.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from claimtrack.extraction.english.name_words import GOVERNMENT, MEDIA, OFFICES, ORGANISATION
from claimtrack.vocabulary import SpeakerKind

_WORD = re.compile(r"[^\W\d_]+(?:[.'’][^\W\d_]+)*\.?")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_SAID = GOVERNMENT | OFFICES
_BODY = _SAID | ORGANISATION | MEDIA
_PAST = frozenset({"former", "ex"})
_BEFORE = frozenset("new latin native north south east west northern southern eastern western".split())
"""In front of a state's name they make another name of it, such as "New Mexico"."""
_ABOUT = frozenset("in to on for at against near with into about".split())
"""Behind them stands where somebody is or what somebody speaks of: "UN mission in Syria"."""
_LONGEST = 7
_CODES = frozenset({"us", "usa", "uk", "uae", "drc"})
"""The codes of states that are written for their names; the others are words, such as "IT" and "IN"."""
_SHORTER = {"saudi": "SA", "argentine": "AR"}
"""Adjectives that are in no library we know of."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class House:
    """A state that a name tells of, and the words of the name that do."""

    state: str
    words: str


@dataclass(frozen=True, slots=True)
class _States:
    """The states by their names and their adjectives, and by their capitals, each in folded words."""

    names: Mapping[Words, str]
    adjectives: Mapping[Words, str]
    capitals: Mapping[Words, str]


def house(name: str, kind: SpeakerKind, *, named: bool = True) -> House | None:
    """Return the state whose house a source is by its name, or None where the name does not say.

    Of persons, and of those who are only described, it says so with an office beside the state: "Russian officials".
    """
    words = _words(name)
    if not words or _folded(words[0]) in _PAST:
        return None
    whole = _whole(words, kind)
    if whole is not None:
        return whole
    found = next(_within(words), None)
    if found is None:
        return None
    place, house_, adjective = found
    others = {_folded(word) for word in words[:place] + words[place + len(house_.words.split()) :]}
    if kind is SpeakerKind.PERSON or not named:
        return house_ if not others.isdisjoint(_SAID) else None
    if kind is SpeakerKind.NONE and not adjective:
        # "Jordan Peele" is nobody's; "Jordan Times" and "Bank of Jordan" are.
        return house_ if not others.isdisjoint(_BODY) else None
    last = place + len(house_.words.split()) == len(words)
    return None if kind is SpeakerKind.NONE and adjective and last and others.isdisjoint(_BODY) else house_


def _whole(words: list[str], kind: SpeakerKind) -> House | None:
    """Return the state that is the whole of a name, or whose capital is."""
    if kind is SpeakerKind.PERSON:
        return None
    states, key = _states(), tuple(map(_folded, words))
    state = states.names.get(key) or states.adjectives.get(key) or states.capitals.get(key)
    return House(state, " ".join(words)) if state is not None else None


def _within(words: list[str]) -> Iterator[tuple[int, House, bool]]:
    """Yield the states that stand in a name, with where, and whether as an adjective; the longest words first."""
    states, folded = _states(), list(map(_folded, words))
    place = 0
    while place < len(words):
        step = 1
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            key = tuple(folded[place : place + length])
            state = states.names.get(key) or states.adjectives.get(key)
            if state is None:
                continue
            step = length
            if words[place][:1].isupper() and not _other_than(folded[:place]):
                yield place, House(state, " ".join(words[place : place + length])), key not in states.names
            break
        place += step


def _other_than(before: list[str]) -> bool:
    """Tell whether the words in front of a state's name say that it is no name of whose a source is."""
    plain = [word for word in before if word != "the"]
    return bool(plain) and plain[-1] in _BEFORE | _ABOUT


def _words(name: str) -> list[str]:
    words = _WORD.findall(name.replace("-", " "))
    return words[1:] if words and words[0].casefold() == "the" else words


def _folded(word: str) -> str:
    plain = word.replace(".", "") if _ABBREVIATION.fullmatch(word) else word.rstrip(".")
    return re.sub(r"['’]s?$", "", plain).casefold()


def _key(name: str) -> Words:
    return tuple(map(_folded, _words(name)))


@cache
def _states() -> _States:
    from babel import Locale
    from countryinfo import all_countries

    territories = Locale("en").territories
    rows = sorted((one.info() for one in all_countries()), key=lambda row: -(row.get("population") or 0))
    found = _States({}, {}, {})
    called = {}
    for row in rows:
        code = row.get("ISO", {}).get("alpha2")
        if code in territories and code not in called:
            called[code] = _called(territories[code], row["name"])
            _put(found.names, (territories[code], row["name"], *_spellings(row)), called[code])
            _put(found.adjectives, _adjectives(row), called[code])
            _put(found.capitals, _capitals(row), called[code])
    _put_languages(found.adjectives, called)
    for word, code in _SHORTER.items():
        _put(found.adjectives, (word,), called[code])
    return found


def _put(names: Any, found: Iterable[str], state: str) -> None:
    """Let names stand for a state, as far as they are no more populous one's."""
    for name in found:
        if key := _key(name):
            names.setdefault(key, state)


def _called(cldr: str, other: str) -> str:
    """Return CLDR's name of a state, unless it is one for lists: "Congo - Kinshasa", "Myanmar (Burma)"."""
    return cldr if all(mark.isalpha() or mark in " .’'" for mark in cldr) else other


def _spellings(row: Mapping[str, Any]) -> list[str]:
    return [one for one in row.get("altSpellings", ()) if len(one) > 3 or one.casefold() in _CODES]


def _adjectives(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield "Russian" and "Russians"."""
    for one in re.split(r",|/| and ", row.get("demonym") or ""):
        yield from (one, f"{one}s")


def _capitals(row: Mapping[str, Any]) -> list[str]:
    capital = row.get("capital") or ""
    return [capital.removesuffix(" D.C."), capital] if isinstance(capital, str) else list(capital)


def _put_languages(adjectives: Any, called: Mapping[str, str]) -> None:
    """Let languages that are called as a state is stand for it: "Kazakh" for Kazakhstan, "Icelandic" for Iceland."""
    from babel import Locale
    from babel.core import get_global

    likely, names = get_global("likely_subtags"), Locale("en").languages
    for language, tag in likely.items():
        state, name = called.get(tag.rpartition("_")[2]), names.get(language)
        if state is not None and name is not None and name[:4] == state[:4] and len(name.split()) == 1:
            _put(adjectives, (name,), state)
