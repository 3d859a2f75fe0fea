"""How refusals are laid out: what, why, what to type; and that none of it is in the words of a library."""

import os
import pty
import re
import sys
from collections.abc import Callable
from os import read
from pathlib import Path
from subprocess import CompletedProcess, Popen

import pytest

from claimtrack.cli.colours import OWN_WORDS, OWN_WORDS_END
from claimtrack.cli.messages import INDENT, fitted, in_lines, laid_out
from claimtrack.remedies import Blank, Field, Step, Words, do, in_shell

Run = Callable[..., CompletedProcess[str]]

REMEDY = do(Step.EVIDENCE_ADD, 12, Blank.FILE, supports=True, source=Blank.NAME)
LIBRARIES = re.compile(
    r"Input should|Value error|Invalid value|No such option|Missing (argument|option)|unexpected extra|Error:|"
    r"Usage:|Traceback|sqlite|sqlalchemy|psycopg|pydantic|typer|click|errno|NoneType|expected|codec",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("message", "lines"),
    [
        ("plain words", ["plain words"]),
        ("no claim 99; " + do(Step.LIST) + " shows all", ["no claim 99;", "`claimtrack list` shows all"]),
        ("say whom it comes from: " + Field("source", Blank.NAME), ["say whom it comes from:", "--source NAME"]),
        (
            "claim 12 cannot be marked confirmed: 0 of 1; evidence 1 does not count: a copy; attach evidence: "
            + REMEDY,
            [
                "claim 12 cannot be marked confirmed:",
                "0 of 1; evidence 1 does not count: a copy;",
                "attach evidence: `claimtrack evidence add 12 FILE --supports --source NAME`",
            ],
        ),
        (
            "claim 1 falls short: 0 of 1; say it: " + Field("part_of", Blank.NAME) + ", or: " + REMEDY,
            [
                "claim 1 falls short:",
                "0 of 1;",
                "say it: --part-of NAME, or: `claimtrack evidence add 12 FILE --supports --source NAME`",
            ],
        ),
        (
            'the excerpt is not in a.txt: "one; two: three"; copy it from there word by word',
            ["the excerpt is not in a.txt:", '"one; two: three";', "copy it from there word by word"],
        ),
        (
            'a.csv, line 4: there is no key "x"; did you mean y?',
            ['a.csv, line 4: there is no key "x";', "did you mean y?"],
        ),
        ("1 of 3 recorded; not:", ["1 of 3 recorded; not:"]),
        ("the file (a: b; c) is empty; save it again", ["the file (a: b; c) is empty;", "save it again"]),
        (
            "claim 1 is with ana; " + do(Step.RELEASE, 1) + "; or wait",
            ["claim 1 is with ana;", "`claimtrack release 1`; or wait"],
        ),
        ("one: because; do this\ntwo: why; do that", ["one:", "because;", "do this", "two:", "why;", "do that"]),
        ('"a quotation mark that is not closed; still open', ['"a quotation mark that is not closed;', "still open"]),
    ],
)
def test_a_message_is_what_why_and_what_to_type(message: Words, lines: list[str]) -> None:
    laid = laid_out(message, in_shell())
    assert [line.strip() for line in laid.split("\n")] == lines
    assert laid.replace("\n" + INDENT, " ") == str(message)


def test_a_command_is_not_broken_where_it_fits_on_a_line() -> None:
    laid = laid_out("claim 12 cannot be marked so: 0 of 1 origins; attach evidence: " + REMEDY, in_shell(), width=70)
    assert all(len(line) <= 70 for line in laid.split("\n"))
    assert "`claimtrack evidence add 12 FILE --supports --source NAME`" in laid
    narrow = laid_out("claim 12 cannot be marked so: 0 of 1; attach evidence: " + REMEDY, in_shell(), width=40)
    assert all(len(line) <= 40 for line in narrow.split("\n")), "what has blanks to fill in is typed, not copied"


def test_a_line_is_as_wide_as_it_is_seen() -> None:
    """A wide character takes two columns, a combining one none; without blanks, a line ends anywhere."""
    assert in_lines("王小明说市场在星期一开放", 10, rest="  ") == ["王小明说市", "  场在星期", "  一开放"]
    assert in_lines("e\u0301e\u0301e\u0301 abc", 7) == ["e\u0301e\u0301e\u0301 abc"]
    assert in_lines("see `claimtrack show 1` 王", 20) == ["see", "`claimtrack show 1`", "王"]


def test_a_command_is_not_broken_at_its_hyphens_either() -> None:
    told = "if not: `claimtrack correct 19 --no-caveat denied`"
    assert in_lines(told, 46, on_hyphens=True) == ["if not:", "`claimtrack correct 19 --no-caveat denied`"]


def test_the_program_is_named_before_the_first_line_alone() -> None:
    laid = laid_out("no claim 99; " + do(Step.LIST) + " shows all", in_shell("ct"), lead="ct: ")
    assert laid == "ct: no claim 99;\n    `ct list` shows all"


def test_messages_are_as_wide_as_the_terminal_and_one_line_each_elsewhere(desk: Path) -> None:
    command = [sys.executable, "-m", "claimtrack", "confirm", "1"]
    shown, end = pty.openpty()
    with Popen(command, cwd=desk, env={**os.environ, "COLUMNS": "60"}, stdout=end, stderr=end) as running:
        os.close(end)
        told = b""
        while True:
            try:
                told += read(shown, 4096)
            except OSError:
                break
        running.wait()
    os.close(shown)
    lines = told.decode().replace("\r", "").splitlines()
    assert lines[0] == "claimtrack: claim 1 cannot be marked confirmed:"
    assert max(len(line) for line in lines if "`" not in line) <= 60
    assert len(lines) > 3


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("show", "CLAIM is missing; for example `claimtrack show 12 15-18`; `claimtrack show --help` says what"),
        ("shwo 1", 'there is no command "shwo"; did you mean show? `claimtrack --help` says what there is'),
        ("evidence ad", 'there is no command "ad"; did you mean add? `claimtrack evidence --help` says'),
        ("evidence", "say which of its commands; `claimtrack evidence --help` says what there is"),
        ("list --unverifed", "there is no option --unverifed here; did you mean"),
        ("list --limit 0", "--limit does not fit: it is 1 or more; for example `claimtrack list"),
        ("log --limit 9999999999999999999", "--limit does not fit: it is 1000000000 or less; for example"),
        ("gate one", "ARTICLE does not fit: that is no number; for example `claimtrack gate"),
        ("list --status bad", '--status does not fit: "bad" is none of unverified, in_review, confirmed,'),
        ("confirm 1 --reason", "--reason takes a word after it; several go in quotation marks"),
        ("list --status confirm", "withdrawn; did you mean confirmed?"),
        ("reply ask 1 --to X --by email", "message, meeting; did you mean mail?"),
        (
            "link 1 denys 2",
            '"denys" is none of denies, contradicts, repeats, narrows, supersedes, supports; did you mean',
        ),
        ("said 1 true", "for example `claimtrack said 12 verified`"),
        ("list --json=yes", "--json takes no word after it"),
        ("article show 1 2", 'there is no place for "2"; for example `claimtrack article show 1`'),
        ("source set Kim", "--kind is missing; for example `claimtrack source set SANA --kind media`"),
    ],
)
def test_what_does_not_fit_together_is_told_in_plain_words(run: Run, words: str, told: str) -> None:
    refused = run(*words.split())
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("claimtrack: ")
    assert told in refused.stderr
    assert not LIBRARIES.search(refused.stderr)


def test_entries_of_a_list_keep_their_places() -> None:
    told = laid_out("1 of 2 recorded; not:\n  a.txt (no file a.txt; check the name)", str)
    assert told.splitlines()[-1] == "  a.txt (no file a.txt; check the name)"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ["short"]),
        ("  one that is too long for it", ["  one that is too long", "    for it"]),
        ("do it: `claimtrack show 12` now", ["do it:", "  `claimtrack show 12`", "  now"]),
        ("it is shut; next: claimtrack show 12 13 14", ["it is shut;", "  next: claimtrack show 12 13 14"]),
        ("one\nand another that is longer", ["one", "and another that is", "  longer"]),
    ],
)
def test_what_is_said_in_a_terminal_is_wrapped_between_words(text: str, lines: list[str]) -> None:
    assert fitted(text, 22).split("\n") == lines


def test_what_marks_a_claims_own_words_outlives_the_wrapping() -> None:
    marked = f"{OWN_WORDS}王小明说{OWN_WORDS_END} `claimtrack show 1`"
    assert "".join(in_lines(marked, 40)) == marked
