"""`source import`, `source alias` and `source set` as a user meets them."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


def test_the_template_is_filled_in_rehearsed_and_imported(done: Run, desk: Path) -> None:
    (desk / "s.csv").write_text(done("source", "import", "--template").stdout, encoding="utf-8")
    words = "3 rows: 2 new sources, 2 aliases, 2 relations, 3 other facts"
    assert done("source", "import", "s.csv", "--dry-run").stderr == (
        f"nothing was changed; this is what would be: {words}\nno verdict would fall\n"
    )
    assert done("source", "import", "s.csv").stderr == f"{words}\n"
    assert done("source", "import", "s.csv").stderr == (
        "3 rows: 0 new sources, 0 aliases, 0 relations, 0 other facts; 3 rows change nothing\n"
    )
    assert "also       The Courier; HC" in done("source", "show", "Harbour Courier").stdout
    assert "all intact" in done("verify").stderr


@pytest.mark.usefixtures("desk")
def test_the_list_that_comes_with_the_program_is_rehearsed_and_imported(done: Run) -> None:
    rehearsed = done("source", "import", "--starter", "--dry-run").stderr
    told = done("source", "import", "--starter").stderr
    assert rehearsed == f"nothing was changed; this is what would be: {told}no verdict would fall\n"
    assert told.startswith("the list as of 20")
    assert "(starter list as of 20" in " ".join(done("source", "show", "TASS").stdout.split())
    assert "rows change nothing" in done("source", "import", "--starter").stderr


@pytest.mark.usefixtures("desk")
def test_what_the_record_says_otherwise_of_is_told_in_short(done: Run, desk: Path) -> None:
    names = ("Reuters", "TASS", "KCNA", "WAM", "Sputnik", "CNN")
    (desk / "s.csv").write_text("name,kind\n" + "".join(f"{name},group\n" for name in names), encoding="utf-8")
    done("source", "import", "s.csv")
    told = done("source", "import", "--starter").stderr.splitlines()
    assert told[1] == "6 facts of the list left aside, since the record says something else:"
    assert told[2].startswith("  Reuters is on record as group, not media; if that is wrong, `claimtrack source set ")
    assert told[-1] == "  and 1 more"


@pytest.mark.usefixtures("desk")
def test_names_and_kinds_are_said_one_by_one(done: Run, run: Run) -> None:
    assert done("source", "alias", "Ana Ruiz", "A. Ruiz").stderr == "source 2, Ana Ruiz, is also known as A. Ruiz\n"
    assert "also       A. Ruiz" in done("source", "show", 2).stdout
    assert run("source", "alias", "Ben Ode", "A. Ruiz").returncode == 5
    told = done("source", "set", "Ana Ruiz", "--kind", "group", "-r", "two sisters", "--dry-run").stderr
    assert told.startswith("nothing was changed; this is what would be: source 2, Ana Ruiz, is on record as group")
    done("source", "set", "Ana Ruiz", "--kind", "group", "-r", "two sisters")
    assert "kind       group" in done("source", "show", 2).stdout
    assert 'put on record what Ana Ruiz is: group (was person): "two sisters"' in " ".join(done("log").stdout.split())


def test_the_template_needs_no_workspace(done: Run, empty: Path) -> None:
    assert done("source", "import", "--template").stdout.startswith("name,kind,aliases,part_of,")
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["source", "import"], 2, "name a file, or take the list"),
        (["source", "import", "s.csv", "--starter"], 2, "name a file, or take the list"),
        (["source", "import", "none.csv"], 4, "no file none.csv"),
        (
            ["source", "import", "letter.txt"],
            3,
            "letter.txt has columns that mean nothing here: to whom it may concern.",
        ),
        (["source", "alias", "Ana Ruiz", "Ben Ode"], 5, "if the two are one, `claimtrack source merge"),
        (
            ["source", "set", "Ana Ruiz", "--kind", "group"],
            5,
            "is on record as person; another kind takes a reason",
        ),
        (["source", "set", "Ana Ruiz"], 2, "--kind is missing"),
        (["source", "set", "Zed", "--kind", "group"], 4, 'no source "Zed"'),
    ],
)
@pytest.mark.usefixtures("unchanged")
def test_what_is_asked_wrongly_is_told(run: Run, words: list[str], code: int, says: str) -> None:
    told = run(*words)
    assert (told.returncode, told.stdout) == (code, "")
    assert says in told.stderr
