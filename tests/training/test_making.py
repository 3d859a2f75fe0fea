"""One command makes every model, and goes on where it was stopped."""

import json
from pathlib import Path

import pytest

from claimtrack.extraction.learned.model import WEIGHTS, load_model, read_card
from claimtrack.training import making
from claimtrack.training.making import make
from claimtrack.training.network import Size

SMALL = {"default": Size(layers=2, inner=64, narrowed=1), "fast": Size(layers=1, inner=64, narrowed=0, recurrent=16)}
_FILES = ["embeddings.safetensors", "tokenizer.json", "default.onnx", "default.json", "fast.onnx", "fast.json"]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    file = tmp_path / "articles.jsonl"
    one = {
        "id": "a",
        "text": "Ana said no.",
        "attributions": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]}],
    }
    file.write_text("".join(json.dumps(one | {"id": str(number)}) + "\n" for number in range(4)), encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "SIZES", SMALL)
    # So little is learned from four sentences that there is nothing to be sure of.
    monkeypatch.setattr(making, "calibrated", lambda *_: (0.5, 1.0, 1.0, 1.0, 1.0, 1.0))


def test_one_command_makes_every_model(articles: Path, tmp_path: Path, encoder: Path) -> None:
    out = tmp_path / "model"
    assert make(articles, articles, out=out, encoder=encoder, seed=3, epochs=1, teachers=2) == _FILES
    for name, size in SMALL.items():
        card = read_card(name, out)
        assert (card["name"], card["recipe"]["seed"]) == (name, 3)
        assert [(one["recipe"]["seed"], one["recipe"]["epochs"]) for one in card["teachers"]] == [(3, 1), (4, 1)]
        assert card["size"]["recurrent"] == size.recurrent
        assert len(card["log"]) == card["recipe"]["epochs"]
        assert card["taught_on"] == {"articles": 4, "attributions": 4}
        assert load_model(name, out).calibration[0] == 0.5
    logs = {file: file.read_text() for file in out.glob("*/log.jsonl")}
    assert len(logs) == 4
    networks = {file: file.read_bytes() for file in out.glob("*.onnx")}
    make(articles, articles, out=out, encoder=encoder, seed=3, epochs=1, teachers=2)
    # Nothing was taught again.
    assert {file: file.read_text() for file in out.glob("*/log.jsonl")} == logs
    assert {file: file.read_bytes() for file in out.glob("*.onnx")} == networks


@pytest.fixture
def encoder() -> Path:
    from claimtrack.training.__main__ import _encoder

    folder = _encoder()
    assert (folder / "tokenizer.json").read_bytes() == (WEIGHTS / "tokenizer.json").read_bytes()
    return folder
