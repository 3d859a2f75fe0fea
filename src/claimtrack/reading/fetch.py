"""Fetch a web page without being led astray: bounded in time and size, and never to an inside address."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore
import httpx

from claimtrack import __version__
from claimtrack.config import MAX_SIZE
from claimtrack.errors import InvalidInput
from claimtrack.reading.guard import GuardedBackend, checked
from claimtrack.reading.transfer import unpacked
from claimtrack.remedies import Blank, Field, Words

SECONDS = 20.0
REDIRECTS = 5


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
    backend = GuardedBackend(allow_private=allow_private, deadline=deadline)
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
            return _followed(client, checked(url), redirects=redirects, max_size=max_size)
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
    backend = GuardedBackend(allow_private=allow_private, deadline=deadline, inside=inside)
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
            request = client.build_request("GET", checked(str(response.next_request.url)))
        finally:
            response.close()
    raise InvalidInput(f"{url} redirects more than {redirects} times; give the address it leads to")


def _body(response: httpx.Response, max_size: int) -> Fetched:
    url = str(response.url)
    if not response.is_success:
        raise InvalidInput(f"{url} answers {response.status_code} {response.reason_phrase}; nothing was ingested")
    data = bytearray()
    encoding = response.headers.get("content-encoding", "identity")
    for chunk in unpacked(response.iter_raw(), encoding, most=max_size + 1, url=url):
        data += chunk
        if len(data) > max_size:
            raise InvalidInput(
                f"{url} is larger than {max_size:,} bytes; " + Field("max_size", Blank.BYTES) + " takes more"
            )
    if not data:
        raise InvalidInput(f"{url} answers with nothing; open it in a browser, save the page and ingest the file")
    media_type = response.headers.get("content-type", "").partition(";")[0].strip() or None
    return Fetched(url, bytes(data), media_type, response.charset_encoding)


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
