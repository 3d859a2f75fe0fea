"""An article from its bytes to a report with every kind of verdict, as a newcomer does it: few commands, no refusal."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

MOST = 25
ARTICLE = """\
“The bridge is closed,” Ana Ruiz said.

“The school has 40 pupils,” Ben Ode said.

“The market opened on Monday,” Carla Mendes said.

“The road was cut in May,” Dora Lind said.

“The mill burned down,” Eli Brandt said.

“The ferry sank,” Frida Holm said.

“The Harbour Board took bribes,” Greta Solberg said.
"""
LOG = "Log of the roads office.\nThe bridge is closed.\nThe school has 40 pupils.\nThe market opened on Monday.\n"
BOOK = "Book of the harbour.\nThe road was open in May.\nThe mill stands.\nThe ferry runs daily.\n"


def _piece(file: str, source: str, excerpt: str) -> tuple[str, ...]:
    return ("--evidence", file, "--source", source, "--excerpt", excerpt, "--unaffiliated", "asked its keeper")


def test_an_evening_takes_few_commands_and_no_refusal(run: Run, empty: Path) -> None:
    (empty / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (empty / "log.txt").write_text(LOG, encoding="utf-8")
    (empty / "book.txt").write_text(BOOK, encoding="utf-8")
    roads, harbour = ("log.txt", "Roads Office"), ("book.txt", "Harbour Book")
    evening: list[tuple[str | int, ...]] = [
        ("ingest", "article.txt", "--extractor", "rules"),
        ("list",),
        ("confirm", 1, *_piece(*roads, "The bridge is closed")),
        ("confirm", 2, *_piece(*roads, "The school has 40 pupils")),
        ("confirm", 3, *_piece(*roads, "The market opened on Monday")),
        ("refute", 4, *_piece(*harbour, "The road was open in May")),
        ("dispute", 5, *_piece(*harbour, "The mill stands")),
        ("dispute", 6, *_piece(*harbour, "The ferry runs daily")),
        ("unverifiable", 7, "--reason", "nobody who was there can be reached"),
        ("correct", 7, "--party", "accused:Harbour Board", "--new-source"),
        ("reply", "ask", 7, "--to", "Harbour Board", "--by", "mail", "--deadline", "2031-12-04"),
        ("restate", 1, "The bridge over the Arn was closed to traffic in May."),
        ("restate", 4, "The coast road was cut in May."),
        ("find", 1, "--rating", "correct", "The log of the roads office has it."),
        ("find", 4, "--rating", "false", "The harbour's book has the road open."),
        ("report", 1, "-o", "report.html"),
        ("report", 1, "--short", "-o", "short.html"),
    ]
    assert len(evening) <= MOST
    for words in evening:
        done = run(*words)
        assert done.returncode == 0, (words, done.stderr)
        assert "was in review" not in done.stderr, words
    report = json.loads(run("report", 1, "-f", "json").stdout)
    standing = {claim["number"]: claim["status"] for claim in report["articles"][0]["claims"]}
    assert standing == {
        1: "confirmed",
        2: "confirmed",
        3: "confirmed",
        4: "refuted",
        5: "disputed",
        6: "disputed",
        7: "unverifiable",
    }
    told = (empty / "short.html").read_text(encoding="utf-8")
    assert "Whom it accuses was asked for a reply that may still come" in told
    assert "The coast road was cut in May." in told
    assert "The log of the roads office has it." in told


@pytest.mark.usefixtures("empty")
def test_the_examples_of_help_say_whose_a_source_is(done: Run) -> None:
    for command in ("confirm", "refute"):
        page = " ".join(done(command, "--help").stdout.split())
        assert '--excerpt "' in page
        assert '--unaffiliated "its own statute' in page
