"""Which bodies are of one house by the words inside their names: "Zavod Press Office", "Mayor's office of Zavod".

What is left of a name without the words that say what a body is, is the house; it may be a place, an outlet, or
somebody. A hint to ask, as ``rules.names`` gives them, and never ground enough to treat the two as one.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from claimtrack.rules.names import BODIES, SMALL, TITLES, in_ascii, read_name, sound
from claimtrack.rules.offices import KINDS_OF_BODIES, PEOPLE_IN_OFFICE, SMALL_WORDS, WITH_OFFICES
from claimtrack.vocabulary import SpeakerKind

_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘.][^\W_]+)*")
_SITE = re.compile(r"([^\W_])\.(?:com|org|net|info|news)(?=[\s,]|$)", re.IGNORECASE)
_PLACES = frozenset(
    "city town village municipality municipal county district region regional province provincial state republic "
    "kingdom oblast government local authorities administration council mayor mayoral governor governorate prefecture "
    "municipio ayuntamiento alcaldía alcalde mairie maire ville stadt gemeinde rathaus bürgermeister comune sindaco "
    "мэрия мэр город города администрация правительство мэрии міськрада".split()
)
"""With no more beside them, a name means the place, and whoever governs it."""
_SPEAKING = frozenset(
    "press office offices bureau spokesman spokeswoman spokesperson spokespersons spokespeople speaker service team "
    "staff hq headquarters communications media public relations representative representatives official officials "
    "department desk secretariat information pr portavoz portavoce sprecher sprecherin porta-voz prensa presse oficina "
    "pressestelle ufficio stampa пресс служба пресс-служба".split()
)
"""Through these a house speaks, whatever it is."""
_NEWSROOM = frozenset(
    "editor editors editorial newsroom publisher publishers proprietor owner owners reporter reporters journalist "
    "journalists correspondent correspondents columnist newspaper paper redaktion redacción rédaction redazione "
    "редакция редактор".split()
)
"""Who makes a paper."""
_BESIDE_THEM = frozenset("board chief managing senior deputy foreign website site".split())
_ITS_VOICE = _NEWSROOM | frozenset("press spokesman spokeswoman spokesperson spokespersons spokespeople".split())
"""One of these at least stands in the name of whoever makes a paper or speaks for it."""
_OUTLETS = frozenset(
    "daily weekly sunday evening morning times post news herald courier tribune gazette journal chronicle examiner "
    "observer telegraph mail express star mirror sun echo globe today online radio tv television channel broadcaster "
    "broadcasting magazine media press agency newswire wire report network".split()
)
"""What an outlet's name has beside the place, or whatever it is called after."""
_ELSEWHERE = frozenset("in on near against about into inside outside".split())
_OF_ANOTHER = frozenset("for at to with".split())
_OTHER_PLACE = frozenset("new north south east west northern southern eastern western central".split())
_ENDINGS = re.compile(r"(?:sk(?:aya|oye|oe|ogo|oho|iy|yi|y|i|a)?|ians?|eans?|ans?|ese|ish|ites?|ers?|ns?|s)$")
_ADJECTIVE = 4
"""Letters that a word keeps at least when what makes it an adjective is taken off: "Zavodian"."""
_JOINED = 4
_HEARD = 3
"""Consonants from which on two words that sound alike are taken for one."""


class _House(NamedTuple):
    """A name read: its words as far as they are the house's (``core``), each by its forms, and those beside them.

    ``acronym`` is the core where it is one word in capitals, ``initials`` are those of the whole name's words.
    """

    words: tuple[frozenset[str], ...]
    core: tuple[frozenset[str], ...]
    places: tuple[int, ...]
    beside: frozenset[str]
    plain: tuple[str, ...]
    acronym: str | None
    initials: frozenset[str]


class Kin(NamedTuple):
    """That two may be of one house: whether the first is the part of the second, and the words that say so."""

    first_is_part: bool
    words: str


def kin(one: str, other: str, kinds: tuple[SpeakerKind, SpeakerKind]) -> Kin | None:
    """Say whether two names may be of one house, or None. ``kinds`` are what the two are, as far as that is known."""
    if kinds[0] is SpeakerKind.PERSON and kinds[1] is SpeakerKind.PERSON:
        return None
    mine, theirs = _read(one), _read(other)
    if not mine.core or not theirs.core or mine.plain == theirs.plain:
        return None
    # Whoever's name has less beside the house is more likely the house itself.
    part_first = (len(mine.words), _rank(mine), one) > (len(theirs.words), _rank(theirs), other)
    part, whole = (mine, theirs) if part_first else (theirs, mine)
    part_kind, whole_kind = kinds if part_first else kinds[::-1]
    if not _tells(part, part_kind):
        return None
    words = _has_the_whole(part, whole)
    if words is None and _tells(whole, whole_kind):
        words = _is_of_one_place(part, whole) or _is_of_one_paper(part, whole)
    return Kin(part_first, words) if words is not None else None


def pairs_of_kin(names: Sequence[Iterable[str]]) -> list[tuple[int, int]]:
    """Return by their places the pairs among sources, each with all its names, of which ``kin`` may find one, in order.

    Every word of one's house stands in a name of the other, or one is called by the other's initials. That two have a
    single word in common is not enough: of many sources it would be nearly all pairs.
    """
    read = [[_read(name) for name in called] for called in names]
    marks = [{form for name in called for word in name.core for form in word} for called in read]
    held: dict[str, set[int]] = defaultdict(set)
    initialed: dict[str, set[int]] = defaultdict(set)
    for place, called in enumerate(read):
        for name in called:
            for form in frozenset().union(*name.words):
                held[form].add(place)
            for letters in name.initials:
                initialed[letters].add(place)
    found: set[tuple[int, int]] = set()
    for place, called in enumerate(read):
        for name in called:
            whole = [set[int]().union(*(held[form] for form in word)) for word in name.core]
            others = {other for other in (set.intersection(*whole) if whole else ()) if marks[place] & marks[other]}
            others |= initialed[name.acronym] if name.acronym is not None else set()
            found |= {(min(place, other), max(place, other)) for other in others - {place}}
    return sorted(found)


def house_words(name: str, *, person: bool = False) -> tuple[tuple[frozenset[str], ...], ...]:
    """Return by which words a text may name somebody, each word by its forms: a person by the family name alone.

    A place, or a paper, is also called by what it is: "the city", "the newspaper".
    """
    read = _read(name)
    words = read.core or read.words
    if not words:
        return ()
    found = [words, *([(words[-1],)] if person and len(words) > 1 else ())]
    found += [(frozenset({one}),) for one in read.initials if len(one) > 1]
    what = (read.beside & _PLACES) | (read.beside & PEOPLE_IN_OFFICE)
    what |= {"newspaper", "paper"} if _is_paper(read) else set()
    return (*found, *((frozenset({"the"}), forms_of(one)) for one in sorted(what - {"of", "local"})))


def forms_of(word: str) -> frozenset[str]:
    """Return by what a word of a text is known however it is written, as those of ``house_words`` are."""
    return _forms(re.sub(r"['’ʼ‘]s$|[.]", "", word).casefold())


def is_of_a_body(word: str) -> bool:
    """Tell whether a word, in small letters, says what a body or an office is: "police", "spokesman"."""
    return re.sub(r"['’ʼ‘]s$", "", word) in _KNOWN


@lru_cache(maxsize=65_536)
def _read(name: str) -> _House:
    written = _apart(name)
    words: list[tuple[str, str]] = []
    for raw in written:
        plain = re.sub(r"['’ʼ‘]s$", "", raw)
        low = re.sub(r"['’ʼ‘.]", "", plain).casefold()
        if low and low not in SMALL_WORDS | SMALL:
            words += [(low, plain)]
    split = [piece for low, plain in words for piece in _unjoined(low, plain)]
    places = tuple(place for place, (low, _) in enumerate(split) if low not in _KNOWN)
    core = tuple(_forms(split[place][0]) for place in places)
    alone = split[places[0]][1] if len(places) == 1 else ""
    acronym = alone.replace(".", "").casefold() if _is_acronym(alone) else None
    beside = frozenset(low for low, _ in split if low in _KNOWN)
    plain_words = tuple(low for low, _ in split)
    initials = "".join(low[0] for low in plain_words)
    return _House(
        tuple(map(_forms, plain_words)),
        core,
        places,
        beside,
        tuple(word.casefold() for word in written),
        acronym,
        frozenset({initials} if len(plain_words) > 1 else ()),
    )


def _apart(name: str) -> list[str]:
    """Return the words of a name; of an address of mail or of a site those of both its ends."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKC", name) if unicodedata.category(mark) != "Cf")
    plain = re.sub(r"^(?:https?://)?(?:www\.)?", "", plain.strip())
    plain = _SITE.sub(r"\1 ", plain)
    if " " not in plain and re.search(r"\.[a-z]{2,6}/?$", plain, re.IGNORECASE):
        plain = re.sub(r"(?:\.(?:com|org|net|info|news|gov|gob|gouv|int|edu|co|[a-z]{2}))+/?$", "", plain)
        plain = plain.replace(".", " ").replace("@", " ")
    # "ZavodPressOffice", as an account is called.
    plain = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", plain)
    return _WORD.findall(plain.replace("-", " ").replace("_", " "))


def _unjoined(low: str, plain: str) -> list[tuple[str, str]]:
    """Return a word that is a house and what it is of it, written as one, as the two: "zavodpress", "dailyzavod"."""
    if low in _KNOWN:
        return [(low, plain)]
    for known in _LONG_KNOWN:
        if len(low) - len(known) < _JOINED:
            continue
        if low.endswith(known):
            return [*_unjoined(low.removesuffix(known), plain[: -len(known)]), (known, known)]
        if low.startswith(known):
            return [(known, known), *_unjoined(low.removeprefix(known), plain[len(known) :])]
    return [(low, plain)]


@lru_cache(maxsize=65_536)
def _forms(word: str) -> frozenset[str]:
    """Return by what a word is known however it is written: itself, its stem, and how the two sound."""
    plain = "".join(read_name(word).words) or in_ascii(word).casefold()
    found = {plain}
    stem = _ENDINGS.sub("", plain)
    if len(stem) >= _ADJECTIVE:
        found.add(stem)
    heard = {sound(one) for one in found}
    return frozenset(found | {f"~{one}" for one in heard if len(one) >= _HEARD})


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return 1 < len(letters) <= 7 and letters.isalpha() and letters.isupper()


def _rank(house: _House) -> int:
    """Return how much a name has beside the house: the house itself first, then those who speak for it."""
    return len(house.beside) + (not house.beside <= _PLACES | _OUTLETS)


def _tells(house: _House, kind: SpeakerKind) -> bool:
    """Tell whether a name is one of whom it can be said that they belong to a house: a body's, or an office's."""
    if kind is SpeakerKind.PERSON:
        return bool(house.beside - TITLES) or not house.beside.isdisjoint(PEOPLE_IN_OFFICE)
    return bool(house.beside) or kind in BODIES or len(house.words) > _TWO


_TWO = 2


def _has_the_whole(part: _House, whole: _House) -> str | None:
    """Find the whole of one name in the other's words, in order: "Editor, The Daily Zavod"."""
    if part.acronym is not None and part.acronym in whole.initials:
        return part.acronym.upper() if part.beside else None  # the letters alone are asked about by ``rules.names``
    if len(whole.words) == len(part.words) or _is_elsewhere(part):
        return None
    found = _within(whole.words, part)
    return _told(part, [place for place in found if place in part.places]) if found is not None else None


def _within(words: Sequence[frozenset[str]], house: _House) -> range | None:
    """Return where some words stand in a name, one behind the other; None where they do not."""
    for place in range(len(house.words) - len(words) + 1):
        if all(not a.isdisjoint(b) for a, b in zip(house.words[place:], words, strict=False)):
            return range(place, place + len(words))
    return None


def _is_elsewhere(part: _House) -> bool:
    """Tell whether the words in front of a house's say that the name is no name of that house's."""
    words = list(part.plain)
    for place, word in enumerate(words[:-1]):
        follows = in_ascii(words[place + 1]).casefold()
        begins = any(follows in forms for forms in part.core) or follows == "the"
        if begins and (word in _ELSEWHERE or word in _OTHER_PLACE):
            return True
        if begins and word in _OF_ANOTHER and any(in_ascii(one) in _BODIES_OF_MANY for one in words[:place]):
            return True
    return False


_BODIES_OF_MANY = frozenset("un us eu uk nato osce icrc unhcr unicef who wfp ngo".split())
"""Who has offices for every place, and is of none."""


def _is_of_one_place(one: _House, other: _House) -> str | None:
    """Tell whether one name means a place and whoever governs it, and the other a body that is called after it."""
    for place, body in ((one, other), (other, one)):
        if _is_place(place) and not (_is_paper(body) and not body.beside <= _SPEAKING):
            found = _within(place.core, body)
            if found is not None and not _is_elsewhere(body):
                return _told(body, found)
    return None


def _is_of_one_paper(one: _House, other: _House) -> str | None:
    """Tell whether one name is a paper's, and the other of those who make it or speak for it."""
    if not _same_core(one, other):
        return None
    for paper, makers in ((one, other), (other, one)):
        is_voice = not makers.beside.isdisjoint(_ITS_VOICE) and not _is_paper(makers)
        if _is_paper(paper) and is_voice and makers.beside <= _NEWSROOM | _BESIDE_THEM | _SPEAKING | _OUTLETS:
            return _told(one, one.places)
    return None


def _is_place(house: _House) -> bool:
    return house.beside <= _PLACES | _SPEAKING | {"hall"}


def _is_paper(house: _House) -> bool:
    return bool(house.beside) and house.beside <= _OUTLETS | {"the"}


def _same_core(one: _House, other: _House) -> bool:
    if len(one.core) != len(other.core):
        return False
    return all(not a.isdisjoint(b) for a, b in zip(one.core, other.core, strict=True)) and not (
        _is_elsewhere(one) or _is_elsewhere(other)
    )


def _told(house: _House, places: Iterable[int]) -> str:
    return " ".join(next(_shown(house.words[place])) for place in places)


def _shown(forms: frozenset[str]) -> Iterator[str]:
    yield from sorted((form for form in forms if not form.startswith("~")), key=len, reverse=True)


_KNOWN = (
    _PLACES
    | _SPEAKING
    | _NEWSROOM
    | _BESIDE_THEM
    | _OUTLETS
    | (PEOPLE_IN_OFFICE | KINDS_OF_BODIES | WITH_OFFICES)
    | TITLES
    | frozenset(
        "former ex hall lawyer lawyers adviser advisor aide firm group foundation trust ltd limited inc".split()
    )
)
_LONG_KNOWN = sorted((word for word in _KNOWN if len(word) >= _JOINED and word.isascii()), key=len, reverse=True)
