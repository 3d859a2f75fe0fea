"""`model info`: the model's papers, for people and for programs."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

from claimtrack.extraction.learned.model import read_card

Run = Callable[..., CompletedProcess[str]]


def test_the_card_is_printed_for_people(done: Run) -> None:
    shown = done("model", "info").stdout
    card = read_card()
    for name in ("what", "data", "encoder", "method", "licence"):
        assert f"{name}: {card[name]}" in shown
    for failure in card["known_failures"]:
        assert f"known failure: {failure}" in shown
    for name, digest in card["files"].items():
        assert f"file: {name}, SHA-256 {digest}" in shown
    assert len(card["log"]) == card["recipe"]["epochs"]
    assert f"log: epoch 1, loss {card['log'][0]['loss']}" in shown
    for figures in card["figures"].values():
        assert figures["command"] in shown
        assert str(figures["spans"]["relation"]["f1"]) in shown
    assert "mean confidence" in shown
    assert "always saying" in shown


def test_the_card_is_written_as_it_is_kept(done: Run) -> None:
    assert json.loads(done("model", "info", "--json").stdout) == read_card()
