"""A training run learns, is the same each time, and goes on where it was stopped; what it makes can be run."""

import json
import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from claimtrack.errors import ClaimtrackError
from claimtrack.extraction.learned.model import (
    EMBEDDINGS,
    VOCABULARY,
    WEIGHTS,
    LearnedModel,
    load_model,
    network_name,
)
from claimtrack.extraction.learned.windows import load_vocabulary
from claimtrack.training.batches import Taught, TaughtBatch, batch_of, epoch
from claimtrack.training.calibrating import calibrated
from claimtrack.training.card import write_card
from claimtrack.training.corpus import Labelled, LabelledArticle, lesson
from claimtrack.training.export import export, rounded, save_embeddings
from claimtrack.training.network import Network, Size
from claimtrack.training.shrinking import shrunk
from claimtrack.training.softening import Memory, Said
from claimtrack.training.teach import Recipe, Teachers, loss_of, teach

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
    vocabulary = load_vocabulary(WEIGHTS / VOCABULARY)
    return [Taught.of(lesson(one), vocabulary) for one in _articles()]


def _start() -> Network:
    torch.manual_seed(7)
    return Network(Size(layers=1))


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


@pytest.fixture(scope="module")
def taught(run: Path) -> Network:
    network = Network(Size(layers=1), dropout=0.0)
    network.load_state_dict(load_file(run / "epoch-2.safetensors"))
    return network.eval()


def _batches() -> list[TaughtBatch]:
    return list(epoch(_lessons(), random.Random(3)))  # noqa: S311 - a seeded draw


def test_a_network_that_keeps_every_cell_says_what_its_teacher_says(taught: Network) -> None:
    same = shrunk(taught, Size(layers=1), _batches()).eval()
    for batch in _batches():
        for ours, theirs in zip(same(batch.batch), taught(batch.batch), strict=True):
            torch.testing.assert_close(ours, theirs)


def test_the_cells_that_matter_are_the_ones_that_are_kept(taught: Network) -> None:
    blunted = Network(Size(layers=1), dropout=0.0)
    blunted.load_state_dict(taught.state_dict())
    idle = torch.arange(0, 1536, 2)
    with torch.no_grad():
        # What these cells say goes nowhere.
        blunted.stack()[0].narrow.weight[:, idle] = 0.0
    smaller = shrunk(blunted.eval(), Size(layers=1, inner=768), _batches()).eval()
    for batch in _batches():
        torch.testing.assert_close(smaller(batch.batch)[0], blunted(batch.batch)[0], atol=1e-4, rtol=1e-3)


def test_a_pupil_comes_to_say_what_its_teacher_says(taught: Network, tmp_path: Path) -> None:
    recipe = replace(RECIPE, epochs=12, teacher_weight=1.0, drawings=1, dropout=0.0, left_out=0.0)
    pupil = shrunk(taught, Size(layers=1, inner=64, narrowed=0, recurrent=16), _batches(), dropout=0.0)
    before = {name: value.clone() for name, value in pupil.state_dict().items()}

    def away(network: Network) -> float:
        with torch.no_grad():
            losses = [Said.of([taught], one).loss(network(one.batch), one, 1.0)[0] for one in _batches()]
        return float(sum(losses))

    first = away(pupil.eval())
    learned = teach(
        pupil, _lessons(), _lessons(), folder=tmp_path / "pupil", recipe=recipe, teachers=Teachers((taught,), tmp_path)
    )
    assert away(learned) < first / 2
    assert torch.equal(learned.pieces.weight, before["pieces.weight"])
    assert [file.name for file in tmp_path.glob("said-*")] == ["said-1-0-of-1.safetensors"]


def test_a_batch_in_which_nobody_says_anything_has_a_loss(taught: Network) -> None:
    silent = Taught.of(lesson(LabelledArticle("s", "It rained all day.", ())), load_vocabulary(WEIGHTS / VOCABULARY))
    (batch,) = epoch([silent], random.Random(3))  # noqa: S311 - a seeded draw
    given = taught(batch.batch)
    assert all(loss.isfinite() for loss in loss_of(given, batch))
    assert all(loss.isfinite() for loss in Said.of([taught], batch).loss(given, batch, 1.5))


def test_a_teacher_is_asked_once(taught: Network, tmp_path: Path) -> None:
    memory, batches = Memory(tmp_path / "said.safetensors"), _batches()
    memory.ask([taught], batches)
    memory.ask([_start()], batches)
    (last,) = memory.look_up([len(batches) - 1])
    likely = taught(batches[-1].batch)[0].softmax(-1)
    torch.testing.assert_close(last.labels.float().exp(), likely, atol=0.01, rtol=0.01)


def test_teachers_say_the_mean_of_what_they_hold_likely(taught: Network) -> None:
    other, batch = _start().eval(), _batches()[0]
    said = Said.of([taught, other], batch)
    for name, place in (("labels", 0), ("to_cue", 1), ("to_source", 2)):
        mean = (taught(batch.batch)[place].softmax(-1) + other(batch.batch)[place].softmax(-1)) / 2
        torch.testing.assert_close(getattr(said, name).exp(), mean, atol=1e-5, rtol=1e-4)


def _written(network: Network, folder: Path) -> LearnedModel:
    """Write a network as a model, and load it; the network goes on with the embeddings as they were written."""
    save_embeddings(network, folder / EMBEDDINGS)
    rounded(network, folder / EMBEDDINGS)
    export(network, folder / network_name("own"))
    (folder / VOCABULARY).write_bytes((WEIGHTS / VOCABULARY).read_bytes())
    runs = [(RECIPE, folder), (RECIPE, folder)]
    write_card(folder, "own", size=network.size, runs=runs, calibration=(0.0,), articles=_articles())
    return load_model("own", folder)


def test_confidence_is_fitted_to_what_the_model_finds(taught: Network, tmp_path: Path) -> None:
    model = _written(taught, tmp_path)
    calibration = calibrated(model, _articles())
    assert len(calibration) == 6
    assert 0 < replace(model, calibration=calibration).confidence((0.9,) * 5) < 1


def test_a_model_that_finds_nothing_is_refused(tmp_path: Path) -> None:
    network = _start().eval()
    with torch.no_grad():
        network.heads.label.bias[0] = 100.0
    with pytest.raises(ClaimtrackError, match=r"finds nothing in the development articles.*--epochs"):
        calibrated(_written(network, tmp_path), _articles())


@pytest.mark.parametrize(
    "size",
    [
        Size(layers=1),
        Size(layers=2, inner=64, narrowed=1),
        Size(layers=1, inner=64, narrowed=0),
        Size(layers=1, inner=64, narrowed=0, recurrent=16),
    ],
)
def test_what_is_exported_says_what_the_network_says(size: Size, tmp_path: Path) -> None:
    torch.manual_seed(7)
    network = Network(size, dropout=0.0).eval()
    model = _written(network, tmp_path)
    for window in _lessons()[0].windows(24):
        scores = model.scores(window)
        with torch.no_grad():
            labels, to_cue, to_source = network(batch_of([window]))
        for ours, theirs in ((scores.labels, labels), (scores.to_cue, to_cue), (scores.to_source, to_source)):
            np.testing.assert_allclose(ours, torch.softmax(theirs[0], dim=-1).numpy(), atol=0.02)


@pytest.mark.parametrize("size", [Size(layers=2, narrowed=1), Size(layers=1, narrowed=0, recurrent=16)])
def test_padding_says_nothing(size: Size) -> None:
    network = Network(size, dropout=0.0).eval()
    short, long = next(_lessons()[0].windows(16)), next(_lessons()[1].windows(40))
    assert len(long) > len(short) + 10
    with torch.no_grad():
        alone, beside = network(batch_of([short])), network(batch_of([short, long]))
    words = len(short.heads)
    torch.testing.assert_close(beside[0][:1, :words], alone[0], atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(beside[1][:1, :words, :words], alone[1], atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(beside[2][:1, :words, : words + 1], alone[2], atol=1e-4, rtol=1e-4)
