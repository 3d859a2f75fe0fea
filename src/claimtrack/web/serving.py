"""Listen on this machine's own address until somebody stops it."""

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn
from anyio.to_thread import current_default_thread_limiter

from claimtrack.errors import InvalidInput, UsageError
from claimtrack.services.desk import Desk
from claimtrack.services.door import accounts, passphrases
from claimtrack.web.door import Door
from claimtrack.web.login.door import BACK, LoginDoor, origin_of
from claimtrack.web.messenger import messenger
from claimtrack.web.site import application

if TYPE_CHECKING:
    from claimtrack.services.door.openid import Provider

ADDRESS = "127.0.0.1"
BEHIND_A_PROXY = 75
"""Seconds for which a connection on which nothing is asked stays open: longer than proxies keep theirs (nginx: 60).

The other way round, a proxy would send what somebody typed into a connection that is being closed, and tell them 502.
"""


@dataclass(frozen=True, slots=True)
class ByProvider:
    """A provider by which people may log in: its address, and what it calls this desk, with the secret if it has one.

    Raises UsageError for an address whose answers others could write, and where what speaks to it is not installed.
    """

    issuer: str
    client: str
    secret: str | None = field(repr=False)

    def __post_init__(self) -> None:
        """Look at the address before anything listens."""
        try:
            from claimtrack.services.door.openid import issuer_of
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in {"authlib", "httpx2", "joserfc"}:
                raise
            raise UsageError(
                "logging in by a provider needs more than is installed; install it with: "
                "pip install 'claimtrack[web,openid]'"
            ) from error
        issuer_of(self.issuer)

    def known_to(self, desk: Desk, origin: str) -> "Provider":
        """Return the provider as a desk at this origin asks it."""
        from claimtrack.services.door.openid import Client, Provider

        return Provider(Client(self.issuer, self.client, self.secret, origin + BACK), desk.clock)


def serve(desk: Desk, *, port: int, ready: Callable[[str], None]) -> None:
    """Show a desk at a port of 127.0.0.1, any free one for 0, until it is interrupted.

    ``ready`` is told the link that lets one browser in. Raises InvalidInput for a port that cannot be had.
    """
    listening = _bound(port)
    with listening:
        desk = replace(desk, database=desk.database.kept_open())
        door = Door(listening.getsockname()[1])
        app = application(desk, door)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=5)
        ready(door.address)
        with suppress(KeyboardInterrupt):  # how it is stopped
            _Server(config, app.state.room.close).run(sockets=[listening])
        desk.database.dispose()


AT_WORK = 10
"""Pages and decisions that are worked on at a time; others wait for their turn.

Working on one takes the interpreter, which one thread has at a time: with forty of them, the one that speaks to
browsers would come to it every fortieth time, and nobody would be done sooner.
"""


class _Server(uvicorn.Server):
    """A server that lets the pages go that wait for news, when it is told to stop: else it would wait for them."""

    def __init__(self, config: uvicorn.Config, closing: Callable[[], None]) -> None:
        super().__init__(config)
        self._closing = closing

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        current_default_thread_limiter().total_tokens = AT_WORK
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._closing()
        super().handle_exit(sig, frame)


def serve_people(
    desk: Desk,
    *,
    port: int,
    address: str | None,
    ready: Callable[[str, int], None],
    provider: "ByProvider | None" = None,
) -> None:
    """Show a desk to people who log in, at a port of 127.0.0.1, until it is interrupted.

    ``address`` is how they reach it, through a proxy; ``ready`` is told it and how many may log in, which some may by a
    ``provider``. Raises InvalidInput for a port that cannot be had, UsageError for an address by which passphrases
    could be read on the way.
    """
    origin = origin_of(address) if address is not None else None
    may_log_in = passphrases.how_many(desk) + (accounts.how_many(desk, provider.issuer) if provider is not None else 0)
    listening = _bound(port)
    with listening:
        desk = replace(desk, database=desk.database.kept_open())
        reached = origin or f"http://{ADDRESS}:{listening.getsockname()[1]}"
        door = LoginDoor(desk, reached, provider.known_to(desk, reached) if provider is not None else None)
        app = application(replace(desk, reviewer=""), door)  # acts as nobody, but where somebody logged in
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_keep_alive=BEHIND_A_PROXY,
            # Who asks is whom the proxy names; without one, whoever connects could name anybody.
            proxy_headers=door.is_encrypted,
            forwarded_allow_ips=ADDRESS,
        )
        ready(door.origin, may_log_in)
        with messenger(desk), suppress(KeyboardInterrupt):  # how it is stopped
            _Server(config, app.state.room.close).run(sockets=[listening])
        desk.database.dispose()


def _bound(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((ADDRESS, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise InvalidInput(f"port {port} is not free: {error.strerror}; name another one, or 0 for any") from error
    return listening
