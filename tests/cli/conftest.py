"""The program as a user runs it, in this process: words in, exit code and both streams out."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from unittest.mock import patch

import pytest
from typer.main import get_command

from claimtrack.cli.app import SECTIONS, application
from claimtrack.cli.main import main
from claimtrack.cli.messages import INDENT

Run = Callable[..., CompletedProcess[str]]

ARTICLE = """\
“The bridge is closed,” Ana Ruiz said.

“The school has 40 pupils,” Ben Ode said.

“The market opened on Monday,” Carla Mendes said.

“The road was cut in May,” Dora Lind said.
"""
REGISTER = "Register of roads.\n\nThe bridge is closed since 4 May.\nThe market opened on Monday.\n"
LETTER = "To whom it may concern.\n\nThe bridge is open to all traffic.\n"


@pytest.fixture(autouse=True)
def _a_user_called_ana(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_REVIEWER", "ana")
    monkeypatch.setenv("COLUMNS", "100")


def declared(word: str | None = None) -> Any:
    """Give the program as ``application`` makes it, once for each command: that takes as long as running one.

    What is declared knows nothing of what was run; test_app.py makes it anew.
    """
    return _declared(word if any(word in names for names in SECTIONS.values()) else None)


@cache
def _declared(command: str | None) -> Any:
    return get_command(application(command))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the program: ``run("list", "--json")`` gives its exit code and what it wrote to both streams."""
    monkeypatch.setattr("claimtrack.cli.main.application", declared)

    def program(*words: str | int | Path) -> CompletedProcess[str]:
        arguments = [str(word) for word in words]
        monkeypatch.setattr(sys, "argv", ["claimtrack", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return CompletedProcess(arguments, ended.value.code, out, _as_sentences(err))

    return program


def _as_sentences(told: str) -> str:
    """Join the lines of messages, whose layout has tests of its own (test_messages.py), to the sentences they are."""
    return told.replace("\n" + INDENT, " ")


@pytest.fixture
def done(run: Run) -> Run:
    """Give the program where nothing but success will do."""

    def program(*words: str | int | Path) -> CompletedProcess[str]:
        found = run(*words)
        assert found.returncode == 0, found.stderr
        return found

    return program


@pytest.fixture
def number(done: Run) -> Callable[[str], int]:
    """Give a way to find the claim with these words."""

    def find(words: str) -> int:
        (claim,) = json.loads(done("list", "--search", words, "--json").stdout)
        assert isinstance(claim["claim"], int)
        return claim["claim"]

    return find


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with one article on record, to copy from."""
    folder = tmp_path_factory.mktemp("ingested")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "register.txt").write_text(REGISTER, encoding="utf-8")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    words = ["claimtrack", "ingest", "article.txt", "--title", "The valley", "--outlet", "Harbour Courier"]
    with (
        chdir(folder),
        patch.dict(os.environ, {"CLAIMTRACK_REVIEWER": "ana"}),
        patch.object(sys, "argv", words),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    assert ended.value.code == 0
    return folder


@pytest.fixture
def desk(ingested: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a workspace with one article on record and two files beside it that bear on its claims."""
    folder = tmp_path / "desk"
    shutil.copytree(ingested, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with nothing in it."""
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def unchanged(desk: Path, done: Run) -> Iterator[Path]:
    """Go to a workspace that has to be the same after the test: every row and every kept file."""
    before = _rows(desk)
    yield desk
    assert _rows(desk) == before
    halves = [file for file in (desk / ".claimtrack" / "locker").rglob("*") if file.name.startswith(".")]
    assert halves == []
    assert "all intact" in done("verify").stderr


def _rows(desk: Path) -> list[str]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(desk / ".claimtrack" / "claimtrack.db")) as connection:
        return list(connection.iterdump())
