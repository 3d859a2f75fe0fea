"""`review`: what is refused is kept with all that was typed, and its remedy is one key."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

from tests.cli.reviewing.script import sit

from claimtrack.remedies import Step
from claimtrack.services.desk import Desk
from claimtrack.services.reports.gather import show
from claimtrack.services.reviewers import add
from claimtrack.vocabulary import Role, Said, Status

Run = Callable[..., CompletedProcess[str]]


def test_evidence_that_is_missing_is_attached_by_a_digit_and_the_verdict_given(ana: Desk) -> None:
    sat = sit(
        ana, "C", "as the register has it", "1", "register.txt", "Roads Office", "closed since 4 May", "enter", "q"
    )
    assert "claim 1 cannot be marked confirmed: 0 of 1 independent origin" in sat.told
    assert "  1  attach evidence" in sat.shown
    assert "`claimtrack" not in sat.told
    assert "claim 1 is confirmed, independently (was in review)" in sat.told
    entry = show(ana, 1).entry
    assert (entry.status, entry.history[-1].reason) == (Status.CONFIRMED, "as the register has it")
    assert [(piece.stance.value, piece.source) for piece in entry.evidence] == [("supports", "Roads Office")]


def test_whom_a_source_belongs_to_is_said_by_a_digit(ana: Desk) -> None:
    sat = sit(
        ana, "e", "s", "register.txt", "Port Office", "", "enter", "c", "2", "a municipal register", "q"
    )  # fmt: skip
    assert "  1  say whom Port Office belongs to" in sat.shown
    assert "  2  say that Port Office belongs to nobody known" in sat.shown
    assert "no affiliation of Port Office is known" in sat.told
    # The page does not push the remedies off the screen.
    last = sat.shown.index("  2  say that Port Office belongs to nobody known")
    assert sat.shown[last + 1] == "no affiliation of Port Office is known"
    assert "claim 1 is confirmed, independently (was in review)" in sat.told
    assert sat.claims[-1] == 2


def test_a_remedy_that_is_refused_itself_has_a_remedy_and_all_is_tried_again(ana: Desk) -> None:
    sat = sit(
        ana, "e", "s", "register.txt", "Port Office", "", "enter",
        "c", "1", "p", "Harbour Board", "its own page says so",  # the board is not on record
        "1",  # it is a new one
        "q",
    )  # fmt: skip
    assert "  1  it is a new one" in sat.shown
    assert "on record: Port Office is part of Harbour Board" in sat.told
    assert "claim 1 is confirmed, independently (was in review)" in sat.told


def test_what_stands_against_a_verdict_is_answered_by_a_digit(ana: Desk, done: Run) -> None:
    done("evidence", "add", 1, "register.txt", "--supports", "--source", "Roads Office")
    done("evidence", "add", 1, "letter.txt", "--refutes", "--source", "Town Hall")
    sat = sit(ana, "c", "1", "an older letter", "q")
    assert "evidence 2 stands against it; answer it with [1]" in sat.told
    assert "  1  answer evidence 2 with a reason" in sat.shown
    assert "claim 1 is confirmed, independently (was in review)" in sat.told
    assert show(ana, 1).entry.history[-1].reason == "an older letter"


def test_a_reason_that_the_policy_wants_is_given_by_a_digit(ana: Desk, done: Run) -> None:
    done("policy", "set", 'reasons=["confirmed"]')
    done("evidence", "add", 1, "register.txt", "--supports", "--source", "Roads Office")
    sat = sit(ana, "c", "1", "seen it", "q")
    assert "  1  give the reason" in sat.shown
    assert show(ana, 1).entry.history[-1].reason == "seen it"


def test_a_name_that_is_close_to_one_on_record_is_settled_by_a_digit(ana: Desk) -> None:
    sat = sit(ana, "e", "s", "register.txt", "Ruiz", "", "enter", "1", "q")
    assert "  1  it is Ana Ruiz" in sat.shown
    assert "  2  it is a new one" in sat.shown
    assert [piece.source for piece in show(ana, 1).entry.evidence] == ["Ana Ruiz"]


def test_a_copy_on_record_from_somebody_else_is_attached_as_theirs_by_a_digit(ana: Desk, done: Run) -> None:
    done("evidence", "add", 2, "register.txt", "--supports", "--source", "Roads Office")
    sat = sit(ana, "e", "s", "register.txt", "Town Hall", "", "enter", "1", "q")
    assert "  1  it is Roads Office" in sat.shown
    assert [piece.source for piece in show(ana, 1).entry.evidence] == ["Roads Office"]


def test_what_was_tried_is_noted_by_a_digit_and_the_answer_given(ana: Desk) -> None:
    sat = sit(ana, "s", "n", "1", "read the minutes", "", "", "", "q")
    assert "claim 1: said is not found" in sat.told
    assert show(ana, 1).entry.said is Said.NOT_FOUND


def test_what_is_not_checkable_is_marked_as_checkable_by_a_digit(ana: Desk, done: Run) -> None:
    done("correct", 1, "--not-checkable")
    sat = sit(ana, "g", "1", "d", "figures differ", "1", "q")
    assert "  1  mark it as checkable" in sat.shown
    assert show(ana, 1).entry.status is Status.DISPUTED


def test_who_says_what_nobody_read_is_said_by_a_digit(ana: Desk, done: Run, tmp_path: Path) -> None:
    (tmp_path / "fremd.txt").write_text("Der Hafen ist seit Montag gesperrt, sagte der Bürgermeister der Stadt.\n")
    done("ingest", tmp_path / "fremd.txt")
    sat = sit(ana, "g", "5", "s", "n", "1", "enter", "Kai Bosse", "1", "see the town hall", "", "", "", "q")
    assert "  1  say who says it" in sat.shown
    assert show(ana, 5).entry.speaker == "Kai Bosse"
    assert show(ana, 5).entry.said is Said.NOT_FOUND


def test_a_claim_with_a_verdict_is_opened_again_by_a_digit(ana: Desk) -> None:
    sat = sit(ana, "d", "figures differ", "b", "t", "1", "they do not", "q")
    assert "  1  open it again" in sat.shown
    assert show(ana, 1).entry.status is Status.IN_REVIEW


def test_a_refused_verdict_waits_while_other_things_are_done_and_is_tried_again(ana: Desk) -> None:
    sat = sit(
        ana, "C", "as the register has it", "m", "ask the port", "e", "s", "register.txt", "Roads Office", "", "enter",
        "n", "b", "enter", "q",
    )  # fmt: skip
    kept = [question for question in sat.asked if question.startswith("kept: confirm")]
    assert len(kept) == 4
    assert kept[0].startswith("kept: confirm  1 attach evidence  Enter tries again")
    entry = show(ana, 1).entry
    assert (entry.status, entry.history[-1].reason) == (Status.CONFIRMED, "as the register has it")


def test_a_refused_verdict_that_is_given_anew_offers_the_reason_it_had(ana: Desk) -> None:
    sat = sit(ana, "R", "the letter is clear", "R", "the letter is very clear", "q")
    assert sat.offered[3] == ["the letter is clear"]
    assert show(ana, 1).entry.status is Status.UNVERIFIED


def test_a_remedy_that_is_broken_off_is_offered_still(ana: Desk) -> None:
    from claimtrack.cli.reviewing.terminal import Interrupted

    sit(ana, "c", "1", Interrupted, "1", "register.txt", "Roads Office", "", "enter", "q")
    assert show(ana, 1).entry.status is Status.CONFIRMED


def test_an_editor_decides_past_the_rules_and_a_reviewer_does_not(ana: Desk) -> None:
    ana.enact(add, "ben", role=Role.REVIEWER)
    sat = sit(replace(ana, reviewer="ben"), "c", "!", "seen it myself", "q")
    assert "may not override" in sat.told or "takes the role" in sat.told
    assert show(ana, 1).entry.status is Status.UNVERIFIED
    sat = sit(ana, "c", "!", "seen it myself", "q")
    assert "claim 1 is confirmed BY OVERRIDE" in sat.told
    assert show(ana, 1).entry.override_reason == "seen it myself"


def test_what_review_cannot_do_is_written_as_a_command(ana: Desk, done: Run) -> None:
    done("release", 1) if show(ana, 1).entry.holder else None
    ana.enact(add, "ben", role=Role.REVIEWER)
    done("assign", 1, "--to", "ben")
    sat = sit(ana, "g", "1", "t", "q")
    assert f"`claimtrack {Step.RELEASE} 1`" in sat.told


def test_which_outlet_published_it_is_said_by_a_digit(ana: Desk, done: Run) -> None:
    Path("other.txt").write_text("The bridge is closed to all traffic.\n", encoding="utf-8")
    done("ingest", "other.txt", "--extractor", "rules")
    done("evidence", "add", 5, "register.txt", "--supports", "--source", "Roads Office")
    sat = sit(ana, "g", "5", "c", "1", "Coast Wire", "2", "a company of its own", "q")
    assert "`claimtrack" not in sat.told
    assert "  1  say which outlet published it" in sat.shown
    assert "article 2 is from Coast Wire" in sat.told
    assert "no affiliation of Coast Wire is known" in sat.told
    assert "claim 5 is confirmed, independently (was in review)" in sat.told
