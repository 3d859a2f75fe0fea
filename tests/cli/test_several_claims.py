"""Ranges of claims wherever claims are named: pages, evidence, how they are weighed."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

ADD = ("register.txt", "--supports", "--source", "Roads Office")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("words", [(1, 3), ("1,3",), ("1", "3-3")])
def test_several_claims_are_shown_each_on_its_page(done: Run, words: tuple[str | int, ...]) -> None:
    page = done("show", *words).stdout
    one, other = page.split("\n" + "-" * 60 + "\n")
    assert one.startswith("claim 1   ○ unverified\n")
    assert other.lstrip("\n").startswith("claim 3   ○ unverified\n")
    assert [row["number"] for row in json.loads(done("show", *words, "--json").stdout)] == [1, 3]


@pytest.mark.usefixtures("desk")
def test_a_range_is_shown_as_it_stood(done: Run) -> None:
    newest = [json.loads(line)["event"] for line in done("log", "--jsonl").stdout.splitlines()][-1]
    done("dispute", "2-3", "--reason", "figures differ")
    page = done("show", "2-3", "--as-of", newest).stdout
    assert page.count(f"AS OF EVENT {newest}") == 2
    assert "disputed" not in page


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("command", [("show",), ("independence",), ("evidence", "list")])
def test_one_that_is_not_there_is_named(run: Run, command: tuple[str, ...]) -> None:
    found = run(*command, "3-6")
    assert (found.returncode, found.stdout) == (4, "")
    assert "no claims 5, 6; `claimtrack list`" in found.stderr


@pytest.mark.usefixtures("desk")
def test_evidence_of_several_claims_is_listed_once_and_weighed_claim_by_claim(done: Run) -> None:
    done("evidence", "add", "1-2", *ADD)
    (piece,) = json.loads(done("evidence", "list", "1-3", "--json").stdout)
    assert piece["claims"] == [1, 2]
    rows = json.loads(done("independence", "1-2", "--json").stdout)
    assert [(row["claim"], row["supporting"][0]["evidence"]) for row in rows] == [(1, 1), (2, 1)]
    assert done("independence", "1-2").stdout.count("for it\n") == 2


@pytest.mark.usefixtures("desk")
def test_a_piece_is_taken_off_and_put_right_for_a_range(done: Run) -> None:
    done("evidence", "add", "1-4", *ADD)
    done("evidence", "set", 1, "--basis", "hearsay", "--claim", "2-3", "--reason", "the clerk was told")
    shown = done("evidence", "show", 1).stdout
    assert [
        f"claim {claim}: supports, {basis}" in shown
        for claim, basis in zip(range(1, 5), ("record", "hearsay", "hearsay", "record"), strict=True)
    ] == [True] * 4
    told = done("evidence", "withdraw", 1, "--claim", "1,3-4", "--reason", "another road").stderr
    assert "evidence 1 is withdrawn from claim 1, 3, 4" in told
    (piece,) = json.loads(done("evidence", "list", "--json").stdout)
    assert piece["claims"] == [2]
