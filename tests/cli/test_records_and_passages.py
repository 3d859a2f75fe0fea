"""Verbatim records, and what a passage does not say, as a person at the terminal meets them."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

MINUTES = """\
Minutes of the 12th sitting of the harbour council.

Mr Ode: The school has 40 pupils, and had twice as many before the war.
The sitting rose at nine.
"""
PRINTED = "“The school has 40 pupils,” Ben Ode said.\n\n“The market opened on Monday,” Carla Mendes said."


@pytest.fixture
def school(desk: Path, number: Callable[[str], int]) -> int:
    """Give the claim in which the article quotes Ben Ode; the minutes of the sitting lie beside it."""
    (desk / "minutes.txt").write_text(MINUTES)
    return number("40 pupils")


def attached(done: Run, claim: int, *more: str) -> str:
    words = ("--supports", "--basis", "verbatim", "--source", "Council Clerk", "--excerpt", "The school has 40 pupils")
    return done("evidence", "add", claim, "minutes.txt", *words, *more).stderr


def test_a_verbatim_record_proves_what_was_said_and_is_named_everywhere(done: Run, school: int) -> None:
    attached(done, school)
    assert done("said", school, "verified").stderr == (
        f"claim {school}: said is verified; whether it is true is another question\n"
    )
    assert "minutes.txt, a verbatim record kept by Council Clerk" in " ".join(done("show", school).stdout.split())
    assert f"claim {school}: supports, verbatim, serves said" in done("evidence", "show", 1).stdout
    for form in ("md", "html", "txt", "csv"):
        told = done("report", "-f", form).stdout
        assert "a verbatim record kept by Council Clerk" in " ".join(told.split()), form
    reported = json.loads(done("report", "-f", "json").stdout)
    (claim,) = [one for one in reported["articles"][0]["claims"] if one["number"] == school]
    assert (claim["evidence"][0]["basis"], claim["evidence"][0]["serves"]) == ("verbatim", "said")
    assert "all intact" in done("verify").stderr


def test_one_keeps_to_the_truth_and_is_refused(run: Run, school: int) -> None:
    words = ("--supports", "--basis", "verbatim", "--serves", "truth", "--source", "Council Clerk")
    refused = run("evidence", "add", school, "minutes.txt", *words)
    assert refused.returncode == 2
    assert "say --serves said, or --basis record" in refused.stderr


def test_a_note_is_no_verbatim_record(run: Run, school: int) -> None:
    words = ("--supports", "--basis", "verbatim", "--source", "Council Clerk", "--note", "he said it")
    refused = run("evidence", "add", school, *words)
    assert refused.returncode == 2
    assert "a note is what you wrote down yourself, and no verbatim record" in refused.stderr


def test_a_piece_of_the_article_is_no_verbatim_record(desk: Path, run: Run, done: Run, school: int) -> None:
    (desk / "minutes.txt").write_text(PRINTED)
    attached(done, school)
    refused = run("said", school, "verified")
    assert refused.returncode == 5
    assert "evidence 1 proves nothing: it is the article, or has the reporter's own words from it" in refused.stderr
    assert "with --basis verbatim for minutes or a recording" in refused.stderr


def test_what_the_passage_lacks_is_told_wherever_the_piece_is(desk: Path, done: Run, school: int) -> None:
    lacks = "the claim says 40; the passage has no 40"
    (desk / "roll.txt").write_text("The roll of the school has 38 names.\n")
    words = ("--supports", "--source", "School Board", "--excerpt", "The roll of the school has 38 names.")
    assert f"look again at claim {school}: {lacks}\n" in done("evidence", "add", school, "roll.txt", *words).stderr
    assert f"look again: {lacks}" in done("evidence", "show", 1).stdout
    assert f"look again: {lacks}" in done("show", school).stdout
    (shown,) = json.loads(done("show", school, "--json").stdout)
    assert shown["evidence"][0]["discrepancies"] == [lacks]
    for form in ("md", "html", "txt", "csv"):
        assert lacks in done("report", "-f", form).stdout, form
    done("source", "unaffiliated", "School Board", "--reason", "asked its chair")
    confirmed = done("confirm", school).stderr
    assert "independently" in confirmed
    assert f"look again at claim {school}: evidence 1: {lacks}\n" in confirmed


def test_a_rehearsal_tells_it_too(desk: Path, done: Run, school: int) -> None:
    (desk / "roll.txt").write_text("The roll of the school has 38 names.\n")
    words = ("--supports", "--source", "School Board", "--excerpt", "38 names", "--dry-run")
    told = done("evidence", "add", school, "roll.txt", *words).stderr
    assert f"look again at claim {school}: the claim says 40; the passage has no 40" in told
    assert done("evidence", "list").stderr == "0 pieces of evidence\n"


def test_the_same_number_in_words_is_no_alarm(desk: Path, done: Run, school: int) -> None:
    (desk / "roll.txt").write_text("The roll of the school has forty names.\n")
    told = done("evidence", "add", school, "roll.txt", "--supports", "--source", "Board", "--excerpt", "forty names")
    assert "look again" not in told.stderr
