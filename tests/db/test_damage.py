"""What somebody with a database tool left in the tables that no column holds and no reference allows."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import Connection, text

from claimtrack.db.damage import damage, strays
from claimtrack.db.engine import Database

Tampering = Callable[[Database], AbstractContextManager[Connection]]


def test_a_sound_database_has_neither(module_filled: Database) -> None:
    with module_filled.connect() as connection:
        assert [*damage(connection), *strays(connection)] == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE source SET merged_into_id = 99, merged_first_into_id = 98 WHERE id = 3",
            [
                "source 3 refers to source 98, which is not there",
                "source 3 refers to source 99, which is not there",
            ],
        ),
        ("UPDATE finding SET claim_id = 99", ["finding 1 refers to claim 99, which is not there"]),
    ],
)
def test_each_row_that_refers_to_none_is_named(
    module_filled: Database, tampering: Tampering, statement: str, told: list[str]
) -> None:
    with tampering(module_filled) as connection:
        connection.execute(text(statement))
        assert sorted(strays(connection)) == told


@pytest.mark.parametrize("module_database", ["sqlite"], indirect=True)
def test_each_value_that_its_column_cannot_hold_is_named(module_filled: Database, tampering: Tampering) -> None:
    with tampering(module_filled) as connection:
        connection.execute(text("PRAGMA ignore_check_constraints=ON"))
        connection.execute(text("UPDATE source SET name = x'ff', created_at = 'soon' WHERE id = 1"))
        connection.execute(text("UPDATE claim SET status = 'likely', version = 'two' WHERE id = 2"))
        assert sorted(damage(connection)) == [
            "the database is damaged: what stands in created_at of source 1 cannot stand there",
            "the database is damaged: what stands in name of source 1 cannot stand there",
            "the database is damaged: what stands in status of claim 2 cannot stand there",
            "the database is damaged: what stands in version of claim 2 cannot stand there",
        ]
