"""Words that are nothing but a caveat: they doubt what stands elsewhere, and are no statement themselves."""

import re

from claimtrack.extraction.english.cue import WORD, Where
from claimtrack.extraction.english.doubt_cues import UNCHECKED
from claimtrack.extraction.text.references import refer
from claimtrack.extraction.values import Span

_MOST = 9
"""Words beside the cue."""
_EXPLETIVE = re.compile(r"^\s*(?:but |and |however, )?(?:it|there)\s", re.IGNORECASE)

_TAIL = re.compile(
    r",\s+(?:(?:but|though|although)\s+)?(?:without|while\s+not|not)\s+(?:\w+ly\s+)?(?:providing|offering|giving|citing|presenting|"
    r"producing|supplying|showing|submitting|furnishing|adducing)\s+(?:(?:any|further|more|specific|concrete|other|his|"
    r"her|its|their|the|a|an|independent|immediate|hard)\s+){0,2}(?:evidence|proof|details?|sources?|specifics|explanation|examples?|"
    r"names|documentation|corroboration|source)\b(?P<more>[^.;:“”\"\n]{0,60})\.?$"
)
"""How somebody says something, behind it: ``, without providing evidence``."""
_LONGEST_TAIL = 160
_ANOTHER_CLAUSE = re.compile(r",|\b(?:and|but|who|which|that)\b")


def without_tail(text: str, span: Span) -> Span:
    """Return words that somebody says without the outlet's own at their end: ``, without providing evidence``."""
    start, end = span
    found = _TAIL.search(text, max(start, end - _LONGEST_TAIL), end)
    if found is None or found.start() <= start or _ANOTHER_CLAUSE.search(found["more"]):
        return span
    return start, found.start()


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
