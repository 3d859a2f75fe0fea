"""Fetch a web page without being led astray: bounded in time and size, and never to an inside address."""

import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from claimtrack import __version__
from claimtrack.config import MAX_SIZE
from claimtrack.errors import InvalidInput
from claimtrack.remedies import Blank, Field, Message, Words

SECONDS = 20.0
REDIRECTS = 5
_SCHEMES = frozenset({"http", "https"})
_ZLIB_WINDOW = {"gzip": 31, "x-gzip": 31, "deflate": 15}
"""How zlib is told which kind of compression it undoes."""
# Public by their registration, and yet inside: Oracle's and Azure's metadata, the 6to4 relays, documentation.
_INSIDE = tuple(
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "168.63.129.16/32", "192.88.99.0/24", "fec0::/10", "3fff::/20")
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the address after all redirects, the decoded body, and the charset it declared."""

    url: str
    data: bytes
    media_type: str | None
    charset: str | None


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    max_size: int = MAX_SIZE,
    seconds: float = SECONDS,
    redirects: int = REDIRECTS,
) -> Fetched:
    """Fetch one page, all in all within ``seconds``.

    The address is checked that is connected to, not the name alone, and anew at each redirect. Proxies that the
    environment names are not used: they would connect in our place, unchecked. Raises InvalidInput with what went
    wrong.
    """
    deadline = time.monotonic() + seconds
    backend = _GuardedBackend(allow_private=allow_private, deadline=deadline)
    headers = {
        "User-Agent": f"claimtrack/{__version__}",
        "Accept": "text/html, text/plain, application/pdf, */*;q=0.5",
        "Accept-Encoding": "gzip",
    }
    try:
        with (
            _GuardedTransport(backend) as transport,
            httpx.Client(transport=transport, headers=headers, timeout=seconds, trust_env=False) as client,
        ):
            return _followed(client, _checked(url), redirects=redirects, max_size=max_size)
    except httpx.TimeoutException as error:
        raise InvalidInput(
            f"{url} did not answer in full within {seconds:g} seconds; save the page and ingest the file"
        ) from error
    # A host name that is no name in any script is refused by the library for those, in its own way.
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
        raise InvalidInput(
            f"{url} cannot be fetched: {str(error) or type(error).__name__}; save the page and ingest the file"
        ) from error


@contextmanager
def guarded_client(*, deadline: float, seconds: float, allow_private: bool, inside: Words) -> Iterator[httpx.Client]:
    """Open a client that connects as ``fetch`` does and follows nothing; ``deadline`` is one of the monotonic clock.

    ``inside`` says what to do about an address inside this network.
    """
    backend = _GuardedBackend(allow_private=allow_private, deadline=deadline, inside=inside)
    with (
        _GuardedTransport(backend) as transport,
        httpx.Client(transport=transport, timeout=seconds, trust_env=False, follow_redirects=False) as client,
    ):
        yield client


def _followed(client: httpx.Client, url: httpx.URL, *, redirects: int, max_size: int) -> Fetched:
    request = client.build_request("GET", url)
    for _ in range(redirects + 1):
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            if response.next_request is None:
                return _body(response, max_size)
            request = client.build_request("GET", _checked(str(response.next_request.url)))
        finally:
            response.close()
    raise InvalidInput(f"{url} redirects more than {redirects} times; give the address it leads to")


def _body(response: httpx.Response, max_size: int) -> Fetched:
    url = str(response.url)
    if not response.is_success:
        raise InvalidInput(f"{url} answers {response.status_code} {response.reason_phrase}; nothing was ingested")
    data = bytearray()
    for chunk in _unpacked(response, max_size + 1):
        data += chunk
        if len(data) > max_size:
            raise InvalidInput(
                f"{url} is larger than {max_size:,} bytes; " + Field("max_size", Blank.BYTES) + " takes more"
            )
    if not data:
        raise InvalidInput(f"{url} answers with nothing; open it in a browser, save the page and ingest the file")
    media_type = response.headers.get("content-type", "").partition(";")[0].strip() or None
    return Fetched(url, bytes(data), media_type, response.charset_encoding)


def _unpacked(response: httpx.Response, most: int) -> Iterator[bytes]:
    """Yield the body, decompressed in steps of at most ``most`` bytes, so that a bomb goes off on the first one.

    httpx would decompress each piece that arrives as a whole, and as often as the server says it is compressed.
    """
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in {"identity", ""}:
        yield from response.iter_raw()
        return
    if encoding not in _ZLIB_WINDOW:
        raise InvalidInput(f"{response.url} is compressed as {encoding}, which was not asked for; save the page")
    window = _ZLIB_WINDOW[encoding]
    unpack = zlib.decompressobj(window)
    try:
        for piece in response.iter_raw():
            left = piece
            while left:
                # What was compressed in several parts is one after the other.
                unpack = zlib.decompressobj(window) if unpack.eof else unpack
                yield unpack.decompress(left, most)
                left = unpack.unconsumed_tail or unpack.unused_data
    except zlib.error as error:
        raise InvalidInput(f"{response.url} is not compressed as it says: {error}; save the page") from error
    if not unpack.eof:
        raise InvalidInput(f"{response.url} broke off before its end; try again")


def _checked(url: str) -> httpx.URL:
    parsed = httpx.URL(url)
    if parsed.userinfo:
        raise InvalidInput(
            f"the address of {parsed.host} holds a user name; leave it out, it would end up in the record"
        )
    if parsed.scheme not in _SCHEMES or not parsed.host:
        raise InvalidInput(f"{url} is no web address; only http and https are fetched")
    return parsed


class _GuardedBackend(httpcore.NetworkBackend):
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
                share = _left(self._deadline, timeout) / (len(addresses) - place)
                return self._connected(address, port, share, local_address, socket_options)
        return self._connected(addresses[-1], port, _left(self._deadline, timeout), local_address, socket_options)

    def _connected(
        self, address: str, port: int, seconds: float, local_address: str | None, options: Iterable[Any] | None
    ) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(address, port, seconds, local_address, options)
        return _BoundedStream(stream, self._deadline)

    def _addresses(self, host: str, port: int) -> list[str]:
        found = _looked_up(host, port, seconds=_left(self._deadline, None))
        allowed = [address for address in found if self._allow_private or _is_public(address)]
        if not allowed:
            raise InvalidInput(
                Message((f"{host} leads to {found[0]}, an address inside this network; ",)) + self._inside
            )
        return allowed


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
        raise InvalidInput(f"no host is called {host}; check the address, or that there is a network") from errors[0]
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
        return self._inner.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write within the time that is left."""
        self._inner.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on encrypted; the certificate is checked against the name, not the address."""
        inner = self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _BoundedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows of itself."""
        return self._inner.get_extra_info(info)


class _GuardedTransport(httpx.BaseTransport):
    """httpx over a pool whose connections the guarded backend makes."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        with _httpx_errors():
            response = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response), extensions=response.extensions
        )

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        with _httpx_errors():
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


@contextmanager
def _httpx_errors() -> Iterator[None]:
    """Give the pool's errors the names that httpx has for them."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.ReadTimeout(str(error)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise httpx.TransportError(str(error)) from error


def _left(deadline: float, timeout: float | None) -> float:
    """Return the time that is left; raises ReadTimeout when there is none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("time is up")
    return min(left, timeout) if timeout is not None else left


def _is_public(address: str) -> bool:
    """Tell whether an address is out on the internet: not private, loopback, link-local, reserved or shared."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inside = parsed.ipv4_mapped or parsed.sixtofour
        if inside is not None:
            return _is_public(str(inside))
    if any(parsed.version == network.version and parsed in network for network in _INSIDE):
        return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved and not parsed.is_unspecified
