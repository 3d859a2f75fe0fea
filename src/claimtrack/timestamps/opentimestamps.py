"""Proofs of OpenTimestamps: what one commits to, and what it claims about when, read and never believed.

A proof is a tree of steps from a file's digest: things put before or behind it, and hashes. At its ends stand claims:
that a calendar has it and will say more, or that the Merkle root of a block of Bitcoin is what it comes to. No node is
asked here, so that nothing of it is proved but what the steps come to. The library on PyPI is LGPL and brings a second
copy of what hashes, for a format of two pages; what is read here is held against files that it wrote
(https://github.com/opentimestamps/python-opentimestamps, opentimestamps/core).
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
LARGEST = 1_000_000
"""Bytes of a proof that are read; real ones have some thousands."""

_VERSION = 1
_LONGEST = 4_096
_DEEPEST = 256
_MOST_STEPS = 100_000
_MOST_WORK = 50_000_000
_LONGEST_CLAIM = 8_192
_ATTESTATION, _MORE = 0x00, 0xFF
_APPEND, _PREPEND, _REVERSE, _HEX = 0xF0, 0xF1, 0xF2, 0xF3
_HASHES: Mapping[int, tuple[str, int]] = {0x02: ("sha1", 20), 0x03: ("ripemd160", 20), 0x08: ("sha256", 32)}
_KECCAK = 0x67
_PENDING, _BITCOIN = bytes.fromhex("83dfe30d2ef90c8e"), bytes.fromhex("0588960d73d71901")
_LITECOIN, _ETHEREUM = bytes.fromhex("06869a0d73d71b45"), bytes.fromhex("30fe8087b5c7ead7")
_BLOCKS = {_BITCOIN: "Bitcoin", _LITECOIN: "Litecoin", _ETHEREUM: "Ethereum"}
_ADDRESS = re.compile(rb"[A-Za-z0-9\-._/:]{1,1000}")


class NotAProof(Exception):
    """What is no proof of OpenTimestamps, or none that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one end of a proof says: a calendar's address, or the height of a block of ``chain`` and its root.

    ``root`` is what the steps come to there, in hexadecimal digits as block explorers write it; None where a step is
    taken that is not computed here.
    """

    calendar: str | None = None
    chain: str | None = None
    height: int | None = None
    root: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof is over, by which hash, and what it claims, each claim once."""

    hashed_by: str
    digest: str
    claims: tuple[Claim, ...]


def read_proof(data: bytes) -> Proof:
    """Read a proof; raises NotAProof for what is none, is cut off, goes on behind it, or takes too much work."""
    if len(data) > LARGEST:
        raise NotAProof(f"it has more than {LARGEST:,} bytes")
    if not data.startswith(MAGIC):
        raise NotAProof("it does not begin as proofs do")
    reading = _Reading(data, len(MAGIC))
    if reading.number() != _VERSION:
        raise NotAProof("it is of a version that is not known")
    tag = reading.byte()
    if tag not in _HASHES:
        raise NotAProof("it is over a digest of a kind that is not known")
    name, size = _HASHES[tag]
    digest = reading.take(size)
    claims = reading.claims(digest)
    if reading.at != len(data):
        raise NotAProof("something stands behind its end")
    return Proof(name, digest.hex(), tuple(dict.fromkeys(claims)))


class _Reading:
    """A proof on the way from its first byte to its last."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at
        self.steps = self.work = 0

    def byte(self) -> int:
        return self.take(1)[0]

    def take(self, count: int) -> bytes:
        found = self.data[self.at : self.at + count]
        if len(found) != count:
            raise NotAProof("it is cut off")
        self.at += count
        return found

    def number(self) -> int:
        """Read a number, seven bits a byte, the lowest first."""
        found = 0
        for shift in range(0, 63, 7):
            one = self.byte()
            found |= (one & 0x7F) << shift
            if one < 0x80:
                return found
        raise NotAProof("a number in it is too large")

    def counted(self, most: int) -> bytes:
        size = self.number()
        if size > most:
            raise NotAProof("a part of it is too long")
        return self.take(size)

    def claims(self, digest: bytes) -> list[Claim]:
        """Follow every branch, without recursion: a hostile proof is as deep as it likes."""
        found: list[Claim] = []
        waiting: list[tuple[bytes | None, int]] = [(digest, 0)]
        while waiting:
            message, depth = waiting.pop()
            self.steps += 1
            if depth > _DEEPEST or self.steps > _MOST_STEPS:
                raise NotAProof("it has far too many steps")
            tag = self.byte()
            if tag == _MORE:
                # The same message goes on behind the branch that comes first.
                waiting.append((message, depth))
                tag = self.byte()
            if tag == _ATTESTATION:
                found.append(self._claim(message))
            else:
                waiting.append((self._step(tag, message), depth + 1))
        return found

    def _step(self, tag: int, message: bytes | None) -> bytes | None:
        argument = self.counted(_LONGEST) if tag in {_APPEND, _PREPEND} else b""
        if tag in {_APPEND, _PREPEND} and not argument:
            raise NotAProof("a step in it adds nothing")
        do = _STEPS.get(tag)
        if do is None:
            raise NotAProof("a step in it is of a kind that is not known")
        if message is None or tag == _KECCAK:
            return None
        self.work += len(message) + len(argument)
        if self.work > _MOST_WORK:
            raise NotAProof("its steps take far too much work")
        result = do(message, argument)
        if result is not None and len(result) > _LONGEST:
            raise NotAProof("a step in it gives far too much")
        return result

    def _claim(self, message: bytes | None) -> Claim:
        tag = self.take(8)
        inside = _Reading(self.counted(_LONGEST_CLAIM), 0)
        if tag == _PENDING:
            address = inside.counted(1_000)
            if not _ADDRESS.fullmatch(address):
                raise NotAProof("the address of a calendar in it is none")
            claim = Claim(calendar=address.decode("ascii"))
        elif tag in _BLOCKS:
            root = message[::-1].hex() if message is not None and len(message) == 32 else None
            claim = Claim(chain=_BLOCKS[tag], height=inside.number(), root=root)
        else:
            return Claim()
        if inside.at != len(inside.data):
            raise NotAProof("a claim in it has something behind its end")
        return claim


def _hashing(name: str) -> Callable[[bytes, bytes], bytes | None]:
    def hashed(message: bytes, _: bytes) -> bytes | None:
        try:
            return hashlib.new(name, message, usedforsecurity=False).digest()
        except ValueError:  # what OpenSSL was built without, as RIPEMD-160 often
            return None

    return hashed


_STEPS: Mapping[int, Callable[[bytes, bytes], bytes | None]] = {
    _APPEND: lambda message, argument: message + argument,
    _PREPEND: lambda message, argument: argument + message,
    _REVERSE: lambda message, _: message[::-1],
    _HEX: lambda message, _: message.hex().encode(),
    _KECCAK: lambda _message, _argument: None,
    **{tag: _hashing(name) for tag, (name, _) in _HASHES.items()},
}
