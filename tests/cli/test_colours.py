"""Colour on a terminal: with a meaning that stands there in words too, and only where it is wanted."""

import re

import pytest

from claimtrack.cli import colours
from claimtrack.cli.colours import OWN_WORDS, OWN_WORDS_END, Paint, is_painted, unmarked, write_painted

LINES = [
    ("claim 1   refuted", Paint.RED),
    (f"  before {OWN_WORDS}the bridge", None),
    (f"  is closed{OWN_WORDS_END}, he said \x1b[2J", None),
]
PLAIN = "claim 1   refuted\n  before [the bridge\n  is closed], he said ␛[2J\n"


@pytest.mark.parametrize(
    ("environment", "is_terminal", "painted"),
    [
        ({}, True, True),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
        ({}, False, False),
    ],
)
def test_there_is_colour_only_where_somebody_sees_it_and_nobody_asked_for_none(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], is_terminal: bool, painted: bool
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal, raising=False)
    assert is_painted() is painted


def test_without_colour_the_same_words_stand_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(colours, "is_painted", lambda: False)
    write_painted(LINES)
    assert capsys.readouterr().out == PLAIN


def test_colour_adds_nothing_but_colour_and_ends_with_each_line(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(colours, "is_painted", lambda: True)
    write_painted(LINES)
    shown = capfdbinary.readouterr().out.decode()
    assert re.sub("\x1b\\[[0-9]*m", "", shown) == PLAIN
    assert shown.splitlines()[0] == "\x1b[31mclaim 1   refuted\x1b[0m"
    for line in shown.splitlines():
        codes = re.findall("\x1b\\[([0-9]*)m", line)
        assert not codes or codes[-1] == "0"


def test_an_article_s_own_signs_are_no_marks() -> None:
    assert unmarked(f"a{OWN_WORDS}b{OWN_WORDS_END}") == "a b "
