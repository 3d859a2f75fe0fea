"""Make a workspace of the files of a package, for as long as it is looked at, and hold it against its own log."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from claimtrack import __version__
from claimtrack.clock import utc_now
from claimtrack.db import chain, migrate, schema
from claimtrack.db.backup import kept_digests
from claimtrack.db.chain import Head
from claimtrack.db.engine import Database, sqlite_url, translated
from claimtrack.db.lookups import workspace_identity
from claimtrack.db.package_lines import TABLES, NotLoaded, load
from claimtrack.errors import DatabaseTrouble, VerificationFailed
from claimtrack.locker.store import Locker
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.packages.contents import contents, differing
from claimtrack.services.packages.layout import EVENTS, ORIGINAL, TABLE, Part, Told, newer


@contextmanager
def rebuilt(told: Told, parts: Sequence[Part], root: Path, archive: Path) -> Iterator[Desk]:
    """Give the record of a package as a workspace in ``root``, whose locker is there, once it is proved intact.

    Raises VerificationFailed, naming what does not fit.
    """
    database = Database(sqlite_url(root / "claimtrack.db"))
    desk = Desk(database, Locker(root / "locker", told.locker), utc_now, "", told.workspace)
    try:
        _load(database, told, parts, archive)
        _check(desk, told, parts, archive)
        if (told.tool_version, told.tables) == (__version__, schema.NEWEST):
            _follows(desk, parts, root / "stage", archive)
        yield desk
    finally:
        database.dispose()


def _load(database: Database, told: Told, parts: Sequence[Part], archive: Path) -> None:
    if int(told.tables) > int(schema.NEWEST):
        raise VerificationFailed(newer(archive, told.tool_version))
    # The tables of the version that wrote the package; what is older is then brought up to date as any workspace is.
    with translated(database):
        migrate.upgrade(database, told.tables)
    tables = {match[1]: part for part in parts if (match := TABLE.fullmatch(part.name))}
    if told.tables == schema.NEWEST and set(TABLES) - set(tables):
        raise VerificationFailed(f"{archive} is not whole: the table {min(set(TABLES) - set(tables))} is missing")
    (events,) = (part for part in parts if part.name == EVENTS)
    lines = {name: _lines(part.path) for name, part in tables.items()}
    try:
        with translated(database):
            load(Path(str(database.url.database)), _lines(events.path), lines)
    except NotLoaded as error:
        raise VerificationFailed(f"{archive} holds no record: {error}") from error
    if told.tables != schema.NEWEST:
        with translated(database):
            migrate.upgrade(database)


def _lines(file: Path) -> Iterable[bytes]:
    with file.open("rb") as stream:
        yield from stream


def _check(desk: Desk, told: Told, parts: Sequence[Part], archive: Path) -> None:
    with translated(desk.database), desk.database.connect() as connection:
        end = chain.head(connection)
        if end != Head(told.events, told.head):
            raise VerificationFailed(
                f"the log in {archive} ends at event {end.number} with {end.hash}; the package says at event "
                f"{told.events} with {told.head}"
            )
        try:
            identity = workspace_identity(connection)
        except DatabaseTrouble as error:
            raise VerificationFailed(f"{archive} holds no record: it does not say of which workspace") from error
        if identity != (told.workspace, told.locker):
            raise VerificationFailed(f"the record in {archive} is of another workspace or locker than the package says")
        kept = set(kept_digests(connection))
    problems = verify(desk).problems
    if problems:
        more = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
        raise VerificationFailed(f"the record in {archive} is not intact: {problems[0]}{more}")
    stray = sorted({match[1] for part in parts if (match := ORIGINAL.fullmatch(part.name))} - kept)
    if stray:
        raise VerificationFailed(f"{archive} holds an original that nothing in the record names: {stray[0]}")


def _follows(desk: Desk, parts: Sequence[Part], stage: Path, archive: Path) -> None:
    """Write everything again out of the record: a report that says something else than it is found."""
    stage.mkdir()
    _, expected = contents(desk, stage)
    odd = list(differing(expected, parts))
    if odd:
        raise VerificationFailed(f"{odd[0]} in {archive} is not what the record in it gives")
