"""Where may be connected to: out on the internet, at an address that was looked up and checked, and for so long."""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import httpcore
import httpx

from claimtrack.errors import InvalidInput
from claimtrack.remedies import Field, Message, Words

_SCHEMES = frozenset({"http", "https"})
# Public by their registration, and yet inside: Oracle's and Azure's metadata, the 6to4 relays, documentation.
_INSIDE = tuple(
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "168.63.129.16/32", "192.88.99.0/24", "fec0::/10", "3fff::/20")
)
# Where clouds tell a machine its own keys: link-local in all of them, and what Azure, Alibaba, Oracle and Amazon have
# besides. Nothing that a desk wants to read is there.
_METADATA = tuple(
    ipaddress.ip_network(network)
    for network in (
        "169.254.0.0/16",
        "fe80::/10",
        "168.63.129.16/32",
        "100.100.100.200/32",
        "192.0.0.192/32",
        "fd00:ec2::254/128",
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def checked(url: str) -> httpx.URL:
    """Return an address that may be asked; raises InvalidInput for none of the web, and for one with a user name."""
    parsed = httpx.URL(url)
    if parsed.userinfo:
        raise InvalidInput(
            f"the address of {parsed.host} holds a user name; leave it out, it would end up in the record"
        )
    if parsed.scheme not in _SCHEMES or not parsed.host:
        raise InvalidInput(f"{url} is no web address; only http and https are fetched")
    return parsed


class GuardedBackend(httpcore.NetworkBackend):
    """Connect to addresses that were looked up and checked here, and to no others."""

    def __init__(self, *, allow_private: bool, deadline: float, inside: Words | None = None) -> None:
        self._allow_private = allow_private
        self._deadline = deadline
        self._inside = inside if inside is not None else "add " + Field("allow_private") + " if you mean it"
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Look the name up once, check what it gives, and connect to just that."""
        addresses = self._addresses(host, port)
        for place, address in enumerate(addresses[:-1]):
            # Many a host has an address that cannot be reached from here, and another that can.
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                share = time_left(self._deadline, timeout) / (len(addresses) - place)
                return self._connected(address, port, share, local_address, socket_options)
        return self._connected(addresses[-1], port, time_left(self._deadline, timeout), local_address, socket_options)

    def _connected(
        self, address: str, port: int, seconds: float, local_address: str | None, options: Iterable[Any] | None
    ) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(address, port, seconds, local_address, options)
        return _BoundedStream(stream, self._deadline)

    def _addresses(self, host: str, port: int) -> list[str]:
        found = _looked_up(host, port, seconds=time_left(self._deadline, None))
        allowed = [address for address in found if self._may_be_asked(address)]
        if not allowed:
            leads = f"{host} leads to {found[0]}, an address inside this network; "
            if is_metadata(found[0]):
                raise InvalidInput(f"{leads}machines are told their own keys there, and nobody may ask it for a page")
            raise InvalidInput(Message((leads,)) + self._inside)
        return allowed

    def _may_be_asked(self, address: str) -> bool:
        return is_public(address) or (self._allow_private and not is_metadata(address))


def _looked_up(host: str, port: int, *, seconds: float) -> list[str]:
    """Look a name up; in a thread, since the system's own look-up knows no time limit."""
    found: list[str] = []
    errors: list[Exception] = []

    def look_up() -> None:
        try:
            entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(entry[4][0]) for entry in entries))
        except (OSError, UnicodeError, OverflowError) as error:
            errors.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors or (not found and not thread.is_alive()):
        raise InvalidInput(
            f"there is no server called {host}; check the address, and that this machine is online"
        ) from errors[0]
    if not found:
        raise httpcore.ConnectTimeout(f"looking up {host} took too long")
    return found


class _BoundedStream(httpcore.NetworkStream):
    """A connection that ends when the time is up, however slowly the other side goes on."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there, within the time that is left."""
        return self._inner.read(max_bytes, time_left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write within the time that is left."""
        self._inner.write(buffer, time_left(self._deadline, timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on encrypted; the certificate is checked against the name, not the address."""
        inner = self._inner.start_tls(ssl_context, server_hostname, time_left(self._deadline, timeout))
        return _BoundedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows of itself."""
        return self._inner.get_extra_info(info)


def time_left(deadline: float, timeout: float | None) -> float:
    """Return the time that is left; raises ReadTimeout when there is none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("time is up")
    return min(left, timeout) if timeout is not None else left


def is_public(address: str) -> bool:
    """Tell whether an address is out on the internet: not private, loopback, link-local, reserved or shared."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inside = parsed.ipv4_mapped or parsed.sixtofour
        if inside is not None:
            return is_public(str(inside))
    if any(parsed.version == network.version and parsed in network for network in _INSIDE):
        return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved and not parsed.is_unspecified


def is_metadata(address: str) -> bool:
    """Tell whether an address is link-local, or one at which a cloud tells its machines their keys."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        through = ipaddress.IPv4Address(int(parsed) & 0xFFFF_FFFF) if parsed in _NAT64 else None
        inside = parsed.ipv4_mapped or parsed.sixtofour or through
        if inside is not None:
            return is_metadata(str(inside))
    return any(parsed.version == network.version and parsed in network for network in _METADATA)
