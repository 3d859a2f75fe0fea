"""What reaches a terminal: nothing in it acts, made harmless it still fits, and nobody has to read to the end."""

import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

ACTING = "\x1b[31m\x1b]0;owned\x07\u202e\u2066\x9b2J\x7f"
TABLES = ["list", "show 5", "show 6", "log", "article list", "source list", "evidence list", "reviewer list"]
PAGES = ["article show 2", "source show 6", "evidence show 1", "report -f txt"]


@pytest.fixture
def hostile(desk: Path, done: Run) -> Path:
    """Go to a workspace in which words, names, notes and reasons all hold characters that act."""
    said = f"“The dam{ACTING} holds,” Mara Voss said.\n\n“The road is cut,” Kim Lee said.\n"
    (desk / "hostile.txt").write_text(said, encoding="utf-8")
    done("ingest", "hostile.txt", "--title", f"Title {ACTING}", "--outlet", f"Courier {ACTING}")
    done("evidence", "add", 5, "register.txt", "--supports", "--source", f"Office {ACTING}", "--note", f"n {ACTING}")
    done("comment", 5, f"{ACTING} ask " * 9)
    done("dispute", 6, "-r", f"because {ACTING} " * 9)
    done("reviewer", "add", f"ben{ACTING}")
    return desk


@pytest.mark.parametrize("words", TABLES + PAGES)
@pytest.mark.usefixtures("hostile")
def test_nothing_that_is_shown_acts_on_a_terminal(done: Run, words: str) -> None:
    found = done(*words.split())
    assert _acting(found.stdout + found.stderr) == set()
    assert found.stdout != ""


@pytest.mark.usefixtures("desk")
def test_a_file_with_a_name_that_acts_is_refused_harmlessly(run: Run) -> None:
    refused = run("ingest", f"nosuch{ACTING}.txt")
    assert refused.returncode == 4
    assert _acting(refused.stderr) == set()
    assert "nosuch␛[31m" in refused.stderr


@pytest.mark.parametrize("words", TABLES)
@pytest.mark.parametrize("columns", [80, 140])
@pytest.mark.usefixtures("hostile")
def test_what_was_made_harmless_is_no_wider_than_the_window(
    done: Run, monkeypatch: pytest.MonkeyPatch, words: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = done(*words.split()).stdout.splitlines()
    # A digest is one word of 64 characters, to be copied whole: its line may stand out.
    assert [line for line in lines if len(line) > columns and "sha256" not in line] == []


@pytest.mark.parametrize("words", ["list", "report 1"])
def test_a_reader_that_is_gone_before_the_first_word_is_no_error_to_tell(desk: Path, words: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        command = [sys.executable, "-m", "claimtrack", *words.split()]
        found = subprocess.run(command, cwd=desk, stdout=nobody, stderr=subprocess.PIPE, encoding="utf-8")
    assert (found.returncode, found.stderr) == (1, "")


def _acting(text: str) -> set[str]:
    """Find the characters that do something instead of being seen: controls but line ends, and directions."""
    directions = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "PDI"}
    return {
        character
        for character in text
        if (unicodedata.category(character) == "Cc" and character not in "\n\r")
        or unicodedata.bidirectional(character) in directions
    }
