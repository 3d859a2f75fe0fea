"""To whose house the list that comes with the program counts a name, whether or not a desk imported it.

A hint to ask, never ground enough to treat two as one house: who has a part in a claim is asked about where the list
has two of them in one.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from claimtrack.rules.names import in_ascii, read_name
from claimtrack.services.names import source_key
from claimtrack.vocabulary import BELONGING, SpeakerKind

_ENDING = ".csv"
_BETWEEN = "|"
_WORD = re.compile(r"[^\W_]+(?:[.&'’][^\W_]+)*")
_SHORT = 4
"""Letters up to which a name is told from a word by being written in capitals: "WHO"."""
_LONG = 6
"""Letters from which on a word that begins a name tells of a house: "Gazprom Export"."""
_OF_OTHERS = frozenset("to for at in on by with against about into near from".split())
"""Behind them stands whom a name speaks of: "Russian ambassador to the UN"."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedHouse:
    """Who stands at the top of a house that the list knows: by which keys it may be on record, and what it is."""

    name: str
    keys: tuple[str, ...]
    kind: SpeakerKind


@dataclass(frozen=True, slots=True)
class _Known:
    """The houses by the letters of every name of theirs, and by the words of those that may stand inside another."""

    whole: Mapping[str, ListedHouse]
    inside: Mapping[Words, ListedHouse]


def newest_list() -> tuple[date, bytes]:
    """Return the newest list that comes with the program, and the day as of which it is true."""
    folder = files("claimtrack") / "starter"
    newest = max((one for one in folder.iterdir() if one.name.endswith(_ENDING)), key=lambda one: one.name)
    return date.fromisoformat(newest.name.removesuffix(_ENDING)), newest.read_bytes()


def listed_house(name: str, kind: SpeakerKind) -> ListedHouse | None:
    """Return the house to which the list counts whoever is called so; None where it knows nobody of that name.

    A body's name may have the listed one in it: "WHO Syria office". A person is known by the whole name alone.
    """
    read, known = read_name(name), _known()
    letters = "".join(read.words)
    is_address = "." in name.strip(".") or "@" in name
    found = known.whole.get(letters)
    if found is not None and (len(letters) > _SHORT or read.acronym or is_address or not name.isascii()):
        return found
    return next(_inside(name), None) if kind is not SpeakerKind.PERSON else None


def _inside(name: str) -> Iterator[ListedHouse]:
    """Yield the houses whose names stand in another name, the longest names first."""
    known, words = _known().inside, _WORD.findall(name)
    longest = max(map(len, known), default=0)
    for length in range(min(longest, len(words)), 0, -1):
        for place in range(len(words) - length + 1):
            before = [word.casefold() for word in words[:place] if word.casefold() != "the"]
            found = known.get(key := tuple(map(_written, words[place : place + length])))
            is_first = not before and words[place][0].isupper()
            if found is not None and (is_first or not _is_one_word(key)) and _OF_OTHERS.isdisjoint(before[-1:]):
                yield found


def _is_one_word(key: Words) -> bool:
    """Tell whether what stands inside a name is one word that is no acronym: the house's only where it is the first."""
    return len(key) == 1 and not key[0].isupper()


def _written(word: str) -> str:
    """Return a word as it is compared inside a name: what is written in capitals counts in capitals alone."""
    plain = in_ascii(re.sub(r"['’]s?$", "", word)).replace(".", "")
    return plain if plain.isupper() else plain.casefold()


@cache
def _known() -> _Known:
    rows = list(csv.DictReader(newest_list()[1].decode().splitlines()))
    wholes = {row["name"]: row[kind.value] for row in rows for kind in BELONGING if row.get(kind.value)}
    by_name = {row["name"]: row for row in rows}
    whole: dict[str, ListedHouse] = {}
    inside: dict[Words, ListedHouse] = {}
    houses: dict[str, ListedHouse] = {}
    for row in rows:
        top = _top(row["name"], wholes)
        house = houses.setdefault(top, _house(top, by_name.get(top, {})))
        for name in _names(row):
            whole.setdefault("".join(read_name(name).words), house)
            words = tuple(map(_written, _WORD.findall(name)))
            # A short word in small letters may be anybody's: "Bild".
            if len("".join(words)) >= _LONG or (words and words[0].isupper() and len(words[0]) > 1):
                inside.setdefault(words, house)
    return _Known(whole, inside)


def _top(name: str, wholes: Mapping[str, str]) -> str:
    while name in wholes:
        name = wholes[name]
    return name


def _house(name: str, row: Mapping[str, str]) -> ListedHouse:
    keys = tuple(dict.fromkeys(map(source_key, _names(row) if row else [name])))
    return ListedHouse(name, keys, SpeakerKind(row["kind"]) if row.get("kind") else SpeakerKind.ORGANISATION)


def _names(row: Mapping[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split(_BETWEEN))]
