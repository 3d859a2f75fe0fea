"""`log`, `replay`, `verify`, `head` and `--as-of` as a user runs them."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


def _tamper(desk: Path, *statements: str) -> None:
    """Do what somebody with a database tool can do: drop the triggers first, and put them back."""
    with closing(sqlite3.connect(desk / ".claimtrack" / "claimtrack.db")) as connection, connection:
        seals = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in seals:
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
        for _, sql in seals:
            connection.execute(sql)


@pytest.mark.usefixtures("desk")
def test_the_log_is_narrowed_by_claim_person_action_and_time(done: Run) -> None:
    done("comment", 1, "ask the mayor")
    done("comment", 2, "ask the school")
    lines = [json.loads(line) for line in done("log", "--action", "comment", "--jsonl").stdout.splitlines()]
    assert [line["claim"] for line in lines] == [1, 2]
    assert "ask the school" in done("log", 2, "--by", "ana", "--action", "comment.added").stdout
    assert json.loads(done("log", "--since", "2999-01-01", "--json").stdout) == []
    assert json.loads(done("log", "--until", "1999-12-31", "--all", "--json").stdout) == []
    whole = json.loads(done("log", "--all", "--json").stdout)
    first_day = whole[0]["at"][:10]
    assert json.loads(done("log", "--all", "--json", "--since", first_day, "--until", lines[1]["at"]).stdout) == whole
    cells = list(csv.DictReader(io.StringIO(done("log", "--all", "--csv").stdout, newline="")))
    assert [cell["hash"] for cell in cells] == [line["hash"] for line in whole]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("log", "--since", "yesterday"), 3, '"yesterday" is no time; write it like 2026-11-24'),
        (
            ("log", "--since", "2026-02-01", "--until", "2026-01-01"),
            2,
            "nothing lies between --since 2026-02-01 and --until 2026-01-01",
        ),
        (("log", "--action", "nothing"), 2, 'no event has the action "nothing"; there are account.given'),
        (("show", 1, "--as-of", "soon"), 3, '"soon" is neither the number of an event nor a time'),
        (("show", 1, "--as-of", "9999"), 4, "no event 9999; the record has the events 1 to"),
        (("show", 1, "--as-of", "1999-01-01"), 3, "nothing was on record then; the first event is from"),
        (("report", "--as-of", "2999-01-01"), 3, "is in the future"),
        (("head", "check", "article.txt"), 3, "article.txt is no exported head"),
        (("head", "check", "none.txt"), 4, "no file none.txt; check the name and the folder"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_what_cannot_be_meant_is_told(run: Run, words: tuple[str | int, ...], code: int, says: str) -> None:
    found = run(*words)
    assert found.returncode == code
    assert says in found.stderr
    assert found.stdout == ""


@pytest.mark.usefixtures("desk")
def test_a_claim_and_a_report_are_shown_as_they_stood(done: Run) -> None:
    before = json.loads(done("log", "--json").stdout)[-1]
    done("dispute", 1, "--reason", "the gauges say otherwise")
    page = done("show", 1, "--as-of", before["event"]).stdout
    assert f"AS OF EVENT {before['event']}, " in page
    assert "unverified" in page
    assert "gauges" not in page
    (data,) = json.loads(done("show", 1, "--as-of", before["at"], "--json").stdout)
    assert (data["as_of_event"], data["status"]) == (before["event"], "unverified")
    report = done("report", "-f", "txt", "--as-of", before["event"]).stdout
    assert f"AS OF EVENT {before['event']}, " in report
    assert "gauges" not in report
    assert "gauges" in done("report", "-f", "txt").stdout


def test_a_status_edited_by_hand_is_found_by_replay_and_by_verify(done: Run, run: Run, desk: Path) -> None:
    assert done("replay").stderr.endswith("the tables say what the events say\n")
    assert json.loads(done("replay", "--json").stdout) == []
    _tamper(desk, "UPDATE claim SET status = 'confirmed' WHERE id = 2")
    found = run("replay")
    assert found.returncode == 8
    assert found.stdout == "claim 2: status is unverified by the events, confirmed in the table\n"
    assert "1 difference between the tables and the events" in found.stderr
    (row,) = json.loads(run("replay", "--json").stdout)
    assert (row["claim"], row["field"], row["events"], row["table"]) == (2, "status", "unverified", "confirmed")
    checked = run("verify")
    assert checked.returncode == 8
    assert "FAILS: claim 2: status is unverified by the events, confirmed in the table" in checked.stderr


def test_a_head_is_exported_and_a_shorter_chain_fails_against_it(done: Run, run: Run, desk: Path) -> None:
    done("comment", 1, "ask the mayor")
    told = done("head", "export", "-o", "head.txt")
    assert "is in head.txt; keep it where nobody here can write" in told.stderr
    assert done("head", "export").stdout.startswith("claimtrack head 2\nworkspace: ")
    assert "0 events followed" in done("head", "check", "head.txt").stderr
    done("comment", 1, "ask again")
    assert "when ana exported the head" in done("head", "check", "head.txt").stderr
    _tamper(
        desk,
        "PRAGMA foreign_keys = OFF",
        "DELETE FROM comment",
        "DELETE FROM event_text WHERE event_id > 10",
        "DELETE FROM event WHERE id > 10",
        "UPDATE workspace SET head_number = 10, head_hash = (SELECT hash FROM event WHERE id = 10)",
    )
    found = run("head", "check", "head.txt")
    assert found.returncode == 8
    assert "were dropped from the end: head.txt was exported after event" in found.stderr
