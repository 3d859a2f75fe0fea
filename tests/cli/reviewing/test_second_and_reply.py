"""`review`: a second person approves, a party is asked for a reply, a claim is linked, each by its key."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.cli.reviewing.script import sit

from claimtrack.cli.reviewing.keys import help_page
from claimtrack.services.desk import Desk
from claimtrack.services.reports.gather import show
from claimtrack.services.reviewers import add
from claimtrack.vocabulary import ClaimLinkKind, LinkState, Means, ReplyState, Role, Status

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def two(ana: Desk, done: Run) -> Desk:
    """Give the desk with four eyes, as ben sees it: ana proposed a verdict on claims 1 and 3."""
    ana.enact(add, "ben", role=Role.REVIEWER)
    done("policy", "set", "four_eyes=true")
    done("unverifiable", 1, 3, "--reason", "nobody was there")
    return replace(ana, reviewer="ben")


def test_what_somebody_proposed_is_approved_by_a_key(two: Desk) -> None:
    sat = sit(two, "g", "1", "P", "y", "q")
    assert 'ana proposed unverifiable ("nobody was there"), on whether it is true' in sat.told
    assert "claim 1 is unverifiable (was in review)" in sat.told
    assert show(two, 1).entry.status is Status.UNVERIFIABLE
    assert sat.shown[-1].startswith("1 approved")


def test_the_key_is_named_where_something_waits_for_it(two: Desk) -> None:
    sat = sit(two, "g", "1", "P", "enter", "q")
    assert "P proposal" not in sat.asked[0]
    assert "P proposal" in sat.asked[2]
    assert len(show(two, 1).entry.proposals) == 1


def test_what_somebody_proposed_is_rejected_with_a_reason(two: Desk) -> None:
    sat = sit(two, "g", "1", "P", "n", "the keeper was there", "q")
    assert "claim 1, unverifiable: rejected, as ana proposed it" in sat.told
    assert show(two, 1).entry.proposals == ()


def test_where_nothing_is_proposed_it_says_where_something_is(two: Desk) -> None:
    assert "nothing is proposed on claim 2; on claims 1, 3 something is: g goes there" in sit(two, "P", "q").told


def test_nobody_approves_what_they_proposed(two: Desk) -> None:
    sat = sit(replace(two, reviewer="ana"), "g", "1", "P", "y", "q")
    assert "you (ana) proposed it; with four eyes somebody else approves it" in sat.told
    assert show(two, 1).entry.status is not Status.UNVERIFIABLE


@pytest.fixture
def accusing(ana: Desk, done: Run) -> Desk:
    """Give the desk where claim 1 accuses the Harbour Board."""
    done("correct", 1, "--party", "accused:Harbour Board", "--new-source")
    return ana


def test_whom_a_claim_accuses_is_asked_by_a_key_and_the_answer_noted(accusing: Desk) -> None:
    Path("sent.txt").write_text("Is the bridge closed?", encoding="utf-8")
    sat = sit(accusing, "A", "1", "m", "2031-05-04", "sent.txt", "A", "w", "It is open.", "q")
    assert "A reply" in sat.asked[0]
    assert "reply 1: Harbour Board was asked about claim 1" in sat.told
    assert "reply 1: Harbour Board was asked. What came?" in " ".join(sat.asked)
    assert "A reply" not in sat.asked[-1]
    (line,) = show(accusing, 1).entry.replies
    assert (line.means, line.state, line.answer, line.text_name) == (
        Means.MAIL,
        ReplyState.ANSWERED,
        "It is open.",
        "sent.txt",
    )


def test_a_request_is_taken_back_by_undo(accusing: Desk) -> None:
    sat = sit(accusing, "A", "1", "p", "", "", "u", "q")
    assert "taken back: reply 1 is withdrawn" in sat.told
    assert show(accusing, 1).entry.replies[0].state is ReplyState.WITHDRAWN


def test_somebody_who_declines_is_noted_and_a_file_that_is_not_there_is_asked_for_again(accusing: Desk) -> None:
    sat = sit(accusing, "A", "1", "t", "", "gone.txt", "", "A", "d", "q")
    assert "no file gone.txt" in sat.told
    assert show(accusing, 1).entry.replies[0].state is ReplyState.DECLINED


def test_a_deadline_that_is_no_day_or_too_soon_is_typed_once_more_and_nothing_else(accusing: Desk) -> None:
    sat = sit(accusing, "A", "1", "m", "tomorrow", "2001-01-01", "", "A", "1", "m", "2031-05-04", "", "q")
    assert '"tomorrow" is no date' in sat.told
    assert "2001-01-01" in sat.offered[-3]
    (line,) = show(accusing, 1).entry.replies
    assert line.state is ReplyState.OPEN


def test_one_who_is_not_on_record_is_a_new_one_by_a_digit(ana: Desk) -> None:
    sat = sit(ana, "A", "Harbour Watch", "m", "", "", "1", "q")
    assert "  1  it is a new one" in sat.shown
    assert "reply 1: Harbour Watch was asked about claim 1, without a deadline" in sat.told


def test_one_whom_nobody_accused_is_asked_by_name(ana: Desk) -> None:
    sat = sit(ana, "A", "Ben Ode", "l", "", "", "q")
    assert "reply 1: Ben Ode was asked about claim 1, without a deadline" in sat.told


def test_a_claim_is_linked_by_a_key_and_undone(ana: Desk) -> None:
    sat = sit(ana, "L", "d", "x", "2", "q")
    assert '"x" is no claim number' in " ".join(sat.asked)
    assert "claim 1 denies claim 2: on record" in sat.told
    (line,) = show(ana, 1).entry.links
    assert (line.kind, line.number, line.state) == (ClaimLinkKind.DENIES, 2, LinkState.ACCEPTED)
    assert "taken back: claim 1 denies claim 2: no longer" in sit(ana, "L", "r", "3", "u", "q").told.replace(
        "repeats claim 3", "denies claim 2"
    )
    assert [one.state for one in show(ana, 3).entry.links] == [LinkState.REJECTED]


def test_what_is_written_names_the_claim_that_it_is_written_of(ana: Desk) -> None:
    sat = sit(ana, "n", "y", "The bridge of Harbour Town is closed.", "q")
    assert "what claim 2 says, in a sentence of its own: " in sat.asked


def test_a_card_at_the_desk_names_no_command(ana: Desk, done: Run) -> None:
    Path("story.txt").write_text(
        "Soldiers shot prisoners at the brewery, residents said. The Orsenian military flatly denied the accounts.\n",
        encoding="utf-8",
    )
    done("ingest", "story.txt", "--extractor", "rules")
    number = next(n for n in range(5, 8) if show(ana, n).entry.links)
    assert "`claimtrack link" in done("show", number).stdout
    sat = sit(ana, "g", str(number), "q")
    assert "`claimtrack" not in sat.told
    assert "j judge" in sat.asked[-1]


def test_the_page_of_keys_fits_on_a_screen_with_the_keys_beneath() -> None:
    assert len(help_page().splitlines()) + 4 <= 24
    assert max(map(len, help_page().splitlines())) <= 80
