"""`review`: what the desk says of a claim in words of its own, by keys."""

from collections.abc import Callable
from subprocess import CompletedProcess

from tests.cli.reviewing.script import sit

from claimtrack.services.desk import Desk
from claimtrack.services.reports.gather import show

Run = Callable[..., CompletedProcess[str]]


def test_a_claim_is_restated_and_the_words_stand_there_to_be_changed(ana: Desk) -> None:
    sat = sit(
        ana, "y", "The bridge at Vellmar was closed.", "y", "The bridge is shut.", "y", "The bridge is shut.", "q"
    )
    assert "claim 1, restated: The bridge at Vellmar was closed." in sat.told
    assert sat.offered[3] == ["The bridge at Vellmar was closed."]
    assert "it was restated so already" in sat.told
    restated = show(ana, 1).entry.restatement
    assert restated is not None
    assert restated.text == "The bridge is shut."


def test_restatements_are_undone_one_by_one(ana: Desk) -> None:
    sat = sit(ana, "y", "The bridge was closed.", "y", "The bridge is shut.", "u", "u", "q")
    assert "taken back: claim 1 is restated as before: The bridge was closed." in sat.told
    assert "taken back: claim 1 is not restated" in sat.told
    assert show(ana, 1).entry.restatement is None


def test_a_finding_is_a_digit_and_a_line_after_the_verdict(ana: Desk) -> None:
    sat = sit(ana, "d", "figures differ", "b", "f", "3", "It was closed to lorries alone.", "q")
    assert any("how is it rated?  1 mostly correct  2 out of context  3 misleading" in one for one in sat.asked)
    assert "claim 1: misleading. It was closed to lorries alone." in sat.told
    found = show(ana, 1).entry.finding
    assert found is not None
    assert (found.rating, found.text) == ("misleading", "It was closed to lorries alone.")


def test_a_rating_that_goes_with_no_verdict_is_told_before_anything_is_typed(ana: Desk) -> None:
    assert "give the claim its verdict first" in sit(ana, "f", "q").told


def test_a_rating_that_the_verdict_does_not_carry_takes_a_reason_by_a_digit(ana: Desk, done: Run) -> None:
    done("policy", "set", "strict_ratings=false")
    sat = sit(
        ana, "d", "figures differ", "b", "f", "enter", "false", "No bridge was closed.", "1", "by all accounts", "q"
    )
    assert "  1  give the reason" in sat.shown
    found = show(ana, 1).entry.finding
    assert found is not None
    assert (found.rating, found.reason) == ("false", "by all accounts")


def test_findings_are_undone_one_by_one(ana: Desk) -> None:
    sat = sit(ana, "d", "figures differ", "b", "f", "3", "To lorries alone.", "f", "5", "There are two.", "u", "u", "q")
    assert "taken back: claim 1 is misleading as before: To lorries alone." in sat.told
    assert "taken back: claim 1 has no finding" in sat.told
    assert show(ana, 1).entry.finding is None
