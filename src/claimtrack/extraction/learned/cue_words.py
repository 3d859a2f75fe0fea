"""What the words of a cue say: its verb's base form, whether it hedges, and whether nobody is named for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.extraction.english import speech_verbs
from claimtrack.extraction.english.report_words import AS_VERB, HEDGING, PASSIVE_BESIDES
from claimtrack.extraction.english.verb_words import IS_AND_WAS
from claimtrack.extraction.quoting.draft import ACCORDING, REPORTEDLY

HEDGE = re.compile(r"\b(?:" + "|".join(sorted(speech_verbs.ADVERBS)) + r")\b", re.IGNORECASE)
"""A word that softens what is said wherever it stands in it."""


@dataclass(frozen=True, slots=True)
class CueWords:
    """``base`` is the reporting verb's base form, or the word itself where no verb is known."""

    base: str
    is_hedged: bool
    is_passive: bool


def read_cue(words: Sequence[str]) -> CueWords:
    """Read the words of a cue, in small letters."""
    is_hedged = any(word in HEDGING for word in words)
    is_passive = (
        len(words) > 1
        and any(word in IS_AND_WAS for word in words[:-1])
        and any(word in PASSIVE_BESIDES for word in words)
    )
    return CueWords(_base(words), is_hedged, is_passive)


def _base(words: Sequence[str]) -> str:
    if "according" in words:
        return ACCORDING
    if words and all(word in speech_verbs.ADVERBS for word in words):
        return REPORTEDLY
    if len(words) > 1 and words[-1] in speech_verbs.PARTICLES.get(_verb(words[-2]) or "", ()):
        words = words[:-1]  # "for" alone is in favour of something: "called for", "asked for"
    # The last verb of the group says what is done: "went on to say", "has repeatedly denied".
    for word in reversed(words):
        base = _verb(word)
        if base is not None:
            return base
    return words[-1] if words else ""


def _verb(word: str) -> str | None:
    return speech_verbs.SAYING.get(word) or AS_VERB.get(word) or speech_verbs.CLAIMING.get(word)
