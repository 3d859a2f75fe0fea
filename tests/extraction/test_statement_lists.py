"""The listed texts are what their page says: whole, exact, and read twice where it says so."""

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).with_name("statements")


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


FIRST = {one["id"]: one for name in ("first-a", "first-b", "held-out", "fresh", "last-look") for one in _lines(name)}
SECOND = [*_lines("second-a"), *_lines("second-b")]


@pytest.mark.parametrize(
    ("name", "texts", "statements"),
    [
        ("first-a", 27, 698),
        ("first-b", 32, 798),
        ("held-out", 21, 495),
        ("fresh", 10, 218),
        ("last-look", 5, 114),
        ("web-a", 150, 3893),
        ("web-b", 80, 1936),
        ("polnear", 435, 11806),
        ("polnear-more", 200, 9663),
        ("polnear-second", 18, 556),
    ],
)
def test_there_are_as_many_as_the_page_says(name: str, texts: int, statements: int) -> None:
    held = _lines(name)
    assert (len(held), sum(len(one["statements"]) for one in held)) == (texts, statements)


def test_two_readings_have_as_many_as_the_page_says() -> None:
    assert (len(SECOND), sum(len(one["statements"]) for one in SECOND)) == (32, 796)


def test_what_no_model_learns_from_shares_no_world_with_the_rest() -> None:
    worlds = [{1, 36}, {6, 23, 26, 31}, {15, 16}, {22, 37}]
    held = {int(one["id"][1:3]) for one in _lines("held-out") if one["id"].startswith("a")}
    assert all(world <= held for world in worlds)
    assert not held & {2, 9, 34, 39, 3, 8, 13, 28, 32, 4, 7, 27, 33, 38, 5, 10, 14, 29, 35, 40, 17, 18, 20, 30}


@pytest.mark.parametrize("name", ["web-a", "web-b"])
def test_offsets_stand_in_their_text(name: str) -> None:
    for one in _lines(name):
        spans = [span for statement in one["statements"] for span in statement["spans"]]
        assert all(0 <= start < end <= len(one["text"]) for start, end in spans), one["id"]
        assert all(one["text"][start:end].strip() for start, end in spans), one["id"]


def test_the_text_of_real_articles_is_not_here() -> None:
    for one in (*_lines("polnear"), *_lines("polnear-more"), *_lines("polnear-second")):
        assert "text" not in one
        assert all(set(statement) <= _OF_REAL for statement in one["statements"])


_OF_REAL = {"spans", "speaker_at", "named", "said", "checkable", "mention", "doubts"}


@pytest.mark.parametrize("listed", [*FIRST.values(), *SECOND], ids=lambda listed: listed["id"])
def test_every_piece_stands_in_its_text(listed: dict[str, Any]) -> None:
    text = FIRST[listed["id"]]["text"]
    pieces = [piece for one in listed["statements"] for piece in (one["text"], *one.get("more", []))]
    assert [piece for piece in [*pieces, *listed["furniture"]] if piece not in text] == []
