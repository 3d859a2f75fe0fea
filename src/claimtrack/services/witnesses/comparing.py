"""Two signed heads of one record side by side: whether one continues the other, or each proves the other false."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from claimtrack.db import witness_rows
from claimtrack.errors import InvalidInput, VerificationFailed
from claimtrack.events import tree
from claimtrack.remedies import Step, Words, do
from claimtrack.services.desk import Desk, reading
from claimtrack.services.witnesses.keys import public_of
from claimtrack.witnessing.handed import SignedHead
from claimtrack.witnessing.keys import Kind, PublicKey
from claimtrack.witnessing.notes import NotANote


class Verdict(Enum):
    """What two heads of one record are to each other."""

    SAME = "same"
    CONTINUES = "continues"
    SPLIT_VIEW = "split view"
    UNPROVED = "unproved"


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it: of ``before`` and ``now``, numbers of events, under which key both are signed.

    ``known`` says that the key is on record here, not only in the files. ``why`` is what is missing for a proof.
    """

    verdict: Verdict
    before: int
    now: int
    key: PublicKey
    known: bool
    why: Words = ""


def known_keys(desk: Desk) -> list[PublicKey]:
    """Return every key on record, this desk's own among them."""
    with reading(desk) as session:
        return [public_of(row) for row in witness_rows.keys(session)]


def compare(first: SignedHead, second: SignedHead, names: tuple[str, str], keys: Iterable[PublicKey]) -> Compared:
    """Hold two heads against each other, each signed by one and the same key, of ``keys`` or of the files themselves.

    Raises InvalidInput where they are of two records or no key can be told, VerificationFailed where one is not signed
    by it: an unsigned head proves nothing against anybody.
    """
    if first.checkpoint.origin != second.checkpoint.origin:
        raise InvalidInput(f"{names[0]} and {names[1]} are heads of two records, and tell nothing of each other")
    on_record = [key for key in keys if key.name == first.checkpoint.origin]
    offered = [key for key in (first.key, second.key) if key is not None and key.name == first.checkpoint.origin]
    for key in dict.fromkeys((*on_record, *offered)):
        if all(_signs(key, head, name) for head, name in zip((first, second), names, strict=True)):
            return _compared(first, second, key, known=key in on_record)
    if not on_record and not offered:
        raise InvalidInput(
            "neither file holds the key of its desk, and it is not known here; ask that desk for its key"
        )
    raise VerificationFailed(f"{names[0]} and {names[1]} are not both signed by one known key; nothing is proved")


def _signs(key: PublicKey, head: SignedHead, name: str) -> bool:
    try:
        return key.signature(head.note, Kind.SIGNED) is not None
    except NotANote as error:
        raise VerificationFailed(f"{name} is forged: {error}") from error


def _compared(first: SignedHead, second: SignedHead, key: PublicKey, *, known: bool) -> Compared:
    before, now = sorted((first, second), key=lambda head: head.checkpoint.size)
    sizes = before.checkpoint.size, now.checkpoint.size
    verdict, why = _verdict(before, now)
    return Compared(verdict, *sizes, key, known, why)


def _verdict(before: SignedHead, now: SignedHead) -> tuple[Verdict, Words]:
    old, new = before.checkpoint, now.checkpoint
    if old.size == new.size:
        return (Verdict.SAME if old.root == new.root else Verdict.SPLIT_VIEW), ""
    if old.size == 0:
        return (Verdict.CONTINUES if old.root == tree.EMPTY else Verdict.SPLIT_VIEW), ""
    proof = now.proofs.get(old.size)
    if proof is None:
        why = f"the later one has no proof since event {old.size}; ask that desk for one: "
        return Verdict.UNPROVED, why + do(Step.HEAD_SIGN, since=old.size)
    try:
        then, root = tree.roots_by(old.size, old.root, new.size, proof, new.root)
    except tree.BrokenProof as error:
        return Verdict.UNPROVED, f"the proof is none: {error}"
    if root != new.root:
        return Verdict.UNPROVED, "the proof leads to another root: the record was rewritten, or the proof is wrong"
    # The proof's hashes are in the tree that was signed later, so that its beginning is what follows from them.
    return (Verdict.CONTINUES if then == old.root else Verdict.SPLIT_VIEW), ""
