"""Hold the tables of the door against the events that tell of them.

A row that no event tells, or tells otherwise, lets somebody in whom nobody let in, and is a finding. A row that is
missing lets nobody in: no package has any. When somebody was last seen, and from where,
is told by no event, and proved by nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack.db import door_rows
from claimtrack.events.actions import Action
from claimtrack.events.forms import Sealed, timestamp
from claimtrack.services.door.accounts import proof_of as account_proof
from claimtrack.services.door.hooks import proof_of as hook_proof
from claimtrack.services.door.proof import proof, sitting_proof
from claimtrack.services.door.tokens import proof_of as token_proof


@dataclass(slots=True)
class _Told:
    logins: dict[int, tuple[object, str]] = field(default_factory=dict)
    made: dict[tuple[str, int, object], str] = field(default_factory=dict)
    """When each was made, by kind, number and proof: a record that was brought together may tell a number twice."""
    ended: dict[tuple[str, int], str] = field(default_factory=dict)


def problems(session: Session) -> Iterator[str]:
    """Say of each row of the door that it is not what the events tell."""
    told = _Told()
    for event in door_rows.told(session):
        _take(told, event)
    for login in door_rows.logins(session):
        number = login.reviewer_id
        here = proof(login.hash, login.temporary, number), timestamp(login.set_at)
        if told.logins.get(number) != here:
            yield f"the passphrase of reviewer {number} is not the one that the events tell of"
    for sitting in door_rows.sittings(session):
        key = ("sitting", sitting.id, sitting_proof(sitting))
        yield from _thing(told, key, sitting.opened_at, sitting.ended_at)
    for account, _ in door_rows.accounts(session):
        yield from _thing(told, ("account", account.id, account_proof(account)), account.made_at, account.ended_at)
    for token, _ in door_rows.tokens(session):
        yield from _thing(told, ("token", token.id, token_proof(token)), token.made_at, token.revoked_at)
    for hook in door_rows.hooks(session):
        yield from _thing(told, ("hook", hook.id, hook_proof(hook)), hook.made_at, hook.ended_at)


def _take(told: _Told, event: Sealed) -> None:
    noun, number = event.subject
    match event.action:
        case Action.LOGIN_SET:
            told.logins[number] = event.after.get("digest"), event.at
        case Action.LOGIN_REMOVED:
            told.logins.pop(number, None)
        case Action.ACCOUNT_GIVEN | Action.SITTING_OPENED | Action.TOKEN_MADE | Action.HOOK_MADE:
            told.made[noun, number, event.after.get("digest")] = event.at
            told.ended.pop((noun, number), None)
        case _:
            told.ended[noun, number] = event.at


def _thing(told: _Told, key: tuple[str, int, object], made: datetime, ended: datetime | None) -> Iterator[str]:
    noun, number, _ = key
    if told.made.get(key) != timestamp(made):
        yield f"{noun} {number} is not one that the events tell of"
    elif told.ended.get((noun, number)) != (timestamp(ended) if ended is not None else None):
        yield f"{noun} {number} {'ended' if ended is not None else 'goes on'} in the table, and not by the events"
