"""How sure a model may be of a doubt: a logistic curve, fitted on texts that it did not learn from."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from claimtrack.errors import ClaimtrackError
from claimtrack.extraction.assembly import assembled
from claimtrack.extraction.learned.doubt_marks import DoubtMarks
from claimtrack.extraction.learned.doubt_reader import DoubtScorer, read_doubts
from claimtrack.extraction.learned.find_spans import LearnedFinder
from claimtrack.extraction.learned.model import LearnedModel
from claimtrack.extraction.learned.second_look import SecondReader
from claimtrack.extraction.learned.sureness import DoubtEvidence, doubt_logs, looked_logs
from claimtrack.extraction.quoting.walk import gather
from claimtrack.extraction.values import Extraction, Spans
from claimtrack.training.calibrating import logistic
from claimtrack.training.doubted import DoubtedText
from claimtrack.vocabulary import CaveatKind


@dataclass(frozen=True)
class _Noting(DoubtScorer):
    """Takes every doubt for sure, and remembers by which evidence: its confidence is 1 and the evidence's number."""

    asked: list[DoubtEvidence] = field(default_factory=list)

    def sure(self, evidence: DoubtEvidence) -> float:
        self.asked.append(evidence)
        return float(len(self.asked))


@dataclass(frozen=True)
class _NotingTwice(SecondReader):
    """Does the same with what was looked at twice."""

    asked: list[DoubtEvidence] = field(default_factory=list)

    def sure(self, evidence: DoubtEvidence) -> float:
        self.asked.append(evidence)
        return float(len(self.asked))


def doubt_calibration(model: LearnedModel, held_out: Sequence[DoubtedText]) -> tuple[float, ...]:
    """Fit the curve of ``doubt_confidence``: its constant, then a weight for each value.

    Right is a doubt of the kind that the reader labelled, on a statement that the reader says it speaks of. Raises
    ClaimtrackError for a model that was taught no doubts or finds none.
    """
    return _fitted(
        [(doubt_logs(evidence), right) for evidence, right in _judged(replace(model, second=None), held_out)]
    )


def look_calibration(model: LearnedModel, held_out: Sequence[DoubtedText]) -> tuple[float, ...]:
    """Fit the curve of ``looked_confidence`` likewise, for what the second look sees."""
    judged = _judged(model, held_out)
    return _fitted([(looked_logs(one, one.looked), right) for one, right in judged if one.looked is not None])


def _fitted(judged: Sequence[tuple[list[float], bool]]) -> tuple[float, ...]:
    if not judged:
        raise ClaimtrackError(
            "the model finds no doubt in the held-out texts: it learned too little; give it more texts"
        )
    return logistic(np.array([[1.0, *values] for values, _ in judged]), np.array([float(right) for _, right in judged]))


def _judged(model: LearnedModel, held_out: Sequence[DoubtedText]) -> list[tuple[DoubtEvidence, bool]]:
    """Return the evidence of every doubt that is found, and whether it is right."""
    if model.doubting is None:
        raise ClaimtrackError("the model was taught no doubts; `teach-doubts` teaches it")
    judged = []
    for one in held_out:
        asked: list[DoubtEvidence] = []
        found = _read(model, _Noting(model.doubting.weights, asked=asked), asked, one.text)
        wanted = _wanted(one)
        for statement in found.statements:
            for caveat in statement.caveats:
                if caveat.confidence is not None:
                    right = any(
                        caveat.kind is kind and is_one_statement(spans, statement.spans) for kind, spans in wanted
                    )
                    judged.append((asked[round(caveat.confidence) - 1], right))
    return judged


def _read(model: LearnedModel, scorer: DoubtScorer, asked: list[DoubtEvidence], text: str) -> Extraction:
    marks = DoubtMarks()
    second = model.second
    if second is not None:
        second = _NotingTwice(second.session, second.vocabulary, second.rows, second.scales, asked=asked)
    gathered = gather(text, LearnedFinder(model, marks=marks))
    return assembled(
        text, gathered, language="en", extractor="", doubted=partial(read_doubts, scorer, marks, second=second)
    )


def _wanted(one: DoubtedText) -> list[tuple[CaveatKind, Spans]]:
    return [(doubt.kind, one.statements[number][0]) for doubt in one.doubts for number in sorted(doubt.statements)]


def is_one_statement(wanted: Spans, found: Spans) -> bool:
    """Tell whether two statements are one: they share at least half of the shorter's longest piece."""
    longest = max(wanted, key=lambda span: span[1] - span[0])
    shared = sum(max(0, min(longest[1], end) - max(longest[0], start)) for start, end in found)
    shorter = min(longest[1] - longest[0], sum(end - start for start, end in found))
    return shorter > 0 and 2 * shared >= shorter
