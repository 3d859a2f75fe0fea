"""The command line given what nobody should type: 2,000 commands with odd values, and never a traceback.

The words are drawn from a seed, so that a run can be had again. Commands of one part act on one workspace, one after
the other; at its end the workspace verifies.
"""

import io
import os
import random
import sys
import traceback
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, get_args

import pytest
import typer

from claimtrack.cli.app import application
from claimtrack.cli.main import main

Run = Callable[..., CompletedProcess[str]]

PARTS = 10
EACH = 200
_LEFT_OUT = {("demo",), ("review",), ("restore",), ("serve",)}
"""What takes seconds, is played through a terminal, makes a workspace elsewhere each time, or goes on until stopped."""
_NEVER = {"jobs", "model", "install_completion", "show_completion", "workspace"}
_NUMBERS = (
    "0",
    "-1",
    "1",
    "2",
    "3",
    "4",
    "2147483648",
    "9223372036854775808",
    "-9223372036854775809",
    "9" * 40,
    "½",
    "٣",
)
_ODD = (
    *_NUMBERS,
    "",
    " ",
    "\t\n",
    "caf\udce9",
    "\x01\x02\x1b[31m\x7f",
    "\u202eabc\u200f\u2066",
    "\ud800",
    "x" * 50_000,
    "x" * 300,
    "a/" * 200,
    "nosuch.txt",
    "folder",
    "dangling",
    "loop",
    "pipe",
    "bytes.bin",
    "file/below",
    "1-3",
    "3-1",
    "1,2",
    "1-999999999",
    "1e9",
    "NaN",
    "inf",
    "%s%n",
    "{0}",
    "=1+1",
    "--",
    "-",
    "'; DROP TABLE claim; --",
    "0001-01-01",
    "9999-12-31",
    "2026-13-40",
    "1900-01-01T00:00:00+23:59",
    "event 1",
    "http://xn--/",
    "http://[::1",
    "http://127.0.0.1:1/",
    "file:///etc/passwd",
    "ftp://a",
    "~nobody-there/x",
    "~",
    "origins=2",
    "origins=-1",
    "=",
    "nosuch=1",
)
_PLAIN = ("1", "2", "4", "Ana Ruiz", "Ben Ode", "ana", "roads", "article.txt", "register.txt", "letter.txt", "because")


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_is_typed_there_is_no_traceback(
    desk: Path, done: Run, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("evidence", "add", 1, "register.txt", "--supports", "--source", "Roads Office", "--new-source")
    done("tag", 1, "roads")
    _litter(desk)
    monkeypatch.setattr(typer, "launch", lambda *_, **__: 0)
    program = typer.main.get_command(application())
    # Declaring all commands anew takes as long as running one of them.
    monkeypatch.setattr("claimtrack.cli.main.application", lambda _: program)
    commands = list(_leaves(program))
    assert len(commands) > 60
    dice = random.Random(part)  # noqa: S311 - variety that is the same each time, no secret
    for _ in range(EACH):
        words = _typed(dice, *dice.choice(commands))
        found = _run(words, monkeypatch)
        assert found is None, f"claimtrack {' '.join(repr(word[:120]) for word in words)}\n{found}"
    assert done("verify").returncode == 0


def _litter(desk: Path) -> None:
    """Leave in the folder what a careless name may meet there."""
    (desk / "folder").mkdir()
    (desk / "file").write_bytes(b"")
    (desk / "bytes.bin").write_bytes(bytes(range(256)))
    (desk / "dangling").symlink_to("nowhere")
    (desk / "loop").symlink_to("loop")
    if hasattr(os, "mkfifo"):
        os.mkfifo(desk / "pipe")


def _leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    if hasattr(command, "commands"):
        for name, below in sorted(command.commands.items()):
            yield from _leaves(below, (*path, name))
    elif path not in _LEFT_OUT:
        yield path, [one for one in command.params if one.name not in _NEVER]


def _typed(dice: random.Random, path: tuple[str, ...], parameters: list[Any]) -> list[str]:
    words = list(path)
    for one in parameters:
        if one.param_type_name == "argument":
            if dice.random() < 0.9:
                words += [_value(dice, one) for _ in range(dice.choice((1, 1, 1, 2, 5)) if one.nargs != 1 else 1)]
        elif one.required or dice.random() < 0.25:
            words.append(dice.choice((*one.opts, *one.secondary_opts)))
            words += [] if one.is_flag else [_value(dice, one)]
    if dice.random() < 0.05:
        words.append(dice.choice(_ODD))
    return words


def _value(dice: random.Random, parameter: Any) -> str:
    annotation = parameter.type_descriptor.annotation
    kinds = [one for one in (annotation, *get_args(annotation)) if isinstance(one, type)]
    words = [one.value for kind in kinds if issubclass(kind, Enum) for one in kind]
    if words and dice.random() < 0.7:
        return str(dice.choice(words))
    if int in kinds and dice.random() < 0.7:
        return dice.choice(_NUMBERS)
    if parameter.name == "output" and dice.random() < 0.5:
        return f"new-{dice.random()}.txt"
    return dice.choice(_PLAIN) if dice.random() < 0.5 else dice.choice(_ODD)


def _run(words: list[str], monkeypatch: pytest.MonkeyPatch) -> str | None:
    """Run the program with these words; gives what it did wrong, or None."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace") for _ in range(2))
    with monkeypatch.context() as patch:
        patch.setattr(sys, "argv", ["claimtrack", *words])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The pier is open.\n"), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        except Exception:
            return traceback.format_exc()
        else:
            code = 0
        err.flush()
        assert isinstance(err.buffer, io.BytesIO)
        said = err.buffer.getvalue().decode("utf-8", "replace")
    if "Traceback" in said:
        return said
    return None if code in range(9) else f"it ended with {code!r}"
