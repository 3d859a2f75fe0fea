import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from tests.events.raw import raw

from claimtrack.db import chain
from claimtrack.db.chain import Head
from claimtrack.db.engine import Database
from claimtrack.db.session import reading, writing
from claimtrack.events.event import Event

Tampering = Callable[[Database], AbstractContextManager[Connection]]

_AT = datetime(2026, 11, 24, 15, 4, 5, 6, tzinfo=UTC)


def _append(database: Database, *changes: Event, at: datetime = _AT) -> Head:
    with writing(database) as session:
        return chain.append(session, changes, reviewer_id=1, at=at)


def _problems(database: Database) -> list[str]:
    with reading(database) as session:
        return list(chain.check(session.connection()))


def _rows(database: Database, query: str) -> Sequence[Any]:
    with database.connect() as connection:
        return connection.execute(text(query)).all()


def test_the_format_is_the_one_that_was_written_down(founded: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    salts = iter(["00112233445566778899aabbccddeeff", "ffeeddccbbaa99887766554433221100"])
    monkeypatch.setattr(secrets, "token_hex", lambda _: next(salts))
    first = raw("workspace.created", ("workspace", 1), after={"uuid": "u-1"})
    second = raw(
        "claim.status",
        ("claim", 12),
        before={"status": "in_review"},
        after={"status": "confirmed", "counted": [3, 7], "overridden": False, "duplicate_of": None},
        texts={"reason": "Zwei Zeugen: “ja” 🙂", "a_note": "\n"},
    )
    end = _append(founded, first, second)

    # By hand, with nothing of the program: keys sorted, no white space, no escapes that are not needed.
    one = (
        '{"action":"workspace.created","after":{"uuid":"u-1"},"at":"2026-11-24T15:04:05.000006Z","before":{},'
        '"claim":null,"number":1,"reviewer":1,"subject":["workspace",1],"texts":{},"v":1}'
    )
    hash_of_one = hashlib.sha256(bytes(32) + one.encode()).hexdigest()
    note = hashlib.sha256(bytes.fromhex("00112233445566778899aabbccddeeff") + b"\n").hexdigest()
    reason = hashlib.sha256(
        bytes.fromhex("ffeeddccbbaa99887766554433221100") + "Zwei Zeugen: “ja” 🙂".encode()
    ).hexdigest()
    two = (
        '{"action":"claim.status","after":{"counted":[3,7],"duplicate_of":null,"overridden":false,'
        '"status":"confirmed"},"at":"2026-11-24T15:04:05.000006Z","before":{"status":"in_review"},"claim":null,'
        f'"number":2,"reviewer":1,"subject":["claim",12],"texts":{{"a_note":"{note}","reason":"{reason}"}},"v":1}}'
    )
    hash_of_two = hashlib.sha256(bytes.fromhex(hash_of_one) + two.encode()).hexdigest()
    rows = _rows(founded, "SELECT id, body, previous_hash, hash FROM event ORDER BY id")
    assert [tuple(row) for row in rows] == [(1, one, "0" * 64, hash_of_one), (2, two, hash_of_one, hash_of_two)]
    assert end == Head(2, hash_of_two)
    assert (hash_of_one, hash_of_two) == _PINNED


# Computed once; they may never change: every record that exists was sealed this way.
_PINNED = (
    "00420cfd78ae98ca6e5d7a79d78bd9a9f90ca27833918710e9a6027e7b1bba8e",
    "39a3c1d973abbde8ff3db2a24a478b27c1ae2a3fc5ad571c919ed086252a9604",
)


def test_words_stand_beside_the_event_and_only_their_salted_digest_in_it(founded: Database) -> None:
    _append(founded, raw("claim.said", ("claim", 3), texts={"reason": "Rosa Oduya saw it", "name": "Rosa Oduya"}))
    (body,) = _rows(founded, "SELECT body FROM event")[0]
    assert "Rosa" not in body
    assert "saw" not in body
    words = _rows(founded, "SELECT event_id, field, text FROM event_text ORDER BY field")
    assert [tuple(row) for row in words] == [(1, "name", "Rosa Oduya"), (1, "reason", "Rosa Oduya saw it")]


def test_the_same_words_have_another_salt_and_digest_each_time(founded: Database) -> None:
    same = raw("comment.added", ("claim", 3), texts={"text": "the same", "also": "the same"})
    _append(founded, same, same)
    salts = [salt for (salt,) in _rows(founded, "SELECT salt FROM event_text")]
    assert len(set(salts)) == 4
    assert all(re.fullmatch("[0-9a-f]{32}", salt) for salt in salts)
    digests = {
        digest for (body,) in _rows(founded, "SELECT body FROM event") for digest in re.findall("[0-9a-f]{64}", body)
    }
    assert len(digests) == 4
    assert hashlib.sha256(b"the same").hexdigest() not in digests


def test_numbers_run_on_without_a_gap_over_transactions_and_failures(founded: Database) -> None:
    change = raw("comment.added", ("claim", 3))
    assert _append(founded, change).number == 1
    with writing(founded) as session:
        chain.append(session, [change, change], reviewer_id=1, at=_AT)
        session.connection().rollback()
    assert _append(founded, change, change).number == 3
    assert _append(founded).number == 3
    assert [number for (number,) in _rows(founded, "SELECT id FROM event ORDER BY id")] == [1, 2, 3]
    assert _problems(founded) == []


def test_a_kind_of_event_that_is_not_declared_is_refused_and_nothing_is_appended(founded: Database) -> None:
    with pytest.raises(ValueError, match=r'no kind of event is called "claim\.blessed"'):
        _append(founded, raw("comment.added", ("claim", 3)), raw("claim.blessed", ("claim", 3)))
    assert _append(founded) == Head(0, "0" * 64)


def test_an_empty_log_ends_at_nothing(founded: Database) -> None:
    with founded.connect() as connection:
        assert chain.head(connection) == Head(0, "0" * 64)
        assert list(chain.check(connection)) == []


def test_a_time_of_any_zone_is_sealed_in_utc(founded: Database) -> None:
    _append(
        founded, raw("comment.added", ("claim", 1)), at=datetime(2026, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    )
    assert '"at":"2025-12-31T23:30:00.000000Z"' in _rows(founded, "SELECT body FROM event")[0][0]
    assert _problems(founded) == []


def test_a_log_longer_than_a_batch_is_checked_to_its_end(
    founded: Database, tampering: Tampering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "_BATCH", 3)
    _append(founded, *(raw("comment.added", ("claim", n), texts={"text": str(n)}) for n in range(1, 11)))
    assert _problems(founded) == []
    with tampering(founded) as connection:
        connection.execute(text("UPDATE event SET action = 'x' WHERE id IN (4, 10)"))
        assert list(chain.check(connection)) == [
            "event 4 was changed: its action is x in the table, comment.added in what was sealed",
            "event 10 was changed: its action is x in the table, comment.added in what was sealed",
        ]


def test_two_writers_at_once_give_one_unbroken_chain(founded: Database) -> None:
    writers, each = 4, 8
    together = Barrier(writers)

    def write(name: str) -> None:
        together.wait()
        for turn in range(each):
            _append(founded, *(raw("comment.added", ("claim", turn), texts={"text": name}) for _ in range(2)))

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, "abcd"))
    assert _problems(founded) == []
    numbers = [number for (number,) in _rows(founded, "SELECT id FROM event ORDER BY id")]
    assert numbers == list(range(1, writers * each * 2 + 1))
    # What one writer appended together stands together.
    names = [name for (name,) in _rows(founded, "SELECT text FROM event_text ORDER BY event_id")]
    assert names[0::2] == names[1::2]


@pytest.fixture(scope="module")
def log(module_founded: Database) -> Database:
    """Give a log of six events, with words on all but one."""
    _append(module_founded, raw("workspace.created", ("workspace", 1), after={"uuid": "u"}))
    for number in range(2, 7):
        change = raw(
            "comment.added",
            ("claim", number),
            after={"kind": "attempt", "spans": [[0, number]]},
            texts={"name": "Rosa", "text": f"said {number} times"},
        )
        _append(module_founded, change, at=_AT + timedelta(minutes=number))
    return module_founded


@pytest.mark.parametrize(
    ("harm", "problems"),
    [
        ("UPDATE event SET body = replace(body, 'attempt', 'comment') WHERE id = 3", ["event 3 was changed: its hash"]),
        ("UPDATE event SET body = 'gone' WHERE id = 3", ["event 3 was changed: its hash", "event 3 cannot be read"]),
        (
            "UPDATE event SET body = '{\"texts\": [1]}' WHERE id = 1",
            ["event 1 was changed: its hash", *["event 1 was changed: its "] * 4],
        ),
        (
            "UPDATE event SET hash = previous_hash || 'x' WHERE id = 3",
            ["event 3 was changed: its hash", "event 4 does not follow"],
        ),
        (
            "UPDATE event SET previous_hash = 'x' WHERE id = 3",
            ["event 3 does not follow", "event 3 was changed: its hash"],
        ),
        (
            "UPDATE event SET reviewer_id = 2 WHERE id = 3",
            ["event 3 was changed: its reviewer is 2 in the table, 1 in"],
        ),
        ("UPDATE event SET claim_id = 9 WHERE id = 3", ["event 3 was changed: its claim is 9 in the table, None in"]),
        ("UPDATE event SET at = '2026-11-24 15:07:05.000007' WHERE id = 3", ["event 3 was changed: its at is 2026-"]),
        ("DELETE FROM event WHERE id = 1", ["events 1 to 1 are missing", "event 2 does not follow"]),
        (
            "DELETE FROM event WHERE id IN (3, 4)",
            [
                "events 3 to 4 are missing",
                "event 5 does not follow",
                "words are on record for event 3, which",
                "words are on record for event 4, which",
            ],
        ),
        (
            "DELETE FROM event WHERE id > 4",
            [
                "events 5 to 6 are missing: the workspace notes",
                "words are on record for event 5",
                "words are on record for event 6",
            ],
        ),
        (
            "DELETE FROM event",
            ["events 1 to 6 are missing: the workspace notes", *["words are on record for event"] * 5],
        ),
        (
            "UPDATE event SET id = 0 WHERE id = 1",
            [
                "event 0 was added: events are counted from 1",
                "event 0 was changed: its number is 0 in the table, 1 in",
                "events 1 to 1 are missing",
            ],
        ),
        (
            "UPDATE workspace SET head_hash = 'x'",
            ["the chain ends at event 6 with another hash than the workspace notes"],
        ),
        (
            "UPDATE workspace SET head_number = 5",
            ["the chain ends at event 6 with another hash than the workspace notes"],
        ),
        (
            "UPDATE event_text SET text = 'Rosi' WHERE event_id = 3 AND field = 'name'",
            ["the words of event 3 (name) were ch"],
        ),
        (
            "UPDATE event_text SET salt = upper(salt) WHERE event_id = 3",
            ["the words of event 3 (name) were", "the words of event 3 (text) were"],
        ),
        (
            "UPDATE event_text SET salt = 'x' WHERE event_id = 3 AND field = 'name'",
            ["the words of event 3 (name) were ch"],
        ),
        (
            "UPDATE event_text SET field = 'who' WHERE event_id = 3 AND field = 'name'",
            ["the words of event 3 (name) are gone", "words were added to event 3 (who)"],
        ),
        ("DELETE FROM event_text WHERE event_id = 3 AND field = 'text'", ["the words of event 3 (text) are gone"]),
        ("INSERT INTO event_text VALUES (1, 'name', '00', 'Ana')", ["words were added to event 1 (name)"]),
        (
            "INSERT INTO event_text VALUES (9, 'name', '00', 'Ana')",
            ["words are on record for event 9, which is not there"],
        ),
    ],
)
def test_what_was_done_to_the_log_is_named(
    log: Database, tampering: Tampering, harm: str, problems: Sequence[str]
) -> None:
    with tampering(log) as connection:
        connection.exec_driver_sql(harm)
        found = list(chain.check(connection))
    assert len(found) == len(problems), found
    assert all(words.startswith(begin) for words, begin in zip(found, problems, strict=True)), found
    assert _problems(log) == []


def test_events_that_were_taken_from_the_end_are_missed_even_with_their_words(
    log: Database, tampering: Tampering
) -> None:
    with tampering(log) as connection:
        connection.exec_driver_sql("DELETE FROM event_text WHERE event_id = 6")
        connection.exec_driver_sql("DELETE FROM event WHERE id = 6")
        assert list(chain.check(connection)) == [
            "events 6 to 6 are missing: the workspace notes that there were so many"
        ]


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE event SET body = CAST(x'7bff7d' AS TEXT) WHERE id = 3",
        "UPDATE event SET action = CAST(x'ff' AS TEXT) WHERE id = 3",
        "UPDATE event SET body = x'7b7d' WHERE id = 3",
        "UPDATE event SET at = 'yesterday' WHERE id = 3",
        "UPDATE event SET at = '2026-11-24T15:07:05.000006' WHERE id = 3",
        "UPDATE event SET reviewer_id = 'ana' WHERE id = 3",
        "UPDATE event_text SET text = CAST(x'ff' AS TEXT) WHERE event_id = 3",
        "UPDATE event_text SET text = x'00', salt = x'00' WHERE event_id = 3",
    ],
)
def test_what_only_a_damaged_sqlite_file_holds_is_named_too(log: Database, tampering: Tampering, harm: str) -> None:
    if not log.is_sqlite:
        harm = "UPDATE event SET body = repeat('[', 100000) WHERE id = 3"
    with tampering(log) as connection:
        connection.exec_driver_sql(harm)
        assert any("event 3" in problem for problem in chain.check(connection))


@st.composite
def _harm(draw: st.DrawFn) -> tuple[str, ...]:
    """Draw one change of the log, as the statements of somebody with a database tool."""
    number = draw(st.integers(1, 6))
    blanks = {
        "number": number,
        "other": draw(st.integers(1, 6).filter(lambda drawn: drawn != number)),
        "words": draw(st.integers(2, 6)),
        "field": draw(st.sampled_from(["name", "text"])),
        "column": draw(st.sampled_from(["body", "hash", "previous_hash", "action"])),
        "place": draw(st.integers(1, 80)),
        "letter": draw(st.sampled_from('0123456789abcdefG {}",é🙂')),
        # A letter is put in, stands in another's place, or in the place of two.
        "taken": draw(st.sampled_from([0, 1, 2])),
    }
    return tuple(statement.format(**blanks) for statement in draw(st.sampled_from(_HARM)))


def _altered(table: str, column: str) -> str:
    return (
        f"UPDATE {table} SET {column} = substr({column}, 1, {{place}} % length({column})) || '{{letter}}' "  # noqa: S608 - names of ours
        f"|| substr({column}, {{place}} % length({column}) + {{taken}} + 1)"
    )


def _swapped(table: str, key: str) -> tuple[str, ...]:
    steps = (("{number}", "99"), ("{other}", "{number}"), ("99", "{other}"))
    return tuple(f"UPDATE {table} SET {key} = {to} WHERE {key} = {start}" for start, to in steps)  # noqa: S608 - names of ours


_HARM: tuple[tuple[str, ...], ...] = (
    (f"{_altered('event', '{column}')} WHERE id = {{number}}",),
    (f"{_altered('event_text', 'text')} WHERE event_id = {{words}} AND field = '{{field}}'",),
    (f"{_altered('event_text', 'salt')} WHERE event_id = {{words}} AND field = '{{field}}'",),
    ("UPDATE event SET reviewer_id = 1{other} WHERE id = {number}",),
    ("UPDATE event SET claim_id = {other} WHERE id = {number}",),
    ("DELETE FROM event WHERE id = {number}",),
    ("DELETE FROM event_text WHERE event_id = {number}", "DELETE FROM event WHERE id = {number}"),
    ("DELETE FROM event_text WHERE event_id = {words} AND field = '{field}'",),
    # Two events change places, with and without their words.
    _swapped("event", "id"),
    (*_swapped("event", "id"), *_swapped("event_text", "event_id")),
    # One more at the end that follows the one before it.
    (
        (
            "INSERT INTO event (id, at, reviewer_id, action, body, previous_hash, hash) "
            "SELECT 7, at, reviewer_id, action, body, hash, 'ab' FROM event WHERE id = 6"
        ),
    ),
)


@given(harm=_harm())
@example(harm=("DELETE FROM event_text WHERE event_id = 6", "DELETE FROM event WHERE id = 6"))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_single_change_of_the_log_is_found(log: Database, tampering: Tampering, harm: tuple[str, ...]) -> None:
    def contents(connection: Connection) -> list[Any]:
        return [
            connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")).all()  # noqa: S608 - two tables of ours
            for table in ("event", "event_text")
        ]

    with tampering(log) as connection:
        before = contents(connection)
        for statement in harm:
            connection.execute(text(statement))
        assume(contents(connection) != before)
        assert list(chain.check(connection))
