"""Hooks: addresses outside that are told of events, and when that begins and ends."""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from claimtrack.db import chain, door_rows
from claimtrack.db.door_models import Hook
from claimtrack.db.keys import may_be_key
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound
from claimtrack.events.actions import ACTIONS
from claimtrack.events.door import HookEnded, HookMade
from claimtrack.remedies import Step, do
from claimtrack.services.desk import Act, Desk, needs, reading
from claimtrack.services.door.proof import proof
from claimtrack.vocabulary import Right

SECRET = "whsec_"  # noqa: S105 - how every such secret begins (Standard Webhooks)
_BYTES = 32


@dataclass(frozen=True, slots=True)
class HookLine:
    """A hook for a listing: whom it tells of what, and up to which event it was told."""

    number: int
    address: str
    actions: tuple[str, ...]
    made: datetime
    told: int
    ended: datetime | None


def make(desk: Desk, address: str, actions: Sequence[str] = ()) -> tuple[str, HookLine]:
    """Have an address told of events from now on; returns the secret that its messages are signed with, and its line.

    ``actions`` are kinds of events, or the word in front of the dot for all of a noun; none are all. An admin's right.
    Raises InvalidInput for an address that is none, or for a kind that there is not.
    """
    secret = SECRET + base64.b64encode(secrets.token_bytes(_BYTES)).decode()
    return secret, desk.enact(_make, address, secret, actions)


@needs(Right.KEEP_DOOR)
def _make(act: Act, address: str, secret: str, actions: Sequence[str]) -> HookLine:
    # Loads httpx, which `verify` has no use for.
    import httpx

    from claimtrack.reading.guard import checked

    # Of what may be connected to, whoever delivers is asked each time: a name may lead elsewhere tomorrow.
    try:
        url = checked(address)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise InvalidInput(f"{address[:200]} is no web address: {error}") from error
    if url.scheme != "https" and url.host not in {"127.0.0.1", "localhost", "::1"}:
        raise InvalidInput(f"{address} is not encrypted, and events would go there for all to read; give it with https")
    known = ACTIONS | {one.partition(".")[0] for one in ACTIONS}
    unknown = [one for one in actions if one not in known]
    if unknown:
        raise InvalidInput(
            f'no kind of event is called "{unknown[0][:60]}"; ' + do(Step.LOG) + " shows which there are"
        )
    row = Hook(
        address=str(url),
        secret=secret,
        actions=" ".join(dict.fromkeys(actions)),
        made_by_id=act.reviewer.id,
        made_at=act.at,
        told=chain.head(act.session).number,
    )
    act.session.add(row)
    act.session.flush()
    act.changes.append(HookMade(hook=row.id, actions=row.actions.split(), digest=proof_of(row), address=row.address))
    return _line(row)


def proof_of(row: Hook) -> str:
    """Return by what the event that made a hook proves its row."""
    return proof(row.address, row.secret, row.actions, row.made_by_id)


@needs(Right.KEEP_DOOR)
def end(act: Act, number: int) -> HookLine:
    """Tell an address of nothing more; what waits for it is not sent. An admin's right."""
    row = act.session.get(Hook, number) if may_be_key(number) else None
    if row is None:
        raise NotFound(f"there is no hook {number}; " + do(Step.HOOK_LIST) + " shows which there are")
    if row.ended_at is not None:
        raise ForbiddenMove(f"hook {number} ended already")
    row.ended_at = act.at
    act.changes.append(HookEnded(hook=row.id))
    return _line(row)


def listing(desk: Desk) -> list[HookLine]:
    """Return the hooks."""
    with reading(desk) as session:
        return [_line(row) for row in door_rows.hooks(session)]


def _line(row: Hook) -> HookLine:
    return HookLine(row.id, row.address, tuple(row.actions.split()), row.made_at, row.told, row.ended_at)
