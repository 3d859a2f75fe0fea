"""`evidence set`, and the offer that `evidence add` makes of whom a text credits."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def confirmed(desk: Path, done: Run, number: Callable[[str], int]) -> int:
    """Give a claim that a paper's story, evidence 1, confirms."""
    (desk / "story.txt").write_text("The bridge is closed, Ana Ruiz's office told Reuters on Monday.\n")
    claim = number("bridge is closed")
    done("evidence", "add", claim, "story.txt", "--supports", "--source", "Daily Sun")
    done("source", "unaffiliated", "Daily Sun", "--reason", "asked its board")
    done("confirm", claim)
    return claim


def test_who_is_credited_is_offered_and_taken_up(desk: Path, done: Run, number: Callable[[str], int]) -> None:
    (desk / "story.txt").write_text("The bridge is closed, officials told Reuters on Monday.\n")
    claim = number("bridge is closed")
    said = done("evidence", "add", claim, "story.txt", "--supports", "--source", "Daily Sun").stderr
    assert (
        'this text credits Reuters; if it relies on it: `claimtrack evidence set 1 --relies-on "Reuters" --new-source`'
    ) in said
    told = done("evidence", "set", 1, "--relies-on", "Reuters", "--new-source").stderr
    assert told == "evidence 1 relies on Reuters\n"
    assert "relies on  Reuters" in done("evidence", "show", 1).stdout


def test_a_rehearsal_shows_what_would_fall_and_then_it_does(confirmed: int, done: Run) -> None:
    words = ("evidence", "set", 1, "--basis", "hearsay", "--reason", "nobody there saw it")
    fell = (
        f"claim {confirmed} was confirmed and is unverified again: "
        "what is on record of evidence 1 was put right: nobody there saw it"
    )
    shown = done(*words, "--dry-run").stderr
    assert shown.startswith(f"nothing was changed; this is what would be: evidence 1 is hearsay for claim {confirmed}")
    assert fell in shown
    assert "independently" in done("show", confirmed).stdout.splitlines()[0]
    assert fell in done(*words).stderr
    assert "all intact" in done("verify").stderr


def test_a_date_and_a_grade_for_one_claim(confirmed: int, done: Run) -> None:
    told = done(
        "evidence", "set", 1, "--dated", "2024-05-17", "--credibility", "2", "--claim", confirmed, "-r", "its stamp"
    ).stderr
    assert told == f"evidence 1 is dated 2024-05-17, has the credibility 2 for claim {confirmed}\n"


@pytest.mark.usefixtures("confirmed")
@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((), 2, "say what to put right"),
        (("--dated", "2024-05-17"), 5, "say --reason TEXT"),
        (("--no-relies-on", "Daily Sun", "-r", "no credit"), 4, "not on record that evidence 1 relies on Daily Sun"),
        (("--relies-on", "Gull Post", "-r", "its last line"), 4, "add --new-source"),
        (("--credibility", "9"), 2, "--credibility"),
        (("--dated", "someday"), 3, "someday"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, words: tuple[str, ...], code: int, says: str) -> None:
    found = run("evidence", "set", 1, *words)
    assert (found.returncode, says in found.stderr) == (code, True), found.stderr
