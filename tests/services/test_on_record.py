"""What is told of a change that failed is what the database says of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import OperationalError

import pytest
from sqlalchemy.orm import Session

from claimtrack.db import session as db_session
from claimtrack.db.engine import Database
from claimtrack.errors import DatabaseTrouble
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks.notes import note
from claimtrack.vocabulary import NoteKind


@pytest.mark.parametrize("kept", [True, False])
def test_a_commit_that_fails_is_told_as_the_database_has_it(
    desk: Desk, bridge: int, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    write = db_session.writing

    @contextmanager
    def failing(database: Database) -> Iterator[Session]:
        with write(database) as session:
            yield session
            if not kept:
                raise OperationalError("disk I/O error")
        raise OperationalError("disk I/O error")

    before = verify(desk).events
    monkeypatch.setattr(db_session, "writing", failing)
    with pytest.raises(DatabaseTrouble) as told:
        desk.enact(note, look(desk, [bridge]), "a comment", kind=NoteKind.COMMENT)
    after = verify(desk).events
    assert (after > before) is kept
    assert ("it is on record all the same, up to event" in str(told.value)) is kept
    assert ("nothing was changed" in str(told.value)) is not kept
