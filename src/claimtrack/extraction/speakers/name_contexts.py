"""What stands around a name in its sentence: what it is called there, and its part in the sentence."""

from collections.abc import Sequence
from dataclasses import replace

from claimtrack.extraction.english.determiners import BEFORE_ROLES, POSSESSIVE_ENDINGS
from claimtrack.extraction.english.name_context_words import ACTING, GOVERNING, PRONOUNS, SMALL
from claimtrack.extraction.english.name_words import NEVER_NAMES, ROLE_NOUNS
from claimtrack.extraction.speakers.callings import callings_of
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.text.layout import Word

_LONGEST_ROLE = 14
_OPENS_PLACES = frozenset("Lake Mount Cape Fort Port Camp Loch Lough Gulf Puerto Rio".split())
_BEHIND = 14
"""Words behind a name that a pronoun for it is looked for in."""
_STOPS = frozenset('. ; : ? ! ” “ "'.split())


def seen_at(words: Sequence[Word], begin: int, end: int, *, previous: int, name: Name) -> Name:
    """Return a name with what its place tells: ``words[begin:end]``, ``previous`` where the name in front ended."""
    is_possessive = words[end - 1].text.endswith(POSSESSIVE_ENDINGS)
    before = words[begin - 1].low if begin else ""
    if before in {"the", "a", "an"} and begin > 1:
        before = words[begin - 2].low
    behind = words[end].low if end < len(words) else ""
    return replace(
        name,
        roles=frozenset() if name.is_organisation or is_possessive or _is_place(name) else _roles(words, begin, end),
        callings=callings_of(words, begin, end, name=name) if not is_possessive else frozenset(),
        office=_office(words, end) if is_possessive else None,
        gender=_pronoun_behind(words, end),
        is_governed=is_possessive or before in GOVERNING,
        is_acting=not is_possessive and (behind in ACTING or (len(behind) > 4 and behind.endswith(("ed", "es")))),
        is_joined=bool(previous) and begin - previous <= 2 and words[begin - 1].low == "and",
        is_introduced=begin == 0 and behind in {"is", "was"} and _is_description(words, end + 1),
        is_leading=not previous,
    )


def _is_place(name: Name) -> bool:
    """Tell whether a name is that of a lake or the like: in "near Lake Tuma, the governor said" it is no governor's."""
    return len(name.words) > 1 and not name.titles and name.words[0] in _OPENS_PLACES


def _office(words: Sequence[Word], end: int) -> str | None:
    """Return the office of two words or three behind a possessive: ``Austria's interior minister``."""
    for length in (2, 3):
        held = words[end : end + length]
        if len(held) == length and held[-1].low in ROLE_NOUNS and all(word.text.isalpha() for word in held):
            return " ".join(word.low for word in held)
    return None


def _is_description(words: Sequence[Word], place: int) -> bool:
    return place < len(words) and (
        words[place].low in {"a", "an", "the"} or words[place].low in ROLE_NOUNS or "-" in words[place].low
    )


def _pronoun_behind(words: Sequence[Word], end: int) -> str | None:
    """Find the first "he" or "she" behind a name, if no other name comes before it."""
    voice = words[end - 1].quoted
    for word in words[end : end + _BEHIND]:
        if word.quoted != voice:
            return None
        if word.low in PRONOUNS:
            return PRONOUNS[word.low]
        if word.is_capital and word.low not in NEVER_NAMES:
            return None
    return None


def _roles(words: Sequence[Word], begin: int, end: int) -> frozenset[str]:
    return _in_front(words, begin) | _set_off_in_front(words, begin) | _behind(words, end)


def _in_front(words: Sequence[Word], begin: int) -> frozenset[str]:
    """``the billionaire NAME``, ``Orsenian presidential nominee NAME``."""
    if not begin or words[begin - 1].low not in ROLE_NOUNS:
        return frozenset()
    start = begin - 1
    while start > 0 and begin - start < 6 and _describes(words[start - 1]):
        start -= 1
    return _kept(words[start:begin])


def _describes(word: Word) -> bool:
    return (
        word.text[0].isalpha() and word.low not in BEFORE_ROLES and word.low not in GOVERNING and word.low not in ACTING
    )


def _set_off_in_front(words: Sequence[Word], begin: int) -> frozenset[str]:
    """``My father, NAME, ...``, ``the mayor of X, NAME, ...``."""
    if begin < 3 or words[begin - 1].text != ",":
        return frozenset()
    start = begin - 2
    while start > 0 and begin - start < _LONGEST_ROLE and words[start].low not in BEFORE_ROLES:
        if words[start].text == "," or words[start].text in _STOPS:
            return frozenset()
        start -= 1
    role = words[start + 1 : begin - 1]
    return _kept(role) if words[start].low in BEFORE_ROLES and _head(role) in ROLE_NOUNS else frozenset()


def _behind(words: Sequence[Word], end: int) -> frozenset[str]:
    """``NAME, the mayor of X,``, ``NAME (R-Ohio), a former senator,``, ``NAME (Chair)``."""
    place = end
    if place < len(words) and words[place].text == "(":
        closing = next((at for at in range(place, min(len(words), place + 8)) if words[at].text == ")"), None)
        held = words[place + 1 : closing] if closing is not None else []
        if held and held[-1].low in ROLE_NOUNS:
            return _kept(held)
        place = closing + 1 if closing is not None else place
    if place + 1 >= len(words) or words[place].text not in {",", "—", "–"}:
        return frozenset()
    opens = [word.low for word in words[place + 1 : place + 4]]
    if len(opens) == 3 and opens[0] == "the" and opens[1] not in ROLE_NOUNS and opens[2] == ",":
        place += 3  # "the brusque, hard-working governor"
    stop = next(
        (
            at
            for at in range(place + 1, min(len(words), place + _LONGEST_ROLE))
            if words[at].text in {",", "—", "–"}
            or words[at].text in _STOPS
            or words[at].low in {"who", "which", "said"}
        ),
        min(len(words), place + _LONGEST_ROLE),
    )
    role = words[place + 1 : stop]
    return _kept(role) if role and _head(role) in ROLE_NOUNS else frozenset()


def _head(role: Sequence[Word]) -> str:
    """Return the last noun in front of a preposition."""
    end = next((at for at, word in enumerate(role) if at and word.low in GOVERNING | {"that", "and"}), len(role))
    return role[end - 1].low if role else ""


def _kept(role: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.low.removesuffix("'s").removesuffix("’s") for word in role if word.text[0].isalnum()) - SMALL
