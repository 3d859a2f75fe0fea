"""Checkpoints: how many leaves a desk's tree has, and its root (https://c2sp.org/tlog-checkpoint).

Signed by the desk itself, and cosigned by others as https://c2sp.org/tlog-cosignature says, version 1: each says that,
at the time that it gives, this was the largest tree of that desk that it saw, and that it continues all it saw before.
"""

import re
from dataclasses import dataclass

from claimtrack.events.tree import Hash
from claimtrack.witnessing.notes import NotANote, from_base64

_SIZE = re.compile("0|[1-9][0-9]{0,14}")
_HASH_BYTES = 32
_PREFIX = "claimtrack/"
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A tree of so many leaves with this root, of the log that ``origin`` names; ``rest`` are further lines."""

    origin: str
    size: int
    root: Hash
    rest: tuple[str, ...] = ()

    def text(self) -> str:
        """Write what is signed."""
        import base64

        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.rest)
        return "".join(f"{line}\n" for line in lines)


def read_checkpoint(text: str) -> Checkpoint:
    """Read the text of a note; raises NotANote where it is no checkpoint."""
    lines = text.split("\n")
    if lines.pop() != "" or len(lines) < 3 or not all(lines):
        raise NotANote("it has not the three lines of a checkpoint: whose it is, how many events, their tree's root")
    if not _SIZE.fullmatch(lines[1]):
        raise NotANote("its second line is no number of events")
    return Checkpoint(lines[0], int(lines[1]), from_base64(lines[2], _HASH_BYTES), tuple(lines[3:]))


def origin_of(workspace: str) -> str:
    """Return what a workspace's log is called, by its id."""
    return f"{_PREFIX}{workspace}"


def workspace_of(origin: str) -> str | None:
    """Return the id of the workspace whose log is called so; None for a log that is no workspace's."""
    found = origin.removeprefix(_PREFIX)
    return found if origin.startswith(_PREFIX) and _UUID.fullmatch(found) else None


def cosigned_message(text: str, seconds: int) -> bytes:
    """Return what a cosigner signs at a time, in seconds since 1970."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
