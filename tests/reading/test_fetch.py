import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpcore
import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from claimtrack.errors import InvalidInput
from claimtrack.reading import guard
from claimtrack.reading.fetch import Fetched, fetch

_PAGE = b"<p>The river rose.</p>"


class _Site(BaseHTTPRequestHandler):
    """A site with a page for each thing that can go wrong."""

    protocol_version = "HTTP/1.1"
    server: ThreadingHTTPServer
    asked: dict[str, str]

    def do_GET(self) -> None:
        """Answer as the path says."""
        _Site.asked = dict(self.headers)
        path = self.path.partition("?")[0]
        page: Callable[[], None] = getattr(self, f"page_{path.strip('/')}", self.page_missing)
        try:
            page()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self, body: bytes = _PAGE, status: int = 200, **headers: str) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in {"content_length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def page_good(self) -> None:
        """Give a page."""
        self.answer(content_type="text/html; charset=windows-1252")

    def page_plain(self) -> None:
        """Give a page of no declared kind."""
        self.answer()

    def page_missing(self) -> None:
        """Give nothing."""
        self.answer(b"gone", 404)

    def page_broken(self) -> None:
        """Fail."""
        self.answer(b"oops", 500)

    def page_empty(self) -> None:
        """Give a page of no bytes."""
        self.answer(b"")

    def page_moved(self) -> None:
        """Lead to the good page, by a path alone."""
        self.answer(b"", 302, location="/good")

    def page_to_keys(self) -> None:
        """Lead to where clouds tell machines their keys."""
        self.answer(b"", 302, location="http://169.254.169.254/latest/meta-data/")

    def page_loop(self) -> None:
        """Lead to itself."""
        self.answer(b"", 302, location="/loop")

    def page_to_file(self) -> None:
        """Lead to a file."""
        self.answer(b"", 302, location="file:///etc/hostname")

    def page_to_name(self) -> None:
        """Lead to the same site by another name."""
        self.answer(b"", 302, location=f"http://localhost:{self.server.server_port}/good")

    def page_to_user(self) -> None:
        """Lead to an address with a password."""
        self.answer(b"", 302, location=f"http://me:secret@127.0.0.1:{self.server.server_port}/good")

    def page_zipped(self) -> None:
        """Give a compressed page."""
        self.answer(gzip.compress(_PAGE), content_encoding="gzip")

    def page_zipped_twice(self) -> None:
        """Give a page compressed in two parts, one after the other."""
        self.answer(gzip.compress(_PAGE) + gzip.compress(_PAGE), content_encoding="gzip")

    def page_deflated(self) -> None:
        """Give a page compressed otherwise."""
        self.answer(zlib.compress(_PAGE), content_encoding="deflate")

    def page_bomb(self) -> None:
        """Give a little that becomes 200 MB."""
        packer = zlib.compressobj(9, wbits=31)
        body = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
        self.answer(body, content_encoding="gzip")

    def page_bomb_in_bomb(self) -> None:
        """Say that it is compressed more than once."""
        self.answer(gzip.compress(gzip.compress(bytes(1_000_000))), content_encoding="gzip, gzip")

    def page_not_zipped(self) -> None:
        """Say that it is compressed when it is not."""
        self.answer(content_encoding="gzip")

    def page_cut_zip(self) -> None:
        """Break off in the middle of what is compressed."""
        self.answer(gzip.compress(_PAGE)[:-12], content_encoding="gzip")

    def page_brotli(self) -> None:
        """Compress as nobody asked."""
        self.answer(content_encoding="br")

    def page_short(self) -> None:
        """Give less than was said."""
        self.answer(content_length="9999")
        self.close_connection = True

    def page_endless(self) -> None:
        """Never end."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while True:
            self.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")

    def page_drip(self) -> None:
        """Never end, a byte at a time."""
        self.answer(b"", content_length="1000000")
        while True:
            self.wfile.write(b"x")
            time.sleep(0.05)

    def page_silent(self) -> None:
        """Never answer within a test's patience."""
        time.sleep(1.5)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that hangs up or speaks TLS."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Give the address of a site on this machine."""
    server = _Server(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_with_what_it_says_of_itself(site: str) -> None:
    assert fetch(f"{site}/good", allow_private=True) == Fetched(f"{site}/good", _PAGE, "text/html", "windows-1252")
    assert fetch(f"{site}/plain?a=b", allow_private=True) == Fetched(f"{site}/plain?a=b", _PAGE, None, None)
    assert _Site.asked["User-Agent"].startswith("claimtrack/")


def test_redirects_are_followed_and_the_last_address_told(site: str) -> None:
    assert fetch(f"{site}/moved", allow_private=True).url == f"{site}/good"


@pytest.mark.parametrize(("page", "times"), [("zipped", 1), ("zipped_twice", 2), ("deflated", 1)])
def test_what_is_compressed_is_decompressed(site: str, page: str, times: int) -> None:
    assert fetch(f"{site}/{page}", allow_private=True).data == _PAGE * times


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("nowhere", "answers 404 Not Found; nothing was ingested"),
        ("broken", "answers 500"),
        ("empty", "answers with nothing"),
        ("loop", "redirects more than 5 times"),
        ("to_file", "only http and https are fetched"),
        ("to_user", "holds a user name"),
        ("bomb", "larger than 20,000,000 bytes"),
        ("bomb_in_bomb", "compressed as gzip, gzip"),
        ("not_zipped", "not compressed as it says"),
        ("cut_zip", "broke off before its end"),
        ("brotli", "compressed as br"),
        ("short", "cannot be fetched"),
        ("endless", "larger than 20,000,000 bytes; --max-size"),
    ],
)
def test_what_goes_wrong_is_told(site: str, page: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        fetch(f"{site}/{page}", allow_private=True)
    assert message in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("page", ["drip", "silent"])
def test_the_time_is_limited_in_all(site: str, page: str) -> None:
    with pytest.raises(InvalidInput, match=r"did not answer in full within 0\.4 seconds"):
        fetch(f"{site}/{page}", allow_private=True, seconds=0.4)


def test_the_time_of_looking_up_a_name_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: object, **__: object) -> list[object]:
        time.sleep(1)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(InvalidInput, match="did not answer in full"):
        fetch("http://slow.example/", seconds=0.2)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://hollin.example/a", "only http and https are fetched"),
        ("file:///etc/hostname", "only http and https are fetched"),
        ("http://", "is no web address"),
        ("http://me:secret@hollin.example/", "hollin.example holds a user name"),
        ("ftp://me:secret@hollin.example/", "hollin.example holds a user name"),
        ("http://hollin.invalid/", "there is no server called hollin.invalid"),
        ("http://[::1", "cannot be fetched"),
        ("http://a b/", "there is no server called"),
        ("http://" + "a" * 300 + ".example/", "there is no server called"),
    ],
)
def test_what_is_no_address_is_refused(url: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        fetch(url, seconds=5)
    assert message in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_closed_port_is_told() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
    with pytest.raises(InvalidInput, match="cannot be fetched"):
        fetch(f"http://127.0.0.1:{port}/", allow_private=True)


def test_a_failing_certificate_is_told(site: str) -> None:
    with pytest.raises(InvalidInput, match="cannot be fetched"):
        fetch(site.replace("http:", "https:"), allow_private=True)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a key and a certificate for outside.example, signed by itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "outside.example")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("outside.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    file = tmp_path_factory.mktemp("certificate") / "both.pem"
    file.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def secure_site(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Give the port of a site that speaks TLS as outside.example, whose certificate is trusted."""
    trusting = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(httpx, "create_ssl_context", lambda: trusting)
    server = _Server(("127.0.0.1", 0), _Site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_certificate_is_checked_against_the_name_though_an_address_is_connected_to(
    secure_site: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _resolving(monkeypatch, {"outside.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]]})
    assert fetch(f"https://outside.example:{secure_site}/good", allow_private=True).data == _PAGE
    with pytest.raises(InvalidInput, match=r"cannot be fetched: .*certificate"):
        fetch(f"https://other.example:{secure_site}/good", allow_private=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_an_inside_address_is_refused_however_it_is_written(site: str, host: str) -> None:
    with pytest.raises(InvalidInput, match="--allow-private if you mean it"):
        fetch(f"{site.replace('127.0.0.1', host)}/good")


_SEEMS_PUBLIC = "93.184.215.14"


def _resolving(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[list[str]]]) -> None:
    """Answer look-ups from a table: each name's answers in turn, the last one for good."""
    true = socket.getaddrinfo

    def look_up(host: str, port: int, *rest: int, **named: int) -> list[tuple[object, ...]]:
        if host not in names:
            return list(true(host, port, *rest, **named))
        addresses = names[host].pop(0) if len(names[host]) > 1 else names[host][0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_a_name_that_leads_inside_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _resolving(monkeypatch, {"outside.example": [["127.0.0.1"]]})
    with pytest.raises(InvalidInput, match=r"outside\.example leads to 127\.0\.0\.1, an address inside"):
        fetch(f"{site.replace('127.0.0.1', 'outside.example')}/good")


def test_the_address_that_was_checked_is_the_one_connected_to(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when it is checked and inside at the next look-up is looked up once only."""
    _resolving(monkeypatch, {"turning.example": [[_SEEMS_PUBLIC], ["127.0.0.1"]]})
    connected: list[str] = []

    def connect(_: object, host: str, *__: object, **___: object) -> None:
        connected.append(host)
        raise httpcore.ConnectError("unreachable")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(InvalidInput, match="cannot be fetched"):
        fetch(f"{site.replace('127.0.0.1', 'turning.example')}/good")
    assert connected == [_SEEMS_PUBLIC]


def test_a_redirect_inward_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first address passes the check, the one it redirects to does not."""
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    _resolving(monkeypatch, {"localhost": [["127.0.0.2"]]})
    with pytest.raises(InvalidInput, match=r"localhost leads to 127\.0\.0\.2"):
        fetch(f"{site}/to_name")


def test_the_next_address_is_tried_when_one_cannot_be_reached(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _resolving(monkeypatch, {"many.example": [["127.0.0.9", "127.0.0.1"]]})
    address = f"{site.replace('127.0.0.1', 'many.example')}/good"
    assert fetch(address, allow_private=True).data == _PAGE


def test_a_proxy_in_the_environment_is_not_used(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert fetch(f"{site}/good", allow_private=True).data == _PAGE


_INSIDE = (
    "0.0.0.0 10.1.1.1 100.64.0.1 100.100.100.200 127.0.0.1 168.63.129.16 169.254.169.254 172.16.0.1 192.0.0.8 "
    "192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 "
    "255.255.255.255 :: ::1 ::7f00:1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001:0:4136::1 2001:db8::1 "
    "2002:7f00:1:: 2002:a9fe:a9fe:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1"
)


@pytest.mark.parametrize("address", _INSIDE.split())
def test_addresses_inside_are_known(address: str) -> None:
    assert not guard.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", _SEEMS_PUBLIC, "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_outside_are_known(address: str) -> None:
    assert guard.is_public(address)


_METADATA = (
    "169.254.169.254 169.254.170.2 168.63.129.16 100.100.100.200 192.0.0.192 fd00:ec2::254 fe80::1 fe80::1%eth0 "
    "::ffff:169.254.169.254 2002:a9fe:a9fe:: 64:ff9b::a9fe:a9fe"
)


@pytest.mark.parametrize("address", _METADATA.split())
def test_where_machines_are_told_their_keys_nobody_asks_whatever_was_allowed(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _resolving(monkeypatch, {"keys.example": [[address]]})
    with pytest.raises(InvalidInput, match="told their own keys there"):
        fetch("http://keys.example/latest/meta-data/", allow_private=True)


@pytest.mark.parametrize("address", ["10.1.1.1", "192.168.1.1", "fd00::1", "::ffff:10.0.0.1", "100.100.100.201"])
def test_other_addresses_inside_are_none_of_them(address: str) -> None:
    assert not guard.is_metadata(address)


def test_a_page_that_was_allowed_leads_nobody_there(site: str) -> None:
    with pytest.raises(InvalidInput, match=r"169\.254\.169\.254 leads to 169\.254\.169\.254, .* told their own keys"):
        fetch(f"{site}/to_keys", allow_private=True)
