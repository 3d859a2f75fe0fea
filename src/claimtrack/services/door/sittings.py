"""Sittings: a browser that somebody logged in with, for as long as they go on working in it."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from claimtrack.db import claim_rows, door_rows
from claimtrack.db.door_models import Login, Sitting
from claimtrack.db.keys import may_be_key
from claimtrack.errors import DatabaseTrouble, ForbiddenMove, NotFound
from claimtrack.events.door import SittingEnded, SittingOpened
from claimtrack.events.event import ABSENT
from claimtrack.services.desk import Act, Desk, needs, noting, reading
from claimtrack.services.door import accounts, passphrases, waits
from claimtrack.services.door.proof import digest_of, new_secret, sitting_proof
from claimtrack.services.names import folded
from claimtrack.vocabulary import Right, Role, SittingEnd

IDLE = timedelta(hours=2)
"""After so long without a word from it a sitting has lapsed."""
LONGEST = timedelta(hours=12)
"""And after so long in any case."""
_NOTED = timedelta(minutes=1)
_KEPT = timedelta(days=30)
"""How long a sitting's address and browser are kept."""
_LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True)
class Here:
    """Who is in: their name, and the sitting; ``temporary`` where they have to choose a passphrase first."""

    sitting: int
    name: str
    role: Role
    temporary: bool
    has_passphrase: bool = True
    by_account: bool = False
    """Whether a provider said who they are, and not a passphrase."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Who was in: the sitting lapsed, or was ended."""

    name: str


@dataclass(frozen=True, slots=True)
class SittingLine:
    """A sitting for a listing."""

    number: int
    name: str
    opened: datetime
    seen: datetime
    address: str
    agent: str


class NotLetIn(ForbiddenMove):
    """No such name, or another passphrase: which of the two is not said."""


def log_in(desk: Desk, name: str, passphrase: str, *, address: str, agent: str) -> str:
    """Let a person in by name and passphrase; returns what the cookie holds.

    Raises NotLetIn, or TooSoon where it was tried too often.
    """
    proved, failures = prove(desk, name, passphrase, address=address)
    return open_for(replace(desk, reviewer=proved), address=address, agent=agent, failures=failures)


def prove(desk: Desk, name: str, passphrase: str, *, address: str) -> tuple[str, int]:
    """Return the name on record of whom name and passphrase prove, and how often that was tried in vain before.

    Raises as ``log_in``.
    """
    failures = waits.count(desk, name, address)
    with reading(desk) as session:
        key = folded(name)
        row = claim_rows.reviewer_by_key(session, key) if "\0" not in key else None
        login = session.get(Login, row.id) if row is not None else None
        kept = login.hash if login is not None and not _is_over(login, desk.clock()) else None
    if not passphrases.fits(kept, passphrase) or row is None:
        raise NotLetIn("name or passphrase is wrong, or a passphrase to begin with is over a week old")
    waits.well(desk, name, address)
    return row.name, failures


def open_for(desk: Desk, *, address: str, agent: str, failures: int = 0) -> str:
    """Open a sitting for who acts; returns what its cookie holds, which is new each time."""
    secret = new_secret()
    desk.enact(_open, digest_of(secret), address, agent, failures, None)
    return secret


def open_by_account(desk: Desk, issuer: str, subject: str, *, address: str, agent: str) -> str:
    """Let in whom a provider calls by this subject, as ``open_for``; raises NotKnown where that is nobody here."""
    number, name = accounts.person_of(desk, issuer, subject)
    secret = new_secret()
    replace(desk, reviewer=name).enact(_open, digest_of(secret), address, agent, 0, number)
    return secret


@needs(Right.LOG_IN)
def _open(act: Act, token_hash: str, address: str, agent: str, failures: int, account: int | None) -> None:
    door_rows.forget_sittings(act.session, before=act.at - _KEPT)
    shown = "".join(mark for mark in agent if mark.isprintable())[:_LONGEST_AGENT]
    row = Sitting(
        reviewer_id=act.reviewer.id,
        token_hash=token_hash,
        opened_at=act.at,
        seen_at=act.at,
        address=address[:_LONGEST_AGENT],
        agent=shown,
        account_id=account,
    )
    act.session.add(row)
    act.session.flush()
    by = ABSENT if account is None else account
    act.changes.append(SittingOpened(sitting=row.id, digest=sitting_proof(row), failures=failures, account=by))


def look(desk: Desk, secret: str) -> Here | Gone | None:
    """Return who is in by what a cookie holds, who was, or None for what opened nothing ever; notes that they are."""
    now = desk.clock()
    with reading(desk) as session:
        found = door_rows.sitting_with(session, digest_of(secret))
        if found is None:
            return None
        sitting, person, login, account = found
    by_account = sitting.account_id is not None
    is_let_in = account is not None and account.ended_at is None if by_account else login is not None
    if not is_let_in or has_lapsed(sitting, now):
        return Gone(person.name)
    if now - sitting.seen_at >= _NOTED:
        # Who only reads waits for nobody who writes: what cannot be noted now is noted with the next request.
        with suppress(DatabaseTrouble), noting(desk) as session:
            row = session.get(Sitting, sitting.id)
            if row is not None and row.seen_at < now:
                row.seen_at = now
    temporary = login is not None and login.temporary and not by_account
    return Here(
        sitting.id, person.name, person.role, temporary, has_passphrase=login is not None, by_account=by_account
    )


def has_lapsed(sitting: Sitting, now: datetime) -> bool:
    """Tell whether a sitting is over, by whatever ended it."""
    return sitting.ended_at is not None or now - sitting.seen_at >= IDLE or now - sitting.opened_at >= LONGEST


@needs(Right.LOG_IN)
def end(act: Act, number: int) -> None:
    """End one's own sitting; raises NotFound for one of somebody else."""
    row = act.session.get(Sitting, number) if may_be_key(number) else None
    if row is None or row.reviewer_id != act.reviewer.id:
        raise NotFound(f"you have no sitting {number}")
    if row.ended_at is None:
        row.ended_at = act.at
        act.changes.append(SittingEnded(sitting=row.id, why=SittingEnd.LOGGED_OUT))


@needs(Right.KEEP_DOOR)
def send_out(act: Act, name: str) -> int:
    """End every sitting of a person; returns how many there were. An admin's right."""
    row = claim_rows.reviewer_by_key(act.session, folded(name))
    if row is None:
        raise NotFound(f'"{name}" is no reviewer of this workspace')
    return passphrases.end_all(act, row.id, SittingEnd.SENT_OUT)


def listing(desk: Desk, *, of: str | None = None) -> list[SittingLine]:
    """Return who is in, the newest first; of one person where one is named."""
    now = desk.clock()
    with reading(desk) as session:
        names = {row.id: row.name for row in claim_rows.reviewers(session)}
        rows = door_rows.sittings(session)
        lines = [_line(row, names) for row in rows if not has_lapsed(row, now)]
        return [line for line in lines if of is None or folded(line.name) == folded(of)]


def _line(row: Sitting, names: dict[int, str]) -> SittingLine:
    return SittingLine(row.id, names.get(row.reviewer_id, "?"), row.opened_at, row.seen_at, row.address, row.agent)


def _is_over(login: Login, now: datetime) -> bool:
    return login.temporary and now - login.set_at >= passphrases.TEMPORARY_FOR
