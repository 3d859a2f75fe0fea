"""One question to a server and its answer, byte for byte as both went over the line."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import h11
import httpcore
import httpx

from claimtrack.clock import Clock
from claimtrack.errors import InvalidInput
from claimtrack.reading.formats.http_answers import typed
from claimtrack.reading.guard import GuardedBackend, checked, time_left
from claimtrack.reading.transfer import unpacked

_AT_ONCE = 65_536
_LONGEST_HEAD = 102_400
"""Bytes of the fields of an answer, as every client here takes them."""
_PORTS = {"http": 80, "https": 443}
_MOVED = frozenset({301, 302, 303, 307, 308})


class NotHad(InvalidInput):
    """What is at an address did not come, or not in full; ``why`` goes on from the address."""

    def __init__(self, url: str, why: str) -> None:
        super().__init__(f"{url} {why}")
        self.url = url
        self.why = why


@dataclass(frozen=True, slots=True)
class Secured:
    """How a connection was encrypted, and the certificates the server showed, its own first, as PEM.

    ``trusted`` says that the chain was followed up to an authority that this machine trusts, and belongs to the name
    asked for.
    """

    version: str
    cipher: str
    chain: tuple[str, ...]
    trusted: bool = True


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was asked and what came. ``request`` and ``answer`` are as they went over the line, ``body`` begins there.

    ``content`` is the body without the lengths of its chunks, compressed as it came. ``surplus`` counts bytes that the
    server sent beyond what it had announced; they are no part of the answer. ``peer`` is the address connected to.
    """

    url: str
    at: datetime
    request: bytes
    answer: bytes
    body: int
    content: bytes
    status: int
    reason: str
    fields: tuple[tuple[str, str], ...]
    peer: str
    port: int
    secured: Secured | None
    surplus: int = 0

    def field(self, name: str) -> str:
        """Return a field of the answer by its name in small letters, empty where there is none."""
        return next((value for key, value in self.fields if key == name), "")

    @property
    def leads_to(self) -> str | None:
        """The address to which the answer leads, None where it leads nowhere."""
        to = self.field("location")
        if self.status not in _MOVED or not to:
            return None
        try:
            return str(httpx.URL(self.url).join(to))
        except httpx.InvalidURL:
            return to  # to be refused as what it is

    @property
    def media_type(self) -> str:
        """What the server says the body is, in small letters; empty where it says nothing."""
        return typed(self.field("content-type"))[0]

    @property
    def charset(self) -> str | None:
        """What the server says that the body is written in."""
        return typed(self.field("content-type"))[1]

    def read(self, most: int) -> bytes:
        """Return the body decompressed; raises InvalidInput for more than ``most`` bytes, and as ``unpacked``."""
        data = bytearray()
        for piece in unpacked([self.content], self.field("content-encoding"), most=most + 1, url=self.url):
            data += piece
            if len(data) > most:
                raise NotHad(self.url, f"is larger than {most:,} bytes")
        return bytes(data)


@dataclass(frozen=True, slots=True)
class Asking:
    """How it is asked: which certificates are trusted, whether inside addresses are, and what is said of who asks."""

    trust: ssl.SSLContext
    clock: Clock
    agent: str
    allow_private: bool = False


def ask(url: str, asking: Asking, *, deadline: float, most: int, fields: tuple[tuple[str, str], ...] = ()) -> Exchange:
    """Ask for what is at an address, within ``deadline`` (of the monotonic clock) and ``most`` bytes.

    Raises InvalidInput for an address that may not be asked, NotHad where no answer came, or not in full.
    """
    at = asking.clock()
    with _told(url), _connected(address := checked(url), asking, deadline) as stream:
        line = h11.Connection(h11.CLIENT, max_incomplete_event_size=_LONGEST_HEAD)
        request = _request(line, address, asking.agent, fields)
        stream.write(request)
        heard = _heard(line, stream, url, most)
        host, port = _peer(stream)
        return Exchange(
            url=str(address),
            at=at,
            request=request,
            answer=heard.answer,
            body=heard.body,
            content=heard.content,
            status=heard.head.status_code,
            reason=bytes(heard.head.reason).decode("latin-1"),
            fields=tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in heard.head.headers),
            peer=host,
            port=port,
            secured=_secured(stream),
            surplus=heard.surplus,
        )


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Say of what went wrong on the line at which address that was."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise NotHad(url, "did not answer in full within the time that it was given") from error
    except (httpcore.NetworkError, h11.ProtocolError, httpx.InvalidURL, UnicodeError, OSError) as error:
        raise NotHad(url, f"cannot be fetched: {str(error) or type(error).__name__}") from error


@contextmanager
def _connected(address: httpx.URL, asking: Asking, deadline: float) -> Iterator[httpcore.NetworkStream]:
    backend = GuardedBackend(allow_private=asking.allow_private, deadline=deadline)
    host = address.raw_host.decode("ascii")
    stream = backend.connect_tcp(host, address.port or _PORTS[address.scheme], time_left(deadline, None))
    try:
        if address.scheme == "https":
            stream = stream.start_tls(asking.trust, server_hostname=host)
        yield stream
    finally:
        with suppress(OSError, httpcore.NetworkError):
            stream.close()


def _request(line: h11.Connection, address: httpx.URL, agent: str, fields: tuple[tuple[str, str], ...]) -> bytes:
    head = (
        ("Host", address.netloc.decode("ascii")),
        ("User-Agent", agent),
        ("Accept", "text/html, text/plain, application/pdf, */*;q=0.5"),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
        *fields,
    )
    asked = line.send(h11.Request(method="GET", target=address.raw_path, headers=list(head)))
    return (asked or b"") + (line.send(h11.EndOfMessage()) or b"")


@dataclass(frozen=True, slots=True)
class _Heard:
    head: h11.Response
    answer: bytes
    body: int
    content: bytes
    surplus: int


def _heard(line: h11.Connection, stream: httpcore.NetworkStream, url: str, most: int) -> _Heard:
    """Hear the answer to its end. What came is kept beside what it means; ``trailing_data`` is what is not read yet."""
    came, content = bytearray(), bytearray()
    begins = body = 0
    head: h11.Response | None = None
    while True:
        event = line.next_event()
        if event is h11.NEED_DATA:
            data = stream.read(_AT_ONCE)
            came += data
            if len(came) - body > most + _AT_ONCE:
                raise NotHad(url, f"is larger than {most:,} bytes")
            line.receive_data(data)
            continue
        at = len(came) - len(line.trailing_data[0])
        if isinstance(event, h11.InformationalResponse):
            begins = at
        elif isinstance(event, h11.Response):
            head, body = event, at
        elif isinstance(event, h11.Data):
            content += event.data
            if len(content) > most:
                raise NotHad(url, f"is larger than {most:,} bytes")
        elif isinstance(event, h11.EndOfMessage) and head is not None:
            return _Heard(head, bytes(came[begins:at]), body - begins, bytes(content), len(came) - at)
        else:
            raise NotHad(url, "cannot be fetched: the server closed the connection without an answer")


def _peer(stream: httpcore.NetworkStream) -> tuple[str, int]:
    address = stream.get_extra_info("server_addr")
    return (str(address[0]), int(address[1])) if address else ("", 0)


def _secured(stream: httpcore.NetworkStream) -> Secured | None:
    """Return how a connection is encrypted; None where it is not."""
    line = stream.get_extra_info("ssl_object")
    if line is None:
        return None
    cipher = line.cipher()
    return Secured(line.version() or "", cipher[0] if cipher else "", tuple(_chain(line)))


def _chain(line: Any) -> Iterator[str]:
    """Yield the certificates of a connection as PEM, the server's own first.

    Python has had a public name for the whole chain since 3.13 only, where it gives DER; what it goes by before is the
    same on 3.11 and 3.12. Where there is neither, the server's own is all there is.
    """
    for of in (line, getattr(line, "_sslobj", None)):
        chain = getattr(of, "get_verified_chain", lambda: None)()
        if chain:
            yield from (_pem(one) for one in chain)
            return
    own = line.getpeercert(binary_form=True)
    if own:
        yield _pem(own)


def _pem(certificate: Any) -> str:
    der = certificate if isinstance(certificate, bytes) else certificate.public_bytes(_DER)
    return ssl.DER_cert_to_PEM_cert(der)


_DER = 2
"""What OpenSSL's wrapper in Python calls DER (``_ssl.ENCODING_DER``)."""
