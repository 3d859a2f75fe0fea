"""A whole sitting at a pseudo-terminal, from nothing verified to every kind of verdict."""

import sys
from pathlib import Path

import pytest
from tests.cli.reviewing.pseudo_terminal import PseudoTerminal, start

from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.vocabulary import Said, Status

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")

ENTER, CTRL_C = "\r", "\x03"
LEFT, RIGHT, UP, DOWN = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B"
KEYS = "q quit"

STORY = """\
“The dam holds,” Mara Voss said on Monday.

“The mill burned down,” Kim Lee said.

“The well is dry,” Nils Aker said.
"""


def answer(at: PseudoTerminal, *lines: str) -> None:
    """Type lines, each after its question."""
    for question, line in zip(lines[::2], lines[1::2], strict=True):
        at.until(question)
        at.press(line)


@pytest.mark.slow
def test_every_verdict_with_refusals_remedies_undo_jumps_and_arrows(ana: Desk, desk: Path) -> None:
    (desk / "story.txt").write_text(STORY, encoding="utf-8")
    ingesting = start("ingest", "story.txt", "--extractor", "rules")
    assert ingesting.end() == 0

    at = start("review")
    at.until("1 of 7   claim 1   ○ unverified", KEYS)

    at.press("C")  # confirmed, refused for want of evidence, and for want of a look at whom it belongs to
    answer(at, "why:", f"as the register has it{ENTER}", "1  attach evidence", "1")
    answer(at, "file, address", f"regis\t{ENTER}", "whom it comes from:", f"Port Office{ENTER}")
    answer(at, "the passage", f"closed since 4 May{ENTER}", "what is it?", ENTER)
    at.until("evidence 1 attached to claim 1", "2  say that Port Office belongs to nobody known", KEYS)
    at.press("2")
    answer(at, "how you know that Port Office", f"a municipal register{ENTER}")
    at.until("claim 1 is confirmed, independently", "2 of 7   claim 2", KEYS)

    at.press("u")  # taken back, and given again by going on from it
    at.until("taken back: claim 1 is in review, with ana (was confirmed)", "1 of 7   claim 1", KEYS)
    at.press("c")
    at.until("claim 1 is confirmed, independently", "2 of 7   claim 2", KEYS)

    at.press("d")  # disputed, with a line broken off first
    at.until("why (empty")
    at.press(f"forty of th{CTRL_C}")
    at.until("broken off; nothing was written", KEYS)
    at.press("d")
    answer(at, "why (empty", f"the ministry counts thirty{ENTER}")
    at.until("claim 2 is disputed", "3 of 7   claim 3", KEYS)

    at.press("r")  # refuted, from a house that is known
    at.until("1  attach evidence", KEYS)
    at.press("1")
    answer(at, "file, address", f"letter.txt{ENTER}", "whom it comes from:", f"Town Hall{ENTER}")
    answer(at, "the passage", ENTER, "what is it?", ENTER)
    at.until("claim 3 is refuted", "4 of 7   claim 4", KEYS)

    at.press("v")
    answer(at, "why it cannot be verified:", f"nobody answers{ENTER}")
    at.until("claim 4 is unverifiable", "5 of 7   claim 5", KEYS)

    at.press("x")  # its words: the end a word back and on again, the beginning a word on
    at.until("the end moves:")
    for key in (LEFT, UP, RIGHT, ENTER):
        at.press(key)
    at.until("claim 5 has these words: dam", "5 of 7   claim 5   ◐ in review", KEYS)
    at.press("u")
    at.until("taken back: claim 5 says again what it said", "5 of 7   claim 5", KEYS)

    at.press("s")  # said, refused for want of an attempt
    answer(at, "was it really said?", "n", "1  note what was tried", "1")
    answer(at, "what you tried:", f"read the minutes{ENTER}", "whom you asked", ENTER)
    answer(at, "on which day", ENTER, "what they answered", ENTER)
    at.until("claim 5: said is not found", KEYS)

    at.press("w")
    answer(at, "why is it withdrawn?", "3", "the claim that stands:", f"1{ENTER}")
    at.until("claim 5 is withdrawn", "6 of 7   claim 6", KEYS)

    at.press("p")  # another speaker: two keys
    at.until("who says it?", "1 Nils Aker", "somebody else")
    at.press("1")
    at.until("claim 6 is said by", "6 of 7   claim 6   ◐ in review", KEYS)

    at.press("g")  # to a claim that is decided, and opened again
    answer(at, "the claim's number:", f"2{ENTER}")
    at.until("claim 2   ± disputed", KEYS)
    at.press("z")
    answer(at, "why it is opened again:", f"they count otherwise{ENTER}")
    at.until("claim 2 is unverified (was disputed)", KEYS)
    at.press("l")
    at.until("go to which (empty stays here):")
    at.press(f"7{ENTER}")
    at.until("claim 7   ○ unverified", KEYS)
    at.press(CTRL_C)
    at.until("claims in this queue")
    assert at.end() == 0

    entries = {number: show(ana, number).entry for number in range(1, 8)}
    assert [entries[number].status for number in range(1, 8)] == [
        Status.CONFIRMED, Status.UNVERIFIED, Status.REFUTED, Status.UNVERIFIABLE, Status.WITHDRAWN, Status.IN_REVIEW,
        Status.UNVERIFIED,
    ]  # fmt: skip
    assert entries[5].said is Said.NOT_FOUND
    assert entries[6].speaker == "Nils Aker"
    assert verify(ana).problems == ()


@pytest.mark.usefixtures("desk")
def test_what_was_typed_before_comes_back_with_the_arrow_up(ana: Desk) -> None:
    at = start("review")
    at.until(KEYS)
    at.press("v")
    answer(at, "why it cannot be verified:", f"nobody to ask{ENTER}")
    at.until("2 of 4", KEYS)
    at.press("v")
    answer(at, "why it cannot be verified:", UP, "nobody to ask", ENTER)
    at.until("3 of 4", KEYS)
    at.press("q")
    assert at.end() == 0
    assert [show(ana, number).entry.history[-1].reason for number in (1, 2)] == ["nobody to ask"] * 2


@pytest.mark.parametrize("surroundings", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": "vt100"}])
@pytest.mark.usefixtures("desk")
def test_a_plain_terminal_is_enough(surroundings: dict[str, str]) -> None:
    at = start("review", "--article", "1", surroundings=surroundings)
    at.until("1 of 4   claim 1", KEYS)
    at.press("t")
    at.until("claim 1 is in review, with ana", KEYS)
    at.press("q")
    at.until("1 taken; 4 claims in this queue")
    assert at.end() == 0
    assert "\x1b[6n" not in at.raw  # asked of a terminal that does not answer, it takes two seconds
    assert "\x1b[?1049h" not in at.raw  # what was there before stays to be scrolled back to
    if "NO_COLOR" in surroundings:
        assert [
            part for part in at.raw.split("\x1b[")[1:] if part.split("m")[0] not in {"0", ""} and part[0] == "3"
        ] == []


@pytest.mark.usefixtures("desk")
def test_a_claim_longer_than_the_screen_is_read_from_its_beginning(desk: Path) -> None:
    long = " ".join(f"and house number {number} fell" for number in range(1, 140))
    (desk / "long.txt").write_text(f"“The tower fell {long},” Mara Voss said.\n", encoding="utf-8")
    assert start("ingest", "long.txt", "--extractor", "rules").end() == 0
    at = start("review", "--article", "2")
    page = at.until("claim 5   ○ unverified", KEYS)
    assert "The tower fell" in page
    assert "independent origin" not in page
    assert len(page.splitlines()) <= 24
    at.press(" ")
    at.until("independent origin", KEYS)
    at.press("x")
    assert len(at.until("the end moves:", "leave it").splitlines()) <= 24
    at.press(CTRL_C)
    at.until("broken off", KEYS)
    at.press("q")
    assert at.end() == 0


def test_a_word_that_is_typed_where_a_key_is_asked_for_answers_nothing(ana: Desk) -> None:
    """Else its first letter that is a key would answer: "n" is nobody, having looked."""
    at = start("review")
    at.until("claim 1", KEYS)
    at.press("o")
    at.until("which source?", "another one")
    at.press("Union")
    at.until("U does nothing here")
    at.press("\x03")
    at.until("nothing was written", KEYS)
    at.press("q")
    assert at.end() == 0
    assert len(show(ana, 1).entry.history) == 1
    assert "affiliation" not in at.text
