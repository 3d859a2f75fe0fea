"""A verdict and the piece it rests on in one command; several claims of which some say so already."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

PIECE = ("--evidence", "register.txt", "--source", "Roads Office")
LOOKED = ("--unaffiliated", "its statute says so")


def status(done: Run, claim: int) -> dict[str, object]:
    (row,) = json.loads(done("show", claim, "--json").stdout)
    assert isinstance(row, dict)
    return row


@pytest.mark.usefixtures("desk")
def test_what_took_four_commands_is_one(done: Run) -> None:
    told = done("confirm", 1, *PIECE, "--excerpt", "The bridge is closed", *LOOKED).stderr
    assert "evidence 1 from Roads Office attached to claim 1, excerpt found at characters 20 to 40" in told
    assert "claim 1 is confirmed, independently (was unverified)" in told
    (piece,) = json.loads(done("evidence", "list", "--json").stdout)
    assert (piece["source"], piece["claims"]) == ("Roads Office", [1])
    assert "none known: its statute says so" in done("source", "show", "Roads Office").stdout
    assert "all intact" in done("verify").stderr


@pytest.mark.usefixtures("desk")
def test_one_command_is_one_moment_of_the_record(done: Run) -> None:
    done("confirm", 1, *PIECE, *LOOKED)
    events = [json.loads(line) for line in done("log", "--jsonl").stdout.splitlines()]
    (attached,) = [one for one in events if "attached" in json.dumps(one)]
    (judged,) = [one for one in events if "marked it confirmed" in json.dumps(one) or "confirmed" in json.dumps(one)]
    assert attached["at"] == judged["at"]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("verdict", ["confirm", "refute"])
def test_of_what_is_refused_nothing_is_written_and_the_message_names_what_to_add(run: Run, verdict: str) -> None:
    refused = run(verdict, 1, *PIECE)
    assert refused.returncode == 5
    told = refused.stderr
    assert ", and nothing was written: this piece does not count: nobody has put on record" in told
    assert "this piece does not count: nobody has put on record whom Roads Office belongs to" in told
    assert "say what is known: --part-of NAME or --unaffiliated TEXT" in told
    # Neither the piece nor its source has a number that anybody could find.
    assert "evidence 1 " not in told
    assert "source " not in told.split("`")[0].split("missing")[0]


@pytest.mark.usefixtures("desk")
def test_what_the_message_says_to_add_is_enough(run: Run, done: Run) -> None:
    assert run("confirm", 1, *PIECE).returncode == 5
    done("confirm", 1, *PIECE, "--part-of", "Harbour Town", "--new-source")
    assert "part of Harbour Town" in done("source", "show", "Roads Office").stdout
    assert status(done, 1)["independently_confirmed"] is True


@pytest.mark.usefixtures("desk")
def test_an_owner_that_is_not_known_is_recorded_with_the_piece(done: Run) -> None:
    done("confirm", 1, *PIECE, "--part-of", "Harbour Town")
    assert "part of Harbour Town" in done("source", "show", "Roads Office").stdout


@pytest.mark.usefixtures("unchanged")
def test_two_that_may_be_one_are_decided_on_once_the_piece_is_on_record(run: Run) -> None:
    refused = run("confirm", 1, "--evidence", "register.txt", "--source", "A. Ruiz", "--new-source", *LOOKED)
    assert refused.returncode == 5
    assert "nothing was written" in refused.stderr
    assert 'source reject "A. Ruiz" same_as 2 --reason TEXT' in refused.stderr
    assert "put the piece on record first: `claimtrack evidence add 1 FILE --supports --source NAME`" in refused.stderr


@pytest.mark.usefixtures("unchanged")
def test_ties_are_known_or_there_are_none(run: Run) -> None:
    refused = run("confirm", 1, *PIECE, *LOOKED, "--part-of", "Harbour Town")
    assert (refused.returncode, "say --part-of or --unaffiliated" in refused.stderr) == (3, True)


@pytest.mark.usefixtures("unchanged")
def test_a_rehearsal_leaves_nothing(done: Run) -> None:
    told = done("confirm", 1, *PIECE, *LOOKED, "--dry-run").stderr
    assert "nothing was changed; this is what would be:" in told
    assert "claim 1 is confirmed, independently" in told


@pytest.mark.usefixtures("desk")
def test_refuting_and_disputing_bring_what_stands_against_a_claim(done: Run) -> None:
    letter = ("--evidence", "letter.txt", "--source", "Bridge Keeper", "--excerpt", "The bridge is open to all traffic")
    assert "claim 1 is disputed" in done("dispute", 1, *letter).stderr
    told = done("refute", 1, *letter, *LOOKED, "--reason", "it is open").stderr
    assert "claim 1 is refuted (was disputed)" in told
    attached = status(done, 1)["evidence"]
    assert isinstance(attached, list)
    (line,) = attached
    assert line["stance"] == "refutes"


@pytest.mark.usefixtures("desk")
def test_who_said_it_is_answered_with_the_record_that_shows_it(done: Run) -> None:
    record = ("--evidence", "register.txt", "--source", "Council Clerk", "--basis", "verbatim")
    told = done("said", 1, "verified", *record, "--excerpt", "The bridge is closed", "--reason", "heard her").stderr
    assert "claim 1: said is verified; whether it is true is another question" in told
    found = status(done, 1)
    assert (found["said"], found["status"]) == ("verified", "in_review")


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("said", 1, "not_found", *PIECE), "no piece shows that it is not found; note what was tried"),
        (("confirm", 1, "--source", "Roads Office"), "--source is said of a piece of evidence; say of which with"),
        (("confirm", 1, "--excerpt", "x"), "--excerpt is said of a piece of evidence; say of which with --evidence"),
        (("refute", 1, "--part-of", "x"), "--part-of is said of a piece of evidence; say of which with --evidence"),
        (("confirm", 1, "--note", "I saw it", "--source", "Ben Ode"), "say how the note knows: --basis firsthand"),
        (("confirm", 1, "--evidence", "register.txt"), "say whom the evidence comes from: --source NAME"),
    ],
)
def test_a_piece_that_is_said_by_halves_is_asked_about(run: Run, words: tuple[str | int, ...], told: str) -> None:
    found = run(*words)
    assert (found.returncode, told in found.stderr) == (2, True), found.stderr


@pytest.mark.usefixtures("desk")
def test_a_piece_that_is_attached_already_is_judged_by(done: Run) -> None:
    done("evidence", "add", 1, "register.txt", "--supports", "--source", "Roads Office")
    told = done("confirm", 1, *PIECE, *LOOKED).stderr
    assert told == (
        "evidence 1 was attached before, and stays as it is\nclaim 1 is confirmed, independently (was in review)\n"
    )


@pytest.mark.usefixtures("desk")
def test_a_piece_is_not_taken_for_somebody_elses_because_it_is_attached(done: Run, run: Run) -> None:
    done("evidence", "add", 1, "register.txt", "--supports", "--source", "Roads Office")
    refused = run("confirm", 1, "--evidence", "register.txt", "--source", "Council Clerk", *LOOKED)
    assert (refused.returncode, "on record as from Roads Office" in refused.stderr) == (5, True)
    assert "none known" not in done("source", "show", "Roads Office").stdout


@pytest.mark.usefixtures("desk")
def test_each_of_several_claims_has_a_passage_of_its_own(done: Run) -> None:
    passages = ("--excerpt", "1=The bridge is closed", "--excerpt", "3 = The market opened")
    told = done("evidence", "add", "1-3", "register.txt", "--supports", "--source", "Roads Office", *passages).stderr
    assert "excerpt found at characters 20 to 40 for claim 1; characters 54 to 71 for claim 3" in told
    assert [status(done, claim)["evidence"][0]["excerpt"] for claim in (1, 2, 3)] == [  # type: ignore[index] # one each
        "The bridge is closed",
        None,
        "The market opened",
    ]
    assert "all intact" in done("verify").stderr


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("passages", "told"),
    [
        (("1=The bridge", "1=is closed"), "claim 1 is given two passages"),
        (("The bridge", "is closed"), "say for which claim each is, such as --excerpt 14=TEXT"),
        (("1=The bridge", "4=The market"), "--excerpt 4=TEXT is for a claim that the piece is not attached to"),
    ],
)
def test_two_passages_for_one_claim_are_asked_about(run: Run, passages: tuple[str, str], told: str) -> None:
    given = [word for one in passages for word in ("--excerpt", one)]
    found = run("evidence", "add", "1-3", "register.txt", "--supports", "--source", "Roads Office", *given)
    assert (found.returncode, told in found.stderr) == (2, True), found.stderr


@pytest.mark.usefixtures("desk")
def test_of_several_claims_those_that_say_so_already_are_no_failure(done: Run, run: Run) -> None:
    done("dispute", 1, "--reason", "figures differ")
    told = done("dispute", "1-2", "--reason", "both counts stand").stderr
    assert told == "claim 2 is disputed (was unverified)\nclaim 1 says so already\n"
    again = done("dispute", "1,2", "--reason", "both counts stand").stderr
    assert again == "claims 1-2 say so already; nothing was changed\n"
    assert run("dispute", 1, "--reason", "both counts stand").returncode == 5


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (("take", 1), ("take", "1-2")),
        (("assign", 1, "--to", "ana"), ("assign", "1-2", "--to", "ana")),
        (("take", 2), ("release", "1-2")),
        (
            ("said", 1, "misquoted", "--override", "-r", "she says so"),
            ("said", "1-2", "misquoted", "--override", "-r", "she says so"),
        ),
    ],
)
@pytest.mark.usefixtures("desk")
def test_so_it_is_with_every_command_for_several(
    done: Run, run: Run, before: tuple[str | int, ...], words: tuple[str, ...]
) -> None:
    done(*before)
    assert "claim 1 says so already\n" in done(*words).stderr
    assert done(*words).stderr == "claims 1-2 say so already; nothing was changed\n"
    alone = [word if word != "1-2" else "1" for word in words]
    assert run(*alone).returncode == 5


@pytest.mark.usefixtures("desk")
def test_a_piece_that_several_claims_have_is_attached_to_the_rest(done: Run) -> None:
    add = ("register.txt", "--supports", "--source", "Roads Office")
    done("evidence", "add", 1, *add)
    told = done("evidence", "add", "1-2", *add).stderr
    assert "evidence 1 from Roads Office attached to claim 2" in told
    assert "claim 1 has it already\n" in told
    told = done("evidence", "add", "1-2", *add).stderr
    assert told == "evidence 1 stays as it is\nclaims 1-2 have it already; nothing was changed\n"


def test_whose_name_tells_of_a_state_is_settled_in_the_same_command(desk: Path, run: Run) -> None:
    (desk / "tally.txt").write_text("The bridge is closed, says the tally.\n", encoding="utf-8")
    command = ("confirm", "1", "--evidence", "tally.txt", "--source", "Syrian Tally Group")
    refused = run(*command)
    assert refused.returncode == 5
    assert refused.stderr.endswith('; say what is known: --part-of "Syria" or --unaffiliated TEXT\n')
    assert run(*command, "--dry-run", "--part-of", "Syria").returncode == 0
    assert run(*command, "--unaffiliated", "its statutes").returncode == 0
