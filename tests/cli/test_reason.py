"""One flag for one thing: why is always said with --reason, and what it was called before goes on working unseen."""

from collections.abc import Callable, Iterator
from subprocess import CompletedProcess
from typing import Any

import pytest
from typer.main import get_command

from claimtrack.cli.app import application

Run = Callable[..., CompletedProcess[str]]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("flag", ["--reason=asked its clerks", "-r", "--because", "--because=asked its clerks"])
def test_why_is_said_with_one_flag(done: Run, flag: str) -> None:
    words = [flag] if "=" in flag else [flag, "asked its clerks"]
    done("source", "unaffiliated", "Ana Ruiz", *words)
    assert "none known: asked its clerks" in done("source", "show", "Ana Ruiz").stdout


def test_no_command_shows_another_flag_for_it() -> None:
    named = {name for command in commands(get_command(application())) for one in command.params for name in one.opts}
    assert "--reason" in named
    assert not {"--because", "--why", "--words", "--note-reason"} & named


def commands(group: Any) -> Iterator[Any]:
    yield group
    for command in getattr(group, "commands", {}).values():
        yield from commands(command)
