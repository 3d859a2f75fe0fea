"""Whether what an attribution holds is something to decide on: no bare "the invitation", no "declined to comment"."""

from claimtrack.extraction.english.proposition_words import (
    ALWAYS,
    LISTED,
    OTHERWISE,
    PASSIVE,
    SAYING_BASES,
    SAYING_TOO,
)
from claimtrack.extraction.quoting.content_shape import Shape, shape_of
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.quoting.unsaid import is_unsaid
from claimtrack.extraction.text.spans import worded
from claimtrack.extraction.values import Attribution
from claimtrack.vocabulary import Quote

_MARKS = frozenset("“\"„«‘'`")


def _shapes(names: str) -> frozenset[Shape]:
    return frozenset(Shape[name.upper()] for name in f"{ALWAYS} {names}".split())


_SHAPES = {base: _shapes(one.shapes) for one in reversed(LISTED) for base in one.bases.split()}
_SAYING = _shapes(SAYING_TOO)
_OTHERWISE = _shapes(OTHERWISE)


def gives_statement(text: str, one: Draft, attribution: Attribution) -> bool:
    """Tell whether somebody says something that can be decided; else the sentence is the outlet's own, whole.

    Nobody does where it is denied or only supposed that anything is said, or asked; nor where a deed is told of with
    a verb that reports elsewhere: "welcomed the move", "planned to charge", "asked for the report".
    """
    return not is_unsaid(text, one) and _is_proposition(text, one, attribution)


def _is_proposition(text: str, one: Draft, attribution: Attribution) -> bool:
    if one.by_form or one.carried or not one.cue:
        return True
    if one.passive:
        return one.base in PASSIVE
    return _is_tagged(text, one, attribution) or shape_of(worded(text, attribution.content)) in _listed(text, one)


def _is_tagged(text: str, one: Draft, attribution: Attribution) -> bool:
    """Tell whether words stand in front of who says them: "“No,” the guard grumbled", "The dam held, she said"."""
    start, end = attribution.content[0]
    is_quoted = attribution.quote is Quote.DIRECT and text[start] in _MARKS
    return end <= one.cue[0][0] and (is_quoted or (one.base == "say" and start == one.frame[0]))


def _listed(text: str, one: Draft) -> frozenset[Shape]:
    """Return the shapes in which what stands behind a cue is a statement."""
    particle = text[slice(*one.cue[-1])].rpartition(" ")[2].lower()
    known = _SHAPES.get(f"{one.base}-{particle}") or _SHAPES.get(one.base)
    if known is not None:
        return known
    return _SAYING if one.base in SAYING_BASES else _OTHERWISE
