"""Doubts of what the outlet tells itself: "A video showed soldiers at the gate. Reuters could not verify it."

The texts on which doubts were taught doubt what somebody says; so the scorer hardly ever lets a doubt speak of the own
voice. Where the words are plain, both the model and this pattern take them for a doubt, and nobody says anything that
they could speak of, they speak of what stands right before them.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from claimtrack.extraction.doubts.statement_index import Reported
from claimtrack.extraction.learned.doubt_marks import DoubtMark
from claimtrack.extraction.values import Caveat, Span
from claimtrack.vocabulary import CaveatKind

LEAST_WORDS = 0.8
"""How likely the model must take the words for a doubt."""
CONFIDENCE = 0.7
_MOST = 12
"""Doubts of one sentence that are looked at, and statements beside one; no prose has more."""
_FAR = 200
"""Characters of its sentence on each side of a doubt that are read at all."""
_NEAR = 60
"""Characters on each side of a doubt in which it says what it is of."""
_PLAIN = re.compile(
    r"\b(?:(?:could|can|has|have|had|was|were|is|are)(?:\s?not|n[’']t)|cannot|not|(?:has|have|had) yet to)\s*"
    r"(?:yet\s+|been\s+|be\s+)*(?:possible\s+to\s+|able\s+to\s+)?(?:(?:be|been)\s+)?(?:\w+ly\s+){0,2}"
    r"(?:verif(?:y|ied)|confirm(?:ed)?|authenticated?|corroborated?)\b|\bunable\s+to\s+(?:\w+ly\s+)?(?:verify|confirm|"
    r"authenticate|corroborate)\b|\b(?:no|without)\s+(?:\w+\s+)?(?:independent|official)\s+(?:confirmation|verification)\b",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\s*(?:\w+ly\s*)?(?:that|whether|if|how|who|what|when|where|why|which|(?:his|her|their|its|the\s+\w+[’']s)\s+"
    r"(?:identit|name|age|where))",
    re.IGNORECASE,
)
_MEDIA = r"(?:footage|videos?|clips?|images?|photo(?:graph)?s?|pictures?|recordings?|authenticity)"
_MEANT = re.compile(
    rf"\b(?:the|this|that|these|those|its|their|of|immediate|such)\s+(?:\w+\s+){{0,2}}?(?:claims?|reports?|accounts?|figures?|"
    rf"toll|numbers?|amounts?|allegations?|details|assertions?|statements?|attacks?|strikes?|news|information|{_MEDIA})\b"
    r"|\b(?:verify|confirm|authenticate|corroborate) (?:it|this|that|them|these|those)\b"
    r"|\b(?:it|this|that|these|those) (?:could|can|has|have|had|was|were|is|are)(?:n[’']t| not)? (?:\w+ ){0,3}"
    r"be(?:en)?\b"
    r"|\b(?:independent|official) (?:confirmation|verification)(?!\s+of\b)",
    re.IGNORECASE,
)
"""What such a doubt is of where it is of what was told before."""
_OF_MEDIA = re.compile(rf"\b{_MEDIA}\b", re.IGNORECASE)
_BACK = 3
"""Sentences in front of a doubt of pictures in which they are spoken of."""
_NOT_SURELY = re.compile(r"\b(?:if|unless|whether|until|before|should|would)\b[^.;]{0,60}$", re.IGNORECASE)


def put_on_own_voice(article: Reported, marks: Sequence[DoubtMark], by_pattern: Mapping[int, Sequence[Caveat]]) -> None:
    """Put plain doubts that count for no statement yet on what the outlet tells right before them.

    Pictures are doubted where they are spoken of first; else it is what the patterns say, where they do.
    """
    sentences = _Sentences([line.span[0] for line in article.gathered.lines])
    told = sentences.sorted_in(
        (one.spans[0], index)
        for index, caveats in by_pattern.items()
        for one in caveats
        if one.kind is CaveatKind.UNCONFIRMED
    )
    standing = sentences.sorted_in(
        (one.spans[0], index)
        for index, caveats in article.doubts.caveats.items()
        for one in caveats
        if one.kind is CaveatKind.UNCONFIRMED and one.stands
    )
    marked = sentences.sorted_in(
        (one.span, 0) for one in marks if one.kind is CaveatKind.UNCONFIRMED and one.likely >= LEAST_WORDS
    )
    for number in sorted({*told, *marked}):
        spans = [span for span, _ in marked.get(number, ())]
        spans += [span for span, _ in told.get(number, ()) if not any(_overlap(span, other) for other in spans)]
        for span in spans:
            if any(_overlap(span, other) for other, _ in standing.get(number, ())) or not _is_plain(
                article, number, span
            ):
                continue
            found = [
                *_shown(article, number, span),
                *(index for other, index in told.get(number, ()) if _overlap(other, span)),
                *_right_before(article, number, span),
            ]
            if found and article.attribution(found[0]) is None:
                _put(article, found[0], span)


@dataclass(frozen=True, slots=True)
class _Sentences:
    """Where the sentences of an article begin: to look beside a doubt, and not through the article for each."""

    starts: Sequence[int]

    def sorted_in(self, found: Iterable[tuple[Span, int]]) -> dict[int, list[tuple[Span, int]]]:
        """Sort what was found at a place, and of which statement, by its sentence: the first of each, no more."""
        by_sentence: dict[int, list[tuple[Span, int]]] = defaultdict(list)
        for span, index in found:
            here = by_sentence[bisect_right(self.starts, span[0]) - 1]
            if len(here) < _MOST:
                here.append((span, index))
        return dict(by_sentence)


def _put(article: Reported, index: int, span: Span) -> None:
    """Put a doubt on a statement; where the same words ask already whether they doubt it, they do."""
    held = article.doubts.caveats[index]
    for place, one in enumerate(held):
        if one.kind is CaveatKind.UNCONFIRMED and _overlap(one.spans[0], span):
            held[place] = replace(one, confidence=CONFIDENCE)
            return
    article.doubts.put(CaveatKind.UNCONFIRMED, span, [index], confidence=CONFIDENCE)


def _is_plain(article: Reported, number: int, span: Span) -> bool:
    """Tell whether the words say in so many words that a thing is not confirmed, and not what else is not."""
    begin, end = article.sentence(number)
    begin, end = max(begin, span[0] - _FAR), min(end, span[1] + _FAR)
    found = _PLAIN.search(article.text, max(begin, span[0] - 30), min(end, span[1] + 30))
    if found is None or _NOT_SURELY.search(article.text[begin : found.start()]):
        return False
    if _MEANT.search(article.text[max(begin, span[0] - _NEAR) : min(end, span[1] + _NEAR)]) is None:
        return False
    return _OF_SOMETHING_ELSE.match(article.text, found.end(), end) is None


def _shown(article: Reported, number: int, span: Span) -> list[int]:
    """Return the statements a little before a doubt of pictures in which they are spoken of, the first first."""
    begin, end = article.sentence(number)
    if _OF_MEDIA.search(article.text, max(begin, span[0] - _FAR), min(end, span[1] + _FAR)) is None:
        return []
    near = (index for line in range(number - _BACK, number + 1) for index in article.by_sentence.get(line, ())[-_MOST:])
    return [index for index in near if article.span(index)[1] <= span[0] and _OF_MEDIA.search(article.words(index))]


def _right_before(article: Reported, number: int, span: Span) -> list[int]:
    """Return what stands before a doubt in its sentence, or in the one before, the last first.

    Where somebody says any of it, that is what the doubt speaks of, and the scorer's to find.
    """
    here = [index for index in article.by_sentence.get(number, ())[:_MOST] if article.span(index)[1] <= span[0]]
    found = here or ([*article.by_sentence.get(number - 1, ())[-_MOST:]] if _goes_on(article, number) else [])
    if any(article.attribution(index) is not None for index in found):
        return []
    return sorted(found, key=article.span, reverse=True)


def _goes_on(article: Reported, number: int) -> bool:
    """Tell whether a sentence stands in the paragraph of the one before, or is all of the next."""
    lines = article.gathered.lines
    if not number:
        return False
    paragraph = lines[number].paragraph
    is_alone = number + 1 == len(lines) or lines[number + 1].paragraph != paragraph
    return lines[number - 1].paragraph == paragraph or (is_alone and lines[number - 1].paragraph == paragraph - 1)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
