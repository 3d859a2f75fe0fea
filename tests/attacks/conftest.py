"""The program as a user runs it, for those who attack it: the workspaces of ``tests/cli``, and ways to try it."""

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

import pytest

# Fixtures are found by their names in here.
from tests.cli.conftest import (  # noqa: F401
    _a_user_called_ana,
    run,
)

from claimtrack.cli.main import main

Run = Callable[..., CompletedProcess[str]]
Try = Callable[..., str]


@pytest.fixture
def answer(run: Run) -> Try:  # noqa: F811 - the fixture of that name
    """Give a way to try a command: the exit code and all that the program said, as one line."""

    def tried(*words: str | int | Path) -> str:
        found = run(*words)
        return f"{found.returncode}: {' '.join((found.stdout + found.stderr).split())}"

    return tried


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
