"""From texts listed statement by statement to models that know what evidence could decide."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors.torch import save

from claimtrack.extraction.learned.model import checkable_name, network_name, read_card, read_model
from claimtrack.training.card import add_checkable, add_network
from claimtrack.training.network import Size
from claimtrack.training.statements import ListedText
from claimtrack.training.teach_checkable import CheckableRecipe, checkable_lessons, teach_checkable
from claimtrack.training.views import see_through, teach_view


def make_checkable(listed: Sequence[ListedText], *, folder: Path, name: str, recipe: CheckableRecipe) -> str:
    """Teach it beside a model in a folder that knows statements; gives the file made.

    The network of a model that was not taught doubts gives a view of its words from then on; the rest of it stays.
    """
    if "doubts" not in read_card(name, folder):
        _teach_view(listed, folder, name, recipe)
    features, wanted = checkable_lessons(read_model(name, folder), listed)
    weights = teach_checkable(features, wanted, recipe)
    path = folder / checkable_name(name)
    path.write_bytes(save({key: value.half().contiguous() for key, value in weights.items()}))
    add_checkable(folder, name, recipe=recipe, taught_on=(len(listed), len(wanted)))
    return path.name


def _teach_view(listed: Sequence[ListedText], folder: Path, name: str, recipe: CheckableRecipe) -> None:
    """Look at every number of the words' states, and then keep the view of them that tells most."""
    network = folder / network_name(name)
    see_through(network, np.eye(Size(**read_card(name, folder)["size"]).width, dtype=np.float32))
    add_network(folder, name)
    view = teach_view(*checkable_lessons(read_model(name, folder), listed), recipe)
    see_through(network, view)
    add_network(folder, name)
