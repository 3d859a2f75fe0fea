"""The model's files: checked before they are used, and clear errors where they are not what they should be."""

import json
import os
import shutil
from pathlib import Path

import pytest

from claimtrack.config import Model
from claimtrack.errors import ModelUnusable
from claimtrack.extraction.learned.model import (
    EMBEDDINGS,
    VOCABULARY,
    WEIGHTS,
    LearnedModel,
    card_name,
    evidence_logs,
    load_model,
    network_name,
    read_card,
)

_MODELS = [one.value for one in Model]
_FILES = [(one, file) for one in _MODELS for file in (EMBEDDINGS, network_name(one), VOCABULARY)]
_REMEDY = "install claimtrack again, or read with the rules alone: --extractor rules"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in WEIGHTS.iterdir():
        shutil.copyfile(file, tmp_path / file.name)
    return tmp_path


def test_the_shipped_models_fit_the_size_that_was_promised() -> None:
    assert sum((WEIGHTS / file).stat().st_size for file in read_card()["files"]) <= 30_000_000
    assert sum(file.stat().st_size for file in WEIGHTS.iterdir()) <= 35_000_000


def test_no_file_of_the_model_can_run_code() -> None:
    assert {file.suffix for file in WEIGHTS.iterdir()} == {".json", ".onnx", ".safetensors"}


@pytest.mark.parametrize(("model", "name"), _FILES)
def test_a_damaged_file_is_named(folder: Path, model: str, name: str) -> None:
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(ModelUnusable, match=f"{name} is damaged or not the file that came with claimtrack") as error:
        load_model(model, folder)
    assert _REMEDY in str(error.value)


@pytest.mark.parametrize(("model", "name"), _FILES)
def test_a_missing_file_is_named(folder: Path, model: str, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelUnusable, match=f"weights cannot be read: .*{name}: No such file") as error:
        load_model(model, folder)
    assert _REMEDY in str(error.value)


@pytest.mark.parametrize("model", _MODELS)
def test_a_missing_card_is_named(folder: Path, model: str) -> None:
    (folder / card_name(model)).unlink()
    with pytest.raises(ModelUnusable, match="the learned engine's model is missing"):
        load_model(model, folder)


@pytest.mark.parametrize(
    ("card", "told"), [("not JSON", "cannot be read"), ("[]", "is no card"), ('{"files": {}}', "is no card")]
)
def test_a_foreign_card_is_refused(folder: Path, card: str, told: str) -> None:
    (folder / card_name("default")).write_text(card, encoding="utf-8")
    with pytest.raises(ModelUnusable, match=told):
        load_model("default", folder)


@pytest.mark.parametrize(("model", "engines"), [("default", {"learned", "rules"}), ("fast", {"learned-fast"})])
def test_the_card_holds_its_papers(model: str, engines: set[str]) -> None:
    card = read_card(model)
    papers = "name what data encoder method taught_on size teachers recipe log known_failures licence".split()
    assert set(papers) <= set(card)
    assert card["name"] == model
    assert len(card["log"]) == card["recipe"]["epochs"]
    assert engines | {f"{engine} statements" for engine in engines} == set(card["figures"])
    learned = card["statements"]
    assert {"what", "data", "method", "runs", "calibration"} <= set(learned)
    assert all(len(run["log"]) == run["recipe"]["epochs"] and run["taught_on"]["texts"] for run in learned["runs"])
    assert all(one["command"].startswith("python -m claimtrack.training measure") for one in card["figures"].values())
    assert json.dumps(card)


def test_loading_switches_off_what_would_send_usage_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    load_model.cache_clear()
    load_model()
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"


def test_confidence_grows_with_every_piece_of_evidence() -> None:
    model = load_model()
    weak, strong = (0.3,) * 5, (0.95,) * 5
    assert isinstance(model, LearnedModel)
    assert 0 < model.confidence(weak) < model.confidence(strong) < 1
    assert evidence_logs((0.0, 1.0)) == pytest.approx([-9.21034, 0.0])
