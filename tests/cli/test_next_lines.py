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
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+(?: (?:verbatim|[A-Z]+|[0-9]+|\"[^\"]+\")(?![\w:]))?")
REFUSED = {2, 5}
"""What is forbidden, and what is no command line at all."""
_READS = re.compile(r"list|show|log|tags|proposals|verify|(evidence|source|article|reviewer|policy) (list|show)")
_BY_ANOTHER = {"approve"}
"""What somebody else has to type."""

STATES: dict[str, list[str]] = {
    "nothing was done": [],
    "evidence of whom nobody looked up": ["evidence add 1-2 register.txt --supports --source 'Roads Office'"],
    "evidence of two that may be one": [
        "evidence add 1 register.txt --supports --source 'A. Ruiz' --new-source",
        "source unaffiliated 'A. Ruiz' --reason words",
    ],
    "evidence of a state's office": [
        "evidence add 1 register.txt --supports --source 'Russian Ministry of Defence'",
        "correct 1 --speaker 'The Russian government' --new-source",
    ],
    "both sides": [
        "confirm 1 --evidence register.txt --source 'Roads Office' --unaffiliated words",
        "evidence add 1 letter.txt --refutes --source 'Town Hall'",
        "source unaffiliated 'Town Hall' --reason words",
    ],
    "verdicts of every kind": [
        "confirm 1 --evidence register.txt --source 'Roads Office' --unaffiliated words",
        "dispute 2 --reason words",
        "refute 3 --override --reason words",
        "unverifiable 4 --reason words",
    ],
    "answers to who said it": [
        (
            "said 1 verified --evidence register.txt --source 'Town Clerk' --basis verbatim "
            "--excerpt 'bridge is closed' --reason heard"
        ),
        "said 2 verified --override --reason words",
    ],
    "with two persons": [
        "policy set four_eyes=true",
        "evidence add 1 register.txt --supports --source 'Roads Office'",
        "source unaffiliated 'Roads Office' --reason words",
        "confirm 1",
        "dispute 2 --reason words",
    ],
    "unread and not checkable": [
        "correct 1 --own-voice --reason words",
        "correct 2 --not-checkable",
        "withdraw 3 --reason words",
    ],
    "unnamed": [
        "evidence add 1 register.txt --supports --source 'a man at the bridge' --source-kind anonymous",
        "source unaffiliated 6 --reason words",
    ],
    "names close to each other": [
        "correct 2 --speaker 'United Nations' --new-source",
        "evidence add 1 register.txt --supports --source 'Roads Office'",
    ],
    "with somebody else": ["reviewer add ben --role reviewer", "take 1 --as ben", "dispute 2 --as ben --reason words"],
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
    "reopen 2 --reason words",
    "unverifiable 1",
    "withdraw 2",
    "approve 1",
    "evidence add 1 register.txt --supports --source 'Somebody Else'",
    "evidence add 1 register.txt --supports --source 'Roads Office'",
    # Names that may be somebody's on record, at each place where one is given.
    "evidence add 1 other.txt --supports --source 'U.N.'",
    "confirm 1 --evidence other.txt --source 'Bridge Keeper' --part-of 'U.N.'",
    "correct 1 --speaker 'U.N.'",
    "correct 1 --via 'U.N.'",
    "correct 1 --party accused:U.N.",
    "article set 1 --agency 'U.N.'",
    "article set 1 --outlet 'U.N.'",
    "reply ask 1 --to 'U.N.' --by mail",
    "source relate 'Roads Office' part_of 'U.N.'",
    "find 1 --rating nonsense 'It is so.'",
    "evidence withdraw 1",
    "tag 1 ''",
    "link 1 denies 1",
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
        refused = [line for line in lines if code_of(line) in REFUSED]
        # Beside a command to type first, an option may be that command's, or be in vain alone.
        alone = found.returncode != 0 and not _COMMAND.search(found.stderr)
        options = list(options_to_add(found.stderr)) if alone else []
        # Some are to be added together: a piece that is answered, and its answer.
        together = code_of(" ".join([command, *options])) if len(options) > 1 else None
        added = [f"{command} {option}" for option in options]
        return refused + [line for line in added if together in {None, *REFUSED} and code_of(line) in REFUSED]

    def code_of(line: str) -> int:
        if line not in ended:
            ended[line] = in_a_copy(line).returncode
        return ended[line]

    return told


@pytest.mark.slow  # some hundred commands for each state
@pytest.mark.parametrize("state", STATES)
def test_no_message_tells_to_type_what_is_refused(state: str, run: Run, asked: Callable[[str], list[str]]) -> None:
    for command in STATES[state]:
        done = run(*shlex.split(command))
        assert done.returncode == 0, (command, done.stderr)
    refused = {command: lines for command in ASKED if (lines := asked(command))}
    assert not refused, "\n".join(f"{command}\n    tells to type {lines}" for command, lines in refused.items())


def to_type(told: str) -> Iterator[str]:
    """Give each command that a text tells to type, its blanks filled in."""
    for found in dict.fromkeys((match[1] or match[2]).strip() for match in _COMMAND.finditer(told)):
        if found.split()[0] not in _BY_ANOTHER and "|" not in found and "[" not in found and "--help" not in found:
            yield shlex.join(FILLED.get(word, word) for word in shlex.split(found))


def options_to_add(told: str) -> Iterator[str]:
    """Give each option that a refusal tells to add to the command, its blanks filled in."""
    for found in dict.fromkeys(_OPTION.findall(_COMMAND.sub("", told))):
        yield " ".join(shlex.quote({**FILLED, "NAME": "Kim Lund"}.get(word, word)) for word in shlex.split(found))


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        ('say --part-of 5 ("U.N."), or add --new-source if it is not', ["--part-of 5", "--new-source"]),
        ("say --reason TEXT", ["--reason 'because it is so'"]),
        ("`claimtrack reopen 1 --reason TEXT` takes it back", []),
    ],
)
def test_what_is_to_be_added_is_found(told: str, lines: list[str]) -> None:
    assert list(options_to_add(told)) == lines


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
