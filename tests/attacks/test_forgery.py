"""Somebody edits the workspace with a database tool and a file manager, in more than one place at a time.

Single columns and rows, one after the other, are edited in tests/services/integrity/test_forged.py. Here are edits that
fit together: what is said in one place is said in the other, too. What is found, and the one thing that cannot be: a
record that was cut off at its end and made to fit holds against itself, and not against a head that was exported.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.attacks.conftest import Try, program

ARTICLE = """\
“The bridge is closed,” Ana Ruiz said.

“The mayor Ben Ode stole the money,” Carla Mendes said.
"""
DATABASE = Path(".claimtrack") / "claimtrack.db"
REMOVED = "[words removed]"
"""What is shown in the place of words that were purged."""


@pytest.fixture(scope="module")
def worked(ingested_as: Callable[[str], Path]) -> Path:
    """Give a workspace with a confirmed claim, a request for a reply, restatements, a finding and comments."""
    folder = ingested_as(ARTICLE)
    (folder / "register.txt").write_text("Register. The bridge is closed since 4 May.")
    (folder / "letter.txt").write_text("Dear Mr Ode, ...")
    bears = ("--source", "Port Office", "--excerpt", "The bridge is closed", "--unaffiliated", "asked around")
    for words in (
        ("source", "unaffiliated", "Ana Ruiz", "--reason", "asked around"),
        ("confirm", "1", "--evidence", "register.txt", *bears, "--reason", "by the register"),
        ("correct", "2", "--party", "accused:Ben Ode", "--new-source"),
        ("reply", "ask", "2", "--to", "Ben Ode", "--by", "mail", "--text", "letter.txt"),
        ("restate", "1", "The bridge over the Vell is closed."),
        ("restate", "2", REMOVED),
        ("find", "1", "--rating", "correct", "It is closed indeed."),
        ("tag", "1", "bridges"),
        ("head", "export", "-o", "head.txt"),
        ("comment", "2", REMOVED),
        ("comment", "2", "Ask him."),
    ):
        program(folder, *words)
    return folder


@pytest.fixture
def tried(worked: Path, at_desk: Callable[[Path], None], answer: Try) -> Try:
    """Give a way to try a command in that workspace."""
    at_desk(worked)
    return answer


@contextmanager
def _tool(*, sealed: bool = True) -> Iterator[sqlite3.Connection]:
    """Give what somebody with a database tool has; the seals are put back where nobody is to see that."""
    with closing(sqlite3.connect(DATABASE, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        seals = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in seals:
            connection.execute(f'DROP TRIGGER "{name}"')
        yield connection
        for _, words in seals if sealed else ():
            connection.execute(words)


ONE_DAY = {
    "UPDATE restatement SET text = 'The bridge burns' WHERE claim_id = 2": "the text of restatement 2",
    "UPDATE comment SET text = 'It is so' WHERE text LIKE '[%'": "a comment on claim 2 is not what was written there",
    "UPDATE finding SET rating = 'false', text = 'It is open'": "finding 1",
    "UPDATE reply SET answered_at = made_at, answer = 'Yes', answered_by_id = 1": "reply 1",
    "UPDATE claim_party SET state = 'rejected'": "party 1",
    "UPDATE evidence_link SET basis = 'firsthand', credibility = 1": "basis",
    "UPDATE source SET unaffiliated_because = 'x' WHERE name = 'Ben Ode'": "the unaffiliated because of source",
    "UPDATE source SET name = name || char(8203) WHERE name = 'Ana Ruiz'": "was put on record as",
    "UPDATE reviewer SET role = 'viewer'": "reviewer 1",
    "UPDATE claim SET status = 'refuted' WHERE id = 1": "status",
    "UPDATE claim SET source_id = 1, own_voice = 1 WHERE id = 2": "the chain of claim 2 begins with another speaker",
    "UPDATE event SET body = replace(body, 'confirmed', 'refuted')": "was changed: its hash does not fit its content",
}
ANOTHER = {
    "UPDATE restatement SET text = (SELECT text FROM restatement r WHERE r.id = 3 - restatement.id)": "restatement 1",
    "UPDATE reply SET kind = 'exception', because = 'no need', means = NULL, asked_at = NULL, "
    "text_name = NULL, text_size = NULL, text_digest = NULL": "reply 1",
    "UPDATE evidence SET source_id = (SELECT id FROM source WHERE name = 'Ana Ruiz')": "evidence 1",
    "UPDATE source SET merged_into_id = 1, merged_first_into_id = 1 WHERE name = 'Ana Ruiz'": "merged",
    "UPDATE event_text SET text = 'It is open' WHERE text = 'It is closed indeed.'": "the words of event",
    "UPDATE finding SET text = 'It is open'": "(text) were changed",
    "UPDATE snapshot SET text = 'x', text_sha256 = 'x'": "snapshot 1",
    "CREATE TRIGGER quiet AFTER UPDATE ON claim WHEN 0 BEGIN SELECT 1; END": "the trigger quiet",
    "UPDATE workspace SET head_number = head_number - 1": "another hash than the workspace notes",
    "DELETE FROM event WHERE id = 5": "events 5 to 5 are missing",
}
A_THIRD = {
    "UPDATE restatement SET claim_id = 9 WHERE id = 1": "restatement 1",
    "UPDATE restatement SET claim_id = 1 WHERE id = 2": "restatement 2",
    "DELETE FROM reply_claim": "reply 1",
    "DELETE FROM reply": "reply 1",
    "DELETE FROM event_text WHERE text = 'It is closed indeed.'": "(text) are gone",
    "UPDATE snapshot SET digest = 'x'": "the original bytes",
    "UPDATE claim SET spans = '[[0, 5]]', text = 'The b' WHERE id = 1": "claim 1",
    "INSERT INTO claim_tag VALUES (-5, 2, 1, 1, '2026-11-30 12:00:00.000000', NULL)": "-5",
    "DELETE FROM event WHERE id = (SELECT max(id) FROM event)": "are missing: the workspace notes",
}
RENAMED = {"ALTER TABLE tag RENAME TO tag_x": "tag", "CREATE VIEW tag AS SELECT * FROM tag_x": "tag"}


@pytest.mark.parametrize("edits", [ONE_DAY, ANOTHER, A_THIRD, RENAMED], ids=["one", "another", "third", "renamed"])
def test_each_of_them_is_found(tried: Try, edits: dict[str, str]) -> None:
    with _tool() as connection:
        for edit in edits:
            connection.execute(edit)
    found = tried("verify")
    assert found.startswith("8: ")
    assert [told for told in edits.values() if told not in found] == []


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE restatement SET text = 'The bridge burns' WHERE claim_id = 2",
        "UPDATE reply SET text_digest = (SELECT digest FROM evidence)",
        "UPDATE source SET vouched_because = 'known to us' WHERE name = 'Ben Ode'",
        "UPDATE evidence_link SET answer = 'it is old'",
        "UPDATE claim SET overridden = 1 - overridden WHERE id = 1",
        "DELETE FROM claim_party",
    ],
    ids=range(6),
)
def test_one_alone_is_found(tried: Try, edit: str) -> None:
    with _tool() as connection:
        connection.execute(edit)
    assert tried("verify").startswith("8: ")


def test_seals_that_are_gone_are_missed(tried: Try) -> None:
    with _tool(sealed=False):
        pass
    assert "the log is no longer sealed" in tried("verify")


def test_a_record_cut_at_its_end_and_made_to_fit_is_found_by_a_head_alone(tried: Try) -> None:
    with _tool() as connection:
        for _ in range(2):
            for edit in (
                "DELETE FROM event_text WHERE event_id = (SELECT max(id) FROM event)",
                "DELETE FROM event WHERE id = (SELECT max(id) FROM event)",
                "DELETE FROM comment WHERE id = (SELECT max(id) FROM comment)",
                "UPDATE claim SET version = version - 1 WHERE id = 2",
            ):
                connection.execute(edit)
        connection.execute("UPDATE claim SET changed_at = (SELECT max(at) FROM event WHERE claim_id = 2) WHERE id = 2")
        connection.execute(
            "UPDATE workspace SET (head_number, head_hash) = (SELECT id, hash FROM event ORDER BY id DESC LIMIT 1)"
        )
    assert tried("verify").startswith("0: ")  # who can rewrite the file can do that, and docs say so
    with _tool() as connection:
        connection.execute("DELETE FROM event_text WHERE event_id = (SELECT max(id) FROM event)")
        connection.execute("DELETE FROM event WHERE id = (SELECT max(id) FROM event)")
    assert "were dropped from the end" in tried("head", "check", "head.txt")


def _exchange(files: list[Path]) -> None:
    one, other = (file.read_bytes() for file in files[:2])
    for file, data in zip(files, (other, one), strict=False):
        file.chmod(0o600)
        file.write_bytes(data)


def _append(files: list[Path]) -> None:
    files[0].chmod(0o600)
    files[0].write_bytes(files[0].read_bytes() + b" ")


def _remove(files: list[Path]) -> None:
    files[0].unlink()


def _folder(files: list[Path]) -> None:
    files[0].unlink()
    files[0].mkdir()


@pytest.mark.parametrize("edit", [_exchange, _append, _remove, _folder])
def test_bytes_that_are_others_are_found(tried: Try, edit: Callable[[list[Path]], None]) -> None:
    locker = Path(".claimtrack") / "locker"
    edit(sorted(file for file in locker.rglob("*") if file.is_file() and file.name != "id"))
    assert tried("verify").startswith("8: ")


def test_the_bytes_of_another_desk_are_no_locker_of_this_one(tried: Try) -> None:
    mark = Path(".claimtrack") / "locker" / "id"
    mark.chmod(0o600)
    mark.write_text("00000000-0000-0000-0000-000000000000\n")
    assert not tried("verify").startswith("0: ")
    shutil.rmtree(mark.parent)
    assert not tried("verify").startswith("0: ")
