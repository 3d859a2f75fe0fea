"""The events of a redacted package, and the proof that they are those that were recorded.

``data/events/shown.jsonl`` has a line for each event that is shown, in their order: a JSON object with ``number``,
``body`` (exactly what was sealed), ``before`` and ``hash`` (in hexadecimal digits: the hash of the event before, and
the event's own, which is the SHA-256 of the bytes of ``before`` and of ``body``), and ``texts``: of each field of words
that is shown its ``[salt, words]``. A field that ``body`` has a digest of and ``texts`` does not have is withheld.

``data/events/proof.json`` is a JSON object: ``size`` (how many events the record had), ``root`` (of their tree by RFC
6962, section 2.1, in hexadecimal digits), ``withheld`` (ranges ``[first, last]`` of the numbers of events that are not
shown), and ``proof`` (the hashes of 32 bytes of the largest branches of the tree without a shown event, from left to
right, each in base64). Event 1 is leaf 0; a leaf is the event's body in UTF-8.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from claimtrack.db.chain import digest_of, sealed
from claimtrack.db.shown_events import Sealing
from claimtrack.events import tree

SHOWN, PROOF = "data/events/shown.jsonl", "data/events/proof.json"
_KEYS = {"number", "body", "before", "hash", "texts"}
_PROOF_KEYS = {"about", "size", "root", "withheld", "proof"}
_ABOUT = (
    "That the events of shown.jsonl are leaves of a tree by RFC 6962 with this root and size. README.txt has a program "
    "that checks it; compare the root with one that you have from elsewhere."
)


class NotProven(Exception):
    """What is shown is not what the proof is of; the message says of which event, where that can be told."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof as it stands in a package: of how many events, with which root, and which of them are withheld."""

    size: int
    root: str
    withheld: tuple[tuple[int, int], ...]
    hashes: tuple[bytes, ...]

    @property
    def count_withheld(self) -> int:
        """How many events are not shown."""
        return sum(last - first + 1 for first, last in self.withheld)


@dataclass(frozen=True, slots=True)
class Proven:
    """What the check of a proof found: the events that are shown, and the words of them that are not, by event."""

    proof: Proof
    shown: tuple[Sealing, ...]
    words_withheld: dict[int, tuple[str, ...]]


def line(one: Sealing, texts: dict[str, tuple[str, str]]) -> bytes:
    """Write an event that is shown, with those of its words that are."""
    told = {"number": one.number, "body": one.body, "before": one.before, "hash": one.hash}
    shown = {field: list(said) for field, said in sorted(texts.items())}
    return orjson.dumps(told | {"texts": shown}, option=orjson.OPT_APPEND_NEWLINE)


def prove(leaves: Sequence[tree.Hash], shown: Iterable[int]) -> Proof:
    """Make the proof that events of these numbers are among all whose leaves are given."""
    numbers = sorted(set(shown))
    hashes = tree.proof_of_some(leaves, (number - 1 for number in numbers))
    return Proof(len(leaves), tree.root(leaves).hex(), tuple(_gaps(numbers, len(leaves))), hashes)


def written(proof: Proof) -> bytes:
    """Write a proof as it stands in a package."""
    told = {
        "about": _ABOUT,
        "size": proof.size,
        "root": proof.root,
        "withheld": [list(one) for one in proof.withheld],
        "proof": [base64.b64encode(one).decode() for one in proof.hashes],
    }
    return _json(told) + b"\n"


def read_proof(data: bytes) -> Proof:
    """Read it back; raises NotProven for what is none."""
    try:
        told = json.loads(data)
        if told.keys() != _PROOF_KEYS:
            raise ValueError("it has other keys")
        hashes = tuple(base64.b64decode(one, validate=True) for one in told["proof"])
        proof = Proof(told["size"], told["root"], tuple((first, last) for first, last in told["withheld"]), hashes)
    except (ValueError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
        raise NotProven(f"{PROOF} is no proof: {error}") from error
    if written(proof) != data:
        raise NotProven(f"{PROOF} is not as claimtrack writes it")
    return proof


def check(lines: Iterable[bytes], proof: Proof) -> Proven:
    """Hold the shown events against the proof: each one, their order, their words, and which are said to be withheld.

    Raises NotProven.
    """
    shown: list[Sealing] = []
    quiet: dict[int, tuple[str, ...]] = {}
    leaves: dict[int, tree.Hash] = {}
    for place, raw in enumerate(lines, 1):
        one, digests = _read(raw, place)
        if shown and one.number <= shown[-1].number:
            raise NotProven(f"event {one.number} stands behind event {shown[-1].number}: they are out of order")
        if shown and one.number == shown[-1].number + 1 and one.before != shown[-1].hash:
            raise NotProven(
                f"event {one.number} does not follow event {shown[-1].number}: the hash it names is another"
            )
        if digests or one.texts:
            missing = _without_words(one, digests)
            if missing:
                quiet[one.number] = missing
        leaves[one.number - 1] = tree.leaf(one.body.encode())
        shown.append(one)
    gaps = tuple(_gaps([one.number for one in shown], proof.size))
    if gaps != proof.withheld:
        raise NotProven(
            f"the package says that {ranges(proof.withheld)} are withheld, and does not show {ranges(gaps)}"
        )
    try:
        root = tree.root_from_some(proof.size, leaves, proof.hashes).hex()
    except tree.BrokenProof as error:
        raise NotProven(f"the proof does not fit the events that are shown: {error}") from error
    if root != proof.root:
        raise NotProven(
            f"the shown events are not those that were recorded: with the proof they come to the root {root}, and the "
            f"package says {proof.root}"
        )
    return Proven(proof, tuple(shown), quiet)


def _read(raw: bytes, place: int) -> tuple[Sealing, Mapping[str, Any]]:
    """Read an event that is shown, with the digests of its words."""
    try:
        told = orjson.loads(raw)
        if told.keys() != _KEYS:
            raise ValueError("it has other keys")
        body = orjson.loads(told["body"])
        texts = {field: (salt, text) for field, (salt, text) in told["texts"].items()}
        one = Sealing(told["number"], told["before"], told["body"], told["hash"], texts)
        number, digests = body["number"], dict(body["texts"])
        seal = sealed(one.before, one.body)
        again = orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise NotProven(f"line {place} of {SHOWN} is no event: {error}") from error
    if number != one.number or not isinstance(number, int) or number < 1:
        raise NotProven(f"event {one.number} was changed: what was sealed says that it is event {number}")
    if seal != one.hash:
        raise NotProven(f"event {one.number} was changed: its hash does not fit its content")
    if again != raw:
        raise NotProven(f"event {one.number} is not written as claimtrack writes it")
    return one, digests


def _without_words(one: Sealing, digests: Mapping[str, Any]) -> tuple[str, ...]:
    """Hold the words of an event against their digests; gives the fields whose words are withheld."""
    for field, (salt, text) in one.texts.items():
        try:
            fits = digests.get(field) == digest_of(salt, text)
        except (ValueError, TypeError, AttributeError):
            fits = False
        if not fits:
            raise NotProven(f"the words of event {one.number} ({field}) are not those that were recorded")
    return tuple(sorted(set(digests) - set(one.texts)))


def _gaps(numbers: Sequence[int], size: int) -> Iterator[tuple[int, int]]:
    last = 0
    for number in [*numbers, size + 1]:
        if number > last + 1:
            yield last + 1, number - 1
        last = number


def ranges(gaps: Iterable[tuple[int, int]]) -> str:
    """Write numbers of events for a reader: "events 3, 7-9", "no events" where there are none."""
    told = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in gaps)
    if not told:
        return "no events"
    return f"event {told}" if told.isdecimal() else f"events {told}"


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
