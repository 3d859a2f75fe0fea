"""Keys that sign heads: Ed25519, named as in signed notes, known to people by a fingerprint.

One key signs the desk's own checkpoints (type 1 of https://c2sp.org/signed-note) and cosigns those of others (type 4):
what is signed begins in another way for each, since no desk's log is called ``cosignature/v1``.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING

from claimtrack.witnessing.checkpoints import cosigned_message
from claimtrack.witnessing.notes import KEY_NAME, NotANote, Note, Signature, from_base64

# Loading it takes a twentieth of a second.
if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_VKEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)")
_SIZE = 32
_ED25519_SIZE = 64
_TIME_BYTES = 8
_LATEST = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())
_ROTATION = "claimtrack key 1"
_TRIES = 250


class Kind(Enum):
    """What a signature is of: the desk's own head, or somebody else's that it saw."""

    SIGNED = b"\x01"
    COSIGNED = b"\x04"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that signatures are checked with: its name and its 32 bytes."""

    name: str
    raw: bytes

    def key_id(self, kind: Kind) -> bytes:
        """Return the four bytes by which signatures of a kind name it."""
        return hashlib.sha256(self.name.encode() + b"\n" + kind.value + self.raw).digest()[:4]

    def written(self) -> str:
        """Write it as signed notes have it (vkey): name, number and bytes."""
        packed = base64.b64encode(Kind.SIGNED.value + self.raw).decode()
        return f"{self.name}+{self.key_id(Kind.SIGNED).hex()}+{packed}"

    def fingerprint(self) -> str:
        """Return 32 digits in groups of four, for two people to compare by phone: enough that nobody finds a twin."""
        digits = hashlib.sha256(self.raw).hexdigest()[:32]
        return " ".join(digits[at : at + 4] for at in range(0, 32, 4))

    def signature(self, note: Note, kind: Kind = Kind.SIGNED) -> Signature | None:
        """Return what this key put under a note, the last of a kind; None where it did not sign.

        Raises NotANote where a signature says that it is this key's and is not.
        """
        found = [one for one in note.signatures if (one.name, one.key_id) == (self.name, self.key_id(kind))]
        for one in found:
            if not self.is_over(note.text, one.signed, kind):
                raise NotANote(f"a signature that says it is by the key {self.name} is not by it")
        return found[-1] if found else None

    def is_over(self, text: str, signed: bytes, kind: Kind) -> bool:
        """Tell whether this key signed a text; a cosignature has its time in front."""
        if kind is Kind.SIGNED:
            return _is_valid(self.raw, signed, text.encode())
        seconds = seconds_of(signed)
        return seconds is not None and _is_valid(self.raw, signed[_TIME_BYTES:], cosigned_message(text, seconds))


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A key that signs; it never prints what it is."""

    public: PublicKey
    _key: "Ed25519PrivateKey"

    def __repr__(self) -> str:
        return f"PrivateKey({self.public!r})"

    def pem(self) -> bytes:
        """Write it as it is kept: PKCS 8 in PEM, without a password."""
        from cryptography.hazmat.primitives import serialization as forms

        return self._key.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption())

    def sign(self, text: str) -> Signature:
        """Sign a text of the desk's own."""
        return Signature(self.public.name, self.public.key_id(Kind.SIGNED), self._key.sign(text.encode()))

    def cosign(self, text: str, at: datetime) -> Signature:
        """Cosign somebody else's checkpoint, at this time, to the second."""
        seconds = int(at.timestamp())
        signed = seconds.to_bytes(_TIME_BYTES, "big") + self._key.sign(cosigned_message(text, seconds))
        return Signature(self.public.name, self.public.key_id(Kind.COSIGNED), signed)

    def hand_over(self, to: PublicKey) -> Note:
        """Say by this key that another is the desk's from now on."""
        text = handing_over(self.public, to)
        return Note(text, (self.sign(text),))


def new_key(name: str) -> PrivateKey:
    """Make a key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return _private(name, Ed25519PrivateKey.generate())


def private_key(name: str, pem: bytes) -> PrivateKey:
    """Read a key as it is kept; raises ValueError where there is none of this sort in it."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        found = load_pem_private_key(pem, None)
    except (TypeError, UnsupportedAlgorithm) as error:  # it has a password
        raise ValueError(str(error)) from error
    if not isinstance(found, Ed25519PrivateKey):
        raise ValueError("it is a key of another sort")
    return _private(name, found)


def read_public(written: str) -> PublicKey:
    """Read a key as signed notes have it; raises NotANote where it is none, or none that proves anything."""
    match = _VKEY.fullmatch(written)
    if match is None or not KEY_NAME.fullmatch(match[1]):
        raise NotANote("it is no public key, or its name has other letters than a key's name has here")
    packed = from_base64(match[3])
    if packed[:1] not in {Kind.SIGNED.value, Kind.COSIGNED.value} or len(packed) != 1 + _SIZE:
        raise NotANote("it is a key of another sort than Ed25519")
    found = PublicKey(match[1], packed[1:])
    if found.key_id(Kind(packed[:1])).hex() != match[2]:
        raise NotANote("the number of the key does not fit it")
    if proves_nothing(found.raw):
        raise NotANote("anybody can sign for this key")
    return found


def proves_nothing(raw: bytes) -> bool:
    """Tell whether a key is one of the few under which anybody can sign: a point of small order, or none at all.

    Under such a key the signature of nothing holds for one text in eight at least, and under any other for none.
    """
    nothing = b"\x01" + bytes(63)
    return not _is_point(raw) or any(_is_valid(raw, nothing, str(number).encode()) for number in range(_TRIES))


def seconds_of(cosigned: bytes) -> int | None:
    """Return the time of a cosignature, in seconds since 1970; None where it is no such thing."""
    if len(cosigned) != _TIME_BYTES + _ED25519_SIZE:
        return None
    seconds = int.from_bytes(cosigned[:_TIME_BYTES], "big")
    return seconds if seconds <= _LATEST else None


def handing_over(old: PublicKey, new: PublicKey) -> str:
    """Return the text by which an old key says which is the new one; no log is called as its first line."""
    return f"{_ROTATION}\nold: {old.written()}\nnew: {new.written()}\n"


def read_handing_over(note: Note) -> tuple[PublicKey, PublicKey] | None:
    """Return the old key and the new one that a note tells of, whose signature is checked; None where it tells of none.

    Raises NotANote where it does and the old key did not sign it.
    """
    lines = note.text.split("\n")
    if lines[0] != _ROTATION or len(lines) != 4 or not (lines[1].startswith("old: ") and lines[2].startswith("new: ")):
        return None
    old, new = read_public(lines[1][5:]), read_public(lines[2][5:])
    if old.name != new.name or old.raw == new.raw or old.signature(note) is None:
        raise NotANote("the old key did not sign that the new one follows it")
    return old, new


def _private(name: str, key: "Ed25519PrivateKey") -> PrivateKey:
    return PrivateKey(PublicKey(name, key.public_key().public_bytes_raw()), key)


def _is_point(raw: bytes) -> bool:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(raw)
    except ValueError:
        return False
    return True


def _is_valid(raw: bytes, signed: bytes, message: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signed, message)
    except (InvalidSignature, ValueError):
        return False
    return True
