"""`review`: the last steps are taken back one by one, by new events."""

from collections.abc import Callable
from subprocess import CompletedProcess

import pytest
from tests.cli.reviewing.script import sit

from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.marks import notes
from claimtrack.services.reports.gather import show
from claimtrack.services.reviewers import add
from claimtrack.services.verdicts import decisions
from claimtrack.vocabulary import NoteKind, Role, Said, Status

Run = Callable[..., CompletedProcess[str]]


def test_the_last_steps_are_undone_one_by_one_and_nothing_is_deleted(ana: Desk) -> None:
    before = len(show(ana, 1).entry.history)
    sat = sit(ana, "t", "e", "s", "register.txt", "Roads Office", "", "enter", "c", "n", "u", "u", "u", "u", "q")
    assert sat.claims == [1, 1, 1, 2, 3, 1, 1, 1]
    assert [words for words in sat.shown if words.startswith("taken back: ")] == [
        "taken back: claim 1 is in review, with ana (was confirmed)",
        "taken back: evidence 1 is withdrawn from claim 1",
        "taken back: claim 1 is unverified (was in review)",
    ]
    assert "there is nothing to undo" in sat.told
    entry = show(ana, 1).entry
    assert (entry.status, entry.holder) == (Status.UNVERIFIED, None)
    assert [line.what for line in entry.history[before:]] == [
        "took it into review",
        "handed it to ana",
        "attached evidence 1 (register.txt) from Roads Office that supports it",
        "marked it confirmed (was in review), resting on evidence 1",
        "reopened it (was confirmed)",
        "took it into review",
        "withdrew evidence 1",
        "gave it back unreviewed",
        "released it",
    ]
    assert sat.shown[-1] == "1 skipped; 4 claims in this queue"


def test_an_answer_to_who_said_it_is_undone(ana: Desk, done: Run) -> None:
    done("attempt", 1, "looked through the minutes")
    sit(ana, "s", "n", "u", "q")
    assert show(ana, 1).entry.said is Said.UNCHECKED


def test_what_somebody_else_did_since_is_not_undone(ana: Desk, ben: Desk) -> None:
    def refuted() -> None:
        ben.enact(decisions.decide, look(ben, [1]), decisions.Decision(Status.REFUTED, reason="seen", override=True))

    ana.enact(add, "ben", role=Role.EDITOR)
    sat = sit(ana, "d", "differs", refuted, "u", "u", "q")
    assert "claim 1 is no longer as you left it: 0 s ago ben marked it refuted" in sat.told
    assert "nothing was taken back" in sat.told
    assert "there is nothing to undo" in sat.told
    assert show(ana, 1).entry.status is Status.REFUTED


def test_a_correction_on_which_somebody_commented_since_is_not_undone(ana: Desk, ben: Desk) -> None:
    def commented() -> None:
        ben.enact(notes.note, look(ben, [1]), "well seen", kind=NoteKind.COMMENT)

    sat = sit(ana, "p", "0", "nobody else says it", commented, "u", "q")
    assert "claim 1 is no longer as you left it" in sat.told
    assert show(ana, 1).entry.own_voice


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (["m", "ask the port"], "a comment stays"),
        (["a", "rang", "", "", ""], "an attempt that was made stays"),
        (["d", "differs", "b", "v", "nobody to ask"], "you go back by giving that one again"),
    ],
)
def test_what_cannot_be_undone_is_told_with_what_to_do_instead(ana: Desk, answers: list[str], says: str) -> None:
    sat = sit(ana, *answers, "u", "q")
    assert says in sat.told
