"""What is said of how a thing is said: "falsely claimed", "asserted, without evidence, that", "the debunked claim"."""

import re

from claimtrack.extraction.doubts.statement_index import Reported
from claimtrack.extraction.values import Span
from claimtrack.vocabulary import CaveatKind, Nature

_AROUND = 60
"""Characters on each side of a cue that are looked at."""
_NOTHING = r"(?:evidence|proof|substantiation)"
_JUDGED = {
    CaveatKind.DENIED: re.compile(
        r"\b(?:falsely|wrongly|incorrectly|inaccurately|erroneously|mistakenly|untruthfully|"
        r"(?:false|untrue|debunked|discredited|disproved|disproven|bogus)(?=\s+[\w’'-]+$|\s*$))",
        re.IGNORECASE,
    ),
    CaveatKind.UNEVIDENCED: re.compile(
        r"\bwithout (?:(?:any|offering|providing|giving|citing|showing|presenting|producing|further) ){0,2}"
        rf"{_NOTHING}\b|"
        rf"\b(?:offering|providing|giving|citing|with) no {_NOTHING}\b|\b(?:baselessly|groundlessly|unfoundedly|"
        r"(?:baseless|groundless|unfounded|unsubstantiated|unproven|unsupported|evidence-free)(?=\s+[\w’'-]+$|\s*$))",
        re.IGNORECASE,
    ),
}
"""By kind, the words that judge; adjectives only where a cue that is a noun follows."""
_BESIDE_BEFORE, _BESIDE_BEHIND = re.compile(r"[\s,]*$"), re.compile(r"[\s,–—-]*(?:(?:again|also|and)\s+)?$")
_UNSURE = re.compile(
    r"(?:\b(?:if|whether|not|never|nor|neither|or|of|for|rightly|deny|denies|denied|denying)|n[’']t)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""In front of cue and judgement: nobody judges here, or somebody else who is told of ("accused him of falsely")."""


def put_judged(article: Reported) -> None:
    """Put on statements what the words at their cue say against them: that it is false, or rests on nothing.

    Who says so is the outlet, or who says the sentence in which the other's words stand.
    """
    for index, placed in enumerate(article.placed):
        attribution = article.attribution(index)
        if attribution is None or attribution.nature is Nature.DENIES or not attribution.cue:
            continue
        by = article.made[attribution.inside].speaker if attribution.inside is not None else None
        for kind, words in _JUDGED.items():
            span = _judged(article.text, article.sentence(placed.sentence), attribution.cue[0], words)
            if span is not None:
                article.doubts.put(kind, span, [index], by=by)


def _judged(text: str, sentence: Span, cue: Span, words: re.Pattern[str]) -> Span | None:
    """Return the cue with the words that judge it: in front of it, within it, or behind it."""
    begin, end = max(sentence[0], cue[0] - _AROUND), min(sentence[1], cue[1] + _AROUND)
    for found in words.finditer(text, begin, cue[1]):
        start = min(cue[0], found.start())
        is_beside = found.end() > cue[0] or _BESIDE_BEFORE.fullmatch(text[found.end() : cue[0]])
        if is_beside and not any(_UNSURE.search(text[begin:place]) for place in (start, found.start())):
            return start, cue[1]
    behind = words.search(text, cue[1], end)
    if behind is None or _BESIDE_BEHIND.fullmatch(text[cue[1] : behind.start()]) is None:
        return None
    return None if _UNSURE.search(text[begin : cue[0]]) else (cue[0], behind.end())
