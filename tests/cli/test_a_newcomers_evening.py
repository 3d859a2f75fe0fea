"""An article from its bytes to a report with every kind of verdict, as a newcomer does it: few commands, no refusal."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

MOST = 25
SEEDS = Path(__file__).parents[2] / "seeds"
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


HARD_BOOK = """\
Book of the Coast Office.
92,104 people have been killed in six years of fighting.
About 4,000 people were still waiting for buses to the coast.
Both road bridges were open to traffic again.
The town has two rail bridges over the Teyr.
The fighting in Vellmar has not ended.
150 fighters had surrendered, and no more.
"""


def test_an_article_of_governments_and_of_no_named_outlet_takes_no_refusal_either(
    run: Run, number: Callable[[str], int], empty: Path
) -> None:
    """Whom to look up is done as it is told, before anything is judged."""
    (empty / "article.txt").write_bytes((SEEDS / "article.txt").read_bytes())
    (empty / "book.txt").write_text(HARD_BOOK, encoding="utf-8")
    commands = 0

    def do(*words: str | int) -> str:
        nonlocal commands
        commands += 1
        done = run(*words)
        assert done.returncode == 0, (words, done.stderr)
        return done.stderr

    def judge(verdict: str, claim: str, excerpt: str, *more: str) -> None:
        do(verdict, number(claim), "--evidence", "book.txt", "--source", "Coast Office", "--excerpt", excerpt, *more)

    told = do("ingest", "article.txt", "--extractor", "rules")
    assert "claimtrack article set 1 --outlet NAME" in told
    do("article", "set", 1, "--outlet", "Harbour Courier")
    told = do("source", "proposals")
    for source in re.findall(r"\(source (\d+)\)", told):
        do("source", "unaffiliated", source, "--reason", "its register, and its own page")
    for line in json.loads(run("source", "proposals", "--json").stdout):
        do("source", "accept", line["source"], line["kind"], line["other"])
    assert "whom they belong to" not in run("source", "proposals").stderr
    judge("confirm", "more than 90,000", "92,104 people have been killed", "--unaffiliated", "the municipal law on it")
    judge("confirm", "about 4,000", "About 4,000 people were still waiting")
    judge("confirm", "both road bridges", "Both road bridges were open")
    judge("refute", "only rail bridge", "The town has two rail bridges over the Teyr")
    judge("dispute", "fighting in Vellmar has ended", "The fighting in Vellmar has not ended")
    judge("dispute", "212 fighters", "150 fighters had surrendered")
    do("unverifiable", number("who could not walk"), "--reason", "known from a colleague whom nobody can reach")
    shot = number("shot captured fighters")
    do("reply", "ask", shot, "--to", "the Orsenian military", "--by", "mail", "--deadline", "2031-12-04")
    do("restate", number("about 4,000"), "In mid-May 2024 some 4,000 people waited in Vellmar for buses to the coast.")
    do("find", number("only rail bridge"), "--rating", "false", "There are two, says the Coast Office.")
    do("report", 1, "-o", "report.html")
    assert commands <= MOST
    report = json.loads(run("report", 1, "-f", "json").stdout)
    standing = Counter(claim["status"] for claim in report["articles"][0]["claims"])
    assert [standing[one] for one in ("confirmed", "disputed", "refuted", "unverifiable")] == [3, 2, 1, 1]
