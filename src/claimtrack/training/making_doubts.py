"""From texts whose doubts were labelled to models that know what an article doubts."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimtrack.extraction.learned.model import (
    EMBEDDINGS,
    VOCABULARY,
    card_name,
    doubts_name,
    network_name,
    read_model,
)
from claimtrack.extraction.learned.windows import load_vocabulary
from claimtrack.training.calibrating import calibrated
from claimtrack.training.calibrating_doubts import doubt_calibration, look_calibration
from claimtrack.training.calibrating_statements import statement_calibration
from claimtrack.training.card import add_calibration, add_doubts, add_second_look
from claimtrack.training.corpus import LabelledArticle
from claimtrack.training.doubt_lessons import doubt_lesson
from claimtrack.training.doubted import DoubtedText
from claimtrack.training.export import export
from claimtrack.training.shipped import read_network
from claimtrack.training.statements import ListedText, marked_lesson, statement_lesson
from claimtrack.training.teach_doubts import DoubtRecipe, teach_doubts
from claimtrack.training.teach_statements import StatementRecipe

RECIPES = {
    "default": DoubtRecipe(StatementRecipe(epochs=4, encoder_rate=2e-4, heads_rate=2.5e-4)),
    "fast": DoubtRecipe(StatementRecipe(epochs=10, encoder_rate=4e-4, heads_rate=6e-4)),
}
"""How each model that ships learns."""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What no model learned from, to fit how sure it may be: doubts, texts by statements, marked attributions."""

    doubted: Sequence[DoubtedText] = ()
    listed: Sequence[ListedText] = ()
    marked: Sequence[LabelledArticle] = ()


def make_doubts(
    doubted: Sequence[DoubtedText],
    listed: Sequence[ListedText],
    *,
    start: Path,
    out: Path,
    seed: int,
    kept: Path | None = None,
    marked: Sequence[LabelledArticle] = (),
    held_out: HeldOut | None = None,
) -> list[str]:
    """Teach each model of ``RECIPES`` that lies in ``start`` what articles doubt; gives the files made in ``out``.

    How sure they may be is fitted on what was ``held_out``.

    Statements, of the texts ``listed``, and attributions, of ``marked``, are taught beside; so is what the models in
    ``kept`` (None: those in ``start``) say of attributions.
    """
    out.mkdir(parents=True, exist_ok=True)
    made = [EMBEDDINGS, VOCABULARY]
    for file in made if start != out else ():
        shutil.copyfile(start / file, out / file)
    vocabulary = load_vocabulary(out / VOCABULARY)
    lessons = [doubt_lesson(one, vocabulary) for one in doubted]
    held = {one.name for one in listed}
    statements = [statement_lesson(one, vocabulary) for one in listed]
    rehearsed = [marked_lesson(one, vocabulary) for one in marked if one.name not in held]
    for name, given in RECIPES.items():
        recipe = replace(given, beside=replace(given.beside, seed=seed))
        if start != out:
            shutil.copyfile(start / card_name(name), out / card_name(name))
        folder = out / f"{name}-doubts"
        network, scorers = teach_doubts(
            read_network(name, start, dropout=recipe.beside.dropout),
            lessons,
            folder=folder,
            recipe=recipe,
            before=read_network(name, kept) if kept is not None else None,
            listed=statements,
            marked=rehearsed,
        )
        export(network, out / network_name(name))
        scorers.save(out / doubts_name(name))
        add_doubts(out, name, run=(recipe, folder), doubted=doubted)
        if held_out is not None:
            fit(out, name, held_out)
        made += [network_name(name), doubts_name(name), card_name(name)]
    return made


def fit(folder: Path, name: str, held_out: HeldOut) -> None:
    """Put into a model's card how sure it may be of what it finds, fitted on what it did not learn from."""
    model = read_model(name, folder)
    doubted, listed, marked = held_out.doubted, held_out.listed, held_out.marked
    add_calibration(
        folder,
        name,
        doubts=(doubt_calibration(model, doubted), len(doubted)) if doubted else None,
        statements=statement_calibration(model, listed) if listed else None,
        attributions=calibrated(model, marked) if marked else None,
    )
    if doubted and model.second is not None:
        add_second_look(folder, name, calibration=(look_calibration(model, doubted), len(doubted)))
