"""`review`: evidence by keys."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.cli.reviewing.script import sit

from claimtrack.services.desk import Desk
from claimtrack.services.reports.gather import show
from claimtrack.vocabulary import Basis, Serves, Stance, Status

Run = Callable[..., CompletedProcess[str]]


def test_evidence_is_attached_and_confirms(ana: Desk) -> None:
    sat = sit(ana, "e", "s", "register.txt", "Roads Office", "closed since 4 May", "enter", "c", "q")
    assert "evidence 1 attached to claim 1, excerpt found at characters" in sat.told
    assert "claim 1 is confirmed, independently (was in review)" in sat.told
    (piece,) = show(ana, 1).entry.evidence
    assert (piece.source, piece.excerpt) == ("Roads Office", "closed since 4 May")


@pytest.mark.parametrize(
    ("stance", "knows", "bears"),
    [
        ("s", "enter", (Stance.SUPPORTS, Serves.TRUTH, Basis.RECORD)),
        ("r", "f", (Stance.REFUTES, Serves.TRUTH, Basis.FIRSTHAND)),
        ("c", "h", (Stance.CONTEXT, Serves.TRUTH, Basis.HEARSAY)),
        ("s", "u", (Stance.SUPPORTS, Serves.TRUTH, Basis.UNKNOWN)),
        ("r", "v", (Stance.REFUTES, Serves.SAID, Basis.VERBATIM)),
        ("s", "w", (Stance.SUPPORTS, Serves.SAID, Basis.RECORD)),
    ],
)
def test_what_it_does_and_how_it_knows_is_a_key_each(
    ana: Desk, stance: str, knows: str, bears: tuple[Stance, Serves, Basis]
) -> None:
    sit(ana, "e", stance, "register.txt", "Town Hall", "The bridge is closed", knows, "q")
    (piece,) = show(ana, 1).entry.evidence
    assert (piece.stance, piece.serves, piece.basis) == bears


def test_a_note_of_ones_own_is_evidence(ana: Desk) -> None:
    sit(ana, "e", "s", "", "saw the barrier down on 6 May", "Roads Office", "f", "q")
    (piece,) = show(ana, 1).entry.evidence
    assert (piece.name, piece.basis) == ("note", Basis.FIRSTHAND)


def test_an_earlier_claim_is_evidence(ana: Desk, done: Run) -> None:
    done("evidence", "add", 3, "register.txt", "--supports", "--source", "Roads Office")
    done("confirm", 3)
    sat = sit(ana, "e", "s", "claim 3", "q")
    assert "evidence 2 attached to claim 1" in sat.told
    assert show(ana, 1).entry.evidence[0].of_claim == 3


@pytest.mark.parametrize(
    ("named", "says"),
    [("-", "- stands for what is piped in, and here it is the keyboard"), ("no-such.txt", "no file no-such.txt")],
)
def test_a_file_that_is_none_is_asked_for_again(ana: Desk, named: str, says: str) -> None:
    sat = sit(ana, "e", "s", named, "~/no-such.txt", "register.txt", "Roads Office", "", "enter", "q")
    assert says in sat.told
    assert sat.offered[3] == [named]
    assert show(ana, 1).entry.evidence[0].name == "register.txt"


def test_a_passage_that_is_not_there_is_asked_for_again(ana: Desk) -> None:
    sat = sit(ana, "e", "s", "register.txt", "Roads Office", "closed since 5 May", "enter", "closed since 4 May", "q")
    assert "the excerpt is not in register.txt" in sat.told
    assert ["closed since 5 May"] in sat.offered
    assert show(ana, 1).entry.evidence[0].excerpt == "closed since 4 May"


def test_the_same_file_comes_from_the_same_source_unless_one_says_otherwise(ana: Desk) -> None:
    sat = sit(
        ana, "e", "s", "register.txt", "Roads Office", "", "enter", "n",
        "e", "r", "register.txt", "Roads Office", "", "enter", "q",
    )  # fmt: skip
    assert sat.offered[sat.asked.index("whom it comes from: ") + 6 :].count(["Roads Office"]) == 1


def test_whom_its_text_credits_is_asked_about(ana: Desk) -> None:
    Path("story.txt").write_text("The bridge is closed, officials told Reuters on Monday.\n")
    sat = sit(ana, "e", "s", "story.txt", "Roads Office", "", "enter", "y", "q")
    assert any("does it rely on them?" in question for question in sat.asked)
    assert "relies on" in sat.told


def test_a_piece_is_graded_where_the_policy_wants_it(ana: Desk, done: Run) -> None:
    done("policy", "set", "least_credibility=3")
    sit(ana, "e", "s", "register.txt", "Roads Office", "", "enter", "c", "1", "2", "", "q")
    assert show(ana, 1).entry.evidence[0].credibility == 2
    assert show(ana, 1).entry.status is Status.CONFIRMED
