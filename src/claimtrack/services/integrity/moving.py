"""Move the locker elsewhere: every file copied and compared there, and only then worked with."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from claimtrack.config import LOCKER_FILE, NamedBy, Place, with_locker
from claimtrack.errors import ClaimtrackError, DatabaseTrouble, UsageError, VerificationFailed
from claimtrack.events.workspace import LockerMoved
from claimtrack.locker import anywhere
from claimtrack.locker.ahead import done_ahead
from claimtrack.locker.anywhere import AnyLocker
from claimtrack.locker.hidden import without_password
from claimtrack.remedies import Step, do
from claimtrack.services.desk import Desk, refuse_without
from claimtrack.services.files import replace_whole
from claimtrack.vocabulary import Right

Watch: TypeAlias = Callable[[Sequence[str], Iterable[bool]], Iterable[bool]]


@dataclass(frozen=True, slots=True)
class Moved:
    """How many files there are, how many were copied, and how many stood there already and were compared.

    ``switched`` says whether the workspace works with the new place from now on; ``told_in`` is the file that says so,
    None where the locker is in the workspace's own folder, or where nothing was switched. ``unlogged`` is why it is on
    no record, where it could not be put there.
    """

    where: str
    old: str
    files: int
    copied: int
    compared: int
    switched: bool = False
    told_in: Path | None = None
    unlogged: str | None = None


def _unwatched(digests: Sequence[str], done: Iterable[bool]) -> Iterable[bool]:  # noqa: ARG001 - the shape of a Watch
    return done


def move(desk: Desk, to: str, *, beside: Watch = _unwatched) -> Moved:
    """Copy every file to the place named ``to``, compare each there, then have the workspace work with it.

    What is there with its digest is not copied again, so that a move that was cut off goes on. Nothing is removed at
    the old place. Where the environment says where the locker is, or the address has a password in it, nothing is
    switched: that is for whoever sets the variable. In a rehearsal nothing is copied or made.

    Raises ForbiddenMove for who may not, UsageError where the locker is there already, DatabaseTrouble where another
    workspace's locker is there or the store fails, VerificationFailed where a file is not what it was: it stays the
    only one of its kind, and nothing is switched.
    """
    refuse_without(desk, Right.MOVE_LOCKER)
    if desk.place is None:
        raise UsageError(
            "this workspace has no folder on this machine, where the new place would be written down; move its locker "
            "from the machine that has it"
        )
    target = _target(desk.place, to)
    if desk.rehearsal:
        return _rehearsed(desk, target)
    new = anywhere.made(target.locker_at, locker_id=desk.locker.id)
    _refuse_strange(desk, new)
    done: dict[str, bool] = {}
    _copy_new(desk.locker, new, done, beside)
    # What others kept meanwhile; of what they keep after the switch nothing can be known here.
    while _copy_new(desk.locker, new, done, _unwatched):
        pass
    switched, told_in = _switch(desk.place, target)
    _copy_new(desk.locker, new, done, _unwatched)
    copied = sum(done.values())
    moved = LockerMoved(files=len(done), switched=switched, from_=desk.locker.where, to=new.where)
    unlogged = _noted(desk, moved)
    return Moved(new.where, desk.locker.where, len(done), copied, len(done) - copied, switched, told_in, unlogged)


def _noted(desk: Desk, moved: LockerMoved) -> str | None:
    """Put the move on record, for the custody of every piece; gives why it is not, where it cannot be.

    The files are where they are by then, and a move that is on no record is said to be none.
    """
    try:
        desk.enact(lambda act: act.changes.append(moved))
    except ClaimtrackError as error:
        return str(error)
    return None


def _target(place: Place, to: str) -> Place:
    target = with_locker(place, to, NamedBy.FILE)
    if target.store is None:
        target = with_locker(place, os.path.abspath(target.locker), NamedBy.FILE)  # noqa: PTH100 - "../x" as well
    if _same(target, place):
        raise UsageError(f"the locker of this workspace is at {without_password(to)} already")
    return target


def _same(one: Place, other: Place) -> bool:
    if one.store is not None or other.store is not None:
        return (one.store or "").rstrip("/") == (other.store or "").rstrip("/")
    # Path.resolve raises RuntimeError for a link that leads to itself.
    return os.path.realpath(one.locker) == os.path.realpath(other.locker)


def _refuse_strange(desk: Desk, new: AnyLocker) -> None:
    if new.id != desk.locker.id:
        raise DatabaseTrouble(
            f"the locker {new.where} belongs to another workspace; name an empty place, or the one whose `id` file "
            f"reads {desk.locker.id}"
        )


def _rehearsed(desk: Desk, target: Place) -> Moved:
    digests = list(desk.locker.digests())
    there = anywhere.opened(target.locker_at) if anywhere.is_at(target.locker_at) else None
    lacking = len(digests)
    if there is not None:
        _refuse_strange(desk, there)
        lacking = sum(problem is not None for _, problem in done_ahead(digests, there.check))
    where = without_password(str(target.locker_at))
    return Moved(where, desk.locker.where, len(digests), lacking, len(digests) - lacking)


def _copy_new(old_locker: AnyLocker, new: AnyLocker, done: dict[str, bool], beside: Watch) -> bool:
    """Copy what was not looked at so far; gives whether there was anything. Raises VerificationFailed at the end."""
    digests = [digest for digest in old_locker.digests() if digest not in done]
    wrong: list[str] = []

    def copy(digest: str) -> bool:
        # Asked before the bytes are fetched from a locker elsewhere.
        if new.check(digest) is None:
            return False
        try:
            with old_locker.local(digest) as file:
                return new.put_file(file, digest)
        except VerificationFailed:
            wrong.append(digest)
            return False

    results = beside(digests, (copied for _, copied in done_ahead(digests, copy)))
    done.update(zip(digests, results, strict=True))
    if wrong:
        others = f", and {len(wrong) - 1} more are not" if len(wrong) > 1 else ""
        raise VerificationFailed(
            f"the file of {min(wrong)} at {old_locker.where} is not what was kept{others}; what is whole "
            "was copied, and the workspace works with the old place: " + do(Step.VERIFY) + " names what belongs to it"
        )
    return bool(digests)


def _switch(place: Place, target: Place) -> tuple[bool, Path | None]:
    """Have the workspace's own file name the new place; a locker in its own folder needs none."""
    secret = target.store is not None and urlsplit(target.store).password is not None
    if place.named_by is NamedBy.ENVIRONMENT or secret:
        return False, None
    file = place.folder / LOCKER_FILE
    try:
        if target.has_own_locker:
            file.unlink(missing_ok=True)
            return True, None
        replace_whole(file, f"{target.locker_at}\n".encode())
    except OSError as error:
        where = without_password(str(target.locker_at))
        raise DatabaseTrouble(
            f"every file is at {where}, and {file}, which would say so, cannot be written: {error.strerror}; the "
            "workspace works with the old place until " + do(Step.LOCKER_MOVE, to=where) + " can write it"
        ) from error
    return True, file
