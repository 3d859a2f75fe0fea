"""From attributions to statements: what each speaker says, and what the outlet says itself."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimtrack.extraction.attributions import cleaned
from claimtrack.extraction.contents import OPENING
from claimtrack.extraction.cues import CLAIMING, SAYING
from claimtrack.extraction.doubt_cues import is_only_caveat
from claimtrack.extraction.found import Found
from claimtrack.extraction.gathering import Gathered, Line
from claimtrack.extraction.nature import is_checkable, is_own_checkable
from claimtrack.extraction.values import Attribution, Nature, Span, Spans, Statement

_CONNECTED = re.compile(r"^[\s,;—–-]*(?:but|while|although|though|whereas|and)\s+(?=\w)", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does|do|came|went|took|made|left|lost|won|\w{3,}ed)\b"
)
_LEAST = 6
_CLAIMING_BASES = frozenset(CLAIMING.values()) - frozenset(SAYING.values())
_THAT = re.compile(
    r"that\s+(?!(?:is|was|were|are|has|had|will|would|could|can|may|might|did|does|should)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and the number of the sentence that its cue, or it itself, stands in."""

    statement: Statement
    sentence: int


def statements(text: str, gathered: Gathered, made: Sequence[Attribution]) -> list[Placed]:
    """Give every statement in the order of the text: attributed ones and the own voice, not yet any caveat."""
    placed = [
        Placed(_attributed(text, one, attribution, index), one.sentence)
        for index, (one, attribution) in enumerate(zip(gathered.found, made, strict=True))
    ]
    placed += _own_voice(text, gathered)
    placed = [one for one in placed if one.statement.spans]
    return sorted(placed, key=lambda one: (one.statement.spans[0][0], -one.statement.spans[-1][1]))


def _attributed(text: str, one: Found, attribution: Attribution, index: int) -> Statement:
    spans = _spoken(text, one, attribution)
    return Statement(worded(text, spans), spans, index, own_voice=False, checkable=is_checkable(attribution.nature))


def _spoken(text: str, one: Found, attribution: Attribution) -> Spans:
    content = attribution.content
    if not content:
        return ()
    if one.passive:
        return ((content[0][0], content[-1][1]),)
    if (
        attribution.nature is Nature.DENIES
        and one.cue
        and one.cue[0][1] <= content[0][0]
        and not _has_clause(text, content)
    ):
        # "the claims" by itself would say the opposite of a denial.
        return ((one.cue[0][0], content[0][1]), *content[1:])
    if _leans_on_cue(text, one, content):
        # "them a fraud" says nothing without "calling".
        return cleaned(text, [(one.cue[0][0], content[0][1]), *content[1:]])
    start, end = content[0]
    opener = _THAT.match(text, start, end)
    return cleaned(text, [(opener.end() if opener else start, end), *content[1:]])


def _leans_on_cue(text: str, one: Found, content: Spans) -> bool:
    """Tell whether what is said cannot be read without its verb: ``called on both sides to ...``."""
    if one.base not in _CLAIMING_BASES or not one.cue or content[0][0] < one.cue[0][1]:
        return False
    between = one.addressee[1] if one.addressee is not None else one.cue[0][1]
    if content[0][0] - between > 1:
        return False
    first = text[content[0][0] : content[0][1]].split(None, 1)[0].lower()
    return first not in OPENING and first[0] not in "“\"'‘"


def _has_clause(text: str, content: Spans) -> bool:
    words = worded(text, content)
    return words.lower().startswith("that ") or (len(words.split()) > 4 and _FINITE.search(words) is not None)


def _own_voice(text: str, gathered: Gathered) -> Iterator[Placed]:
    taken: dict[int, list[Span]] = defaultdict(list)
    starts = [line.span[0] for line in gathered.lines]
    for one in gathered.found:
        for number, span in _touched(one, gathered.lines, starts):
            taken[number].append(span)
    for number, line in enumerate(gathered.lines):
        spans = [line.span] if number not in taken else _left_over(text, line, taken[number])
        for start, end in spans:
            span = (start, end)
            words = text[start:end]
            if is_only_caveat(words) or not any(character.isalpha() for character in words):
                continue
            yield Placed(Statement(words, (span,), None, own_voice=True, checkable=is_own_checkable(words)), number)


def _touched(one: Found, lines: Sequence[Line], starts: Sequence[int]) -> Iterator[tuple[int, Span]]:
    """Give the sentences that an attribution stands in, with the stretch of each that it takes."""
    pieces = [*one.content, *one.cue, *([one.addressee] if one.addressee else [])]
    if one.source is not None and one.frame[0] <= one.source[0] < one.frame[1]:
        pieces.append(one.source)
    for start, end in pieces:
        number = max(0, bisect_right(starts, start) - 1)
        while number < len(lines) and lines[number].span[0] < end:
            first, last = lines[number].span
            if min(end, last) > max(start, first):
                yield number, (max(start, first), min(end, last))
            number += 1


def _left_over(text: str, line: Line, taken: list[Span]) -> list[Span]:
    """Find a clause of the outlet's own behind what others say: ``, but the bridge has stood since 1967.``"""
    end = max(last for _, last in taken)
    rest = text[end : line.span[1]]
    connected = _CONNECTED.match(rest)
    if connected is None or len(rest.split()) < _LEAST or not _FINITE.search(rest):
        return []
    return list(cleaned(text, [(end + connected.end(), line.span[1])]))


def worded(text: str, spans: Spans) -> str:
    """Give the words of spans, joined by one space."""
    return " ".join(text[start:end] for start, end in spans)
