"""A body that the program's own list has in the claimant's house tries to be a stranger, on a desk that never took it.

Each of these counted as independent, once somebody said of it that it belonged to nobody.
"""

import csv
import json
import shutil
from pathlib import Path

import pytest
from tests.attacks.conftest import Run, program
from tests.attacks.test_own_house import sheet

ARTICLE = """\
The bridge is closed, the Russian government said.

The well is dry, the U.N. human rights office said.

The road was cut, the Syrian military said.

The market opened on Monday.
"""
OF_RUSSIA, OF_THE_UN, OF_SYRIA, OF_CBS = range(1, 5)
ASKED = {
    OF_RUSSIA: [
        "Roscosmos",
        "Gazprom",
        "Gazprom Export",
        "Rostec",
        "rt.com",
        "tass.ru",
        "Zvezda TV",
        "Channel One Russia",
        "Federation Council",
        "Пресс-служба Кремля",
        "Vladimir Putin",
        "President Vladimir Putin",
    ],
    OF_THE_UN: [
        "OHCHR",
        "UNICEF",
        "WHO",
        "WHO Syria",
        "unhcr.org",
        "@UNHumanRights",
        "ООН",
        "ВОЗ",
        "الأمم المتحدة",
        "Organisation des Nations Unies",
        "United Nations Commission of Inquiry on Syria",
        "World Food Programme",
        "Office of the High Commissioner for Human Rights",
    ],
    OF_SYRIA: ["Bashar al-Assad", "SANA"],
    OF_CBS: ["Paramount Global", "Columbia Broadcasting System", "CBSN"],
}
NAMES = [(claim, name) for claim, names in ASKED.items() for name in names]
FREE = [
    (OF_RUSSIA, "Harbour Museum"),
    (OF_RUSSIA, "UNICEF"),
    (OF_THE_UN, "Who Needs Water"),
    (OF_THE_UN, "Petra Lund"),
    (OF_CBS, "Associated Press"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace in which each gave a piece of evidence, and somebody said of each that it belongs to nobody."""
    folder = tmp_path_factory.mktemp("listed")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    program(folder, "ingest", "article.txt", "--title", "The valley", "--outlet", "CBS News")
    program(folder, "source", "accept", "the Russian government", "part_of", "Russia")
    program(folder, "source", "accept", "the Syrian military", "part_of", "Syria")
    for name in ("Russia", "Syria", "CBS News", "the U.N. human rights office"):
        program(folder, "source", "unaffiliated", name, "--reason", "its statute was read")
    for claim in ASKED:
        # Those of no house have a claim each for themselves, for two bodies of the UN tie one another.
        names = ASKED[claim] + [name for number, name in FREE if number == claim]
        sheet(folder / "pieces.csv", [*enumerate(names, claim * 100)], claim=claim)
        program(folder, "evidence", "add", "--sheet", "pieces.csv")
    return folder


@pytest.fixture
def asked(
    desk: Path, reasons: dict[tuple[int, str], str], run: Run, done: Run, monkeypatch: pytest.MonkeyPatch
) -> dict[tuple[int, str], str]:
    """Give what the program says of the piece of each name, by claim and name; asked once for all."""
    monkeypatch.chdir(desk)
    if not reasons:
        for _, name in (*NAMES, *FREE):
            run("source", "unaffiliated", name, "--reason", "asked their press office")
        for claim in ASKED:
            (found,) = json.loads(done("independence", claim, "--json").stdout)
            names = ASKED[claim] + [name for number, name in FREE if number == claim]
            reasons.update(
                zip([(claim, name) for name in names], (one["reason"] for one in found["supporting"]), strict=True)
            )
    return reasons


@pytest.mark.parametrize(("claim", "name"), NAMES)
def test_whom_the_list_has_in_the_claimants_house(claim: int, name: str, asked: dict[tuple[int, str], str]) -> None:
    said = asked[claim, name]
    assert said.startswith("does not count: ")
    assert any(
        words in said for words in ("may belong to one house", "under another name", "comes from the", "belongs to")
    ), said


@pytest.mark.parametrize(("claim", "name"), FREE)
def test_others_are_not_tied_to_it(claim: int, name: str, asked: dict[tuple[int, str], str]) -> None:
    assert "may belong to one house" not in asked[claim, name]


@pytest.mark.usefixtures("asked")
def test_it_is_said_on_what_it_rests_and_a_person_may_say_otherwise(
    done: Run, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = list(csv.DictReader(done("source", "proposals", "--all", "--csv").stdout.splitlines()))
    (told,) = (row for row in rows if row["name"] == "Gazprom")
    assert told["because"] == "the list that comes with the program says so"
    assert run("source", "unaffiliated", "Gazprom", "--reason", "asked them").returncode == 5
    shutil.copytree(Path(), tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    done("source", "reject", "Gazprom", "part_of", "Russia", "--reason", "another Gazprom, a bakery")
    done("source", "unaffiliated", "Gazprom", "--reason", "a bakery of its owner's")
    (found,) = json.loads(done("independence", OF_RUSSIA, "--json").stdout)
    assert "counts: Gazprom, a record" in [one["reason"] for one in found["supporting"]]


def test_nobody_is_tied_who_stands_alone(tmp_path: Path, done: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text("The well is dry, Ana Ruiz said.\n", encoding="utf-8")
    Path("piece.txt").write_text("Sheet 1 of the register.", encoding="utf-8")
    done("ingest", "article.txt", "--outlet", "Harbour Courier")
    done("evidence", "add", 1, "piece.txt", "--supports", "--source", "Gazprom", "--new-source")
    assert done("source", "proposals", "--csv").stdout == ""
