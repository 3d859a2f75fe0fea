"""A training run learns, is the same each time, and goes on where it was stopped; what it makes can be run."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from claimtrack.extraction.learned.model import (
    EMBEDDINGS,
    NETWORK,
    VOCABULARY,
    WEIGHTS,
    load_model,
)
from claimtrack.extraction.learned.windows import load_tokenizer
from claimtrack.training.batches import Taught, batch_of
from claimtrack.training.calibrating import calibrated
from claimtrack.training.card import write_card
from claimtrack.training.corpus import Labelled, LabelledArticle, lesson
from claimtrack.training.export import export, save_embeddings
from claimtrack.training.network import Network
from claimtrack.training.teach import Recipe, teach

RECIPE = Recipe(epochs=2, warm_up=2, heads_rate=3e-3)
_NAMES = "Ana Ben Cleo Dan Eva Finn".split()
_FACTS = "the dam leaks,the road is shut,nobody was told,the pumps work,rain is near,it will hold".split(",")


def _articles() -> list[LabelledArticle]:
    made = []
    for number in range(6):
        text, attributions = "", []
        for name, fact in zip(_NAMES[number:] + _NAMES[:number], _FACTS, strict=True):
            at = len(text)
            text += f"{name} said {fact}. "
            cue, content = at + len(name) + 1, at + len(name) + 6
            attributions.append(Labelled(((at, at + len(name)),), ((cue, cue + 4),), ((content, content + len(fact)),)))
        made.append(LabelledArticle(str(number), text, tuple(attributions)))
    return made


@cache
def _lessons() -> list[Taught]:
    tokenizer = load_tokenizer(WEIGHTS / VOCABULARY)
    return [Taught.of(lesson(one), tokenizer) for one in _articles()]


def _start() -> Network:
    torch.manual_seed(7)
    return Network(layers=1)


def _losses(folder: Path) -> list[float]:
    return [json.loads(line)["held_out_loss"] for line in (folder / "log.jsonl").read_text().splitlines()]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    teach(_start(), _lessons(), _lessons(), folder=folder, recipe=RECIPE)
    return folder


def test_it_learns(run: Path) -> None:
    first, last = _losses(run)
    assert last < first


def test_a_run_that_was_stopped_ends_as_one_that_was_not(run: Path, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop_behind(number: int) -> type[list[Taught]]:
        class Counted(list[Taught]):
            read = 0

            def __iter__(self):  # type: ignore[no-untyped-def] # list's own type, stopped in the middle
                Counted.read += 1
                if Counted.read > number:
                    raise Stopped
                return super().__iter__()

        return Counted

    # Articles are gone through once to count the batches, then once an epoch.
    with pytest.raises(Stopped):
        teach(_start(), stop_behind(2)(_lessons()), _lessons(), folder=tmp_path, recipe=RECIPE)
    assert len(_losses(tmp_path)) == 1
    teach(_start(), _lessons(), _lessons(), folder=tmp_path, recipe=RECIPE)
    assert _losses(tmp_path) == _losses(run)
    whole, stopped = (load_file(folder / "epoch-2.safetensors") for folder in (run, tmp_path))
    assert all(torch.equal(whole[name], stopped[name]) for name in whole)


def test_another_recipe_begins_anew(run: Path, tmp_path: Path) -> None:
    (tmp_path / "checkpoint.pt").write_bytes((run / "checkpoint.pt").read_bytes())
    recipe = replace(RECIPE, epochs=1)
    teach(_start(), _lessons(), _lessons(), folder=tmp_path, recipe=recipe)
    assert len(_losses(tmp_path)) == 1


def test_what_is_exported_says_what_the_network_says(run: Path, tmp_path: Path) -> None:
    network = Network(layers=1, dropout=0.0)
    network.load_state_dict(load_file(run / "epoch-2.safetensors"))
    network.eval()
    export(network, tmp_path / NETWORK)
    save_embeddings(network, tmp_path / EMBEDDINGS)
    (tmp_path / VOCABULARY).write_bytes((WEIGHTS / VOCABULARY).read_bytes())
    write_card(tmp_path, recipe=RECIPE, calibration=(0.0,), articles=6, attributions=36)
    model = load_model(tmp_path)
    for window in _lessons()[0].windows(24):
        scores = model.scores(window)
        with torch.no_grad():
            labels, to_cue, to_source = network(batch_of([window]))
        for ours, theirs in ((scores.labels, labels), (scores.to_cue, to_cue), (scores.to_source, to_source)):
            np.testing.assert_allclose(ours, torch.softmax(theirs[0], dim=-1).numpy(), atol=0.02)
    calibration = calibrated(model, _articles())
    assert len(calibration) == 6
    assert 0 < replace(model, calibration=calibration).confidence((0.9,) * 5) < 1
