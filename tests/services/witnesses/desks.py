"""Other desks, which have nothing but a tree and keys: they sign their heads, cosign ours, and some of them lie."""

import hashlib
from datetime import UTC, datetime

from claimtrack.events import tree
from claimtrack.services.desk import Desk
from claimtrack.services.witnesses import keys, signing
from claimtrack.witnessing.checkpoints import Checkpoint, origin_of
from claimtrack.witnessing.handed import SignedHead
from claimtrack.witnessing.keys import PrivateKey, new_key
from claimtrack.witnessing.notes import Note

OTHER = "11111111-2222-4333-8444-555555555555"
NOON = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Elsewhere:
    """Another desk, with so many events."""

    def __init__(self, events: int = 5, *, uuid: str = OTHER, history: str = "") -> None:
        self.key = new_key(origin_of(uuid))
        self.leaves = [_leaf(f"{history}{number}") for number in range(events)]

    def goes_on(self, events: int, history: str = "") -> "Elsewhere":
        """Have so many more events."""
        self.leaves += [_leaf(f"{history}{len(self.leaves) + number}") for number in range(events)]
        return self

    def rewritten(self, at: int) -> "Elsewhere":
        """Return a desk with the same key whose record is another from an event on."""
        twin = Elsewhere(0)
        twin.key = self.key
        twin.leaves = [*self.leaves[:at], *(_leaf(f"other {number}") for number in range(at, len(self.leaves)))]
        return twin

    def head(self, *since: int, size: int | None = None, key: PrivateKey | None = None) -> SignedHead:
        """Sign the head, with proofs since so many events."""
        leaves = self.leaves[:size]
        checkpoint = Checkpoint(self.key.public.name, len(leaves), tree.root(leaves))
        note = Note(checkpoint.text(), ((key or self.key).sign(checkpoint.text()),))
        proofs = {before: tree.proof_of_growing(leaves, before) for before in since}
        return SignedHead(note, checkpoint, (key or self.key).public, proofs)

    def cosigns(self, head: SignedHead, at: datetime = NOON) -> SignedHead:
        """Cosign a head, whatever it is."""
        return SignedHead(head.note.and_(self.key.cosign(head.note.text, at)), head.checkpoint)


def _leaf(words: str) -> tree.Hash:
    return tree.leaf(hashlib.sha256(words.encode()).digest())


def trusted(desk: Desk, other: Elsewhere, called: str = "Lake Courier") -> Elsewhere:
    """Take another desk's key on a desk that has one of its own."""
    desk.enact(keys.make)
    desk.enact(keys.trust, other.key.public.written(), name="key.txt", called=called)
    return other


def witnessed(desk: Desk) -> None:
    """Put on record one of everything: keys made, renewed, handed over and announced, heads cosigned both ways."""
    other = trusted(desk, Elsewhere())
    desk.enact(signing.take_in, other.cosigns(signing.sign(desk)), name="cosigned.txt")
    desk.enact(signing.cosign, other.head(), name="theirs.txt")
    desk.enact(keys.renew)
    second = new_key(other.key.public.name)
    handed = other.key.hand_over(second.public).written()
    desk.enact(keys.trust, handed, name="handed.txt", called=None)
    third = new_key(other.key.public.name)
    desk.enact(keys.trust, third.public.written(), name="new.txt", called=None, reason="they read it out")
    other.key = third
    desk.enact(signing.take_in, other.cosigns(signing.sign(desk)), name="cosigned.txt")
    desk.enact(signing.cosign, other.goes_on(4).head(5), name="theirs.txt")
