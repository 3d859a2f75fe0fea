"""Somebody wants the gate open without asking whom the article accuses: each way of it that was thought of."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.attacks.conftest import Try, program

ARTICLE = """\
“The bridge is closed,” Ana Ruiz said.

“The mayor Ben Ode stole the money,” Carla Mendes said.
"""
GATE = ("gate", "--require", "reply-asked")
SHUT, OPEN = "7: claim 2: it accuses Ben Ode", "0: the gate is open"


@pytest.fixture(scope="module")
def accusing(ingested_as: Callable[[str], Path]) -> Path:
    """Give a workspace with an article of which claim 2 accuses Ben Ode."""
    folder = ingested_as(ARTICLE)
    program(folder, "correct", "2", "--party", "accused:Ben Ode", "--new-source")
    return folder


@pytest.fixture
def tried(accusing: Path, at_desk: Callable[[Path], None], answer: Try) -> Try:
    """Give a way to try a command in that workspace."""
    at_desk(accusing)
    return answer


def _day(ahead: float, form: str = "%Y-%m-%d") -> str:
    return (datetime.now(UTC) + timedelta(days=ahead)).strftime(form)


def _hour(ahead: float) -> str:
    return _day(ahead / 24, "%Y-%m-%dT%H:%M")


BEN = ("--to", "Ben Ode", "--by", "mail")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("reply", "ask", 2, *BEN, "--deadline", _hour(1)), "5: claimtrack: the desk's policy gives"),
        (("reply", "ask", 2, *BEN, "--deadline", _day(-1)), "3: claimtrack: the deadline"),
        (
            ("reply", "ask", 2, *BEN, "--deadline", _hour(1), "--on", "1900-01-01"),
            "nothing shows that Ben Ode was asked",
        ),
        (("reply", "ask", 2, *BEN, "--deadline", _hour(1), "--on", _day(-3)), "nothing shows that Ben Ode was asked"),
        (("reply", "ask", 2, *BEN, "--deadline", _day(9), "--on", _day(3)), "is still to come"),
        (("reply", "ask", 2, *BEN, "--deadline", "9999-12-31"), "is too late a day"),
        (("reply", "ask", 2, *BEN, "--deadline", "soon"), "is no date"),
        (("reply", "ask", 2, "--to", "Ben Odé", "--by", "mail"), '"Ben Odé"; close to it'),
        (("reply", "ask", 2, "--to", "nobody", "--by", "mail"), '4: claimtrack: no source "nobody"'),
        (("reply", "ask", 2, "--to", "", "--by", "mail"), "claimtrack:"),
        (("reply", "ask", 99, *BEN), "4: claimtrack: no claim 99"),
        (("reply", "answer", 1, "They agree."), "4: claimtrack: no reply 1"),
        *(
            (("reply", "except", 2, "--to", "Ben Ode", "--reason", why), "takes a reason")
            for why in ("", "x", "…", "\u3164")
        ),
        (("reply", "except", 2, "--to", "Ben Ode"), "takes a reason"),
        (
            ("gate", "accept", 2, "--reason", "paragraph four says so"),
            "5: claimtrack: claim 2: in review; this is only for what somebody else says",
        ),
        (("policy", "set", "reply_hours=0"), "takes a whole number from 1 to 8760"),
    ],
    ids=range(19),
)
def test_it_is_refused(tried: Try, words: tuple[str | int, ...], told: str) -> None:
    refused = tried(*words)
    assert not refused.startswith("0: ")
    assert told in refused


def test_asking_somebody_else_or_about_something_else_opens_nothing(tried: Try) -> None:
    assert tried("reply", "ask", 2, "--to", "Carla Mendes", "--by", "mail", "--deadline", _day(3)).startswith("0: ")
    assert tried("reply", "except", 2, "--to", "Carla Mendes", "--reason", "she is no party").startswith("0: ")
    asked = tried("reply", "ask", 1, *BEN, "--deadline", _day(3))
    assert "claim 1 does not name Ben Ode as accused" in asked
    assert tried("reply", "answer", 3, "It is open.").startswith("0: ")
    assert tried(*GATE).startswith(SHUT)


def test_what_is_no_answer_opens_nothing_and_what_is_taken_back_shuts(tried: Try) -> None:
    assert tried("reply", "ask", 2, *BEN, "--deadline", _day(3)).startswith("0: reply 1: Ben Ode was asked")
    assert f"{SHUT}, who was asked for a reply and may answer until" in tried(*GATE)
    for word in ("", "x", "..", "\u200b", "\u3164"):
        assert "the answer is empty" in tried("reply", "answer", 1, word)
    Path("blank.txt").write_text(" \u200b\n")
    assert "no word stands in blank.txt" in tried("reply", "answer", 1, "--file", "blank.txt")
    assert "came before Ben Ode was asked" in tried("reply", "answer", 1, "No", "--on", _day(-3))
    assert "is still to come" in tried("reply", "answer", 1, "No", "--on", _day(3))
    assert tried(*GATE).startswith(SHUT)
    assert tried("reply", "answer", 1, "No").startswith("0: ")
    assert tried(*GATE).startswith(OPEN)
    assert "takes a reason" in tried("reply", "withdraw", 1, "--reason", "x")
    assert tried("reply", "withdraw", 1, "--reason", "it was another Ben Ode").startswith("0: ")
    assert tried(*GATE).startswith(SHUT)


def test_the_letter_as_it_was_sent_shows_when_a_party_was_asked(tried: Try) -> None:
    Path("letter.txt").write_text(f"{_day(-3)}\n\nDear Mr Ode, ...\n")
    sent = ("--deadline", _hour(1), "--text", "letter.txt", "--on")
    assert "nothing shows that Ben Ode was asked" in tried("reply", "ask", 2, *BEN, *sent, _day(-4))
    assert tried("reply", "ask", 2, *BEN, *sent, _day(-3)).startswith("0: reply 1: ")
    assert tried(*GATE).startswith(SHUT)


def test_silence_is_the_clocks_to_say(tried: Try) -> None:
    tried("reply", "ask", 2, *BEN, "--deadline", _day(3))
    with closing(sqlite3.connect(".claimtrack/claimtrack.db")) as connection, connection:
        connection.execute("UPDATE reply SET asked_at = '2020-01-01 00:00:00.000000'")
        connection.execute("UPDATE reply SET deadline = '2020-01-02 00:00:00.000000'")
    found = tried("verify")
    assert found.startswith("8: ")
    assert "reply 1" in found
