"""Who says something with a second verb of one sentence: ``Harn closed its mill and has accused the board``."""

import re

from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.values import Span

_JOINED = re.compile(r"\s(?:and|but)\s+(?:(?:also|then|later|now|has|have|had|since)\s+){0,2}$")
_SUBJECT = re.compile(
    r"(?:(?:But|And|Yet|Still),?\s+)?(?P<who>(?:(?:The|An?|His|Her|Its|Their)\s+(?:[a-z][\w-]*\s+){0,2}?[a-z][\w-]*"
    r"|[A-Z][\w.’'-]*(?:\s+(?:of\s+|for\s+)?[A-Z][\w.’'-]*){0,4}))\s+"
    r"(?:(?:\w+ly|also|later|then|now|still)\s+)?(?:is|was|are|were|has|had|have|will|would|did|does|can|could|[a-z]{2,}ed)\b"
)
_OTHER_CLAUSE = re.compile(
    r"[,;:“”\"()—–]|\s(?:that|who|which|whose|when|while|as|because|if|after|before|where|and|but)\s"
)
_REACH = 160
"""Characters between the sentence's beginning and the second verb."""
_WHO_IS_NOT = frozenset("this that these those there it they he she we i you what who which".split())


def subject_shared(text: str, one: Draft) -> Span | None:
    """Return the subject of the sentence where it is that of a reporting verb, too, which has none of its own."""
    if one.source is not None or one.passive or not one.cue:
        return one.source
    start, cue = one.frame[0], one.cue[0][0]
    if not start < cue <= start + _REACH:
        return None
    joined = _JOINED.search(text, start, cue)
    subject = _SUBJECT.match(text, start, cue)
    if joined is None or subject is None or subject["who"].split()[0].lower() in _WHO_IS_NOT:
        return None
    between = text[subject.end() : joined.start()]
    return subject.span("who") if _OTHER_CLAUSE.search(between) is None else None
