"""`hook`: addresses that are told of events."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

ADDRESS = "https://127.0.0.1:9/told"


def test_a_hook_is_added_listed_and_ended_and_its_secret_shown_once(desk: Path, done: Run) -> None:
    del desk
    made = done("hook", "add", ADDRESS, "--on", "claim.status", "--on", "evidence")
    secret = made.stdout.strip()
    assert secret.startswith("whsec_")
    assert made.stderr == f"hook 1 tells {ADDRESS} of claim.status, evidence from now on\n"
    (line,) = json.loads(done("hook", "list", "--json").stdout)
    assert (line["hook"], line["actions"], line["waiting"], line["ended"]) == (1, ["claim.status", "evidence"], 0, None)
    assert secret not in done("hook", "list").stdout + done("log").stdout
    assert done("hook", "end", 1).stderr == f"{ADDRESS} is told of nothing more\n"


def test_what_does_not_get_there_is_tried_again_and_listed_when_it_is_given_up(desk: Path, done: Run) -> None:
    del desk
    done("hook", "add", ADDRESS, "--on", "comment")
    done("comment", 1, "hello")
    assert done("hook", "deliver").stderr == "0 messages delivered, 1 to be tried again\n"
    assert done("hook", "deliver").stderr == "0 messages delivered\n"
    assert done("hook", "dead").stderr == "0 messages given up\n"
    assert done("hook", "dead", "--again").stderr == "0 messages to be tried again\n"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["add", "http://desk.example/"], 3, "is not encrypted"),
        (["add", ADDRESS, "--on", "nonsense"], 3, 'no kind of event is called "nonsense"'),
        (["end", "7"], 4, "there is no hook 7; `claimtrack hook list` shows which there are"),
    ],
)
def test_what_cannot_be_is_refused(desk: Path, run: Run, words: list[str], code: int, says: str) -> None:
    del desk
    found = run("hook", *words)
    assert (found.returncode, says in found.stderr) == (code, True), found.stderr
