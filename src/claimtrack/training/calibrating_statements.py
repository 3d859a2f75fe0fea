"""How sure a model may be of a statement: two logistic curves, fitted on texts that it did not learn from."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from claimtrack.errors import ClaimtrackError
from claimtrack.extraction.assembly import assembled
from claimtrack.extraction.learned.find_spans import LearnedFinder
from claimtrack.extraction.learned.model import LearnedModel
from claimtrack.extraction.learned.sureness import OWN, SAID, statement_logs
from claimtrack.extraction.quoting.statement_draft import StatementEvidence
from claimtrack.extraction.quoting.walk import gather
from claimtrack.training.calibrating import logistic
from claimtrack.training.statement_scoring import StatementScore
from claimtrack.training.statements import ListedText


def statement_calibration(model: LearnedModel, listed: Sequence[ListedText]) -> dict[str, tuple[float, ...]]:
    """Fit the curves of ``statement_confidence`` on listed texts: a constant, then a weight for each value.

    Right is a statement that the reader listed, with the speaker that the reader named. Raises ClaimtrackError for a
    model that finds no statement of either kind.
    """
    rows: dict[str, list[list[float]]] = defaultdict(list)
    right: dict[str, list[float]] = defaultdict(list)
    for one in listed:
        asked: list[StatementEvidence] = []

        def note(evidence: StatementEvidence, asked: list[StatementEvidence] = asked) -> float:
            asked.append(evidence)
            return float(len(asked))

        gathered = gather(one.text, LearnedFinder(model))
        found = assembled(one.text, gathered, language="en", extractor="", sure=note)
        for statement, is_right in zip(found.statements, StatementScore().add(one.statements, found), strict=True):
            if statement.confidence is not None:
                curve, values = statement_logs(asked[int(statement.confidence) - 1])
                rows[curve].append([1.0, *values])
                right[curve].append(float(is_right))
    if not rows[OWN] or not rows[SAID]:
        raise ClaimtrackError(
            "the model finds no statement of its own voice, or none of somebody else's, in the held-out texts: it "
            "learned too little; give it more texts or a higher --epochs"
        )
    return {curve: logistic(np.array(rows[curve]), np.array(right[curve])) for curve in (OWN, SAID)}
