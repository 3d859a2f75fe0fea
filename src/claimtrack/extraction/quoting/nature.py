"""What a speaker does with the words: assert, deny, judge, demand, intend, ask or think; what can be checked."""

import re

from claimtrack.extraction.english.nature_words import (
    HEARD_FROM_OTHERS,
    HEARING,
    HEARS_CASES,
    JUDGING,
    NEEDED_TO_HEAR,
    NEEDED_TO_SEE,
    OF_VERB,
    OWN_JUDGING,
    SEEN,
)
from claimtrack.vocabulary import Firsthand, Nature

_NATURE_OF = {verb: nature for nature, verbs in OF_VERB.items() for verb in verbs}
_CLAUSE = re.compile(r"(?:that|how|of|about)\b", re.IGNORECASE)
_ASKS = re.compile(r"\?[”\"’'»)\]]*$")
_JUDGED_AT_MOST = 45


def nature_of(base: str, particle: str, content: str) -> Nature:
    """Return the nature of an attribution from its verb's base form, the particle behind it and the words said."""
    nature = _NATURE_OF.get(f"{base}-{particle}") or _NATURE_OF.get(base)
    if nature is not None:
        return nature
    if _ASKS.search(content):
        return Nature.QUESTION
    if len(content.split()) <= _JUDGED_AT_MOST and JUDGING.search(content):
        return Nature.OPINION
    return Nature.ASSERTS


def is_checkable(nature: Nature) -> bool:
    """Tell whether words of this nature can be held against evidence."""
    return nature in {Nature.ASSERTS, Nature.DENIES}


def is_own_checkable(sentence: str) -> bool:
    """Tell whether what the outlet says itself can be held against evidence: no question, no judgement."""
    return not _ASKS.search(sentence) and not OWN_JUDGING.search(sentence)


def firsthand_of(content: str, *, cue: str = "", source: str = "") -> Firsthand:
    """Tell whether the words say that the speaker was there, or only heard of it.

    Whose cue is itself "heard" has it from others, unless that is a court's business.
    """
    low = content.lower()
    is_told = HEARING.search(cue) is not None and (_CLAUSE.match(content) is not None or cue.endswith("from"))
    may_be_heard = any(word in low for word in NEEDED_TO_HEAR)
    if (may_be_heard and HEARD_FROM_OTHERS.search(content)) or (is_told and not HEARS_CASES.search(source)):
        return Firsthand.NO
    may_be_seen = any(word in low for word in NEEDED_TO_SEE)
    return Firsthand.YES if may_be_seen and SEEN.search(content) else Firsthand.UNKNOWN
