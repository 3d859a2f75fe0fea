"""What is refused before anything was read: told with the remedy, no row written and no bytes kept."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

PIECE = ("--supports", "--source", "Roads Office")


@pytest.fixture
def untouched(unchanged: Path) -> Iterator[Path]:
    """Go to a workspace that has to keep its rows, and no bytes but those that it kept before."""
    before = _kept(unchanged)
    yield unchanged
    assert _kept(unchanged) == before


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("take", 1, "3-6"), 4, "no claims 5, 6; `claimtrack list` shows the numbers there are"),
        (("comment", 99, "a note"), 4, "no claim 99; `claimtrack list`"),
        (("correct", 99, "--not-checkable"), 4, "no claim 99; `claimtrack list`"),
        (("split", 99, "--at", "is"), 4, "no claim 99; `claimtrack list`"),
        (("withdraw", 1, "--duplicate-of", 99), 4, "no claim 99 for it to be a duplicate of; `claimtrack list`"),
        (("evidence", "add", 99, "register.txt", *PIECE), 4, "no claim 99; `claimtrack list`"),
        (("evidence", "set", 99, "--source", "Ben Ode", "-r", "stamp"), 4, "no evidence 99; `claimtrack evidence"),
        (("source", "merge", "Ana Ruiz", "--into", 99, "-r", "one"), 4, 'no source "99"; `claimtrack source list`'),
        (("list", "-w", "../nowhere"), 4, "nowhere; `claimtrack ingest FILE` makes one there"),
        (("evidence", "add", 1, "register.txt", *PIECE, "--as", "zed"), 4, '`claimtrack reviewer add "zed"`'),
        (("ingest", "letter.txt", "--as", "zed"), 4, '`claimtrack reviewer add "zed"`'),
        (("release", 1), 5, "claim 1 is with nobody; there is nothing to release"),
        (("take", "1,,2"), 2, "is no claim number; write numbers and ranges, such as 12 15-18"),
        (("show", "twelve"), 2, '"twelve" is no claim number'),
        (("evidence", "add", 1, "register.txt", "--supports"), 2, "say whom the evidence comes from: --source NAME"),
        (("evidence", "add", 1, "register.txt", *PIECE, "--refutes"), 2, "one of --supports, --refutes and --context"),
        (("comment", 1, " "), 3, "the comment is empty; write what there is to say"),
        (("list", "--article", 2**63), 4, "no article 9223372036854775808; `claimtrack article list`"),
        (("gate", 2**63), 4, "no article 9223372036854775808; `claimtrack article list`"),
        (("gate", 2**31), 4, "no article 2147483648; `claimtrack article list`"),
        (("list", "--page", 2**63), 2, "--page does not fit"),
        (("list", "--limit", 2**63), 2, "--limit does not fit"),
        (("log", "--limit", 2**63), 2, "--limit does not fit"),
        (
            ("list", "--search", "a" * 50_000),
            3,
            "to search for are 50,000 characters, and 1,000 are the most",
        ),
        (("ingest", "http://xn--/"), 3, "http://xn--/ cannot be fetched"),
        (("backup", "a" * 300), 3, "File name too long"),
        (("restore", "a" * 300), 4, "no file aaa"),
    ],
)
@pytest.mark.usefixtures("untouched")
def test_a_mistake_leaves_neither_rows_nor_bytes(run: Run, words: tuple[str | int, ...], code: int, told: str) -> None:
    refused = run(*words)
    assert (refused.returncode, refused.stdout) == (code, "")
    assert told in refused.stderr


@pytest.mark.parametrize(
    "words", [("evidence", "add", 1, "register.txt", *PIECE), ("ingest", "letter.txt"), ("comment", 1, "a note")]
)
def test_what_a_viewer_offers_is_not_kept(run: Run, done: Run, desk: Path, words: tuple[str | int, ...]) -> None:
    done("reviewer", "add", "vera", "--role", "viewer")
    before = _kept(desk), done("log", "--all", "--json").stdout
    refused = run(*words, "--as", "vera")
    assert (refused.returncode, refused.stdout) == (5, "")
    assert "vera is viewer here and may not" in refused.stderr
    assert (_kept(desk), done("log", "--all", "--json").stdout) == before


@pytest.mark.parametrize(
    "words",
    [
        ("ingest", "pipe"),
        ("extract", "pipe"),
        ("evidence", "add", 1, "pipe", *PIECE),
        ("decide", "pipe"),
        ("source", "import", "pipe"),
        ("head", "check", "pipe"),
        ("policy", "set", "pipe"),
        ("policy", "check", "pipe"),
    ],
)
@pytest.mark.usefixtures("untouched")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes lie in folders there")
def test_a_pipe_that_nobody_writes_into_is_refused_and_not_waited_for(
    run: Run, untouched: Path, words: tuple[str | int, ...]
) -> None:
    os.mkfifo(untouched / "pipe")
    refused = run(*words)
    assert refused.returncode == 3, refused.stderr
    assert "pipe is a pipe and no file" in refused.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("restore", "pipe", "-w", "../new"), 4, "no file pipe"),
        (("backup", "pipe"), 3, "it is a pipe from which nobody reads"),
        (("report", "-f", "txt", "-o", "pipe"), 3, "it is a pipe from which nobody reads"),
        (("head", "export", "-o", "pipe"), 3, "it is a pipe from which nobody reads"),
    ],
)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes lie in folders there")
def test_a_pipe_that_nobody_reads_is_not_written_into(
    run: Run, untouched: Path, words: tuple[str | int, ...], code: int, told: str
) -> None:
    os.mkfifo(untouched / "pipe")
    refused = run(*words)
    assert (refused.returncode, told in refused.stderr) == (code, True), refused.stderr
    assert (untouched / "pipe").is_fifo()


def _kept(desk: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in (desk / ".claimtrack" / "locker").rglob("*") if file.is_file()}
