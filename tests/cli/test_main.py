"""Errors as users get them: one line that says what and what to do, the exit code, and nothing changed."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claimtrack.db import engine
from claimtrack.errors import ClaimtrackError

Run = Callable[..., CompletedProcess[str]]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("show 99", 4, "no claim 99; `claimtrack list` shows the numbers there are"),
        ("confirm 1 99 98", 4, "no claims 99, 98; `claimtrack list` shows the numbers there are"),
        ("log 99", 4, "no claim 99; `claimtrack list` shows the numbers there are"),
        ("evidence add 99 letter.txt --context", 4, "no claim 99; `claimtrack list` shows the numbers there are"),
        ("evidence list 99", 4, "no claim 99; `claimtrack list` shows the numbers there are"),
        ("evidence show 99", 4, "no evidence 99; `claimtrack evidence list` shows the numbers there are"),
        ("evidence withdraw 99 -r old", 4, "no evidence 99; `claimtrack evidence list` shows the numbers there are"),
        ("evidence open 99 -o copy", 4, "no evidence 99; `claimtrack evidence list` shows the numbers there are"),
        ("article show 99", 4, "no article 99; `claimtrack article list` shows the numbers there are"),
        ("article set 99 --title x", 4, "no article 99; `claimtrack article list` shows the numbers there are"),
        ("report 99", 4, "no article 99; `claimtrack article list` shows the numbers there are"),
        ("list --article 99", 4, "no article 99; `claimtrack article list` shows the numbers there are"),
        ("add 99 --quote bridge --speaker Kim", 4, "no article 99; `claimtrack article list` shows the numbers there"),
        ("source show 99", 4, 'no source "99"; `claimtrack source list` shows those there are'),
        ("list --source Nobody", 4, 'no source "Nobody"; `claimtrack source list` shows those there are'),
        ("source merge Nobody --into 2 -r same", 4, 'no source "Nobody"; `claimtrack source list` shows those'),
        ("log --by zed", 4, '"zed"'),
        ("take 1 --as zed", 4, '"zed" is no reviewer of this workspace and can only read; an admin adds them with'),
        ("list -w nowhere", 3, "nowhere lies inside the workspace"),
        ("restore nosuch.zip -w ../new", 4, "no file nosuch.zip"),
        ("restore letter.txt -w ../new", 8, "letter.txt is not a backup of claimtrack, or it is damaged"),
        ("backup letter.txt", 3, "letter.txt is there already; choose another name, backups are not written over"),
        ("report -o report.docx", 2, "report.docx does not say in which format; add --format md, html, json, csv"),
        ("report -o .", 2, ". is a folder; name a file in it, such as report.html"),
        ("report -f html -o .", 3, "cannot write .: that is a folder; choose another place with -o FILE"),
        ("report -f pdf", 2, 'no report format "pdf"; there are csv, html, json, md, txt'),
        (
            "report -o nowhere/report.md",
            3,
            "cannot write nowhere/report.md: there is no folder nowhere; choose another",
        ),
        ("confirm 1", 5, "claim 1 cannot be marked confirmed: 0 of 1 independent origin; missing: one source with"),
        ("confirm 1-4", 5, "claims 3 and 4 cannot be marked confirmed either; `claimtrack show 3` says"),
        ("dispute 1", 5, "claim 1 cannot be marked disputed"),
        ("refute 1", 5, "claim 1 cannot be marked refuted"),
        ("unverifiable 1", 5, "claim 1 cannot be marked unverifiable"),
        ("withdraw 1", 5, "claim 1"),
        ("reopen 1 -r why", 5, "claim 1 is unverified"),
        ("said 1 verified", 5, "claim 1"),
        ("confirm 1 --override", 5, "claim 1"),
        ("take 1 --if-version 7", 6, "claim 1 was changed since you looked"),
        ("take 3-1", 2, '"3-1" is no range of claims; write the smaller number first'),
        ("take 1-99999", 2, '"1-99999" is no range of claims; write the smaller number first, at most 10000'),
        ("take one", 2, '"one" is no claim number; write numbers and ranges, such as 12 15-18'),
        ("take 1 2 --if-version 1", 2, "--if-version is for one claim at a time"),
        ("said 1 perhaps", 2, "end with the answer, one of unchecked, verified, misquoted, not_found"),
        ("list --json --csv", 2, "choose one of --json, --jsonl, --csv and --excel"),
        ("list --limit 0", 2, "--limit"),
        ("list --sort colour", 2, "colour"),
        ("evidence add 1 letter.txt", 2, "say what the evidence does for the claim: one of --supports, --refutes and"),
        ("evidence add 1 --supports --note seen", 2, "say how the note knows: --basis firsthand, record, hearsay or"),
        ("evidence add 1 --supports --basis record", 2, "say what to attach: a FILE, a URL, - for standard input, or"),
        ("article set 1 --published soon", 3, '"soon" is no date; write it like 2026-11-24'),
        ("article set 1 --published 2926-11-24", 3, '"2926-11-24" is in the future; write the date of'),
        ("split 1 --at harbour", 3, '"harbour" does not stand inside the words of claim 1'),
        ("add 1 --quote harbour --speaker Kim", 3, "harbour"),
    ],
)
def test_a_mistake_is_told_and_changes_nothing(run: Run, words: str, code: int, told: str) -> None:
    refused = run(*words.split())
    assert (refused.returncode, refused.stdout) == (code, "")
    assert told in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.usefixtures("unchanged")
def test_an_excerpt_that_is_not_in_the_file_is_refused_with_the_nearest_passage(run: Run) -> None:
    words = ("evidence", "add", 1, "letter.txt", "--refutes", "--source", "Town Hall")
    refused = run(*words, "--excerpt", "the bridge is opened for all traffic")
    assert refused.returncode == 3
    assert 'the excerpt is not in letter.txt: "the bridge is opened for all traffic"' in refused.stderr
    assert "bridge is open to all traffic" in refused.stderr.partition("the nearest passage is")[2]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("role", "words", "told"),
    [
        ("viewer", "take 1", "ben is viewer here and may not"),
        ("reviewer", "confirm 1 --override -r seen", "ben is reviewer here and may not"),
        ("reviewer", "source merge 2 --into 3 -r same", "ben is reviewer here and may not"),
        ("reviewer", "release 2", "ben is reviewer here and may not release a claim that somebody else has"),
        ("editor", "reviewer add kim", "ben is editor here and may not"),
    ],
)
def test_what_a_role_does_not_reach_is_forbidden(run: Run, done: Run, role: str, words: str, told: str) -> None:
    done("reviewer", "add", "ben", "--role", role)
    done("take", 2)
    before = done("log", "--json").stdout
    refused = run(*words.split(), "--as", "ben")
    assert (refused.returncode, told in refused.stderr) == (5, True), refused.stderr
    assert done("log", "--json").stdout == before


def test_there_is_no_workspace_where_none_was_made(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = run("list")
    assert refused.returncode == 4
    assert "no workspace here or above" in refused.stderr
    assert "`claimtrack ingest FILE` makes one here" in refused.stderr
    monkeypatch.setenv("CLAIMTRACK_WORKSPACE", str(empty / "elsewhere"))
    assert f"no workspace at {empty / 'elsewhere'}; `claimtrack ingest FILE` makes one there" in run("list").stderr


@pytest.mark.parametrize("damage", ["nonsense", "cut", "gone"])
def test_a_damaged_database_is_told(run: Run, desk: Path, damage: str) -> None:
    file = desk / ".claimtrack" / "claimtrack.db"
    if damage == "nonsense":
        file.write_bytes(b"this was a database" * 1000)
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:5000])
    else:
        file.unlink()
    for words in (["list"], ["show", 1], ["take", 1], ["verify"], ["ingest", "letter.txt"]):
        refused = run(*words)
        assert (refused.returncode, refused.stdout) == (1, ""), words
        assert str(desk) in refused.stderr
        assert "restore it from a backup" in refused.stderr


def test_a_locked_database_is_told_and_read_all_the_same(
    run: Run, done: Run, unchanged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    file = unchanged / ".claimtrack" / "claimtrack.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = run("take", 1)
        assert refused.returncode == 1
        assert f"the database {file} is locked by another process; try again when it is done" in refused.stderr
        assert "bridge" in done("list").stdout


def test_an_altered_record_fails_its_check(run: Run, done: Run, desk: Path) -> None:
    done("evidence", "add", 1, "register.txt", "--supports", "--source", "Roads Office")
    (kept,) = [file for file in (desk / ".claimtrack" / "locker").rglob("*") if b"Register" in _bytes(file)]
    kept.chmod(0o644)
    kept.write_bytes(b"Register of roads.\n")
    failed = run("verify")
    assert failed.returncode == 8
    assert "FAILS: " in failed.stderr
    assert kept.name in failed.stderr
    assert "keep this workspace as it is and compare it with a backup" in failed.stderr


def test_whoever_stops_reading_gets_no_traceback(desk: Path) -> None:
    for words in ("list", "report -f json", "extract article.txt --jsonl"):
        shell = f"{sys.executable} -m claimtrack {words} | head -c 5"
        piped = subprocess.run(["sh", "-c", shell], cwd=desk, capture_output=True, text=True)
        assert (len(piped.stdout), "rror" in piped.stderr, "Traceback" in piped.stderr) == (5, False, False)
    closed = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m claimtrack report -f json >&-"], cwd=desk, capture_output=True, text=True
    )
    assert (closed.returncode, closed.stderr) == (0, "")


class _Full:
    """A standard output whose disk is full."""

    encoding = "utf-8"
    buffer: "_Full"

    def __init__(self) -> None:
        self.buffer = self

    def write(self, _: object) -> int:
        raise OSError(28, "No space left on device")

    def flush(self) -> None:
        """Have nothing to write."""


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("words", ["list", "log --jsonl", "list --csv", "report", "extract article.txt --jsonl"])
def test_output_that_finds_no_room_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(sys, "stdout", _Full())
    failed = run(*words.split())
    assert failed.returncode == 1
    assert failed.stderr.splitlines()[-1] == (
        "claimtrack: cannot write the output: No space left on device; make room and try again"
    )


def test_an_interrupt_ends_the_program_without_a_traceback(
    run: Run, unchanged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    # Python leaves an interrupt alone in a process that was started to ignore it, as a shell starts those behind "&".
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    (unchanged / "letter.txt").write_text("The dam holds, Mara Voss said.\n")
    with monkeypatch.context() as patched:
        patched.setattr("claimtrack.services.articles.ingest.record_statements", interrupted)
        ended = run("ingest", "letter.txt")
    signal.signal(signal.SIGINT, before)
    assert (ended.returncode, ended.stdout) == (130, "")
    assert "Traceback" not in ended.stderr


@pytest.mark.usefixtures("desk")
def test_the_exit_code_is_the_errors_own(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Strange(ClaimtrackError):
        exit_code = 42

    def fail(*_: object, **__: object) -> None:
        raise Strange("a \x1b[31m strange thing")

    monkeypatch.setattr("claimtrack.services.reports.listing.list_claims", fail)
    failed = run("list")
    assert (failed.returncode, failed.stdout, failed.stderr) == (42, "", "claimtrack: a ␛[31m strange thing\n")


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""
