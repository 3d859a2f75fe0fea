"""From texts listed statement by statement to models that know what evidence could decide."""

from collections.abc import Sequence
from pathlib import Path

from safetensors.torch import save

from claimtrack.extraction.learned.model import checkable_name, read_model
from claimtrack.training.card import add_checkable
from claimtrack.training.statements import ListedText
from claimtrack.training.teach_checkable import CheckableRecipe, checkable_lessons, teach_checkable


def make_checkable(listed: Sequence[ListedText], *, folder: Path, name: str, recipe: CheckableRecipe) -> str:
    """Teach it beside a model in a folder that knows statements; gives the file made."""
    features, wanted = checkable_lessons(read_model(name, folder), listed)
    weights = teach_checkable(features, wanted, recipe)
    path = folder / checkable_name(name)
    path.write_bytes(save({key: value.half().contiguous() for key, value in weights.items()}))
    add_checkable(folder, name, recipe=recipe, taught_on=(len(listed), len(wanted)))
    return path.name
