"""What the locker holds, and what of it nothing names: refused files, and what runs that died had kept."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from claimtrack.db import kept_files
from claimtrack.db.backup import kept_digests
from claimtrack.events.workspace import LockerSwept
from claimtrack.locker.anywhere import AnyLocker
from claimtrack.locker.store import Digest
from claimtrack.services.desk import Act, Desk, reading
from claimtrack.services.paging import WHOLE, Page, Window

HOUR = 3600.0
"""Seconds; what was kept since may be about to be put on record."""
_TOLD_AT_ONCE = 1_000
"""Digests in one event."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of the locker: its digest, how large it is, since when it is there, and what it belongs to."""

    digest: str
    size: int
    since: datetime
    belongs_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Swept:
    """What was taken out of the locker, how many bytes that were, and what was too young to be taken."""

    digests: tuple[str, ...]
    size: int
    leftovers: int
    young: int


def listing(desk: Desk, window: Window = WHOLE, *, orphans: bool = False) -> Page[KeptFile]:
    """Return a page of the files in the locker, in the order of their digests; with ``orphans`` what nothing names."""
    with reading(desk) as session:
        if orphans:
            page = Page.cut(window, list(_orphans(desk.locker, set(kept_digests(session.connection())))))
            return Page((_file(desk.locker, digest, ()) for digest in page), page.total, page.offset)
        end = None if window.limit is None else window.offset + window.limit
        digests = list(islice(desk.locker.digests(), window.offset, end))
        owners = kept_files.owners(session, digests)
        lines = [
            _file(desk.locker, digest, [f"{what} {number}" for what, number in owners.get(digest, ())])
            for digest in digests
        ]
    return Page.of(window, lines, lambda: sum(1 for _ in desk.locker.digests()))


def sweep(act: Act, *, older_than: float = HOUR) -> Swept:
    """Take out of the locker what no row names, and what writers that were killed left half-written.

    Only what was kept longer ago than so many seconds: others may be about to name the rest, and would have to begin
    again. What was taken out stands in events.
    """
    locker = act.desk.locker
    named = set(kept_digests(act.session.connection()))
    now = time.time()
    found = [_file(locker, digest, ()) for digest in _orphans(locker, named)]
    old = [one for one in found if now - one.since.timestamp() >= older_than]
    leftovers = locker.leftovers(older_than=older_than)
    for start in range(0, len(old), _TOLD_AT_ONCE):
        digests = [one.digest for one in old[start : start + _TOLD_AT_ONCE]]
        act.changes.append(LockerSwept(digests=digests, leftovers=0 if start else len(leftovers)))
    if leftovers and not old:
        act.changes.append(LockerSwept(digests=[], leftovers=len(leftovers)))
    if not act.desk.rehearsal:
        # Before the commit, while nobody else can name them: what is taken out here belongs to nothing.
        for one in old:
            locker.remove(one.digest)
        for name in leftovers:
            locker.remove_leftover(name)
    return Swept(
        digests=tuple(one.digest for one in old),
        size=sum(one.size for one in old),
        leftovers=len(leftovers),
        young=len(found) - len(old),
    )


def _orphans(locker: AnyLocker, named: set[str]) -> Iterator[Digest]:
    return (digest for digest in locker.digests() if digest not in named)


def _file(locker: AnyLocker, digest: str, belongs_to: Sequence[str]) -> KeptFile:
    found = locker.facts(digest)
    if found is None:  # another process takes it out just now
        return KeptFile(digest, 0, datetime.now(UTC), tuple(belongs_to))
    return KeptFile(digest, found.size, found.since, tuple(belongs_to))
