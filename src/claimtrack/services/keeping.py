"""Bytes are kept before anything is read from them; when they are refused, they are taken out again.

Whoever removes bytes does so inside a transaction that writes, where it sees every row that names them, and whoever
names bytes looks inside such a transaction whether they are still there: of the two, one comes first.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from claimtrack.db import kept_files
from claimtrack.errors import (
    ChangedMeanwhile,
    ClaimtrackError,
    ForbiddenMove,
    InvalidInput,
    NotFound,
    ReaderFailed,
    UsageError,
)
from claimtrack.services.desk import Act, Desk


@contextmanager
def taken_back_if_refused(desk: Desk, digest: str) -> Iterator[None]:
    """Take bytes out of the locker when what is done with them refuses them, unless something names them.

    What a reader failed at stays, as its error says: another try may read it.
    """
    try:
        yield
    except ReaderFailed:
        raise
    except (ForbiddenMove, InvalidInput, NotFound, UsageError):
        take_back(desk, digest)
        raise


def take_back(desk: Desk, digest: str) -> None:
    """Take bytes out of the locker that nothing names; where that cannot be, `locker sweep` does it another time."""
    if desk.rehearsal:
        return
    try:
        desk.enact(_take_back, digest)
    except ClaimtrackError:
        return


def _take_back(act: Act, digest: str) -> None:
    if not kept_files.owners(act.session, [digest]):
        act.desk.locker.remove(digest)


def still_kept(act: Act, digest: str, data: bytes | None = None) -> None:
    """Insist that bytes that are about to be named are in the locker still, or put them there again.

    Raises ChangedMeanwhile where they were swept since they were kept, and are not at hand.
    """
    if act.desk.rehearsal or act.desk.locker.holds(digest):
        return
    if data is None:
        raise ChangedMeanwhile("somebody swept the locker while the file was read; nothing was changed: do it again")
    act.desk.locker.put(data)
