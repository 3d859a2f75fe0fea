"""`tag`, `untag`, `tags`, and `--tag` where claims are listed and taken, as a reviewer sees them."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


@pytest.mark.usefixtures("desk")
def test_claims_are_tagged_listed_and_untagged(done: Run) -> None:
    assert done("tag", "1", "3-4", "Roads").stderr == "claim 1, 3, 4: tagged Roads\n"
    assert done("tag", "1,2", "roads").stderr == "claim 2: tagged Roads; 1 had it already\n"
    assert done("untag", "2-3", "1", "ROADS").stderr == "claim 2, 3, 1: no longer tagged Roads\n"
    assert done("untag", "3-4", "ROADS").stderr == "claim 4: no longer tagged Roads; 3 did not have it\n"
    done("tag", 1, "Roads")
    done("tag", 1, "выборы")
    assert [row["claim"] for row in json.loads(done("list", "--tag", "roads", "--json").stdout)] == [1]
    assert json.loads(done("list", "--json").stdout)[0]["tags"] == ["Roads", "выборы"]
    assert "tag: Roads" in done("list").stdout
    shown = done("show", 1).stdout
    assert "tags          Roads, выборы" in shown
    assert "ana tagged it выборы" in shown
    assert json.loads(done("show", 1, "--json").stdout)[0]["tags"] == ["Roads", "выборы"]
    assert json.loads(done("report", "-f", "json").stdout)["articles"][0]["claims"][0]["tags"] == ["Roads", "выборы"]
    assert "took the tag Roads off it" in done("log", 4).stdout
    assert "all intact" in done("verify").stderr


@pytest.mark.usefixtures("desk")
def test_tags_are_listed_in_every_form(done: Run) -> None:
    assert done("tags").stderr == "0 tags\n"
    assert done("tags", "--json").stdout == "[]\n"
    done("tag", "1-2", "roads")
    done("dispute", 1, "-r", "figures differ")
    told = done("tags")
    assert (told.stdout.splitlines()[-1].split(), told.stderr) == (["roads", "2", "1"], "1 tag\n")
    assert json.loads(done("tags", "--json").stdout) == [{"tag": "roads", "claims": 2, "awaiting_verdict": 1}]
    assert json.loads(done("tags", "--jsonl").stdout) == {"tag": "roads", "claims": 2, "awaiting_verdict": 1}
    assert done("tags", "--csv").stdout.splitlines() == ["tag,claims,awaiting_verdict", "roads,2,1"]


@pytest.mark.usefixtures("desk")
def test_the_queue_is_handed_out_by_tag(done: Run) -> None:
    done("tag", "3", "roads")
    assert done("take", "--next", 5, "--tag", "roads").stderr == "claim 3 is in review, with ana (was unverified)\n"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["tag", "1"], 2, "say which claims, and then the tag: 12 15-18 elections"),
        (["tag", "1", "2"], 3, '"2" is no tag: it has no letter in it'),
        (["tag", "roads", "1"], 2, '"roads" is no claim number'),
        (["tag", "1-2", "roads", "--if-version", "1"], 2, "--if-version is for one claim at a time"),
        (["tag", "1", "roads", "--if-version", "9"], 6, "claim 1 was changed since you looked"),
        (["tag", "9", "roads"], 4, "no claim 9"),
        (["tag", "1", "roads", "--as", "zed"], 4, '"zed" is no reviewer'),
        (["untag", "1", "roads"], 4, 'no tag "roads"; `claimtrack tags` lists those there are'),
        (["list", "--tag", "roads"], 4, 'no tag "roads"'),
        (["take", "1", "--tag", "roads"], 2, "--tag is for --next: claimtrack take --next --tag elections"),
    ],
)
@pytest.mark.usefixtures("unchanged")
def test_what_is_asked_wrongly_is_told(run: Run, words: list[str], code: int, says: str) -> None:
    told = run(*words)
    assert (told.returncode, told.stdout) == (code, "")
    assert says in told.stderr
