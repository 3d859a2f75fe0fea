"""The same article read again, with other words around a claim: what is told when it is read, and in `show`."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def read(tmp_path: Path, done: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Give a way to read an article, or a new version of it; gives what was told."""
    monkeypatch.chdir(tmp_path)

    def ingest(name: str, words: str, *more: str) -> str:
        (tmp_path / name).write_text(words, encoding="utf-8")
        return done("ingest", name, *more).stderr

    return ingest


def test_another_speaker_is_told_and_takes_the_verdict_away(read: Callable[..., str], done: Run) -> None:
    read("first.txt", "“The bridge is closed,” Ana Ruiz said.\n")
    done("unverifiable", "1", "--reason", "nobody was there")
    told = read("second.txt", "“The bridge is closed,” Ben Ode said.\n", "--version-of", "1")
    what = "speaker from Ana Ruiz to Ben Ode"
    assert f"  claim 1 is said otherwise now: {what}\n" in told
    because = f"a new version of article 1 says otherwise: {what}"
    assert f"claim 1 was unverifiable and is unverified again: {because}" in told
    shown = done("show", "1").stdout
    assert "Ben Ode" in shown
    assert "says otherwise" in shown


def test_what_a_person_corrected_is_asked_about(read: Callable[..., str], done: Run) -> None:
    read("first.txt", "“The bridge is closed,” Ana Ruiz said.\n")
    done("correct", "1", "--speaker", "Cleo Marsh", "--new-source")
    told = read("second.txt", "“The bridge is closed,” Ben Ode said.\n", "--version-of", "1")
    assert (
        "claim 1 is said otherwise now: speaker from Cleo Marsh to Ben Ode; what a person corrected stands: "
        "look again, or claimtrack correct 1 --speaker NAME\n"
    ) in told


def test_a_doubt_that_comes_as_a_question_is_told(read: Callable[..., str], done: Run) -> None:
    engine = ("--extractor", "learned")
    words = "“The bridge is closed,” Ana Ruiz said.\n"
    told = read("first.txt", words, *engine)
    assert "may doubt" not in told
    doubting = f"{words}\nBen Ode rejected the accounts of the opposition.\n"
    told = read("second.txt", doubting, "--version-of", "1", *engine)
    assert "  claim 1 may be doubted now, marked with a question mark: `claimtrack show 1` says how\n" in told
    assert "?" in done("list").stdout
    # It is told when it comes, and not again.
    assert "may be doubted now" not in read(
        "third.txt", f"{doubting}\nThe road is open.\n", "--version-of", "1", *engine
    )
