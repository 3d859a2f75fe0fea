"""`reply`, from the letter to the answer, as a reporter types it."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

YEARS_AHEAD = "2099-12-04"


@pytest.fixture
def accused(desk: Path, done: Run) -> Path:
    """Give a workspace in which a person says that claim 4 accuses the Roads Office."""
    done("correct", 4, "--party", "accused:Roads Office", "--new-source")
    return desk


def test_a_party_is_asked_and_answers(accused: Path, run: Run, done: Run) -> None:
    assert [one["claim"] for one in json.loads(done("list", "--reply-due", "--json").stdout)] == [4]
    told = done("reply", "letter", 4, 1, "--to", "Roads Office", "--deadline", YEARS_AHEAD, "-o", "ask.txt").stderr
    next_command = told.splitlines()[-1]
    assert next_command == (
        f'claimtrack reply ask 4 1 --to "Roads Office" --by letter --deadline "{YEARS_AHEAD}" --text ask.txt'
    )
    words = (accused / "ask.txt").read_text(encoding="utf-8")
    assert words.index("(our number 4)") < words.index("(our number 1)")
    assert "Dora Lind" not in words
    asked = done("reply", "ask", 4, 1, "--to", "Roads Office", "--by", "letter", "--deadline", YEARS_AHEAD,
                 "--text", "ask.txt").stderr  # fmt: skip
    assert asked.splitlines() == [
        "reply 1: Roads Office was asked about claims 4, 1; it may answer until the end of 2099-12-04 (UTC)",
        "what it answers is recorded with `claimtrack reply answer 1 TEXT`",
        (
            "claim 1 does not name Roads Office as accused; if it accuses them, "
            '`claimtrack correct 1 --party "accused:Roads Office"`'
        ),
    ]
    shut = run("gate", "--require", "reply-asked")
    assert (shut.returncode, shut.stdout) == (
        7,
        (
            "claim 4: it accuses Roads Office, who was asked for a reply and may answer until the end of 2099-12-04 "
            "(UTC); next: claimtrack reply answer 1 TEXT\n"
        ),
    )
    assert done("reply", "answer", 1, "The road was cut by a flood.").stderr == (
        "reply 1: Roads Office answered; it stands beside claims 4, 1\n"
    )
    assert "the gate is open" in done("gate", "--require", "reply-asked").stderr
    page = " ".join(done("show", 4).stdout.split())
    assert "right of reply Roads Office, asked by letter on" in page
    assert '"The road was cut by a flood." asked about claims 4, 1 at once (reply 1)' in page
    shown = json.loads(done("show", 4, "--json").stdout)[0]
    assert [(one["state"], one["answer"]) for one in shown["replies"]] == [("answered", "The road was cut by a flood.")]
    (row,) = json.loads(done("reply", "list", "--json").stdout)
    assert (row["state"], row["by"], row["deadline"], row["late"]) == (
        "answered",
        "letter",
        "2099-12-05T00:00:00Z",
        False,
    )
    for form in ("txt", "md", "html", "json", "csv"):
        assert "The road was cut by a flood." in done("report", 1, "-f", form).stdout
    assert "asked Roads Office for a reply by letter" in " ".join(done("log", 4, "--action", "reply").stdout.split())
    assert done("verify").returncode == done("replay").returncode == 0


def test_an_answer_as_a_file_or_none_at_all(accused: Path, done: Run) -> None:
    (accused / "answer.txt").write_text("We do not agree.", encoding="utf-8")
    done("reply", "ask", 4, "--to", "Roads Office", "--by", "phone")
    assert done("reply", "answer", 1, "--file", "answer.txt").returncode == 0
    done("reply", "ask", 4, "--to", "Roads Office", "--by", "mail")
    assert done("reply", "answer", 2, "--declined").stderr == (
        "reply 2: Roads Office declined to answer; it stands beside claim 4\n"
    )
    states = [(one["state"], one["answer"]) for one in json.loads(done("reply", "list", "--json").stdout)]
    assert states == [("answered", "We do not agree."), ("declined", None)]


@pytest.mark.usefixtures("accused")
def test_an_exception_is_listed_with_its_reason_until_it_is_withdrawn(done: Run) -> None:
    done("reply", "except", 4, "--to", "Roads Office", "--reason", "it would warn them")
    listed = done("reply", "list")
    assert "not asked, by an editor's decision: it would warn them" in " ".join(listed.stdout.split())
    assert listed.stderr == "1 reply\n"
    done("reply", "withdraw", 1, "--reason", "they know")
    listed = done("reply", "list")
    assert listed.stdout == ""
    assert listed.stderr == (
        "0 replies\n1 claim accuses somebody who has not had the chance to reply; `claimtrack list --reply-due`\n"
    )


@pytest.mark.usefixtures("accused")
def test_requests_are_listed_by_page(done: Run) -> None:
    for means in ("mail", "phone", "letter"):
        done("reply", "ask", 4, "--to", "Roads Office", "--by", means)
    told = done("reply", "list", "--limit", 2).stderr.splitlines()
    assert told[0] == "1-2 of 3 replies; --page N or --all shows the rest"
    assert [row["reply"] for row in json.loads(done("reply", "list", "--limit", 2, "--page", 2, "--json").stdout)] == [
        3
    ]
    assert done("reply", "list", "--limit", 1, "--json").stderr.startswith("1-1 of 3 replies")


def test_a_letter_is_a_word_document_where_its_name_says_so(accused: Path, done: Run) -> None:
    done("reply", "letter", 4, "--to", "Roads Office", "-o", "letter.DOCX")
    assert (accused / "letter.DOCX").read_bytes().startswith(b"PK")
    found = json.loads(done("extract", "letter.DOCX", "--extractor", "rules", "--jsonl").stdout)
    assert "To: Roads Office" in found["text"]
    assert (
        "reply 1" in done("reply", "ask", 4, "--to", "Roads Office", "--by", "letter", "--text", "letter.DOCX").stderr
    )


ASK = ("reply", "ask", 4, "--to", "Roads Office", "--by", "mail")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((*ASK, "--deadline", "31 February 2099"), 3, '"31 February 2099" is no date'),
        ((*ASK, "--deadline", "2020-01-01"), 3, "the deadline, the end of 2020-01-01 (UTC), is over already"),
        ((*ASK, "--deadline", "9999-12-31"), 3, '"9999-12-31" is too late a day'),
        ((*ASK, "--on", "2099-01-01"), 3, "the request of 2099-01-01 is still to come"),
        ((*ASK, "--text", "nowhere.txt"), 4, "nowhere.txt"),
        ((*ASK, "--text", "noise.bin"), 3, "no text"),
        ((*ASK, "--text", "empty.txt"), 3, "empty.txt is empty"),
        (("reply", "ask", 4, "--to", "Nobody Known", "--by", "mail"), 4, 'no source "Nobody Known"'),
        (("reply", "ask", 99, "--to", "Roads Office", "--by", "mail"), 4, "no claim 99"),
        (("reply", "ask", 4, "--to", "Roads Office", "--by", "smoke"), 2, '"smoke" is none of mail, phone'),
        (("reply", "answer", 1), 4, "no reply 1"),
        (("reply", "answer", 2**63, "x"), 4, "no reply"),
        (("reply", "except", 4, "--to", "Roads Office"), 5, "takes a reason"),
        (("reply", "withdraw", 1, "--reason", "x"), 4, "no reply 1"),
        (("reply", "list", "--article", 9), 4, "no article 9"),
        (("reply", "letter", 4, "--to", " "), 4, "no source"),
        (("gate", "--standard", "house"), 4, 'no standard "house"; there are bbc, ifcn, two-source'),
        (("gate", "--standard", "empty.txt"), 3, "empty.txt"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_changed(
    accused: Path, run: Run, words: tuple[str | int, ...], code: int, told: str
) -> None:
    (accused / "noise.bin").write_bytes(bytes(range(256)) * 8)
    (accused / "empty.txt").write_bytes(b"")
    before = (accused / ".claimtrack" / "claimtrack.db").read_bytes()
    refused = run(*words)
    assert (refused.returncode, refused.stdout) == (code, "")
    assert told in refused.stderr
    assert "Traceback" not in refused.stderr
    assert (accused / ".claimtrack" / "claimtrack.db").read_bytes() == before


@pytest.mark.usefixtures("desk")
def test_a_standard_is_held_to_besides_what_the_gate_asks_anyway(run: Run) -> None:
    shut = run("gate", "--standard", "bbc", "--json")
    found = json.loads(shut.stdout)
    assert (shut.returncode, found["standard"], found["passed"]) == (7, "bbc", False)
    assert found["required"] == [
        "no-unverified", "no-refuted", "no-override", "no-alarm", "no-pending", "intact", "reply-asked", "said",
    ]  # fmt: skip
    assert [one["key"] for one in found["policy"]] == ["four_eyes"]
    assert found["policy"][0]["next"] == "claimtrack policy set four_eyes=true"
    assert {one["where"] for one in found["not_checked"]} >= {"Fairness: right of reply"}
    assert shut.stderr.count("not checked here: ") == len(found["not_checked"]) > 5


@pytest.mark.usefixtures("desk")
def test_what_only_the_policy_lacks_keeps_the_gate_shut(run: Run, done: Run) -> None:
    Path("house.toml").write_text(
        'title = "House"\npublished_by = "us"\nread_in = "2026"\n[[demand]]\nwhere = "1"\nasks = "Two."\n'
        'requires = []\npolicy = { origins = 2 }\nnot_checked = "whether they are good"\n',
        encoding="utf-8",
    )
    done("unverifiable", "1-4", "-r", "nobody can be reached")
    shut = run("gate", 1, "--standard", "house.toml")
    assert (shut.returncode, shut.stdout) == (
        7,
        "policy: the policy has origins = 1, and house asks for 2; next: claimtrack policy set origins=2\n",
    )
    assert "0 of 4 claims in article 1 fall short of" in shut.stderr
    assert "; the policy lacks 1 thing" in shut.stderr
    done("policy", "set", "origins=2")
    opened = done("gate", 1, "--standard", "house.toml")
    assert opened.stderr.startswith(
        "House (a standard of your own, house.toml), as read in 2026\n"
        "not checked here: 1: whether they are good\nthe gate is open"
    )


@pytest.mark.usefixtures("desk")
def test_the_standards_are_listed(done: Run) -> None:
    listed = done("gate", "--standards").stdout
    assert [line.partition(":")[0] for line in listed.splitlines() if not line.startswith(" ")] == [
        "bbc",
        "ifcn",
        "two-source",
    ]
    assert "not checked here: " in " ".join(listed.split())
    told = json.loads(done("gate", "--standards", "--json").stdout)
    assert {one["name"]: len(one["demands"]) > 3 for one in told} == {"bbc": True, "ifcn": True, "two-source": True}
