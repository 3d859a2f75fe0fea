"""How an article points back at what was said: "it", "the latter claim", "both accounts", "the ministry's figures"."""

import re
from dataclasses import dataclass
from enum import StrEnum

from claimtrack.extraction.english.claim_words import (
    BEHIND_PRONOUN,
    CLAIM_NOUNS,
    ENDS_NOUN,
    FIGURES,
    LEADING,
    LEGAL,
    LEGAL_TAILS,
    MANY_CLAIMS,
    NUMERALS,
    OTHER_HEADS,
    PLANS,
    QUALITIES,
    WRONGS,
)
from claimtrack.extraction.english.determiners import POSSESSIVE_ENDINGS, POSSESSIVES


class Reach(StrEnum):
    """How many of the claims before are meant."""

    ONE = "one"
    TWO = "two"
    MANY = "many"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that point at claims.

    ``owner`` is whose claims are meant, "" where anybody's; ``topic`` the noun that the claim must hold itself, as in
    "the arrests"; ``is_figure`` that a number is meant, ``is_account`` all that somebody tells;
    ``is_new`` that the words bring the claim in, as in "reports of looting"; ``of_several`` that they count a
    paragraph's claims: "the first of these".
    """

    reach: Reach
    owner: str = ""
    topic: str = ""
    is_figure: bool = False
    is_new: bool = False
    is_account: bool = False
    of_several: bool = False


_QUANTITIES = {
    "neither": Reach.TWO, "both": Reach.TWO, "either": Reach.TWO, "none": Reach.MANY, "all": Reach.MANY,
    "any": Reach.MANY, "few": Reach.MANY, "some": Reach.MANY, "most": Reach.MANY, "many": Reach.MANY,
    "each": Reach.MANY, "much": Reach.ONE, "little": Reach.ONE, "nothing": Reach.ONE, "part": Reach.ONE,
    "no": Reach.MANY, "not": Reach.MANY,
}  # fmt: skip
_ORDINALS = {
    "latter": Reach.LAST, "second": Reach.LAST, "last": Reach.LAST, "rest": Reach.LAST, "remainder": Reach.LAST,
    "others": Reach.LAST, "former": Reach.FIRST, "first": Reach.FIRST, "third": Reach.LAST,
}  # fmt: skip
_ACCOUNTS = frozenset("account accounts version versions story stories".split())
_DEMONSTRATIVES = {"this": Reach.ONE, "that": Reach.ONE, "these": Reach.MANY, "those": Reach.MANY, "such": Reach.MANY}
_PRONOUNS = {
    "it": Reach.ONE,
    "everything": Reach.MANY,
    "they": Reach.MANY,
    "them": Reach.MANY,
    "so": Reach.ONE,
} | _DEMONSTRATIVES
_POSSESSIVES = POSSESSIVES | {"your"}
_DEFINITE = _POSSESSIVES | {"the"} | _DEMONSTRATIVES.keys()
_TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*[’']?|[.,;:“”\"—–()!?]")
_MARKS = frozenset('.,;:“”"—–()!?')
_MOST_TOKENS = 14
_MOST_IN_NOUN = 6
_WHAT_SAID = re.compile(r"what (?P<who>(?:[\w’'-]+ ){1,3}?)(?:had |has )?(?:said|says|claimed|told|described|wrote)\b")
_GIVEN_BY = re.compile(r"\b(?:from|by|of)\s+(?:the\s+|a\s+)?(?P<who>[\w’'-]+(?:\s[A-Z][\w’'-]+)?)")


def refer(words: str) -> Reference | None:
    """Read what the words at the beginning point at; None where they point at no claim.

    ``words`` may go on: only the first noun phrase is read. "the claim for damages", "claims adjuster" and "his
    attendance" are no claims; of the last, ``topic`` is given, and a claim that holds that noun decides.
    """
    tokens = [match[0] for match in _TOKEN.finditer(words[:160])][:_MOST_TOKENS]
    lows = [token.lower() for token in tokens]
    while lows and (lows[0] in LEADING or lows[0] in _MARKS) and not (lows[0] == "so" and len(lows) == 1):
        del lows[0], tokens[0]
    if not lows:
        return None
    said = _WHAT_SAID.search(words.lower())
    if said is not None and lows[0] in {"what", "much", "most", "all", "some", "none", "part", "nothing"}:
        return Reference(Reach.ONE, owner=_owner(said["who"].split()))
    quantity = _QUANTITIES.get(lows[0])
    if quantity is None:
        return _noun_phrase(words, lows, 0, None)
    place = 1
    if lows[1:2] == ["of"] or lows[0:2] == ["not", "one"]:
        place = lows.index("of") + 1 if "of" in lows[:4] else 2
    if place >= len(lows) or lows[place] in ENDS_NOUN - _PRONOUNS.keys():
        return Reference(quantity) if lows[0] not in {"no", "not", "some", "many", "few"} else None
    return _noun_phrase(words, lows, place, quantity)


def _noun_phrase(words: str, lows: list[str], place: int, quantity: Reach | None) -> Reference | None:
    first = lows[place]
    if first in _PRONOUNS and not _goes_on(lows, place):
        is_joined = lows[place + 1 : place + 3] in (["and", "other"], ["and", "others"])
        return Reference(quantity or (Reach.MANY if is_joined else _PRONOUNS[first]))
    if quantity is not None and first in NUMERALS and lows[place + 1 : place + 2] in ([], ["."], [","]):
        return Reference(quantity)
    if first == "doing" and lows[place + 1 : place + 2] == ["so"]:
        return Reference(Reach.ONE)
    return _named(words, lows, place, quantity)


def _goes_on(lows: list[str], place: int) -> bool:
    """Tell whether "that" stands in front of a noun or a clause: "that report", "that its pay was late"."""
    behind = lows[place + 1] if place + 1 < len(lows) else "."
    return lows[place] in _DEMONSTRATIVES and (behind not in ENDS_NOUN or behind in {"he", "she", "they", "it"})


def _named(words: str, lows: list[str], place: int, quantity: Reach | None) -> Reference | None:
    """Read a noun phrase with a noun of its own: "the second claim", "the ministry's figures", "the arrests"."""
    is_definite = lows[place] in _DEFINITE
    ordinal: Reach | None = None
    owner = ""
    for index in range(place + int(is_definite), min(len(lows), place + _MOST_IN_NOUN)):
        low = lows[index]
        if low in QUALITIES and lows[index + 1 : index + 2] == ["of"]:
            return refer(" ".join(lows[index + 2 :]))
        if low in CLAIM_NOUNS and not low.endswith(("’s", "'s")):
            return _claim(words, lows, index, (quantity, ordinal, owner))
        if low in WRONGS and (quantity is Reach.MANY or low == lows[place]):
            return Reference(Reach.ONE)
        if low in _ORDINALS and (is_definite or quantity is not None):
            ordinal = _ORDINALS[low]
        elif low.endswith(POSSESSIVE_ENDINGS):
            owner, is_definite = _owner(lows[place : index + 1]), True
        elif low in ENDS_NOUN:
            return _topic(lows, (place, index), quantity, ordinal if is_definite else None)
    end = min(len(lows), place + _MOST_IN_NOUN)
    return _topic(lows, (place, end), quantity, ordinal)


def _topic(lows: list[str], span: tuple[int, int], quantity: Reach | None, ordinal: Reach | None) -> Reference | None:
    begin, end = span
    if end <= begin:
        return None
    if ordinal is not None and lows[end - 1] in _ORDINALS:
        return Reference(ordinal, of_several=lows[end : end + 1] == ["of"])
    if lows[end - 1] in BEHIND_PRONOUN:
        return None
    if lows[begin] in _DEFINITE - {"that"} and end - begin > 1:
        return Reference(quantity or Reach.ONE, topic=" ".join(lows[begin + 1 : end]))
    return None


def _claim(words: str, lows: list[str], index: int, read: tuple[Reach | None, Reach | None, str]) -> Reference | None:
    quantity, ordinal, owner = read
    noun, behind = lows[index], lows[index + 1] if index + 1 < len(lows) else ""
    if behind in OTHER_HEADS or (noun in LEGAL and behind in LEGAL_TAILS):
        return None
    if behind in CLAIM_NOUNS and noun in {"news", "video", "image"}:
        noun = behind
    is_definite = owner != "" or any(low in _DEFINITE for low in lows[:index])
    if not owner:
        given = _GIVEN_BY.search(words)
        owner = _owner([given["who"]]) if given is not None and behind in {"from", "by", "given", "released"} else ""
    is_new = (
        quantity is None
        and ordinal is None
        and (
            (
                behind == "that"
                and lows[index + 2 : index + 3] not in (["could"], ["was"], ["were"], ["has"], ["have"], ["had"])
            )
            or ((not is_definite or noun in PLANS) and behind in {"of", "about", "from"})
        )
    )
    reach = ordinal or quantity or (Reach.MANY if noun in MANY_CLAIMS or noun.endswith("s") else Reach.ONE)
    return Reference(reach, owner=owner, is_figure=noun in FIGURES, is_new=is_new, is_account=noun in _ACCOUNTS)


def _owner(tokens: list[str]) -> str:
    """Return the last word of whose claim it is, without its ending; pronouns name nobody."""
    if not tokens:
        return ""
    word = re.sub(r"[’']s?$", "", tokens[-1].lower())
    return "" if word in _POSSESSIVES or word in {"he", "she", "they", "it", "others", "i", "we"} else word
