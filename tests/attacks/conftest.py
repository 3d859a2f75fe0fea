"""A workspace for whoever wants a green tick, or an open gate, for what is not so."""

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import chdir, closing
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from unittest.mock import patch

import pytest

# A user's program, as the tests of the command line have it.
from tests.cli.conftest import _a_user_called_ana as _a_user_called_ana
from tests.cli.conftest import done as done
from tests.cli.conftest import run as run

from claimtrack.cli.main import main

Run = Callable[..., CompletedProcess[str]]
Try = Callable[..., str]
Tried = Callable[..., CompletedProcess[str]]
Weighed = Callable[[int], dict[str, Any]]

ARTICLE = """\
The bridge is closed, the Russian government said.

“The school has 40 pupils,” Zoë Dvořák said.

The market opened on Monday.

The road was cut in May.

The depot was empty, the Harbour Port Authority said.

“The well is dry,” Volodymyr Petrenko said.
"""
CLAIMANTS = ("the Russian government", "Zoë Dvořák", None, None, "Harbour Port Authority", "Volodymyr Petrenko")
BRIDGE, SCHOOL, MARKET, ROAD, DEPOT, WELL = range(1, 7)
"""The claims of the article, in its order."""


def program(folder: Path, *words: str) -> None:
    """Do what a workspace that is copied for each test begins with; nothing but success will do."""
    with (
        chdir(folder),
        patch.dict(os.environ, {"CLAIMTRACK_REVIEWER": "ana"}),
        patch.object(sys, "argv", ["claimtrack", *words]),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    assert ended.value.code == 0, words


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace to copy from: one article, of whose claimants a person looked up whose they are."""
    folder = tmp_path_factory.mktemp("told")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    program(folder, "ingest", "article.txt", "--title", "The valley", "--outlet", "Harbour Courier")
    program(folder, "source", "accept", "the Russian government", "part_of", "Russia")
    for name in ("Russia", "Harbour Port Authority", "Harbour Courier"):
        program(folder, "source", "unaffiliated", name, "--reason", "its statute was read")
    return folder


@pytest.fixture
def valley(told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a copy of it."""
    folder = tmp_path / "valley"
    shutil.copytree(told, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def attach(done: Run) -> Callable[..., None]:
    """Give a way to attach a record to a claim: of whom, and with what else to say."""
    made = [0]

    def attaching(claim: int, source: str, *more: str) -> None:
        made[0] += 1
        piece = Path(f"piece-{made[0]}.txt")
        piece.write_text(f"Sheet {made[0]} of the register: entry {made[0] * 7}.", encoding="utf-8")
        stance = () if "--refutes" in more else ("--supports",)
        done("evidence", "add", claim, piece, *stance, "--source", source, "--new-source", *more)

    return attaching


@pytest.fixture
def weighed(done: Run) -> Weighed:
    """Give what the program says of the evidence of a claim."""

    def weighing(claim: int) -> dict[str, Any]:
        (found,) = json.loads(done("independence", claim, "--json").stdout)
        assert isinstance(found, dict)
        return found

    return weighing


def changed_by_hand(statement: str, values: Sequence[object] = ()) -> None:
    """Change the tables of the workspace that one is in, past the program."""
    with closing(sqlite3.connect(".claimtrack/claimtrack.db")) as connection:
        assert connection.execute(statement, values).rowcount > 0
        connection.commit()


@pytest.fixture
def answer(run: Run) -> Try:
    """Give a way to try a command: the exit code and all that the program said, as one line."""

    def tried(*words: str | int | Path) -> str:
        found = run(*words)
        return f"{found.returncode}: {' '.join((found.stdout + found.stderr).split())}"

    return tried


@pytest.fixture(scope="session")
def ingested_as(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Give a way to put an article on record in a new workspace, of which tests have copies."""

    def ingest(article: str, *options: str) -> Path:
        folder = tmp_path_factory.mktemp("attacked")
        (folder / "article.txt").write_text(article, encoding="utf-8")
        program(folder, "ingest", "article.txt", "--title", "The valley", "--outlet", "Harbour Courier", *options)
        return folder

    return ingest


@pytest.fixture
def at_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Give a way to go to a copy of a workspace."""

    def go(folder: Path) -> None:
        shutil.copytree(folder, tmp_path / "desk")
        monkeypatch.chdir(tmp_path / "desk")

    return go


@pytest.fixture(scope="module")
def reasons() -> dict[tuple[int, str], str]:
    """Give what the program said of each piece, once it was asked."""
    return {}
