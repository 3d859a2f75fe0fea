"""What one desk hands another: a signed head, with proofs that it continues earlier ones.

A file of lines: in front, where there are any, ``key`` with the desk's public key and ``old`` with the size of an
earlier tree, under which the hashes of the proof stand in base64; then a blank line, and the note. Without a key, and
with one proof, it is what https://c2sp.org/tlog-witness sends a witness; from the line after the blank one on it is a
checkpoint.
"""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from claimtrack.events.tree import Hash
from claimtrack.witnessing.checkpoints import Checkpoint, read_checkpoint
from claimtrack.witnessing.keys import PublicKey, read_public
from claimtrack.witnessing.notes import NotANote, Note, from_base64, read_note

_KEY, _OLD = "key ", "old "
_SIZE = re.compile("0|[1-9][0-9]{0,14}")
_HASH_BYTES = 32
_MOST_PROOFS = 64
_LONGEST_PROOF = 128
LARGEST = 1_000_000
"""Bytes of a file that are read: sixty-four proofs of a tree of any size take less than half of it."""


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A signed head as it is handed on; ``key`` is what it says of itself, and proves nothing by itself."""

    note: Note
    checkpoint: Checkpoint
    key: PublicKey | None = None
    proofs: Mapping[int, tuple[Hash, ...]] = field(default_factory=dict)
    """By the size of an earlier tree, what proves that this one begins with it (RFC 6962, 2.1.2)."""

    def written(self) -> str:
        """Write the whole file."""
        front = [f"{_KEY}{self.key.written()}"] if self.key is not None else []
        for size, proof in sorted(self.proofs.items()):
            front += [f"{_OLD}{size}", *(base64.b64encode(one).decode() for one in proof)]
        return "".join(f"{line}\n" for line in front) + ("\n" if front else "") + self.note.written()


def read_signed(written: str) -> SignedHead:
    """Read a signed head; line ends of other systems and blank lines around it are taken, since mail makes them.

    Raises NotANote, saying why it is none.
    """
    text = written.removeprefix("\ufeff").replace("\r\n", "\n").strip("\n") + "\n"
    front: list[str] = []
    if text.startswith((_KEY, _OLD)):
        first, _, text = text.partition("\n\n")
        front = first.split("\n")
    note = read_note(text)
    key, proofs = _front(front)
    return SignedHead(note, read_checkpoint(note.text), key, proofs)


def _front(lines: list[str]) -> tuple[PublicKey | None, Mapping[int, tuple[Hash, ...]]]:
    key: PublicKey | None = None
    proofs: dict[int, list[Hash]] = {}
    current: list[Hash] | None = None
    for line in lines:
        if line.startswith(_KEY) and key is None:
            key = read_public(line.removeprefix(_KEY))
        elif line.startswith(_OLD):
            size = line.removeprefix(_OLD)
            if not _SIZE.fullmatch(size) or int(size) in proofs or len(proofs) == _MOST_PROOFS:
                raise NotANote("a proof does not say since which number of events it is, or two say the same")
            current = proofs[int(size)] = []
        elif current is None or len(current) == _LONGEST_PROOF:
            raise NotANote("a line in front of it is neither a key nor part of a proof")
        else:
            current.append(from_base64(line, _HASH_BYTES))
    return key, {size: tuple(proof) for size, proof in proofs.items()}
