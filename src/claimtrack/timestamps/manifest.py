"""What a timestamp is over: a small text that names files by their digests, and where the chain of events ended.

It is canonical: four lines behind a ``#``, then a line for each file in the order of the digests, as ``sha256sum -c``
reads them in the locker's folder. The same files and the same head give the same bytes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_FIRST = "# claimtrack manifest 1"
_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which files there were, and the newest event with its hash: all that was on record then hangs on that."""

    workspace: str
    head_number: int
    head_hash: str
    digests: tuple[str, ...]

    def text(self) -> str:
        """Write it as it is kept and stamped."""
        lines = [
            _FIRST,
            f"# workspace: {self.workspace}",
            f"# events: {self.head_number}",
            f"# head: {self.head_hash}",
            *(f"{digest}  {digest[:2]}/{digest[2:]}" for digest in self.digests),
        ]
        return "".join(f"{line}\n" for line in lines)


def manifest_of(workspace: str, head_number: int, head_hash: str, digests: Iterable[str]) -> Manifest:
    """Return the manifest of these files, each once, in order."""
    return Manifest(workspace, head_number, head_hash, tuple(sorted(set(digests))))


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest back; raises ValueError for what is none, or not to the letter what ``text`` writes."""
    lines = data.decode("ascii").splitlines()
    fields = [line.partition(": ")[2] for line in lines[1:4]]
    if len(fields) < len(("workspace", "events", "head")):
        raise ValueError("it is no manifest")
    workspace, number, head = fields
    digests = [line.partition("  ")[0] for line in lines[4:]]
    if not all(map(_DIGEST.fullmatch, (head, *digests))):
        raise ValueError("it holds what is no digest")
    found = manifest_of(workspace, int(number), head, digests)
    if found.text().encode() != data:
        raise ValueError("it is not written as a manifest is")
    return found
