"""Listings come a page at a time, and say what they leave out: under a table, and beside data."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize(
    ("words", "total", "noun"),
    [
        (("list",), 4, "claims"),
        (("source", "list"), 4, "sources"),
        (("article", "list"), 2, "articles"),
        (("evidence", "list"), 2, "pieces of evidence"),
        (("tags",), 2, "tags"),
        (("reviewer", "list"), 3, "reviewers"),
    ],
)
def test_what_is_left_out_is_said(done: Run, desk: Path, words: tuple[str, ...], total: int, noun: str) -> None:
    _fill(done, desk)
    every = json.loads(done(*words, "--json", "--all").stdout)
    total = max(total, len(every))
    told = done(*words, "--limit", 1)
    assert f"1-1 of {total} {noun}; --page N or --all shows the rest" in told.stderr
    data = done(*words, "--limit", 1, "--page", 2, "--json")
    assert json.loads(data.stdout) == every[1:2]
    assert f"2-2 of {total} {noun}; --page N or --all shows the rest" in data.stderr
    assert "--page" not in done(*words, "--all").stderr
    assert done(*words, "--all", "--json").stderr == ""
    beyond = done(*words, "--page", 9)
    assert (beyond.stdout, f"on this page; there are {total}" in beyond.stderr) == ("", True)


def test_the_log_is_counted_from_its_newest_event(done: Run, desk: Path) -> None:
    _fill(done, desk)
    every = [one["event"] for one in json.loads(done("log", "--all", "--json").stdout)]
    newest = done("log", "--limit", 2, "--json")
    assert [one["event"] for one in json.loads(newest.stdout)] == every[-2:]
    assert f"the newest 2 of {len(every)} events; --page N or --all shows the rest" in newest.stderr
    before = done("log", "--limit", 2, "--page", 2)
    assert f"3-4 of {len(every)} events, counted from the newest; --page N or --all" in before.stderr
    assert f"\n{every[-3]} " in before.stdout
    assert f"no events on this page; there are {len(every)}" in done("log", "--page", 9).stderr


def _fill(done: Run, desk: Path) -> None:
    (desk / "second.txt").write_text("“The pier is open,” Ana Ruiz said.\n", encoding="utf-8")
    done("ingest", "second.txt")
    for number, file in enumerate(("register.txt", "letter.txt"), 1):
        done("evidence", "add", number, file, "--context")
        done("tag", number, f"tag{number}")
        done("reviewer", "add", f"person{number}")
