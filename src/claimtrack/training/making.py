"""From labelled articles to the models that ship: teachers, then each model that learns from them."""

import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import torch

from claimtrack.extraction.learned.model import EMBEDDINGS, VOCABULARY, card_name, network_name, read_model
from claimtrack.extraction.learned.windows import load_vocabulary
from claimtrack.training.batches import Taught, epoch
from claimtrack.training.calibrating import calibrated
from claimtrack.training.card import Run, write_card
from claimtrack.training.corpus import LabelledArticle, lesson, read_articles
from claimtrack.training.export import export, rounded, save_embeddings
from claimtrack.training.network import SIZES, Network, Size
from claimtrack.training.shrinking import shrunk
from claimtrack.training.teach import Recipe, Teachers, start, teach

_WEIGHED = 24
"""Batches by which it is seen which cells of the teacher matter."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from and what is calibrated on, as articles and as lessons."""

    articles: list[LabelledArticle]
    held_out: list[LabelledArticle]
    lessons: list[Taught]
    held_out_lessons: list[Taught]

    @classmethod
    def read(cls, train: Path, development: Path, vocabulary: Path) -> "Material":
        """Read two files of labelled articles."""
        pieces = load_vocabulary(vocabulary)
        both = read_articles(train), read_articles(development)
        lessons = ([Taught.of(lesson(one), pieces) for one in articles] for articles in both)
        return cls(*both, *lessons)


def make(
    train: Path, development: Path, *, out: Path, encoder: Path, seed: int, epochs: int, teachers: int = 1
) -> list[str]:
    """Teach the teachers and every model of ``SIZES``; gives the names of the files made in ``out``.

    Each teacher's seed is one more than the one's before. ``out`` keeps a folder for each run, with its log and
    checkpoints: what was stopped goes on from there.
    """
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(encoder / VOCABULARY, out / VOCABULARY)
    material = Material.read(train, development, out / VOCABULARY)
    runs: list[Run] = []
    taught: list[Network] = []
    for number in range(teachers):
        recipe, folder = (
            Recipe(seed=seed + number, epochs=epochs),
            out / (f"teacher-{number + 1}" if number else "teacher"),
        )
        network = start(encoder, recipe)
        taught.append(teach(network, material.lessons, material.held_out_lessons, folder=folder, recipe=recipe))
        runs.append((recipe, folder))
    # The models share the first one's embeddings.
    save_embeddings(taught[0], out / EMBEDDINGS)
    taught[0] = rounded(taught[0], out / EMBEDDINGS)
    asked = Teachers(tuple(taught), out / "teacher")
    made = [EMBEDDINGS, VOCABULARY]
    for name, size in SIZES.items():
        make_model(name, size, material, asked, taught_by=runs, out=out)
        made += [network_name(name), card_name(name)]
    return made


def make_model(
    name: str, size: Size, material: Material, teachers: Teachers, *, taught_by: Sequence[Run], out: Path
) -> None:
    """Teach one model what its teachers know, and write its network and its card."""
    recipe = Recipe.for_pupil(size, seed=taught_by[0][0].seed)
    torch.manual_seed(recipe.seed)
    batches = islice(epoch(material.lessons, random.Random(recipe.seed)), _WEIGHED)  # noqa: S311 - a seeded draw
    network: Network = teach(
        shrunk(teachers.networks[0], size, batches, dropout=recipe.dropout),
        material.lessons,
        material.held_out_lessons,
        folder=out / name,
        recipe=recipe,
        teachers=teachers,
    )
    export(network.cpu(), out / network_name(name))

    def write(calibration: tuple[float, ...]) -> None:
        runs = [*taught_by, (recipe, out / name)]
        write_card(out, name, size=size, runs=runs, calibration=calibration, articles=material.articles)

    write(())
    write(calibrated(read_model(name, out), material.held_out))
