"""Tries to log in are counted by name and by address, and take longer and longer to be allowed again.

A try is counted before the passphrase is looked at: a thousand at once are a thousand. No name is ever shut for good:
that would let anybody keep anybody out.
"""

import ipaddress
from datetime import datetime, timedelta

from claimtrack.db import door_rows
from claimtrack.db.door_models import Wait
from claimtrack.errors import ForbiddenMove
from claimtrack.services.desk import Desk, noting
from claimtrack.services.door.proof import digest_of
from claimtrack.services.names import folded

FREE = {"name": 5, "address": 20}
"""How many tries in vain cost nothing; several people may work behind one address."""
LONGEST = timedelta(minutes=15)
_KEPT = timedelta(days=1)
_NETWORK = 64
"""Bits of an IPv6 address that one customer has: the others they choose themselves."""


class TooSoon(ForbiddenMove):
    """Somebody has to wait; ``seconds`` says how long."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"there were too many tries; wait {_in_words(seconds)} and try again")
        self.seconds = seconds


def count(desk: Desk, name: str, address: str) -> int:
    """Count a try; returns how many there were by that name before. Raises TooSoon for one that comes too soon."""
    now = desk.clock()
    with noting(desk) as session:
        door_rows.forget_waits(session, before=now - _KEPT)
        rows = [session.get(Wait, key) or Wait(key=key, failures=0, last_at=now) for key in _keys(name, address)]
        seconds = max(_seconds(row, now) for row in rows)
        before = rows[0].failures
        if seconds <= 0:
            for row in rows:
                row.failures, row.last_at = row.failures + 1, now
                session.add(row)
    if seconds > 0:
        raise TooSoon(seconds)
    return before


def well(desk: Desk, name: str, address: str) -> None:
    """Take in that the try went well: the name is clear, and the address has one try less against it."""
    with noting(desk) as session:
        by_name, by_address = (session.get(Wait, key) for key in _keys(name, address))
        if by_name is not None:
            session.delete(by_name)
        if by_address is not None:
            by_address.failures = max(0, by_address.failures - 1)


def _seconds(row: Wait, now: datetime) -> int:
    over = row.failures - FREE[row.key.partition(":")[0]]
    if over < 0:
        return 0
    wait = min(timedelta(seconds=2 ** min(over, 20)), LONGEST)
    return -int((now - row.last_at - wait).total_seconds() // 1)


def _keys(name: str, address: str) -> tuple[str, str]:
    # Names that nobody has are counted as well: who tries learns nothing of them. A digest, for they may be anything.
    return f"name:{digest_of(folded(name))}", f"address:{_network(address)}"


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, _NETWORK), strict=False))
    return str(found)


def _in_words(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} second{'s' * (seconds != 1)}"
    minutes = -(-seconds // 60)
    return f"{minutes} minute{'s' * (minutes != 1)}"
