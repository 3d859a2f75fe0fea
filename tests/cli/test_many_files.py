"""Many files on the command line: each told by itself, bad ones listed at the end; cut off, and started again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.picture_reader import picture

from claimtrack.errors import DatabaseTrouble
from claimtrack.services.articles import ingest, ingest_many

Run = Callable[..., CompletedProcess[str]]
Start = Callable[..., "subprocess.Popen[str]"]

NO_STATEMENTS = "no statements found in none.txt; if it is an article, save its text as a .txt file and ingest that"
_PROGRAM = "from claimtrack.cli.main import main; main()"


def _told(number: int) -> str:
    return f"Ana Ruiz said that bridge {number} is closed."


@pytest.fixture
def files(empty: Path) -> list[str]:
    """Go to a folder with three articles, and two files between them that are none."""
    for number in range(3):
        (empty / f"{number}.txt").write_text(_told(number), encoding="utf-8")
    (empty / "none.txt").write_text("Photo\n")
    return ["0.txt", "none.txt", "1.txt", "nosuch.txt", "2.txt"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_file_is_named_and_the_rest_is_recorded(run: Run, done: Run, files: list[str], jobs: int) -> None:
    told = run("ingest", *files, "--jobs", jobs)
    assert (told.returncode, told.stdout) == (3, "")
    lines = told.stderr.splitlines()
    assert [line for line in lines if line.startswith(("article", "claimtrack: no"))] == [
        "article 1: 0.txt",
        f"claimtrack: {NO_STATEMENTS}",
        "article 2: 1.txt",
        "claimtrack: no file nosuch.txt; check the name and the folder",
        "article 3: 2.txt",
    ]
    assert lines[-3:] == [
        "claimtrack: 3 of 5 recorded; not:",
        f"  none.txt ({NO_STATEMENTS})",
        "  nosuch.txt (no file nosuch.txt; check the name and the folder)",
    ]
    assert len(json.loads(done("list", "--json").stdout)) == 3
    # And once more: nothing is added, and what is bad is told again.
    again = run("ingest", "0.txt", "nosuch.txt")
    assert again.returncode == 3
    assert again.stderr == (
        "0.txt: already ingested as article 1; nothing was added\n"
        "claimtrack: no file nosuch.txt; check the name and the folder\n"
        "claimtrack: 1 of 2 recorded; not: nosuch.txt (no file nosuch.txt; check the name and the folder)\n"
    )


def test_no_workspace_is_made_for_files_of_which_none_is_there(run: Run, empty: Path) -> None:
    told = run("ingest", "one.txt", "two.txt", "one.txt")
    assert told.returncode == 3
    assert "0 of 2 recorded; not:" in told.stderr
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_extract_writes_a_line_for_each_that_is_read(run: Run, files: list[str], jobs: int) -> None:
    told = run("extract", *files, "--jsonl", "--jobs", jobs)
    assert told.returncode == 3
    # What states nothing is read all the same: nothing is recorded.
    assert [json.loads(line)["path"] for line in told.stdout.splitlines()] == ["0.txt", "none.txt", "1.txt", "2.txt"]
    assert told.stderr.endswith(
        "claimtrack: no file nosuch.txt; check the name and the folder\n"
        "claimtrack: 4 of 5 read; not: nosuch.txt (no file nosuch.txt; check the name and the folder)\n"
    )
    array = run("extract", *files, "--json", "--jobs", jobs)
    assert (array.returncode, len(json.loads(array.stdout))) == (3, 4)
    assert run("extract", *files, "--explain", "--jobs", jobs).returncode == 3


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("picture_reader")
def test_extract_goes_on_after_a_reader_that_dies(run: Run, empty: Path, jobs: int) -> None:
    (empty / "bad.png").write_bytes(picture("abort"))
    (empty / "good.png").write_bytes(picture(f"give {_told(1)}"))
    told = run("extract", "bad.png", "good.png", "--jsonl", "--jobs", jobs)
    assert told.returncode == 3
    assert [json.loads(line)["path"] for line in told.stdout.splitlines()] == ["good.png"]
    assert "bad.png cannot be read: its reader died (SIGABRT); save its text as a .txt file" in told.stderr


@pytest.mark.usefixtures("picture_reader")
def test_one_file_that_kills_its_reader_is_told_with_where_its_bytes_are(run: Run, empty: Path) -> None:
    (empty / "bad.png").write_bytes(picture("exit"))
    told = run("ingest", "bad.png")
    assert told.returncode == 3
    assert "claimtrack: bad.png cannot be read: its reader died (exit code 3); save its text" in told.stderr
    assert "its bytes are kept as sha256:" in told.stderr


def test_what_ends_the_command_says_how_much_is_done(
    run: Run, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record, calls = ingest.record_one, iter(range(9))

    def full(*arguments: object) -> object:
        if next(calls) == 1:
            raise DatabaseTrouble("the disk is full")
        return record(*arguments)  # type: ignore[arg-type] # handed on as it came

    monkeypatch.setattr(ingest_many, "record_one", full)
    told = run("ingest", "0.txt", "1.txt", "2.txt")
    assert files
    assert told.returncode == 1
    assert told.stderr.splitlines()[-2:] == [
        "1 of 3 recorded; the same command goes on with the rest: what is recorded is not read again",
        "claimtrack: the disk is full",
    ]


def test_many_files_are_shown_by_number(run: Run, files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    shown = run("ingest", *files).stderr
    assert "reading 1 of 5" in shown
    assert "reading 5 of 5" in shown
    # What is told of a file begins a line, where the bar was.
    assert "\r\033[Karticle 2: 1.txt\n" in shown


@pytest.fixture
def started(picture_reader: Path, empty: Path) -> Iterator[Start]:
    """Give a way to start the program in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(picture_reader), *filter(None, sys.path)])}
    begun = []

    def start(*words: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", _PROGRAM, *words]
        one = subprocess.Popen(command, cwd=empty, env=environment, stderr=subprocess.PIPE, text=True)
        begun.append(one)
        return one

    yield start
    for one in begun:
        one.kill()
        one.communicate()


def _is_gone(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize(
    ("ended_by", "jobs"), [(signal.SIGINT, "1"), (signal.SIGINT, "2"), (signal.SIGTERM, "1"), (signal.SIGKILL, "2")]
)
def test_what_is_cut_off_goes_on_where_it_was_and_leaves_no_reader_behind(
    started: Callable[..., "subprocess.Popen[str]"],
    run: Run,
    done: Run,
    empty: Path,
    ended_by: signal.Signals,
    jobs: str,
) -> None:
    counted, reader = empty / "counted", empty / "reader"
    names = [f"{number}.png" for number in range(4)]
    for number, name in enumerate(names):
        (empty / name).write_bytes(picture(f"count {counted} {_told(number)}"))
    (empty / "2.png").write_bytes(picture(f"hang {reader}"))
    first = started("ingest", *names, "--jobs", jobs)
    until = time.monotonic() + 120
    while not (reader.exists() and reader.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    # Both before it may be told of, and are on record, while it hangs.
    assert first.stderr is not None
    told = ""
    while "article 2" not in told:
        told += first.stderr.readline()
    first.send_signal(ended_by)
    told += first.communicate(timeout=60)[1]
    if ended_by is signal.SIGINT:
        assert "2 of 4 recorded; the same command goes on with the rest: what is recorded is not read again" in told
    while not _is_gone(int(reader.read_text())):
        assert time.monotonic() < until
        time.sleep(0.05)

    (empty / "2.png").write_bytes(picture(f"count {counted} {_told(2)}"))
    again = done("ingest", *names)
    assert again.stderr.count("already ingested") == 2
    assert "all intact" in run("verify").stderr
    assert len(json.loads(done("list", "--json").stdout)) == 4
    read = counted.read_text().split()
    assert [read.count(name) for name in names[:3]] == [1, 1, 1]
