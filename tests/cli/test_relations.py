"""`source relate` and its neighbours, `independence`: what a user types, sees, and is told when it cannot be."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
Number = Callable[[str], int]


@pytest.fixture
def supported(done: Run, number: Number, desk: Path) -> int:
    """Give a claim of Ana Ruiz with a register of the Roads Office attached."""
    del desk
    claim = number("bridge")
    done("evidence", "add", claim, "register.txt", "--supports", "--source", "Roads Office")
    return claim


def test_what_keeps_a_piece_from_counting_is_shown_with_the_remedy(run: Run, done: Run, supported: int) -> None:
    shown = done("independence", supported)
    assert shown.stdout.splitlines()[:5] == [
        f"claim {supported} is in review",
        "",
        "for it",
        "  0 of 1 independent origin",
        "  evidence 1 does not count: nobody has put on record whom Roads Office belongs to or stands with",
    ]
    assert "  missing: one source that has nothing to do with Ana Ruiz" in shown.stdout.splitlines()
    refused = run("confirm", supported)
    assert refused.returncode == 5
    assert "`claimtrack source unaffiliated" in refused.stderr
    done("source", "unaffiliated", "Roads Office", "--reason", "a county office")
    (row,) = json.loads(done("independence", supported, "--json").stdout)
    assert (row["reached"], row["required"], row["enough"], row["missing"]) == (1, 1, True, None)
    assert row["supporting"] == [{"evidence": 1, "counts": True, "reason": "counts: Roads Office, a record"}]


def test_a_dry_run_tells_what_would_fall_and_changes_nothing(done: Run, supported: int) -> None:
    done("source", "unaffiliated", "Roads Office", "--reason", "a county office")
    done("confirm", supported)
    words = ("source", "relate", "Roads Office", "part_of", "Ana Ruiz", "--reason", "she runs it")
    log = done("log", "--json").stdout
    shown = done(*words, "--dry-run").stderr.splitlines()
    assert shown[0] == "nothing was changed; this is what would be: Roads Office is part of Ana Ruiz"
    assert done("log", "--json").stdout == log
    assert done(*words).stderr.splitlines() == ["Roads Office is part of Ana Ruiz", shown[1]]
    because = "it is on record that Roads Office is part of Ana Ruiz"
    assert shown[1] == f"claim {supported} was confirmed and is unverified again: {because}"
    assert "no verdict would fall" in done("source", "grade", "Roads Office", "B", "--dry-run").stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("confirm", "{}"), "claim {} is confirmed, independently (was in review)"),
        (("dispute", "{}", "--reason", "the minutes differ"), "claim {} is disputed (was in review)"),
        (
            ("refute", "{}", "--override", "--reason", "we asked"),
            "claim {} is refuted BY OVERRIDE",
        ),
        (("unverifiable", "{}", "--reason", "nobody is left"), "claim {} is unverifiable (was in review)"),
        (("withdraw", "{}", "--reason", "no claim"), "claim {} is withdrawn (was in review)"),
        (
            ("said", "{}", "not_found", "--override", "--reason", "we asked"),
            "claim {}: said is not found; whether it is true",
        ),
        (("correct", "{}", "--party", "accused:Ana Ruiz"), "corrected claim {}"),
        (("link", "{}", "repeats", "2"), "claim {} repeats claim 2: on record"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_every_decision_can_be_rehearsed(done: Run, supported: int, words: tuple[str, ...], told: str) -> None:
    done("source", "unaffiliated", "Roads Office", "--reason", "a county office")
    log = done("log", "--json").stdout
    shown = done(*(word.format(supported) for word in words), "--dry-run").stderr
    assert shown.startswith("nothing was changed; this is what would be:")
    assert told.format(supported) in shown
    assert done("log", "--json").stdout == log


def test_evidence_that_was_altered_is_found_and_taken_off(done: Run, run: Run, supported: int, desk: Path) -> None:
    done("source", "unaffiliated", "Roads Office", "--reason", "a county office")
    done("confirm", supported)
    assert done("evidence", "recheck").stderr == "checked 1 piece of evidence: all as attached\n"
    digest = hashlib.sha256((desk / "register.txt").read_bytes()).hexdigest()
    kept = next((desk / ".claimtrack").rglob(digest[2:]))
    kept.chmod(0o644)
    kept.write_text("forged", encoding="utf-8")
    failed = run("verify")
    assert failed.returncode == 8
    assert "next: put the files back from a backup, or claimtrack evidence recheck 1 --dry-run" in failed.stderr
    told = done("evidence", "recheck").stderr.splitlines()
    assert told[0].startswith(f"evidence 1 no longer stands for claim {supported}: the bytes of evidence 1")
    assert told[1] == "checked 1 piece of evidence"
    assert told[2].startswith(f"claim {supported} was confirmed and is unverified again: evidence 1 was withdrawn: ")
    assert run("evidence", "recheck", "7").returncode == 4


@pytest.mark.usefixtures("supported")
def test_a_source_is_shown_with_all_that_is_known(done: Run) -> None:
    done("source", "relate", "Roads Office", "part_of", "County", "--new-source", "--since", "2 May 2001",
         "--reason", "its statute")  # fmt: skip
    done("source", "grade", "Roads Office", "B")
    shown = done("source", "show", "Roads Office").stdout
    for line in (
        "  grade      B (usually reliable)",
        "  on record  Roads Office is part of County (since 2001-05-02), says ana",
        "             its statute",
        "  origins",
        "    Roads Office",
        "      part of County",
    ):
        assert line in shown.splitlines()
    (row,) = json.loads(done("source", "show", "Roads Office", "--json").stdout)
    assert (row["reliability"], row["affiliation_known"]) == ("B", True)
    assert [(origin["depth"], origin["how"], origin["name"]) for origin in row["origins"]] == [
        (0, None, "Roads Office"),
        (1, "part_of", "County"),
    ]
    unknown = done("source", "show", "Ana Ruiz").stdout
    assert "  ties       not on record; its evidence does not count" in unknown.splitlines()


def test_what_an_article_tells_is_listed_and_decided_on(done: Run, run: Run, desk: Path) -> None:
    (desk / "b.txt").write_text("“The road is safe,” Russia's U.N. Ambassador Vassily Orlov said.\n")
    told = done("ingest", "b.txt").stderr
    may = "1 source may belong to another; say whether it is so before you judge what they claim"
    assert f"{may}: claimtrack source proposals" in told
    (row,) = json.loads(done("source", "proposals", "--json").stdout)
    assert (row["kind"], row["other_name"], row["state"]) == ("part_of", "Russia", "proposed")
    listed = done("source", "proposals")
    assert "part_of" in listed.stdout
    way = re.search(
        r"is the first one so\? `claimtrack (source accept \d+ part_of \d+)`; if not: `claimtrack", listed.stderr
    )
    assert way is not None
    assert done(*way[1].split(), "--dry-run").returncode == 0
    wrong = run("source", "reject", row["source"], "part_of", "Russia")
    assert (wrong.returncode, wrong.stderr) == (5, "claimtrack: that takes a reason; say --reason TEXT\n")
    done("source", "accept", row["source"], "part_of", "Russia")
    assert json.loads(done("source", "proposals", "--json").stdout) == []


def test_what_one_piece_relies_on_is_shown(done: Run, supported: int) -> None:
    done("evidence", "add", supported, "letter.txt", "--supports", "--source", "Daily Sun", "--relies-on",
         "Roads Office", "--credibility", 2, "--dated", "2026-05-04", "--reason", "its stamp")  # fmt: skip
    shown = done("evidence", "show", 2).stdout
    assert "  relies on  Roads Office" in shown.splitlines()
    assert "  dated      2026-05-04 (nothing shows it: its stamp)" in shown.splitlines()
    assert "serves truth, graded –2" in shown
    done("source", "grade", "Daily Sun", "F")
    shown = done("evidence", "show", 2).stdout
    assert "  from       Daily Sun, graded F (cannot be judged)" in shown.splitlines()
    assert "serves truth, graded F2 (the source cannot be judged)" in shown
    assert "F2" in done("evidence", "list").stdout
    (row,) = [row for row in json.loads(done("evidence", "list", "--json").stdout) if row["evidence"] == 2]
    assert (row["reliability"], row["grades"]) == ("F", [f"{supported}: F2"])
    told = "from Daily Sun, a record, graded F2 (the source cannot be judged)"
    assert told in " ".join(done("show", supported).stdout.split())
    for form in ("txt", "md", "html", "csv"):
        assert told in " ".join(done("report", "-f", form).stdout.split()), form
    assert '"credibility": 2' in done("report", "-f", "json").stdout
    assert json.loads(done("evidence", "list", "--json").stdout)[1]["relies_on"] == ["Roads Office"]


@pytest.mark.usefixtures("desk")
def test_whose_copy_an_article_is_is_shown(done: Run) -> None:
    assert "article 1 is corrected" in done("article", "set", 1, "--agency", "Coast Wire").stderr
    assert "  copy of    Coast Wire" in done("article", "show", 1).stdout.splitlines()


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("source relate Nobody part_of Ana", 4, 'no source "Nobody"'),
        ("source relate 1 belongs_to 2", 2, "belongs_to"),
        ("source relate 1 part_of 2 --since tomorrow", 3, '"tomorrow" is no date'),
        ("source relate 1 part_of 2 --since 2026-02-01 --until 2026-01-01", 3, "before it begins"),
        ("source relate 1 part_of 1", 5, "cannot be related to itself"),
        ("source unrelate 1 part_of 2", 5, "say --reason TEXT"),
        ("source unrelate 1 part_of 2 --reason mistaken", 4, "it is not on record that"),
        ("source unaffiliated 1", 5, "say --reason TEXT"),
        ("source vouch 1 --reason colleagues", 5, "has a name"),
        ("source split 1 --reason mistaken", 5, "was not merged into another source"),
        ("source grade 1 G", 2, "G"),
        ("evidence add 1 letter.txt --context --credibility 7", 2, "--credibility"),
        ("independence 99", 4, "no claim 99"),
    ],
)
def test_a_mistake_is_told_and_changes_nothing(run: Run, words: str, code: int, says: str) -> None:
    found = run(*words.split())
    assert found.returncode == code, found.stderr
    assert says in found.stderr
