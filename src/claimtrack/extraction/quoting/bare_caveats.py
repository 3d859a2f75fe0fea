"""Sentences that are nothing but a caveat: they doubt what stands elsewhere, and are no statement themselves."""

import re

from claimtrack.extraction.english.cue import WORD, Where
from claimtrack.extraction.english.doubt_cues import UNCHECKED
from claimtrack.extraction.text.references import refer

_MOST = 9
"""Words beside the cue."""
_EXPLETIVE = re.compile(r"^\s*(?:but |and |however, )?(?:it|there)\s", re.IGNORECASE)


def is_only_caveat(sentence: str) -> bool:
    """Tell whether a sentence says nothing but that something else could not be confirmed or was not evidenced."""
    known = set(WORD.findall(sentence.lower()))
    for cues in UNCHECKED:
        match = next(cues.find(sentence, known), None) if cues.where is not Where.NOUN else None
        if match is None:
            continue
        rest = sentence[: match.start()] + sentence[match.end() :]
        if len(rest.split()) <= _MOST and _speaks_back(sentence, match):
            return True
    return False


def _speaks_back(sentence: str, match: re.Match[str]) -> bool:
    """Tell whether the subject or object of a doubt is a claim that stands elsewhere."""
    front, behind = refer(sentence[: match.start()]), refer(sentence[match.end() :])
    if front is not None and not _EXPLETIVE.match(sentence):
        return not front.is_new and not front.topic
    return behind is not None and not behind.is_new and not behind.topic
