"""The words of a sentence around a doubt: the subject in front of it, what a "which" stands for, who is speaking."""

import re
from dataclasses import dataclass

from claimtrack.extraction.english.claim_words import CLAIM_NOUNS
from claimtrack.extraction.english.determiners import BEFORE_DENIERS
from claimtrack.extraction.english.name_words import COMMON
from claimtrack.extraction.text.references import Reference, refer

_BREAK = re.compile(
    r"[,;:—–“”\"(]\s*|\b(?:but|and|while|although|though|because|since|yet|whereas|however)\s+", re.IGNORECASE
)
_RELATIVE = re.compile(r"(?:,\s*|\s)(?P<word>which|that)\s+$", re.IGNORECASE)
_GAP = re.compile(
    r"(?:^|(?P<comma>,)?\s+)(?:which|that)\s+(?P<who>(?:(?!\b(?:which|that)\b)[^,;:“”]){1,60}(?:,[^,;:]{1,40},)?)\s*$",
    re.IGNORECASE,
)
_BARE_GAP = re.compile(
    r"[,—–]\s*(?P<noun>(?:an?\s+|all\s+|both\s+)?(?:[\w’'-]+\s+){0,2}?[\w’'-]+)\s+(?:the|its|his|her|their|he|she|"
    r"they|it|[A-Z])"
    r"(?:[\w’'. -]{0,40})$"
)
_PRONOUN = re.compile(
    r"(?:^|\W)(?P<word>(?:(?:none|little|much|most|all|some|both|"
    r"the (?:first|second|third|last|former|latter)) of )?(?:it|this|that|they|them|these|those))\s+$",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"[,—–]\s*(?:all\s+|both\s+)?(?:an?|something|one|two|charges?|claims?|allegations?|"
    r"accusations?)\b(?P<noun>(?:\s+[\w’'-]+){0,4})$",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"\b(?:an?|one|some|several)\s+(?:[\w’'-]+\s+){0,3}[\w’'-]+$", re.IGNORECASE)
_FRONTED = re.compile(
    r"^[“\"\s]*(?:(?:even )?though|although|while|whereas|but though|but while|despite|if)\b[^,;]*$", re.IGNORECASE
)
_CLAUSE_BREAK = re.compile(r"[,;:—–”“]\s*|\b(?:but|and|though|although|while|which|because)\s+", re.IGNORECASE)
#: A subject that points back with all its words: "That and other reports of mass killings".
_OPENING = re.compile(r"(?:This|That|These|Those|Such|Both)\s+(?:[\w’'-]+\s+){0,9}[\w’'-]+")
_CLAIMED = re.compile(
    r"^(?:an?|the)\s+(?:\w+\s+)?(?:claim|report|charge|allegation|accusation|account|suggestion)s?\s+"
    r"(?:that\s+|which\s+)?(?=(?:the|an?|[A-Z])\b)"
)
"""What stands in front of whoever answers a claim: ``a claim the army dismissed``."""
_LAST = 240
"""So many characters in front of a cue are looked at."""
_LONGEST_NAME = 8
_NO_NAME = frozenset(
    "i he she it they we you him her them us me this that these those there who which what to if so not no be is are "
    "was were been being will would could can should may might must do does did although".split()
)
"""What begins or ends the words in front of a verb where they name nobody."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a doubt speaks of by the words in front of it.

    ``begin`` is where those words begin in the sentence; ``reference`` what they point at, None for the clause in
    front of a "which"; ``is_apposed`` says that the clause in front is called a claim: ", an account that".
    """

    begin: int
    reference: Reference | None
    is_apposed: bool = False


def subject_before(words: str, start: int) -> Subject | None:
    """Read the subject of a verb at ``start``; None where it is no claim."""
    low = max(0, start - _LAST)
    before = words[low:start]
    relative = _RELATIVE.search(before)
    if relative is not None:
        return _antecedent(words, low + relative.start(), has_comma=relative[0].lstrip().startswith(","))
    pronoun = _PRONOUN.search(before)
    if pronoun is not None:
        begin = pronoun.start("word")
        return Subject(low + begin, refer(before[begin:]))
    read = [(begin, refer(before[begin:])) for begin in _begins(before)]
    named = [(begin, reference) for begin, reference in read if reference is not None]
    named.sort(key=lambda one: bool(one[1].topic) or one[1].is_new)
    return Subject(low + named[0][0], named[0][1]) if named else None


def _begins(before: str) -> list[int]:
    """Return where the subject may begin: behind the last break, else at the sentence's or main clause's beginning."""
    breaks = [match.end() for match in _BREAK.finditer(before)]
    places = breaks[-2:][::-1]
    places += [match.end() for match in re.finditer(r"[;:—]\s*|[,]\s+(?:but|and|though|although|while)\s+", before)][
        -1:
    ]
    return [place for place in dict.fromkeys([*places, 0]) if before[place:].strip()]


def _antecedent(words: str, end: int, *, has_comma: bool) -> Subject | None:
    """Find what "which" stands for: a claim that is named in front of it, else the clause that ends there."""
    before = words[max(0, end - _LAST) : end]
    offset = max(0, end - _LAST)
    apposed = _APPOSED.search(before)
    if apposed is not None and (_holds_claim(apposed["noun"]) or _holds_claim(apposed[0])):
        return Subject(offset + apposed.start(), None, is_apposed=True)
    indefinite = _INDEFINITE.search(before)
    if indefinite is not None and _holds_claim(indefinite[0]):
        return Subject(offset + indefinite.start(), None, is_apposed=True)
    tail = re.search(r"(?:\b(?:the|those|these|such|both|his|her|their|its)\s+(?:[\w’'-]+\s+){0,3})?[\w’'-]+$", before)
    named = refer(tail[0]) if tail is not None and _holds_claim(tail[0]) else None
    if named is not None and tail is not None and not named.is_new:
        return Subject(offset + tail.start(), named)
    opening = _OPENING.fullmatch(words[:end])
    pointed = refer(words[:end]) if opening is not None else None
    if pointed is not None and not pointed.is_new and not pointed.topic:
        return Subject(0, pointed)
    return Subject(end, None) if has_comma else None


def gap_before(words: str, start: int) -> Subject | None:
    """Read ``, which the council`` and ``an assertion that the judge`` in front of a verb: its object stands there."""
    low = max(0, start - _LAST)
    match = _GAP.search(words[low:start])
    bare = _BARE_GAP.search(words[low:start])
    if bare is not None and _holds_claim(bare["noun"]):
        return Subject(low + bare.start(), None, is_apposed=True)
    if match is None:
        return None
    return _antecedent(words, low + match.start(), has_comma=match["comma"] is not None)


def is_fronted(words: str, start: int) -> bool:
    """Tell whether the clause of a cue stands in front of the one that it doubts: "Though nobody saw it, she said"."""
    return _FRONTED.match(words[:start]) is not None


def clause_begin(words: str, start: int) -> int:
    """Find where the clause of a verb begins: behind the last mark or conjunction in front of it."""
    return max((match.end() for match in _CLAUSE_BREAK.finditer(words, max(0, start - _LAST), start)), default=0)


def _holds_claim(words: str) -> bool:
    return any(
        word in CLAIM_NOUNS or word in {"something", "charge", "charges"}
        for word in re.findall(r"[a-z]+", words.lower())
    )


def name_before(words: str, start: int) -> str | None:
    """Return the noun phrase right in front of a verb, as a name for who does it; None for a pronoun or nobody."""
    before = words[max(0, start - _LAST) : start].rstrip()
    segment = _BREAK.split(before)[-1].strip()
    segment = re.sub(r"^(?:which|that|who|as|when|what)\s+", "", segment, flags=re.IGNORECASE)
    segment = _CLAIMED.sub("", segment)
    segment = re.sub(r"(?:\s+(?:has|have|had|also|later|then|since|\w+ly))+$", "", segment)
    return segment if 0 < len(segment.split()) <= _LONGEST_NAME and _names_somebody(segment) else None


def _names_somebody(segment: str) -> bool:
    """Tell a noun phrase for somebody from a pronoun and from half a clause."""
    words = [word.strip("‘’'") for word in segment.split()]
    first, last = words[0], words[-1]
    if last.lower() in _NO_NAME or (first.lower() in _NO_NAME and first.lower() not in BEFORE_DENIERS):
        return False
    return not first[:1].islower() or first in BEFORE_DENIERS or last.lower() in COMMON
