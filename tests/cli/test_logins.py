"""`reviewer`: who may log in to a desk on a server, who is in, and which programs act for them."""

import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

WORDS = "seven grey harbours at noon"


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(WORDS + "\n"))


@pytest.fixture
def people(desk: Path, done: Run) -> Run:  # noqa: ARG001 - where they work
    done("reviewer", "add", "ben")
    return done


@pytest.mark.usefixtures("typing")
def test_a_passphrase_is_read_from_what_is_piped_in_and_never_shown(people: Run) -> None:
    told = people("reviewer", "passphrase", "ana")
    assert (told.stdout, told.stderr) == ("", "ana has a passphrase\n")
    shown = people("log").stdout
    assert "set a passphrase for ana" in shown
    assert WORDS not in shown


def test_one_that_is_made_up_is_printed_once_and_to_begin_with(people: Run) -> None:
    told = people("reviewer", "passphrase", "ben", "--generate")
    words = told.stdout.strip()
    assert [len(one) for one in words.split("-")] == [4] * 5
    assert told.stderr == "ben has a passphrase, to begin with: they choose their own when they log in, within a week\n"
    assert words not in people("log").stdout
    assert words != people("reviewer", "passphrase", "ben", "--generate").stdout.strip()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["passphrase", "carl", "--generate"], 4, '"carl" is no reviewer of this workspace'),
        (["passphrase", "ben", "--generate", "--remove"], 2, "--generate or --remove, not both"),
        (["passphrase", "ben", "--remove"], 5, "ben has no passphrase"),
        (["send-out", "carl"], 4, '"carl" is no reviewer of this workspace'),
        (["revoke", "7"], 4, "you have no token 7; `claimtrack reviewer tokens` shows which there are"),
        (["revoke", str(10**18)], 4, "you have no token 1000000000000000000"),
        (["token", " "], 3, "a token has a name"),
        (["token", "x", "--person", "carl"], 4, '"carl" is no reviewer of this workspace'),
        (
            ["token", "x", "--person", "ana", "--as", "ben"],
            5,
            "ben is reviewer here and may make tokens for nobody else",
        ),
        (["passphrase", "ana", "--generate", "--as", "ben"], 5, "ben is reviewer here and may not say who may log in"),
    ],
)
def test_what_cannot_be_is_refused(people: Run, run: Run, words: list[str], code: int, says: str) -> None:
    before = people("log").stdout
    found = run("reviewer", *words)
    assert (found.returncode, says in found.stderr) == (code, True), found.stderr
    assert people("log").stdout == before


def test_nobody_is_in_until_somebody_logs_in(people: Run) -> None:
    assert people("reviewer", "sittings").stderr == "0 sittings\n"
    assert people("reviewer", "send-out", "ben").stderr == "0 sittings of ben ended\n"
    people("reviewer", "passphrase", "ben", "--generate")
    assert people("reviewer", "passphrase", "ben", "--remove").stderr == "ben cannot log in any more\n"


def test_a_token_is_shown_once_listed_and_revoked(people: Run) -> None:
    made = people(
        "reviewer", "token", "night desk", "--scope", "read", "--scope", "act", "--days", 3, "--person", "ben"
    )
    secret = made.stdout.strip()
    assert secret.startswith("claimtrack_")
    assert made.stderr.startswith("token 1 acts for ben until ")
    (line,) = json.loads(people("reviewer", "tokens", "--json").stdout)
    assert (line["for"], line["person"], line["scopes"], line["revoked"]) == (
        "night desk",
        "ben",
        ["read", "act"],
        None,
    )
    assert secret not in people("reviewer", "tokens").stdout + people("log").stdout
    assert people("reviewer", "revoke", 1, "--as", "ben").stderr == 'token 1, "night desk", opens nothing any more\n'
    (line,) = json.loads(people("reviewer", "tokens", "--json", "--of", "BEN").stdout)
    assert line["revoked"] is not None


def test_one_revokes_ones_own_tokens_and_an_admin_all(people: Run, run: Run) -> None:
    people("reviewer", "token", "mine")
    refused = run("reviewer", "revoke", 1, "--as", "ben")
    assert (refused.returncode, "you have no token 1" in refused.stderr) == (4, True)
    people("reviewer", "token", "bens", "--as", "ben")
    assert people("reviewer", "revoke", 2).returncode == 0
    again = run("reviewer", "revoke", 2)
    assert (again.returncode, "token 2 is revoked already" in again.stderr) == (5, True)
