"""The desk's policy by commands: shown, checked, set, applied, and the file beside the workspace."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


def _confirmed(done: Run, number: int = 1) -> None:
    done("evidence", "add", number, "register.txt", "--supports", "--source", "Road office")
    done("source", "unaffiliated", "Road office", "--reason", "asked around")
    done("source", "unaffiliated", "Ana Ruiz", "--reason", "asked around")
    done("confirm", number)


@pytest.mark.usefixtures("desk")
def test_the_programs_own_policy_is_shown(done: Run) -> None:
    shown = done("policy", "show")
    assert shown.stdout.splitlines()[:3] == [
        "policy version 0, the program's own, in force",
        "  origins               1",
        "  origins_when_doubted  2",
    ]
    assert shown.stderr == ""


def test_a_file_is_checked_and_set_and_shown(done: Run, desk: Path) -> None:
    _confirmed(done)
    (desk / "rules.toml").write_text("# since May\norigins = 2\n", encoding="utf-8")
    falls = (
        "claim 1 was confirmed and is unverified again: "
        "the policy asks for 2 independent origins, and there is 1 (policy, version 1)"
    )
    checked = done("policy", "check", "rules.toml")
    assert checked.stdout == "origins: 1 -> 2\n"
    assert checked.stderr.splitlines() == [
        "nothing was changed; this is what would be: the policy would be version 1",
        falls,
    ]
    rehearsed = done("policy", "set", "rules.toml", "--dry-run")
    assert rehearsed.stderr.splitlines()[1:] == [falls]
    assert not (desk / ".claimtrack" / "policy.toml").exists()
    assert "in force" in done("policy", "show").stdout.splitlines()[0]
    file = desk / ".claimtrack" / "policy.toml"
    told = done("policy", "set", "rules.toml").stderr.splitlines()
    assert told == ["policy version 1 is in force", falls, f"{file} is written to match"]
    assert file.read_text(encoding="utf-8") == "# since May\norigins = 2\n"
    assert json.loads(done("list", "--status", "confirmed", "--json").stdout) == []
    found = json.loads(done("policy", "show", "--json").stdout)
    assert (found["version"], found["set_by"], found["in_force"]) == (1, "ana", True)
    assert found["policy"]["origins"] == 2
    assert [one["version"] for one in found["versions"]] == [0, 1]
    earlier = json.loads(done("policy", "show", "--version", 0, "--json").stdout)
    assert (earlier["in_force"], earlier["policy"]["origins"]) == (False, 1)
    assert "all intact" in done("verify").stderr


def test_single_keys_are_set_and_unset(done: Run, desk: Path) -> None:
    done("policy", "set", "origins=2", "words.confirmed=voll bestätigt", "stale_after_days=90")
    assert done("policy", "set", "stale_after_days=").stdout == "stale_after_days: 90 -> not set\n"
    text = (desk / ".claimtrack" / "policy.toml").read_text(encoding="utf-8")
    assert text == done("policy", "show", "--toml").stdout
    assert 'confirmed = "voll bestätigt"' in text
    assert [file.name for file in (desk / ".claimtrack").glob(".*")] == []


def test_a_file_that_differs_from_the_record_is_told_everywhere_and_not_overwritten(done: Run, desk: Path) -> None:
    done("policy", "set", "origins=2")
    file = desk / ".claimtrack" / "policy.toml"
    file.write_text("origins = 3\n", encoding="utf-8")
    note = f"note: {file} differs from the policy in force (version 1) in origins; what is on record counts"
    for command in (("policy", "show"), ("verify",)):
        assert note in done(*command).stderr
    assert done("policy", "check").stdout == "origins: 2 -> 3\n"
    told = done("policy", "set", "four_eyes=true").stderr
    assert f"{file} was left as it is: it holds edits that are not in force" in told
    assert file.read_text(encoding="utf-8") == "origins = 3\n"
    file.write_text("orgins = 3\n", encoding="utf-8")
    assert "note: the file is no policy, and version 2 stays in force" in done("verify").stderr
    file.write_text("origins = 2\nfour_eyes = true\n", encoding="utf-8")
    assert "note" not in done("policy", "show").stderr
    assert "is the policy in force; it would change nothing" in done("policy", "check").stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["policy", "set"], 4, "there is no file"),
        (["policy", "check"], 4, "there is no file"),
        (["policy", "set", "no-such.toml"], 4, "there is no file no-such.toml; `claimtrack policy show --toml`"),
        (["policy", "set", "bad.toml"], 3, 'bad.toml, line 1: there is no key "orgins"; did you mean origins?'),
        (["policy", "check", "bad.toml"], 3, "bad.toml, line 2: four_eyes takes true or false, not 1"),
        (["policy", "set", "latin.toml"], 3, "latin.toml is not in UTF-8; save it as that"),
        (["policy", "set", "origins=-1"], 3, "origins takes a whole number from 1 to 24, not -1"),
        (["policy", "set", "origins=1"], 5, "that is the policy in force already (the program's own)"),
        (["policy", "set", "origins=2", "bad.toml"], 2, "name one file, or settings such as origins=2, not both"),
        (["policy", "set", "a.toml", "b.toml"], 2, "name one file; a setting is written KEY=VALUE"),
        (["policy", "set", "origins=2", "--as", "vera"], 5, "may not change the desk's policy; that takes the role"),
        (["policy", "show", "--version", "4"], 4, "no version 4 of the policy"),
        (["policy", "show", "--json", "--toml"], 2, "choose one of --json and --toml"),
        (["list", "--stale"], 2, "the policy has no stale_after_days, so no verdict is ever stale"),
    ],
)
def test_a_mistake_is_told(
    done: Run, run: Run, request: pytest.FixtureRequest, desk: Path, words: list[str], code: int, says: str
) -> None:
    done("reviewer", "add", "vera", "--role", "editor")
    request.getfixturevalue("unchanged")
    (desk / "bad.toml").write_text("orgins = 1\nfour_eyes = 1\n", encoding="utf-8")
    (desk / "latin.toml").write_bytes("words.confirmed = 'bestätigt'".encode("latin-1"))
    found = run(*words)
    assert (found.returncode, found.stdout) == (code, "")
    assert says in found.stderr


def test_the_desks_own_words_stand_in_reports_beside_the_programs(done: Run, desk: Path) -> None:
    _confirmed(done)
    done("policy", "set", "words.confirmed=bestätigt", "words.unchecked=ungeprüft")
    for form in ("txt", "md", "html"):
        done("report", "-f", form, "-o", f"report.{form}")
        text = (desk / f"report.{form}").read_text(encoding="utf-8")
        assert "bestätigt (confirmed, independently)" in text
        assert "own policy" in text
    done("report", "-f", "json", "-o", "report.json")
    claim = json.loads((desk / "report.json").read_text(encoding="utf-8"))["articles"][0]["claims"][0]
    assert (claim["status"], claim["status_word"]) == ("confirmed", "bestätigt")
    assert (claim["said"], claim["said_word"], claim["policy"]) == ("unchecked", "ungeprüft", 0)
    done("report", "-f", "csv", "-o", "report.csv")
    table = (desk / "report.csv").read_text(encoding="utf-8-sig")
    assert '"confirmed"' in table
    assert '"bestätigt"' in table


def test_a_desk_without_a_folder_of_its_own_keeps_the_record_alone(
    done: Run, run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    database = desk / ".claimtrack" / "claimtrack.db"
    monkeypatch.setenv("CLAIMTRACK_DATABASE", f"sqlite:///{database}")
    monkeypatch.setenv("CLAIMTRACK_LOCKER", str(desk / ".claimtrack" / "locker"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    found = run("policy", "set")
    assert found.returncode == 4
    assert "this workspace has no folder on this machine, and so no file of its policy; name a FILE" in found.stderr
    assert done("policy", "set", "origins=2").stderr == "policy version 1 is in force\n"
    assert not (desk / ".claimtrack" / "policy.toml").exists()
    assert list(elsewhere.iterdir()) == []
    assert "version 1" in done("policy", "show").stdout


@pytest.mark.parametrize("name", ["a\0b", "\ud800.toml"])
def test_what_can_be_no_file_name_is_said_to_be_none(run: Run, desk: Path, name: str) -> None:
    del desk
    refused = run("policy", "set", name)
    assert (refused.returncode, "is no file name" in refused.stderr) == (3, True), refused.stderr
