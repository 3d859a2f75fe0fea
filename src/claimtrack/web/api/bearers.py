"""Whom a program acts for: the token that it shows, what that may do, and how often it may ask."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from claimtrack.services.desk import Desk, as_person
from claimtrack.services.door import tokens
from claimtrack.services.door.tokens import PREFIX, Bearer
from claimtrack.vocabulary import Scope
from claimtrack.web.api.problems import Refused

_LONGEST = 200
_MOST = 10_000


@dataclass(slots=True)
class Pace:
    """How often one token may ask: ``most`` at once, and ``a_second`` after that."""

    most: float = 120
    a_second: float = 20
    clock: Callable[[], float] = time.monotonic
    _left: dict[int, tuple[float, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, token: int) -> None:
        """Take one request; raises Refused, saying how long to wait, for one too many."""
        now = self.clock()
        with self._lock:
            if len(self._left) > _MOST:
                self._left.clear()
            left, before = self._left.get(token, (self.most, now))
            left = min(self.most, left + (now - before) * self.a_second)
            self._left[token] = (left - 1 if left >= 1 else left, now)
        if left < 1:
            seconds = max(1, round((1 - left) / self.a_second + 0.5))
            raise Refused(
                429,
                "too-many-requests",
                "Too many requests",
                f"this token asks too often; wait {seconds} s",
                {"retry-after": str(seconds)},
            )


async def admitted(request: Request, desk: Desk, pace: Pace, scope: Scope) -> tuple[Desk, Bearer]:
    """Return the desk as the person for whom the program acts; raises Refused for one that may not ask this."""
    word, _, secret = request.headers.get("authorization", "").partition(" ")
    secret = secret.strip()
    known = word.lower() == "bearer" and secret.startswith(PREFIX) and len(secret) < _LONGEST and secret.isascii()
    bearer = await run_in_threadpool(tokens.look, desk, secret) if known else None
    if bearer is None:
        raise Refused(
            401,
            "no-token",
            "Show a token",
            "show a token that is neither revoked nor over, as `Authorization: Bearer ...`; "
            "`claimtrack reviewer token FOR` makes one",
            {"www-authenticate": 'Bearer realm="claimtrack"'},
        )
    pace.take(bearer.token)
    if scope.value not in bearer.scopes:
        raise Refused(
            403,
            "scope",
            "The token may not do that",
            f"this token may {', '.join(sorted(bearer.scopes))} and not {scope.value}",
            {"www-authenticate": f'Bearer realm="claimtrack", error="insufficient_scope", scope="{scope.value}"'},
        )
    return as_person(desk, bearer.name), bearer
