"""From texts listed statement by statement to models that know what a statement is."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from claimtrack.extraction.learned.model import EMBEDDINGS, VOCABULARY, card_name, network_name, read_model
from claimtrack.extraction.learned.windows import load_vocabulary
from claimtrack.training.calibrating import calibrated
from claimtrack.training.calibrating_statements import statement_calibration
from claimtrack.training.card import add_statements
from claimtrack.training.corpus import LabelledArticle
from claimtrack.training.export import export
from claimtrack.training.shipped import read_network
from claimtrack.training.statements import ListedText, marked_lesson, statement_lesson
from claimtrack.training.teach_statements import StatementRecipe, teach_statements

RECIPES = {
    "default": StatementRecipe(epochs=4, encoder_rate=1.2e-4, heads_rate=2.5e-4),
    "fast": StatementRecipe(epochs=9, encoder_rate=3e-4, heads_rate=6e-4),
}
"""How each model that ships learns: the smaller, the faster."""


def make_statements(
    listed: Sequence[ListedText],
    held_out: Sequence[ListedText],
    development: Sequence[LabelledArticle],
    *,
    start: Path,
    out: Path,
    seed: int,
    kept: Path | None = None,
    marked: Sequence[LabelledArticle] = (),
) -> list[str]:
    """Teach each model of ``RECIPES`` that lies in ``start`` what a statement is; gives the files made in ``out``.

    ``held_out`` are the texts, ``development`` the articles on which the models' confidence is fitted. What the models
    in ``kept`` (None: those in ``start``) say of attributions is taught beside, on what is listed and on ``marked``.
    """
    out.mkdir(parents=True, exist_ok=True)
    for file in (EMBEDDINGS, VOCABULARY):
        if start != out:
            shutil.copyfile(start / file, out / file)
    vocabulary = load_vocabulary(out / VOCABULARY)
    lessons = [statement_lesson(one, vocabulary) for one in listed]
    held = {one.name for one in listed}
    rehearsed = [marked_lesson(one, vocabulary) for one in marked if one.name not in held]
    made = [EMBEDDINGS, VOCABULARY]
    for name, given in RECIPES.items():
        recipe = replace(given, seed=seed)
        network = read_network(name, start, dropout=recipe.dropout)
        if start != out:
            shutil.copyfile(start / card_name(name), out / card_name(name))
        folder = out / f"{name}-statements"
        taught = teach_statements(
            network,
            lessons,
            folder=folder,
            recipe=recipe,
            before=read_network(name, kept) if kept is not None else None,
            marked=rehearsed,
        )
        export(taught.cpu(), out / network_name(name))
        add_statements(out, name, run=(recipe, folder), listed=listed, calibration={})
        model = read_model(name, out)
        add_statements(
            out,
            name,
            run=(recipe, folder),
            listed=listed,
            calibration=statement_calibration(model, held_out),
            attributions=calibrated(model, development) if development else None,
        )
        made += [network_name(name), card_name(name)]
    return made
