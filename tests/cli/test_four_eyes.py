"""`proposals`, `approve` and `reject`, and what the other commands say once verdicts take two people."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

WHY = ("-r", "nobody was there")
BEN = ("--as", "ben")


@pytest.fixture(autouse=True)
def _two_people(done: Run, desk: Path) -> None:
    del desk
    done("reviewer", "add", "ben", "--role", "reviewer")
    done("policy", "set", "four_eyes=true")


def test_a_verdict_waits_for_a_second_person(run: Run, done: Run) -> None:
    told = "claim 1 is proposed as unverifiable; somebody else approves it with `claimtrack approve 1`\n"
    assert done("unverifiable", 1, *WHY).stderr.startswith(told)
    listed = done("proposals")
    assert ("unverifiable" in listed.stdout, "ana" in listed.stdout) == (True, True)
    assert listed.stderr == "1 proposal; `claimtrack approve CLAIM` or `claimtrack reject CLAIM --reason TEXT`\n"
    (row,) = json.loads(done("proposals", "--json").stdout)
    assert (row["claim"], row["question"], row["verdict"], row["by"], row["reason"]) == (
        1,
        "truth",
        "unverifiable",
        "ana",
        "nobody was there",
    )
    assert "ana proposed unverifiable, and nobody else has approved that yet" in _plain(done("show", 1).stdout)
    refused = run("approve", 1, "--as", "ANA")
    assert refused.returncode == 5
    assert "you (ana) proposed it; with four eyes somebody else approves it" in _plain(refused.stderr)
    assert done("approve", 1, *BEN).stderr == "claim 1 is unverifiable (was in review)\n"
    assert done("proposals").stderr.startswith("0 proposals")
    assert run("approve", 1, *BEN).returncode == 4
    assert "all intact" in done("verify").stderr


def test_a_proposal_is_rejected_or_taken_back(run: Run, done: Run) -> None:
    done("unverifiable", 1, 2, *WHY)
    assert run("reject", 1, *BEN).returncode == 5
    rejected = done("reject", 1, *BEN, "-r", "the keeper was there")
    assert rejected.stderr == "claim 1, unverifiable: rejected, as ana proposed it\n"
    assert done("reject", 2, "-r", "too early").stderr == "claim 2, unverifiable: taken back\n"
    again = run("dispute", 1, *WHY)
    assert (again.returncode, "is proposed as disputed" in again.stderr) == (0, True)
    twice = run("unverifiable", 1, *WHY, *BEN)
    assert (twice.returncode, "was proposed as disputed by ana already" in twice.stderr) == (5, True)


def test_the_gate_takes_a_proposal_for_no_verdict(run: Run, done: Run) -> None:
    before = run("gate", "--json").stdout
    done("unverifiable", 1, *WHY)
    assert run("gate", "--json").returncode == 7
    short = {one["claim"] for one in json.loads(run("gate", "--json").stdout)["short"]}
    assert short == {one["claim"] for one in json.loads(before)["short"]}


def test_a_desk_of_one_is_told_that_nobody_can_approve(done: Run) -> None:
    done("reviewer", "add", "ben", "--role", "viewer")
    done("policy", "set", "four_eyes=false")
    assert "only one here may review" in done("policy", "set", "four_eyes=true").stderr


def _plain(words: str) -> str:
    return " ".join(words.split())
