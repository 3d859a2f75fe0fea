"""A timestamping authority that tests start: OpenSSL behind a server on this machine, with certificates made for it.

What it answers can be set otherwise for a while, as a forger or a broken one would. OpenSSL has to be installed; where
it is not, what needs it fails.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

REPLY = "application/timestamp-reply"
BEGINS = datetime(2020, 1, 1, tzinfo=UTC)
ENDS = datetime(2040, 1, 1, tzinfo=UTC)
_TST_INFO = "1.2.840.113549.1.9.16.1.4"
_CONFIG = """
[tsa]
default_tsa = this
[this]
serial = serial
crypto_device = builtin
signer_cert = {signer}.pem
certs = authority.pem
signer_key = {signer}.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
"""


@dataclass(frozen=True, slots=True)
class Issuer:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers: to be set for a while."""

    body: bytes
    status: int = 200
    media_type: str = REPLY
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Authority:
    """A root, an issuing certificate under it, and certificates that it issued: ``stamper``, ``ended``, ``mail``.

    ``mail`` is not for timestamps. ``pem`` is what a desk pins: the issuing certificate and the root.
    """

    name: str
    folder: Path
    root: Issuer
    issuing: Issuer
    asked: list[bytes] = field(default_factory=list)
    otherwise: Callable[[bytes], Reply] | None = None
    url: str = ""

    @property
    def pem(self) -> Path:
        """Return the file of the certificates to pin."""
        return self.folder / "authority.pem"

    def reply(self, request: bytes) -> Reply:
        """Answer a request as the server does now."""
        self.asked.append(request)
        return self.otherwise(request) if self.otherwise is not None else Reply(self.answer(request))

    def answer(self, request: bytes, *, signer: str = "stamper") -> bytes:
        """Answer a request as it should be answered, signed with one of its certificates."""
        (self.folder / "request.tsq").write_bytes(request)
        (self.folder / f"{signer}.cnf").write_text(_CONFIG.format(signer=signer))
        openssl(
            self.folder, "ts", "-reply", "-config", f"{signer}.cnf", "-section", "this",
            "-queryfile", "request.tsq", "-out", "answer.tsr",
        )  # fmt: skip
        return (self.folder / "answer.tsr").read_bytes()

    def signed_by(self, answer: bytes, *, signer: str, with_: tuple[Path, ...] = ()) -> bytes:
        """Return what an answer says, signed anew with a certificate of this authority that is not for that.

        ``with_`` are files of certificates to put into the token, besides the one that signs.
        """
        (self.folder / "genuine.tsr").write_bytes(answer)
        openssl(self.folder, "ts", "-reply", "-in", "genuine.tsr", "-token_out", "-out", "token.der")
        openssl(self.folder, "cms", "-verify", "-noverify", "-inform", "DER", "-in", "token.der", "-out", "info.der")
        (self.folder / "others.pem").write_bytes(b"".join(file.read_bytes() for file in with_))
        openssl(
            self.folder, "cms", "-sign", "-binary", "-nodetach", "-econtent_type", _TST_INFO, "-outform", "DER",
            "-in", "info.der", "-signer", f"{signer}.pem", "-inkey", f"{signer}.key", "-md", "sha256",
            *(("-certfile", "others.pem") if with_ else ()), "-out", "forged.der",
        )  # fmt: skip
        return sequence(sequence(b"\x02\x01\x00"), (self.folder / "forged.der").read_bytes())


def sequence(*parts: bytes) -> bytes:
    """Write a DER sequence."""
    content = b"".join(parts)
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([130, *size.to_bytes(2)])
    return b"\x30" + length + content


def openssl(folder: Path, *words: str) -> str:
    """Run OpenSSL in a folder; gives what it prints."""
    program = shutil.which("openssl")
    assert program is not None, "these tests need openssl: install it"
    done = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def make_authority(name: str, folder: Path) -> Authority:
    """Make an authority with all its certificates; no two have a key in common."""
    folder.mkdir(parents=True)
    root = issue(f"{name} root", ca=True)
    issuing = issue(f"{name} issuing", by=root, ca=True)
    made = Authority(name, folder, root, issuing)
    made.pem.write_bytes(pem(issuing.certificate) + pem(root.certificate))
    stamping = ExtendedKeyUsageOID.TIME_STAMPING
    keep(folder, "stamper", issue(f"{name} stamper", by=issuing, purpose=stamping))
    keep(
        folder,
        "ended",
        issue(f"{name} stamper of 2020", by=issuing, ends=datetime(2021, 1, 1, tzinfo=UTC), purpose=stamping),
    )
    keep(folder, "mail", issue(f"{name} mail", by=issuing, purpose=ExtendedKeyUsageOID.EMAIL_PROTECTION))
    keep(folder, "sister", sister := issue(f"{name} sister", by=root, ca=True))
    keep(folder, "elsewhere", issue(f"{name} stamper elsewhere", by=sister, purpose=stamping))
    (folder / "serial").write_text("01\n")
    return made


@contextmanager
def serving(authority: Authority) -> Iterator[Authority]:
    """Let an authority answer on this machine, at its ``url``."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found = authority.reply(self.rfile.read(int(self.headers["content-length"])))
            with suppress(ConnectionError):  # who asked has given up
                self.send_response(found.status)
                self.send_header("Content-Type", found.media_type)
                self.send_header("Content-Length", str(len(found.body)))
                for name, value in found.headers:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(found.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    authority.url = f"http://127.0.0.1:{server.server_address[1]}/tsr"
    try:
        yield authority
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def issue(
    name: str,
    *,
    by: Issuer | None = None,
    ca: bool = False,
    purpose: x509.ObjectIdentifier | None = None,
    ends: datetime = ENDS,
    serial: int | None = None,
) -> Issuer:
    """Issue a certificate, by itself where nobody issues it."""
    key = rsa.generate_private_key(65537, 2048)
    subject = _named(name)
    signing = by.key if by is not None else key
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by is not None else subject)
        .public_key(key.public_key())
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(BEGINS)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False)
    )
    if purpose is not None:
        made = made.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    return Issuer(made.sign(signing, hashes.SHA256()), key)


def keep(folder: Path, name: str, made: Issuer) -> None:
    """Write a certificate and its key where OpenSSL finds them."""
    (folder / f"{name}.pem").write_bytes(pem(made.certificate))
    form, bare = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / f"{name}.key").write_bytes(made.key.private_bytes(serialization.Encoding.PEM, form, bare))


def pem(certificate: x509.Certificate) -> bytes:
    """Write a certificate as PEM."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
