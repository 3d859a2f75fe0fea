"""What the article doubts, as a person judges it from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

TEXT = (
    "“The bridge at Vellmar is closed,” Ana Ruiz said on Monday. The claim could not be verified.\n\n"
    "The harbour opened again, said Ben Holm, who does not live there.\n"
)


@pytest.fixture
def claims(done: Run, empty: Path) -> dict[str, int]:
    """Give the numbers of two claims, by who says them."""
    (empty / "article.txt").write_text(TEXT, encoding="utf-8")
    done("ingest", "article.txt", "--extractor", "rules")
    return {row["speaker"]: row["claim"] for row in json.loads(done("list", "--json").stdout)}


def caveats(done: Run, claim: int) -> list[tuple[str, str, bool]]:
    shown = json.loads(done("show", claim, "--json").stdout)[0]
    return [(one["kind"], one["state"], one["stands"]) for one in shown["caveats"]]


def test_a_doubt_is_rejected_and_another_put_there(done: Run, claims: dict[str, int]) -> None:
    bridge, harbour = claims["Ana Ruiz"], claims["Ben Holm"]
    assert caveats(done, bridge) == [("unconfirmed", "proposed", True)]
    assert done("correct", bridge, "--no-caveat", "unconfirmed").stderr == f"corrected claim {bridge}\n"
    assert caveats(done, bridge) == [("unconfirmed", "rejected", False)]
    done("correct", harbour, "--caveat", "unwitnessed", "--caveat-words", "who does not live there")
    assert caveats(done, harbour) == [("unwitnessed", "accepted", True)]
    assert [row["claim"] for row in json.loads(done("list", "--caveated", "--json").stdout)] == [harbour]
    assert "rejected by a reviewer" in done("show", bridge).stdout
    assert "all intact" in done("verify").stdout + done("verify").stderr


@pytest.mark.parametrize(
    ("options", "code", "why"),
    [
        (("--caveat", "doubtful"), 2, "unconfirmed"),
        (("--caveat", "denied"), 2, "--caveat-words TEXT"),
        (("--no-caveat", "denied"), 5, "nothing on record says that the article has claim"),
        (("--caveat-words", "The claim"), 2, "say what to correct"),
        (("--caveat", "denied", "--caveat-words", "he laughed"), 3, "not in the article"),
    ],
)
def test_what_cannot_be_said_of_a_doubt_is_refused(
    run: Run, claims: dict[str, int], options: tuple[str, ...], code: int, why: str
) -> None:
    found = run("correct", claims["Ana Ruiz"], *options)
    assert (found.returncode, why in found.stderr) == (code, True), found.stderr
