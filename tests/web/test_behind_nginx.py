"""The desk behind a real nginx, set up as the page on serving a desk says, over TLS on this machine."""

import datetime
import os
import re
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.web.conftest import ARTICLE
from tests.web.test_serve_people import WORDS, _run, served

_PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "serve-a-desk.md"


def _block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", _PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def _free() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _certified(folder: Path) -> None:
    """Write a key and a certificate that says of itself that it is localhost's."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "desk.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    told = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "desk.key").write_bytes(told)


@contextmanager
def _proxied(program: str, folder: Path, *, port: int, desk: int) -> Iterator[None]:
    """Run nginx with the page's own words, at other ports and with this certificate."""
    _certified(folder)
    words = _block("nginx")
    for told, here in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("server_name desk.example", "server_name localhost"),
        ("/etc/ssl/desk.example", str(folder / "desk")),
        ("http://127.0.0.1:8000", f"http://127.0.0.1:{desk}"),
    ):
        assert told in words
        words = words.replace(told, here)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/errors;\n"
        + ("user root;\n" if os.geteuid() == 0 else "")
        + f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{words}}}\n"
    )
    with subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")]) as proxy:
        try:
            for _ in range(100):
                with socket.socket() as tried:
                    if tried.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert proxy.poll() is None, (folder / "errors").read_text()
                time.sleep(0.05)
            yield
        finally:
            proxy.send_signal(signal.SIGQUIT)
            proxy.wait(10)


@pytest.fixture
def desk(program: Callable[[str], str], tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Give a folder and the address of a desk in it at which ana logs in, with nginx before it."""
    (tmp_path / "article.txt").write_text(ARTICLE)
    assert _run(tmp_path, "ingest", "article.txt").returncode == 0
    assert _run(tmp_path, "reviewer", "passphrase", "ana", typed=f"{WORDS}\n").returncode == 0
    port, behind = _free(), _free()
    folder = tmp_path / "nginx"
    folder.mkdir()
    origin = f"https://localhost:{port}"
    with (
        served(tmp_path, "--port", str(behind), "--origin", origin),
        _proxied(program("nginx"), folder, port=port, desk=behind),
    ):
        yield tmp_path, origin


def _browser(folder: Path, origin: str, **headers: str) -> httpx.Client:
    verify = ssl.create_default_context(cafile=folder / "nginx" / "desk.pem")
    return httpx.Client(base_url=origin, headers={"origin": origin, **headers}, verify=verify, trust_env=False)


def _entered(browser: httpx.Client) -> httpx.Response:
    return browser.post("/login", data={"name": "ana", "passphrase": WORDS})


def test_the_page_of_the_manual_serves_a_desk(desk: tuple[Path, str]) -> None:
    folder, origin = desk
    # Who asks says where they are: the proxy does not pass that on.
    with _browser(folder, origin, **{"x-forwarded-for": "203.0.113.9"}) as browser:
        entered = _entered(browser)
        assert entered.status_code == 303, entered.text
        cookie = entered.headers["set-cookie"]
        assert cookie.startswith("__Host-claimtrack=")
        assert {"Secure", "HttpOnly"} <= set(cookie.split("; "))
        page = browser.get("/claims/1")
        assert page.status_code == 200
        assert page.headers["strict-transport-security"] == "max-age=31536000"
        assert len(page.headers.get_list("content-security-policy")) == 1
        sittings = _run(folder, "reviewer", "sittings").stdout
        assert "127.0.0.1" in sittings
        assert "203.0.113.9" not in sittings
        token = re.findall(r'name="token" value="([^"]+)"', page.text)[0]
        foreign = browser.post(
            "/claims/1/note", data={"token": token, "text": "x"}, headers={"origin": "https://a.example"}
        )
        assert foreign.status_code == 403
        _told_at_once(folder, browser, token)
        _as_large_as_it_says(browser, token)


def _told_at_once(folder: Path, browser: httpx.Client, token: str) -> None:
    with browser.stream("GET", "/live", params={"at": "/claims/1", "after": "0"}, timeout=20) as answer:
        lines = answer.iter_lines()
        assert next(lines) == "retry: 5000"
        with _browser(folder, str(browser.base_url).rstrip("/")) as other:
            other.cookies = browser.cookies
            begun = time.monotonic()
            said = other.post("/claims/1/note", data={"token": token, "text": "told at once"})
            assert said.status_code == 303
        for line in lines:
            if line.startswith("data:") and "commented" in line:
                break
        assert time.monotonic() - begun < 10


def _as_large_as_it_says(browser: httpx.Client, token: str) -> None:
    large = {"file": ("large.txt", b"a line of text\n" * 400_000)}
    form = {"token": token, "stance": "context", "basis": "record", "source": "A", "new_source": "on"}
    assert browser.post("/claims/1/evidence", data=form, files=large, timeout=60).status_code == 303
    larger = {"file": ("larger.txt", b"a" * 70_000_000)}
    assert browser.post("/claims/1/evidence", data=form, files=larger, timeout=60).status_code == 413
