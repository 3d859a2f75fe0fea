"""`list` and `show` on a terminal: what they find, in which order, and how they fit."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from wcwidth import wcswidth

Run = Callable[..., CompletedProcess[str]]
Number = Callable[[str], int]

HOSTILE = (
    "“The \x1b[31mred\x1b[0m bridge \x07is \u202eclosed\u202c,” Ana \u2066Ruiz\u2069 said. "
    "“Tea | `cup` <script>,” she said.\n"
)


def numbers(told: CompletedProcess[str]) -> list[int]:
    """Read the claims' numbers from ``list --json``."""
    return [row["claim"] for row in json.loads(told.stdout)]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], [1, 2, 3, 4]),
        (["--unverified"], [1, 2]),
        (["--status", "disputed"], [3]),
        (["--status", "disputed", "--status", "withdrawn"], [3, 4]),
        (["--source", "ben ode"], [2]),
        (["--mine"], [1]),
        (["--search", "BRIDGE"], [1]),
        (["--search", "Mendes"], [3]),
        (["--article", "1", "--not-checkable"], []),
        (["--said", "unchecked", "--unconfirmed"], [1, 2, 3]),
        (["--overridden"], []),
        (["--sort", "status"], [3, 1, 2, 4]),
        (["--sort", "speaker"], [1, 2, 3, 4]),
        (["--sort", "changed"], [4, 3, 1, 2]),
        (["--limit", "2"], [1, 2]),
        (["--limit", "2", "--page", "2"], [3, 4]),
        (["--limit", "2", "--all"], [1, 2, 3, 4]),
    ],
)
def test_the_filters_and_orders_find_what_they_say(done: Run, words: list[str], found: list[int]) -> None:
    _reviewed(done)
    assert numbers(done("list", "--json", *words)) == found


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("words", "footer"),
    [
        ([], "4 claims\n"),
        (["--unverified"], "2 claims; left out: 2 with a verdict or withdrawn, 0 not checkable\n"),
        (["--limit", "3"], "1-3 of 4 claims; --page N or --all shows the rest\n"),
        (["--limit", "3", "--page", "2"], "4-4 of 4 claims\n"),
        (["--limit", "3", "--page", "3"], "no claims on this page; there are 4\n"),
        (["--search", "nothing"], "no claims match\n"),
    ],
)
def test_the_footer_counts_what_is_shown_and_what_is_not(done: Run, words: list[str], footer: str) -> None:
    _reviewed(done)
    assert done("list", *words).stderr == footer


@pytest.mark.parametrize("columns", [80, 140])
def test_nothing_is_wider_than_the_terminal(
    done: Run, desk: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    said = (
        "“"
        + "The long wall along the river held through every night of the flood and " * 6
        + "stands,” Wanda Ost said."
    )
    wide = "“" + "河水漲過橋" * 30 + ",” Li Wei said."
    (desk / "long.txt").write_text(f"{said}\n\n{wide}\n", encoding="utf-8")
    done("ingest", "long.txt", "--outlet", "The Courier of the Upper Valley and the Lower Harbour Towns")
    monkeypatch.setenv("COLUMNS", str(columns))
    done("comment", "1-6", "a note " * 40)
    note = " ".join(["what the register of the roads office shows"] * 6)
    done("evidence", "add", 5, "register.txt", "--supports", "--source", "Roads Office", "--note", note)
    for words in ("list", "show 5", "log", "evidence list", "source list", "article list"):
        lines = done(*words.split()).stdout.splitlines()
        assert [line for line in lines if wcswidth(line) > columns and " " in line.strip()] == [], words
    # The room is used: at 140 columns more than 80 of them.
    assert max(wcswidth(line) for line in done("list").stdout.splitlines()) > columns - 20


def test_text_that_would_act_on_a_terminal_is_shown_harmless(done: Run, desk: Path) -> None:
    (desk / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    done("ingest", "hostile.txt", "--title", "A \x1b]0;title\x07", "--outlet", "\u202eetad")
    done("comment", 5, "see \x1b[2J this \u2067note")
    done("article", "set", 2, "--byline", "Kim\rLee\x9b31m")
    told = [
        done(*words.split()) for words in ("list", "show 5", "log", "article list", "article show 2", "source list")
    ]
    told.append(done("ingest", "hostile.txt"))
    for one in told:
        acting = re.findall(
            r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", one.stdout + one.stderr
        )
        assert acting == []
    shown = "".join(one.stdout for one in told)
    for sign in ("␛", "⟨U+202E⟩", "⟨U+2067⟩", "⟨U+009B⟩"):
        assert sign in shown


@pytest.mark.usefixtures("desk")
def test_no_colour_is_used_with_or_without_being_told(done: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = [done(*words).stdout for words in (["list"], ["show", 1], ["--help"])]
    monkeypatch.setenv("NO_COLOR", "1")
    assert [done(*words).stdout for words in (["list"], ["show", 1], ["--help"])] == plain
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert [done(*words).stdout for words in (["list"], ["show", 1])] == plain[:2]


@pytest.mark.usefixtures("desk")
def test_show_tells_all_there_is_to_know(done: Run, number: Number) -> None:
    claim = number("bridge")
    done("evidence", "add", claim, "register.txt", "--supports", "--source", "Roads Office", "--excerpt",
         "closed since 4 May")  # fmt: skip
    done("evidence", "add", claim, "letter.txt", "--refutes", "--source", "Town Hall", "--note", "undated")
    done("attempt", claim, "called the mayor")
    for name in ("Roads Office", "Town Hall"):
        done("source", "unaffiliated", name, "--reason", "asked around")
    done("confirm", claim, "--despite", 2, "--reason", "the letter is older")
    shown = " ".join(done("show", claim).stdout.split())
    for words in (
        "[“The bridge is closed,”] Ana Ruiz said.",
        "The valley, Harbour Courier",
        "Roads Office",
        '"closed since 4 May"',
        "note: undated",
        "attempt by ana",
        "the letter is older",
        "1 of 1 independent origin",
    ):
        assert words in shown


def _reviewed(done: Run) -> None:
    """Bring the four claims to different places: 1 in review, 2 untouched, 3 disputed, 4 withdrawn."""
    done("take", 1)
    done("dispute", 3, "--reason", "the clerk says Tuesday")
    done("release", 3)
    done("withdraw", 4, "--reason", "no claim")
