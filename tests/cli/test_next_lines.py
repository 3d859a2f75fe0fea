"""What messages tell people to type is never refused by the rules: it is typed here, in many states of a record."""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

FILLED = {
    "FILE": "other.txt",
    "NAME": "Bridge Keeper",
    "TEXT": "because it is so",
    "GRADE": "2",
    "SPEAKER": "Kim Lund",
    "CLAIM": "1",
    "N": "1",
}
_COMMAND = re.compile(r"`claimtrack ([^`]+)`|(?:next:|: |; )\s*claimtrack ([^`;]+?)(?=; |\.?$)", re.MULTILINE)
_READS = re.compile(r"list|show|log|tags|proposals|verify|(evidence|source|article|reviewer|policy) (list|show)")
_BY_ANOTHER = {"approve"}
"""What somebody else has to type."""

STATES: dict[str, list[str]] = {
    "nothing was done": [],
    "evidence of whom nobody looked up": ["evidence add 1-2 register.txt --supports --source 'Roads Office'"],
    "evidence of two that may be one": [
        "evidence add 1 register.txt --supports --source 'A. Ruiz' --new-source",
        "source unaffiliated 'A. Ruiz' --reason x",
    ],
    "evidence of a state's office": [
        "evidence add 1 register.txt --supports --source 'Russian Ministry of Defence'",
        "correct 1 --speaker 'The Russian government' --new-source",
    ],
    "both sides": [
        "confirm 1 --evidence register.txt --source 'Roads Office' --unaffiliated x",
        "evidence add 1 letter.txt --refutes --source 'Town Hall'",
        "source unaffiliated 'Town Hall' --reason y",
    ],
    "verdicts of every kind": [
        "confirm 1 --evidence register.txt --source 'Roads Office' --unaffiliated x",
        "dispute 2 --reason x",
        "refute 3 --override --reason x",
        "unverifiable 4 --reason x",
    ],
    "answers to who said it": [
        "said 1 verified --evidence register.txt --source Clerks --basis verbatim --excerpt closed --reason heard",
        "said 2 verified --override --reason x",
    ],
    "with two persons": [
        "policy set four_eyes=true",
        "evidence add 1 register.txt --supports --source 'Roads Office'",
        "source unaffiliated 'Roads Office' --reason x",
        "confirm 1",
        "dispute 2 --reason x",
    ],
    "unread and not checkable": ["correct 1 --own-voice", "correct 2 --not-checkable", "withdraw 3 --reason x"],
    "unnamed": [
        "evidence add 1 register.txt --supports --source 'a man at the bridge' --source-kind anonymous",
        "source unaffiliated 'a man at the bridge' --reason x",
    ],
    "with somebody else": ["reviewer add ben --role reviewer", "take 1 --as ben", "confirm 2 --as ben"],
}
ASKED = (
    "list --unverified",
    "gate",
    "gate --require confirmed,no-unverified,no-refuted,no-override,no-alarm,no-pending,said",
    "show 1-4",
    "independence 1-4",
    "source list",
    "source alike",
    "source proposals",
    "proposals",
    "confirm 1",
    "confirm 2",
    "confirm 3",
    "confirm 1 --evidence other.txt --source 'Bridge Keeper'",
    "refute 1",
    "refute 2",
    "dispute 1",
    "said 1 verified",
    "said 2 verified",
    "said 3 misquoted",
    "said 4 not_found",
    "take 1",
    "take 3",
    "release 2",
    "reopen 1",
    "reopen 2 --reason x",
    "unverifiable 1",
    "withdraw 2",
    "approve 1",
    "evidence add 1 register.txt --supports --source 'Somebody Else'",
    "evidence add 1 register.txt --supports --source 'Roads Office'",
)


@pytest.fixture
def asked(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Callable[[str], list[str]]:
    """Give a way to run a command in a copy of the workspace, and what it tells to type."""
    (desk / "other.txt").write_text("because it is so\n", encoding="utf-8")
    places = count()

    def in_a_copy(command: str) -> CompletedProcess[str]:
        copy = tmp_path / f"copy{next(places)}"
        shutil.copytree(desk, copy)
        monkeypatch.chdir(copy)
        try:
            return run(*shlex.split(command))
        finally:
            monkeypatch.chdir(desk)
            shutil.rmtree(copy)

    ended: dict[str, int] = {}

    def told(command: str) -> list[str]:
        found = in_a_copy(command)
        lines = [line for line in to_type(found.stdout + "\n" + found.stderr) if not _READS.match(line)]
        for line in lines:
            if line not in ended:
                ended[line] = in_a_copy(line).returncode
        return [line for line in lines if ended[line] == 5]

    return told


@pytest.mark.slow  # some hundred commands for each state
@pytest.mark.parametrize("state", STATES)
def test_no_message_tells_to_type_what_is_refused(state: str, run: Run, asked: Callable[[str], list[str]]) -> None:
    for command in STATES[state]:
        run(*shlex.split(command))
    refused = {command: lines for command in ASKED if (lines := asked(command))}
    assert refused == {}


def to_type(told: str) -> Iterator[str]:
    """Give each command that a text tells to type, its blanks filled in."""
    for found in dict.fromkeys((match[1] or match[2]).strip() for match in _COMMAND.finditer(told)):
        if found.split()[0] not in _BY_ANOTHER and "|" not in found and "[" not in found and "--help" not in found:
            yield shlex.join(FILLED.get(word, word) for word in shlex.split(found))


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        ("no claim 9; `claimtrack list` shows all", ["list"]),
        ("next: claimtrack list --unverified --article 1", ["list --unverified --article 1"]),
        (
            "claim 1: open; next: claimtrack evidence add 1 FILE --source NAME",
            ["evidence add 1 other.txt --source 'Bridge Keeper'"],
        ),
        ("  it doubts 5 of them: claimtrack list --caveated", ["list --caveated"]),
        ("`claimtrack approve 1`", []),
    ],
)
def test_what_is_to_be_typed_is_found(told: str, lines: list[str]) -> None:
    assert list(to_type(told)) == lines
