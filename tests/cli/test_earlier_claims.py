"""`evidence add --claim`: an earlier claim from the command to the report, and what falls with it."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

OTHER = "“The road is open again,” Edda Mirrow said.\n"


@pytest.fixture
def both(desk: Path, done: Run, number: Callable[[str], int]) -> tuple[int, int]:
    """Give an earlier claim, confirmed, and one of another article."""
    (desk / "other.txt").write_text(OTHER, encoding="utf-8")
    done("ingest", "other.txt", "--outlet", "Hill Gazette")
    earlier, claim = number("bridge is closed"), number("road is open again")
    done("evidence", "add", earlier, "register.txt", "--supports", "--source", "Road Office")
    for name in ("Road Office", "Ana Ruiz"):
        done("source", "unaffiliated", name, "--reason", "asked around")
    done("confirm", earlier)
    return earlier, claim


def test_an_earlier_claim_is_attached_shown_and_falls(both: tuple[int, int], done: Run) -> None:
    earlier, claim = both
    said = done("evidence", "add", claim, "--claim", earlier, "--supports").stderr
    assert f"evidence 2, claim {earlier}, attached to claim {claim}" in said
    assert f"evidence 2 counts: claim {earlier}, which is confirmed, by Ana Ruiz" in said
    done("confirm", claim)
    shown = done("evidence", "show", 2).stdout
    assert f"evidence 2   claim {earlier}\n  from       Ana Ruiz" in shown
    assert f"supports it: claim {earlier}, said by Ana Ruiz; counts" in " ".join(done("show", claim).stdout.split())
    (data,) = json.loads(done("show", claim, "--json").stdout)
    assert data["evidence"][0]["of_claim"] == earlier
    assert json.loads(done("evidence", "list", "--json").stdout)[1]["of_claim"] == earlier
    for form in ("md", "txt", "html"):
        assert f"claim {earlier}" in done("report", 2, "-f", form).stdout
    fell = done("reopen", earlier, "--reason", "new photographs").stderr
    assert (
        f"claim {claim} was confirmed and is unverified again: "
        f"claim {earlier}, which bears on it, is unverified now" in fell
    )
    assert "all intact" in done("verify").stderr


def test_a_circle_is_exit_5_and_named(both: tuple[int, int], done: Run, run: Run) -> None:
    earlier, claim = both
    done("evidence", "add", claim, "--claim", earlier, "--context")
    found = run("evidence", "add", earlier, "--claim", claim, "--supports")
    assert found.returncode == 5
    assert f"claim {earlier} is evidence for claim {claim}; that would be a circle" in found.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["register.txt", "--supports"], 2, "either a file or page, or an earlier claim with --claim"),
        (["--supports", "--source", "Road Office"], 2, "leave --source, --basis and --serves out"),
        (["--supports", "--serves", "said"], 2, "leave --source, --basis and --serves out"),
        ([], 2, "one of --supports, --refutes and --context"),
    ],
)
@pytest.mark.usefixtures("unchanged")
def test_what_makes_no_sense_is_refused(
    run: Run, number: Callable[[str], int], words: list[str], code: int, says: str
) -> None:
    found = run("evidence", "add", number("road was cut"), *words, "--claim", number("bridge is closed"))
    assert found.returncode == code
    assert says in found.stderr
