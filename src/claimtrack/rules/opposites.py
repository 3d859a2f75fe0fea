"""Where a claim and a passage say opposite things of the same: "rose" and "fell", "at least" and "at most", who did it.

A machine does not understand either; it sees that the one has a word of one side, and the other only words of the other
side. What is found is a question to whoever reads it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from claimtrack.rules.denials import denied
from claimtrack.rules.hedges import hedges

_AXES = (
    (
        "rose rise rises risen rising increase* grew grow grows grown growing growth climb* soar* surge* jump* higher",
        "fell fall falls fallen falling decrease* declin* drop* shrank shrink* plung* slump* lower lowered reduc*",
    ),
    ("won win wins winning winner victory beat beats triumph*", "lost lose loses losing loser defeat defeats defeated"),
    ("open opened opens reopen* opening", "close closed closes closing closure shut shuts sealed blocked"),
    ("began begin begins begun start starts started starting", "ended stopped stops finish* ceased"),
    ("accept accepts accepted approve* approving adopted", "reject* refus* veto*"),
    ("allow* permit* legali* authoris* authoriz*", "ban bans banned forbid* forbade prohibit* outlaw*"),
    ("convict* guilty", "acquit* innocent cleared exonerat*"),
    ("killed dead died kills deaths fatal fatally", "injured wounded hurt injuries wounds"),
    ("survive* alive survivors", "died dead killed drowned perished"),
    ("bought buy buys purchas*", "sold sell sells selling"),
    ("import imports imported importing", "export exports exported exporting"),
    ("support supports supported supporting backed favour* favor*", "oppos*"),
    ("hired hire hires appointed recruit*", "fired sacked dismiss* resigned laid"),
    ("arrest* detain* jailed imprison*", "release* freed"),
    ("north northern northward*", "south southern southward*"),
    ("east eastern eastward*", "west western westward*"),
    ("north-east* northeast*", "south-west* southwest*"),
    ("inside", "outside"),
    ("earliest", "latest"),
    ("highest largest biggest", "lowest smallest"),
    ("better improv*", "worse worsen* deteriorat*"),
    ("majority", "minority"),
    ("morning dawn", "evening night dusk afternoon"),
    ("legal lawful lawfully legally", "illegal* unlawful*"),
    ("arrived arrives entered enters", "departed departs withdrew withdrawn quit"),
    ("built build builds", "destroy* demolish*"),
    ("male boys husband father sons", "female girls wife mother daughters"),
    ("profit profits surplus", "loss losses deficit"),
    ("lifted lifts eased eases", "imposed imposes tightened tightens"),
    ("richer wealthier richest wealthiest", "poorer poorest"),
    ("safe safely", "unsafe dangerous* contaminated unfit"),
    ("correct accurate true", "incorrect inaccurate untrue baseless unfounded"),
    ("doubled tripled", "halved"),
    ("rais* increas* hik*", "cut cuts cutting slash*"),
    ("succeed* success*", "fail failed fails failure* collaps*"),
    ("passed passes", "failed fails"),
    ("high", "low"),
    ("full", "dry empty"),
    ("born birth", "died dead death"),
    ("signed ratified", "cancel* annul* scrapp*"),
    ("son husband father brother", "daughter wife mother sister"),
    ("genuine authentic real", "fake* forged forgery fabricated hoax"),
    ("suicide accident", "murder* homicide"),
    ("winner", "runner-up"),
    ("effective", "ineffective"),
    ("valid legal lawful", "invalid void"),
    ("unanimous unanimously", "split divided"),
    ("planned premeditated", "spontaneous* accident*"),
)
"""Words of two sides; a star stands for any ending."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’')]*\s+(?=[“\"‘'(]?[^\W\d_a-z])")
_CLAUSE = re.compile(r"[;:]\s|,\s(?=(?:and|but|which|who|whose|while|whereas|when|though|although)\b)")
_NOT = re.compile(
    r"\b(?:not|no|never|none|nobody|neither|nor|without|cannot|den(?:y|ied|ies)|false|hardly|barely)\b|n[’']t\b",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|half)\b|"
    r"a (?:dozen|hundred|thousand|million|third|quarter|half)\b)"
)
_BOUND = re.compile(
    r"\b(?:(?P<least>more than|over|above|at least|no (?:fewer|less) than|exceed\w*|upwards of|in excess of)|"
    r"(?P<most>less than|fewer than|under|below|at most|no more than|not more than|up to|a maximum of))\s+"
    rf"(?:the\s+)?[$€£]?\s*{_NUMBER}",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:(?P<early>before|ahead of|prior to)|(?P<late>after|following|since))\s+(?P<what>(?:[\w’'-]+\s*){1,4})",
    re.IGNORECASE,
)
"""What comes before or after what; its first words tell what that is."""
_SMALL = frozenset(
    "the a an and or but of in on at to for from by with as that this these those it its he she they we you his her "
    "their is are was were be been has have had will would said says there when which who whom than into about".split()
)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being|got)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
_BOTH_WAYS = frozenset(
    "met meet meets meeting married marry fought fight joined join agreed talked talk spoke speak played play allied "
    "border borders divorced debated shared share negotiated negotiate and with between".split()
)
"""Verbs that hold both ways: whoever is named first."""
_BETWEEN = 8
"""Words between two names at most, for one to do something to the other."""
_PERCENT = re.compile(r"(\d[\d.,]*)\s*(?:%|per\s?cent\b)(?!\s*(?:age\s+)?points?)", re.IGNORECASE)
_POINTS = re.compile(r"(\d[\d.,]*)\s*-?\s*(?:(?:%|per\s?cent(?:age)?)\s*-?\s*points?|pp\b)", re.IGNORECASE)


def opposites(claim: str, passage: str) -> Iterator[str]:
    """Yield, in sentences, where a claim says one thing and what the passage says of the same is the opposite of it."""
    near = _of_the_same(claim, passage)
    yield from denied(claim, passage, near, _told)
    if near:
        yield from _sides(claim, near)
        yield from _bounds(claim, near)
        yield from _order(claim, near)
    yield from _points(claim, passage)
    yield from swapped(claim, passage)


def hedged(claim: str, passage: str) -> Iterator[str]:
    """Yield, in sentences, where a claim is sure and what the passage says of the same is not."""
    near = _of_the_same(claim, passage)
    if near:
        yield from hedges(claim, near)


def _of_the_same(claim: str, passage: str) -> str:
    """Return the clauses of a passage that share words with a claim; what it says of other things is left out."""
    mine = _told(claim)
    parts = [part for one in _SENTENCE.split(passage) for part in _CLAUSE.split(one) if part.strip()]
    if len(parts) == 1 and not mine:
        return passage  # "Exports rose": all that it says is on one side or the other
    shared = [(len(mine & _told(one)), one) for one in parts]
    most = max((count for count, _ in shared), default=0)
    return " ".join(one for count, one in shared if count and count >= most - 1) if most else ""


def _told(text: str) -> set[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return {word[:5] for word in words if len(word) > 3 and word not in _SMALL and not _on_any(word)} | set(
        re.findall(r"\d+", text)
    )


@cache
def _on_any(word: str) -> bool:
    return any(side.fullmatch(word) for axis in _sides_of_all() for side in axis)


@cache
def _sides_of_all() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((_pattern(one), _pattern(other)) for one, other in _AXES)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word).replace(r"\*", r"\w*") for word in words.split()))


def _sides(claim: str, passage: str) -> Iterator[str]:
    if _NOT.search(claim) or _NOT.search(passage):
        return  # a "not" is told by itself, and turns each of these round
    mine, theirs = ([word.lower() for word in _WORD.findall(text)] for text in (claim, passage))
    told: set[str] = set()
    for one, other in _sides_of_all():
        for here, there in ((one, other), (other, one)):
            says = _first(here, mine)
            instead = _first(there, theirs)
            if says and instead and not _first(there, mine) and not _first(here, theirs) and says not in told:
                told.add(says)
                yield f'the claim says "{says}"; the passage says "{instead}"'


def _first(side: re.Pattern[str], words: Sequence[str]) -> str | None:
    return next((word for word in words if side.fullmatch(word)), None)


def _bounds(claim: str, passage: str) -> Iterator[str]:
    mine, theirs = (list(_BOUND.finditer(text)) for text in (claim, passage))
    kinds = [{match.lastgroup for match in found} for found in (mine, theirs)]
    if len(kinds[0]) == len(kinds[1]) == 1 and kinds[0] != kinds[1]:
        says, instead = (found[0]["least"] or found[0]["most"] for found in (mine, theirs))
        yield f'the claim says "{says.lower()}"; the passage says "{instead.lower()}"'


def _order(claim: str, passage: str) -> Iterator[str]:
    """Say that the one has a thing before, and the other after, what is the same."""
    mine, theirs = (list(_ORDER.finditer(text)) for text in (claim, passage))
    for asked in mine:
        there = [other for other in theirs if _told(other["what"]) & _told(asked["what"])]
        if there and all(bool(other["early"]) != bool(asked["early"]) for other in there):
            says, instead = (one["early"] or one["late"] for one in (asked, there[0]))
            yield f'the claim says "{says.lower()}"; the passage says "{instead.lower()}"'


def _points(claim: str, passage: str) -> Iterator[str]:
    """Say that the one tells of percent and the other of percentage points, of the same number."""
    for asked, held, mine, theirs in (
        (_PERCENT, _POINTS, "percent", "percentage points"),
        (_POINTS, _PERCENT, "percentage points", "percent"),
    ):
        there, same = set(held.findall(passage)), set(asked.findall(passage))
        for number in dict.fromkeys(asked.findall(claim)):
            if number in there and number not in same:
                yield f"the claim says {number} {mine}; the passage has {number} {theirs}"


@dataclass(frozen=True, slots=True)
class _Deed:
    """Somebody does something to somebody; ``verb`` is cut to its beginning."""

    who: str
    verb: str
    whom: str


def swapped(claim: str, passage: str) -> Iterator[str]:
    """Yield that in a claim one name does something to another that the other does to it in the passage."""
    names = _capitals(claim) & _capitals(passage)
    if len(names) < 2:
        return
    mine, theirs = set(_deeds(claim, names)), set(_deeds(passage, names))
    for deed in sorted(mine, key=lambda one: (one.who, one.whom)):
        turned = _Deed(deed.whom, deed.verb, deed.who)
        if turned in theirs and deed not in theirs and turned not in mine:
            yield f"the claim has {deed.who} do to {deed.whom} what in the passage {deed.whom} does to {deed.who}"
            return


def _capitals(text: str) -> set[str]:
    return {_bare(word) for word in _WORD.findall(text) if _is_name(word)}


def _is_name(word: str) -> bool:
    return word[0].isupper() and word.lower() not in _SMALL


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)


def _deeds(text: str, names: set[str]) -> Iterator[_Deed]:
    for sentence in _SENTENCE.split(text):
        held = _names_of(sentence)
        for first, second in pairwise(held):
            one, other = _bare(first[-1][0]), _bare(second[-1][0])
            between = sentence[first[-1].end() : second[0].start()]
            words = [word.lower() for word in _WORD.findall(between)]
            verbs = [word for word in words if len(word) > 2 and word not in _SMALL]
            if not verbs or len(words) > _BETWEEN or "," in between or not {one, other} <= names:
                continue
            if not _BOTH_WAYS.isdisjoint(words):
                continue
            if _BY.search(between) and _BE.search(between):
                one, other = other, one
            yield _Deed(one, verbs[0][:4], other)


def _names_of(sentence: str) -> list[list[re.Match[str]]]:
    """Return the capital words of a sentence, those side by side together."""
    found: list[list[re.Match[str]]] = []
    for match in _WORD.finditer(sentence):
        if not _is_name(match[0]):
            continue
        if found and sentence[found[-1][-1].end() : match.start()] == " ":
            found[-1].append(match)
        else:
            found.append([match])
    return found
