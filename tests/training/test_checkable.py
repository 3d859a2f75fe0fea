"""What evidence could decide, learned from listed texts by what a shipped model says of their words."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from claimtrack.errors import InvalidInput
from claimtrack.extraction.learned.checkable_scorer import READS, CheckableScorer, checkable_features
from claimtrack.extraction.learned.find_spans import LearnedFinder
from claimtrack.extraction.learned.labels import DOUBT_SCORES, STATEMENT_SCORES
from claimtrack.extraction.learned.model import WEIGHTS, checkable_name, load_model, read_card, read_model
from claimtrack.extraction.quoting.walk import gather
from claimtrack.training.making_checkable import make_checkable
from claimtrack.training.statements import ListedText, read_listed
from claimtrack.training.teach_checkable import CheckableRecipe, checkable_lessons, teach_checkable

_FEATURES = 40
TEXT = 'The dam broke on Monday.\n\nThe mayor said 14 people died and added: "I hope for help."\n'
ROWS = [("The dam broke on Monday.", False, True), ("14 people died", True, True), ("I hope for help", True, False)]


@pytest.fixture
def listed(tmp_path: Path) -> list[ListedText]:
    file = tmp_path / "listed.jsonl"
    statements = [{"text": text, "said": said, "checkable": checkable} for text, said, checkable in ROWS]
    file.write_text(json.dumps({"id": "a", "text": TEXT, "statements": statements}) + "\n", encoding="utf-8")
    return read_listed(file)


def test_a_statement_is_taught_as_the_engine_sees_it(listed: list[ListedText], monkeypatch: pytest.MonkeyPatch) -> None:
    model = load_model("default")
    features, wanted = checkable_lessons(model, listed)
    assert (features.shape, wanted.tolist()) == ((3, READS * (STATEMENT_SCORES + DOUBT_SCORES)), [1, 1, 0])
    seen: list[NDArray[np.float32]] = []

    def keep(
        self: CheckableScorer, scores: NDArray[np.float32], statements: Sequence[Sequence[tuple[int, int]]]
    ) -> list[float]:
        del self
        seen.extend(checkable_features(scores, pieces) for pieces in statements)
        return [0.5] * len(statements)

    monkeypatch.setattr(CheckableScorer, "likely", keep)
    gather(TEXT, LearnedFinder(model, checkable=model.checkable))
    assert any(torch.allclose(torch.from_numpy(one), features[0], atol=1e-4) for one in seen)


def test_it_learns_what_it_is_shown_and_the_same_each_time() -> None:
    torch.manual_seed(3)
    wanted = (torch.rand(512) < 0.5).float()
    features = torch.randn(512, _FEATURES)
    features[:, 7] += 6 * wanted
    recipe = CheckableRecipe(networks=2, epochs=40)
    weights = teach_checkable(features, wanted, recipe)
    assert weights["0.weight"].shape == (2 * recipe.hidden, _FEATURES)
    held = torch.relu((features - weights["mean"]) / weights["spread"] @ weights["0.weight"].T + weights["0.bias"])
    logits = (held @ weights["1.weight"].T + weights["1.bias"])[:, 0]
    assert ((logits > 0) == (wanted > 0.5)).float().mean() > 0.95
    again = teach_checkable(features, wanted, recipe)
    assert all(torch.equal(again[name], value) for name, value in weights.items())


def test_the_models_say_what_they_learned(listed: list[ListedText], tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(WEIGHTS, folder)
    for name in ("default", "fast"):
        assert make_checkable(listed, folder=folder, name=name, recipe=CheckableRecipe(networks=1, epochs=1)) == (
            checkable_name(name)
        )
        card = read_card(name, folder)
        assert card["checkable"]["taught_on"] == {"texts": 1, "statements": 3}
        assert card["files"].keys() == read_card(name)["files"].keys() | {checkable_name(name)}
        assert read_model(name, folder).checkable is not None


def test_texts_without_a_statement_teach_nothing() -> None:
    with pytest.raises(InvalidInput, match="no statement to learn from"):
        checkable_lessons(load_model("fast"), [ListedText("a", TEXT, ())])
