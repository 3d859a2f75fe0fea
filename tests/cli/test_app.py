"""The program's frame: what a command loads, what it answers to words it does not know, completion, `--version`."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claimtrack import __version__
from claimtrack.cli.app import SECTIONS, application

Run = Callable[..., CompletedProcess[str]]

_LOADED = """
import json, sys
from claimtrack.cli.main import main
try:
    main()
except SystemExit:
    sys.stdout.flush()
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
_HEAVY = {
    "alembic", "httpx", "jinja2", "lxml", "markdown_it", "numpy", "onnxruntime", "prompt_toolkit", "py3langid", "pypdf",
    "safetensors", "sentencex", "tokenizers", "trafilatura",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("--help", {"sqlalchemy", "tabulate", "claimtrack.services", "claimtrack.db.listing"}),
        ("list", {"sqlalchemy.orm", "claimtrack.db.models", "claimtrack.cli.evidence"}),
        ("gate", {"sqlalchemy.orm", "claimtrack.db.models", "claimtrack.reports.model"}),
        ("show 1", {"claimtrack.cli.evidence", "claimtrack.services.articles.ingest", "claimtrack.reports.html"}),
    ],
)
def test_a_command_loads_only_what_it_needs(desk: Path, words: str, never: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *words.split()], cwd=desk, capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert loaded & (never | _HEAVY) == set()


def test_every_command_is_listed_where_it_is_found() -> None:
    for commands in SECTIONS.values():
        for name in commands:
            alone = application(name)
            registered = [one.name or getattr(one.callback, "__name__", "") for one in alone.registered_commands]
            assert name in [*registered, *(group.name for group in alone.registered_groups)]


def test_the_version_is_told(done: Run) -> None:
    assert done("--version").stdout == f"claimtrack {__version__}\n"


def test_without_words_the_help_is_shown(run: Run) -> None:
    told = run()
    assert told.returncode == 2
    assert "claimtrack ingest FILE" in told.stderr + told.stdout


@pytest.mark.parametrize(
    "words", [("shwo", "1"), ("evidence", "ad"), ("list", "--unverifed"), ("show",), ("evidence",)]
)
def test_words_that_mean_nothing_are_a_usage_error(run: Run, words: tuple[str, ...]) -> None:
    told = run(*words)
    assert (told.returncode, told.stdout) == (2, "")
    assert "--help` says what there is" in told.stderr


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("claimtrack sho", ["show"]),
        ("claimtrack evidence a", ["add"]),
        ("claimtrack show ", ["1", "2", "3", "4"]),
        ("claimtrack split 3", ["3"]),
        ("claimtrack source show Ana", ["Ana Ruiz"]),
        ("claimtrack list --source Car", ["Carla Mendes"]),
        ("claimtrack list --sort num", ["number"]),
        ("claimtrack list --tag Ro", ["Roads"]),
        ("claimtrack take --next --tag R", ["Roads"]),
        ("claimtrack tag 1 R", ["Roads"]),
    ],
)
def test_the_shell_completes(run: Run, monkeypatch: pytest.MonkeyPatch, typed: str, offered: list[str]) -> None:
    run("tag", 1, "Roads")
    monkeypatch.setenv("_CLAIMTRACK_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", typed)
    told = run().stdout
    assert [word for word in offered if f'"{word}"' not in told] == []


@pytest.mark.usefixtures("empty")
def test_completion_is_silent_where_there_is_no_workspace(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_CLAIMTRACK_COMPLETE", "complete_bash")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "claimtrack show ")
    monkeypatch.setenv("COMP_WORDS", "claimtrack show ")
    monkeypatch.setenv("COMP_CWORD", "2")
    told = run()
    assert told.stdout.strip() == ""
    assert told.stderr == ""
