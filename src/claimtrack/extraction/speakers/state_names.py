"""How states are called in English: their names, adjectives and capitals, and what stands for them without their name.

The names are CLDR's (babel); how else they are written, their adjectives and their capitals are those of countryinfo.
Both are read once. Seats of power and agencies are a list of ours (``english.seats_of_states``).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from claimtrack.extraction.english.seats_of_states import LEADERS, LED, SEATS, WHOLE

_WORD = re.compile(r"[^\W\d_]+(?:[.'’][^\W\d_]+)*\.?")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_SHORTER = {"saudi": "SA", "argentine": "AR"}
"""Adjectives that are in no library we know of."""
_IN_NO_LIST = ("XK",)
"""What CLDR has and countryinfo does not."""
_LARGER = 1_000_000
CODES = frozenset({"us", "usa", "uk", "uae", "drc"})
"""The codes of states that are written for their names; the others are words, such as "IT" and "IN"."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class States:
    """The states by what they are called, each in folded words.

    ``seats`` are those of the ``names`` that no state is itself called by; ``agencies`` stand for a state as a whole
    name, in capitals where they are written so. ``leaders`` are the persons who speak for it.
    ``called`` gives a state's name by its code.
    """

    names: Mapping[Words, str]
    adjectives: Mapping[Words, str]
    capitals: Mapping[Words, str]
    seats: Mapping[Words, str]
    agencies: Mapping[Words, str]
    leaders: Mapping[Words, str]
    called: Mapping[str, str]


def words_of(name: str) -> list[str]:
    """Return the words of a name as they are written, without what cannot be seen and a leading article."""
    words = _WORD.findall(seen(name).replace("-", " "))
    return words[1:] if words and words[0].casefold() == "the" else words


def folded(word: str) -> str:
    """Return a word by which names are compared: without case, accents, the marks of abbreviations and a genitive."""
    bare = word.replace(".", "") if _ABBREVIATION.fullmatch(word) else word.rstrip(".")
    return re.sub(r"['’]s?$", "", unaccented(bare)).casefold().replace("’", "'")


def seen(name: str) -> str:
    """Return what a reader sees of a name: nothing that has no width, and one letter for a letter and its accent."""
    if name.isascii():
        return name
    return "".join(mark for mark in unicodedata.normalize("NFKC", name) if unicodedata.category(mark) != "Cf")


def unaccented(word: str) -> str:
    """Return letters without their accents."""
    if word.isascii():
        return word
    return "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark))


@cache
def states() -> States:
    """Read the libraries; of two states that are called alike the more populous one is meant."""
    from babel import Locale
    from countryinfo import all_countries

    territories = Locale("en").territories
    rows = sorted((one.info() for one in all_countries()), key=lambda row: -(row.get("population") or 0))
    called = {code: territories[code] for code in _IN_NO_LIST}
    found = States({}, {}, {}, {}, {}, {}, called)
    for row in rows:
        code = row.get("ISO", {}).get("alpha2")
        if code in territories and code not in called:
            called[code] = _called(territories[code], row["name"])
            _put(found.names, (territories[code], row["name"], *_spellings(row)), called[code])
            _put(found.adjectives, _adjectives(row), called[code])
            _put(found.capitals, capitals_of(row), called[code])
    for code in _IN_NO_LIST:
        _put(found.names, (called[code],), called[code])
    _put_languages(found.adjectives, called)
    for word, code in _SHORTER.items():
        _put(found.adjectives, (word,), called[code])
    _put_seats(found)
    return found


def is_state(words: Iterable[str]) -> bool:
    """Tell whether the words of a name are a state's own, which speaks as a government does: "Russia says"."""
    return tuple(map(folded, words)) in states().names


def larger_states() -> Iterator[str]:
    """Yield the names of the states in which a million people live, and of their capitals."""
    from countryinfo import all_countries

    for one in all_countries():
        row = one.info()
        if (row.get("population") or 0) >= _LARGER:
            yield from (row["name"], *capitals_of(row))


def _put_seats(found: States) -> None:
    for code in dict.fromkeys((*SEATS, *(leader.state for leader in LEADERS))):
        led = (f"{leader.name} {body}" for leader in LEADERS if leader.state == code for body in _listed(LED))
        new = [seat for seat in (*_listed(SEATS.get(code)), *led) if _key(seat) not in found.names]
        _put(found.seats, new, found.called[code])
        _put(found.names, new, found.called[code])
    for leader in LEADERS:
        _put(found.leaders, _listed(leader.full), found.called[leader.state])
    agencies: Any = found.agencies
    for code, listed in WHOLE.items():
        for agency in _listed(listed):
            words = words_of(agency)
            agencies[tuple(words) if agency.isupper() else tuple(map(folded, words))] = found.called[code]


def _listed(words: str | None) -> list[str]:
    return words.split(" | ") if words is not None else []


def _put(names: Any, new: Iterable[str], state: str) -> None:
    """Let names stand for a state, as far as they are no more populous one's."""
    for name in new:
        if key := _key(name):
            names.setdefault(key, state)


def _key(name: str) -> Words:
    return tuple(map(folded, words_of(name)))


def _called(cldr: str, other: str) -> str:
    """Return CLDR's name of a state, unless it is one for lists: "Congo - Kinshasa", "Myanmar (Burma)"."""
    return cldr if all(mark.isalpha() or mark in " .’'" for mark in cldr) else other


def _spellings(row: Mapping[str, Any]) -> list[str]:
    return [one for one in row.get("altSpellings", ()) if len(one) > 3 or one.casefold() in CODES]


def _adjectives(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield "Russian" and "Russians"."""
    for one in re.split(r",|/| and ", row.get("demonym") or ""):
        yield from (one, f"{one}s")


def capitals_of(row: Mapping[str, Any]) -> list[str]:
    """Return the capitals of a state in a row of countryinfo."""
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
