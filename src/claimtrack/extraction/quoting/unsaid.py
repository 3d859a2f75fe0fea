"""Whether anybody says it at all: "did not say that", "if she says", "no group claimed", "asked whether"."""

import re

from claimtrack.extraction.english.unsaid_cues import ASKED_OF_REPORTERS, REPEATS_QUESTION, UNSAID, Place
from claimtrack.extraction.quoting.content_shape import ASKED, shape_of
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.text.spans import worded
from claimtrack.extraction.values import Span

_PATTERNS = {place: [one.compiled() for one in UNSAID if one.place is place] for place in Place}
_AHEAD = 40
"""Characters in front of a source that may say under which condition it speaks."""
_VERB = 48
"""Characters in front of a cue that may belong to its verb: ``stopped short of``."""
_APART = re.compile(r"[,;:—–)]|\s(?:and|but|or|then)\s")
_RELATIVE = re.compile(r"\b(?:who|which|that)\b")
_DEEPEST = 8


def is_unsaid(text: str, one: Draft) -> bool:
    """Tell whether nobody says the content of an attribution, or of one that it stands in."""
    step: Draft | None = one
    for _ in range(_DEEPEST):
        if step is None:
            return False
        if _is_unsaid_itself(text, step):
            return True
        step = step.outer
    return False


def _is_unsaid_itself(text: str, one: Draft) -> bool:
    if one.by_form or one.carried or not one.cue:
        return False
    return _is_withheld(text, one) or _is_asked(text, one)


def _is_withheld(text: str, one: Draft) -> bool:
    """Tell whether the words around the cue say that it is not said, or only supposed to be."""
    source = one.source if one.source is not None and _is_in(one.source, one.frame) else None
    cue = one.cue[0]
    if any(found.match(text, *source) for found in _PATTERNS[Place.SOURCE] if source is not None):
        return True
    first = min(cue[0], source[0]) if source is not None else cue[0]
    ahead = text[max(first - _AHEAD, min(one.frame[0], first)) : first]
    if any(found.search(ahead) for found in _PATTERNS[Place.AHEAD]):
        return True
    verb = text[_verb_start(text, one, source, cue) : cue[1]]
    return any(found.search(verb) for found in _PATTERNS[Place.VERB])


def _verb_start(text: str, one: Draft, source: Span | None, cue: Span) -> int:
    """Return where the words begin that may belong to the verb: behind the source, and behind what is said."""
    start = max(cue[0] - _VERB, min(one.frame[0], cue[0]))
    ends = [end for _, end in (*([source] if source is not None else []), *one.content) if end <= cue[0]]
    start = max([start, *ends])
    # What is set off is said of the source or by another verb: "Reed, who did not vote, said", "did not stop and said".
    start = max((apart.end() for apart in _APART.finditer(text, start, cue[0])), default=start)
    return cue[0] if _RELATIVE.search(text, start, cue[0]) else start


def _is_asked(text: str, one: Draft) -> bool:
    """Tell whether a question is reported, or what is asked of the reporter: neither says how anything is."""
    if one.base == "ask" and ASKED_OF_REPORTERS.match(text, one.cue[-1][1]):
        return True
    return one.base in REPEATS_QUESTION and shape_of(worded(text, one.content)) in ASKED


def _is_in(span: Span, frame: Span) -> bool:
    return frame[0] <= span[0] and span[1] <= frame[1]
