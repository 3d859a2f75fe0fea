"""The triggers that seal the log: which are gone, which pass, which are not ours."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from claimtrack.db.engine import Database
from claimtrack.db.seals import unsealed


def _found(database: Database, *statements: str) -> list[str]:
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    with database.connect() as connection:
        return list(unsealed(connection))


def test_a_log_as_it_was_made_is_sealed(database: Database) -> None:
    assert _found(database) == []


_REPLACED = "DROP TRIGGER event_refuses_update"
_AGAIN = "CREATE TRIGGER event_refuses_update BEFORE UPDATE ON event"
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END"


@pytest.mark.parametrize(
    "statements",
    [
        (_REPLACED,),
        (_REPLACED, f"{_AGAIN} WHEN 0 {_REFUSE}"),
        (_REPLACED, f"CREATE TRIGGER event_refuses_update BEFORE UPDATE OF id ON event {_REFUSE}"),
        (_REPLACED, f"{_AGAIN} BEGIN SELECT 'RAISE(ABORT, ''the event log'; END"),
        (_REPLACED, f"CREATE TRIGGER event_refuses_update BEFORE UPDATE ON claim {_REFUSE}"),
    ],
    ids=["gone", "never", "of-one-column", "in-words-only", "elsewhere"],
)
def test_a_seal_on_sqlite_that_lets_changes_pass_is_named(
    sqlite_database: Database, statements: tuple[str, ...]
) -> None:
    (problem,) = _found(sqlite_database, *statements)
    assert "the trigger event_refuses_update is gone or lets changes pass" in problem


def test_a_trigger_on_sqlite_that_is_not_ours_is_named(sqlite_database: Database) -> None:
    plant = "CREATE TRIGGER helpful AFTER UPDATE ON claim BEGIN UPDATE claim SET status = 'confirmed'; END"
    (problem,) = _found(sqlite_database, plant)
    assert problem.startswith("the trigger helpful on the table claim is none of claimtrack's")


_CHANGE = "BEFORE UPDATE OR DELETE ON event FOR EACH ROW"
_DROPPED = "DROP TRIGGER event_refuses_change ON event"


@pytest.mark.parametrize(
    "statements",
    [
        (_DROPPED,),
        ("ALTER TABLE event DISABLE TRIGGER event_refuses_change",),
        (_DROPPED, f"CREATE TRIGGER event_refuses_change {_CHANGE} WHEN (false) EXECUTE FUNCTION refuse_change()"),
        (
            _DROPPED,
            "CREATE TRIGGER event_refuses_change BEFORE DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        ),
    ],
    ids=["gone", "disabled", "never", "deletions-only"],
)
def test_a_seal_on_postgresql_that_lets_changes_pass_is_named(
    postgresql_url: str, statements: tuple[str, ...], opened: Callable[[str], Database]
) -> None:
    (problem,) = _found(opened(postgresql_url), *statements)
    assert "the trigger event_refuses_change is gone or lets changes pass" in problem


def test_a_trigger_or_a_rule_on_postgresql_that_is_not_ours_is_named(
    postgresql_url: str, opened: Callable[[str], Database]
) -> None:
    problems = _found(
        opened(postgresql_url),
        "CREATE FUNCTION helpful() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
        "CREATE TRIGGER helpful BEFORE INSERT ON comment FOR EACH ROW EXECUTE FUNCTION helpful()",
        "CREATE RULE quiet AS ON DELETE TO claim DO INSTEAD NOTHING",
    )
    assert [problem.split(" is ")[0] for problem in problems] == [
        "the trigger helpful on the table comment",
        "the trigger (a rule) quiet on the table claim",
    ]


@pytest.fixture
def opened() -> Callable[[str], Database]:
    """Give a way to open a database by its address."""
    return Database
