"""From labelled articles to the models that ship: a teacher, then each model that learns from it."""

import random
import shutil
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
from claimtrack.training.teach import Recipe, Teacher, start, teach

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


def make(train: Path, development: Path, *, out: Path, encoder: Path, seed: int, epochs: int) -> list[str]:
    """Teach a teacher and every model of ``SIZES``; gives the names of the files made in ``out``.

    ``out`` keeps a folder for each run, with its log and checkpoints: what was stopped goes on from there.
    """
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(encoder / VOCABULARY, out / VOCABULARY)
    material = Material.read(train, development, out / VOCABULARY)
    recipe = Recipe(seed=seed, epochs=epochs)
    taught = teach(
        start(encoder, recipe), material.lessons, material.held_out_lessons, folder=out / "teacher", recipe=recipe
    )
    save_embeddings(taught, out / EMBEDDINGS)
    teacher = Teacher(rounded(taught, out / EMBEDDINGS), out / "teacher")
    made = [EMBEDDINGS, VOCABULARY]
    for name, size in SIZES.items():
        make_model(name, size, material, teacher, taught_by=(recipe, teacher.folder), out=out)
        made += [network_name(name), card_name(name)]
    return made


def make_model(name: str, size: Size, material: Material, teacher: Teacher, *, taught_by: Run, out: Path) -> None:
    """Teach one model what its teacher knows, and write its network and its card."""
    recipe = Recipe.for_pupil(size, seed=taught_by[0].seed)
    torch.manual_seed(recipe.seed)
    batches = islice(epoch(material.lessons, random.Random(recipe.seed)), _WEIGHED)  # noqa: S311 - a seeded draw
    network: Network = teach(
        shrunk(teacher.network, size, batches, dropout=recipe.dropout),
        material.lessons,
        material.held_out_lessons,
        folder=out / name,
        recipe=recipe,
        teacher=teacher,
    )
    export(network.cpu(), out / network_name(name))

    def write(calibration: tuple[float, ...]) -> None:
        runs = taught_by, (recipe, out / name)
        write_card(out, name, size=size, runs=runs, calibration=calibration, articles=material.articles)

    write(())
    write(calibrated(read_model(name, out), material.held_out))
