"""Clauses of another speaker inside a sentence: "The pier, which the engineers say is rotten, will stay open"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimtrack.extraction.english.phrase_words import BE, IRREGULAR, PREPOSITIONS
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.text.spans import trimmed
from claimtrack.extraction.values import Span

_OPENS = re.compile(r",\s+(?:which|who|whom|that)\s+$")
_GOES_ON = re.compile(r",?\s+(?:and|but|while|yet)\s+(?:which\s+|that\s+)?$")
_AHEAD = 16
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BEHIND_VERB = PREPOSITIONS | frozenset(
    "towards the a an its his her their no too so very more less only up down out".split()
)
_COMMA = re.compile(r",\s+")
_APART = re.compile(r"[,;:—–(“\"]\s*|\bthat\s+")
_LEADING = re.compile(r"(?:but|and|so|yet|meanwhile|however)\s+", re.IGNORECASE)
_LONGEST_NAMED = 120
"""Characters; what a relative pronoun stands for is shorter."""
_LONGEST = 400
"""Characters of a relative clause."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A relative clause in which somebody else speaks: what it speaks of, the whole with its commas, what is said."""

    of: Span
    whole: Span
    said: Span


def set_apart(text: str, found: Sequence[Draft]) -> None:
    """Give each speaker of a sentence the own words where one speaks in a relative clause inside the other's.

    What the clause speaks of belongs to both: "the pier … is rotten" and "the pier … will stay open". Changes the
    contents of the attributions that are given, which are those of one paragraph.
    """
    for one in found:
        clause = _clause(text, one)
        if clause is None:
            continue
        clause = _with_second(text, _without_second(text, clause, one, found), one, found)
        # "The mayor said the pier, which engineers say is rotten": it is the pier that both speak of.
        begins = (
            start for other in found if other is not one for start, end in other.content if start < clause.of[1] <= end
        )
        of = (max(clause.of[0], *begins, clause.of[0]), clause.of[1])
        one.content = [of, clause.said]
        one.outer, one.is_apart = None, True
        for other in found:
            if other is not one and other.outer is not one and not _lies_in(other.cue, clause.whole):
                left = [piece for span in other.content for piece in _without(text, span, clause.whole)]
                other.content = _with_rest(text, left or other.content, other, clause)


def _with_second(text: str, clause: _Clause, one: Draft, found: Sequence[Draft]) -> _Clause:
    """Return a clause with what was set apart of it before, as a second speaker's: all of it is none of the outer's."""
    for other in found:
        if other is one or not other.is_apart or other.source is None or len(other.content) < len(clause.said):
            continue
        end = other.content[-1][1]
        if end > clause.whole[1] and _GOES_ON.fullmatch(text, clause.said[1], other.source[0]) is not None:
            closing = _COMMA.match(text, end)
            clause = replace(clause, whole=(clause.whole[0], closing.end() if closing is not None else end))
    return clause


def _with_rest(text: str, content: list[Span], other: Draft, clause: _Clause) -> list[Span]:
    """Return what the outer speaker says with what goes on behind the clause, where that was not seen as said."""
    if other.source is None or not other.cue or content[0][0] > clause.of[0] or content[-1][1] > clause.whole[0] + 1:
        return content
    rest = trimmed(text, (clause.whole[1], min(other.source[0], other.cue[0][0])))
    if not 0 < rest[1] - rest[0] < _LONGEST:
        return content
    words = text[slice(*rest)].rstrip(" ,")
    return [*content, (rest[0], rest[0] + len(words))] if words and _is_finite(text, rest[0]) else content


def _without_second(text: str, clause: _Clause, one: Draft, found: Sequence[Draft]) -> _Clause:
    """Return a clause as far as a second speaker goes on with it, who gets the rest.

    ``The tower, which residents say sways and the architect insists is sound, will be emptied``.
    """
    start, end = clause.said
    for other in found:
        if other is one or other.source is None or len(other.cue) != 1 or not other.content:
            continue
        joint = _GOES_ON.search(text, start, other.source[0]) if start < other.source[0] < end else None
        begins = other.cue[0][1] + 1
        if joint is None or not other.source[1] <= other.cue[0][0] < begins < end or not _is_finite(text, begins):
            continue
        other.content = [clause.of, (begins, end)]
        other.outer, other.is_apart = None, True
        return replace(clause, said=(start, joint.start()))
    return clause


def _clause(text: str, one: Draft) -> _Clause | None:
    if one.source is None or len(one.cue) != 1 or not one.content or one.by_form or one.passive:
        return None
    source, cue, content = one.source, one.cue[0], one.content[-1]
    if content[1] <= source[0] and len(one.content) == 1:
        content = trimmed(text, (cue[1], one.frame[1]))  # the pronoun itself was taken for what is said
    if not source[1] <= cue[0] or content[0] < cue[1] or text[cue[1] : content[0]].strip():
        return None
    opening = _OPENS.search(text, max(one.frame[0], source[0] - _AHEAD), source[0])
    if opening is None or not _is_finite(text, content[0]):
        return None  # "which he says they built" speaks of something that is no subject
    end = _end(text, (content[0], content[1]))
    of = _spoken_of(text, one.frame[0], opening.start())
    if of is None:
        return None
    closing = _COMMA.match(text, end)
    return _Clause(of, (opening.start(), closing.end() if closing is not None else end), (content[0], end))


def _end(text: str, content: Span) -> int:
    """Find where the clause ends: at the comma behind which a verb goes on with the sentence, else at the first one."""
    limit = min(content[1], content[0] + _LONGEST)
    commas = list(_COMMA.finditer(text, content[0], limit))
    if not commas:
        return content[1]
    return next((match.start() for match in commas if _is_finite(text, match.end())), commas[0].start())


def _is_finite(text: str, place: int) -> bool:
    match = _WORD.match(text, place)
    if match is None:
        return False
    low = match[0]
    if low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is")):
        # "sways in the wind"; "workers built" is no verb
        behind = _WORD.match(text, match.end() + 1)
        return behind is None or behind[0] in _BEHIND_VERB or not text[match.end() : match.end() + 1].isspace()
    return low in BE or low in IRREGULAR or (low.endswith("ed") and len(low) > 4)


def _spoken_of(text: str, start: int, end: int) -> Span | None:
    """Return the phrase in front of the clause's comma, as far back as nothing else ends."""
    first = max(start, end - _LONGEST_NAMED)
    for apart in _APART.finditer(text, first, end):
        first = apart.end()
    leading = _LEADING.match(text, first, end)
    first = leading.end() if leading is not None else first
    span = trimmed(text, (first, end))
    return span if span[0] < span[1] and end - first < _LONGEST_NAMED else None


def _lies_in(spans: Sequence[Span], whole: Span) -> bool:
    return all(whole[0] <= start and end <= whole[1] for start, end in spans)


def _without(text: str, span: Span, whole: Span) -> list[Span]:
    """Return what is left of a stretch of text without a clause in it."""
    start, end = span
    if end <= whole[0] or whole[1] <= start:
        return [span]
    halves = ((start, whole[0]), (whole[1], end))
    return [trimmed(text, half) for half in halves if half[0] < half[1] and text[slice(*half)].strip(" ,;.")]
