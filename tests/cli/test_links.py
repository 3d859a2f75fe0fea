"""`link` and `unlink`, the alarm in `list` and `show`, and the evidence of a duplicate, as a reviewer sees them."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

WHY = ("-r", "they speak of two bridges")


@pytest.mark.usefixtures("desk")
def test_claims_are_linked_and_the_link_is_rejected(run: Run, done: Run) -> None:
    linked = done("link", 2, "denies", 1, "--reason", "he said so to us")
    assert (linked.stdout, linked.stderr) == ("", "claim 2 denies claim 1: on record\n")
    assert done("dispute", 1).stderr == "claim 1 is disputed (was unverified)\n"
    listed = done("list")
    assert "denied by 2" in listed.stdout
    assert "denies 1" in listed.stdout
    shown = _plain(done("show", 1).stdout)
    assert ("is denied by claim 2 (Ben Ode)" in shown, "(found by ana)" in shown) == (True, True)
    fallen = (
        "claim 2 denies claim 1: rejected\n"
        "claim 1 was disputed and is unverified again: it was rejected that claim 2 denies claim 1: "
        "they speak of two bridges\n"
    )
    unlinking = ("unlink", 2, "denies", 1, *WHY)
    rehearsed = done(*unlinking, "--dry-run")
    assert rehearsed.stderr == f"nothing was changed; this is what would be: {fallen}"
    assert "denied by 2" in done("list").stdout
    assert done(*unlinking).stderr == fallen
    assert "denied by" not in done("list").stdout
    assert "(REJECTED by ana, so it does not count)" in _plain(done("show", 1).stdout)
    assert run(*unlinking).returncode == 5
    assert done("link", 2, "denies", 1).stderr == "claim 2 denies claim 1: accepted again (was rejected)\n"
    assert "all intact" in done("verify").stderr


def test_what_the_machine_found_is_marked_so_until_somebody_accepts_it(done: Run, empty: Path) -> None:
    (empty / "a.txt").write_text(
        "“Soldiers burned the old school,” Ana Ruiz said. The army denied that soldiers burned the old school.\n",
        encoding="utf-8",
    )
    done("ingest", "a.txt")
    rows = json.loads(done("list", "--json").stdout)
    (denied,) = [row["claim"] for row in rows if any(word.startswith("denied by") for word in row["links"])]
    (denying,) = [row["claim"] for row in rows if any(word.startswith("denies") for word in row["links"])]
    assert [row["links"] for row in rows if row["claim"] == denying] == [[f"denies {denied}: proposed"]]
    assert f"denied by {denying} (proposed)" in done("list").stdout
    assert "(found by the machine, not yet judged)" in _plain(done("show", denied).stdout)
    assert done("link", denying, "denies", denied).stderr == f"claim {denying} denies claim {denied}: accepted\n"
    assert f"denied by {denying} (proposed)" not in done("list").stdout
    (shown,) = json.loads(done("show", denied, "--json").stdout)
    (link,) = shown["links"]
    assert (link["origin"], link["state"], link["by"], link["alarm"]) == ("machine", "accepted", "ana", False)


@pytest.mark.usefixtures("desk")
def test_two_confirmed_claims_that_contradict_each_other_raise_an_alarm(done: Run) -> None:
    done("confirm", "1-2", "--override", "-r", "I stood there")
    told = done("link", 2, "contradicts", 1)
    alarm = "ALARM: claim 2 is confirmed, and so is claim 1, which it contradicts; `claimtrack show 2`\n"
    assert told.stderr == f"claim 2 contradicts claim 1: on record\n{alarm}"
    listed = done("list")
    assert ("ALARM: against 1" in listed.stdout, "ALARM: against 2" in listed.stdout) == (True, True)
    # Wherever one looks, the alarm is told; but not under another article's list.
    assert listed.stderr.endswith(alarm)
    assert done("list", "--status", "refuted").stderr == f"no claims match\n{alarm}"
    rows = {row["claim"]: row["alarm"] for row in json.loads(done("list", "--json").stdout)}
    assert rows == {1: [2], 2: [1], 3: [], 4: []}
    for number, words in ((1, "claim 2, which contradicts it"), (2, "claim 1, which it contradicts")):
        assert f"ALARM confirmed, and so is {words}" in _plain(done("show", number).stdout)
    done("unlink", 1, "contradicts", 2, *WHY)
    assert "ALARM" not in done("list").stdout + done("list").stderr + done("show", 1).stdout


def test_many_alarms_are_counted(done: Run, empty: Path) -> None:
    lines = [f"“Bridge {place} is closed,” Ana Ruiz said." for place in range(12)]
    (empty / "a.txt").write_text("\n\n".join(lines), encoding="utf-8")
    done("ingest", "a.txt")
    done("confirm", "1-12", "--override", "-r", "I stood there")
    for one in range(1, 13, 2):
        done("link", one, "contradicts", one + 1)
    told = done("list").stderr.splitlines()
    assert len([line for line in told if line.startswith("ALARM: claim ")]) == 5
    assert told[-1] == "ALARM: 1 more such pair; `claimtrack gate --require no-alarm` lists all"


@pytest.mark.usefixtures("desk")
def test_the_evidence_of_a_duplicate_is_offered_as_commands_that_run(done: Run) -> None:
    piece = ("--supports", "--source", "Roads Office", "--excerpt", "The market opened on Monday")
    done("evidence", "add", 1, "register.txt", *piece)
    done("evidence", "add", 1, "letter.txt", "--context")
    withdrawn = done("withdraw", 1, "--duplicate-of", 3)
    assert withdrawn.stdout.splitlines() == [
        "claimtrack evidence carry 1 --from 1 --to 3",
        "claimtrack evidence carry 2 --from 1 --to 3",
    ]
    assert withdrawn.stderr.splitlines() == [
        "claim 1 is withdrawn (was in review)",
        "evidence stays where it is; what bears on claim 3 as well is attached there with:",
    ]
    assert json.loads(done("evidence", "list", 3, "--json").stdout) == []
    first = withdrawn.stdout.splitlines()[0].split()[1:]
    assert done(*first).stderr == "evidence 1 attached to claim 3 as to claim 1\n"
    done("source", "unaffiliated", "Roads Office", "--reason", "asked around")
    assert done("confirm", 3).stderr == "claim 3 is confirmed, independently (was in review)\n"
    done("reopen", 1, "-r", "it is another market")
    assert done("withdraw", 1, "--duplicate-of", 3).stdout == "claimtrack evidence carry 2 --from 1 --to 3\n"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("link", 1, "denies", 1), 2, "claim 1 cannot be linked to itself; name two claims"),
        (("link", 1, "likes", 2), 2, '"likes" is none of denies, contradicts'),
        (("link", 1, "denies", 99), 4, "no claim 99; `claimtrack list`"),
        (("link", 1, "denies", 2, "--as", "zed"), 4, '`claimtrack reviewer add "zed"`'),
        (("unlink", 1, "denies", 2, *WHY), 4, "no link on record says that claim 1 denies claim 2"),
        (("unlink", 1, "denies", 2), 5, "rejecting that claim 1 denies claim 2 takes a reason; say --reason TEXT"),
        (("evidence", "carry", 1, "--from", 1, "--to", 2), 4, "no evidence 1; `claimtrack evidence list`"),
    ],
)
@pytest.mark.usefixtures("unchanged")
def test_a_mistake_is_told_and_changes_nothing(run: Run, words: tuple[str | int, ...], code: int, told: str) -> None:
    refused = run(*words)
    assert (refused.returncode, refused.stdout) == (code, "")
    assert told in refused.stderr


@pytest.mark.usefixtures("desk")
def test_a_withdrawn_claim_bears_on_nothing(run: Run, done: Run) -> None:
    done("withdraw", 2, "-r", "no claim")
    refused = run("link", 1, "denies", 2)
    assert refused.returncode == 5
    assert (
        "claim 2 is withdrawn and says nothing for or against another; `claimtrack reopen 2 --reason TEXT` first"
        in refused.stderr
    )


def _plain(words: str) -> str:
    """Take the line breaks of the terminal out."""
    return " ".join(words.split())
