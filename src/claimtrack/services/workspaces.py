"""Make a workspace, and bring an older one up to date."""

import uuid
from pathlib import Path

from claimtrack.clock import Clock, utc_now
from claimtrack.config import Place
from claimtrack.db import chain, migrate
from claimtrack.db import session as db_session
from claimtrack.db.engine import translated
from claimtrack.db.lookups import has_workspace
from claimtrack.db.models import Reviewer, Workspace
from claimtrack.db.schema import SchemaState, remedy, state_of
from claimtrack.errors import DatabaseTrouble
from claimtrack.events.workspace import ReviewerAdded, WorkspaceCreated
from claimtrack.locker import anywhere
from claimtrack.services.desk import Desk, database_of, keeps_files, lost, open_desk
from claimtrack.services.names import folded
from claimtrack.vocabulary import Role


def open_or_create(place: Place, *, reviewer: str, clock: Clock = utc_now) -> Desk:
    """Open the workspace at ``place``, or make one there with ``reviewer`` as its admin.

    Raises DatabaseTrouble for a workspace that has lost its database: a new one would hide the loss.
    """
    if not _is_made(place):
        create(place, reviewer=reviewer, clock=clock)
    return open_desk(place, reviewer=reviewer, clock=clock)


def create(place: Place, *, reviewer: str, clock: Clock = utc_now) -> None:
    """Make the folder, the locker and the tables; who makes a workspace is its admin.

    Nobody else may look into the folder: names of witnesses stand there. A desk shares a database and a locker that lie
    elsewhere, with the rights that these were given. A process that dies half-way leaves a folder that the next one
    completes. Raises DatabaseTrouble when the folder cannot be written.
    """
    try:
        place.folder.mkdir(mode=0o700 if place.database_url is None else 0o777, parents=True, exist_ok=True)
        if place.database_url is None:
            # Before there is anything in it; what SQLite makes beside it gets the same rights.
            place.database_file.touch(mode=0o600)
    except OSError as error:
        raise DatabaseTrouble(f"cannot make a workspace at {place.root}: {error.strerror}") from error
    where = place.locker_at
    locker = anywhere.opened(where) if anywhere.is_at(where) else anywhere.made(where)
    database = database_of(place)
    with translated(database):
        with database.connect() as connection:
            state = state_of(connection)
        if state is SchemaState.EMPTY:
            migrate.create(database)
        with db_session.writing(database) as session:
            if session.get(Workspace, 1) is not None:
                return
            at = clock()
            admin = Reviewer(name=reviewer, key=folded(reviewer), role=Role.ADMIN, created_at=at)
            row = Workspace(id=1, uuid=str(uuid.uuid4()), locker_id=locker.id, created_at=at)
            session.add_all([admin, row])
            session.flush()
            made = WorkspaceCreated(uuid=row.uuid, locker=row.locker_id)
            added = ReviewerAdded(reviewer=admin.id, role=admin.role, name=admin.name)
            chain.append(session, [made, added], reviewer_id=admin.id, at=at)


def upgrade(place: Place, *, clock: Clock = utc_now) -> tuple[bool, Path | None]:
    """Migrate the database of ``place`` to this program's tables; on SQLite after a copy beside it.

    Gives whether there was anything to do, and the copy's path (None on PostgreSQL, which keeps its own backups).
    Raises DatabaseTrouble when the database is newer than the program or holds something else.
    """
    if _lost_file(place):
        raise lost(place)
    database = database_of(place)
    with translated(database), database.connect() as connection:
        state = state_of(connection)
    if state is SchemaState.CURRENT:
        return False, None
    if state is not SchemaState.OLDER:
        raise DatabaseTrouble(remedy(state, where=database.name))
    copy = None
    if database.is_sqlite:
        from claimtrack.db.backup import backup_sqlite

        copy = place.database_file.with_name(f"claimtrack-before-upgrade-{clock():%Y%m%dT%H%M%SZ}.db")
        backup_sqlite(database, copy)
    with translated(database):
        migrate.upgrade(database)
    return True, copy


def _is_made(place: Place) -> bool:
    """Tell whether a workspace is there in full; one whose making was cut off is made again.

    Files come into a locker only after its workspace was made: a locker with files and no workspace has lost it.
    """
    if is_in_database(place):
        return True
    kept = keeps_files(place)
    # Asked again: another process may have made the workspace, and kept a file, just now.
    if kept and not is_in_database(place):
        raise lost(place)
    return kept


def is_in_database(place: Place) -> bool:
    """Tell whether the database of a place holds a workspace, or tables that only an upgrade can tell of."""
    if _lost_file(place):
        return False
    database = database_of(place)
    with translated(database), database.connect() as connection:
        state = state_of(connection)
        return state is not SchemaState.EMPTY and (state is not SchemaState.CURRENT or has_workspace(connection))


def _lost_file(place: Place) -> bool:
    # Asking SQLite for a file that is not there would make it.
    return place.database_url is None and not place.database_file.is_file()
