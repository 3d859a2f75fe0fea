"""One core: whoever reads many files gives each a core of its own, and no product of matrices asks for a second."""

import pytest
from threadpoolctl import ThreadpoolController

from claimtrack.extraction.learned.engine import extract
from claimtrack.extraction.learned.model import LearnedModel
from claimtrack.extraction.learned.one_core import one_core
from claimtrack.extraction.quoting.statement_draft import StatementEvidence

_TEXT = "The mayor said on Monday that the harbour would stay closed. It was built in 1911.\n"


def _cores() -> set[int]:
    """Return how many cores the libraries that multiply numpy's matrices may take."""
    return {one["num_threads"] for one in ThreadpoolController().select(user_api="blas").info()}


def test_an_article_is_read_on_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[int]] = []
    sure = LearnedModel.sure

    def watched(self: LearnedModel, evidence: StatementEvidence) -> float:
        seen.append(_cores())
        return sure(self, evidence)

    monkeypatch.setattr(LearnedModel, "sure", watched)
    with ThreadpoolController().limit(limits=2):
        before = _cores()
        assert extract(_TEXT).statements
        assert _cores() == before == {2}
    assert seen
    assert all(cores == {1} for cores in seen)


def test_what_fails_leaves_the_cores_as_they_were() -> None:
    with ThreadpoolController().limit(limits=2):
        with pytest.raises(ZeroDivisionError), one_core():
            assert 1 / (len(_cores()) - 1)
        assert _cores() == {2}
