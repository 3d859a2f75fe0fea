"""`correct --party`: whom a claim accuses or favours, from the command to the report."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


@pytest.mark.usefixtures("desk")
def test_a_party_is_named_shown_and_taken_off_again(done: Run, number: Callable[[str], int]) -> None:
    claim = number("bridge is closed")
    done("evidence", "add", claim, "register.txt", "--supports", "--source", "Road Office")
    done("source", "unaffiliated", "Road Office", "--reason", "asked its clerks")
    done("confirm", claim)
    said = done("correct", claim, "--party", "favoured:Road Office", "--party", "Accused: The Army", "--new-source")
    assert "was confirmed and is unverified again: the parties that it names were corrected" in said.stderr
    shown = done("show", claim).stdout
    assert "accuses       The Army" in shown
    assert "favours       Road Office" in shown
    (data,) = json.loads(done("show", claim, "--json").stdout)
    assert [(party["side"], party["name"]) for party in data["parties"]] == [
        ("favoured", "Road Office"),
        ("accused", "The Army"),
    ]
    assert "the claim favours Road Office" in done("independence", claim).stdout
    for form, words in (
        ("md", "- **Accuses:** The Army"),
        ("txt", "Favours"),
        ("html", "Favours <bdi>Road Office</bdi>."),
        ("json", '"side": "accused"'),
    ):
        assert words in done("report", "-f", form).stdout
    done("correct", claim, "--no-party", "Road Office")
    done("confirm", claim)
    assert "favours" not in done("show", claim).stdout.split("history")[0]
    assert "all intact" in done("verify").stderr


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("words", ["Road Office", "neutral:Road Office", "accused:", "favoured: "])
def test_a_party_without_its_side_is_refused(run: Run, number: Callable[[str], int], words: str) -> None:
    found = run("correct", number("bridge is closed"), "--party", words)
    assert found.returncode == 2
    assert "write --party accused:NAME or --party favoured:NAME" in found.stderr


def test_ingest_tells_how_many_statements_favour_somebody(desk: Path, done: Run, number: Callable[[str], int]) -> None:
    (desk / "port.txt").write_text(
        "Ana Ruiz said Kaldrian troops had retaken the port. Ben Okoro said Kaldrian troops held all districts.\n",
        encoding="utf-8",
    )
    said = done("ingest", "port.txt").stderr
    assert "  2 statements favour somebody by name: their own support will be no evidence\n" in said
    shown = done("show", number("retaken the port")).stdout
    assert "favours       Kaldrian troops (found by the machine, not yet judged)" in shown


def test_ingest_tells_how_many_statements_accuse_somebody(desk: Path, done: Run, number: Callable[[str], int]) -> None:
    (desk / "port.txt").write_text("Ana Ruiz accused Kaldria of shelling the port on Monday.\n", encoding="utf-8")
    said = done("ingest", "port.txt").stderr
    assert "  1 statement accuses somebody by name: their own denial will be no evidence\n" in said
    shown = done("show", number("shelling the port")).stdout
    assert "accuses       Kaldria (found by the machine, not yet judged)" in shown
