"""When two names may be one person's or one body's: accents, initials, nicknames, order, acronyms, transliteration.

A hint to ask, never ground enough to treat the two as one. Letters of every alphabet are read as anyascii has them.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.vocabulary import SpeakerKind

if TYPE_CHECKING:
    from nicknames import NickNamer

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president minister senator sen rep gov governor mayor gen "
    "general col colonel lt sgt capt captain maj major judge justice ambassador secretary chancellor king queen prince "
    "princess pope bishop rev imam sheikh".split()
)
ENDINGS = frozenset(
    "jr sr ii iii iv obe mbe cbe kbe phd md esq mp mep msp mla kc qc ret retired spokesman spokeswoman "
    "spokesperson".split()
)
SMALL = frozenset("of for the and in on to de".split())
_PARTICLES = frozenset("al el ul ad an as ash at az bin ibn ben bint abu van von der den di da dos del la le".split())
_OUTLETS = frozenset(
    "news newspaper agency newswire wire online media network tv television radio press com org website english".split()
)
"""What an outlet's short name leaves out."""
_FIRMS = frozenset(
    "ltd limited inc incorporated corp corporation co company llc llp plc gmbh ag sa spa srl bv nv oy ab pjsc jsc ooo "
    "oao pao group holding holdings".split()
)
"""What a firm's short name leaves out."""
_NO_CORE = _OUTLETS | _FIRMS | SMALL
_SPELLINGS = (("isation", "ization"), ("our", "or"), ("fence", "fense"), ("ntre", "nter"), ("mme", "m"))
"""How words are spelled on either side of the ocean."""
_LOOKS = (("0", "o"), ("1", "l"), ("rn", "m"), ("vv", "w"))
"""What the eye takes for another letter."""
_SITE = re.compile(
    r"^(?:https?://)?(?:www\.)?([\w-]+)\.(?:com|org|net|info|news|co\.[a-z]{2}|[a-z]{2})/?$", re.IGNORECASE
)
_MAILBOX = re.compile(r"^([^\s@]+)@[\w-]+(?:\.[\w-]+)+$")
_JOINED_INITIAL = re.compile(r"\b([A-Z])([A-Z][a-z]{3,})\b")
"""An initial written to the name: "ZDvorak", as an account is called."""
_INITIAL = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]{2})")

BODIES = frozenset(
    {SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT, SpeakerKind.MEDIA, SpeakerKind.DOCUMENT, SpeakerKind.GROUP}
)
_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘.][^\W_]+)*\.?")
_MARKS = re.compile(r"['’ʼ‘.]")
_SOUNDS = (
    ("dzh", "j"),
    ("rzh", "r"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("ph", "f"),
    ("dh", "d"),
    ("kh", "h"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
)
_VOWELS = "aeiouy"
_FEWEST = 2
"""Consonants; words with fewer, "Ali" and "Lia", sound alike by chance."""
_FEWEST_OF_BODIES = 3
_LEAST_LETTERS = 3
_MOST_OF_ACRONYM = 7
_LONG = 6
"""Letters from which on two names that have the same ones, apart or together, are hardly two by chance."""

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
    persons, bodies = (set(kinds) & {SpeakerKind.PERSON}), (set(kinds) & BODIES)
    if (persons or not bodies) and (_has_whole(mine, theirs) or _has_whole(theirs, mine)):
        return "one name has the whole of the other in it"
    if persons and bodies:
        return None
    measures: Sequence[tuple[Callable[[_Name, _Name], bool], str]] = _OF_BODIES if bodies else _OF_ANY
    if persons:
        measures = _OF_PERSONS
    return next((words for measure, words in measures if measure(mine, theirs) or measure(theirs, mine)), None)


@lru_cache(maxsize=65_536)
def read_name(name: str) -> _Name:
    """Return a name's words without accents, marks, honours and small words."""
    found = [plain for word in _WORD.findall(in_ascii(_apart(name))) if (plain := _MARKS.sub("", word))]
    spaced = [word for word in found if word.casefold() != "the"]
    if len(spaced) > 1 and all(len(word) == 1 for word in spaced):
        found = ["".join(spaced)]  # "the U. N."
    called = [word for word in found if word.casefold() not in {"the", "a", "an"}] or found
    words = [word.casefold() for word in called]
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in ENDINGS:
        words = words[:-1]
    acronym = len(called) == 1 and _is_acronym(called[0])
    large = [word for word in words if word not in SMALL]
    firsts = {"".join(word[0] for word in some) for some in (words, large) if len(some) > 1}
    return _Name(tuple(words), acronym, frozenset(firsts))


def _apart(name: str) -> str:
    """Return a name with its words apart: without what has no width, the ends of an address, and marks that join."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKC", name) if unicodedata.category(mark) != "Cf").strip()
    site = _SITE.match(plain)
    mailbox = _MAILBOX.match(plain)
    apart = mailbox[1].replace(".", " ") if mailbox is not None else site[1] if site is not None else plain
    apart = _JOINED_INITIAL.sub(r"\1 \2", apart)
    return _INITIAL.sub(r"\1 ", apart).replace("-", " ").replace("_", " ")


def _is_acronym(word: str) -> bool:
    """Tell whether a word is written as acronyms are: "UN", "MoD"."""
    small = sum(map(str.islower, word))
    return 1 < len(word) <= _MOST_OF_ACRONYM and word.isalpha() and (not small or sum(map(str.isupper, word)) > small)


def _have_anything_in_common(one: _Name, other: _Name) -> bool:
    """Tell whether any measure may hold at all: nearly all names on record are told apart by this."""
    return (
        one.acronym
        or other.acronym
        or not set(one.words).isdisjoint(other.words)
        or sound(_spoken(one)[-1]) == sound(_spoken(other)[-1])
        or _looks("".join(one.words))[:_LEAST_LETTERS] == _looks("".join(other.words))[:_LEAST_LETTERS]
    )


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return what stays of a word however it is transliterated: its consonants, and that it begins with a vowel."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    begin = "a" if word[:1] in _VOWELS else word[:1].replace("g", "k")
    kept = [begin]
    for mark in word[1:].replace("j", "i"):
        if mark not in _VOWELS and mark != kept[-1]:
            kept.append(mark)
    heard = "".join(kept)
    return heard[0] + heard[1:].removesuffix("h")


def in_ascii(name: str) -> str:
    if name.isascii():
        return name
    from anyascii import anyascii

    return anyascii(name)


def marks_of(name: _Name) -> set[tuple[str, ...]]:
    """Return what two bodies' names have in common by whichever measure they are one, but for acronyms."""
    return {
        ("in whatever order", *sorted(_spelled(word) for word in name.words if word not in SMALL)),
        ("of an outlet", *_core(name)),
        ("by letters", _looks("".join(map(_spelled, name.words)))),
        ("by sound", *map(sound, _spoken(name))),
    }


def _reordered(one: _Name, other: _Name) -> bool:
    """Tell whether two names have the same words: "Defence Ministry", "Ministry of Defense"."""
    mine, theirs = (sorted(_spelled(word) for word in name.words if word not in SMALL) for name in (one, other))
    return len(mine) > 1 and mine == theirs


def _spelled(word: str) -> str:
    for british, american in _SPELLINGS:
        word = word.replace(british, american)
    return word


def _looks(word: str) -> str:
    for seen, taken in _LOOKS:
        word = word.replace(seen, taken)
    return word


def _has_same_letters(one: _Name, other: _Name) -> bool:
    """Tell whether two names have the same letters, apart or together, or letters that look so: "ZoeDvorak"."""
    mine, theirs = (_looks("".join(map(_spelled, name.words))) for name in (one, other))
    return len(mine) >= _LONG and mine == theirs


def _has_one_more(one: str, other: str) -> bool:
    """Tell whether one word is the other with a letter more, which is not its first: "John" and "Jon"."""
    short, full = sorted((one, other), key=len)
    if len(short) < _LEAST_LETTERS or len(full) - len(short) != 1 or short[0] != full[0] or full.isdecimal():
        return False
    return any(full[:place] + full[place + 1 :] == short for place in range(1, len(full)))


def _has_whole(one: _Name, other: _Name) -> bool:
    """Tell whether the whole name of somebody stands in another: "John Smith’s office"."""
    some, more = one.words, tuple(word.removesuffix("s") for word in other.words)
    if not 1 < len(some) < len(more) or any(len(word) == 1 for word in some):
        return False
    plain = tuple(word.removesuffix("s") for word in some)
    return any(more[place : place + len(some)] == plain for place in range(len(more) - len(some) + 1))


def _is_acronym_of(one: _Name, other: _Name) -> bool:
    return one.acronym and one.words[0] in other.initials


def _is_outlet_of(one: _Name, other: _Name) -> bool:
    """Tell whether one is the other without what only says that it is an outlet or a firm."""
    short = _core(one)
    return bool(short) and short == _core(other)


def _core(name: _Name) -> tuple[str, ...]:
    return tuple(_spelled(word) for word in name.words if word not in _NO_CORE)


def _is_branch_of(one: _Name, other: _Name) -> bool:
    """Tell whether one is called by the other's acronym and what it is of it: "BBC Persian"."""
    return (
        one.acronym and len(one.words[0]) >= _LEAST_LETTERS and len(other.words) > 1 and one.words[0] == other.words[0]
    )


def _bodies_sound_alike(one: _Name, other: _Name) -> bool:
    """Tell whether two bodies' names are one from another alphabet: "Hezbollah", "Hizbullah"."""
    if not _sounds_alike(one, other):
        return False
    has_particle = len(_spoken(one)) < len(one.words)
    pairs = zip(_spoken(one), _spoken(other), strict=True)
    return has_particle or all(a == b or len(sound(a)) >= _FEWEST_OF_BODIES for a, b in pairs)


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
    """Tell whether one has initials for names of the other: "V. Petrenko", "Khan M. A.", "Zoe D."."""
    words, full = _spoken(one), _spoken(other)
    large = [word for word in words if len(word) > 1]
    if not large or len(large) == len(words):
        return False
    if len(words) == len(full) and all(map(_stands_for, reversed(words), full)):
        return True
    if len(words[-1]) == 1 and len(words) == len(full) and all(map(_stands_for, words, full)):
        return True
    turned = one._replace(words=(*(word for word in words if len(word) == 1), *large))
    return _is_short_for(turned, other)


def _stands_for(word: str, full: str) -> bool:
    return word == full[:1] if len(word) == 1 else _alike(word, full)


def _has_nickname(one: _Name, other: _Name) -> bool:
    """Tell whether two names have one family name, and given names of which one is short for the other: "Bob Smith"."""
    mine, theirs = _spoken(one), _spoken(other)
    if len(mine) < 2 or len(theirs) < 2 or not _alike(mine[-1], theirs[-1]):
        return False
    given, called = mine[0], theirs[0]
    full, also_full = (_nicknames().canonicals_of(word) for word in (given, called))
    # "Bob" and "Rob" are both short for Robert. Full names have no such name in common: "Robert" and "William".
    both_short = len(given) < _LONG > len(called) and not full.isdisjoint(also_full)
    return given != called and (given in also_full or called in full or both_short)


@cache
def _nicknames() -> "NickNamer":
    from nicknames import NickNamer

    return NickNamer()


def _is_given_name(one: _Name, other: _Name) -> bool:
    return len(one.words) == 1 < len(other.words) and len(one.words[0]) > 1 and one.words[0] == other.words[0]


def _is_misspelt(one: _Name, other: _Name) -> bool:
    """Tell whether two names of persons differ by one letter more in a word: "Jon Smith"."""
    mine, theirs = _spoken(one), _spoken(other)
    if not 1 < len(mine) == len(theirs):
        return False
    return all(a == b or _has_one_more(a, b) or _looks(a) == _looks(b) for a, b in zip(mine, theirs, strict=True))


def _is_family_name(one: _Name, other: _Name) -> bool:
    return len(one.words) == 1 and len(one.words[0]) > 1 and _alike(one.words[0], other.words[-1])


def _is_short_for(one: _Name, other: _Name) -> bool:
    """Tell whether the words of one name stand in the other's in order; an initial stands for a word."""
    short, full = _spoken(one), _spoken(other)
    if 1 < len(short) < len(full) and not _alike(short[-1], full[-1]):
        full = full[:-1]  # of two family names the first is the one that is used
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
_BRANCH = (_is_branch_of, "one name begins with the other's letters")
_LETTERS = (_has_same_letters, "the two names have the same letters, or letters that look so")
_SOUND = (_sounds_alike, "the two names are spelled as one name from another alphabet may be")
_NICKNAME = (_has_nickname, "the given name of one is short for the other's, or for the same name")
_INITIALS = (_has_initials, "one name has initials for names of the other")
_OF_BODIES = (_ORDER, _ACRONYM, _OUTLET, _BRANCH, (_bodies_sound_alike, _SOUND[1]), _LETTERS)
_OF_ANY = (
    *_OF_BODIES,
    (lambda one, other: len(one.words) > 1 and _sounds_alike(one, other), _SOUND[1]),
    _INITIALS,
    _NICKNAME,
)
_OF_PERSONS = (
    _ORDER,
    _SOUND,
    _INITIALS,
    _ACRONYM,
    _LETTERS,
    (_is_misspelt, "the two names differ by a letter, as if one were misspelt"),
    (_is_short_for, "one name is short for the other"),
    _NICKNAME,
    (_is_family_name, "one name is the family name of the other"),
    (_is_given_name, "one name is the given name of the other"),
)
