"""What the words of a cue say: its verb's base form, whether it hedges, and whether nobody is named for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.extraction.english import cues
from claimtrack.extraction.quoting.draft import ACCORDING, REPORTEDLY
from claimtrack.extraction.text.phrases import BE

_DENIALS = {"denial": "deny", "denials": "deny", "rejection": "reject"}
#: Nouns and other words that report, by the verb whose nature they share.
_AS_VERB = {
    **_DENIALS,
    **dict.fromkeys("hope hopes hopeful eager".split(), "hope"),
    **dict.fromkeys("fear fears afraid worry worried worries concern concerns concerned".split(), "fear"),
    **dict.fromkeys("belief beliefs convinced confident opinion view views sure certain".split(), "believe"),
    **dict.fromkeys("doubts skeptical sceptical unsure uncertain".split(), "doubt"),
    **dict.fromkeys(
        "plan plans planned planning intention intentions going set ready willing aim aims aimed".split(), "plan"
    ),
    **dict.fromkeys("vow vows pledges promises commitment committed".split(), "vow"),
    **dict.fromkeys("threat threats".split(), "threaten"),
    **dict.fromkeys("demands calls".split(), "demand"),
    **dict.fromkeys("request requests".split(), "request"),
    **dict.fromkeys("question questions".split(), "question"),
    **dict.fromkeys("want wants wanted wanting wish wishes desire prefer prefers preferred like".split(), "want"),
    **dict.fromkeys(
        "support supports supported supporter endorsement praise praised criticism critical".split(), "praise"
    ),
    **dict.fromkeys("against opposed opposes opposition".split(), "oppose"),
    **dict.fromkeys("for favor favors favored".split(), "support"),
    **dict.fromkeys("accusation accusations accused accusing charge charged charges".split(), "accuse"),
    **dict.fromkeys("claim claims allegation allegations assertion report reports statement".split(), "claim"),
}
_HEDGING = frozenset(
    "reportedly allegedly supposedly purportedly apparently rumored rumoured believed thought expected alleged "
    "suggests suggested suggest seemed seems appears appeared".split()
)
HEDGE = re.compile(r"\b(?:" + "|".join(sorted(cues.ADVERBS)) + r")\b", re.IGNORECASE)
"""A word that softens what is said wherever it stands in it."""
_PASSIVE = cues.PASSIVE | {
    "charged",
    "suspected",
    "rumored",
    "rumoured",
    "blamed",
    "credited",
    "projected",
    "considered",
}


@dataclass(frozen=True, slots=True)
class CueWords:
    """``base`` is the reporting verb's base form, or the word itself where no verb is known."""

    base: str
    is_hedged: bool
    is_passive: bool


def read_cue(words: Sequence[str]) -> CueWords:
    """Read the words of a cue, in small letters."""
    is_hedged = any(word in _HEDGING for word in words)
    is_passive = len(words) > 1 and any(word in BE for word in words[:-1]) and any(word in _PASSIVE for word in words)
    return CueWords(_base(words), is_hedged, is_passive)


def _base(words: Sequence[str]) -> str:
    if "according" in words:
        return ACCORDING
    if words and all(word in cues.ADVERBS for word in words):
        return REPORTEDLY
    # The last verb of the group says what is done: "went on to say", "has repeatedly denied".
    for word in reversed(words):
        base = cues.SAYING.get(word) or _AS_VERB.get(word) or cues.CLAIMING.get(word)
        if base is not None:
            return base
    return words[-1] if words else ""
