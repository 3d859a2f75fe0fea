"""A judgement with a fact beside it: evidence could decide a statement where it could decide one of its clauses."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimtrack.extraction.learned.statement_spans import Stretch, Weighing
from claimtrack.extraction.quoting.statement_draft import StatementDraft
from claimtrack.extraction.text.clauses import has_verb
from claimtrack.extraction.values import Span

_JOINT = re.compile(r"(?:;|,?\s{1,3}(?:and|but)|\s{1,3}[-–—])\s{1,3}(?=[\w“\"])")
_LEAST = 4
"""Words; a shorter clause states little."""
_LIKELY = 0.5


def with_facts_weighed(
    text: str, drafts: Sequence[StatementDraft], spans: Sequence[Span], weigh: Weighing
) -> list[StatementDraft]:
    """Return the statements of a paragraph whose words stand at ``spans``, each as likely checkable as a clause of it.

    Only those that are not checkable as a whole are looked at, and only where each part has a verb. Linear.
    """
    starts = [start for start, _ in spans]
    return [one if one.checkable >= _LIKELY else _weighed(text, one, starts, weigh) for one in drafts]


def _weighed(text: str, one: StatementDraft, starts: Sequence[int], weigh: Weighing) -> StatementDraft:
    clauses = [clause for span in one.spans for clause in _clauses(text, span)]
    if len(clauses) == len(one.spans):
        return one
    words: list[list[Stretch]] = [
        [(bisect_right(starts, start) - 1, bisect_left(starts, end))] for start, end in clauses
    ]
    return replace(one, checkable=max(one.checkable, *weigh(words)))


def _clauses(text: str, span: Span) -> list[Span]:
    """Cut a stretch at what joins clauses; it stays whole where a part of it has no verb."""
    parts = list(_parts(text, span))
    is_cut = all(len(text[start:end].split()) >= _LEAST and has_verb(text[start:end]) for start, end in parts)
    return parts if is_cut else [span]


def _parts(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    for joint in _JOINT.finditer(text, start, end):
        yield start, joint.start()
        start = joint.end()
    yield start, end
