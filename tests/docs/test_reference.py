"""The command reference is what the commands say of themselves, and they say enough."""

import runpy
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from claimtrack.cli.main import main

WRITTEN = runpy.run_path(str(Path(__file__).with_name("write_reference.py")))
COMMANDS: list[Any] = list(WRITTEN["commands"]())

each_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.words)


@pytest.mark.parametrize("page", ["page", "policy_page", "patterns_page", "doubts_page", "messages_page"])
def test_the_page_is_up_to_date(page: str) -> None:
    found = WRITTEN[page.upper()].read_text(encoding="utf-8")
    assert found == WRITTEN[page](), f"refresh it with: {WRITTEN['COMMAND']}"


@each_command
def test_a_command_tells_what_it_does_and_gives_an_example(command: Any) -> None:
    assert command.description.endswith("."), "describe it in the docstring"
    assert command.example is not None, 'end the docstring with a line "Example: claimtrack ..."'
    assert shlex.split(command.example)[: len(command.words.split())] == command.words.split()


@each_command
def test_every_argument_and_option_is_explained(command: Any) -> None:
    assert [one.words for one in command.parameters if not one.help.endswith((".", "?"))] == []


@each_command
def test_the_example_uses_only_options_that_are_there(command: Any) -> None:
    known = {name for one in command.parameters for name in one.words.replace(",", " ").replace("/", " ").split()}
    assert [word for word in shlex.split(command.example) if word.startswith("-") and word not in known] == []


@each_command
def test_help_shows_what_the_page_shows(
    command: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [*command.words.split(), "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    # However a version of Typer lays it out: each of these stands there, wrapped or not.
    shown = "".join(capsys.readouterr().out.split())
    texts = [command.description, command.example, *(one.help for one in command.parameters)]
    names = [word for one in command.parameters if one.is_option for word in one.words.split() if word.startswith("-")]
    assert [text for text in [*texts, *names] if "".join(text.split()) not in shown] == []


def test_the_first_page_of_help_lists_every_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["claimtrack", "--help"])
    with pytest.raises(SystemExit):
        main()
    listed = {line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")}
    assert {command.words.split()[1] for command in COMMANDS} - listed == set()
