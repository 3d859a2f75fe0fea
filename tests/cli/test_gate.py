"""`gate`: what a publishing script reads, and what a person does."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claimtrack.vocabulary import Need

Run = Callable[..., CompletedProcess[str]]

ASKED = "no-unverified, no-refuted, no-alarm, no-pending, intact, reply-asked"
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "gate.md"


def _to_verify(claim: int) -> str:
    return f"claimtrack evidence add {claim} FILE --supports --serves said --source NAME --excerpt TEXT"


@pytest.mark.usefixtures("desk")
def test_the_gate_is_shut_until_every_claim_is_seen_to(run: Run, done: Run) -> None:
    shut = run("gate", 1)
    lacks = "unverified: it has no verdict, nor is it verified that it was said"
    assert shut.returncode == 7
    assert shut.stdout.splitlines() == [
        f"claim {number}: {lacks}; next: {_to_verify(number)}" for number in (1, 2, 3, 4)
    ]
    assert shut.stderr == ("claimtrack: the gate is shut: 4 of 4 claims in article 1 fall short of no-unverified\n")
    done("unverifiable", "1-3", "-r", "nobody can be reached")
    assert run("gate").stderr == (
        "claimtrack: the gate is shut: 1 of 4 claims in the workspace falls short of no-unverified\n"
    )
    done("said", 4, "verified", "--override", "-r", "I heard it")
    opened = done("gate", 1)
    assert (opened.stdout, opened.stderr) == ("", f"the gate is open: 4 claims in article 1: {ASKED}\n")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            "confirmed",
            "claim 4: unverified, not confirmed; next: claimtrack evidence add 4 FILE --supports --source NAME",
        ),
        ("no-override", "claim 1: confirmed by override; next: claimtrack reopen 1 --reason TEXT"),
        (
            "no-alarm",
            "claim 2: confirmed, and so is claim 1, which it denies; next: claimtrack reopen 2 --reason TEXT",
        ),
        ("said", "claim 1: not checked whether it was said; next: " + _to_verify(1)),
        (
            "no-alarm, said ,no-override",
            (
                "claim 1: confirmed by override; confirmed, and so is claim 2, which denies it; "
                "not checked whether it was said; next: claimtrack reopen 1 --reason TEXT"
            ),
        ),
    ],
)
def test_every_word_asks_for_something(run: Run, done: Run, words: str, line: str) -> None:
    done("confirm", "1-2", "--override", "-r", "I stood there")
    done("link", 2, "denies", 1)
    shut = run("gate", "--require", words)
    assert shut.returncode == 7
    assert line in shut.stdout.splitlines()


@pytest.mark.usefixtures("desk")
def test_the_words_may_be_repeated_and_stand_in_one_order(run: Run) -> None:
    asked = run("gate", "--require", "said", "--require", "no-alarm,confirmed", "--json")
    assert json.loads(asked.stdout)["required"] == ["confirmed", "no-alarm", "said"]


@pytest.mark.usefixtures("desk")
def test_the_data_has_the_shape_that_the_reference_describes(run: Run, done: Run) -> None:
    done("confirm", "1-2", "--override", "-r", "I stood there")
    done("link", 2, "denies", 1)
    shut = run("gate", 1, "--require", "no-override,no-alarm", "--json")
    assert shut.returncode == 7
    found = json.loads(shut.stdout)
    told = json.loads(re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0])
    assert found == told


@pytest.mark.usefixtures("desk")
def test_an_open_gate_as_data(done: Run) -> None:
    done("unverifiable", "1-4", "-r", "nobody can be reached")
    assert json.loads(done("gate", "--json").stdout) == {
        "passed": True,
        "article": None,
        "required": ["no-unverified", "no-refuted", "no-alarm", "no-pending", "intact", "reply-asked"],
        "claims": 4,
        "not_checkable": 0,
        "withdrawn": 0,
        "taken_off": [],
        "short": [],
    }


@pytest.mark.usefixtures("desk")
def test_an_article_without_claims_passes_and_says_so(done: Run) -> None:
    done("withdraw", "1-4", "-r", "a draft")
    left = "4 withdrawn, of which nothing was asked"
    assert done("gate", 1).stderr == f"the gate is open: article 1 has no claims; {left}\n"
    assert done("gate").stderr == f"the gate is open: the workspace has no claims; {left}\n"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("gate", 9), 4, "no article 9; `claimtrack article list` shows the numbers there are"),
        (
            ("gate", "--require", "no-alarm,perfect"),
            2,
            f'the gate knows no "perfect"; it knows {", ".join(Need)}',
        ),
        (("gate", "--require", ""), 2, 'the gate knows no ""'),
        (("gate", "one"), 2, "ARTICLE does not fit: that is no number"),
    ],
)
@pytest.mark.usefixtures("unchanged")
def test_a_mistake_is_told(run: Run, words: tuple[str | int, ...], code: int, told: str) -> None:
    refused = run(*words)
    assert (refused.returncode, refused.stdout) == (code, "")
    assert told in refused.stderr


@pytest.mark.usefixtures("desk")
def test_a_refuted_claim_of_somebody_else_is_accepted_with_a_reason(run: Run, done: Run) -> None:
    done("refute", 4, "--override", "-r", "I saw the report")
    found = run("gate", "hold", "--require", "no-refuted")
    assert (found.returncode, found.stdout) == (
        7,
        "claim 4: refuted, and nobody noted that the story says so; next: claimtrack gate accept 4 --reason TEXT\n",
    )
    assert done("gate", "accept", 4, "--reason", "the headline").stderr == (
        "on record: the story says how claim 4 stands\n"
    )
    assert "the gate is open" in done("gate", "--require", "no-refuted").stderr
    assert "said that the story tells that it is refuted" in done("log", 4).stdout.replace("\n", " ")
