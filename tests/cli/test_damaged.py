"""A database that was edited by hand: each command says that it is damaged, and none ends in a traceback."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def edit(tmp_path: Path, done: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give a way to edit the database of a workspace with an article, behind the program's back."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bridge.txt").write_text("“The bridge is closed,” Ana Ruiz said.\n", encoding="utf-8")
    done("ingest", "bridge.txt")

    def change(statement: str) -> None:
        file = tmp_path / ".claimtrack" / "claimtrack.db"
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA ignore_check_constraints=ON")
            connection.execute("PRAGMA foreign_keys=OFF")
            seals = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in seals:
                connection.execute(f'DROP TRIGGER "{name}"')
            connection.execute(statement)
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for _, words in seals:
                if any(f" ON {name} " in words for name in tables):
                    connection.execute(words)

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
        "UPDATE event SET body = 'x'",
        "UPDATE event SET body = '[]'",
        "UPDATE event SET reviewer_id = 99",
        "UPDATE claim SET snapshot_id = 99",
        "UPDATE claim SET source_id = 99",
        "UPDATE claim SET article_id = 99",
        "UPDATE attribution SET source_id = 99",
        "UPDATE article SET agency_id = 99",
        "UPDATE source SET merged_into_id = 99",
        "DELETE FROM reviewer",
        "DELETE FROM snapshot",
        "DELETE FROM source",
        "DROP TABLE comment",
        "DROP TABLE caveat",
        "ALTER TABLE article DROP COLUMN byline",
        "ALTER TABLE evidence DROP COLUMN sketch",
    ],
)
def test_what_cannot_be_read_is_damaged(edit: Callable[[str], None], run: Run, harm: str) -> None:
    edit(harm)
    for words in (("list",), ("show", "1"), ("report", "-f", "md"), ("report", "-f", "json"), ("log",), ("gate",)):
        ended = run(*words)
        assert ended.returncode in {0, 7} or "damaged" in ended.stderr, (words, ended)
    ended = run("verify")
    assert ended.returncode == 8
    assert "FAILS: " in ended.stderr, ended.stderr
