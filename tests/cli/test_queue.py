"""The queue by commands: hand it out, assign claims, decide from a file, say what was tried."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from types import SimpleNamespace

import pytest

Run = Callable[..., CompletedProcess[str]]

ROWS = "claim,verdict,reason\n1,disputed,figures differ\n2,withdrawn,no claim\n"


@pytest.mark.usefixtures("desk")
def test_the_queue_is_handed_out(done: Run) -> None:
    done("take", 1)
    assert done("take", "--next").stderr == "claim 2 is in review, with ana (was unverified)\n"
    assert done("take", "--next", 5, "--article", 1).stderr == (
        "claim 3 is in review, with ana (was unverified)\nclaim 4 is in review, with ana (was unverified)\n"
    )
    assert done("take", "--next").stderr == (
        "nothing waits that nobody has; `claimtrack list --unverified` shows who has what\n"
    )
    done("evidence", "add", 3, "letter.txt", "--refutes", "--source", "Town Hall")
    done("dispute", 3)
    rows = json.loads(done("list", "--sort", "queue", "--json").stdout)
    assert [row["claim"] for row in rows] == [1, 2, 4, 3]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["take"], 2, "say which claims to take, such as 12 15-18, or --next"),
        (["take", "--next", "0"], 2, "say how many --next shall take, up to 9999: claimtrack take --next 5"),
        (["take", "--next", "1", "2"], 2, "say how many --next shall take"),
        (["take", "--next", "many"], 2, "say how many --next shall take"),
        (["take", "--next", "--if-version", "3"], 2, "--if-version is for a claim that you name, not for --next"),
        (["take", "1", "--article", "1"], 2, "--article is for --next: claimtrack take --next --article 1"),
        (["take", "--next", "--article", "7"], 4, "no article 7; `claimtrack article list`"),
        (["assign", "1", "--to", "zed"], 4, 'no reviewer "zed"; `claimtrack reviewer list` shows those there are'),
        (["assign", "9", "--to", "ana"], 4, "no claim 9"),
        (["attempt", "1", "rang", "--when", "yesterday"], 3, '"yesterday" is no date'),
        (["attempt", "1", "rang", "--when", "2999-01-01"], 3, "the attempt of 2999-01-01 has not been made yet"),
        (["decide", "no-such.csv"], 4, "no file no-such.csv"),
        (["decide", "empty.csv"], 3, "empty.csv is empty; there is nothing to read"),
        (["decide", "letter.txt"], 3, "letter.txt has columns that mean nothing here: to whom it may concern."),
        (
            ["decide", "bad.csv"],
            3,
            'bad.csv, line 2: "x" in the column claim is no number\nbad.csv, line 3: no claim 99',
        ),
        (["decide", "falls-short.csv"], 5, "falls-short.csv, line 2: claim 1 cannot be marked confirmed: 0 of 1"),
    ],
)
def test_a_mistake_is_told(run: Run, unchanged: Path, words: list[str], code: int, says: str) -> None:
    (unchanged / "empty.csv").write_bytes(b"")
    (unchanged / "bad.csv").write_text("claim,verdict\nx,disputed\n99,disputed\n", encoding="utf-8")
    (unchanged / "falls-short.csv").write_text("claim,verdict\n1,confirmed\n99,disputed\n", encoding="utf-8")
    told = run(*words)
    assert (told.returncode, told.stdout) == (code, "")
    assert told.stderr.startswith(f"claimtrack: {says}")


@pytest.mark.usefixtures("desk")
def test_an_editor_assigns(done: Run, run: Run) -> None:
    done("reviewer", "add", "ben")
    assert done("assign", "1", "3-4", "--to", "ben").stderr.splitlines()[-1] == (
        "claim 4 is in review, with ben (was unverified)"
    )
    told = run("assign", 1, "--to", "ana", "--as", "ben")
    assert told.returncode == 5
    assert "ben is reviewer here and may not hand claims to others; that takes the role editor" in told.stderr
    assert done("assign", 2, "--to", "ben", "--as", "ben").stderr == "claim 2 is in review, with ben (was unverified)\n"


@pytest.mark.parametrize("written", [ROWS, "\ufeff" + ROWS.replace(",", ";").replace("\n", "\r\n")])
def test_verdicts_are_given_from_a_file(done: Run, desk: Path, written: str) -> None:
    (desk / "verdicts.csv").write_bytes(written.encode())
    moves = "claim 1 is disputed (was unverified)\nclaim 2 is withdrawn (was unverified)\n"
    events = done("verify").stderr
    assert done("decide", "verdicts.csv", "--dry-run").stderr == (
        f"{moves}2 rows can be followed; nothing was written\n"
    )
    assert done("verify").stderr == events
    assert done("decide", "verdicts.csv").stderr == f"{moves}2 rows followed\n"
    assert "figures differ" in done("log", 1).stdout
    assert "all intact" in done("verify").stderr


@pytest.mark.usefixtures("desk")
def test_verdicts_are_given_from_standard_input(done: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(ROWS.encode())))
    assert done("decide", "-").stderr.endswith("2 rows followed\n")


@pytest.mark.usefixtures("desk")
def test_what_was_tried_is_told_when_nothing_more_can_be_done(done: Run) -> None:
    done("attempt", "1,2", "rang the port", "--who", "Lia Stone", "--when", "2026-11-20", "--answer", "no comment")
    done("attempt", 1, "wrote to the court")
    told = done("unverifiable", "1", "3", "--reason", "nobody answers").stderr.splitlines()
    assert told[:2] == ["claim 1 is unverifiable (was in review)", "claim 3 is unverifiable (was unverified)"]
    assert [line.split(" UTC: ")[1] for line in told[2:]] == [
        'rang the port (asked: Lia Stone; on: 2026-11-20; answer: "no comment")',
        "wrote to the court",
    ]
    assert told[2].startswith("tried on claim 1, by ana, 2")
