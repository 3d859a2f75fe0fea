"""`blind`, `agreement` and `review --blind`: no command, in no form, tells the first verdict before the second."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.cli.reviewing.script import Script

from claimtrack.cli.reviewing.blind import judge_blind
from claimtrack.config import locate
from claimtrack.services.desk import Desk, open_desk
from claimtrack.services.verdicts.blind import to_judge

Run = Callable[..., CompletedProcess[str]]

WHY = ("-r", "no zebra register was ever kept")
BEN = ("--as", "ben")
_READ = (
    ("show", 1),
    ("show", 1, "--json"),
    ("list",),
    ("list", "--json"),
    ("list", "--sort", "weakest"),
    ("list", "--search", "zebra"),
    ("log",),
    ("log", 1),
    ("log", "--json"),
    ("log", "--action", "claim.judged_blind"),
    ("log", "--by", "ana"),
    ("proposals",),
    ("gate",),
    ("gate", "--json"),
    ("verify",),
    ("replay",),
    ("weakest",),
    ("independence", 1),
    ("agreement",),
    ("agreement", "--json"),
    ("article", "list", "--json"),
    ("evidence", "list", "--json"),
    ("source", "list", "--json"),
    *(("report", "--article", 1, "-f", form, "-o", "-") for form in ("md", "html", "json", "csv", "txt")),
)


@pytest.fixture(autouse=True)
def _two_people(done: Run, desk: Path) -> None:
    del desk
    done("reviewer", "add", "ben", "--role", "reviewer")


def test_no_command_tells_the_first_verdict(run: Run, done: Run) -> None:
    before = {words: run(*words, *BEN) for words in _READ}
    told = done("blind", 1, "refuted", *WHY)
    assert "closed until a second person has judged it" in told.stderr
    for words, was in before.items():
        now = run(*words, *BEN)
        assert now.returncode == was.returncode, (words, now.stderr)
        assert "zebra register" not in now.stdout + now.stderr, words
        assert (now.stdout + now.stderr).count("refuted") == (was.stdout + was.stderr).count("refuted"), words
    refused = run("refute", 1, *WHY, *BEN)
    assert (refused.returncode, "was judged blind by ana" in refused.stderr) == (5, True)
    opened = done("blind", 1, "disputed", "-r", "the log has it", *BEN)
    assert 'ana said refuted, not disputed ("no zebra register was ever kept")' in " ".join(opened.stderr.split())
    assert "zebra register" in done("show", 1).stdout
    assert "zebra register" in done("log", 1).stdout
    assert "all intact" in done("verify").stderr


def test_it_says_how_far_two_people_agree(done: Run) -> None:
    assert "no claim was judged blind by two people yet" in done("agreement").stderr
    for claim, verdict in ((1, "refuted"), (2, "disputed"), (3, "disputed")):
        done("blind", claim, "disputed", *WHY)
        done("blind", claim, verdict, *WHY, *BEN)
    told = done("agreement").stdout
    assert told.startswith("claims judged blind by two people: 3\nverdicts that agree: 67%\nKrippendorff's alpha: 0.00")
    (row,) = json.loads(done("agreement", "--json").stdout)
    assert (row["claims"], row["alpha"]) == (3, 0.0)


def test_it_is_opened_alone_for_a_reason(run: Run, done: Run) -> None:
    assert run("blind", 1, "--open", *WHY).returncode == 4
    assert run("blind", 1, *WHY).returncode == 2
    done("blind", 1, "disputed", *WHY)
    assert run("blind", 1, "--open").returncode == 5
    assert "ana had judged it disputed" in done("blind", 1, "--open", "-r", "ben fell ill").stderr
    assert "without a second one" in " ".join(done("log", 1).stdout.split())


def _sit(desk: Desk, *answers: str) -> Script:
    script = Script([*answers])
    judge_blind(desk, script, to_judge(desk))
    return script


def test_a_sitting_goes_from_claim_to_claim(done: Run) -> None:
    done("blind", 2, "refuted", *WHY)
    ben = open_desk(locate(None), reviewer="ben")
    sat = _sit(ben, "d", "the log has it", "n", "v", "x", "v", "nobody was there")
    assert sat.claims[0] == 2
    assert "ana said refuted, not disputed" in sat.told
    assert "zebra" not in sat.told[: sat.told.index("ana said refuted")]
    assert "says nothing" in sat.told
    assert "2 claims judged blind" in sat.told
    ana = open_desk(locate(None), reviewer="ana")
    assert "nobody was there" not in _sit(ana, "q").told
