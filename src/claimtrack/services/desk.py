"""An opened workspace together with who acts in it, and the one way in which anything is changed there."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from claimtrack.clock import Clock, utc_now
from claimtrack.config import NamedBy, Place
from claimtrack.db.engine import Database, sqlite_url, translated
from claimtrack.db.lookups import workspace_identity
from claimtrack.db.schema import SchemaState, require_current, state_of
from claimtrack.errors import DatabaseTrouble, ForbiddenMove, NotFound
from claimtrack.locker import anywhere
from claimtrack.locker.anywhere import AnyLocker
from claimtrack.locker.hidden import without_password
from claimtrack.remedies import Blank, Field, Step, Words, do
from claimtrack.rules.roles import LEAST_ROLE, may
from claimtrack.services.names import folded
from claimtrack.vocabulary import Right

# Mapped classes cost a third of the start of `list`: they load where something is changed or shown in full.
if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from claimtrack.db import chain
    from claimtrack.db.models import Reviewer
    from claimtrack.events.event import Event

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a use case needs: the database, the locker, the clock and the name of who acts.

    In a ``rehearsal`` nothing is changed: a use case shows what it would do, and all of it is undone. ``folder`` is the
    workspace's own on this machine; a desk whose database and locker are elsewhere has none. ``place`` is where it was
    opened; what is rebuilt from a package is nowhere. ``state`` is the one state of the record that everything is read
    from meanwhile; see ``at_once``.
    """

    database: Database
    locker: AnyLocker
    clock: Clock
    reviewer: str
    uuid: str
    rehearsal: bool = False
    folder: Path | None = None
    place: Place | None = None
    state: "_State | None" = field(default=None, repr=False, compare=False)

    @property
    def is_narrowed(self) -> bool:
        """Whether somebody has it who may not read everything; see ``as_person``."""
        return self.database.viewer is not None

    def enact(self, use_case: "Callable[Concatenate[Act, P], R]", /, *args: P.args, **options: P.kwargs) -> R:
        """Run one use case as one command and return what it gives; raises as ``acting`` and the use case do.

        By the time that it returns, everything is committed with its events. Of a refusal only the questions stay on
        record that it asks (``AskedFirst``).
        """
        try:
            with acting(self, _RIGHTS.get(use_case, Right.REVIEW)) as act:
                return use_case(act, *args, **options)
        except AskedFirst as refusal:
            with acting(self) as act:
                refusal.ask(act)
            raise


class AskedFirst(ForbiddenMove):
    """A refusal for want of an answer to questions that were never asked before: ``ask`` puts them on record.

    Whoever is refused answers them with the commands that the message names, which take what is on record.
    """

    def __init__(self, message: Words, ask: "Callable[[Act], object]") -> None:
        super().__init__(message)
        self.ask = ask


@dataclass(slots=True)
class Act:
    """One command's change in the making: its transaction, who acts, when, and the events it will append.

    ``clock`` is what the clock says, where it is behind what is on record already: then ``at`` is not its time. ``end``
    is the end of the chain behind which its events come.
    """

    desk: Desk
    session: "Session"
    reviewer: "Reviewer"
    at: datetime
    clock: datetime | None = None
    end: "chain.Head | None" = None
    changes: "list[Event]" = field(default_factory=list)


_RIGHTS: dict[Callable[..., object], Right] = {}
"""The rights that use cases take beyond that to change the record."""


def needs(right: Right) -> "Callable[[Callable[Concatenate[Act, P], R]], Callable[Concatenate[Act, P], R]]":
    """Mark a use case that takes another right than to change the record; it asks for that itself, whoever calls it."""

    def marked(use_case: "Callable[Concatenate[Act, P], R]") -> "Callable[Concatenate[Act, P], R]":
        @wraps(use_case)
        def allowed(act: Act, /, *args: P.args, **options: P.kwargs) -> R:
            require_right(act.reviewer, right)
            return use_case(act, *args, **options)

        _RIGHTS[allowed] = right
        return allowed

    return marked


class _RehearsalOver(Exception):
    """Undoes what a rehearsal did; never seen outside."""


def as_person(desk: Desk, name: str) -> Desk:
    """Return a desk on a server as a person there has it: it acts as them, and reads what they may read."""
    return replace(desk, reviewer=name, database=desk.database.seen_by(folded(name)))


def refuse_where_hidden(desk: Desk) -> None:
    """Refuse who may not read all of the record what takes all of it; raises ForbiddenMove."""
    from claimtrack.db import seen

    key = desk.database.viewer
    if key is None:
        return
    with translated(desk.database), desk.database.whole.connect() as connection:
        if seen.hidden_from(connection, key):
            raise ForbiddenMove(
                "this takes the whole record, and some articles are for others alone; somebody who may read all of "
                "it, or who runs the desk, can have it checked with " + do(Step.VERIFY)
            )


def database_of(place: Place) -> Database:
    """Return the database of a place, not yet connected to."""
    return Database(place.database_url or sqlite_url(place.database_file))


def open_desk(place: Place, *, reviewer: str, clock: Clock = utc_now) -> Desk:
    """Open a workspace that is there.

    Raises DatabaseTrouble when its database is older or newer than this program, damaged, locked or out of reach,
    or belongs to another locker.
    """
    _done.clear()
    if place.database_url is None and not place.database_file.is_file():
        raise DatabaseTrouble(
            f"the workspace {place.root} has lost its database {place.database_file}; restore it from a backup"
        )
    database = database_of(place)
    with translated(database), database.connect() as connection:
        if state_of(connection) is SchemaState.EMPTY and keeps_files(place):
            raise lost(place)
        require_current(connection, where=database.name)
        uuid, locker_id = workspace_identity(connection)
    locker = anywhere.opened(place.locker_at)
    if locker.id != locker_id:
        raise DatabaseTrouble(
            f"the locker {without_password(str(place.locker_at))} belongs to another workspace; set "
            f"CLAIMTRACK_LOCKER to the one whose `id` file reads {locker_id}"
        )
    # A folder found here is this workspace's if its database is in there, or its locker, which was just identified.
    in_folder = place.store is None and place.locker.parent == place.folder
    own = place.database_url is None or in_folder or place.named_by is NamedBy.FILE
    return Desk(database, locker, clock, reviewer, uuid, folder=place.folder if own else None, place=place)


def keeps_files(place: Place) -> bool:
    """Tell whether a place has a locker with files in it: they come there only after its workspace was made."""
    where = place.locker_at
    return anywhere.is_at(where) and any(True for _ in anywhere.opened(where).digests())


def lost(place: Place) -> DatabaseTrouble:
    """Return the error for a workspace whose files are there, and whose record is not."""
    return DatabaseTrouble(
        f"the workspace {place.root} has lost its database; restore it from a backup into another folder with "
        + do(Step.RESTORE, Blank.FILE, workspace=Blank.FOLDER)
    )


@contextmanager
def reading(desk: Desk) -> "Iterator[Session]":
    """Open a session that sees one consistent state and changes nothing."""
    from claimtrack.db import session as db_session

    if desk.state is not None:
        with translated(desk.database):
            yield desk.state.session()
        return
    with translated(desk.database), db_session.reading(desk.database) as session:
        yield session


@contextmanager
def connected(desk: Desk) -> "Iterator[Connection]":
    """Open a connection that sees one consistent state and changes nothing; no mapped class is loaded for it."""
    if desk.state is not None:
        with translated(desk.database):
            yield desk.state.session().connection()
        return
    with translated(desk.database), desk.database.connect() as connection:
        yield connection


@contextmanager
def at_once(desk: Desk) -> Iterator[Desk]:
    """Give the same desk, of which everything is read from one state of the record, in one transaction.

    It is for what is read in one thread and shown together: what several use cases return fits together then, and costs
    one transaction. That begins with the first of them. Nothing may be changed meanwhile by whoever reads so.
    """
    if desk.state is not None:
        yield desk
        return
    with _State(desk.database) as state:
        yield replace(desk, state=state)


class _State:
    """A session that opens where somebody first reads from it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open = ExitStack()
        self._session: Session | None = None

    def session(self) -> "Session":
        from claimtrack.db import session as db_session
        from claimtrack.db.once import keep_answers

        if self._session is None:
            self._session = self._open.enter_context(db_session.reading(self._database))
            keep_answers(self._session)
        return self._session

    def __enter__(self) -> "_State":
        return self

    def __exit__(self, *failed: Any) -> None:
        self._open.__exit__(*failed)


@contextmanager
def noting(desk: Desk) -> "Iterator[Session]":
    """Open a session that writes what is no part of the record, and what no event tells: who was last seen when."""
    from claimtrack.db import session as db_session

    with translated(desk.database), db_session.writing(desk.database) as session:
        yield session


@contextmanager
def acting(desk: Desk, right: Right = Right.REVIEW) -> Iterator[Act]:
    """Run one command's change: everything in it is committed with its events, or nothing is.

    In a rehearsal all of it is undone at the end. Raises NotFound for a reviewer the workspace does not know,
    ForbiddenMove for one whose role does not reach.
    """
    from claimtrack.db import chain

    end: chain.Head | None = None
    try:
        with suppress(_RehearsalOver), _written(desk) as act:
            require_right(act.reviewer, right)
            yield act
            act.session.flush()
            end = chain.append(
                act.session, act.changes, reviewer_id=act.reviewer.id, at=act.at, clock=act.clock, after=act.end
            )
            if desk.rehearsal:
                raise _RehearsalOver
    except DatabaseTrouble as trouble:
        told = told_by_the_database(desk, end) if end is not None else None
        if told is None:
            raise
        raise told from trouble
    if end is not None and act.changes and not desk.rehearsal:
        _done[:] = [end]


@contextmanager
def _written(desk: Desk) -> Iterator[Act]:
    """Begin a change, alone; it is committed at the end."""
    from claimtrack.db import chain
    from claimtrack.db import session as db_session

    with translated(desk.database), db_session.writing(desk.database) as session:
        now = desk.clock()
        end, newest = chain.newest(session)
        at = max(now, newest or now)
        behind = now if at - now >= _NOTICEABLE else None
        yield Act(desk, session, known_reviewer(session, desk.reviewer), at, behind, end)


_done: "list[chain.Head]" = []
"""The end of the log after the last change since a desk was opened: that is on record whatever fails later."""


def on_record() -> int | None:
    """Return the number of the newest event put on record since a desk was opened; None where nothing was changed."""
    return _done[-1].number if _done else None


def told_by_the_database(desk: Desk, end: "chain.Head") -> DatabaseTrouble | None:
    """Ask the database whether a change is on record whose end could not be told; None where it is not."""
    from claimtrack.db import chain

    try:
        with reading(desk) as session:
            there = chain.holds(session, end)
    except DatabaseTrouble as trouble:
        return DatabaseTrouble(
            f"the database {desk.database.name} failed when this was written, and cannot be asked whether it is on "
            f"record ({trouble}); look with " + do(Step.LOG) + " before you do it again"
        )
    if not there:
        return None
    return DatabaseTrouble(
        f"the database {desk.database.name} failed when this was written, and it is on record all the same, up to "
        f"event {end.number}; do not do it again"
    )


_NOTICEABLE = timedelta(minutes=1)
"""By how much the clocks of two machines at one desk may differ without a word."""


def moment(desk: Desk, session: "Session") -> datetime:
    """Return what time it is: not before the newest event, whatever the clock says."""
    from claimtrack.db import chain

    now = desk.clock()
    return max(now, chain.newest_time(session) or now)


def refuse_without(desk: Desk, right: Right) -> None:
    """Refuse who has not the right before anything is fetched, kept or read for them; raises as ``acting`` does."""
    with reading(desk) as session:
        require_right(known_reviewer(session, desk.reviewer), right)


def known_reviewer(session: "Session", name: str) -> "Reviewer":
    """Find the reviewer of that name; raises NotFound with the remedy."""
    from claimtrack.db import claim_rows

    reviewer = claim_rows.reviewer_by_key(session, folded(name))
    if reviewer is None:
        raise NotFound(
            f'"{name}" is no reviewer of this workspace and can only read; an admin adds them with '
            + do(Step.REVIEWER_ADD, name)
            + ", or say who acts with "
            + Field("as", Blank.NAME)
        )
    return reviewer


def require_right(reviewer: "Reviewer", right: Right) -> None:
    """Raise ForbiddenMove unless the role of who acts reaches ``right``."""
    if not may(reviewer.role, right):
        raise ForbiddenMove(
            f"{reviewer.name} is {reviewer.role} here and may not {right}; that takes the role {LEAST_ROLE[right]}"
        )
