"""Find attributions with the model: its spans first, the rules for what it was not taught."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from heapq import heapify, heappop, heappush
from typing import Protocol

import numpy as np

from claimtrack.extraction.learned.checkable_scorer import CheckableScorer
from claimtrack.extraction.learned.cue_words import HEDGE, read_cue
from claimtrack.extraction.learned.decode import Drawn, Scores, Stretch, WindowScores, drawn
from claimtrack.extraction.learned.doubt_marks import DoubtMarks
from claimtrack.extraction.learned.merge import merged, with_whole_quotations, without_strays
from claimtrack.extraction.learned.mixed_statements import with_facts_weighed
from claimtrack.extraction.learned.statement_spans import by_most_words, statement_spans
from claimtrack.extraction.learned.tidy import tidied
from claimtrack.extraction.learned.windows import Window, windows
from claimtrack.extraction.learned.words import Words, words_in
from claimtrack.extraction.progress import tell_read
from claimtrack.extraction.quoting.draft import REPORTEDLY, Before, Draft
from claimtrack.extraction.quoting.find_attributions import continued, read_cited, read_source, without_markup
from claimtrack.extraction.quoting.joint_sources import with_all
from claimtrack.extraction.quoting.prompts import is_of_outlet
from claimtrack.extraction.quoting.relative_clauses import set_apart
from claimtrack.extraction.quoting.sentence_forms import with_forms
from claimtrack.extraction.quoting.shared_subjects import subject_shared
from claimtrack.extraction.quoting.statement_draft import StatementDraft
from claimtrack.extraction.quoting.walk import Numbered, Read, by_rules
from claimtrack.extraction.text.layout import Paragraph, parts_entries
from claimtrack.extraction.values import Span

_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_POINTING = re.compile(r"(?:which|who|that)", re.IGNORECASE)
_NOBODY = re.compile(r"(?:none|nobody|no one|neither)\b", re.IGNORECASE)
_CONTRARY = re.compile(r"\bcontrary to\b", re.IGNORECASE)
_ADDRESSED = frozenset("tell remind inform assure advise ask warn notify urge".split())
LEAST = 0.03
"""Confidence; what is less likely right is left out. Leaving out more would make the rest right more often, but give
what others say to the outlet's own voice; a reviewer sees the doubtful ones by their confidence."""
LEAST_OF_LINE = 0.5
"""How sure a model must be of where a statement begins and ends in a line that need not be the article's.

Chosen on the listed texts and the saved pages: ``python -m tests.benchmarks.unsure_lines`` tells for each value how
many of the lines that readers listed are read, and how many of the page's.
"""
_IS_TOLD = re.compile(r"(?:\w+ ){0,3}(?:is|are|was|were|been|being)\b", re.IGNORECASE)
_BY = re.compile(r"(?:\s+by|(?<=\sby))\s+", re.IGNORECASE)
_MARKS = frozenset("“”\"'‘’")
_LONGEST_ADDRESS = 80
"""Characters; whoever is told something is named in fewer."""


class Model(Protocol):
    """What reads windows."""

    def pieces(self, words: Words) -> list[list[int]]:
        """Return the vocabulary numbers of every word's pieces."""
        ...

    def scores(self, window: Window) -> WindowScores:
        """Say what the words of a window are."""
        ...

    def confidence(self, evidence: Sequence[float]) -> float:
        """Return how likely an attribution is right, 0 to 1, from what it was decoded with."""
        ...


@dataclass(slots=True)
class _Waiting:
    """A paragraph some of whose words are not read yet.

    ``first`` is the number of its first word; ``unlinked`` is what is said in it with no word that says so; ``scores``
    is what the model says of the statements in the words that are read.
    """

    placed: Numbered
    ruled: list[Draft]
    words: Words
    first: int
    found: list[Draft] = field(default_factory=list)
    unlinked: list[Span] = field(default_factory=list)
    scores: list[Scores] = field(default_factory=list)
    doubts: list[Scores] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LearnedFinder:
    """Reads an article window by window; keeps a window, a paragraph, and in ``marks``, where given, the doubts.

    ``checkable`` says what evidence could decide, None where that was not taught apart.
    """

    model: Model
    least: float = LEAST
    marks: DoubtMarks | None = None
    checkable: CheckableScorer | None = None

    def __call__(self, text: str, held: Iterable[Numbered]) -> Iterator[Read]:
        """Return each paragraph back with its attributions and statements, in order."""
        waiting: deque[_Waiting] = deque()
        before = Before()
        for window in windows(self._read(text, held, waiting)):
            self._find(text, window, waiting)
            while waiting and waiting[0].first + len(waiting[0].words) <= window.words[-1] + 1:
                one = waiting.popleft()
                found = self._statements(text, one)
                if one.placed.paragraph.is_unsure:
                    read = _unsure(text, one, found)
                    if not read.is_passed_over:
                        self._mark(one)
                    yield read
                    continue
                self._mark(one)
                here, before = _finished(text, one, before)
                yield Read(one.placed, here, found)
        for one in waiting:  # paragraphs without a word
            yield Read(one.placed, [])

    def _read(
        self, text: str, held: Iterable[Numbered], waiting: deque[_Waiting]
    ) -> Iterator[tuple[Words, list[list[int]]]]:
        number = 0
        for read in by_rules(text, held):
            words = words_in(text, read.placed.paragraph.start, read.placed.paragraph.end)
            waiting.append(_Waiting(read.placed, read.drafts, words, number))
            number += len(words)
            yield words, self.model.pieces(words)

    def _statements(self, text: str, one: _Waiting) -> list[StatementDraft] | None:
        if not one.scores:
            return None
        scores = np.concatenate(one.scores)
        weigh = by_most_words(scores)
        if self.checkable is not None:
            whole = np.concatenate([scores, np.concatenate(one.doubts)], axis=1) if one.doubts else scores
            weigh = partial(self.checkable.likely, whole)
        found = statement_spans(scores, one.words.spans, weigh)
        return with_facts_weighed(text, found, one.words.spans, weigh)

    def _mark(self, one: _Waiting) -> None:
        if self.marks is not None and one.doubts:
            self.marks.add(np.concatenate(one.doubts), one.words.spans)

    def _find(self, text: str, window: Window, waiting: Iterable[_Waiting]) -> None:
        """Put each attribution of a window with the paragraph that its cue stands in."""
        held = [one for one in waiting if one.first <= window.words[-1]]
        owners: list[_Waiting] = []
        spans: list[Span] = []
        for one in held:
            begin, end = max(window.words[0] - one.first, 0), window.words[-1] + 1 - one.first
            spans += one.words.spans[begin:end]
            owners += [one] * len(one.words.spans[begin:end])
        tell_read(spans[-1][1], text)
        opens = [place == 0 or owners[place] is not owners[place - 1] for place in range(len(owners))]
        scores = self.model.scores(window)
        read, unlinked = drawn(scores, opens)
        if scores.statements is not None:
            for one, lengths in _shares(held, window):
                one.scores.append(scores.statements[lengths])
                if scores.doubts is not None:
                    one.doubts.append(scores.doubts[lengths])
        for drawing in read:
            confidence = self.model.confidence(drawing.evidence)
            if confidence < self.least:
                continue
            found = _found(text, drawing, spans)
            if found.source is not None and _NOBODY.match(text, *found.source):
                continue  # "none of the residents saw it" is nobody's statement
            if _CONTRARY.search(text, *found.cue[0]):
                continue  # what is so contrary to reports is what they do not say
            found.evidence, found.confidence = drawing.evidence, confidence
            owners[drawing.cue[0]].found.append(found)
        for first, last in unlinked:
            owners[first].unlinked.append((spans[first][0], spans[last - 1][1]))


def _shares(held: Iterable[_Waiting], window: Window) -> Iterator[tuple[_Waiting, slice]]:
    """Yield the paragraphs that a window reads, each with which of the window's words are its own."""
    place = 0
    for one in held:
        length = min(window.words[-1] + 1, one.first + len(one.words)) - max(window.words[0], one.first)
        if length > 0:
            yield one, slice(place, place + length)
            place += length


def _unsure(text: str, one: _Waiting, found: list[StatementDraft] | None) -> Read:
    """Read a line that need not be the article's: it is where the model is sure enough of a statement in it."""
    if found is None or max((draft.likely for draft in found), default=0.0) < LEAST_OF_LINE:
        return Read(one.placed, [], None if found is None else [], is_passed_over=True)
    here, _ = _finished(text, one, Before())
    return Read(one.placed, here, found)


def _found(text: str, one: Drawn, spans: Sequence[Span]) -> Draft:
    def placed(stretch: Stretch) -> Span:
        return spans[stretch[0]][0], spans[stretch[1] - 1][1]

    cue = placed(one.cue)
    words = read_cue([match[0].lower() for match in _WORD.finditer(text, *cue)])
    source = placed(one.source) if one.source is not None else None
    pieces = _of_one_entry(text, cue, [placed(piece) for piece in one.contents])
    content = [piece for piece in pieces if not _POINTING.fullmatch(text, *piece)] or pieces
    content = _without_addressee(text, cue, content) if words.base in _ADDRESSED else content
    told = _told_subject(text, cue, content) if words.base in _ADDRESSED else None
    content = content[1:] if told is not None else content
    if words.base in _ADDRESSED and _IS_TOLD.match(text, *cue):
        teller = _teller(text, cue, content)
        if source is not None and source[1] <= cue[0]:
            told, source = source, teller
        elif teller is not None and (source is None or teller[0] <= source[0] <= source[1] <= teller[1]):
            # Neither "the" of "told by the head" nor whoever is told.
            source = teller
            told = told or (cue[0], cue[0])
    return Draft(
        source,
        [cue],
        content,
        words.base,
        addressee=told or _addressee(text, cue, content, words.base),
        passive=source is None and (words.is_passive or words.base == REPORTEDLY or _is_around(cue, content)),
        hedged=words.is_hedged or any(HEDGE.search(text, start, end) for start, end in content),
    )


def _of_one_entry(text: str, cue: Span, pieces: list[Span]) -> list[Span]:
    """Leave out what stands in another entry of a list than the words that say that somebody says it."""
    return [piece for piece in pieces if not parts_entries(text, cue[0], piece[0])] or pieces


def _is_around(cue: Span, content: Sequence[Span]) -> bool:
    """Tell whether what is said stands on both sides of its cue: ``Tarn has long been regarded as a gateway``."""
    return any(end <= cue[0] for _, end in content) and any(start >= cue[1] for start, _ in content)


def _without_addressee(text: str, cue: Span, content: list[Span]) -> list[Span]:
    """Leave out who is told, where the model takes that for a first piece of what is told."""
    if len(content) == 1 or content[0][1] - content[0][0] > _LONGEST_ADDRESS:
        return content
    (start, end), (following, _) = content[:2]
    is_between = not text[cue[1] : start].strip() and not text[end:following].strip()
    return content[1:] if start >= cue[1] and is_between and text[start] not in _MARKS else content


def _told_subject(text: str, cue: Span, content: Sequence[Span]) -> Span | None:
    """Return who is told where that is the subject: ``Residents were told by the council that ...``."""
    if len(content) < 2 or not _IS_TOLD.match(text, *cue) or content[0][1] > cue[0] or content[1][0] < cue[1]:
        return None
    return content[0] if text[content[0][0]] not in _MARKS else None


def _teller(text: str, cue: Span, content: Sequence[Span]) -> Span | None:
    """Return who tells where whoever is told is the subject: ``Residents were told by the council that ...``."""
    by = _BY.match(text, cue[1])
    ends = [start for start, _ in content if start >= cue[1]]
    if by is None or not ends or min(ends) <= by.end():
        return None
    named = text[by.end() : min(ends)].removesuffix("that ").rstrip(" ,:")
    return (by.end(), by.end() + len(named)) if named and len(named) <= _LONGEST_ADDRESS else None


def _addressee(text: str, cue: Span, content: Sequence[Span], base: str) -> Span | None:
    """Find to whom it was said: what stands between ``told`` and what was told."""
    behind = [start for start, _ in content if start >= cue[1]]
    if base not in _ADDRESSED or not behind:
        return None
    between = text[cue[1] : min(behind)]
    words = between.strip(" ,:")
    if not words or len(words) > _LONGEST_ADDRESS:
        return None
    start = cue[1] + between.index(words)
    return start, start + len(words)


def _finished(text: str, one: _Waiting, before: Before) -> tuple[list[Draft], Before]:
    """Complete a paragraph's attributions: sentence, how the source is named, what the rules add, what goes on."""
    paragraph = one.placed.paragraph
    starts = [sentence.start for sentence in paragraph.sentences]
    known = {found.source: found.mentioned for found in one.ruled if not (found.by_form or found.carried)}
    one.found = without_markup(text, paragraph, tidied(text, one.found, paragraph.end))
    for found in one.found:
        place = max(0, bisect_right(starts, found.cue[0][0]) - 1)
        sentence = paragraph.sentences[place]
        found.sentence = one.placed.first_sentence + place
        found.frame = (sentence.start, sentence.end)
        found.paragraph = one.placed.number
        found.source = subject_shared(text, found)
        found.source = with_all(text, found)
        if found.source is not None:
            found.mentioned = known.get(found.source) or read_source(text, paragraph, found.source)
        found.cited = read_cited(text, paragraph, found)
    without_strays(text, one.found)
    with_whole_quotations(one.found, paragraph.quotations)
    here = merged(one.found, one.ruled)
    set_apart(text, here)
    here = with_forms(text, paragraph, one.placed.first_sentence, here)
    for found in here:
        if found.mentioned is None and found.source is not None:
            found.mentioned = read_source(text, paragraph, found.source)
    if any(found.by_form for found in one.ruled):
        _begin_anew(paragraph, before)
        goes_on = False
    else:
        goes_on = _go_on(text, one, here, before)
    here = here or ([] if goes_on else continued(paragraph, one.placed.number, one.placed.first_sentence, before))
    for found in here:
        found.paragraph = one.placed.number
    outer = [found for found in here if found.outer is None and found.content]
    last = outer[-1] if outer else before.last
    there = last if last is not None and last.paragraph == one.placed.number else None
    return here, Before(there, bool(paragraph.quotations), paragraph.unclosed)


def _begin_anew(paragraph: Paragraph, before: Before) -> None:
    """Take back what whoever spoke last was given of a paragraph whose form names somebody else."""
    if before.last is not None:
        kept = [span for span in before.last.content if not paragraph.start <= span[0] < paragraph.end]
        before.last.content = kept or before.last.content


def _go_on(text: str, one: _Waiting, here: Sequence[Draft], before: Before) -> bool:
    """Return what is said without a cue to who spoke last, here or in the paragraph in front, if anybody did."""
    ready: list[int] = []  # whose words end in front of the span; the last of those has spoken last
    ahead = [(found.content[-1][1], number) for number, found in enumerate(here) if found.outer is None]
    heapify(ahead)
    goes_on = False
    paragraph = one.placed.paragraph
    opening = {paragraph.start, *(sentence.start for sentence in paragraph.sentences)}
    opening |= {start for start, _ in paragraph.quotations}
    for span in one.unlinked:
        while ahead and ahead[0][0] <= span[0]:
            heappush(ready, -heappop(ahead)[1])
        # What begins inside a sentence of another paragraph has a subject of its own: "Vidal accuses | him of lying".
        speaker = here[-ready[0]] if ready else before.last if span[0] in opening else None
        if is_of_outlet(text, span[0]):
            continue
        if speaker is not None and speaker.content[-1][1] <= span[0]:
            if ready:
                heappush(ahead, (span[1], -heappop(ready)))
            speaker.content.append(span)
            speaker.paragraph = one.placed.number
            goes_on = True
    return goes_on
