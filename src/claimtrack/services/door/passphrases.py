"""Passphrases: what one has to be, how it is kept, and who sets it."""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.db import claim_rows, door_rows
from claimtrack.db.door_models import Login
from claimtrack.db.models import Reviewer
from claimtrack.errors import ForbiddenMove, InvalidInput, UsageError
from claimtrack.events.door import PassphraseRemoved, PassphraseSet, SittingEnded
from claimtrack.services.desk import Act, Desk, known_reviewer, needs, reading
from claimtrack.services.door.proof import proof
from claimtrack.services.names import folded
from claimtrack.vocabulary import Right, SittingEnd

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 12
LONGEST = 512
_DIFFERENT = 5
"""How many different signs a passphrase has at least."""
TEMPORARY_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PassphraseLine:
    """What was set: for whom, whether they have to choose another one, and how many sittings that ended."""

    name: str
    temporary: bool
    ended: int


def set_for(desk: Desk, name: str, passphrase: str) -> PassphraseLine:
    """Set a person's passphrase, the first or another one; that of somebody else is one to begin with.

    An admin's right. All sittings of the person end. Raises InvalidInput for a passphrase that is too easy, NotFound
    for a person who is not there.
    """
    kept = hash_of(passphrase, name)
    return desk.enact(_set_for, name, kept)


def change_own(desk: Desk, passphrase: str) -> PassphraseLine:
    """Set the passphrase of who acts, who just proved the one before; all their sittings end. Raises as ``set_for``."""
    kept = hash_of(passphrase, desk.reviewer)
    return desk.enact(_change_own, kept)


@needs(Right.KEEP_DOOR)
def remove(act: Act, name: str) -> PassphraseLine:
    """Let a person log in no more; their sittings end. An admin's right."""
    row = _person(act, name)
    login = act.session.get(Login, row.id)
    if login is None:
        raise ForbiddenMove(f"{row.name} has no passphrase, and cannot log in as it is")
    act.session.delete(login)
    act.changes.append(PassphraseRemoved(reviewer=row.id))
    return PassphraseLine(row.name, False, end_all(act, row.id, SittingEnd.PASSPHRASE))


@needs(Right.KEEP_DOOR)
def _set_for(act: Act, name: str, kept: str) -> PassphraseLine:
    row = _person(act, name)
    return _set(act, row, kept, temporary=row.id != act.reviewer.id)


@needs(Right.LOG_IN)
def _change_own(act: Act, kept: str) -> PassphraseLine:
    return _set(act, act.reviewer, kept, temporary=False)


def _set(act: Act, row: Reviewer, kept: str, *, temporary: bool) -> PassphraseLine:
    login = act.session.get(Login, row.id) or Login(reviewer_id=row.id)
    login.hash, login.temporary, login.set_at = kept, temporary, act.at
    act.session.add(login)
    act.changes.append(PassphraseSet(reviewer=row.id, temporary=temporary, digest=proof(kept, temporary, row.id)))
    return PassphraseLine(row.name, temporary, end_all(act, row.id, SittingEnd.PASSPHRASE))


def end_all(act: Act, reviewer: int, why: SittingEnd) -> int:
    """End every sitting of a person; returns how many there were."""
    open_ones = [one for one in door_rows.sittings(act.session, reviewer=reviewer) if one.ended_at is None]
    for one in open_ones:
        one.ended_at = act.at
        act.changes.append(SittingEnded(sitting=one.id, why=why))
    return len(open_ones)


def how_many(desk: Desk) -> int:
    """Return how many people have a passphrase; raises UsageError where what checks them is not installed."""
    hasher()
    with reading(desk) as session:
        return len(door_rows.logins(session))


def _person(act: Act, name: str) -> Reviewer:
    row = claim_rows.reviewer_by_key(act.session, folded(name))
    return row if row is not None else known_reviewer(act.session, name)


def hash_of(passphrase: str, name: str) -> str:
    """Return a passphrase as it is kept: Argon2id, with a salt of its own. Raises InvalidInput for one too easy."""
    words = same_letters(passphrase)
    if len(words) < SHORTEST:
        raise InvalidInput(f"a passphrase has {SHORTEST} signs at least; four words that belong to nothing are good")
    if len(words) > LONGEST:
        raise InvalidInput(f"a passphrase has {LONGEST} signs at most")
    without_name = folded(words).replace(folded(name), "")
    if len(set(without_name)) < _DIFFERENT or len(without_name) < SHORTEST - _DIFFERENT:
        raise InvalidInput("that passphrase is guessed at once; take four words that belong to nothing")
    return hasher().hash(words)


def fits(kept: str | None, passphrase: str) -> bool:
    """Tell whether a passphrase is the one that is kept; of none that is kept it takes as long to say no."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return hasher().verify(kept or _nobodys(), same_letters(passphrase)[:LONGEST]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def same_letters(passphrase: str) -> str:
    """Return a passphrase as every keyboard writes it: one letter with its accent, or two signs, are the same."""
    return unicodedata.normalize("NFKC", passphrase)


@cache
def hasher() -> "PasswordHasher":
    """Return what hashes: Argon2id by the second choice of RFC 9106, 64 MiB and three rounds."""
    try:
        from argon2 import PasswordHasher
        from argon2.profiles import RFC_9106_LOW_MEMORY
    except ModuleNotFoundError as error:
        raise UsageError(
            "passphrases need more than is installed; install it with: pip install 'claimtrack[web]'"
        ) from (error)
    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@cache
def _nobodys() -> str:
    return hasher().hash("nobody has this passphrase")
