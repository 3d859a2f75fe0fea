"""A hurried or dishonest reviewer tries to open the gate for what is not so, and to refute by what is no refutation."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.attacks.conftest import BRIDGE, DEPOT, MARKET, ROAD, SCHOOL, WELL, Run, changed_by_hand

Attach = Callable[..., None]

ALL = "1-6"
OWN_STANDARD = """\
title = "BBC Editorial Guidelines"
published_by = "British Broadcasting Corporation"
read_in = "2019"
[[demand]]
where = "Accuracy"
asks = "Nothing."
not_checked = "All of it."
"""


def words_of(line: str) -> list[str]:
    """Part a line as a shell does where nothing is quoted; TEXT stands for a reason."""
    return ["the register was read" if word == "TEXT" else word for word in line.split()]


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize(
    ("before", "claim", "tells"),
    [
        ((), MARKET, "unverified: it has no verdict"),
        (("take 3",), MARKET, "in review: it has no verdict"),
        (("dispute 3 --reason TEXT",), MARKET, "disputed, and the outlet says it itself"),
        (("refute 3 --override --reason TEXT",), MARKET, "refuted, and the outlet says it itself"),
        (("refute 2 --override --reason TEXT",), SCHOOL, "refuted, and nobody noted that the story says so"),
        (
            (
                "refute 2 --override --reason TEXT",
                "gate accept 2 --reason TEXT",
                "reopen 2 --reason TEXT",
                "refute 2 --override --reason TEXT",
            ),
            SCHOOL,
            "refuted, and nobody noted",
        ),
        (
            (
                "refute 2 --override --reason TEXT",
                "gate accept 2 --reason TEXT",
                "correct 2 --own-voice --reason TEXT",
            ),
            SCHOOL,
            "refuted, and the outlet says it itself",
        ),
        (("said 2 not_found --override --reason TEXT",), SCHOOL, "nor is it verified that it was said"),
        (("correct 3 --party accused:Russia",), MARKET, "it accuses Russia, and no reply was asked for"),
    ],
)
def test_a_state_that_does_not_pass(before: Sequence[str], claim: int, tells: str, done: Run, run: Run) -> None:
    for line in before:
        done(*words_of(line))
    shut = run("gate", "--json")
    assert shut.returncode == 7
    lacks = {one["claim"]: [lack["lacks"] for lack in one["shortfalls"]] for one in json.loads(shut.stdout)["short"]}
    assert any(words.startswith(tells) or tells in words for words in lacks[claim])


ACCUSED = ("unverifiable 1-6 --reason TEXT", "correct 3 --party accused:Russia")
ASKED = (*ACCUSED, "reply ask 3 --to Russia --by mail --deadline 2031-12-04")


ACCEPTED = ("refute 2 --override --reason TEXT", "gate accept 2 --reason TEXT", "unverifiable 1 3-6 --reason TEXT")
MISQUOTED = ("unverifiable 1-6 --reason TEXT", "said 2 misquoted --override --reason TEXT")


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize(
    "before",
    [
        MISQUOTED,
        MISQUOTED[::-1],
        ("unverifiable 1-6 --reason TEXT", "said 2 not_found --override --reason TEXT"),
        (*MISQUOTED, "correct 2 --not-checkable"),
        ("unverifiable 1 3-6 --reason TEXT", "confirm 2 --override --reason TEXT", MISQUOTED[1]),
        (*ACCEPTED, MISQUOTED[1]),
    ],
)
def test_what_was_said_otherwise_does_not_pass_whatever_its_verdict(before: Sequence[str], done: Run, run: Run) -> None:
    for line in before:
        done(*words_of(line))
    shut = run("gate")
    assert (shut.returncode, "and nobody noted that the story says so" in shut.stdout) == (7, True), shut.stdout
    done("gate", "accept", 2, "--reason", "the next line says what she said")
    done("gate")
    told = " ".join(done("log", 2).stdout.split())
    assert "said that the story tells that it is" in told
    assert ", and that said is" in told


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize(
    ("open_by", "then", "tells"),
    [
        (ACCEPTED, "correct 2 --party accused:Russia", "it accuses Russia, and no reply was asked for"),
        (ACCEPTED, "correct 2 --speaker Mandrake --new-source", "nobody noted that the story says so"),
        (ACCEPTED, "correct 2 --own-voice --reason TEXT", "refuted, and the outlet says it itself"),
        (ACCEPTED, "said 2 misquoted --override --reason TEXT", "said is misquoted"),
        (("unverifiable 1-6 --reason TEXT",), ACCUSED[1], "no reply was asked for"),
        (("correct 1-6 --not-checkable",), "correct 1-6 --checkable", "it has no verdict"),
        (("withdraw 1-6 --reason TEXT",), "reopen 1 --reason TEXT", "unverified: it has no verdict"),
        (("unverifiable 1-6 --reason TEXT",), "ingest other.txt --extractor rules", "unverified: it has no verdict"),
        (
            (*ACCUSED, "reply except 3 --to Russia --reason TEXT"),
            "reply withdraw 1 --reason TEXT",
            "no reply was asked",
        ),
    ],
)
def test_an_open_gate_shuts_again(open_by: Sequence[str], then: str, tells: str, done: Run, run: Run) -> None:
    Path("other.txt").write_text("“The dam holds,” Mara Voss said.\n", encoding="utf-8")
    for line in open_by:
        done(*words_of(line))
    done("gate")
    done(*words_of(then))
    shut = run("gate")
    assert (shut.returncode, tells in " ".join(shut.stdout.split())) == (7, True), shut.stdout


@pytest.mark.usefixtures("valley")
def test_a_reply_that_was_asked_for_and_taken_back_opens_nothing(done: Run, run: Run) -> None:
    for line in ASKED:
        done(*words_of(line))
    assert "may answer until the end of 2031-12-04" in run("gate").stdout
    done("reply", "withdraw", 1, "--reason", "the letter never left")
    assert "no reply was asked for" in run("gate").stdout


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize("standard", ["two-source", "ifcn", "bbc"])
def test_what_an_editor_decided_past_the_rules_meets_no_standard(standard: str, done: Run, run: Run) -> None:
    done("confirm", ALL, "--override", "--reason", "I stood there myself")
    done("gate")
    assert run("gate", "--standard", standard).returncode == 7
    assert run("gate", "--standard", standard, "--require", "no-alarm").returncode == 7


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("gate accept 2 --reason TEXT", 5),
        ("gate accept 3 --reason TEXT", 5),
        ("gate accept 1-6 --reason TEXT", 5),
        ("gate accept 2 --reason .", 5),
        ("gate accept 2 --reason \u200b\u200b", 5),
        ("gate 99", 4),
        ("gate 0", 4),
        ("gate 1-2", 2),
        ("gate 1 1", 2),
        ("gate --require NO-REFUTED", 2),
        ("gate --require no-alarm,everything", 2),
        ("gate --standard none.toml", 4),
        ("policy set origins=0", 3),
        ("policy set origins_when_doubted=0", 3),
        ("policy set gate=open", 3),
        ("refute 1 --reason TEXT", 5),
        ("dispute 1", 5),
        ("unverifiable 1", 5),
        ("confirm 1 --reason TEXT", 5),
        ("confirm 1 --override", 5),
    ],
)
def test_what_is_refused(line: str, code: int, run: Run) -> None:
    assert run(*words_of(line)).returncode == code


@pytest.mark.usefixtures("valley")
def test_an_open_gate_says_of_what_it_asked_nothing(done: Run) -> None:
    done("correct", ALL, "--not-checkable")
    told = done("gate").stderr
    assert told.startswith("the gate is open: 6 claims in the workspace: ")
    assert told.endswith("; 6 on record as not checkable, of which no verdict was asked\n")
    done("withdraw", "1-5", "--reason", "no claims at all")
    found = json.loads(done("gate", "--json").stdout)
    assert (found["claims"], found["not_checkable"], found["withdrawn"]) == (1, 1, 5)
    assert done("gate", 1).stderr.endswith("and 5 withdrawn, of which nothing was asked\n")


@pytest.mark.usefixtures("valley")
def test_a_standard_of_ones_own_does_not_pass_for_anothers(run: Run) -> None:
    Path("bbc.toml").write_text(OWN_STANDARD, encoding="utf-8")
    shut = run("gate", "--standard", "bbc.toml")
    # What the gate asks of any story is asked all the same.
    assert (shut.returncode, "fall short of no-unverified" in shut.stderr) == (7, True)
    assert "BBC Editorial Guidelines (a standard of your own, bbc.toml), as read in 2019" in shut.stderr
    assert json.loads(run("gate", "--standard", "bbc.toml", "--json").stdout)["own_file"] == "bbc.toml"
    assert "four_eyes = false, and bbc asks for true" in run("gate", "--standard", "bbc").stdout


@pytest.mark.usefixtures("valley")
def test_what_waits_for_a_second_person_shuts_it(done: Run, run: Run) -> None:
    done("policy", "set", "four_eyes=true")
    done("unverifiable", ALL, "--reason", "nobody can be reached")
    assert "a verdict waits for approval" in run("gate").stdout


@pytest.mark.usefixtures("valley")
def test_two_confirmed_claims_that_deny_each_other_shut_it(done: Run, run: Run) -> None:
    done("unverifiable", "2-6", "--reason", "nobody can be reached")
    done("confirm", "1-2", "--override", "--reason", "I stood there")
    done("link", 2, "denies", 1)
    assert "which it denies" in run("gate").stdout


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("UPDATE claim SET status = 'confirmed'", MARKET),
        ("UPDATE claim SET status = 'withdrawn' WHERE id = 4", ROAD),
        ("UPDATE claim SET said = 'verified' WHERE id = 6", WELL),
        ("UPDATE claim SET overridden = 0 WHERE id = 1", BRIDGE),
    ],
)
def test_a_verdict_that_was_written_into_the_tables(statement: str, claim: int, done: Run, run: Run) -> None:
    done("confirm", BRIDGE, "--override", "--reason", "I stood there")
    done("unverifiable", "2-6", "--reason", "nobody can be reached")
    done("gate")
    changed_by_hand(statement)
    shut = run("gate", "--json")
    assert shut.returncode == 7
    lacks = {one["claim"]: one["shortfalls"] for one in json.loads(shut.stdout)["short"]}
    assert [one["next"] for one in lacks[claim] if one["word"] == "intact"] == ["claimtrack verify"]


@pytest.mark.usefixtures("valley")
def test_evidence_that_is_changed_or_gone_shuts_it(attach: Attach, done: Run, run: Run) -> None:
    done("unverifiable", ALL, "--reason", "nobody can be reached")
    attach(DEPOT, "Harbour Museum")
    done("gate")
    written = Path("piece-1.txt").read_bytes()
    locker = Path(".claimtrack/locker")
    (kept,) = (file for file in locker.rglob("*") if file.is_file() and file.read_bytes() == written)
    kept.chmod(0o600)
    kept.write_bytes(b"Sheet 1 of the register: entry 8.")
    assert "its evidence 1 is not as it was attached" in run("gate").stdout


@pytest.mark.usefixtures("valley")
def test_a_doubted_claim_takes_two_to_believe_and_one_to_refute(attach: Attach, done: Run, run: Run) -> None:
    done("correct", ROAD, "--caveat", "unconfirmed", "--caveat-words", "The road was cut in May.")
    for source in ("Harbour Museum", "Bay Herald"):
        attach(ROAD, source)
        done("source", "unaffiliated", source, "--reason", "its statute was read")
        assert run("confirm", ROAD).returncode == (5 if source == "Harbour Museum" else 0)
    done("reopen", ROAD, "--reason", "read again")
    attach(ROAD, "Roads Office", "--refutes")
    done("source", "unaffiliated", "Roads Office", "--reason", "its statute was read")
    answered = ("--despite", 1, "--despite", 2, "--reason", "both copied a map of last year")
    assert run("refute", ROAD).returncode == 5  # two pieces stand against it
    assert "claim 4 is refuted" in done("refute", ROAD, *answered).stderr


@pytest.mark.usefixtures("valley")
@pytest.mark.parametrize(
    ("source", "more", "tells"),
    [
        ("Zoe Dvorak", (), "nobody has put on record"),
        ("a man in the market", (), "is not named"),
        ("Bay Herald", ("--basis", "hearsay"), "hearsay"),
        ("Bay Herald", ("--basis", "unknown"), "unknown"),
        ("Bay Herald", ("--relies-on", "Kremlin"), "Kremlin, on which it relies"),
    ],
)
def test_what_refutes_nothing(source: str, more: Sequence[str], tells: str, attach: Attach, run: Run) -> None:
    """Refuting takes evidence as good as believing does, if not as much of it."""
    attach(DEPOT, source, "--refutes", *more)
    if source == "Bay Herald":
        assert run("source", "unaffiliated", source, "--reason", "its imprint was read").returncode == 0
    refused = run("refute", DEPOT, "--reason", "the register says so")
    assert (refused.returncode, tells in refused.stderr) == (5, True)
