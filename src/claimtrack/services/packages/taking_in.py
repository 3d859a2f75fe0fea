"""Take a package into a workspace: all of it into a new one, or what it has more into one that has the beginning."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.clock import Clock, utc_now
from claimtrack.config import LOCKER_FOLDER, LOCKER_VARIABLE, Place
from claimtrack.db import chain, migrate, transfer, tree_rows
from claimtrack.db import session as db_session
from claimtrack.db.engine import translated
from claimtrack.db.lookups import has_workspace
from claimtrack.db.models import Event
from claimtrack.db.package_lines import TABLES
from claimtrack.db.purge_rows import forget
from claimtrack.db.purges import purges
from claimtrack.db.schema import SchemaState, remedy, state_of
from claimtrack.errors import ChangedMeanwhile, DatabaseTrouble, InvalidInput, VerificationFailed
from claimtrack.locker import anywhere
from claimtrack.locker.anywhere import AnyLocker
from claimtrack.locker.hidden import without_password
from claimtrack.remedies import Blank, Field, Step, do
from claimtrack.services.desk import (
    Desk,
    database_of,
    known_reviewer,
    open_desk,
    reading,
    refuse_without,
    require_right,
    told_by_the_database,
)
from claimtrack.services.integrity.log import Asked, LogLine, stream
from claimtrack.services.integrity.verify import verify
from claimtrack.services.packages.layout import ORIGINAL
from claimtrack.services.packages.opening import Package, opened
from claimtrack.services.workspaces import is_in_database
from claimtrack.unfinished import sweep, working_folder
from claimtrack.vocabulary import Right

_KIND = ".claimtrack-import-"
"""How the folder begins in which a workspace is made."""
_SHOWN = 5
"""How many events are told of each side where two records part."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was taken in, or would be: into a workspace that was ``made`` or into one that was there.

    ``events`` and ``files`` were added; ``of`` is how many events the package has, ``head`` where its chain ends, and
    ``beyond`` how many events the workspace has more than it.
    """

    made: bool
    events: int
    files: int
    of: int
    head: str
    beyond: int = 0


def take_in(archive: Path, place: Place, *, reviewer: str, clock: Clock = utc_now, rehearsal: bool = False) -> TakenIn:
    """Check a package and take it in at ``place``, as one command: all of it, or nothing.

    Where there is no workspace, one is made that is the same record: same numbers, same hashes. Where there is one,
    what it lacks is added, by an admin. In a ``rehearsal`` nothing is written. Raises as ``opened`` does, and
    ChangedMeanwhile where the two records part, saying where and what each has since.
    """
    with opened(archive) as package:
        if is_in_database(place):
            sweep(_KIND, place.root)
            desk = replace(open_desk(place, reviewer=reviewer, clock=clock), rehearsal=rehearsal)
            try:
                return _add(desk, package, archive)
            finally:
                desk.database.dispose()
        if not rehearsal:
            _make(place, package)
        files = sum(1 for _ in _originals(package))
        return TakenIn(True, package.told.events, files, package.told.events, package.told.head)


def _originals(package: Package) -> Iterator[tuple[str, Path]]:
    for part in package.parts:
        match = ORIGINAL.fullmatch(part.name)
        if match is not None:
            yield match[1], part.path


def _make(place: Place, package: Package) -> None:
    """Make the workspace; in a folder of its own it appears there only when it is whole."""
    if place.database_url is not None or not place.has_own_locker or place.folder.exists():
        _fill(place, package)
        return
    missing = [folder for folder in (place.root, *place.root.parents) if not folder.exists()]
    try:
        place.root.mkdir(parents=True, exist_ok=True)
        with working_folder(_KIND, beside=place.root) as folder:
            beside = Place(folder, None, folder / place.folder.name / LOCKER_FOLDER)
            _fill(beside, package)
            beside.folder.replace(place.folder)
    except BaseException as error:
        for made in missing:
            with suppress(OSError):
                made.rmdir()
        if isinstance(error, OSError):
            raise InvalidInput(f"cannot make a workspace at {place.root}: {error.strerror or error}") from error
        raise


def _fill(place: Place, package: Package) -> None:
    """Make folder, locker and tables at a place, and put everything there; the rows in one transaction.

    The files come first, as always: what is cut off has left files that nothing names, and the next try goes on.
    """
    try:
        place.folder.mkdir(mode=0o700 if place.database_url is None else 0o777, parents=True, exist_ok=True)
        if place.database_url is None:
            place.database_file.touch(mode=0o600)
    except OSError as error:
        raise DatabaseTrouble(f"cannot make a workspace at {place.root}: {error.strerror}") from error
    locker = _locker(place, package)
    database = database_of(place)
    try:
        with translated(database):
            with database.connect() as connection:
                state = state_of(connection)
            if state is SchemaState.EMPTY:
                migrate.create(database)
            elif state is not SchemaState.CURRENT:
                raise DatabaseTrouble(remedy(state, where=database.name))
            for digest, file in _originals(package):
                locker.put_file(file, digest)
            with db_session.writing(database) as session, package.desk.database.connect() as source:
                if has_workspace(session.connection()):
                    raise ChangedMeanwhile(f"somebody else made a workspace in {database.name} just now; look at it")
                transfer.copy_all(source, session.connection())
    finally:
        database.dispose()


def _locker(place: Place, package: Package) -> AnyLocker:
    if not anywhere.is_at(place.locker_at):
        return anywhere.made(place.locker_at, locker_id=package.told.locker)
    locker = anywhere.opened(place.locker_at)
    if locker.id != package.told.locker:
        raise DatabaseTrouble(
            f"the locker {without_password(str(place.locker_at))} belongs to another workspace; set "
            f"{LOCKER_VARIABLE} to an empty folder, or to the locker whose `id` file reads {package.told.locker}"
        )
    return locker


def _add(desk: Desk, package: Package, archive: Path) -> TakenIn:
    here = _head(desk)
    there = package.told
    common = min(here.number, there.events)
    there_too = _hash(package.desk, common)
    if _hash(desk, common) != there_too:
        raise _parted(desk, package, archive, common)
    if _sealed(desk, common) != there_too:
        raise VerificationFailed(
            f"this workspace is not intact: its events up to {common} are not what was sealed; "
            + do(Step.VERIFY)
            + " names all"
        )
    beyond = max(here.number - there.events, 0)
    added = there.events - here.number if not beyond else 0
    if added:
        refuse_without(desk, Right.TAKE_IN)
        problems = verify(desk).problems
        if problems:
            raise VerificationFailed(
                f"this workspace is not intact, and takes nothing in: {problems[0]}; " + do(Step.VERIFY) + " names all"
            )
    files = _lacking(desk, package, added=added)
    return TakenIn(False, added, files, there.events, there.head, beyond)


def _lacking(desk: Desk, package: Package, *, added: int) -> int:
    """Put what a workspace lacks there: files that are missing or damaged, and the events behind its own."""
    lacking = [(digest, file) for digest, file in _originals(package) if desk.locker.check(digest) is not None]
    if desk.rehearsal:
        return len(lacking)
    for digest, file in lacking:
        desk.locker.put_file(file, digest)
    if added:
        try:
            _take_over(desk, package, added=added)
        except DatabaseTrouble as trouble:
            told = told_by_the_database(desk, chain.Head(package.told.events, package.told.head))
            if told is None:
                raise
            raise told from trouble
    return len(lacking)


def _take_over(desk: Desk, package: Package, *, added: int) -> None:
    with _writing(desk) as session, package.desk.database.connect() as source:
        require_right(known_reviewer(session, desk.reviewer), Right.TAKE_IN)
        now = chain.head(session)
        if now.number + added != package.told.events:
            raise ChangedMeanwhile("somebody else changed this workspace just now; do it again")
        transfer.take_over(source, session.connection(), since=now.number)
    _forget(desk, since=now.number)


def _forget(desk: Desk, *, since: int) -> None:
    """Take out of the locker, and out of the free pages of the database, what events behind ``since`` purged."""
    with reading(desk) as session:
        found = purges(session.connection(), since=since)
    for digest in found.files:
        desk.locker.remove(digest)
    if found.notes:
        forget(desk.database, TABLES)


@contextmanager
def _writing(desk: Desk) -> Iterator[Session]:
    with translated(desk.database), db_session.writing(desk.database) as session:
        yield session


def _head(desk: Desk) -> chain.Head:
    with reading(desk) as session:
        return chain.head(session)


def _hash(desk: Desk, number: int) -> str | None:
    with reading(desk) as session:
        return session.scalar(select(Event.hash).where(Event.id == number))


def _sealed(desk: Desk, number: int) -> str:
    """Seal the events of a workspace anew up to a number: what its table says of hashes is not asked."""
    with reading(desk) as session:
        return tree_rows.sealed_up_to(session.connection(), number).hash


def _parted(desk: Desk, package: Package, archive: Path, common: int) -> ChangedMeanwhile | InvalidInput:
    """Return the refusal where two records are not one: where they part, and what each has since."""
    if desk.uuid != package.told.workspace:
        return InvalidInput(
            f"{archive} holds another workspace, {package.told.workspace}; this one is {desk.uuid}: two records cannot "
            "become one; take it into a folder of its own with " + Field("workspace", Blank.FOLDER)
        )
    first = _first_other(desk, package, common)
    sides = "".join(
        f"\n  {whose}:{_since(one, first, end)}"
        for whose, one, end in (
            ("here", desk, _head(desk).number),
            ("there", package.desk, package.told.events),
        )
    )
    return ChangedMeanwhile(
        f"this workspace and {archive} part at event {first}: up to event {first - 1} they are the same record, and "
        f"from there on each has its own. Nothing was changed; one of the two has to be chosen by people.{sides}"
    )


def _first_other(desk: Desk, package: Package, common: int) -> int:
    """Find the first event that is another in two logs; each hash seals all before it."""
    same, other = 0, common
    while other - same > 1:
        middle = (same + other) // 2
        if _hash(desk, middle) == _hash(package.desk, middle):
            same = middle
        else:
            other = middle
    return other


def _since(desk: Desk, first: int, end: int) -> str:
    asked = Asked(newest=end - first + 1)
    lines = [f"\n    {_told(line)}" for line in islice(stream(desk, asked), _SHOWN)]
    more = end - first + 1 - len(lines)
    return "".join(lines) + (f"\n    and {more} more" if more > 0 else "")


def _told(found: LogLine) -> str:
    line, claim, _ = found
    on = f" (claim {claim})" if claim is not None else ""
    return f"event {line.number}, {line.at:%Y-%m-%d %H:%M} UTC, {line.who}{on}: {line.what}"
