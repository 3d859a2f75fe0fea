"""From an article to a report, a proof and a copy, by the commands alone."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
Number = Callable[[str], int]


def test_an_article_goes_from_its_bytes_to_a_report_and_a_backup(done: Run, number: Number, empty: Path) -> None:
    (empty / "article.txt").write_text("“The bridge is closed,” Ana Ruiz said.\n\n“The dam holds,” Ben Ode said.\n")
    (empty / "register.txt").write_text("The bridge is closed since 4 May.\n")

    ingested = done("ingest", "article.txt", "--title", "The valley", "--outlet", "Harbour Courier")
    assert ingested.stdout == ""
    assert f"made a workspace in {empty / '.claimtrack'}; you, ana, are its admin" in ingested.stderr
    assert "next: claimtrack list --unverified --article 1" in ingested.stderr

    bridge, dam = number("bridge"), number("dam")
    assert "The bridge is closed" in done("show", bridge).stdout

    attached = done("evidence", "add", bridge, "register.txt", "--supports", "--source", "Roads Office", "--excerpt",
                    "closed since 4 May")  # fmt: skip
    assert f"evidence 1 from Roads Office attached to claim {bridge}" in attached.stderr
    done("source", "unaffiliated", "Roads Office", "--reason", "a county office that answers to nobody in the story")
    assert done("confirm", bridge).stderr == f"claim {bridge} is confirmed, independently (was in review)\n"
    disputed = done("dispute", dam, "--reason", "the gauges say otherwise")
    assert disputed.stderr == f"claim {dam} is disputed (was unverified)\n"

    assert "no claims match" in done("list", "--unverified").stderr
    report = done("report", "1").stdout
    assert "The bridge is closed" in report
    assert "Roads Office" in report

    assert "all intact; the chain ends at event" in done("verify").stderr
    assert "the gauges say" in done("log", dam).stdout

    assert "desk.zip holds" in done("backup", "desk.zip").stderr
    assert "restored" in done("restore", "desk.zip", "--workspace", empty.parent / "restored").stderr
    again = done("--version").stdout, done("report", "1", "--workspace", empty.parent / "restored").stdout
    assert again[0].startswith("claimtrack ")
    assert "The bridge is closed" in again[1]
    assert "all intact" in done("verify", "--workspace", empty.parent / "restored").stderr


def test_every_command_of_a_reviewer_says_what_it_did(done: Run, number: Number, desk: Path) -> None:
    claim = number("bridge")
    for words, told in (
        (("take", claim), f"claim {claim} is in review, with ana (was unverified)"),
        (("release", claim), f"claim {claim} is unverified (was in review)"),
        (("comment", claim, "ask the mayor"), f"noted on claim {claim}"),
        (("attempt", claim, "called, no answer"), f"attempt recorded on claim {claim}"),
        (("unverifiable", claim, "-r", "no records"), f"claim {claim} is unverifiable (was in review)"),
        (("reason", claim, "the office burnt"), f"claim {claim}: the reason why it is unverifiable is on record"),
        (("reopen", claim, "-r", "records found"), f"claim {claim} is unverified (was unverifiable)"),
        (("refute", claim, "--override", "-r", "seen"), f"claim {claim} is refuted BY OVERRIDE"),
        (("withdraw", claim, "-r", "no claim"), f"claim {claim} is withdrawn (was refuted)"),
        (("reopen", claim, "-r", "it is one"), f"claim {claim} is unverified"),
        (("said", claim, "not_found", "-r", "asked"), f"claim {claim}: said is not found"),
        (("correct", claim, "--speaker", "Mara Voss"), f"corrected claim {claim}"),
        (("split", claim, "--at", "is closed"), f"claim {claim} keeps the first part, claim 5 is the second"),
        (("add", 1, "--quote", "cut in May", "--speaker", "Mara Voss"), "claim 6 is on record; `claimtrack show 6`"),
        (("evidence", "add", 2, "letter.txt", "--context"), "evidence 1 attached to claim 2"),
        (("evidence", "set", 1, "--source", "Town Hall", "-r", "stamp"), "evidence 1 is on record as from Town Hall"),
        (("evidence", "withdraw", 1, "-r", "a copy"), "evidence 1 is withdrawn"),
        (("source", "merge", "Town Hall", "--into", "Ben Ode", "-r", "one desk"), "Ben Ode, also known as Town Hall"),
        (("source", "split", "Town Hall", "-r", "two desks"), "Town Hall, is a source of its own again"),
        (("source", "relate", "Town Hall", "part_of", "Town", "--new-source"), "Town Hall is part of Town"),
        (
            ("source", "unrelate", "Town Hall", "part_of", "Town", "-r", "a slip"),
            "taken back: Town Hall is part of Town",
        ),
        (("source", "unaffiliated", "Town Hall", "--reason", "asked"), "no affiliation of Town Hall is known"),
        (("source", "grade", "Town Hall", "F"), "Town Hall is graded F, cannot be judged"),
        (("source", "proposals"), "0 proposals"),
        (("article", "set", 1, "--byline", "Kim Lee"), "article 1 is corrected"),
        (("reviewer", "add", "ben", "--role", "editor"), "ben is editor here"),
        (("upgrade",), f"the workspace {desk} is up to date"),
    ):
        found = done(*words)
        assert told in found.stderr
        assert found.stdout == ""


@pytest.mark.parametrize(
    "words",
    ["list", "show 1", "log", "article list", "article show 1", "source list", "source show 1", "reviewer list",
     "evidence list", "evidence show 1"],
)  # fmt: skip
@pytest.mark.usefixtures("desk")
def test_every_listing_comes_as_data_too(done: Run, words: str) -> None:
    done("evidence", "add", 1, "register.txt", "--supports", "--source", "Roads Office")
    rows = json.loads(done(*words.split(), "--json").stdout)
    lines = [json.loads(line) for line in done(*words.split(), "--jsonl").stdout.splitlines()]
    written = done(*words.split(), "--csv").stdout
    assert done(*words.split(), "--excel").stdout == "\ufeff" + written  # else Excel shows "Ã©" for "é"
    cells = list(csv.DictReader(io.StringIO(written, newline="")))
    assert rows == lines
    assert len(rows) > 0
    assert [list(row) for row in cells] == [list(row) for row in rows]
    table = done(*words.split())
    assert table.stdout != ""
    assert "{" not in table.stdout


@pytest.mark.usefixtures("desk")
def test_several_claims_are_decided_together_or_not_at_all(run: Run, done: Run) -> None:
    done("take", "1-2")
    refused = run("unverifiable", "1-3", 99, "-r", "no records")
    assert refused.returncode == 4
    assert [row["status"] for row in json.loads(done("list", "--json").stdout)] == [
        "in_review", "in_review", "unverified", "unverified",
    ]  # fmt: skip
    told = done("unverifiable", "1-2", "4,3", "-r", "no records").stderr.splitlines()
    assert [line.split(" is ")[0] for line in told] == ["claim 1", "claim 2", "claim 4", "claim 3"]


@pytest.mark.parametrize(
    ("form", "begins"),
    [("md", "# "), ("html", "<!doctype html>"), ("json", "{"), ("csv", '\ufeff"'), ("txt", "=====")],
)
def test_a_report_is_written_to_a_file_and_to_standard_output(done: Run, desk: Path, form: str, begins: str) -> None:
    written = done("report", "1", "-o", f"report.{form}")
    assert (written.stdout, written.stderr) == ("", f"the report is in report.{form}\n")
    text = (desk / f"report.{form}").read_bytes().decode()
    assert text.lower().startswith(begins)
    assert "The market opened on Monday" in " ".join(text.split())
    assert done("report", "1", "-f", form).stdout.lower().startswith(begins)


@pytest.mark.usefixtures("unchanged")
def test_the_same_bytes_again_add_nothing(done: Run) -> None:
    again = done("ingest", "article.txt")
    assert again.stderr == "article.txt: already ingested as article 1; nothing was added\n"
