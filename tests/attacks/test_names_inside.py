"""A body whose name has the claimant's in it tries to be a stranger to the claimant."""

import json
from pathlib import Path

import pytest
from tests.attacks.conftest import Run, program
from tests.attacks.test_own_house import sheet
from tests.rules.test_kinship import OF_THE_PAPER, OF_THE_PLACE

ARTICLE = """\
The bridge is closed, the city of Zavod said.

The market opened on Monday.
"""
OF_THE_CITY, OF_THE_OUTLET = 1, 2
ASKED = [
    *((OF_THE_CITY, name) for name in OF_THE_PLACE if name != "City of Zavod"),
    *((OF_THE_OUTLET, name) for name in OF_THE_PAPER),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace in which each of these names gave a piece of evidence for one claim."""
    folder = tmp_path_factory.mktemp("zavod")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    program(folder, "ingest", "article.txt", "--title", "The town", "--outlet", "The Daily Zavod")
    program(folder, "correct", str(OF_THE_CITY), "--speaker", "Zavod", "--new-source", "--reason", "it says so itself")
    for name in ("Zavod", "The Daily Zavod"):
        program(folder, "source", "unaffiliated", name, "--reason", "its statute was read")
    begin = 0
    for claim in (OF_THE_CITY, OF_THE_OUTLET):
        names = [name for number, name in ASKED if number == claim]
        sheet(folder / "pieces.csv", [*enumerate(names, begin)], claim=claim)
        begin += len(names)
        program(folder, "evidence", "add", "--sheet", "pieces.csv")
    return folder


@pytest.fixture
def asked(
    place: Path, reasons: dict[tuple[int, str], str], done: Run, monkeypatch: pytest.MonkeyPatch
) -> dict[tuple[int, str], str]:
    """Give what the program says of the piece of each name, by claim and name; asked once for all."""
    monkeypatch.chdir(place)
    for claim in (OF_THE_CITY, OF_THE_OUTLET) if not reasons else ():
        (found,) = json.loads(done("independence", claim, "--json").stdout)
        names = [(number, name) for number, name in ASKED if number == claim]
        reasons.update(zip(names, (one["reason"] for one in found["supporting"]), strict=True))
    return reasons


@pytest.mark.parametrize(("claim", "name"), ASKED)
def test_the_claimants_house_by_the_words_inside_its_names(
    claim: int, name: str, asked: dict[tuple[int, str], str]
) -> None:
    said = asked[claim, name]
    assert said.startswith("does not count: ")
    assert "may belong to one house" in said or "under another name" in said or "is not named" in said
