"""Who somebody is by what an article calls them: of "NAME, the warden of the mill," speaks "the mill's warden said".

A passage that quotes the claimant by that gives the claimant's own word, though it has no name. Read by shape, for
English.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimtrack.rules.kinship import forms_of
from claimtrack.rules.offices import PEOPLE_IN_OFFICE
from claimtrack.rules.secondhand import Tokens, given_before, is_of_saying, said_behind, tokens_of

_LEADS = frozenset("of at for in from with on to by".split())
_SMALL = frozenset("the a an its their his her our this that of at for in from with on to by and former then".split())
_DETERMINERS = frozenset({"the", "a", "an", "its", "their"})
_DOERS = ("er", "or", "ist", "ian", "ant", "ent", "eer", "ess", "man", "woman", "nurse", "keeper", "chief", "head")
_MOST = 9
"""Words that say what somebody is."""
_BESIDE = 5
"""Words between an article and what somebody is, or behind it."""


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is, and of what: "warden", with "mill"; each word by its forms."""

    head: frozenset[str]
    of: frozenset[str]


def roles_in(text: str, names: Sequence[str]) -> tuple[Role, ...]:
    """Return what a text calls a person who has these names, right beside the name, as far as it says of what."""
    found: dict[Role, None] = {}
    for name in names:
        for phrase in _beside(text, name):
            role = _role(phrase)
            if role is not None:
                found[role] = None
    return tuple(found)


def _beside(text: str, name: str) -> Iterator[str]:
    parts = r"\s+".join(map(re.escape, name.split()))
    if not parts:
        return
    for match in re.finditer(rf"\b{parts},?\s*[,(]\s*([^,.;:()\n“”\"]{{4,90}})[,.;)]", text):
        yield match[1]
    for match in re.finditer(rf"\b[Tt]he\s+([^,.;:()\n“”\"]{{4,90}}),\s+(?:\w+\.?\s+)?{parts}\b", text):
        yield match[1]
    for match in re.finditer(rf"((?:\b[a-z][\w’'-]*\s+){{1,4}}){parts}\b", text):
        yield match[1]


def _role(phrase: str) -> Role | None:
    """Read "warden of the Harn mill", "the mill's warden": its head with what it is of; None for anything else."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_][\w’'-]*", phrase)]
    said = max((place for place, word in enumerate(words) if is_of_saying(word)), default=-1)
    words = words[said + 1 :]
    if not words or len(words) > _MOST:
        return None
    stop = next((place for place, word in enumerate(words) if word in _LEADS), len(words))
    head = words[stop - 1] if stop else ""
    is_set_off = words[0] in _DETERMINERS and not head.endswith(("ed", "ing"))
    if not (is_set_off or head in PEOPLE_IN_OFFICE or head.endswith(_DOERS)) or head in _SMALL:
        return None
    others = {form for word in (*words[: stop - 1], *words[stop:]) if word not in _SMALL for form in forms_of(word)}
    return Role(forms_of(head), frozenset(others)) if others else None


def word_of_role(passage: str, roles: Sequence[Role]) -> str | None:
    """Return the words by which a passage gives what it says as that of somebody in one of these roles, or None."""
    tokens = tokens_of(passage)
    forms = [forms_of(word) for word, *_ in tokens]
    everything = frozenset[str]().union(*forms) if forms else frozenset[str]()
    for role in roles:
        for place, form in enumerate(forms):
            if role.head.isdisjoint(form):
                continue
            begin, end, others = _mention(tokens, forms, place)
            if begin is None or (role.of.isdisjoint(others) if others else role.of.isdisjoint(everything)):
                continue
            told = said_behind(tokens, end)
            told = told if told is not None else given_before(tokens, begin)
            if told is not None:
                first, last = min(begin, told), max(end - 1, told)
                return " ".join(passage[tokens[first][1] : tokens[last][2]].split())
    return None


def _mention(tokens: Tokens, forms: Sequence[frozenset[str]], place: int) -> tuple[int | None, int, frozenset[str]]:
    """Return from where to where "the mill's warden" or "the warden of the mill" stands, and what it is of."""
    begin, others = None, set[str]()
    for before in range(place - 1, max(-1, place - 1 - _BESIDE), -1):
        word = tokens[before][0].casefold()
        if word in _DETERMINERS:
            begin = before
            break
        if not word[0].isalpha() or word in _LEADS:
            break
        others |= forms[before]
    end = place + 1
    if end < len(tokens) and tokens[end][0].casefold() in _LEADS:
        stop = end + 1
        while stop < len(tokens) and stop - end <= _BESIDE and _goes_on(tokens, stop):
            others |= forms[stop] if tokens[stop][0].casefold() not in _SMALL else frozenset()
            stop += 1
        end = stop
    return begin, end, frozenset(others)


def _goes_on(tokens: Tokens, place: int) -> bool:
    word = tokens[place][0]
    return word[0].isalpha() and not is_of_saying(word.casefold())
