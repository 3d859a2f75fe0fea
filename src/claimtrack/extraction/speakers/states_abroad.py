"""How states and their capitals are called in other languages than English, as CLDR (babel) has them.

Only the languages of a name's alphabet are read, once, and only when a name is written as none is in English.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from unicodedata import name as letter_name

from claimtrack.extraction.speakers.state_names import Words, capitals_of, folded, larger_states, states, words_of

_LANGUAGES = {
    "LATIN": "de fr es pt it nl pl tr cs sv da nb fi id vi ro hu",
    "CYRILLIC": "ru uk be bg sr",
    "GREEK": "el",
    "ARABIC": "ar fa ur",
    "HEBREW": "he",
    "CJK": "zh zh_Hant ja",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "DEVANAGARI": "hi",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
}
_OLDER = frozenset({"Kiev"})
"""What a capital's zone goes on being called."""
_UNSPACED = frozenset({"CJK", "HIRAGANA", "KATAKANA"})
"""Alphabets that put no space between words."""
_BODIES = (
    "minist regierung gouvern gobiern governo armee armad armat ejercit exercit esercit heer fuerz forcas forze agenc "
    "agenz agentur botschaft ambassade embaj embaix polici poliz prensa presse streitkr "
    "etats estados stati vereinigt"
).split()
"""What stands in words for the bodies of a state in other languages that are written in Latin letters."""
_ENGLISH = frozenset(
    "minister ministers ministry ministries ministerial agency agencies administration administrator administrative "
    "administrators".split()
)
_ENDINGS = frozenset("aeiouyаеиоуыьяюйіїαηςاةهה")
"""What is another one, or none, in other cases and in adjectives."""
_LEAST = 4
_LONGEST = 5
_MOST_ADDED = 7
_ATTACHED = ("وال", "ال", "ה", "ב", "ל")
"""What Arabic and Hebrew write as one word with the next."""


@dataclass(frozen=True, slots=True)
class _Abroad:
    """The states by their names in some languages, and by how words begin that are made of these; by their codes."""

    names: Mapping[Words, str]
    stems: Mapping[str, str]


def abroad(name: str) -> tuple[str, str] | None:
    """Return the code of the state that a name tells of in another language, and the words that do; None where none."""
    words = words_of(name)
    alphabet = _alphabet(name)
    if not words or alphabet not in _LANGUAGES or (alphabet == "LATIN" and not _is_foreign(words)):
        return None
    known = _known(alphabet)
    if alphabet in _UNSPACED:
        inside = (key for key in known.names if len(key) == 1 and len(key[0]) > 1 and key[0] in name)
        longest = max(inside, key=lambda key: len(key[0]), default=None)
        return (known.names[longest], longest[0]) if longest is not None else None
    return next(_whole_words(words, known), None) or next(_stems(words, known), None)


def _whole_words(words: list[str], known: _Abroad) -> Iterator[tuple[str, str]]:
    lower = [_bare(folded(word)) for word in words]
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for place in range(len(words) - length + 1):
            code = known.names.get(tuple(lower[place : place + length]))
            if code is not None:
                yield code, " ".join(words[place : place + length])


def _stems(words: list[str], known: _Abroad) -> Iterator[tuple[str, str]]:
    for word in words:
        lower = _bare(folded(word))
        for end in range(len(lower), _LEAST - 1, -1):
            code = known.stems.get(lower[:end])
            if code is not None and len(lower) - end <= _MOST_ADDED:
                yield code, word
                break


def _bare(word: str) -> str:
    return next((word.removeprefix(one) for one in _ATTACHED if word.startswith(one) and len(word) > _LEAST), word)


def _alphabet(name: str) -> str:
    """Return the alphabet of a name: of two the one that is not Latin."""
    if name.isascii():
        return "LATIN"
    found = [letter_name(mark, "").partition(" ")[0] for mark in name if mark.isalpha()]
    return next((one for one in found if one != "LATIN"), "LATIN")


def _is_foreign(words: list[str]) -> bool:
    """Tell whether a name in Latin letters may be another language's, so that it is worth reading those."""
    lower = list(map(folded, words))
    is_odd = len(lower) == 1 or not all(word.isascii() for word in words)
    if is_odd and any(word[:3] in _beginnings() for word in lower):
        return True
    return any(body in word for word in lower if word not in _ENGLISH for body in _BODIES)


@cache
def _beginnings() -> frozenset[str]:
    """Return how the names of larger states begin; those of islands would have every language read for "Reuters"."""
    return frozenset(folded(name)[:3] for name in (*larger_states(), *_OLDER))


@cache
def _known(alphabet: str) -> _Abroad:
    from babel.core import get_global
    from babel.localedata import load

    called, zones, likely = states().called, _zones_of_capitals(), get_global("likely_subtags")
    names: dict[Words, str] = {}
    stems: dict[str, str] = {}
    for language in _LANGUAGES[alphabet].split():
        read: Any = load(language)
        own = {code: str(name) for code, name in read["territories"].items() if code in called}
        made = [*own.items(), *_tongues(read["languages"], own, likely)]
        cities = read.get("time_zones", {})
        told = [(code, str(cities[zone]["city"])) for zone, code in zones.items() if "city" in cities.get(zone, ())]
        for code, name in (*made, *told):
            if key := tuple(_bare(folded(word)) for word in words_of(name)):
                names.setdefault(key, code)
        for code, name in made:
            key = tuple(_bare(folded(word)) for word in words_of(name))
            if len(key) == 1 and len(key[0]) >= _LEAST:
                stems.setdefault(_stem(key[0]), code)
    return _Abroad(names, stems)


def _tongues(
    languages: Mapping[str, str], own: Mapping[str, str], likely: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield languages that are called as the state is where they are spoken, which its adjective is, too."""
    for tongue, name in languages.items():
        code = likely.get(tongue, "").rpartition("_")[2]
        if code in own and _bare(folded(name))[:_LEAST] == _bare(folded(own[code]))[:_LEAST]:
            yield code, name


def _stem(word: str) -> str:
    return word[:-1] if len(word) > _LEAST and word[-1] in _ENDINGS else word


def _zones_of_capitals() -> dict[str, str]:
    """Return the time zones that are called for a capital, by which CLDR has its name, with the code of the state."""
    from countryinfo import all_countries

    found = {}
    for one in all_countries():
        row = one.info()
        capitals = {capital.replace(" ", "_") for capital in capitals_of(row)} | _OLDER
        for zone in row.get("timezoneNames") or ():
            if zone.rpartition("/")[2] in capitals:
                found[zone] = row.get("ISO", {}).get("alpha2", "")
    return found
