"""The table of moves in the explanation is the table that the rules decide by."""

from pathlib import Path

from claimtrack.rules.states import MOVES
from claimtrack.vocabulary import Status

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "states.md"


def test_the_page_tells_every_move_as_the_rules_have_it() -> None:
    assert _told() == {
        (start, to): frozenset(demand.value for demand in MOVES[start, to]) if (start, to) in MOVES else None
        for start in Status
        for to in Status
        if start is not to
    }


def _told() -> dict[tuple[Status, Status], frozenset[str] | None]:
    """Read the table: for each pair of statuses the demands as words, None where the page says "no"."""
    lines = PAGE.read_text(encoding="utf-8").partition("<!-- moves:")[2].splitlines()
    header, _, *rows = [_cells(line) for line in lines if line.startswith("| ")][: len(Status) + 2]
    told: dict[tuple[Status, Status], frozenset[str] | None] = {}
    for name, *cells in rows:
        for to, cell in zip(header[1:], cells, strict=True):
            if cell != "·":
                told[_status(name), _status(to)] = _demands(cell)
    return told


def _cells(line: str) -> list[str]:
    return [cell.strip(" *") for cell in line.strip("|").split("|")]


def _status(words: str) -> Status:
    return Status(words.replace(" ", "_"))


def _demands(cell: str) -> frozenset[str] | None:
    if cell == "no":
        return None
    return frozenset() if cell == "nothing" else frozenset(cell.split(", "))
