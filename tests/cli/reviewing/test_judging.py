"""`review`: what the machine asks is judged by yes and no."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.affiliations import stand_alone
from tests.cli.reviewing.script import sit

from claimtrack.services.desk import Desk
from claimtrack.services.reports.gather import show
from claimtrack.vocabulary import LinkState, PartySide, Status

Run = Callable[..., CompletedProcess[str]]

STORY = """\
Soldiers shot prisoners at the brewery, residents said. The Orsenian military flatly denied the accounts.

The army of Orsenia burned the mill, Kim Lee said.
"""


@pytest.fixture
def asking(ana: Desk, done: Run) -> Desk:
    """Give the workspace with a second article, about which the machine asks."""
    Path("story.txt").write_text(STORY, encoding="utf-8")
    done("ingest", "story.txt", "--extractor", "rules")
    return ana


def _with_link(desk: Desk) -> int:
    return next(n for n in range(5, 12) if any(one.state is LinkState.PROPOSED for one in show(desk, n).entry.links))


def test_a_link_is_judged(asking: Desk) -> None:
    number = _with_link(asking)
    sat = sit(asking, "g", str(number), "j", *_answers(asking, number, "y"), "q")
    assert "you say it is so" in sat.told
    assert all(one.state is LinkState.ACCEPTED for one in show(asking, number).entry.links)


def test_a_link_is_rejected_with_a_reason_and_the_count_of_questions_is_on_the_key(asking: Desk) -> None:
    number = _with_link(asking)
    sat = sit(asking, "g", str(number), "j", *_answers(asking, number, "n"), "q")
    assert any("j judge 1" in question or "j judge 2" in question for question in sat.asked)
    assert all(one.state is LinkState.REJECTED for one in show(asking, number).entry.links)
    assert "j judge  " in sat.asked[-1]


def _answers(desk: Desk, number: int, key: str) -> list[str]:
    """Return the answers to all that is asked of a claim, rejecting takes a reason for links and accused parties."""
    entry = show(desk, number).entry
    found: list[str] = [key for caveat in entry.caveats if caveat.asks]
    for link in entry.links:
        if link.state is LinkState.PROPOSED:
            found += [key] if key == "y" else [key, "another brewery"]
    for party in entry.parties:
        if party.state is LinkState.PROPOSED:
            found += [key, "the victims"] if key == "n" and party.side is PartySide.ACCUSED else [key]
    return found


def test_what_is_left_open_stays_a_question(asking: Desk) -> None:
    number = _with_link(asking)
    sit(asking, "g", str(number), "j", *["enter" for _ in _answers(asking, number, "y")], "q")
    assert any(one.state is LinkState.PROPOSED for one in show(asking, number).entry.links)


def test_nothing_to_judge_is_told(ana: Desk) -> None:
    assert "nothing is asked about claim 1" in sit(ana, "j", "q").told


def test_whether_two_names_are_of_one_house_is_a_digit(ana: Desk, done: Run) -> None:
    done("evidence", "add", 1, "register.txt", "--supports", "--source", "Ruiz", "--new-source")
    stand_alone(ana, "Ruiz")
    sat = sit(ana, "j", "2", "the daughter", "c", "q")
    assert "  1  they are one" in sat.shown
    assert "  2  it is not so" in sat.shown
    assert show(ana, 1).entry.status is Status.CONFIRMED
