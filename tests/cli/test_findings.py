"""`restate` and `find`, and where what they wrote is shown, as a reviewer sees them."""

import csv
import io
import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

SENTENCE = "The Kesten bridge at Brenholt was closed on 4 May."
WORDS = "It was closed, but for a morning only."


@pytest.fixture
def disputed(desk: object, done: Run) -> int:
    """Give a claim that is restated, disputed and rated."""
    del desk
    done("restate", 1, SENTENCE)
    done("dispute", 1, "-r", "figures differ")
    done("find", 1, "--rating", "misleading", WORDS)
    return 1


@pytest.mark.usefixtures("desk")
def test_a_claim_is_restated_and_rated(done: Run) -> None:
    assert done("restate", 1, SENTENCE).stderr == f"claim 1 is restated: {SENTENCE}\n"
    assert done("restate", 1, SENTENCE).stderr == "claim 1 says so already\n"
    done("dispute", "1-3", "-r", "figures differ")
    assert done("find", "1,2", WORDS, "--rating", "MISLEADING").stderr == "claim 1, 2: misleading\n"
    assert done("find", "1-3", WORDS, "--rating", "misleading").stderr == (
        "claim 3: misleading; 1, 2 says so already\n"
    )
    assert done("find", "1-3", WORDS, "--rating", "misleading").stderr == "claim 1, 2, 3 says so already\n"
    assert done("find", 2, "--withdraw", "-r", "too early").stderr == "claim 2: the finding is withdrawn\n"
    assert done("restate", 1, "--withdraw", "-r", "too early").stderr == "claim 1: the restatement is withdrawn\n"
    assert "all intact" in done("verify").stderr
    assert done("replay").returncode == 0


def test_a_claim_shows_both_before_who_says_it(done: Run, disputed: int) -> None:
    lines = done("show", disputed).stdout.splitlines()
    (found,) = [place for place, line in enumerate(lines) if line.startswith("finding ")]
    assert lines[found].startswith(f"finding       misleading: {WORDS} (ana, ")
    assert lines[found + 1].startswith("as checked ")
    assert SENTENCE in lines[found + 1]
    assert lines[found + 2].startswith("who says so")
    (entry,) = json.loads(done("show", disputed, "--json").stdout)
    assert (entry["restatement"]["text"], entry["restatement"]["by"], entry["restatement"]["fits"]) == (
        SENTENCE,
        "ana",
        True,
    )
    assert (entry["finding"]["rating"], entry["finding"]["text"], entry["finding"]["status"]) == (
        "misleading",
        WORDS,
        "disputed",
    )


def test_what_no_longer_fits_says_so_wherever_it_is_shown(done: Run, disputed: int) -> None:
    done("reopen", disputed, "-r", "again")
    why = "it was written while the claim was disputed, and the claim is unverified now"
    shown = " ".join(done("show", disputed).stdout.split())
    assert f"LOOK AGAIN the finding no longer fits: {why}" in shown
    assert "finding no longer fits" in done("list").stdout
    assert json.loads(done("list", "--json").stdout)[0]["finding_fits"] is False
    for form in ("md", "txt", "html"):
        told = " ".join(done("report", "-f", form).stdout.split())
        assert f"he finding no longer fits: {why}" in told
    (row, *_) = csv.DictReader(io.StringIO(done("report", "-f", "csv").stdout.lstrip("\ufeff")))
    assert (row["restatement"], row["rating"], row["finding"]) == (SENTENCE, "misleading", WORDS)
    assert (row["finding_misfits"], row["restatement_misfits"]) == (why, "")
    claim = json.loads(done("report", "-f", "json").stdout)["articles"][0]["claims"][0]
    assert (claim["finding"]["fits"], claim["finding"]["misfits"]) == (False, [why])


def test_a_listing_has_the_restatement_beneath_the_words_and_finds_by_both(done: Run, disputed: int) -> None:
    table = done("list").stdout
    assert "restated: The Kesten bridge" in table
    assert "rated misleading" in table
    row = json.loads(done("list", "--json").stdout)[0]
    keys = ("restatement", "restatement_fits", "rating", "finding", "finding_fits")
    assert [row[key] for key in keys] == [SENTENCE, True, "misleading", WORDS, True]

    def numbers(*words: str) -> list[int]:
        return [row["claim"] for row in json.loads(done("list", *words, "--json").stdout)]

    assert numbers("--restated") == numbers("--rated") == numbers("--rating", "Misleading") == [disputed]
    assert numbers("--not-restated") == numbers("--not-rated") == [2, 3, 4]
    assert numbers("--search", "kesten") == [disputed]
    assert done("list", "--restated").stderr == "1 claim\n"


def test_every_version_is_listed(done: Run, disputed: int) -> None:
    done("restate", disputed, "The Kesten bridge was closed.")
    done("find", disputed, "--withdraw", "-r", "too early")
    lines = done("restate", disputed).stdout.splitlines()[2:]
    told = [line.split()[:3] for line in lines if line[0].isdigit()]
    assert told == [["1", "no", "ana"], ["2", "yes", "ana"]]
    rows = json.loads(done("restate", disputed, "--json").stdout)
    assert [(row["version"], row["text"], row["stands"]) for row in rows] == [
        (1, SENTENCE, False),
        (2, "The Kesten bridge was closed.", True),
    ]
    assert "withdrawn by ana" in done("find", disputed).stdout
    (row,) = json.loads(done("find", disputed, "--json").stdout)
    assert (row["rating"], row["stands"], row["withdrawn_by"]) == ("misleading", False, "ana")
    assert done("restate", 2).stderr == "claim 2 was never restated\n"
    assert done("find", 2).stderr == "nothing was ever found of claim 2\n"


def test_the_log_tells_both_in_sentences(done: Run, disputed: int) -> None:
    told = " ".join(done("log", disputed, "--json").stdout.split())
    assert "restated it: " in told
    assert "wrote its finding, misleading: " in told
    assert len(json.loads(done("log", "--action", "finding", "--json").stdout)) == 1


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["restate", "1", ""], 3, "the restatement is empty; write what there is to say"),
        (["restate", "1", "\u200b\u00ad"], 3, "the restatement is empty"),
        (["restate", "1", "word " * 20_000], 3, "the restatement is 100,000 characters long, and 600 are the most"),
        (["restate", "9", "It is."], 4, "no claim 9"),
        (["restate", "9"], 4, "no claim 9"),
        (["restate", str(2**40), "It is."], 4, f"no claim {2**40}"),
        (["restate", str(2**63), "It is."], 2, f'"{2**63}" is no claim number'),
        (["restate", "1", "It is.", "--withdraw"], 2, "write it, or withdraw it with --withdraw, not both"),
        (["restate", "1", "--withdraw"], 5, "withdrawing a restatement takes a reason; say --reason TEXT"),
        (["restate", "1", "--withdraw", "-r", "why"], 5, "claim 1 has no restatement that stands; nothing was changed"),
        (["restate", "1", "--reason", "why"], 2, "say in words what it is: TEXT"),
        (["restate", "1", "It is.", "--json"], 2, "--json is for the list of versions"),
        (["restate", "1", "It is.", "--if-version", "9"], 6, "claim 1 was changed since you looked"),
        (["restate", "1", "It is.", "--as", "zed"], 4, '"zed" is no reviewer'),
        (["find", "1", "It is."], 2, "say how the claim is rated: --rating RATING"),
        (["find", "1", "--rating", "correct"], 2, "say in words what it is: TEXT"),
        (["find", "1-2"], 2, "say how the claims are rated, and what you found"),
        (["find", "1", "", "--rating", "correct"], 3, "the finding is empty"),
        (["find", "1", "It is.", "--rating", "corect"], 3, 'no rating "corect"; did you mean "correct"'),
        (["find", "1", "It is.", "--rating", "purple"], 3, 'there are "correct", "mostly correct"'),
        (["find", "1", "It is.", "--rating", "correct"], 5, 'claim 1 is unverified, and "correct" goes with confirmed'),
        (["find", "1-9", "It is.", "--rating", "correct"], 4, "no claims 5-9"),
        (["list", "--rating", "correct"], 4, 'no claim is rated "correct"; no claim has a finding yet'),
    ],
)
def test_what_cannot_be_is_refused_with_its_remedy(run: Run, words: list[str], code: int, says: str) -> None:
    found = run(*words)
    assert found.returncode == code
    assert says in found.stderr
    assert "Traceback" not in found.stderr


def test_a_withdrawn_claim_is_neither_restated_nor_rated(run: Run, done: Run, disputed: int) -> None:
    done("withdraw", disputed, "-r", "not a claim")
    for words in (["restate", "1", "It is."], ["find", "1", "It is.", "--rating", "misleading"]):
        found = run(*words)
        assert (found.returncode, "claim 1 is withdrawn" in found.stderr) == (5, True)
        assert "`claimtrack reopen 1` brings it back" in found.stderr
    assert "and the claim is withdrawn now" in " ".join(done("show", disputed).stdout.split())


def test_the_policy_shows_the_scale(done: Run, disputed: int) -> None:
    shown = " ".join(done("policy", "show").stdout.split())
    assert "ratings correct: confirmed, mostly correct: confirmed or disputed, " in shown
    assert done("policy", "set", "ratings.satire=[]").stdout == "ratings.satire: not set -> none\n"
    assert done("find", disputed, "A joke.", "--rating", "satire").stderr == "claim 1: satire\n"
