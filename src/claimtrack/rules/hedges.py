"""Where a claim says outright what the passage says by halves: "allegedly", "may have", "if", "some of them".

A passage that leaves open whether something is so bears out nobody who says that it is. Read by words, for English;
what is found is a question to whoever reads it.
"""

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+")
_HEDGE = re.compile(
    r"\b(?:alleged(?:ly)?|allegations?|reportedly|supposedly|purported(?:ly)?|apparently|unconfirmed|unproven|unverified|"
    r"(?:almost|nearly)(?!\s+(?:[\d$€£]|all\b|half\b|an?\b|one\b|two\b|three\b|every))|rumou?r(?:s|ed)?|suspected|possibly|perhaps|presumably|hypothetical(?:ly)?|"
    r"(?:is|are|was|were) (?:said|believed|thought|understood|feared|suspected) to)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:^|[\s\"'“‘(])(?P<word>[Ii]f|[Ww]hether)\s")
# "May" with a capital letter is a month.
_MAY = re.compile(
    r"\b(?P<word>may|might|could|would|will|shall|should|(?:is|are|was|were|due|expected|planned|plans?|intends?|"
    r"hopes?|hoped|wants?|wanted|agreed|promised|threatened|tried|tries|attempted) to)\s+"
    r"(?:\w+ly\s+|not\s+|soon\s+)?(?:have\s+)?(?:be(?:en)?\s+)?(?P<verb>[^\W\d_]{3,})"
)
_ALL = re.compile(r"\b(?:all|every|everyone|everybody|each|entire|whole)\b", re.IGNORECASE)
_MOST = re.compile(r"\b(?:most|mostly|majority)\b", re.IGNORECASE)
_SOME = re.compile(r"\b(?:some|several|a few|few|part|parts|partly|half|many|one of)\b", re.IGNORECASE)
_BEGINNING = 4


def hedges(claim: str, passage: str) -> Iterator[str]:
    """Yield, in sentences, where a claim is sure and the passage, which tells of the same, is not."""
    if not _HEDGE.search(claim) and not _OPEN.search(claim):
        yield from _words(claim, passage)
    yield from _less(claim, passage)


def _words(claim: str, passage: str) -> Iterator[str]:
    hedge = _HEDGE.search(passage)
    if hedge is not None:
        yield f'the passage says "{hedge[0].lower()}"; the claim does not'
        return
    opens = _OPEN.search(passage)
    if opens is not None:
        yield f'the passage says "{opens["word"].lower()}"; the claim does not'
        return
    if passage.rstrip(" \"'”’)").endswith("?") and "?" not in claim:
        yield "the passage asks it; the claim says it"
        return
    may = [match["word"].lower() for match in _MAY.finditer(claim)]
    said = {word[0][:_BEGINNING].lower() for word in _WORD.finditer(claim)}
    for match in _MAY.finditer(passage):
        if not may and match["verb"][:_BEGINNING].lower() in said:
            yield f'the passage says "{match["word"].lower()} {match["verb"]}"; the claim does not'
            return


def _less(claim: str, passage: str) -> Iterator[str]:
    """Say that a claim tells of all of them, or most, and the passage of fewer."""
    everything, most = _ALL.search(claim), _MOST.search(claim)
    fewer = _SOME.search(passage) or (_MOST.search(passage) if everything else None)
    if fewer is None or _ALL.search(passage) or _SOME.search(claim):
        return
    if everything or (most and not _MOST.search(passage)):
        says = "most" if everything is None else everything[0].lower()
        yield f'the claim says "{says}"; the passage says "{fewer[0].lower()}"'
