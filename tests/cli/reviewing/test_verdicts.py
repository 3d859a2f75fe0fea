"""`review`: the two verdicts and what is said about a claim, each by its key."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.cli.reviewing.script import Answer, sit

from claimtrack.services.desk import Desk
from claimtrack.services.reports.gather import show
from claimtrack.vocabulary import Said, Status

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def weighed(ana: Desk, done: Run) -> Desk:
    """Give the workspace where two offices speak for claim 1, and one of them against claim 3."""
    done("evidence", "add", 1, "register.txt", "--supports", "--source", "Roads Office")
    done("evidence", "add", 3, "letter.txt", "--refutes", "--source", "Town Hall")
    return ana


@pytest.mark.parametrize(
    ("claim", "keys", "status", "reason"),
    [
        (1, ["c"], Status.CONFIRMED, None),
        (1, ["C", "seen in the register"], Status.CONFIRMED, "seen in the register"),
        (3, ["r"], Status.REFUTED, None),
        (3, ["R", "the letter is clear"], Status.REFUTED, "the letter is clear"),
        (3, ["d", ""], Status.DISPUTED, None),
        (2, ["d", "figures differ"], Status.DISPUTED, "figures differ"),
        (2, ["v", "nobody to ask"], Status.UNVERIFIABLE, "nobody to ask"),
        (2, ["w", "1"], Status.WITHDRAWN, "nothing is claimed here"),
        (2, ["w", "2"], Status.WITHDRAWN, "its words were cut wrongly"),
        (2, ["w", "3", "4"], Status.WITHDRAWN, "duplicate of claim 4"),
        (2, ["w", "3", "four", "4"], Status.WITHDRAWN, "duplicate of claim 4"),
        (2, ["w", "4", "a caption"], Status.WITHDRAWN, "a caption"),
    ],
)
def test_a_verdict_is_one_key_and_goes_on_to_the_next_claim(
    weighed: Desk, claim: int, keys: list[Answer], status: Status, reason: str | None
) -> None:
    sat = sit(weighed, "g", str(claim), *keys, "q")
    entry = show(weighed, claim).entry
    assert (entry.status, entry.history[-1].reason) == (status, reason)
    assert sat.claims[:2] in ([1, claim], [1, 2])
    assert sat.claims[-1] != claim
    assert sat.shown[-1] == "1 decided; 3 claims in this queue"


@pytest.mark.parametrize(("key", "said"), [("v", Said.VERIFIED), ("n", Said.NOT_FOUND)])
def test_who_said_it_is_two_keys_and_the_claim_stays(ana: Desk, done: Run, key: str, said: Said) -> None:
    done("attempt", 1, "looked through the minutes")
    Path("minutes.txt").write_text("Ms Ruiz: The bridge is closed.", encoding="utf-8")
    done("evidence", "add", 1, "minutes.txt", "--supports", "--source", "Town Hall", "--excerpt",
         "The bridge is closed", "--basis", "verbatim")  # fmt: skip
    sat = sit(ana, "s", key, "q")
    assert f"claim 1: said is {said.words}; whether it is true is another question" in sat.told
    assert sat.claims == [1, 1]
    assert show(ana, 1).entry.said is said


def test_an_answer_to_who_said_it_is_left_open_and_taken_back(ana: Desk, done: Run) -> None:
    done("attempt", 1, "looked through the minutes")
    sit(ana, "s", "enter", "S", "n", "not in the minutes", "s", "u", "they were found", "q")
    entry = show(ana, 1).entry
    assert entry.said is Said.UNCHECKED
    assert [line.reason for line in entry.history[-2:]] == ["not in the minutes", "they were found"]


def test_a_verdict_is_opened_again(ana: Desk) -> None:
    sat = sit(ana, "d", "figures differ", "b", "z", "they do not", "q")
    assert "claim 1 is unverified (was disputed)" in sat.told
    assert show(ana, 1).entry.status is Status.UNVERIFIED


def test_an_unverifiable_claim_is_told_with_what_was_tried(ana: Desk) -> None:
    sat = sit(ana, "a", "rang the port", "Lia Stone", "2024-05-17", "no comment", "v", "nobody answers", "q")
    assert 'rang the port (asked: Lia Stone; on: 2024-05-17; answer: "no comment")' in sat.told
    assert "tried on claim 1, by ana, " in sat.told


def test_a_day_that_is_none_is_asked_for_again(ana: Desk) -> None:
    sat = sit(ana, "a", "rang the port", "", "lately", "", "", "q")
    assert '"lately"' in sat.told
    assert [note.text for note in show(ana, 1).entry.notes] == ["rang the port"]


def test_a_claim_is_taken_and_commented_on_and_stays(ana: Desk) -> None:
    sat = sit(ana, "t", "m", "asked the port", "q")
    assert "claim 1 is in review, with ana (was unverified)" in sat.told
    assert "comment by ana: asked the port" in sat.shown[-2]
    assert sat.claims == [1, 1, 1]
    assert sat.shown[-1] == "1 taken, 1 commented on; 4 claims in this queue"
    assert show(ana, 1).entry.holder == "ana"


def test_what_the_claim_says_and_the_passage_does_not_is_told(ana: Desk, done: Run) -> None:
    done("evidence", "add", 2, "register.txt", "--supports", "--source", "Roads Office", "--excerpt",
         "The bridge is closed since 4 May")  # fmt: skip
    sat = sit(ana, "g", "2", "c", "q")
    assert "look again: " in sat.told
