"""`model info`: the model's papers, for people and for programs."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

from claimtrack.config import Model
from claimtrack.extraction.learned.model import read_card

Run = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize("model", [one.value for one in Model])
def test_the_card_is_printed_for_people(done: Run, model: str) -> None:
    printed = done("model", "info", model).stdout
    shown = " ".join(printed.split())
    card = read_card(model)
    told = [card[name] for name in ("what", "data", "encoder", "method", "licence")] + card["known_failures"]
    told += [f"{name}, SHA-256 {digest}" for name, digest in card["files"].items()]
    told += [figures["command"] for figures in card["figures"].values()]
    told += [str(figures["spans"]["relation"]["f1"]) for figures in card["figures"].values() if "spans" in figures]
    told += [
        f"right of {figures['checkable']} in 100" for figures in card["figures"].values() if "checkable" in figures
    ]
    told += [f"log epoch 1, loss {card['log'][0]['loss']}", "mean confidence", "always saying"]
    told += [f"its log epoch 1, loss {card['teachers'][0]['log'][0]['loss']}"]
    for words in told:
        assert " ".join(words.split()) in shown
    # A command stays on its line, so that it can be copied.
    assert max(len(line) for line in printed.splitlines() if not line.startswith("  python")) <= 100


def test_the_card_is_written_as_it_is_kept(done: Run) -> None:
    assert json.loads(done("model", "info", "--json").stdout) == read_card("default")
    assert json.loads(done("model", "info", "fast", "--json").stdout) == read_card("fast")
