"""Which version the tables are, without loading Alembic (which takes a second)."""

from enum import Enum

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from claimtrack.db.schema_seal import is_sealed_as
from claimtrack.errors import DatabaseTrouble
from claimtrack.remedies import Blank, Step, Words, do

NEWEST = "0030"
"""The newest migration; a test holds it against the migrations themselves."""


class SchemaState(Enum):
    """What a database holds, beside what this program expects."""

    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    EMPTY = "empty"
    FOREIGN = "foreign"
    DAMAGED = "damaged"


def state_of(connection: Connection) -> SchemaState:
    """Compare the tables that are there with the ones this program knows."""
    try:
        with connection.begin_nested():
            revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DBAPIError:
        # No such table, or a file that is no database: the latter shows in the next question.
        revision = None
    if revision != NEWEST and is_sealed_as(connection, NEWEST):
        return SchemaState.DAMAGED
    if revision is None:
        strange = set(inspect(connection).get_table_names()) - {"alembic_version"}
        return SchemaState.FOREIGN if strange else SchemaState.EMPTY
    if not revision.isdecimal():
        return SchemaState.FOREIGN
    known, found = int(NEWEST), int(revision)
    return SchemaState.CURRENT if found == known else SchemaState.OLDER if found < known else SchemaState.NEWER


def require_current(connection: Connection, *, where: str) -> None:
    """Raise DatabaseTrouble, with the remedy, unless the tables are the ones this program knows."""
    state = state_of(connection)
    if state is not SchemaState.CURRENT:
        raise DatabaseTrouble(remedy(state, where=where))


def remedy(state: SchemaState, *, where: str) -> Words:
    """Say what a database in that state is, and what to do about it; it is not the one this program knows."""
    return f"the database {where} " + _REMEDIES[state]


_REMEDIES: dict[SchemaState, Words] = {
    SchemaState.OLDER: "was made by an older claimtrack; bring it up to date with " + do(Step.UPGRADE),
    SchemaState.NEWER: "was made by a newer claimtrack; upgrade the program: pip install -U claimtrack",
    SchemaState.EMPTY: "is empty; " + do(Step.INGEST, Blank.FILE) + " fills it, or restore it from a backup",
    SchemaState.FOREIGN: "holds something else than a claimtrack workspace; name another one",
    SchemaState.DAMAGED: "is damaged: it does not say which version it is of; restore it from a backup with "
    + do(Step.RESTORE),
}
