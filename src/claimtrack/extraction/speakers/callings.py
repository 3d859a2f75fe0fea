"""Noun phrases that a text sets beside a name as another word for it: ``NAME, a baker,``, ``the river group NAME``.

Only where the text itself equates the two, so that "the group" may be led back to its name later, or before.
"""

import re
from collections.abc import Iterator, Sequence

from claimtrack.extraction.english.calling_words import BODY_NOUNS, CALLED, MEMBERS, NO_CALLINGS, TRADING
from claimtrack.extraction.english.determiners import ARTICLES
from claimtrack.extraction.english.name_context_words import ACTING, GOVERNING
from claimtrack.extraction.english.name_words import PLURAL_PEOPLE
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.text.layout import Word

_LONGEST = 7
_SET_OFF = frozenset({",", "—", "–"})
_ENDS = frozenset({",", "—", "–", ".", ";", ":", ")", "”", '"'})
_AGE = re.compile(r"\d{1,3}")
_AGED = re.compile(r"\d{1,3}-year-old")


def callings_of(words: Sequence[Word], begin: int, end: int, *, name: Name) -> frozenset[str]:
    """Return the phrases beside the name at ``words[begin:end]`` that stand for it: small letters, the head last."""
    found = {*_in_front(words, begin, end, name), *_behind(words, end), *_age(words, begin, end)}
    if name.is_organisation or len(name.words) == 1:
        return frozenset(one for one in found if _may_be_body(one) or _AGED.fullmatch(one))
    return frozenset(found)


def _may_be_body(phrase: str) -> bool:
    head = phrase.rpartition(" ")[2]
    return head in BODY_NOUNS or head in PLURAL_PEOPLE


def _in_front(words: Sequence[Word], begin: int, end: int, name: Name) -> Iterator[str]:
    """``the advocacy group NAME``, ``a group called NAME``, ``The group, NAME,``."""
    place = begin
    is_set_off = place > 1 and words[place - 1].text in _SET_OFF
    if is_set_off:
        if end >= len(words) or words[end].text not in _SET_OFF:
            return
        place -= 1
    elif place > 1 and (
        words[place - 1].low in CALLED or [one.low for one in words[place - 2 : place]] == ["known", "as"]
    ):
        place -= 1 if words[place - 1].low in CALLED else 2
    start = place
    while start > 0 and place - start < _LONGEST and _is_plain(words[start - 1]):
        start -= 1
    if start == place or not start or words[start - 1].low not in ARTICLES:
        return
    before = words[start - 2].low if start > 1 else ""
    if is_set_off and before in GOVERNING:
        return  # "In the book, Ana Ruiz, ..."
    # "The company Karr founded" says nothing of Karr.
    is_one = len(name.words) == 1 or end >= len(words) or words[end].text in _ENDS
    is_sure = is_set_off or place < begin or name.is_organisation or (place - start > 1 and is_one)
    for phrase in _read(words[start:place], words[start - 1].low):
        if is_set_off or (is_sure and phrase.rpartition(" ")[2] in BODY_NOUNS):
            yield phrase
    yield from _members(words, start - 1)


def _members(words: Sequence[Word], place: int) -> Iterator[str]:
    """``The doctors, members of a group NAME``: they are the group."""
    if place < 4 or words[place - 1].low != "of" or words[place - 2].low not in MEMBERS or words[place - 3].text != ",":
        return
    head = words[place - 4].low
    if head in PLURAL_PEOPLE and words[place - 5].low == "the":
        yield head


def _behind(words: Sequence[Word], end: int) -> Iterator[str]:
    """``NAME, a real estate agent,``, ``NAME, a group of doctors,``."""
    if end + 2 >= len(words) or words[end].text not in _SET_OFF or words[end + 1].low not in ARTICLES:
        return
    start = place = end + 2
    while place < len(words) and place - start < _LONGEST and _is_plain(words[place]):
        place += 1
    has_end = (
        place == len(words) or words[place].text in _ENDS or words[place].low in GOVERNING | {"who", "which", "that"}
    )
    if has_end and place > start:
        yield from _read(words[start:place], words[end + 1].low)


def _read(phrase: Sequence[Word], article: str) -> Iterator[str]:
    """Read ``real estate agent``, and ``group of doctors``, whose doctors are the group."""
    of = next((at for at, word in enumerate(phrase) if word.low == "of"), len(phrase))
    if of < len(phrase) - 1 and of > 0 and phrase[of - 1].low in BODY_NOUNS and phrase[-1].low in PLURAL_PEOPLE:
        yield phrase[-1].low
    held = [word.low for word in phrase[:of]]
    if held and held[-1] not in NO_CALLINGS - BODY_NOUNS and not (held[-1] in TRADING and article != "the"):
        yield " ".join(held)


def _is_plain(word: Word) -> bool:
    """Tell whether a word may stand in the phrase: small, or a number; no verb, no preposition but "of"."""
    if not word.text[0].isalnum() or word.low in ARTICLES or word.low in ACTING or word.low in {"and", "who", "which"}:
        return False
    return word.low == "of" or word.low not in GOVERNING


def _age(words: Sequence[Word], begin: int, end: int) -> Iterator[str]:
    """``NAME, 56,``, ``NAME, who is 56``, ``56-year-old NAME``."""
    if begin and _AGED.fullmatch(words[begin - 1].low):
        yield words[begin - 1].low
    if end + 2 >= len(words) or words[end].text != ",":
        return
    behind = end + 1
    if words[behind].low == "who" and words[behind + 1].low in {"is", "was", "turned"}:
        behind += 2
    if (
        behind < len(words)
        and _AGE.fullmatch(words[behind].text)
        and (behind + 1 == len(words) or not words[behind + 1].text[0].isalnum())
    ):
        yield f"{words[behind].text}-year-old"
