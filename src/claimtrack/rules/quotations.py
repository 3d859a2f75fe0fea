"""Whether the passage of a record has the words that a claim quotes.

That somebody said a thing is proved by a record that has it, not by the name of an archive. So a quotation is held
against the passage word by word. A record in another language has other words: there that is told, and a person judges.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from claimtrack.rules.passages import is_english
from claimtrack.vocabulary import Stance

_LEAST = 4
"""Words; a shorter quotation may well stand in a passage in other ones."""
_TURNED = 3
"""Words of a quotation that stand elsewhere in the passage; one or two do where somebody was interrupted."""
_NAMED = 4
"""Words of a quotation that are named; with more missing they are counted."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_INSERTED = re.compile(r"\[[^\]]*\]|\([^)]*\)")
"""What a reporter puts into a quotation: "[the bridge]"."""


def unquoted(claim: str, passage: str, *, stance: Stance) -> tuple[str, ...]:
    """Say in a sentence what of a quotation the passage does not have, or that a passage that refutes it has it all."""
    quotation, words = _words(_INSERTED.sub(" ", claim)), _words(passage)
    if not quotation or stance is Stance.CONTEXT:
        return ()
    if stance is Stance.REFUTES:
        return ("the passage has the very words that the claim quotes",) if _stands(quotation, words) else ()
    missing = list(Counter(quotation) - Counter(words))
    if not missing:
        turned = len(quotation) - _in_order(quotation, words)
        return ("the passage has the words that the claim quotes in another order",) if turned >= _TURNED else ()
    if len(missing) <= _NAMED and not _is_most(missing, quotation):
        told = ", ".join(f'"{word}"' for word in missing)
        return (f"the claim quotes {told}; the passage does not have {'that word' if len(missing) == 1 else 'them'}",)
    there = len(set(quotation) & set(words))
    return (f"of the {len(set(quotation))} words that the claim quotes, the passage has {there or 'none'}",)


def lacks_the_words(claim: str, passage: str) -> bool:
    """Tell whether a passage is no proof that a quotation was said: most of its words are not there, in their order.

    Of a passage in another language, or in other letters, nobody but a person can say that.
    """
    quotation, words = _words(_INSERTED.sub(" ", claim)), _words(passage)
    in_order = _in_order(quotation, words)
    if len(quotation) < _LEAST or in_order >= len(quotation) / 2:
        return False
    short = len(words) < len(quotation) / 2 and _is_latin(passage) == _is_latin(claim)
    return short or (is_english(passage) and is_english(claim))


def _is_most(missing: "Sequence[str] | set[str]", quotation: Sequence[str]) -> bool:
    return len(missing) > len(set(quotation)) / 2


def _in_order(quotation: Sequence[str], words: Sequence[str]) -> int:
    """Return how many words of a quotation stand among others in the order that they have in it, the most there are.

    Source: Hunt and Szymanski, A fast algorithm for computing longest common subsequences (1977).
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(quotation):
        places[word].insert(0, place)
    ends: list[int] = []
    for word in words:
        for place in places.get(word, ()):
            at = bisect_left(ends, place)
            ends[at : at + 1] = [place]
    return len(ends)


def _stands(quotation: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether words stand in others side by side and in their order."""
    return f" {' '.join(quotation)} " in f" {' '.join(words)} "


def _words(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text).casefold().replace("’", "'")
    seen = "".join(mark for mark in apart if unicodedata.category(mark) not in {"Cf", "Mn"})
    return _WORD.findall(seen)


def _is_latin(text: str) -> bool:
    return any("a" <= letter <= "z" for letter in text.casefold())
