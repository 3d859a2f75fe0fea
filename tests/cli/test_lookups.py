"""Whom to look up is said before a verdict is refused for it, and of all at once."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

STORY = """\
The bridge is closed.

The Kaldrian government said the school has 40 pupils.

“The market opened on Monday,” Carla Mendes said.
"""


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an article of no known outlet, in which a government speaks."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "register.txt").write_text("The bridge is closed since 4 May.\n", encoding="utf-8")
    return tmp_path


def _ingest(run: Run, *more: str) -> str:
    found = run("ingest", "story.txt", "--extractor", "rules", *more)
    assert found.returncode == 0
    return found.stderr


def test_ingest_names_who_waits_for_a_look_and_the_outlet_that_is_not_known(run: Run, story: Path) -> None:
    del story
    told = _ingest(run)
    assert "claimtrack article set 1 --outlet NAME" in told
    assert "nobody has said whom The Kaldrian government belongs to: claimtrack source proposals" in told


def test_where_the_outlet_is_known_nobody_is_asked_for_it(run: Run, story: Path) -> None:
    del story
    told = _ingest(run, "--outlet", "Harbour Courier")
    assert "article set" not in told
    assert "nobody has said whom Harbour Courier and The Kaldrian government belong to" in told


def test_proposals_name_them_with_what_settles_the_first(run: Run, story: Path) -> None:
    del story
    _ingest(run, "--outlet", "Harbour Courier")
    shown = run("source", "proposals").stderr
    assert "nothing confirms what Harbour Courier (source 1) and The Kaldrian government (source 2) say" in shown
    assert "`claimtrack source unaffiliated 1 --reason TEXT`" in shown
    assert run("source", "unaffiliated", "1", "--reason", "a register").returncode == 0
    assert run("source", "unaffiliated", "2", "--reason", "a register").returncode == 0
    assert "nothing confirms" not in run("source", "proposals").stderr


def test_the_list_that_comes_along_is_named_where_it_knows_one_of_them(run: Run, story: Path) -> None:
    del story
    _ingest(run, "--outlet", "Reuters")
    assert "knows 1 of them: `claimtrack source import --starter`" in run("source", "proposals").stderr
    assert run("source", "import", "--starter").returncode == 0
    assert "--starter" not in run("source", "proposals").stderr


def test_an_outlet_and_its_agency_are_asked_about_in_one_refusal(run: Run, story: Path) -> None:
    del story
    _ingest(run)
    shown = run("article", "set", "1", "--outlet", "Harbour Courier", "--agency", "Coast Wire").stderr
    assert "Harbour Courier (source" in shown
    assert "Coast Wire (source" in shown
    refused = run(
        "confirm", "1", "--evidence", "register.txt", "--source", "Roads Office", "--excerpt", "closed since 4 May",
        "--unaffiliated", "a county office",
    )  # fmt: skip
    assert refused.returncode == 5
    assert "whom the claimants, Harbour Courier and Coast Wire, belong to or stand with" in refused.stderr
    assert refused.stderr.count("source unaffiliated") == 2
    # A word lets the piece count: more evidence would be work for nothing.
    assert "evidence add" not in refused.stderr


def test_a_refusal_for_want_of_the_outlet_names_the_article(run: Run, story: Path) -> None:
    del story
    _ingest(run)
    refused = run(
        "confirm", "1", "--evidence", "register.txt", "--source", "Roads Office", "--excerpt", "closed since 4 May",
        "--unaffiliated", "a county office",
    )  # fmt: skip
    assert "`claimtrack article set 1 --outlet NAME`" in refused.stderr


def test_a_company_of_one_name_is_not_let_off_as_a_person(run: Run, story: Path) -> None:
    """The machine takes it for one: a note of its own house confirmed it, independently."""
    (story / "plane.txt").write_text("Boeing said on Monday that the plane was safe.\n", encoding="utf-8")
    assert run("ingest", "plane.txt", "--outlet", "Harbour Courier", "--extractor", "rules").returncode == 0
    assert json.loads(run("list", "--json").stdout)[0]["speaker"] == "Boeing"
    (story / "note.txt").write_text("The plane was safe, all tests say.\n", encoding="utf-8")
    refused = run(
        "confirm", "1", "--evidence", "note.txt", "--source", "Renton Plane Works",
        "--excerpt", "The plane was safe", "--unaffiliated", "its own page",
    )  # fmt: skip
    assert refused.returncode == 5
    assert "whom the claimant, Boeing, belongs to or stands with" in refused.stderr
