"""What nobody read is neither the outlet's own voice nor anybody else's, and every command says so."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

GERMAN = (
    "Der Bürgermeister sagte am Montag, die Brücke sei seit Sonntag gesperrt. „Niemand ist verletzt“, sagte Ana Ruiz, "
    "und die Polizei bestätigte das. Die Straße bleibt nach Angaben der Behörde bis Freitag geschlossen.\n"
)
DENIAL = """\
The dam holds

Ida Brekke, the mayor, denied that the town had been told of the cracks in the wall of the dam. She said on Monday \
that she had walked along the wall with two engineers.

What happens next

Share this article
"""


@pytest.fixture
def german(empty: Path, done: Run) -> CompletedProcess[str]:
    """Put an article in German on record; gives what that told."""
    (empty / "bruecke.txt").write_text(GERMAN)
    return done("ingest", "bruecke.txt", "--extractor", "rules", "--outlet", "Hafenkurier")


@pytest.fixture
def denial(empty: Path, done: Run) -> CompletedProcess[str]:
    """Put an article with a headline, a denial and a pronoun on record; gives what that told."""
    (empty / "dam.txt").write_text(DENIAL)
    return done("ingest", "dam.txt", "--extractor", "rules")


def test_extract_warns_once_a_file_and_names_the_language(empty: Path, done: Run) -> None:
    (empty / "a.txt").write_text(GERMAN)
    (empty / "b.txt").write_text(DENIAL)
    for form in ("--jsonl", "--json", "--explain"):
        told = done("extract", "a.txt", "b.txt", form, "--extractor", "rules").stderr
        assert told.count("English is what is read: attribution not attempted, all is unread") == 1
        assert "a.txt: the language looks like German" in told
    (line, other) = map(
        json.loads, done("extract", "a.txt", "b.txt", "--jsonl", "--extractor", "rules").stdout.splitlines()
    )
    assert {one["own_voice"] for one in line["statements"]} == {None}
    assert None not in {one["own_voice"] for one in other["statements"]}


def test_ingest_says_that_all_is_unread(german: CompletedProcess[str]) -> None:
    assert "3 statements (claims 1-3): 3 checkable, all unread" in german.stderr
    assert "the language looks like German, and English is what is read" in german.stderr
    assert "own voice" not in german.stderr.replace("neither the outlet's own voice", "")


@pytest.mark.usefixtures("german")
def test_lists_say_unread(done: Run) -> None:
    assert done("list").stdout.count("unread") == 3
    assert {row["own_voice"] for row in json.loads(done("list", "--json").stdout)} == {None}
    assert len(json.loads(done("list", "--unread", "--json").stdout)) == 3
    assert json.loads(done("list", "--own-voice", "--json").stdout) == []
    assert json.loads(done("list", "--attributed", "--json").stdout) == []


@pytest.mark.usefixtures("german")
def test_show_and_reports_say_unread(done: Run) -> None:
    shown = done("show", 1).stdout
    assert "unread: nobody looked for who says it -> Hafenkurier" in shown
    assert "its own voice" not in shown
    for form in ("md", "html", "txt"):
        text = done("report", "-f", form).stdout
        assert "nread: nobody looked for who says it" in text
        assert "own words" not in text
    assert {one["own_voice"] for one in json.loads(done("report", "-f", "json").stdout)["articles"][0]["claims"]} == {
        None
    }
    rows = csv.DictReader(io.StringIO(done("report", "-f", "csv").stdout.removeprefix("\ufeff")))
    assert {row["own_voice"] for row in rows} == {"unread"}


@pytest.mark.usefixtures("german")
def test_the_gate_asks_who_says_what_is_unread(run: Run) -> None:
    held = run("gate", "--require", "no-unverified", "--require", "said")
    assert held.returncode == 7
    assert held.stdout.count("it is unread: nobody looked for who says it") == 6
    assert "correct 1 --speaker" in held.stdout


@pytest.mark.usefixtures("german")
def test_whether_it_was_said_is_asked_once_somebody_said_who(run: Run, done: Run) -> None:
    refused = run("said", 2, "verified")
    assert refused.returncode == 5
    assert "claim 2 is unread" in refused.stderr
    done("correct", 2, "--speaker", "Ana Ruiz", "--new-source")
    done("correct", 3, "--own-voice")
    rows = {row["claim"]: (row["own_voice"], row["speaker"]) for row in json.loads(done("list", "--json").stdout)}
    assert rows == {1: (None, None), 2: (False, "Ana Ruiz"), 3: (True, "Hafenkurier")}
    done("verify")


@pytest.mark.usefixtures("german")
def test_the_outlet_cannot_confirm_what_may_be_its_own(empty: Path, run: Run, done: Run) -> None:
    (empty / "note.txt").write_text("Die Brücke ist seit Sonntag gesperrt, schrieb das Blatt.\n")
    done("evidence", "add", 1, "note.txt", "--supports", "--source", "Hafenkurier", "--basis", "firsthand")
    told = done("independence", 1).stdout
    assert "0 of 2 independent origins" in told
    assert "it is unread: nobody looked for who says it" in told
    assert run("confirm", 1).returncode == 5


@pytest.mark.usefixtures("german")
def test_reading_it_again_changes_nothing(done: Run) -> None:
    assert "nothing changed" in done("reextract", 1, "--extractor", "rules").stderr
    assert len(json.loads(done("list", "--json").stdout)) == 3


def test_ingest_says_what_was_skipped_and_why(denial: CompletedProcess[str]) -> None:
    assert "  skipped: 1 line of the page's furniture, 2 headings" in denial.stderr or (
        "  skipped: 1 line of the page's furniture, 1 heading" in denial.stderr
    )
    assert "extract FILE --explain` lists them" in denial.stderr


def test_explain_lists_what_was_skipped(empty: Path, done: Run) -> None:
    (empty / "dam.txt").write_text(DENIAL)
    told = done("extract", "dam.txt", "--explain", "--extractor", "rules").stdout
    assert "heading" in told
    assert ": What happens next" in told
    assert ": Share this article" in told


@pytest.mark.usefixtures("denial")
def test_a_denial_shows_as_a_denial_in_every_list(done: Run) -> None:
    rows = json.loads(done("list", "--json").stdout)
    row = next(row for row in rows if "told of the cracks" in row["text"])
    assert row["nature"] == "denies"
    assert row["statement"] == f"denies: {row['text']}"
    assert row["caveats"] == []
    assert "Ida Brekke, denying it" in done("list").stdout.replace("\n", " ") or "denying" in done("list").stdout
    written = csv.DictReader(io.StringIO(done("list", "--csv").stdout))
    assert any(one["statement"].startswith("denies: ") and one["nature"] == "denies" for one in written)
    reported = csv.DictReader(io.StringIO(done("report", "-f", "csv").stdout.removeprefix("\ufeff")))
    assert any(one["statement"].startswith("denies: ") for one in reported)
    assert ", denying it" in done("extract", "dam.txt", "--extractor", "rules").stdout


@pytest.mark.usefixtures("denial")
def test_a_speaker_by_a_pronoun_is_marked(done: Run) -> None:
    rows = json.loads(done("list", "--json").stdout)
    row = next(row for row in rows if "two engineers" in row["text"])
    assert row["speaker_by_pronoun"] == "She"
    assert "pronoun" in done("list").stdout
    assert 'the article has only "She" here' in done("show", row["claim"]).stdout
    for form in ("md", "txt", "html"):
        assert "speakers named by a pronoun" in " ".join(done("report", "-f", form).stdout.split())
    assert "speaker_by_pronoun" in done("report", "-f", "csv").stdout.splitlines()[0]


def test_the_headline_is_marked(empty: Path, done: Run) -> None:
    (empty / "dam.txt").write_text("The dam will hold.\n\n" + DENIAL.split("\n", 2)[2])
    done("ingest", "dam.txt", "--extractor", "rules")
    rows = json.loads(done("list", "--json").stdout)
    assert [row["text"] for row in rows if row["headline"]] == ["The dam will hold."]
    assert "headline" in done("list").stdout
    assert len(json.loads(done("list", "--headline", "--json").stdout)) == 1
    assert "the headline" in done("show", 1).stdout
    done("verify")
