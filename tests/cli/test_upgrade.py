"""`upgrade` tells which verdicts an earlier program gave that the rules of this one do not carry."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def old(desk: Path, done: Run) -> Path:
    """Give a workspace with a verdict on the word of a body that nobody looked up."""
    done(
        "confirm", 1, "--evidence", "register.txt", "--source", "Roads Office", "--unaffiliated", "its charter",
        "--basis", "record",
    )  # fmt: skip
    with sqlite3.connect(desk / ".claimtrack" / "claimtrack.db") as database:
        database.execute(
            "UPDATE source SET kind = 'organisation' WHERE id = (SELECT source_id FROM claim WHERE id = 1)"
        )
    database.close()
    return desk


def test_what_lost_its_independence_is_told_with_what_settles_it(old: Path, done: Run) -> None:
    told = " ".join(done("upgrade").stderr.split())
    assert f"the workspace {old} is up to date 1 verdict is not independent by the rules of this version" in told
    assert "claim 1, by Ana Ruiz: say what is known: `claimtrack source relate 2 part_of NAME`" in told
    done("source", "unaffiliated", 2, "--reason", "asked her")
    assert done("upgrade").stderr == f"the workspace {old} is up to date\n"


def test_a_verdict_that_is_not_carried_otherwise_is_told(old: Path, done: Run) -> None:
    with sqlite3.connect(old / ".claimtrack" / "claimtrack.db") as database:
        database.execute("UPDATE evidence_link SET basis = 'hearsay'")
    database.close()
    told = " ".join(done("upgrade").stderr.split())
    assert "1 verdict is not carried by what counts now, of claim 1; `claimtrack show 1` says why" in told
    assert "what you leave so reopens with `claimtrack policy apply`; with --dry-run it lists all of it" in told
    assert "claim 1 was confirmed and is unverified again" in done("policy", "apply").stderr
    assert done("upgrade").stderr == f"the workspace {old} is up to date\n"
