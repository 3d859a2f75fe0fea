"""WACZ files as the tools of Webrecorder write them: a list of files, its digest, and a signature over that."""

import base64
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PAGE = b"<html><head><title>Weir</title></head><body><article><p>The weir is shut, it says.</p></article></body></html>"
URL = "https://board.example/weir"


def answer(body: bytes = PAGE, *, url: str = URL, digest: str | None = None) -> bytes:
    """Return the record of an answer, with the digest of its body or another."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    told = digest or f"sha256:{hashlib.sha256(body).hexdigest()}"
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2026-03-07T08:30:00Z\r\nWARC-Payload-Digest: {told}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def asked(url: str = URL, *, digest: str | None = None) -> bytes:
    """Return the record of a question, with the digest of its block or another."""
    block = b"GET /weir HTTP/1.1\r\nHost: board.example\r\n\r\n"
    told = digest or f"sha256:{hashlib.sha256(block).hexdigest()}"
    head = (
        f"WARC/1.1\r\nWARC-Type: request\r\nWARC-Record-ID: <urn:uuid:2>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Block-Digest: {told}\r\nContent-Type: application/http; msgtype=request\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def sha256(data: bytes) -> str:
    """Return a digest as these files write it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def signature(key: ec.EllipticCurvePrivateKey, over: str, *, raw: bool = True) -> str:
    """Sign as a browser does, or as a server does."""
    made = key.sign(over.encode(), ec.ECDSA(SHA256()))
    if raw:
        half = (key.curve.key_size + 7) // 8
        made = b"".join(part.to_bytes(half) for part in utils.decode_dss_signature(made))
    return base64.b64encode(made).decode()


def signed_data(package: bytes, *, key: ec.EllipticCurvePrivateKey, raw: bool = True) -> dict[str, Any]:
    """Return what a signer says of a list of files."""
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return {
        "hash": sha256(package),
        "signature": signature(key, sha256(package), raw=raw),
        "publicKey": base64.b64encode(public).decode(),
        "created": "2026-03-07T08:31:00Z",
        "software": "ArchiveWeb.page 0.9",
    }


def wacz(
    *,
    files: Mapping[str, bytes] | None = None,
    signer: Callable[[bytes], dict[str, Any]] | None = None,
    after: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a WACZ with its list; ``after`` are files that were put in, or in the place of others, behind its back."""
    held = dict(files or {"archive/data.warc.gz": gzip.compress(asked()) + gzip.compress(answer())})
    resources = [{"name": path, "path": path, "hash": sha256(data), "bytes": len(data)} for path, data in held.items()]
    told = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "software": "ArchiveWeb.page 0.9",
        "resources": resources,
    }
    package = json.dumps(told | {"created": "2026-03-07T08:31:00Z"}).encode()
    digest: dict[str, Any] = {"path": "datapackage.json", "hash": sha256(package)}
    if signer is not None:
        digest["signedData"] = signer(package)
    held |= {"datapackage.json": package, "datapackage-digest.json": json.dumps(digest).encode(), **(after or {})}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in held.items():
            archive.writestr(path, data)
    return buffer.getvalue()
