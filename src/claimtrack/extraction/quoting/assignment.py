"""Give each statement that a model found to who says it, and leave no words of a sentence over.

A statement belongs to the attribution whose content it stands in. What no statement takes of a sentence goes to the
outlet's own statement beside it, is one itself, or tells how something was said: ``speaking in Geneva on Thursday``.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from claimtrack.extraction.quoting.bare_caveats import is_only_caveat
from claimtrack.extraction.quoting.nature import is_own_checkable
from claimtrack.extraction.quoting.statement_draft import StatementDraft, StatementEvidence, Sure
from claimtrack.extraction.quoting.statements import Placed
from claimtrack.extraction.quoting.unsaid import is_unsaid
from claimtrack.extraction.quoting.walk import Gathered
from claimtrack.extraction.text.clauses import has_verb
from claimtrack.extraction.text.lines import is_question
from claimtrack.extraction.text.spans import cleaned, worded
from claimtrack.extraction.values import Attribution, Span, Spans, Statement
from claimtrack.vocabulary import Mention

_LIKELY = 0.5
_HELD = 0.4
"""The share of a statement's characters that stands in what somebody says, for it to be that attribution's."""
_LEAST = 5
"""Words; fewer that nothing takes are left over: "on Thursday", "told reporters"."""
_LEAST_STATED = 3
"""Words; a piece of a sentence that has fewer states nothing by itself."""
_LEADING = re.compile(r"[\s,;:—–.…)\]-]+")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_BETWEEN = re.compile(r"[\s,;:—–()“”\"‘’'.-]*(?:(?:and|but|or|that|which|who)\b)?[\s,;:—–()“”\"‘’'-]*", re.IGNORECASE)


@dataclass(slots=True)
class _Ground:
    """Where sentences and attributions stand: for each sentence, what is said in it by whom, and the cues in it."""

    starts: list[int]
    contents: dict[int, list[tuple[int, Span]]] = field(default_factory=lambda: defaultdict(list))
    cues: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def sentence(self, place: int) -> int:
        """Return the number of the sentence that a place stands in."""
        return max(0, bisect_right(self.starts, place) - 1)

    def around(self, spans: Spans) -> range:
        """Return the numbers of the sentences from the first that spans stand in to the last."""
        return range(self.sentence(spans[0][0]), self.sentence(spans[-1][1] - 1) + 1)


@dataclass(slots=True)
class _Making:
    """A statement whose words may still grow."""

    spans: list[Span]
    attribution: int | None
    is_own: bool
    is_checkable: bool
    evidence: StatementEvidence | None = None


def assigned(text: str, gathered: Gathered, made: list[Attribution], sure: Sure | None = None) -> list[Placed]:
    """Return a statement for each that a model found, and for what it left over; not yet with any caveat.

    They stand in the order of the text. An attribution in ``made`` whose cue is told more of gets those words. ``sure``
    gives each statement its confidence.
    """
    ground = _ground(gathered)
    found: list[_Making] = []
    before: int | None = None
    for one in gathered.statements or ():
        spans = _tidied(text, one.spans)
        if not spans:
            continue
        line = gathered.lines[ground.sentence(spans[0][0])]
        if line.asks or _is_fragment(text, spans, line.span):
            continue
        held = _holder(one, spans, gathered, ground)
        if held is not None and is_unsaid(text, gathered.drafts[held]):
            continue  # the whole sentence tells that it was not said
        number = _speaker(one, spans, held, gathered, ground, before)
        is_own = number is None and one.said < _LIKELY
        if number is None and not is_own and not _fills(text, spans, line.span):
            continue  # nobody is there who could say it: the sentence stays whole
        evidence = _evidence(one, held, number, made)
        found.append(_Making(list(spans), number, is_own, one.checkable >= _LIKELY, evidence))
        before = number
    found += _left_over(text, gathered, ground, made, found)
    placed = [_placed(text, one, ground, sure) for one in found]
    return sorted(placed, key=lambda one: (one.statement.spans[0][0], -one.statement.spans[-1][1]))


def _placed(text: str, one: _Making, ground: _Ground, sure: Sure | None) -> Placed:
    spans = cleaned(text, one.spans)
    statement = Statement(
        worded(text, spans),
        spans,
        one.attribution,
        own_voice=one.attribution is None,
        checkable=one.is_checkable,
        confidence=sure(one.evidence) if sure is not None and one.evidence is not None else None,
    )
    return Placed(statement, ground.sentence(spans[0][0]))


def _tidied(text: str, spans: Spans) -> Spans:
    """Return a statement's pieces without the marks in front of them, none without a word."""
    kept = []
    for start, end in spans:
        leading = _LEADING.match(text, start, end)
        start = leading.end() if leading is not None else start
        if _WORD.search(text, start, end) is not None:
            kept.append((start, end))
    return cleaned(text, kept)


def _is_fragment(text: str, spans: Spans, sentence: Span) -> bool:
    """Tell whether a few words of a longer sentence state nothing: ``However,``."""
    held = _count(text, spans)
    return held < _LEAST_STATED and held < _count(text, [sentence]) and text[spans[0][0]] not in '“"‘'


def _fills(text: str, spans: Spans, sentence: Span) -> bool:
    """Tell whether a statement leaves no word of its sentence over."""
    return _count(text, spans) >= _count(text, [sentence])


def _count(text: str, spans: Iterable[Span]) -> int:
    return sum(1 for span in spans for _ in _WORD.finditer(text, *span))


def _ground(gathered: Gathered) -> _Ground:
    ground = _Ground([line.span[0] for line in gathered.lines])
    for index, one in enumerate(gathered.drafts):
        if one.cue:
            ground.cues[ground.sentence(one.cue[0][0])].append(index)
        for span in one.content:
            for number, part in _by_sentence(span, gathered, ground):
                ground.contents[number].append((index, part))
    return ground


def _by_sentence(span: Span, gathered: Gathered, ground: _Ground) -> Iterator[tuple[int, Span]]:
    """Yield the sentences that a stretch of text stands in, each with its part of it."""
    number = ground.sentence(span[0])
    while number < len(gathered.lines) and gathered.lines[number].span[0] < span[1]:
        first, last = gathered.lines[number].span
        start, end = max(span[0], first), min(span[1], last)
        if start < end:
            yield number, (start, end)
        number += 1


def _holder(one: StatementDraft, spans: Spans, gathered: Gathered, ground: _Ground) -> int | None:
    """Return the attribution whose content holds a statement, None where none does."""
    size = sum(end - start for start, end in spans)
    held: dict[int, int] = defaultdict(int)
    whole: dict[int, int] = defaultdict(int)
    for number in ground.around(spans):
        for index, (start, end) in ground.contents.get(number, ()):
            whole[index] += end - start
            held[index] += sum(max(0, min(end, last) - max(start, first)) for first, last in spans)
    fits = {index: shared / (size + whole[index] - shared) for index, shared in held.items() if shared >= _HELD * size}
    inner = [index for index in fits if gathered.drafts[index].outer is not None] if one.is_inner else []
    return max(inner or fits, key=lambda index: (fits[index], -index), default=None)


def _speaker(
    one: StatementDraft, spans: Spans, held: int | None, gathered: Gathered, ground: _Ground, before: int | None
) -> int | None:
    """Return the attribution that a statement belongs to: of who holds it, stands near it or spoke before it."""
    if one.said < _LIKELY:
        return held if held is not None and gathered.drafts[held].by_form else None
    if held is not None:
        return held
    near = [index for number in ground.around(spans) for index in ground.cues.get(number, ())]
    return near[0] if near else before


def _evidence(
    one: StatementDraft, held: int | None, number: int | None, made: Sequence[Attribution]
) -> StatementEvidence:
    if number is None:
        return StatementEvidence(one.likely, one.said, is_perhaps=held is not None)
    attribution = made[number]
    return StatementEvidence(
        one.likely,
        one.said,
        attribution.confidence if attribution.confidence is not None else _LIKELY,
        is_near=held is None,
        is_pronoun=attribution.mention is Mention.PRONOUN,
        is_named=attribution.mention is Mention.NAME,
    )


def _left_over(
    text: str, gathered: Gathered, ground: _Ground, made: list[Attribution], found: Sequence[_Making]
) -> Iterator[_Making]:
    """Give what nothing takes of each sentence to a statement beside it or to the cue, or yield it as a statement."""
    standing: dict[int, list[_Making]] = defaultdict(list)
    for one in found:
        for span in one.spans:
            for number, _ in _by_sentence(span, gathered, ground):
                standing[number].append(one)
    taken: dict[int, list[Span]] = defaultdict(list)
    told = {one.attribution for one in found}
    for index, draft in enumerate(gathered.drafts):
        if index in told:
            for span in (
                *draft.cue,
                *([draft.source] if draft.source else ()),
                *([draft.addressee] if draft.addressee else ()),
            ):
                taken[ground.sentence(span[0])].append(span)
    for number, line in enumerate(gathered.lines):
        if line.asks:
            continue
        here = standing.get(number, [])
        spans = sorted([*(span for one in here for span in one.spans), *taken.get(number, ())])
        for rest in _free(line.span, spans):
            yield from _given(text, rest, line.span, here, number, gathered, ground, made)


def _free(line: Span, taken: Iterable[Span]) -> Iterator[Span]:
    start, end = line
    for first, last in taken:
        if first > start:
            yield start, min(first, end)
        start = max(start, last)
    if start < end:
        yield start, end


def _given(
    text: str,
    rest: Span,
    line: Span,
    here: Sequence[_Making],
    number: int,
    gathered: Gathered,
    ground: _Ground,
    made: list[Attribution],
) -> Iterator[_Making]:
    words = text[rest[0] : rest[1]]
    is_whole = rest == line
    if not any(character.isalpha() for character in words) or (_count(text, [rest]) < _LEAST and not is_whole):
        return
    if is_whole and (is_question(words) or is_only_caveat(words)):
        return
    spans = _tidied(text, (rest,))
    beside = None if is_whole else next((one for one in here if one.is_own and _touches(text, one, rest)), None)
    if beside is not None:
        _grow(text, beside, rest)
        return
    cues = ground.cues.get(number, [])
    speakers = [index for index in cues if any(one.attribution == index for one in here)]
    if not is_whole and speakers and not has_verb(words):
        index = min(speakers, key=lambda index: abs(gathered.drafts[index].cue[0][0] - rest[0]))
        made[index] = replace(made[index], cue=cleaned(text, [*made[index].cue, *spans]))
        return
    yield _Making(list(spans), None, True, is_own_checkable(words))


def _touches(text: str, one: _Making, rest: Span) -> bool:
    """Tell whether nothing but marks and a joining word stands between a statement and what was left over."""
    gaps = [(end, rest[0]) if end <= rest[0] else (rest[1], start) for start, end in one.spans]
    return any(first <= last and _BETWEEN.fullmatch(text, first, last) is not None for first, last in gaps)


def _grow(text: str, one: _Making, rest: Span) -> None:
    """Make a statement whole with the words beside it."""
    one.spans = sorted([*one.spans, rest])
    joined: list[Span] = []
    for start, end in one.spans:
        if joined and not _WORD.search(text, joined[-1][1], start):
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    one.spans = joined
