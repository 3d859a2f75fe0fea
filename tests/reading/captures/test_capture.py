"""A page is captured with what it shows, and what goes wrong with it is refused or told."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.fake_clock import FakeClock
from tests.reading.captures.site import PAGE, PDF, PICTURE, served

from claimtrack.errors import InvalidInput
from claimtrack.reading import guard
from claimtrack.reading.captures.capture import Budget, Capture, capture


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Give the address of the site."""
    with served() as port:
        yield f"http://127.0.0.1:{port}"


def _captured(url: str, budget: Budget | None = None) -> Capture:
    return capture(url, clock=FakeClock(), allow_private=True, budget=budget)


def _told(made: Capture) -> dict[str, str | None]:
    """Return what became of each resource by the end of its address: None for one that came as it should."""
    kept = {one.link.url.rpartition("/")[2]: one.fault for one in made.kept}
    return {**kept, **{one.link.url.rpartition("/")[2]: one.why for one in made.missed}}


def test_a_page_is_captured_with_the_way_to_it_and_what_it_shows(site: str) -> None:
    made = _captured(f"{site}/start")
    assert [(one.url, one.status) for one in made.way] == [(f"{site}/start", 302), (f"{site}/flood", 200)]
    assert made.page.read(10_000) == PAGE
    assert (made.page.peer, made.page.secured, made.page.surplus) == ("127.0.0.1", None, 0)
    assert _told(made) == {
        "look.css": None,
        "more.css": None,
        "river.png": None,
        "large.png": None,
        "gone.png": "answers 404 Not Found",
        "page_for_picture": "is a page of HTML, and no picture",
        "letters.woff2?v=2": None,
        "script.js": None,
    }
    assert made.beyond == (("frames", 1),)


def test_what_went_over_the_line_is_kept_byte_for_byte(site: str) -> None:
    page = _captured(f"{site}/start").page
    assert page.request.startswith(b"GET /flood HTTP/1.1\r\nHost: 127.0.0.1")
    assert b"\r\nCookie: seen=1\r\n" in page.request
    head, body = page.answer[: page.body], page.answer[page.body :]
    assert head.startswith(b"HTTP/1.1 200 OK\r\nServer: ")
    assert b"\r\ncontent-encoding: gzip\r\n" in head.lower()
    assert body.startswith(b"64\r\n\x1f\x8b")
    assert body.endswith(b"\r\n0\r\n\r\n")


@pytest.mark.parametrize("page", ["early", "until-it-closes", "plainly"])
def test_a_page_comes_in_every_way_that_servers_have(site: str, page: str) -> None:
    made = _captured(f"{site}/{page}").page
    assert made.answer.startswith(b"HTTP/1.")
    assert b"103 Early" not in made.answer
    assert made.answer[made.body :] == PAGE == made.read(10_000)


def test_more_than_was_announced_is_no_part_of_the_answer(site: str) -> None:
    made = _captured(f"{site}/long").page
    assert made.answer[made.body :] == PAGE
    assert made.surplus == len(b"<p>And more.</p>")


@pytest.mark.parametrize(("page", "body"), [("pdf", PDF), ("river.png", PICTURE)])
def test_what_is_no_page_of_html_is_kept_as_it_is(site: str, page: str, body: bytes) -> None:
    made = _captured(f"{site}/{page}")
    assert made.page.answer.endswith(body)
    assert (made.kept, made.missed, made.looked_through) == ((), (), True)


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("nowhere", "answers 404 Not Found; nothing was kept"),
        ("empty", "answers with nothing"),
        ("loop", "redirects more than 5 times"),
        ("to_file", "only http and https are fetched"),
        ("bomb", "is larger than 2,000,000 bytes; save the page in a browser and attach the file"),
        ("endless", "is larger than 2,000,000 bytes"),
        ("short", "cannot be fetched"),
        ("dropped", "cannot be fetched"),
        ("nonsense", "cannot be fetched"),
        ("drip", "did not answer in full within the time"),
    ],
)
def test_a_page_that_cannot_be_had_in_full_is_refused(site: str, page: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        _captured(f"{site}/{page}", Budget(page=2_000_000, page_seconds=1.0))
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://hollin.example/a", "only http and https are fetched"),
        ("http://", "is no web address"),
        ("http://me:secret@hollin.example/", "hollin.example holds a user name"),
        ("http://[::1", "cannot be fetched"),
        ("http://a b/", "there is no server called"),
        ("http://" + "a" * 300 + ".example/", "there is no server called"),
    ],
)
def test_what_is_no_address_is_refused(url: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        capture(url, clock=FakeClock())
    assert message in str(refused.value)
    assert "secret" not in str(refused.value)


def test_an_inside_address_is_refused(site: str) -> None:
    with pytest.raises(InvalidInput, match=r"127\.0\.0\.1 leads to 127\.0\.0\.1, an address inside this network"):
        capture(f"{site}/plainly", clock=FakeClock())


def test_a_redirect_inward_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(InvalidInput, match=r"169\.254\.169\.254 leads to 169\.254\.169\.254, an address inside"):
        capture(f"{site}/to_metadata", clock=FakeClock())


def test_a_resource_that_cannot_be_had_is_told_and_the_rest_goes_on(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    made = capture(f"{site}/shows_metadata", clock=FakeClock(), budget=Budget(resource=1_000_000, seconds=1.5))
    assert made.kept == ()
    told = _told(made)
    assert told["latest"] == "169.254.169.254 leads to 169.254.169.254, an address inside this network"
    assert told["bomb_png"] == "is larger than 1,000,000 bytes"
    assert told["drip"] == "did not answer in full within the time that it was given"
    assert (told["short"] or "").startswith("cannot be fetched")
    assert len(told) == 4


@pytest.mark.parametrize(
    ("budget", "kept", "why"),
    [
        (Budget(resources=7), range(7, 8), "not asked for: a capture takes 7 resources"),
        (Budget(total=2_000), range(4, 20), "not asked for: a capture takes 2,000 bytes of resources"),
        (Budget(seconds=0.0), range(1), "not asked for: a capture takes 0 seconds for resources"),
    ],
)
def test_a_capture_takes_so_much_and_tells_what_it_left_out(site: str, budget: Budget, kept: range, why: str) -> None:
    made = _captured(f"{site}/gallery", budget)
    assert len(made.kept) in kept
    assert len(made.kept) + len(made.missed) == 30
    assert made.missed[-1].why == why


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a key, a certificate for localhost and the one of the authority that signed it, in one file each."""
    folder = tmp_path_factory.mktemp("certificates")
    now = datetime.now(UTC)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("Test Authority", "localhost")]
    for name, key, is_authority in ((names[0], keys[0], True), (names[1], keys[1], False)):
        number = x509.random_serial_number()
        made = (
            x509.CertificateBuilder(names[0], name, key.public_key(), number, now, now + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(keys[0].public_key()), critical=False)
            .sign(keys[0], hashes.SHA256())
        )
        pem = serialization.Encoding.PEM
        private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (folder / ("authority.pem" if is_authority else "own.pem")).write_bytes(private + made.public_bytes(pem))
    return folder


def test_the_certificates_of_the_server_are_kept(certified: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trusting = ssl.create_default_context(cafile=certified / "authority.pem")
    monkeypatch.setattr(httpx, "create_ssl_context", lambda: trusting)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certified / "own.pem")
    with served(context) as port:
        secured = _captured(f"https://localhost:{port}/plainly").page.secured
        assert secured is not None
        assert secured.version == "TLSv1.3"
        chain = [x509.load_pem_x509_certificate(one.encode()).subject.rfc4514_string() for one in secured.chain]
        assert chain == ["CN=localhost", "CN=Test Authority"]
        with pytest.raises(InvalidInput, match=r"cannot be fetched: .*certificate"):
            _captured(f"https://127.0.0.1:{port}/plainly")
