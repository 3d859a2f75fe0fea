"""`timestamp` as a user runs it: trust, ask, ask again, list, verify, copy out, renew, withdraw."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.timestamps.test_opentimestamps import FILE, PROOF
from tests.tsa import Authority, Reply

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def trusting(desk: Path, done: Run, served: Authority) -> Path:
    """Go to a workspace that trusts the authority, whose certificates lie beside it."""
    shutil.copy(served.pem, desk / "ca.pem")
    done("timestamp", "trust", "north", served.url, "--ca", "ca.pem", "--private")
    done("evidence", "add", 1, "register.txt", "--supports", "--source", "Road office")
    return desk


def test_nobody_is_asked_before_somebody_is_trusted(desk: Path, run: Run) -> None:
    del desk
    found = run("timestamp")
    assert found.returncode == 5
    assert "an admin puts one there with `claimtrack timestamp trust NAME URL --ca FILE`" in found.stderr


def test_who_is_trusted_stands_in_the_policy_with_the_pinned_file(trusting: Path, done: Run, served: Authority) -> None:
    shown = done("policy", "show").stdout
    assert f"timestamp_authorities north: {served.url} ca.pem" in " ".join(shown.split())
    text = done("policy", "show", "--toml").stdout
    assert 'certificates = "ca.pem"' in text
    assert "private = true" in text
    (trusting / "again.toml").write_text(text)
    assert "that is the policy in force already" in done_or_not(done, trusting)
    assert "its own tags or words" in done("log", "--action", "policy").stdout


def done_or_not(done: Run, folder: Path) -> str:
    """Set the policy that is in force again, and give what is told."""
    with pytest.raises(AssertionError) as refused:
        done("policy", "set", folder / "again.toml")
    return str(refused.value)


@pytest.mark.usefixtures("trusting")
def test_it_is_stamped_listed_checked_and_shown(done: Run) -> None:
    told = done("timestamp").stderr
    assert "manifest 1 is kept: it names 2 files and the chain up to event" in told
    assert "timestamp 1: it existed no later than" in told
    (row,) = json.loads(done("timestamp", "list", "--json").stdout)
    assert (row["timestamp"], row["authority"], row["state"], row["files"]) == (1, "north", "received", 2)
    assert "no later than" in done("timestamp", "list").stdout
    assert "checked 1 manifest and 4 files; 1 timestamp held" in done("timestamp", "verify").stderr
    assert "all intact" in done("verify").stderr
    assert "  stamped    existed no later than" in done("evidence", "show", 1).stdout
    assert "says north (timestamp 1)" in done("show", 1).stdout
    for form in ("txt", "md", "html", "csv"):
        report = " ".join(done("report", "-f", form).stdout.split())
        assert report.count("says north (timestamp 1)") >= 2, form
    assert "received timestamp 1" in done("log", "--action", "timestamp").stdout
    assert "authentic" not in told + report


@pytest.mark.usefixtures("trusting")
def test_what_is_pending_is_told_everywhere_until_it_came(done: Run, run: Run, served: Authority) -> None:
    served.otherwise = lambda _: Reply(b"no", status=503)
    told = done("timestamp").stderr
    assert "timestamp 1: pending, north answers 503" in told
    assert "claimtrack timestamp ask --pending asks again" in told
    assert "pending since" in done("timestamp", "list", "--pending").stdout
    assert "pending since" in done("evidence", "show", 1).stdout
    assert "pending since" in done("report", "-f", "txt").stdout
    assert "is pending since" in done("verify").stderr
    assert run("timestamp", "export", 1, "-o", "out").returncode == 5
    served.otherwise = None
    assert "timestamp 1: it existed no later than" in done("timestamp", "--pending").stderr
    assert "nothing is pending" in done("timestamp", "--pending").stderr
    assert "pending since" not in done("report", "-f", "txt").stdout


@pytest.mark.usefixtures("trusting")
def test_a_forged_answer_is_told_as_such_and_stays_pending(
    run: Run, done: Run, served: Authority, south: Authority
) -> None:
    served.otherwise = lambda request: Reply(south.answer(request))
    found = run("timestamp")
    assert found.returncode == 8
    assert "it is of another authority, or forged" in found.stderr
    assert "what came for timestamp 1 proves nothing and was not kept" in found.stderr
    (row,) = json.loads(done("timestamp", "list", "--pending", "--json").stdout)
    assert row["refused"] is True
    assert "all intact" in done("verify").stderr


def test_the_printed_command_checks_what_was_copied_out(trusting: Path, done: Run) -> None:
    done("timestamp")
    command = done("timestamp", "export", 1, "-o", "stamp").stdout.strip()
    checked = subprocess.run(
        ["bash", "-c", command], cwd=trusting / "stamp", capture_output=True, text=True, check=False
    )
    assert "Verification: OK" in checked.stdout, checked.stderr


@pytest.mark.usefixtures("trusting")
def test_a_damaged_answer_is_named(done: Run, run: Run) -> None:
    done("timestamp")
    kept = [one for one in json.loads(done("locker", "list", "--json").stdout) if one["belongs_to"] == ["timestamp 1"]]
    files = [Path(".claimtrack") / "locker" / one["sha256"][:2] / one["sha256"][2:] for one in kept]
    request, answer = sorted((file for file in files if file.read_bytes().startswith(b"0")), key=_size)
    assert _size(request) < _size(answer)
    file = answer
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-1])
    found = run("timestamp", "verify")
    assert found.returncode == 8
    assert "FAILS: the bytes of answer of timestamp 1 fail" in found.stderr


@pytest.mark.usefixtures("trusting")
def test_it_is_renewed_and_withdrawn(done: Run, run: Run) -> None:
    done("timestamp")
    assert run("timestamp", "renew").returncode == 5
    assert "manifest 2 is kept: it names 4 files" in done("timestamp", "renew", 1).stderr
    assert "renewed by 2" in done("timestamp", "list").stdout
    assert "timestamp 2 is withdrawn" in done("timestamp", "withdraw", 2, "--reason", "a trial").stderr
    assert run("timestamp", "withdraw", 9, "--reason", "a trial").returncode == 4


def _size(file: Path) -> int:
    return file.stat().st_size


def test_the_file_of_the_policy_follows(trusting: Path, done: Run, served: Authority) -> None:
    done("policy", "set", "origins=2")
    file = trusting / ".claimtrack" / "policy.toml"
    assert "north" in file.read_text()
    done("timestamp", "trust", "second", served.url, "--ca", "ca.pem")
    assert "second" in file.read_text()
    assert "differs" not in done("verify").stderr
    file.write_text("origins = 3\n")
    done("timestamp", "trust", "third", served.url, "--ca", "ca.pem")
    assert file.read_text() == "origins = 3\n"


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('{ url = "https://a.example" }', "its certificates is missing"),
        ('{ url = "https://ana@a.example/", certificates = "c", sha256 = "1" }', "its url is no web address"),
        ('{ url = "https://a.example/", certificates = "c", sha256 = "1" }', "its sha256 is not the 64 digits"),
        ('{ url = "https://a.example/", certificate = "c" }', 'it has no "certificate"; it has url'),
        ('"https://a.example/"', "it takes { url ="),
    ],
)
def test_an_entry_of_the_policy_that_is_none_is_told(desk: Path, run: Run, entry: str, says: str) -> None:
    del desk
    found = run("policy", "set", f"timestamp_authorities.north={entry}")
    assert found.returncode == 3
    assert says in found.stderr


def test_a_proof_of_opentimestamps_is_shown_and_never_believed(tmp_path: Path, done: Run, run: Run) -> None:
    proof, file = tmp_path / "a.txt.ots", tmp_path / "a.txt"
    proof.write_bytes(PROOF)
    file.write_bytes(FILE)
    shown = done("timestamp", "proof", proof, "--of", file)
    assert "a.txt, whose sha256 is 3fc1b32975168cdf72e44a22ef677581d609d31846439cb5a5e90b686e10f7b2" in shown.stdout
    assert "claimed: it is in block 812345 of Bitcoin, whose Merkle root must then be 84a7129d" in shown.stdout
    assert "pending: https://alice.btc.calendar.opentimestamps.org is said to have it" in shown.stdout
    assert "checked against no calendar and no node" in shown.stderr
    file.write_bytes(FILE + b" ")
    refused = run("timestamp", "proof", proof, "--of", file)
    assert (refused.returncode, "is not over" in refused.stderr) == (8, True)
    refused = run("timestamp", "proof", file)
    assert (refused.returncode, "is no proof of OpenTimestamps" in refused.stderr) == (3, True)
    assert run("timestamp", "proof", tmp_path / "none.ots").returncode == 4
