"""Which state a source's name tells of: "Russia", "Moscow", "the Kremlin", "Russian Ministry of Defence".

How states are called is read from libraries (``speakers.state_names``, and ``speakers.states_abroad`` for what is not
English), and only when a name is looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from claimtrack.extraction.english.name_words import GOVERNMENT, MEDIA, OFFICES, ORGANISATION
from claimtrack.extraction.english.seats_of_states import IN_CYRILLIC
from claimtrack.extraction.speakers.parts_of_states import state_of_handle, state_of_part
from claimtrack.extraction.speakers.state_names import CODES, folded, seen, states, words_of
from claimtrack.extraction.speakers.states_abroad import abroad
from claimtrack.vocabulary import SpeakerKind

_SAID = GOVERNMENT | OFFICES
_BODY = _SAID | ORGANISATION | MEDIA
_SMALL = frozenset("the of for and in".split())
_BESIDE = _BODY | _SMALL | {"armed", "federal", "foreign", "interior", "national"}
_MINISTRIES = frozenset("mfa mofa mod dod moi moj fco fcdo".split())
"""How offices are written short that every state has one of."""
_SITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)*?(?:([a-z]{2,10})\.)?(gov|mil|[a-z]{2})/?", re.IGNORECASE)
_OF_STATES = frozenset(
    "gov gob gouv govt mil go gub mod mfa mid mofa government kremlin president parliament police army".split()
)
"""What stands before a state's code in the addresses of its offices: "mod.gov.ua", "mil.ru"."""
_LEADING = frozenset(
    "president prime minister premier chancellor supreme leader mr ayatollah general secretary chairman king".split()
)
_PAST = frozenset({"former", "ex"})
_BEFORE = frozenset("new latin native north south east west northern southern eastern western central".split())
"""In front of a state's name they make another name of it, such as "New Mexico"."""
_ABOUT = frozenset("in to on for at against near with into about".split())
"""Behind them stands where somebody is or what somebody speaks of: "UN mission in Syria"."""
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class House:
    """A state that a name tells of, and the words of the name that do.

    ``firm`` tells that the name is the state's own, or one of its offices': more than an adjective, as a club has it.
    """

    state: str
    words: str
    firm: bool = field(default=False, compare=False)


@lru_cache(maxsize=16_384)
def house(name: str, kind: SpeakerKind, *, named: bool = True) -> House | None:
    """Return the state whose house a source is by its name, or None where the name does not say.

    Of persons, and of those who are only described, it says so with an office beside the state: "Russian officials".
    """
    words = words_of(name)
    if not words or folded(words[0]) in _PAST:
        return None
    found = _by_address(name) or _in_english(words, kind, named=named)
    if found is not None:
        return found
    found = _of_a_part(name, words, kind)
    if found is not None or kind is SpeakerKind.PERSON or not named:
        return found
    return _in_letters_of_another(name, kind) or _elsewhere(name)


def _by_address(name: str) -> House | None:
    """Read the address of a state's office: "mil.ru", "mod.gov.ua", "state.gov"."""
    site = _SITE.fullmatch(seen(name).strip())
    if site is None:
        return None
    office, end = (part.casefold() if part is not None else None for part in site.groups())
    code = "US" if end in {"gov", "mil"} else {"uk": "GB"}.get(str(end), str(end).upper())
    if (end not in {"gov", "mil"} and office not in _OF_STATES) or code not in states().called:
        return None
    return House(states().called[code], name, firm=True)


def _in_english(words: list[str], kind: SpeakerKind, *, named: bool) -> House | None:
    whole = _whole(words, kind) or _leader(words)
    if whole is not None:
        return whole
    found = next(_within(words), None)
    if found is None:
        return None
    place, house_, adjective = found
    end = place + len(house_.words.split())
    others = words[:place] + words[end:]
    if not _tells(kind, others, named=named, adjective=adjective, last=end == len(words)):
        return None
    firm = house_.firm or not (_SAID | _MINISTRIES).isdisjoint(map(folded, others))
    return House(house_.state, house_.words, firm=firm)


def _of_a_part(name: str, words: list[str], kind: SpeakerKind) -> House | None:
    """Read who governs a part of a state, "Government of Tatarstan", and the accounts of a state's offices."""
    part = state_of_part(words)
    if part is not None:
        state, found = part
        others = [folded(word) for word in words if word not in found.split()]
        is_whole = kind is SpeakerKind.GOVERNMENT and not others
        if (is_whole or not _SAID.isdisjoint(others)) and not (_ABOUT | _BEFORE | _PAST).intersection(others):
            return House(state, found, firm=True)
    handled = state_of_handle(name) if kind is not SpeakerKind.PERSON else None
    return House(handled, name.lstrip("@"), firm=True) if handled is not None else None


def _in_letters_of_another(name: str, kind: SpeakerKind) -> House | None:
    """Read a name in the letters of another alphabet as it sounds: TASS, Rossiya."""
    plain = seen(name)
    if plain.isascii():
        return None
    words = words_of(plain)
    for code, listed in IN_CYRILLIC.items():
        found = next((letters for letters in listed.split(" | ") if letters in words), None)
        if found is not None:
            return House(states().called[code], found, firm=True)
    from anyascii import anyascii

    read = _in_english(words_of(anyascii(plain)), kind, named=True)
    return House(read.state, plain, firm=read.firm) if read is not None else None


def _elsewhere(name: str) -> House | None:
    found = abroad(seen(name))
    # Such names are nearly always bodies', and what they say of an office is not read: a person decides.
    return House(states().called[found[0]], found[1], firm=True) if found is not None else None


def _tells(kind: SpeakerKind, others: list[str], *, named: bool, adjective: bool, last: bool) -> bool:
    """Tell whether the words beside a state's name or adjective leave it a name that says whose a source is."""
    plain = frozenset(map(folded, others))
    if kind is SpeakerKind.PERSON or not named:
        return not plain.isdisjoint(_SAID)
    is_body = not plain.isdisjoint(_BODY) or any(map(_is_acronym, others))
    if kind is SpeakerKind.NONE and not adjective:
        # "Jordan Peele" is nobody's; "Jordan Times" and "Bank of Jordan" are.
        return is_body
    return is_body or kind is not SpeakerKind.NONE or not last


def _is_acronym(word: str) -> bool:
    """Tell whether a word is written as bodies' short names are: "MFA", "MoD"."""
    return sum(map(str.isupper, word)) > 1 >= sum(map(str.islower, word))


def _whole(words: list[str], kind: SpeakerKind) -> House | None:
    """Return the state that is the whole of a name, or whose capital or agency is."""
    if kind is SpeakerKind.PERSON:
        return None
    known, key = states(), tuple(map(folded, words))
    state = known.names.get(key) or known.adjectives.get(key) or known.capitals.get(key) or _agency(words)
    return House(state, " ".join(words), firm=True) if state is not None else None


def _leader(words: list[str]) -> House | None:
    """Return the state that is led by whom a name is the whole name of, but for what they are."""
    plain = list(map(folded, words))
    named = next((place for place, word in enumerate(plain) if word not in _LEADING), len(plain))
    state = states().leaders.get(tuple(plain[named:]))
    return House(state, " ".join(words[named:]), firm=True) if state is not None else None


def _agency(words: list[str]) -> str | None:
    """Return the state of what has a name of its own, but for words that say what it is: "TASS news agency"."""
    agencies, plain = states().agencies, tuple(map(folded, words))
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for place in range(len(words) - length + 1):
            end = place + length
            written = tuple(word.replace(".", "") for word in words[place:end])  # "R.F."
            state = agencies.get(written) or agencies.get(plain[place:end])
            beside = zip(words[:place] + words[end:], plain[:place] + plain[end:], strict=True)
            if state is not None and all(word in _BESIDE or _is_its(state, other) for other, word in beside):
                return state
    return None


def _is_its(state: str, word: str) -> bool:
    """Tell whether a word by itself stands for a state as well: both of "Minoborony RF"."""
    agencies = states().agencies
    return state in {agencies.get((word,)), agencies.get((folded(word),))}


def _within(words: list[str]) -> Iterator[tuple[int, House, bool]]:
    """Yield the states that stand in a name, with where, and whether as an adjective; the longest words first."""
    known, plain = states(), list(map(folded, words))
    place = 0
    while place < len(words):
        step = 1
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            key = tuple(plain[place : place + length])
            state = known.names.get(key) or known.adjectives.get(key)
            if state is None:
                continue
            step = length
            if _is_a_name(words, place) and not _other_than(plain[:place]):
                found = House(state, " ".join(words[place : place + length]), firm=key in known.seats)
                yield place, found, key not in known.names
            break
        place += step


def _is_a_name(words: list[str], place: int) -> bool:
    """Tell whether a word is written as names are, or the whole name without a capital, as it is typed in a hurry."""
    if words[place][:1].isupper():
        return True
    return len(words) > 1 and "".join(words).islower() and folded(words[place]) not in CODES


def _other_than(before: list[str]) -> bool:
    """Tell whether the words in front of a state's name say that it is no name of whose a source is."""
    telling = [word for word in before if word != "the"]
    return bool(telling) and telling[-1] in _BEFORE | _ABOUT
