"""`model info`: the model's papers, for people and for programs."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

from claimtrack.extraction.learned.model import read_card

Run = Callable[..., CompletedProcess[str]]


def test_the_card_is_printed_for_people(done: Run) -> None:
    printed = done("model", "info").stdout
    shown = " ".join(printed.split())
    card = read_card()
    told = [card[name] for name in ("what", "data", "encoder", "method", "licence", "note")] + card["known_failures"]
    told += [f"{name}, SHA-256 {digest}" for name, digest in card["files"].items()]
    told += [figures["command"] for figures in card["figures"].values()]
    told += [str(figures["spans"]["relation"]["f1"]) for figures in card["figures"].values()]
    told += [f"log epoch 1, loss {card['log'][0]['loss']}", "mean confidence", "always saying"]
    for words in told:
        assert " ".join(words.split()) in shown
    assert len(card["log"]) == card["recipe"]["epochs"]
    assert max(map(len, printed.splitlines())) <= 100


def test_the_card_is_written_as_it_is_kept(done: Run) -> None:
    assert json.loads(done("model", "info", "--json").stdout) == read_card()
