"""Every migration runs up and down on both databases, with rows, and makes just what the mapped classes ask for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Inspector, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from claimtrack.db import migrate, schema
from claimtrack.db.base import Base
from claimtrack.db.door_models import DoorBase
from claimtrack.db.engine import Database, sqlite_url
from claimtrack.db.schema import SchemaState, state_of


def _tables(database: Database) -> set[str]:
    with database.connect() as connection:
        return set(inspect(connection).get_table_names())


LATER = {
    "claim_party",
    "claim_tag",
    "corroboration",
    "cosignature",
    "finding",
    "head_key",
    "manifest",
    "manifest_file",
    "policy",
    "proposal",
    "reply",
    "reply_claim",
    "restatement",
    "stamp",
    "tag",
}
"""Tables that came after version 0005."""
DOOR = set(DoorBase.metadata.tables)
"""Tables that are no part of the record; they came after 0005, too."""


def _rows(database: Database) -> dict[str, int]:
    with database.connect() as connection:
        return {
            name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0  # noqa: S608 - names of ours
            for name in Base.metadata.tables
        }


def test_the_migrations_make_what_the_models_ask_for(database: Database) -> None:
    migrate.check(database)


def _shape(there: Inspector) -> dict[str, Any]:
    """Give all that the database knows of our tables, in one order."""

    def plain(value: Any) -> Any:
        # The condition of an index is an object that equals nothing else.
        return {name: plain(one) for name, one in value.items()} if isinstance(value, dict) else str(value)

    def by_name(found: Any) -> list[Any]:
        return sorted((plain(one) for one in found), key=lambda one: str(one["name"]))

    return {
        table: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"], column.get("computed"))
                for column in there.get_columns(table)
            ],
            "primary": there.get_pk_constraint(table),
            "checks": by_name(there.get_check_constraints(table)),
            "unique": by_name(there.get_unique_constraints(table)),
            "references": by_name(there.get_foreign_keys(table)),
            "indexes": by_name(there.get_indexes(table)),
        }
        for table in Base.metadata.tables
    }


def test_migrated_tables_are_those_the_models_would_make(
    database: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Alembic's own check sees neither CHECKs nor computed columns nor what a reference does on deletion."""
    made_whole = (
        create_engine(sqlite_url(tmp_path / "whole.db"))
        if database.is_sqlite
        else create_engine(request.getfixturevalue("empty_postgresql"))
    )
    Base.metadata.create_all(made_whole)
    with database.connect() as connection:
        migrated = _shape(inspect(connection))
    with made_whole.connect() as connection:
        whole = _shape(inspect(connection))
    made_whole.dispose()
    assert migrated == whole


def test_down_and_up_again_with_rows_in_every_table(filled: Database) -> None:
    assert all(_rows(filled).values())
    migrate.downgrade(filled, "base")
    assert _tables(filled) == {"alembic_version"}
    migrate.upgrade(filled)
    assert _tables(filled) == set(Base.metadata.tables) | DOOR | {"alembic_version"}
    assert not any(_rows(filled).values())
    person = "INSERT INTO reviewer (id, name, key, role, created_at) VALUES (1, 'a', 'a', 'admin', '2026-01-01')"
    event = "INSERT INTO event VALUES (1, '2026-01-01', 1, 'a', NULL, 'b', 'p', 'h')"
    with filled.engine.begin() as connection:
        connection.execute(text(person))
        connection.execute(text(event))
    with filled.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text("DELETE FROM event"))


def test_a_migration_that_fails_changes_nothing(filled: Database, migrations_with_one_more: Callable[[], None]) -> None:
    before = _rows(filled)
    migrations_with_one_more()
    (broken,) = (migrate.scripts() / "versions").glob("*_one_more.py")
    broken.write_text(broken.read_text().replace("def downgrade", '    op.execute("no SQL")\n\ndef downgrade'))
    with pytest.raises(DBAPIError):
        migrate.upgrade(filled)
    assert _rows(filled) == before
    with filled.connect() as connection:
        assert "tone" not in {column["name"] for column in inspect(connection).get_columns("source")}


def test_the_newest_version_is_the_one_the_program_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.scripts()))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.NEWEST]


def test_the_folder_of_migrations_is_no_package() -> None:
    assert not (migrate.scripts() / "__init__.py").exists()


def test_a_new_file_is_read_while_somebody_writes(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "new.db"))
    migrate.create(database)
    with database.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert state_of(connection) is SchemaState.CURRENT


@pytest.fixture
def older(filled: Database, migrations_with_one_more: Callable[[], None]) -> Database:
    """Give a filled database for which this program has one migration more."""
    migrations_with_one_more()
    return filled


def test_an_older_database_keeps_its_rows_on_the_way_up_and_down(older: Database) -> None:
    before, newest = _rows(older), f"{int(schema.NEWEST) - 1:04}"
    with older.connect() as connection:
        assert state_of(connection) is SchemaState.OLDER
    migrate.upgrade(older)
    with older.connect() as connection:
        assert state_of(connection) is SchemaState.CURRENT
        assert connection.scalars(text("SELECT tone FROM source ORDER BY id")).all() == ["plain"] * 3
    migrate.downgrade(older, newest)
    # SQLite copies a table to change it: without care, what refers to its rows would be gone.
    assert _rows(older) == before


def test_how_sources_hang_together_goes_on_the_way_down_and_all_else_stays(filled: Database) -> None:
    kept = [name for name in Base.metadata.tables if name not in {"source_link", "evidence_relies_on", *LATER}]
    before = _rows(filled)
    migrate.downgrade(filled, "0002")
    assert _tables(filled) == {*kept, "alembic_version"}
    with filled.connect() as connection:
        sources = {column["name"] for column in inspect(connection).get_columns("source")}
    assert not sources & {"merged_first_into_id", "unaffiliated_because", "vouched_because", "reliability"}
    migrate.upgrade(filled)
    after = _rows(filled)
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    with filled.connect() as connection:
        merged = connection.execute(text("SELECT merged_into_id, merged_first_into_id FROM source ORDER BY id")).all()
    assert [tuple(row) for row in merged] == [(None, None), (None, None), (1, 1)]


def test_what_came_later_goes_on_the_way_down_and_all_else_stays(filled: Database) -> None:
    before = _rows(filled)
    migrate.downgrade(filled, "0005")
    assert _tables(filled) == {*Base.metadata.tables, "alembic_version"} - LATER
    migrate.upgrade(filled)
    assert _rows(filled) == before | dict.fromkeys(LATER, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE source_link SET to_id = from_id",
        "UPDATE source_link SET kind = 'likes'",
        "UPDATE source_link SET state = 'maybe'",
        "UPDATE source_link SET since = '2026-01-02', until = '2026-01-01'",
        "UPDATE source SET reliability = 'G'",
        "UPDATE evidence_link SET credibility = 7",
        "UPDATE article SET agency_id = 99",
        "UPDATE source SET merged_first_into_id = 99 WHERE id = 3",
        "DELETE FROM source WHERE id = 2",
        "UPDATE finding SET status = 'likely'",
        "UPDATE finding SET text = NULL",
        "UPDATE restatement SET withdrawn_by_id = 1",
        "UPDATE corroboration SET other_id = evidence_id",
        "UPDATE corroboration SET other_id = 99",
        "UPDATE cosignature SET witness_id = log_id",
        "UPDATE cosignature SET log_id = 99",
        "UPDATE head_key SET called = 'us' WHERE id = 1",
        "UPDATE head_key SET called = NULL WHERE id = 2",
        "UPDATE head_key SET handed_over = 's1' WHERE id = 2",
        "UPDATE head_key SET public = 'k1'",
        "UPDATE evidence SET consent = 'perhaps'",
        "UPDATE evidence SET risk = 'severe'",
        "UPDATE evidence SET visibility = NULL",
        "INSERT INTO restatement SELECT 2, 1, text, of_words, 1, written_at, NULL, NULL FROM restatement",
        "UPDATE policy SET version = 0",
        "UPDATE policy SET set_by_id = 99",
        "UPDATE policy SET digest = NULL",
    ],
)
def test_the_tables_refuse_what_makes_no_sense(filled: Database, wrong: str) -> None:
    with pytest.raises(DBAPIError), filled.engine.begin() as connection:
        connection.execute(text(wrong))


def test_links_of_a_kind_that_an_earlier_version_lacks_go_on_the_way_down(filled: Database) -> None:
    add = text(
        "INSERT INTO claim_link (id, from_id, to_id, kind, spans, origin, state) "
        "VALUES (:id, 2, 1, :kind, '[]', 'machine', 'proposed')"
    )
    add_before = text("INSERT INTO claim_link (id, from_id, to_id, kind, spans) VALUES (:id, 2, 1, :kind, '[]')")
    kinds = text("SELECT kind FROM claim_link ORDER BY id")
    with filled.engine.begin() as connection:
        connection.execute(add, {"id": 90, "kind": "supersedes"})
    migrate.downgrade(filled, "0001")
    with filled.connect() as connection:
        assert connection.scalars(kinds).all() == ["denies"]
    with pytest.raises(DBAPIError), filled.engine.begin() as connection:
        connection.execute(add_before, {"id": 90, "kind": "supersedes"})
    migrate.upgrade(filled)
    with filled.engine.begin() as connection:
        assert connection.scalars(kinds).all() == ["denies"]
        connection.execute(add, {"id": 90, "kind": "supersedes"})
    with pytest.raises(DBAPIError), filled.engine.begin() as connection:
        connection.execute(add, {"id": 91, "kind": "likes"})


def test_links_that_people_judged_on_the_way_down_and_up_again(filled: Database) -> None:
    add = text(
        "INSERT INTO claim_link (id, from_id, to_id, kind, spans, origin, state, judged_by_id, judged_at) "
        "VALUES (:id, 1, 2, :kind, '[]', :origin, :state, 1, '2026-11-25 08:00:00+00:00')"
    )
    made = [
        ("denies", "reviewer", "accepted"),
        ("contradicts", "machine", "rejected"),
        ("narrows", "reviewer", "accepted"),
        ("supports", "reviewer", "accepted"),
        ("repeats", "machine", "accepted"),
    ]
    rows = text("SELECT from_id, kind, origin, state, judged_by_id, judged_at FROM claim_link ORDER BY id")
    with filled.engine.begin() as connection:
        for number, (kind, origin, state) in enumerate(made, start=90):
            connection.execute(add, {"id": number, "kind": kind, "origin": origin, "state": state})
    migrate.downgrade(filled, "0002")
    with filled.connect() as connection:
        assert connection.execute(text("SELECT from_id, kind FROM claim_link ORDER BY id")).all() == [
            (2, "denies"),
            (1, "denies"),
            (1, "repeats"),
        ]
        assert len(inspect(connection).get_columns("claim_link")) == 5
    migrate.upgrade(filled)
    # What earlier versions know of a link is what the machine would have said.
    proposed = ("machine", "proposed", None, None)
    with filled.connect() as connection:
        assert connection.execute(rows).all() == [
            (2, "denies", *proposed),
            (1, "denies", *proposed),
            (1, "repeats", *proposed),
        ]


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("state = 'accepted'", "judged_by_somebody"),
        ("judged_by_id = 1", "judged_by_somebody"),
        ("state = 'rejected', judged_by_id = 1", "judged_by_somebody"),
        ("state = 'perhaps', judged_by_id = 1, judged_at = '2026-11-25 08:00:00+00:00'", "linkstate"),
        ("origin = 'rumour'", "linkorigin"),
    ],
)
def test_a_link_says_who_judged_it_unless_nobody_did(filled: Database, change: str, broken: str) -> None:
    with pytest.raises(DBAPIError, match=f"ck_claim_link_{broken}"), filled.engine.begin() as connection:
        connection.execute(text(f"UPDATE claim_link SET {change}"))  # noqa: S608 - words of ours


def test_parties_and_which_claim_a_piece_is_go_on_the_way_down_and_all_else_stays(filled: Database) -> None:
    kept = [name for name in Base.metadata.tables if name not in LATER - {"policy", "proposal"}]
    with filled.engine.begin() as connection:
        connection.execute(text("UPDATE evidence SET of_claim_id = 2"))
    before = _rows(filled)
    migrate.downgrade(filled, "0007")
    assert _tables(filled) == {*kept, "alembic_version"}
    with filled.connect() as connection:
        assert "of_claim_id" not in {column["name"] for column in inspect(connection).get_columns("evidence")}
    migrate.upgrade(filled)
    after = _rows(filled)
    assert after == before | dict.fromkeys(LATER - {"policy", "proposal"}, 0)
    with filled.connect() as connection:
        pieces = connection.execute(text("SELECT id, digest, of_claim_id FROM evidence ORDER BY id")).all()
        assert pieces == [(1, "e1", None), (2, "e2", None)]


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE claim_party SET side = 'neutral'",
        "UPDATE claim_party SET state = 'accepted'",
        "UPDATE claim_party SET origin = 'rumour'",
        "UPDATE claim_party SET source_id = 99",
        "UPDATE evidence SET of_claim_id = 99",
        (
            "INSERT INTO claim_party (id, claim_id, source_id, side, origin, state) "
            "VALUES (9, 1, 2, 'accused', 'machine', 'proposed')"
        ),
    ],
)
def test_parties_and_claims_as_evidence_have_to_be_there(filled: Database, wrong: str) -> None:
    with pytest.raises(DBAPIError), filled.engine.begin() as connection:
        connection.execute(text(wrong))


def test_verbatim_records_are_records_on_the_way_down(filled: Database) -> None:
    rows = text("SELECT id, basis, serves, credibility FROM evidence_link ORDER BY id")
    with filled.engine.begin() as connection:
        connection.execute(text("UPDATE evidence_link SET serves = 'said', basis = 'verbatim' WHERE id = 1"))
        before = connection.execute(rows).all()
    migrate.downgrade(filled, "0012")
    with filled.connect() as connection:
        after = connection.execute(rows).all()
    assert [tuple(row) for row in after] == [(row[0], "record", *row[2:]) if row[0] == 1 else row for row in before]
    with pytest.raises(DBAPIError, match="ck_evidence_link_basis"), filled.engine.begin() as connection:
        connection.execute(text("UPDATE evidence_link SET basis = 'verbatim'"))
    migrate.upgrade(filled)
    with pytest.raises(DBAPIError, match="verbatim_serves_said"), filled.engine.begin() as connection:
        connection.execute(text("UPDATE evidence_link SET serves = 'truth', basis = 'verbatim'"))


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("kind = 'rumour'", "(?:replykind|asked_somehow)"),
        ("means = 'smoke'", "means"),
        ("means = NULL", "asked_somehow"),
        ("kind = 'exception', means = NULL, asked_at = NULL", "excepted_for_a_reason"),
        ("because = 'we know them'", "excepted_for_a_reason"),
        (
            (
                "kind = 'exception', because = 'a reason', means = NULL, asked_at = NULL, "
                "deadline = '2026-12-04 00:00:00+00:00'"
            ),
            "only_asks_wait",
        ),
        ("deadline = asked_at", "deadline_after_asking"),
        ("text_digest = 'd'", "text_whole"),
        ("answer = 'no'", "answer_whole"),
        ("declined = true", "answer_whole"),
        ("answered_at = made_at, answered_by_id = 1", "answer_whole"),
        ("answered_at = made_at, answer = 'no'", "answer_whole"),
    ],
)
def test_a_reply_is_a_request_or_an_exception_and_answered_as_a_whole(
    filled: Database, change: str, broken: str
) -> None:
    with pytest.raises(DBAPIError, match=f"ck_reply_{broken}"), filled.engine.begin() as connection:
        connection.execute(text(f"UPDATE reply SET {change}"))  # noqa: S608 - words of ours


def test_replies_go_on_the_way_down_and_all_else_stays(filled: Database) -> None:
    before = _rows(filled)
    migrate.downgrade(filled, "0015")
    migrate.upgrade(filled)
    later = {"corroboration": 0, "cosignature": 0, "head_key": 0, "manifest": 0, "manifest_file": 0, "stamp": 0}
    assert _rows(filled) == before | {"reply": 0, "reply_claim": 0} | later


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("answer_digest = 'd'", "answer_whole"),
        ("answer_digest = 'd', answer_size = 1, time = requested_at", "answer_whole"),
        ("pinned_digest = 'd'", "answer_whole"),
        ("reason = NULL", "pending_for_a_reason"),
        ("reason = NULL, failed_at = NULL, refused = true", "pending_for_a_reason"),
    ],
)
def test_a_timestamp_is_pending_for_a_reason_or_answered_as_a_whole(filled: Database, change: str, broken: str) -> None:
    with pytest.raises(DBAPIError, match=f"ck_stamp_{broken}"), filled.engine.begin() as connection:
        connection.execute(text(f"UPDATE stamp SET {change}"))  # noqa: S608 - words of ours


def test_timestamps_go_on_the_way_down_and_all_else_stays(filled: Database) -> None:
    before = _rows(filled)
    migrate.downgrade(filled, "0017")
    migrate.upgrade(filled)
    later = {"corroboration": 0, "cosignature": 0, "head_key": 0}
    assert _rows(filled) == before | {"manifest": 0, "manifest_file": 0, "stamp": 0} | later


def test_witnessed_heads_go_on_the_way_down_and_all_else_stays(filled: Database) -> None:
    before = _rows(filled)
    migrate.downgrade(filled, "0019")
    migrate.upgrade(filled)
    assert _rows(filled) == before | {"cosignature": 0, "head_key": 0}
