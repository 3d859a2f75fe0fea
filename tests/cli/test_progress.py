"""A progress bar for whoever waits: over many files, and within one that takes longer than a second."""

import io
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from claimtrack.cli.output import Watched, watched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Have somebody look at standard error; no fixture, for pytest puts its own in place behind those."""
    stderr = Terminal()
    monkeypatch.setattr("sys.stderr", stderr)
    return stderr


def _seconds(step: float) -> Callable[[], float]:
    """Give a clock that goes on by so much with each look."""
    return (step * number for number in count()).__next__


def _through(bar: Callable[[list[str]], Iterator[str]], *items: str, within: Callable[[float], object]) -> list[str]:
    seen = []
    for item in bar(list(items)):
        seen.append(item)
        for share in (0.25, 0.5, 0.3, 1.0):
            within(share)
    return seen


def test_one_thing_that_takes_long_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    bar = watched("reading", _seconds(0.4))
    assert _through(bar, "a", within=bar.within) == ["a"]
    shown = terminal.getvalue()
    assert "reading" in shown
    assert [share for share in ("25%", "50%", "30%", "100%") if share in shown] == ["50%", "100%"]


def test_one_thing_that_is_soon_done_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    bar = watched("reading", _seconds(0.1))
    assert _through(bar, "a", within=bar.within) == ["a"]
    assert terminal.getvalue() == ""


def test_many_things_show_how_far_they_are_from_the_first_on(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    bar = watched("reading", _seconds(0))
    assert _through(bar, "a", "b", within=bar.within) == ["a", "b"]
    shown = terminal.getvalue()
    assert [share for share in ("0%", "12%", "25%", "50%", "75%", "100%") if share in shown] == [
        "0%", "12%", "25%", "50%", "75%", "100%",
    ]  # fmt: skip


def test_nobody_is_shown_anything_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    bar = watched("reading", _seconds(5))
    assert _through(bar, "a", "b", within=bar.within) == ["a", "b"]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["extract", "ingest"])
@pytest.mark.usefixtures("desk")
def test_both_commands_say_how_far_a_text_is_read(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., object], tmp_path: Path, command: str
) -> None:
    heard: list[float] = []
    monkeypatch.setattr(Watched, "within", lambda _, share: heard.append(share))
    article = tmp_path / "long.txt"
    article.write_text("The bridge is closed.\n\nThe road is cut.\n\nThe market is open.", encoding="utf-8")
    run(command, str(article))
    assert heard == [0.0, 21 / 60, 39 / 60, 1.0]


def test_verify_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch, desk: Path, done: Callable[..., object]) -> None:
    for file in ("register.txt", "letter.txt"):
        done("evidence", "add", 1, desk / file, "--context")
    terminal = _terminal(monkeypatch)
    done("verify")
    assert "checking evidence" in terminal.getvalue()
    assert [share for share in ("50%", "100%") if share in terminal.getvalue()] == ["50%", "100%"]
