"""Tables that go to a spreadsheet and come back: decisions, corrections, evidence, each row with its line."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from claimtrack.reports.harmless import as_written, cell
from claimtrack.services.tables import LISTED

Run = Callable[..., CompletedProcess[str]]


def listed(done: Run) -> list[dict[str, str]]:
    """Give the rows that a spreadsheet opens."""
    return list(csv.DictReader(io.StringIO(done("list", "--csv").stdout)))


def saved(rows: Sequence[Mapping[str, str]], name: str = "sheet.csv", *, separator: str = ",") -> str:
    """Save rows as a spreadsheet does: with a byte order mark, and here with semicolons."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    into = io.StringIO(newline="")
    writer = csv.DictWriter(into, columns, delimiter=separator, restval="")
    writer.writeheader()
    writer.writerows(rows)
    Path(name).write_bytes(into.getvalue().encode("utf-8-sig"))
    return name


def claims(done: Run) -> list[dict[str, object]]:
    found = json.loads(done("list", "--json").stdout)
    assert isinstance(found, list)
    return found


@pytest.mark.usefixtures("desk")
def test_the_columns_of_a_listing_are_known_to_the_tables(done: Run) -> None:
    assert set(listed(done)[0]) <= set(LISTED)


@pytest.mark.parametrize("form", ["--csv", "--excel"])
@pytest.mark.usefixtures("desk")
def test_what_was_written_comes_back_with_the_mark_and_without(done: Run, form: str) -> None:
    written = done("list", form).stdout
    assert written.startswith("\ufeff") is (form == "--excel")
    head, first, *others = written.splitlines()
    rows = [f"{head},verdict,reason", f"{first},disputed,two offices differ", *(f"{line},," for line in others)]
    Path("back.csv").write_text("\n".join(rows), encoding="utf-8")
    assert "claim 1 is disputed (was unverified)" in done("decide", "back.csv").stderr


@pytest.mark.usefixtures("desk")
def test_the_desks_own_words_come_from_the_same_table(done: Run, run: Run) -> None:
    row = {
        "claim": "1",
        "verdict": "disputed",
        "reason": "two offices differ",
        "restatement": "The bridge at Orle is closed to all traffic.",
        "rating": "unproven",
        "finding": "Two offices say opposite things.",
    }
    told = done("decide", saved([row])).stderr
    assert "claim 1 is disputed (was unverified)\nclaim 1 is restated\nclaim 1 is rated " in told
    assert told.endswith("1 row followed\n")
    again = {**row, "verdict": "", "reason": ""}
    assert done("decide", saved([again])).stderr == "0 rows followed; 1 row left as it is on record\n"
    refused = run("decide", saved([{**again, "finding": ""}]))
    assert refused.returncode == 3
    assert "sheet.csv, line 2: claim 1: a rating and a finding in words go together" in refused.stderr


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("separator", [",", ";"])
def test_a_listing_comes_back_with_verdicts_filled_in(done: Run, separator: str) -> None:
    rows = listed(done)
    rows[1] |= {"verdict": "disputed", "reason": "the school says 30"}
    rows[3] |= {"verdict": "unverifiable", "reason": "nobody remembers"}
    told = done("decide", saved(rows, separator=separator)).stderr
    assert told == (
        "claim 2 is disputed (was unverified)\nclaim 4 is unverifiable (was unverified)\n"
        "2 rows followed; 2 rows left as it is on record\n"
    )
    assert done("decide", saved(rows[:1] + rows[2:3])).stderr == "0 rows followed; 2 rows left as it is on record\n"


@pytest.mark.usefixtures("desk")
def test_a_table_that_says_what_is_so_is_no_failure(done: Run) -> None:
    done("dispute", 1, "--reason", "figures differ")
    table = saved([{"claim": "1", "verdict": "disputed", "reason": "they count otherwise"}])
    assert done("decide", table).stderr == "claim 1 says so already; nothing was changed\n1 row followed\n"


@pytest.mark.usefixtures("unchanged")
def test_a_row_that_somebody_else_was_faster_with_is_named_by_its_line(done: Run, run: Run) -> None:
    rows = listed(done)
    rows[2] |= {"verdict": "disputed", "reason": "b", "version": "7"}
    refused = run("decide", saved(rows))
    assert refused.returncode == 6
    assert "sheet.csv, line 4: claim 3 was changed since you looked" in refused.stderr


@pytest.mark.usefixtures("desk")
def test_a_listing_comes_back_with_cells_put_right(done: Run) -> None:
    rows = listed(done)
    rows[0] |= {"speaker": "Anna Ruiz", "new_source": "yes"}
    rows[1]["checkable"] = "no"
    rows[2] |= {"own_voice": "yes", "reason": "nobody else says it"}
    rows[3] |= {"via": "Delta Wire; Harbour Radio", "accused": "Roads Office", "new_source": "yes"}
    table = saved(rows)
    rehearsed = done("correct", "--sheet", table, "--dry-run").stderr
    assert "4 rows can be followed; nothing was written" in rehearsed
    assert done("correct", "--sheet", table).stderr.endswith("4 rows followed\n")
    now = claims(done)
    assert [row["speaker"] for row in now][:2] == ["Anna Ruiz", "Ben Ode"]
    assert [row["checkable"] for row in now] == [True, False, True, True]
    assert now[2]["own_voice"] is True
    chain = done("show", 4).stdout
    assert "Dora Lind -> Delta Wire -> Harbour Radio" in chain
    assert "Roads Office" in chain
    again = saved([{**row, "via": "", "accused": "", "new_source": ""} for row in listed(done)])
    assert done("correct", "--sheet", again).stderr == "0 rows followed; 4 rows left as it is on record\n"


@pytest.mark.usefixtures("unchanged")
def test_corrections_that_cannot_be_followed_are_told_row_by_row(run: Run) -> None:
    table = saved(
        [
            {"claim": "1", "speaker": "Ben Ode", "own_voice": ""},
            {"claim": "99", "speaker": "Kim", "own_voice": ""},
            {"claim": "2", "speaker": "", "own_voice": "perhaps"},
            {"claim": "one", "speaker": "Kim", "own_voice": ""},
        ]
    )
    refused = run("correct", "--sheet", table)
    assert refused.returncode in {3, 4}
    assert "sheet.csv, line 3: no claim 99" in refused.stderr
    assert 'sheet.csv, line 4: "perhaps" in the column own_voice is neither yes nor no' in refused.stderr
    assert 'sheet.csv, line 5: "one" in the column claim is no number' in refused.stderr
    assert "line 2" not in refused.stderr


@pytest.mark.usefixtures("unchanged")
def test_who_is_to_speak_instead_of_the_outlet_is_asked(done: Run, run: Run) -> None:
    assert "takes a reason; say --reason TEXT" in run("correct", 1, "--own-voice", "--dry-run").stderr
    done("correct", 1, "--own-voice", "--reason", "nobody else says it", "--dry-run")
    rows = listed(done)
    rows[0] |= {"own_voice": "yes", "reason": "nobody else says it"}
    assert "1 row can be followed" in done("correct", "--sheet", saved(rows[:1]), "--dry-run").stderr
    assert run("correct", "--sheet", saved([{"claim": "1", "own_voice": "no"}])).returncode == 0


@pytest.mark.usefixtures("desk")
def test_many_pieces_are_attached_from_one_table(done: Run, desk: Path) -> None:
    (desk / "files").mkdir()
    (desk / "register.txt").rename(desk / "files" / "register.txt")
    piece = {"file": "register.txt", "stance": "supports", "source": "Roads Office"}
    rows = [
        {"claim": "1", **piece, "excerpt": "The bridge is closed", "unaffiliated": "its statute says so"},
        {"claim": "3-4", **piece, "excerpt": ""},
        {
            "claim": "2",
            "file": "",
            "stance": "refutes",
            "source": "Ben Ode",
            "note": "I counted 30",
            "basis": "firsthand",
        },
    ]
    table = saved(rows, "files/sheet.csv")
    assert (
        "3 rows can be followed; nothing was written" in done("evidence", "add", "--sheet", table, "--dry-run").stderr
    )
    assert json.loads(done("evidence", "list", "--json").stdout) == []
    told = done("evidence", "add", "--sheet", table).stderr
    assert "evidence 1 from Roads Office attached to claim 1, excerpt found at characters 20 to 40" in told
    assert told.endswith("3 rows followed\n")
    found = json.loads(done("evidence", "list", "--json").stdout)
    assert [(row["name"], row["claims"]) for row in found] == [("register.txt", [1, 3, 4]), ("note", [2])]
    assert "none known: its statute says so" in done("source", "show", "Roads Office").stdout
    assert done("evidence", "add", "--sheet", table).stderr == "0 rows followed; 3 rows left as it is on record\n"
    assert "all intact" in done("verify").stderr


@pytest.mark.usefixtures("unchanged")
def test_pieces_that_cannot_be_attached_are_told_row_by_row(run: Run) -> None:
    piece = {"file": "register.txt", "stance": "supports", "source": "Roads Office"}
    rows = [
        {"claim": "1", **piece},
        {"claim": "1", **piece, "file": "nosuch.txt"},
        {"claim": "1", **piece, "stance": "proves"},
        {"claim": "2", **piece, "excerpt": "The market is open"},
        {"claim": "7", **piece},
        {"claim": "a-b", **piece},
        {"claim": "1", **piece, "file": "", "note": "seen"},
    ]
    refused = run("evidence", "add", "--sheet", saved(rows))
    assert refused.returncode in {3, 4}
    for line, told in {
        3: "no file nosuch.txt",
        4: '"proves" is no word for the column stance; write one of supports, refutes, context',
        5: "the excerpt is not in register.txt",
        6: "no claim 7",
        7: '"a-b" in the column claim is no claim number, nor a range such as 15-18',
        8: "the column basis is empty; write one of firsthand, record",
    }.items():
        assert f"sheet.csv, line {line}: {told}" in refused.stderr
    assert "line 2:" not in refused.stderr


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("evidence", "add"), 2, "say which claim and FILE, or give a table with --sheet FILE"),
        (("evidence", "add", "1", "--sheet", "x.csv"), 2, "--sheet says it all in its rows"),
        (("correct",), 2, "say which claims, such as 12 15-18, or give a table with --sheet FILE"),
        (("correct", "--speaker", "Kim", "--sheet", "x.csv"), 2, "--sheet says it all in its rows"),
        (("correct", "--sheet", "x.csv"), 4, "no file x.csv"),
        (("correct", "--sheet", "letter.txt"), 3, "letter.txt has columns that mean nothing here"),
        (("evidence", "add", "--sheet", "letter.txt"), 3, "letter.txt has columns that mean nothing here"),
    ],
)
def test_what_is_no_table_is_refused(run: Run, words: tuple[str, ...], code: int, told: str) -> None:
    refused = run(*words)
    assert (refused.returncode, told in refused.stderr) == (code, True), refused.stderr


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1", "-5 degrees", "@ana", " =x", "a;=b", "\uff1dx", "don't", "'tis"])
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    assert as_written(cell(text)) == text


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "rows",
    [
        "claim,verdict,reason,,\n1,disputed,the gauges say otherwise,,\n,,,,\n",
        "claim,,verdict,reason\n1,,disputed,the gauges say otherwise\n",
        "claim;verdict;reason\n1,00;disputed;the gauges say otherwise\n",
        "claim\tverdict\treason\n1.0\tdisputed\tthe gauges say otherwise\n",
    ],
    ids=["columns once touched at the end", "and in the middle", "figures with a comma", "figures with a point"],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_table_is_read_as_spreadsheets_write_it(done: Run, rows: str, encoding: str) -> None:
    Path("filled.csv").write_bytes(rows.encode(encoding))
    assert "1 row can be followed; nothing was written" in done("decide", "filled.csv", "--dry-run").stderr
    done("decide", "filled.csv")
    assert {claim["claim"]: claim["status"] for claim in claims(done)}[1] == "disputed"


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("claim,,verdict,reason\n1,hm,disputed,words\n", '"hm" stands under a column that has no name'),
        ("claim;verdict;reason\n1,000;disputed;words\n", '"1,000" in the column claim is no number'),
        ("claim;verdict;reason\n1,5;disputed;words\n", '"1,5" in the column claim is no number'),
    ],
)
def test_what_a_spreadsheet_may_have_made_of_a_number_is_not_guessed_at(run: Run, rows: str, told: str) -> None:
    Path("filled.csv").write_text(rows, encoding="utf-8")
    refused = run("decide", "filled.csv")
    assert refused.returncode == 3
    assert f"filled.csv, line 2: {told}" in refused.stderr


@pytest.mark.usefixtures("desk")
def test_a_day_that_is_a_spreadsheets_own_number_is_told_as_such(run: Run) -> None:
    table = "claim,file,stance,source,dated\n1,register.txt,supports,Roads Office,45678\n"
    Path("filled.csv").write_text(table, encoding="utf-8")
    refused = run("evidence", "add", "--sheet", "filled.csv")
    assert refused.returncode == 3
    assert 'filled.csv, line 2: "45678" is how a spreadsheet counts days' in refused.stderr
