"""A web archive that somebody made elsewhere, held against what it says of itself: digests, lists, its signature.

What is found agrees with itself or does not. Whoever makes an archive can make all of it up, digests too; a signature
shows that the holder of a key had it, and a timestamp from when it was.
Source: WACZ 1.1.1 and its signing 0.1.0, https://specs.webrecorder.net/; the WARC format 1.1.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.formats.gzipped import BrokenOff
from claimtrack.reading.formats.warc_digests import has_digest, is_altered
from claimtrack.reading.formats.warc_records import ALL_KINDS, records
from claimtrack.reading.packed import Packed, opened

_PACKAGE = "datapackage.json"
_DIGEST = "datapackage-digest.json"
_LARGEST = 400_000_000
"""Bytes of a file in the archive, unpacked."""
_MOST = 10_000
"""Files that a list may name."""
_LONGEST = 200
"""Characters of what the archive says of itself in a line."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The signature of a WACZ. ``fault`` says why it does not hold; None where it does, by the key that it brings.

    ``domain`` is whose certificate it says that is, ``key`` the SHA-256 of the public key. ``token`` is a timestamp,
    for others to check: it has to be over one of ``stamped``.
    """

    domain: str | None
    key: str | None
    created: str | None
    software: str | None
    fault: str | None = None
    token: bytes | None = None
    stamped: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveChecked:
    """What came of checking an archive against itself.

    ``sound`` counts records that are what their digests say, ``without`` those that give none or were too large to look
    into, ``altered`` names those that are not. ``files`` counts the files of a WACZ that are what its list says,
    ``problems`` are sentences on what is not; ``software`` and ``created`` are what it says of itself.
    """

    sound: int = 0
    without: int = 0
    altered: tuple[str, ...] = ()
    is_whole: bool = True
    files: int | None = None
    problems: tuple[str, ...] = ()
    software: str | None = None
    created: str | None = None
    signed: Signed | None = None


@dataclass(slots=True)
class _Records:
    sound: int = 0
    without: int = 0
    altered: list[str] = field(default_factory=list)
    is_whole: bool = True

    def add(self, data: bytes, name: str) -> None:
        """Check the records of one WARC file."""
        try:
            for record in records(data, name=name, kinds=ALL_KINDS):
                if is_altered(record):
                    fields = record.fields
                    named = fields.get("warc-target-uri", "").strip("<>") or fields.get("warc-record-id", "a record")
                    self.altered.append(named)
                elif has_digest(record):
                    self.sound += 1
                else:
                    self.without += 1
        except BrokenOff:
            self.is_whole = False


def check_warc(data: bytes, *, name: str) -> ArchiveChecked:
    """Hold every record of a WARC file against its own digests; raises InvalidInput as ``records`` does."""
    found = _Records()
    found.add(data, name)
    return ArchiveChecked(found.sound, found.without, tuple(found.altered), found.is_whole)


def check_wacz(data: bytes, *, name: str) -> ArchiveChecked:
    """Hold a WACZ against its list of files, that list against its digest and signature, and records against theirs.

    Raises InvalidInput for an archive that cannot be opened, or that unpacks beyond all measure.
    """
    found = _Records()
    with opened(data, name=name) as archive:
        package = archive.member(_PACKAGE) or b""
        told = _json(package)
        listed = _Listed(archive)
        listed.check(told)
        for path in sorted(archive.names):
            if path.startswith("archive/") and path.endswith((".warc", ".warc.gz")):
                found.add(archive.member(path, largest=_LARGEST) or b"", name)
        digest = _json(archive.member(_DIGEST) or b"")
        problems = [*listed.problems, *_of_list(package, digest, there=_DIGEST in archive.names)]
    return ArchiveChecked(
        found.sound,
        found.without,
        tuple(found.altered),
        found.is_whole,
        files=listed.sound,
        problems=tuple(problems),
        software=_said(told.get("software")),
        created=_said(told.get("created")),
        signed=_signed(package, digest.get("signedData")),
    )


class _Listed:
    """The files of a WACZ, held against the list of them."""

    def __init__(self, archive: Packed) -> None:
        self._archive = archive
        self.sound = 0
        self.problems = [
            f"{path} is in it more than once, and programs differ in which one they read" for path in archive.doubled
        ]

    def check(self, package: dict[str, Any]) -> None:
        """Check each file that is listed, and name those that are not."""
        resources = package.get("resources")
        if not isinstance(resources, list):
            self.problems.append(f"{_PACKAGE} lists no files, so that nothing says what they were")
            return
        named: set[str] = set()
        for one in resources[:_MOST]:
            path = one.get("path") if isinstance(one, dict) else None
            if not isinstance(path, str):
                self.problems.append(f"{_PACKAGE} lists something without a path")
                continue
            named.add(path)
            fault = self._fault(path, one)
            if fault is None:
                self.sound += 1
            else:
                self.problems.append(fault)
        beside = {path for path in self._archive.names if not path.endswith("/")} - named - {_PACKAGE, _DIGEST}
        self.problems += [f"{path} is in it and not in its list" for path in sorted(beside)]

    def _fault(self, path: str, told: dict[str, Any]) -> str | None:
        data = self._archive.member(path, largest=_LARGEST)
        if data is None:
            return f"{path} is listed and not in it"
        if isinstance(told.get("bytes"), int) and told["bytes"] != len(data):
            return f"{path} is {len(data):,} bytes, and listed with {told['bytes']:,}"
        holds = _holds(told.get("hash"), data)
        if holds is None:
            return f"{path} is listed without a digest that can be checked"
        return None if holds else f"{path} is not what its digest says"


def _holds(told: object, data: bytes) -> bool | None:
    """Tell whether bytes are what a digest says; None for one that cannot be checked."""
    name, _, value = told.partition(":") if isinstance(told, str) else ("", "", "")
    algorithm = {"sha256": "sha256", "sha-256": "sha256", "sha512": "sha512", "md5": "md5"}.get(name.strip().lower())
    if algorithm is None or not value:
        return None
    return hashlib.new(algorithm, data, usedforsecurity=False).hexdigest() == value.strip().lower()


def _of_list(package: bytes, digest: dict[str, Any], *, there: bool) -> Iterator[str]:
    """Yield what is wrong between the list and the file with its digest."""
    if not there:
        return
    holds = _holds(digest.get("hash"), package)
    if holds is None:
        yield f"{_DIGEST} gives no digest that can be checked"
    elif not holds:
        yield f"{_PACKAGE} is not what {_DIGEST} says: the list of its files was changed"


def _signed(package: bytes, told: object) -> Signed | None:
    """Check the signature over the digest of the list; None where there is none."""
    if not isinstance(told, dict) or not told.get("signature"):
        return None
    key, key_fault = _key(told)
    signature, over = str(told["signature"]), str(told.get("hash", ""))
    raw = _decoded(signature)
    fault = key_fault
    if fault is None and _holds(over, package) is not True:
        fault = "it is over another list of files than the one that is here"
    if fault is None and (raw is None or not _verifies(key, raw, over.encode())):
        fault = "it was not made with the key that it brings, or was altered"
    return Signed(
        domain=_said(told.get("domain")),
        key=_fingerprint(key),
        created=_said(told.get("created")),
        software=_said(told.get("software")),
        fault=fault,
        token=_decoded(told.get("timeSignature")),
        stamped=tuple(one for one in (signature.encode(), raw) if one is not None),
    )


def _key(told: dict[str, Any]) -> tuple[Any, str | None]:
    """Return the public key that a signature brings, by itself or in a certificate, or why there is none."""
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        if isinstance(told.get("domainCert"), str):
            return x509.load_pem_x509_certificates(told["domainCert"].encode())[0].public_key(), None
        return load_der_public_key(_decoded(told.get("publicKey")) or b""), None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None, "no key comes with it that can be read"


def _fingerprint(key: Any) -> str | None:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    if key is None:
        return None
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def _verifies(key: Any, signature: bytes, over: bytes) -> bool:
    """Tell whether a signature is over these bytes: ECDSA in either of its two forms, or RSA, each with SHA-256."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
    from cryptography.hazmat.primitives.hashes import SHA256

    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, over, padding.PKCS1v15(), SHA256())
            return True
        if not isinstance(key, ec.EllipticCurvePublicKey):
            return False
        half = (key.curve.key_size + 7) // 8
        if len(signature) == 2 * half:  # as browsers write it
            parts = (int.from_bytes(signature[:half]), int.from_bytes(signature[half:]))
            signature = utils.encode_dss_signature(*parts)
        key.verify(signature, over, ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def _decoded(told: object) -> bytes | None:
    try:
        return base64.b64decode(told, validate=True) if isinstance(told, str) and told else None
    except (ValueError, binascii.Error):
        return None


def _said(told: object) -> str | None:
    return " ".join(told.split())[:_LONGEST] or None if isinstance(told, str) else None


def _json(data: bytes) -> dict[str, Any]:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def checked_archive(data: bytes, media_type: str, *, name: str) -> ArchiveChecked | None:
    """Check a web archive of either kind; None for what is none, or cannot be opened."""
    check = {"application/warc": check_warc, "application/wacz": check_wacz}.get(media_type)
    try:
        return check(data, name=name) if check is not None else None
    except InvalidInput:
        return None
