"""Tell the addresses of hooks what came on record, as Standard Webhooks has it; no command waits for that.

What is to be told follows from the log itself: a hook knows up to which event it was told, and who delivers looks what
came since. So nothing is lost when nobody delivers for a while, and nothing that was undone is ever told. A message may
come twice, when whoever delivers dies before it is noted that it went: its id is the same then.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import httpx

from claimtrack import __version__
from claimtrack.db import door_rows, hook_rows
from claimtrack.db.door_models import Delivery, Hook
from claimtrack.db.hook_rows import Due
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound
from claimtrack.events.forms import timestamp
from claimtrack.reading.fetch import guarded_client
from claimtrack.reading.guard import checked
from claimtrack.services import history
from claimtrack.services.desk import Act, Desk, needs, noting, reading
from claimtrack.services.door.hooks import SECRET
from claimtrack.vocabulary import Right

WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400))
"""How long it is waited after each try that failed; after the last it is given up. Three days in all."""
SECONDS = 15.0
"""How long an address may take to answer."""
SLOW = 2.0
"""Seconds after which an address holds up others."""
_AT_ONCE = 50
_LONGEST_TROUBLE = 300

Send = Callable[[str, bytes, dict[str, str]], int]
"""Sends bytes with headers to an address, and returns the status; raises InvalidInput for what cannot be reached."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of deliveries did."""

    delivered: int = 0
    failed: int = 0
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A delivery that was given up: its number, which event it is of, where it was to go, and why it did not."""

    number: int
    event: int
    address: str
    tries: int
    trouble: str


def deliver(desk: Desk, *, allow_private: bool = False, send: Send | None = None) -> Round:
    """Send what is due, and note what became of it. Several may do so at once: each message goes once.

    Addresses inside this network are not connected to, whatever their names lead to by now, unless ``allow_private``.
    """
    send = send or _sending(allow_private=allow_private)
    _put_in_line(desk)
    done = list(_round(desk, send))
    return Round(done.count("delivered"), done.count("failed"), done.count("given up"))


def _round(desk: Desk, send: Send) -> Iterator[str | None]:
    """Send what is due; yields what became of each. A hook that took long once is asked for no more in this round.

    Else whoever answers each message a moment before time is up would have all others wait behind all of theirs.
    """
    now, tried, slow = desk.clock(), 0, set[int]()
    while tried < _AT_ONCE:
        with reading(desk) as session:
            due = hook_rows.due(session, now, _AT_ONCE - tried, besides=slow)
        left = False
        for one in due:
            if one.hook in slow:
                left = True
                continue
            begun, tried = time.monotonic(), tried + 1
            yield _one(desk, one, send)
            if time.monotonic() - begun > SLOW:
                slow.add(one.hook)
        if not left:  # what waits behind those that were left is looked for once more
            return


def _put_in_line(desk: Desk) -> None:
    with reading(desk) as session:
        newest = hook_rows.newest(session)
        if all(hook.told >= newest for hook in door_rows.hooks(session, ended=False)):
            return
    at = desk.clock()
    with noting(desk) as session:
        for hook in door_rows.hooks(session, ended=False):
            hook_rows.put_in_line(session, hook, newest, at)


def _one(desk: Desk, due: Due, send: Send) -> str | None:
    now = desk.clock()
    with noting(desk) as session:
        # Noted before it is sent: whoever dies over it leaves it to be sent again, later.
        after = WAITS[min(due.tries, len(WAITS) - 1)]
        if not hook_rows.claim(session, due.number, due.tries, now + max(after, timedelta(seconds=2 * SECONDS))):
            return None
    trouble = _sent(desk, due, send)
    with noting(desk) as session:
        row = session.get_one(Delivery, due.number)
        row.trouble = trouble
        if trouble is None:
            row.delivered_at, row.next_at = desk.clock(), None
            return "delivered"
        last = due.tries + 1 > len(WAITS)
        row.next_at = None if last else now + WAITS[due.tries]
        return "given up" if last else "failed"


def _sent(desk: Desk, due: Due, send: Send) -> str | None:
    """Send one message; returns why it did not go, or None."""
    body = _body(desk, due.event)
    if body is None:
        return "the event is not on record any more"
    name, at = f"claimtrack_{desk.uuid}_{due.hook}_{due.event}", int(desk.clock().timestamp())
    headers = {
        "content-type": "application/json",
        "user-agent": f"claimtrack/{__version__}",
        "webhook-id": name,
        "webhook-timestamp": str(at),
        "webhook-signature": signature(due.secret, name, at, body),
    }
    try:
        status = send(due.address, body, headers)
    except InvalidInput as error:
        return str(error)[:_LONGEST_TROUBLE]
    return None if 200 <= status < 300 else f"it answered {status}"


def signature(secret: str, name: str, at: int, body: bytes) -> str:
    """Return how a message is signed: HMAC-SHA256 over its id, its time and its body (Standard Webhooks, "v1")."""
    key = base64.b64decode(secret.removeprefix(SECRET))
    signed = hmac.new(key, f"{name}.{at}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


def _body(desk: Desk, number: int) -> bytes | None:
    with reading(desk) as session:
        event = hook_rows.event_of(session, number)
        if event is None:
            return None
        (line,) = history.lines(session, [event])
        data = {
            "event": line.number,
            "claim": event.claim_id,
            "who": line.who,
            "what": line.what,
            "reason": line.reason,
            "hash": event.hash,
        }
        told = {"type": event.action, "timestamp": timestamp(line.at), "data": data}
    return json.dumps(told, ensure_ascii=True).encode()


def _sending(*, allow_private: bool) -> Send:
    def send(address: str, body: bytes, headers: dict[str, str]) -> int:
        deadline = time.monotonic() + SECONDS
        inside = "no hook leads there"
        try:
            with (
                guarded_client(
                    deadline=deadline, seconds=SECONDS, allow_private=allow_private, inside=inside
                ) as client,
                # Nothing is followed, and nothing is read: an answer is a number.
                client.stream("POST", checked(address), content=body, headers=headers) as answer,
            ):
                return answer.status_code
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
            raise InvalidInput(f"it cannot be reached: {str(error) or type(error).__name__}") from error

    return send


def given_up(desk: Desk) -> list[GivenUp]:
    """Return what was given up, the oldest first."""
    with reading(desk) as session:
        return [
            GivenUp(one.id, one.event_id, address, one.tries, one.trouble or "")
            for one, address in hook_rows.given_up(session)
        ]


@needs(Right.KEEP_DOOR)
def again(act: Act, number: int | None = None) -> int:
    """Try once more what was given up, one delivery or all; returns how many. An admin's right."""
    found = [one for one, _ in hook_rows.given_up(act.session) if number is None or one.id == number]
    if number is not None and not found:
        raise NotFound(f"no delivery {number} was given up")
    if any(act.session.get_one(Hook, one.hook_id).ended_at is not None for one in found) and number is not None:
        raise ForbiddenMove(f"the hook of delivery {number} has ended")
    for one in found:
        one.tries, one.next_at, one.trouble = 0, act.at, None
    return len(found)


def waiting(desk: Desk) -> dict[int, int]:
    """Return how many messages wait, by the number of their hook."""
    with reading(desk) as session:
        return hook_rows.waiting(session)
