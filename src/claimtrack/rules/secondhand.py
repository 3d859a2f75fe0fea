"""Whether a passage gives a claim as the claimant's own word: "According to Zavod, ...", "..., the city said".

Whoever passes on what the claimant says knows no more than the claimant, be the piece a record or seen at first hand.
Read by shape; where it is taken for what it is not, another passage of the same piece says how it knows.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from claimtrack.rules.arabic_letters import heard_in_arabic, written_in_arabic
from claimtrack.rules.kinship import forms_of, house_words, is_of_a_body
from claimtrack.rules.turns import VERBS

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼ][^\W\d_]+)?|[,:;.!?()—–\"“”«»]")
_WORD = re.compile(r"[^\W_]")
_SAYING = frozenset(VERBS.split("|")) | frozenset(
    "insists stresses believes maintains maintained alleges alleged estimates estimated suggests suggested indicated "
    "indicates tweeted posted briefed published issued reiterated acknowledged acknowledges reckons counts".split()
)
_SAYING_ABROAD = frozenset(
    "sagte sagt sagten erklärte erklärt erklärten berichtete behauptete teilte betonte déclaré declare déclare affirmé "
    "affirme assuré dit annoncé indiqué dijo dice afirmó declaró aseguró señaló informó disse afirmou declarou detto "
    "dichiarato affermato сказал сказала сказали заявил заявила заявили сообщил сообщила сообщили утверждает сказав "
    "сказала заявив заявила повідомив повідомила стверджує قال قالت قالوا أعلن أعلنت صرح صرحت أكد أكدت أفاد أفادت ذكر "
    "وقال وقالت وأكد وأضاف".split()
)
"""The same in the other languages in which desks write; there the verb stands before the name as well."""
_SAYING |= _SAYING_ABROAD
_GIVING = _SAYING_ABROAD | frozenset(
    "citing quoting cites quotes quoted cited selon laut según segun secondo zufolge словам according per".split()
)
"""Before a name they say that what stands there is its word."""
_THINGS_SAID = frozenset(
    "statement statements account accounts report reports words figures announcement release communiqué communique "
    "claim claims spokesman spokeswoman spokesperson version information briefing tweet post letter".split()
)
_BETWEEN = frozenset(
    "the a an of to by from for in on at its his her their also later has had have since then again monday tuesday "
    "wednesday thursday friday saturday sunday yesterday today earlier first repeatedly publicly officially that "
    "mr mrs ms miss dr sir".split()
)
_PASSIVE = frozenset("was were been is are be being".split())
_AUXILIARY = frozenset("a ha ont hat haben hatte".split())
"""Between a name and what it said in other languages: "Rajab a déclaré"."""
_PRONOUNS = frozenset("he she they er sie elle él ella ele ela он она він вона".split())
_MOST_BETWEEN = 5
_OWNED = 2
"""Words behind "Zavod's" that may be whatever is Zavod's: "Zavod's inspectors said"."""
_LONGEST_APART = 14
"""Words between two commas that only say more of whoever was named."""


Tokens = Sequence[tuple[str, int, int]]
"""Words and marks, each with where it begins and ends."""


def tokens_of(passage: str) -> Tokens:
    """Return the words and marks of a passage."""
    return [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(passage)]


def is_of_saying(word: str) -> bool:
    """Tell whether a word, in small letters, says that somebody says something."""
    return word in _SAYING


@lru_cache(maxsize=4096)
def anothers_word(passage: str, names: tuple[str, ...], *, person: bool = False) -> str | None:
    """Return the words by which a passage gives what it says as that of one of these names; None where none do.

    ``person`` tells that they are a person's, whom a pronoun may mean.
    """
    tokens = tokens_of(passage)
    for begin, end in _mentions(tokens, names, person=person):
        told = (said_behind(tokens, end), given_before(tokens, begin), _label(passage, tokens, begin, end))
        found = next((one for one in told if one is not None), None)
        if found is not None:
            first, last = min(begin, found), max(end - 1, found)
            return " ".join(passage[tokens[first][1] : tokens[last][2]].split())
    return None


def _mentions(tokens: Tokens, names: Iterable[str], *, person: bool) -> Iterable[tuple[int, int]]:
    """Yield from where to where in a passage somebody is named, be it in part."""
    read = [forms_of(word) | heard_in_arabic(word) if _WORD.search(word) else frozenset[str]() for word, *_ in tokens]
    for name in names:
        for wanted in house_words(name, person=person):
            for place in range(len(tokens) - len(wanted) + 1):
                if all(not a.isdisjoint(b) for a, b in zip(read[place:], wanted, strict=False)):
                    yield place, place + len(wanted)
        spelled = written_in_arabic(name)
        yield from ((place, place + 1) for place, forms in enumerate(read) if not spelled.isdisjoint(forms))
    if person:
        yield from ((place, place + 1) for place, (word, *_) in enumerate(tokens) if word.casefold() in _PRONOUNS)


def said_behind(tokens: Tokens, end: int) -> int | None:
    """Return the place of the verb by which whoever was named before it says something."""
    place, between = end, 0
    owns = tokens[end - 1][0].casefold().endswith(("'s", "’s", "s'", "s’"))
    while place < len(tokens) and between <= _MOST_BETWEEN:
        word = tokens[place][0].casefold()
        if word in {",", "("}:
            ends = {"(": ")", ",": ","}[word]
            ahead = range(place + 1, min(place + _LONGEST_APART, len(tokens)))
            closing = next((at for at in ahead if tokens[at][0] == ends), None)
            if closing is None:
                return None
            place, between = closing + 1, between + 1
            continue
        if word in _SAYING:
            passive = tokens[place - 1][0].casefold() in _PASSIVE
            return None if passive else place
        if word in _THINGS_SAID and owns:
            return place
        if not (
            word in _BETWEEN | _AUXILIARY or word.endswith("ly") or is_of_a_body(word) or (owns and between < _OWNED)
        ):
            return None
        place, between = place + 1, between + 1
    return None


def given_before(tokens: Tokens, begin: int) -> int | None:
    """Return the place of the words in front of a name that say that something is its word."""
    for place in range(begin - 1, max(-1, begin - 2 - 2 * _MOST_BETWEEN), -1):
        word = tokens[place][0].casefold()
        if word in _GIVING or (word in _SAYING and _is_the(tokens, place, begin)):
            return place
        if word in _THINGS_SAID and place < begin - 1:
            return place
        if not (word in _BETWEEN or is_of_a_body(word)):
            return None
    return None


def _is_the(tokens: Tokens, place: int, begin: int) -> bool:
    """Tell whether between a verb and a name behind it no more stands than belongs to the name: "said the mayor of"."""
    between = [word.casefold() for word, *_ in tokens[place + 1 : begin]]
    quoted = place > 0 and tokens[place - 1][0] in {",", "”", '"', "»", ".", "!", "?"}
    by = between[:1] == ["by"]
    return (quoted or by) and all(word in _BETWEEN or is_of_a_body(word) for word in between)


def _label(passage: str, tokens: Tokens, begin: int, end: int) -> int | None:
    """Return the place of the colon behind a name with which a line begins: "Zavod: The bridge is closed"."""
    before = passage[: tokens[begin][1]].rpartition("\n")[2].casefold().split()
    starts = all(map(_may_stand_beside, before))
    place = end
    while place < len(tokens) and (
        is_of_a_body(tokens[place][0].casefold()) or tokens[place][0].casefold() in _BETWEEN
    ):
        place += 1
    return place if starts and place < len(tokens) and tokens[place][0] == ":" else None


def _may_stand_beside(word: str) -> bool:
    return word in _BETWEEN or is_of_a_body(word)


_ENDS = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)[.!?][”\"’')]*\s+(?=[^\sa-z])|\n\s*\n")


def sentences_around(text: str, span: tuple[int, int]) -> str:
    """Return the whole sentences of which a passage has a part; ``span`` is where it stands, in code points."""
    start, end = span
    begins = max((match.end() for match in _ENDS.finditer(text, max(0, start - _FAR), start + 1)), default=None)
    stops = _ENDS.search(text, max(start, end - 2), min(len(text), end + _FAR))
    return text[max(0, start - _FAR) if begins is None else begins : end + _FAR if stops is None else stops.end()]


_FAR = 400
"""Characters; of a longer sentence no more is looked at."""
