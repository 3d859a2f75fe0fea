"""Somebody takes an accused party off, so that nobody asks it for a reply."""

import json
from pathlib import Path

import pytest
from tests.attacks.conftest import MARKET, ROAD, Run, Try, changed_by_hand

OFF = ("correct", ROAD, "--no-party", "Brell Lines")
WHY = ("--reason", "the paragraph calls it the victim")


@pytest.fixture
def accused(valley: Path, done: Run) -> None:
    """Have a claim accuse somebody, as ben said, so that the gate asks for a reply."""
    assert valley
    done("reviewer", "add", "ben")
    done("reviewer", "add", "cleo")
    done("unverifiable", "1-6", "--reason", "nobody can be reached")
    done("correct", ROAD, "--party", "accused:Brell Lines", "--new-source", "--as", "ben")


@pytest.mark.usefixtures("accused")
@pytest.mark.parametrize("reason", [(), ("--reason", ""), ("--reason", "."), ("--reason", "\u200b\u200b\u200b")])
def test_without_a_reason(reason: tuple[str, ...], answer: Try) -> None:
    refused = answer(*OFF, *reason)
    assert refused.startswith("5: ")
    assert "takes a reason" in refused
    assert answer("gate").startswith("7: ")


@pytest.mark.usefixtures("accused")
def test_it_is_told_by_the_gate_and_in_every_report(answer: Try, run: Run) -> None:
    assert answer(*OFF, *WHY).startswith("0: ")
    told = answer("gate")
    assert told.startswith("0: ")
    assert f"claim {ROAD}: Brell Lines was taken off as accused and is not asked" in told
    assert json.loads(run("gate", "--json").stdout)["taken_off"] == [{"claim": ROAD, "party": "Brell Lines"}]
    card = "and taken off again, by decision of ana"
    for form in ("txt", "md"):
        assert f"{WHY[1]}; so no reply is asked for" in answer("report", 1, "-f", form)
        assert card in answer("report", 1, "-f", form)
    assert WHY[1] in answer("show", ROAD)
    assert "all intact" in answer("verify")


@pytest.mark.usefixtures("accused")
def test_four_eyes_take_two_to_take_a_party_off(answer: Try, done: Run) -> None:
    done("policy", "set", "four_eyes=true")
    told = answer(*OFF, *WHY)
    assert "Brell Lines stays accused until a second person says so, too" in told
    assert answer("gate").startswith("7: ")
    again = answer(*OFF, *WHY)
    assert again.startswith("5: ")
    assert "you said already that claim 4 does not accuse Brell Lines" in again
    assert answer(*OFF, "--as", "cleo").startswith("5: ")  # a second reason is asked for, too
    assert answer(*OFF, "--reason", "read it, too", "--as", "cleo").startswith("0: ")
    assert "no reply was asked for" not in answer("gate")
    assert "all intact" in answer("verify")


@pytest.mark.usefixtures("accused")
def test_a_word_of_before_does_not_hold_when_the_party_is_named_again(answer: Try, done: Run) -> None:
    done("policy", "set", "four_eyes=true")
    answer(*OFF, *WHY)
    answer(*OFF, *WHY, "--as", "cleo")
    done("correct", ROAD, "--party", "accused:Brell Lines", "--as", "ben")
    assert "stays accused until a second person" in answer(*OFF, *WHY, "--as", "cleo")
    assert "no reply was asked for" in answer("gate")


@pytest.mark.usefixtures("valley")
def test_a_slip_of_ones_own_is_taken_back_alone_and_the_machines_word_is_not(answer: Try, done: Run) -> None:
    done("correct", MARKET, "--party", "accused:Brell Lines", "--new-source")
    assert answer("correct", MARKET, "--no-party", "Brell Lines").startswith("0: ")
    Path("other.txt").write_text("The inquiry accused Brell Lines of overloading the ferry.\n", encoding="utf-8")
    done("ingest", "other.txt", "--extractor", "rules")
    rows = json.loads(done("list", "--json", "--search", "overloading").stdout)
    claim = rows[0]["claim"]
    # To agree first makes it nobody's own.
    done("correct", claim, "--party", "accused:Brell Lines")
    assert answer("correct", claim, "--no-party", "Brell Lines").startswith("5: ")


@pytest.mark.usefixtures("accused")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claim_party SET state = 'rejected'",
        "UPDATE claim_party SET side = 'favoured'",
        "UPDATE claim_party SET judged_by_id = 1",
        "UPDATE claim_party SET source_id = 1",
        "UPDATE claim_party SET claim_id = 1",
        "DELETE FROM claim_party",
    ],
)
def test_by_sql(statement: str, answer: Try) -> None:
    changed_by_hand(statement)
    assert answer("verify").startswith("8: ")
