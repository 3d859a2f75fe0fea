"""The name that is set off behind what somebody is: ``his wife, NAME,``, ``The Bursar, Cdr NAME,``."""

from collections.abc import Sequence

from claimtrack.extraction.english.calling_words import BODY_NOUNS
from claimtrack.extraction.english.determiners import ARTICLES, POSSESSIVE_ENDINGS, POSSESSIVES
from claimtrack.extraction.english.mention_words import PREPOSITIONS
from claimtrack.extraction.english.name_words import HONOURS, MEDIA, PLATFORMS, TITLES
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.speakers.names import named
from claimtrack.extraction.text.layout import Word

_BREAKS = frozenset({",", "(", "—", "–", "[", ";"})
_GOES_ON = frozenset({"who", "which", "whose", "and"})
_DOING = ("er", "or", "ent", "ant", "yard")
"""How nouns end that mean whoever does something: ``the importer, NAME,``; behind others one word may be a place."""
_SHORT_TITLES = frozenset("mr mrs ms miss dr sir dame smt shri hon cdr pa oba engr barr prof rev".split()) - HONOURS
_GIVES = frozenset("gave identified introduced named called gives identifies introduces".split())
_NAMES = frozenset("name names himself herself themselves".split())
_LONGEST = 7
"""Words between "gave" and the name: "gave her name only as"."""
_ABBREVIATED = 7
"""Characters of a word in front of a full stop that is a title: "Smt.", "Licda."."""


def apposed(held: Sequence[Word], core: Sequence[Word]) -> list[Name]:
    """Return the name set off behind ``core``, which says what its bearer is; nothing where it may be a place.

    Somebody's own: ``Ruiz's husband, Tom,``; an office with an honorific behind it: ``The Bursar, Cdr NAME,``; what is
    called by a common noun: ``The rail operator, NAME,``. So is who gives a name: ``who gave her name as NAME``.
    """
    given = _given(held)
    if given:
        return given
    place = len(core)
    if not core or place + 1 >= len(held) or held[place].text != ",":
        return []
    rest = held[place + 1 :]
    end = next((at for at, word in enumerate(rest) if _ends(rest, at)), len(rest))
    part = rest[:end]
    begin = _name_begins(part)
    run = [word for word in part[begin:] if word.text != "."]
    if not run or not all(word.is_capital or word.low in {"de", "van", "von", "al", "bin", "da", "&"} for word in run):
        return []
    if run[0].low in ARTICLES | {"i"} or any(word.text[0].isdigit() for word in run):
        return []
    is_honoured = any(word.is_capital for word in part[:begin]) or run[0].low in TITLES
    name = next(named(run), None)
    if name is None or not _may_follow(core, run, is_honoured=is_honoured):
        return []
    return [name]


def _ends(words: Sequence[Word], place: int) -> bool:
    return words[place].text in _BREAKS or (place > 0 and words[place].low in _GOES_ON)


def _name_begins(part: Sequence[Word]) -> int:
    """Return where the name begins: behind honorifics, "Smt.", and what its bearer is, "energy drink maker"."""
    begin = 0
    while begin < len(part) - 1:
        word, following = part[begin], part[begin + 1]
        is_small = word.text[0].isalpha() and word.text.islower() and not _leads_away(word.low)
        is_short = following.text == "." and len(word.text) < _ABBREVIATED and word.is_capital and len(word.text) > 1
        is_title = is_short or word.low in _SHORT_TITLES
        if word.text == "." or is_small or (is_title and begin + 2 < len(part)):
            begin += 1
        else:
            break
    return begin


def _leads_away(word: str) -> bool:
    """Tell whether what stands behind a word is no apposition's noun: ``, founded in Vellmar``, ``, a doctor``."""
    return word in ARTICLES or word in PREPOSITIONS or word.endswith(("ed", "ing"))


def _may_follow(core: Sequence[Word], run: Sequence[Word], *, is_honoured: bool) -> bool:
    """Tell whether a name may be whose description stands in front of it."""
    if any(word.low in MEDIA or word.low in PLATFORMS for word in run):
        return False  # "the minister, Delta Wire reported"
    opens = core[0].low in POSSESSIVES or any(word.text.endswith(POSSESSIVE_ENDINGS) for word in core[:-1])
    is_the = core[0].low in ARTICLES or [word.low for word in core[:2]] == ["one", "of"]
    if len(run) > 1 and is_honoured:
        return is_the or opens or core[0].is_capital
    head = core[-1]
    if not (opens or is_the) or (head.is_capital and not head.text.isupper()):
        return False  # "The mayor of Springfield, Ohio"
    if len(run) > 1:
        return True
    is_body = len(core) > 1 and core[1].low in BODY_NOUNS
    return opens or (core[0].low == "the" and (is_body or head.low.endswith(_DOING)))


def _given(held: Sequence[Word]) -> list[Name]:
    """Read ``who gave her name as NAME``, ``who introduced himself only as NAME``."""
    for place, word in enumerate(held):
        if word.low not in _GIVES or not place:
            continue
        behind = held[place + 1 : place + 1 + _LONGEST]
        opening = next((at for at, one in enumerate(behind) if one.low in {"as", "by"}), None)
        if opening is None or not any(one.low in _NAMES for one in behind[:opening]):
            return []
        rest = behind[opening + 1 :]
        end = next((at for at, one in enumerate(rest) if not one.is_capital), len(rest))
        name = next(named(rest[:end]), None)
        return [name] if name is not None else []
    return []
