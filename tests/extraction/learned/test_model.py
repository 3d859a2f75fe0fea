"""The model's files: checked before they are used, and clear errors where they are not what they should be."""

import json
import os
import shutil
from pathlib import Path

import pytest

from claimtrack.errors import ModelUnusable
from claimtrack.extraction.learned.model import (
    CARD,
    EMBEDDINGS,
    NETWORK,
    VOCABULARY,
    WEIGHTS,
    LearnedModel,
    evidence_logs,
    load_model,
    read_card,
)

_REMEDY = "install claimtrack again, or read with the rules alone: --extractor rules"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (CARD, EMBEDDINGS, NETWORK, VOCABULARY):
        shutil.copyfile(WEIGHTS / name, tmp_path / name)
    return tmp_path


def test_the_shipped_model_fits_the_size_that_was_promised() -> None:
    assert sum(file.stat().st_size for file in WEIGHTS.iterdir()) <= 25_000_000


def test_no_file_of_the_model_can_run_code() -> None:
    assert {file.suffix for file in WEIGHTS.iterdir()} == {".json", ".onnx", ".safetensors"}


@pytest.mark.parametrize("name", [EMBEDDINGS, NETWORK, VOCABULARY])
def test_a_damaged_file_is_named(folder: Path, name: str) -> None:
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(ModelUnusable, match=f"{name} is damaged or not the file that came with claimtrack") as error:
        load_model(folder)
    assert _REMEDY in str(error.value)


@pytest.mark.parametrize("name", [EMBEDDINGS, NETWORK, VOCABULARY])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelUnusable, match=f"weights cannot be read: .*{name}: No such file") as error:
        load_model(folder)
    assert _REMEDY in str(error.value)


def test_a_missing_card_is_named(folder: Path) -> None:
    (folder / CARD).unlink()
    with pytest.raises(ModelUnusable, match="the learned engine's model is missing"):
        load_model(folder)


@pytest.mark.parametrize(
    ("card", "told"), [("not JSON", "cannot be read"), ("[]", "is no card"), ('{"files": {}}', "is no card")]
)
def test_a_foreign_card_is_refused(folder: Path, card: str, told: str) -> None:
    (folder / CARD).write_text(card, encoding="utf-8")
    with pytest.raises(ModelUnusable, match=told):
        load_model(folder)


def test_the_card_holds_its_papers() -> None:
    card = read_card()
    assert {"name", "what", "data", "encoder", "method", "taught_on", "recipe", "known_failures", "licence"} <= set(
        card
    )
    assert {"learned", "rules"} <= set(card["figures"])
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
