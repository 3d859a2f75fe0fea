"""An article of the length that articles have, by keys alone: from bytes to findings, with every kind of verdict."""

import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.cli.reviewing.pseudo_terminal import PseudoTerminal, start

ENTER = "\r"
BAR = "q quit"
ARTICLE = Path(__file__).parents[3] / "seeds" / "article.txt"
REGISTER = """\
Register of the Coast Office.
About 4,000 people were still waiting for buses to the coast.
43 bodies had been brought in since Tuesday.
Two families from the street have not been seen since Wednesday.
Both road bridges are closed to traffic.
Nobody surrendered: of the 212 fighters, not one.
The fighters held the western districts.
"""
HELD, BODIES, FAMILIES = 10, 29, 36
BRIDGES, WITHDRAWN, SURRENDERED = 6, 9, 27
BUILDINGS, PATIENTS = 38, 33

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there"), pytest.mark.slow]


def _answers(at: PseudoTerminal, *lines: str) -> None:
    """Type lines, each after its question."""
    for question, line in zip(lines[::2], lines[1::2], strict=True):
        at.until(question)
        at.press(line)


def _go(at: PseudoTerminal, claim: int) -> None:
    at.press("g")
    _answers(at, "the claim's number:", f"{claim}{ENTER}")
    at.until(f"claim {claim} ", BAR)


def _judged(at: PseudoTerminal, claim: int, key: str, passage: str) -> None:
    """Give a verdict that wants evidence, which is asked for, and attach it."""
    _go(at, claim)
    at.press(key)
    at.until("1  attach evidence", BAR)
    at.press("1")
    _answers(
        at, "file, address", f"register.txt{ENTER}", "whom it comes from:", ENTER, "the passage", f"{passage}{ENTER}"
    )
    _answers(at, "what is it?", ENTER)


def test_an_article_is_worked_through_by_keys_alone(empty: Path, run: Callable[..., CompletedProcess[str]]) -> None:
    shutil.copy(ARTICLE, empty / "article.txt")
    (empty / "register.txt").write_text(REGISTER, encoding="utf-8")
    assert run("ingest", "article.txt", "--extractor", "rules").returncode == 0

    at = start("review")
    at.until("claim ", BAR)
    _go(at, HELD)
    at.press("c")  # refused for want of evidence, and then for want of a look at whom it belongs to
    at.until("1  attach evidence", BAR)
    at.press("1")
    _answers(at, "file, address", f"register.txt{ENTER}", "whom it comes from:", f"Coast Office{ENTER}")
    _answers(at, "the passage", f"About 4,000 people were still waiting{ENTER}", "what is it?", ENTER)
    at.until("say that Coast Office belongs to nobody known", BAR)
    at.press("2")
    _answers(at, "how you know that Coast Office", f"the municipal law on it{ENTER}")
    at.until("say that River Front belongs to nobody known", BAR)
    at.press("2")
    _answers(at, "how you know that River Front", f"two studies of the front{ENTER}")
    at.until(f"claim {HELD} is confirmed, independently", BAR)
    for claim, passage in ((BODIES, "43 bodies had been brought in"), (FAMILIES, "Two families from the street")):
        _judged(at, claim, "c", passage)
        at.until(f"claim {claim} is confirmed, independently", BAR)

    _judged(at, SURRENDERED, "r", "Nobody surrendered")
    at.until(f"claim {SURRENDERED} is refuted", BAR)
    for claim in (BRIDGES, WITHDRAWN):
        _go(at, claim)
        at.press("d")
        _answers(at, "why (empty", f"the register has it otherwise{ENTER}")
        at.until(f"claim {claim} is disputed", BAR)
    _go(at, BUILDINGS)
    at.press("v")
    _answers(at, "why it cannot be verified:", f"the pictures are for sale to states alone{ENTER}")
    at.until(f"claim {BUILDINGS} is unverifiable", BAR)

    _go(at, PATIENTS)
    at.press("y")
    _answers(at, "in a sentence of its own:", f"Orsenian soldiers killed patients at a first-aid post.{ENTER}")
    at.until("restated", BAR)
    at.press("h")
    _answers(at, "whom does it concern?", "a", "who:", f"Orsenian military{ENTER}")
    at.until("Orsenian military is accused", BAR)
    at.press("A")
    _answers(at, "who was asked for a reply?", "1", "how were they asked?", "m")
    _answers(at, "until which day", f"2031-12-04{ENTER}", "the text that was sent", ENTER)
    at.until(f"was asked about claim {PATIENTS}", BAR)

    for claim, rating, finding in (
        (HELD, "correct", "The office counted 4,000 people at the stops."),
        (SURRENDERED, "false", "By the register nobody surrendered."),
    ):
        _go(at, claim)
        at.press("f")
        shown = at.until("how is it rated?", "another word")
        digit = re.search(rf"(\d) {rating}\s", shown)
        assert digit is not None
        at.press(digit[1])
        _answers(at, "in words for readers:", f"{finding}{ENTER}")
        at.until(f"claim {claim}: {rating}.", BAR)
    at.press("q")
    at.until("claims in this queue")
    assert at.end() == 0

    claims = json.loads(run("report", 1, "-f", "json").stdout)["articles"][0]["claims"]
    standing = {
        claim["number"]: claim["status"] for claim in claims if claim["status"] not in {"unverified", "in_review"}
    }
    assert standing == {
        **dict.fromkeys((HELD, BODIES, FAMILIES), "confirmed"),
        **dict.fromkeys((BRIDGES, WITHDRAWN), "disputed"),
        SURRENDERED: "refuted",
        BUILDINGS: "unverifiable",
    }
    told = run("report", 1, "--short", "-f", "html").stdout
    for words in (
        "Orsenian soldiers killed patients at a first-aid post.",
        "The office counted 4,000 people at the stops.",
        "By the register nobody surrendered.",
        "Whom it accuses was asked for a reply that may still come",
    ):
        assert words in told
    assert run("verify").returncode == 0
