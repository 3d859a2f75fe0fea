"""`report` with names and words that mean something to the formats they end up in."""

import csv
import io
import json
import re
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claimtrack.reports import registry

Run = Callable[..., CompletedProcess[str]]

SCRIPT = "<script>alert(1)</script>"
FORMULA = '=cmd|"/c calc"!A1'
PIPES = "a | b `code` [link](http://example.org) **bold**"


@pytest.fixture
def hostile(done: Run, desk: Path) -> Path:
    """Put everything that could act into a record: titles, names, quotations, notes, file names."""
    text = f"“{SCRIPT} {PIPES} stands,” Ana Ruiz said.\n\n“=cmd() is the formula,” Ben Ode said.\n"
    (desk / "=evil|`x`.txt").write_text(text, encoding="utf-8")
    done("ingest", "=evil|`x`.txt", "--title", SCRIPT + PIPES, "--outlet", FORMULA)
    done("evidence", "add", 5, "=evil|`x`.txt", "--refutes", "--source", f"-{SCRIPT}", "--new-source", "--note", PIPES)
    done("dispute", 5, "--reason", f"{FORMULA} {SCRIPT} \x1b[31m")
    done("comment", 5, "@SUM(A1) \u202e")
    return desk


@pytest.mark.usefixtures("hostile")
def test_html_holds_no_markup_but_its_own(done: Run) -> None:
    page = done("report", 2, "-f", "html").stdout
    assert re.findall(r"<script", page) == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'href="http://example.org' not in page


@pytest.mark.usefixtures("hostile")
def test_markdown_holds_no_markup_of_others(done: Run) -> None:
    page = done("report", 2, "-f", "md").stdout
    assert "<script" not in page.replace("\\<script", "")
    assert re.findall(r"(?<!\\)`code(?<!\\)`|(?<!\\)\[link\]\(|(?<!\\)\*\*bold", page) == []


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("words", ["report 2 -f csv", "list --csv", "log --all --csv", "source list --csv",
                                   "article list --csv", "evidence list --csv", "show 5 --csv"])  # fmt: skip
def test_no_cell_is_a_formula(done: Run, words: str) -> None:
    told = done(*words.split()).stdout.removeprefix("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(told, newline="")) for cell in row]
    assert [cell for cell in cells if re.match(r"\s*[=+@-]", cell)] == []
    assert [cell for cell in cells if re.search("[\x00-\x08\x1b\u202e]", cell)] == []


@pytest.mark.usefixtures("hostile")
def test_json_gives_every_word_back_as_it_is(done: Run) -> None:
    told = done("report", 2, "-f", "json").stdout
    json.loads(told)
    assert "\x1b" not in told
    rows = json.loads(done("list", "--article", 2, "--json").stdout)
    assert any(SCRIPT in row["text"] for row in rows)
    (shown,) = json.loads(done("show", 5, "--json").stdout)
    assert "\x1b[31m" in json.dumps(shown).encode().decode("unicode_escape")


@pytest.mark.usefixtures("hostile")
def test_plain_text_holds_nothing_that_acts_on_a_terminal(done: Run) -> None:
    for words in ("report 2 -f txt", "report 2 -f md", "show 5", "log", "article show 2"):
        assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done(*words.split()).stdout) == [], words


def test_a_format_that_somebody_adds_is_known_by_its_ending(
    run: Run, done: Run, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown = run("report", "-o", "report.wiki")
    assert unknown.returncode == 2
    assert "report.wiki does not say in which format; add --format md, html, json, csv or txt" in unknown.stderr
    added = EntryPoint("wiki", "claimtrack.reports.text:render", registry.GROUP)

    def points(**wanted: str) -> list[EntryPoint]:
        return [*entry_points(**wanted), *([added] if wanted.get("name", "wiki") == "wiki" else [])]

    monkeypatch.setattr(registry, "entry_points", points)
    done("report", "-o", "report.wiki")
    done("report", "-o", "report.HTM")
    assert (desk / "report.wiki").read_text(encoding="utf-8") == done("report", "-f", "txt").stdout
    assert (desk / "report.HTM").read_text(encoding="utf-8") == done("report", "-f", "html").stdout


def test_a_report_is_written_whole_or_not_at_all(
    run: Run, done: Run, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    done("report", "-o", "report.md")
    before = (desk / "report.md").read_bytes(), sorted(desk.iterdir())
    done("take", 1)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        failed = run("report", "-o", "report.md")
    assert failed.returncode == 3
    assert "cannot write report.md: No space left on device" in failed.stderr
    assert ((desk / "report.md").read_bytes(), sorted(desk.iterdir())) == before
