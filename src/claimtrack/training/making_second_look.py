"""From texts whose doubts were labelled to the network that looks at a doubt a second time, and how sure it may be."""

from collections.abc import Sequence
from pathlib import Path

from claimtrack.extraction.learned.model import read_model, second_name
from claimtrack.training.calibrating_doubts import look_calibration
from claimtrack.training.card import add_second_look
from claimtrack.training.doubted import DoubtedText
from claimtrack.training.second_look_lessons import look_lessons
from claimtrack.training.shipped import read_network
from claimtrack.training.teach_second_look import LookRecipe, export_second_look, teach_second_look


def make_second_look(
    doubted: Sequence[DoubtedText],
    *,
    folder: Path,
    name: str,
    start: Path,
    recipe: LookRecipe,
    held_out: Sequence[DoubtedText] = (),
) -> str:
    """Teach it beside a model in a folder that knows doubts; gives the file made.

    It begins as the model of that name in ``start``, which knows statements and no doubts. How sure it may be is fitted
    on what was ``held_out``.
    """
    lessons = look_lessons(read_model(name, folder), doubted, seed=recipe.beside.seed)
    logged = folder / f"{name}-second"
    network = teach_second_look(read_network(name, start), lessons, folder=logged, recipe=recipe)
    path = folder / second_name(name)
    export_second_look(network, path)
    add_second_look(folder, name, run=(recipe, logged), taught_on=(len(doubted), len(lessons)))
    if held_out:
        curve = look_calibration(read_model(name, folder), held_out)
        add_second_look(folder, name, calibration=(curve, len(held_out)))
    return path.name
