"""The models that ship with the program."""

from typing import Any

from claimtrack.config import Model
from claimtrack.extraction.learned.model import read_card


def card(model: Model) -> dict[str, Any]:
    """Return a model's card: its data, recipe, figures and known failures; raises ModelUnusable."""
    return read_card(model.value)
