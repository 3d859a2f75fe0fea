"""`evidence find`, and `evidence add --piece`, which takes what it proposes."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def roll(desk: Path) -> Path:
    """Lay a file beside the workspace that bears on a claim."""
    file = desk / "roll.txt"
    file.write_text("The clerk came late.\n\nThe school has 41 pupils, the district's roll says.\n")
    return file


def test_what_is_proposed_is_told_and_its_command_takes_it(done: Run, number: Callable[[str], int], roll: Path) -> None:
    claim = number("40 pupils")
    found = done("evidence", "find", claim, "--in", roll.name)
    first, passage, look, take = found.stdout.splitlines()
    assert first.startswith("1. roll.txt, characters 22 to 73: ")
    assert passage == '   "The school has 41 pupils, the district\'s roll says."'
    assert look == "   look again: the claim says 40; the passage has no 40"
    assert found.stderr == "1 passage proposed; 1 text searched\n"
    done(*shlex.split(take)[1:])
    again = done("evidence", "find", claim)
    assert again.stdout.splitlines()[0].startswith("1. evidence 1, roll.txt, characters 22 to 73: ")
    assert '   it stands for this claim already: "The school has 41 pupils' in again.stdout
    (row,) = json.loads(done("evidence", "find", claim, "--json").stdout)
    assert (row["evidence"], row["standing"], row["lacking"]) == (1, True, [look.removeprefix("   look again: ")])


def test_a_piece_on_record_is_attached_to_another_claim_by_its_number(
    done: Run, run: Run, number: Callable[[str], int], roll: Path
) -> None:
    claim = number("40 pupils")
    other = next(one for one in (1, 2, 3) if one != claim)
    done("evidence", "add", other, roll.name, "--context", "--source", "Registry")
    take = done("evidence", "find", claim).stdout.splitlines()[-1]
    told = done(*shlex.split(take)[1:]).stderr
    assert f"evidence 1 from Registry attached to claim {claim} (the same bytes were on record)" in told
    refused = run("evidence", "add", claim, roll.name, "--piece", 1, "--context")
    assert (refused.returncode, "or a piece with --piece" in refused.stderr) == (2, True)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("find", 999), 4, "no claim 999"),
        (("find", 1, "--in", "none.txt"), 4, "no file none.txt"),
        (("find", 1, "--in", "https://a.example/x"), 2, "is no file"),
        (("find", 1, "--limit", 0), 2, "--limit"),
        (("add", 1, "--piece", 99, "--context"), 4, "no evidence 99"),
    ],
)
def test_what_cannot_be_searched_is_refused(run: Run, words: tuple[str, ...], status: int, told: str) -> None:
    refused = run("evidence", *words)
    assert (refused.returncode, told in refused.stderr) == (status, True), refused.stderr


def test_where_none_of_the_named_files_can_be_searched_it_is_an_error(run: Run, desk: Path, roll: Path) -> None:
    (desk / "noise.bin").write_bytes(bytes(range(256)) * 20)
    refused = run("evidence", "find", 1, "--in", "noise.bin")
    assert refused.returncode == 3
    assert "nothing could be searched: noise.bin is a file of an unknown kind" in " ".join(refused.stderr.split())
    both = run("evidence", "find", 1, "--in", "noise.bin", "--in", roll.name)
    assert (both.returncode, "not searched: noise.bin: noise.bin is a file of" in both.stderr) == (0, True)


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (("--encoding", "koi8-r"), "--encoding is about getting a file or page, and what you name is on record"),
        (("--render",), "--render is about getting a file or page"),
        (("--allow-private",), "--allow-private is about getting a file or page"),
        (("--max-size", "5"), "--max-size is about getting a file or page"),
        (("--occurrence", "2"), "--occurrence says at which place a passage is meant; give the passage with --excerpt"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_an_option_that_would_do_nothing_with_a_piece_is_refused(run: Run, option: tuple[str, ...], told: str) -> None:
    refused = run("evidence", "add", 1, "--piece", 1, "--context", *option)
    assert refused.returncode == 2
    assert told in " ".join(refused.stderr.split())
