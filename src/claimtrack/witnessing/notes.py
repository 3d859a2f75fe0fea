"""Signed notes: a text, and under it a line for each key that signed it (https://c2sp.org/signed-note).

The text ends with a line end; after a blank line come the signatures, each a line of an em dash, the key's name and the
base64 of the key's four-byte number with the signature behind it. What keys and signatures are is ``keys.py``.
"""

import base64
import binascii
import re
from dataclasses import dataclass, replace

KEY_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~:/-]{0,199}")
"""Names of keys that may be trusted here: no letter that looks like another one, nothing that acts on a terminal.

C2SP forbids only white space and plus; a key with another name is one that is not known.
"""

MOST_SIGNATURES = 64
_NUMBER_OF_KEY = 4
_SIGNATURE = re.compile(r"\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)")
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f]")


class NotANote(Exception):
    """What is no signed note; the message says why, and names nothing of what it holds."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What one key put under a text: the key's name and four-byte number, and the bytes of the signature."""

    name: str
    key_id: bytes
    signed: bytes

    def line(self) -> str:
        """Write it as it stands under the text, without the line end."""
        return f"\u2014 {self.name} {base64.b64encode(self.key_id + self.signed).decode()}"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, which ends with a line end, and what was put under it."""

    text: str
    signatures: tuple[Signature, ...]

    def written(self) -> str:
        """Write it whole."""
        return f"{self.text}\n" + "".join(f"{one.line()}\n" for one in self.signatures)

    def and_(self, signature: Signature) -> "Note":
        """Return the same text with one more signature."""
        return replace(self, signatures=(*self.signatures, signature))


def read_note(written: str) -> Note:
    """Read a note; raises NotANote where it is none, to the letter: a signature is over exact bytes."""
    if _CONTROLS.search(written):
        raise NotANote("it has control characters")
    text, blank, under = written.rpartition("\n\n")
    if not blank or not text:
        raise NotANote("no blank line parts a text from its signatures")
    lines = under.split("\n")
    if lines.pop() != "" or not lines:
        raise NotANote("no signature stands under it, or its last line has no end")
    if len(lines) > MOST_SIGNATURES:
        raise NotANote(f"it has more than {MOST_SIGNATURES} signatures")
    return Note(f"{text}\n", tuple(map(_signature, lines)))


def from_base64(written: str, size: int | None = None) -> bytes:
    """Read base64 that is written as it must be, of so many bytes; raises NotANote."""
    try:
        found = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        raise NotANote("what should be base64 is none") from None
    # One text for the same bytes: else two notes that differ would be signed alike.
    if base64.b64encode(found).decode() != written or (size is not None and len(found) != size):
        raise NotANote("what should be base64 is of another length, or has more than one way to be written")
    return found


def _signature(line: str) -> Signature:
    match = _SIGNATURE.fullmatch(line)
    if match is None:
        raise NotANote("a line under it is no signature")
    found = from_base64(match[2])
    if len(found) <= _NUMBER_OF_KEY:
        raise NotANote("a signature is too short")
    return Signature(match[1], found[:_NUMBER_OF_KEY], found[_NUMBER_OF_KEY:])
