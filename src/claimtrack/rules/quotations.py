"""Whether the passage of a record has the words that a claim quotes.

That somebody said a thing is proved by a record that has it, not by the name of an archive. So a quotation is held
against the passage word by word. A record in another language has other words: there that is told, and a person judges.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from claimtrack.rules.passages import is_english
from claimtrack.vocabulary import Stance

_LEAST = 4
"""Words; a shorter quotation may well stand in a passage in other ones."""
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
        return ()
    if len(missing) <= _NAMED and not _is_most(missing, quotation):
        told = ", ".join(f'"{word}"' for word in missing)
        return (f"the claim quotes {told}; the passage does not have {'that word' if len(missing) == 1 else 'them'}",)
    there = len(set(quotation) & set(words))
    return (f"of the {len(set(quotation))} words that the claim quotes, the passage has {there or 'none'}",)


def lacks_the_words(claim: str, passage: str) -> bool:
    """Tell whether a passage is no proof that a quotation was said: most of its words are not there.

    Of a passage in another language, or in other letters, nobody but a person can say that.
    """
    quotation, words = _words(_INSERTED.sub(" ", claim)), _words(passage)
    missing = set(quotation) - set(words)
    if len(quotation) < _LEAST or not _is_most(missing, quotation):
        return False
    short = len(words) < len(quotation) / 2 and _is_latin(passage) == _is_latin(claim)
    return short or (is_english(passage) and is_english(claim))


def _is_most(missing: "Sequence[str] | set[str]", quotation: Sequence[str]) -> bool:
    return len(missing) > len(set(quotation)) / 2


def _stands(quotation: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether words stand in others side by side and in their order."""
    return f" {' '.join(quotation)} " in f" {' '.join(words)} "


def _words(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text).casefold().replace("’", "'")
    seen = "".join(mark for mark in apart if unicodedata.category(mark) not in {"Cf", "Mn"})
    return _WORD.findall(seen)


def _is_latin(text: str) -> bool:
    return any("a" <= letter <= "z" for letter in text.casefold())
