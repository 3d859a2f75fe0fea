"""A database that was edited by hand: each command says that it is damaged, and none ends in a traceback."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.services.tampering import past_the_seals

from claimtrack.db.engine import Database, sqlite_url

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def edit(tmp_path: Path, done: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give a way to edit the database of a workspace with an article, behind the program's back."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bridge.txt").write_text("“The bridge is closed,” Ana Ruiz said.\n", encoding="utf-8")
    done("ingest", "bridge.txt")

    def change(statement: str) -> None:
        database = Database(sqlite_url(tmp_path / ".claimtrack" / "claimtrack.db"))
        with past_the_seals(database) as connection:
            connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
            connection.exec_driver_sql(statement)
        database.dispose()

    return change


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE claim SET confidence = 'much'",
        "UPDATE claim SET spans = '[1]'",
        "UPDATE claim SET spans = 'x'",
        "UPDATE claim SET status = 'open'",
        "UPDATE claim SET changed_at = 'soon'",
        "UPDATE claim SET version = 'two'",
        "UPDATE claim SET hedged = 'no'",
        "UPDATE claim SET text = x'ff'",
        "UPDATE article SET published = 'soon'",
        "UPDATE snapshot SET size = 'big'",
        "UPDATE attribution SET cue_spans = '{}'",
        "UPDATE event SET at = 'soon'",
        "DROP TABLE comment",
        "DROP TABLE caveat",
        "ALTER TABLE article DROP COLUMN byline",
        "ALTER TABLE evidence DROP COLUMN sketch",
    ],
)
def test_what_cannot_be_read_is_damaged(edit: Callable[[str], None], run: Run, harm: str) -> None:
    edit(harm)
    for words in (("list",), ("show", "1"), ("report", "-f", "md"), ("report", "-f", "json"), ("log",)):
        ended = run(*words)
        assert ended.returncode == 0 or "damaged" in ended.stderr, (words, ended)
    ended = run("verify")
    assert ended.returncode == 8
    assert "FAILS: the database" in ended.stderr, ended.stderr
