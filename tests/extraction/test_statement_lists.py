"""The listed texts are what their page says: whole, exact, and read twice where it says so."""

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).with_name("statements")


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


FIRST = {one["id"]: one for one in (*_lines("first-a"), *_lines("first-b"))}
SECOND = [*_lines("second-a"), *_lines("second-b")]


def test_there_are_as_many_as_the_page_says() -> None:
    assert (len(FIRST), sum(len(one["statements"]) for one in FIRST.values())) == (80, 1005 + 986)
    assert (len(SECOND), sum(len(one["statements"]) for one in SECOND)) == (32, 796)


@pytest.mark.parametrize("listed", [*FIRST.values(), *SECOND], ids=lambda listed: listed["id"])
def test_every_piece_stands_in_its_text(listed: dict[str, Any]) -> None:
    text = FIRST[listed["id"]]["text"]
    pieces = [piece for one in listed["statements"] for piece in (one["text"], *one.get("more", []))]
    assert [piece for piece in [*pieces, *listed["furniture"]] if piece not in text] == []
