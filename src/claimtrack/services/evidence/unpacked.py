"""The words of a piece of evidence by which copies are known: those of an archive's files, and what hides in them."""

import re

from claimtrack.errors import ClaimtrackError, InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.packed import ZIP, opened
from claimtrack.reading.read import read_document
from claimtrack.reading.sniff import media_type_of
from claimtrack.rules.copies import Sketch, sketch
from claimtrack.rules.retold import short_runs
from claimtrack.rules.revealed import is_soup, revealed

HIDDEN = Sketch(0, frozenset()).as_bytes()
"""The sketch of a piece that has words which cannot be compared; it has no short runs then."""
_ARCHIVES = frozenset({"application/x-tar", "application/x-7z-compressed", "application/vnd.rar"})
_ADDRESS = re.compile(r"(?:https?|ftp|ipfs)://\S+|\bwww\.\S+", re.IGNORECASE)
_WORDLESS = ("image/", "audio/", "video/", "font/")
_MOST = 200
_LARGEST = 50_000_000
"""Files, and bytes, of an archive that are read; with more, a person compares it."""
_DEEP = 2


class _CannotBeComparedError(Exception):
    """Something of an archive has words that nobody read."""


def known_by(
    document: Document | InvalidInput, data: bytes, media_type: str, name: str
) -> tuple[bytes | None, bytes | None]:
    """Return by what copies of a piece are known: its sketch and its short runs.

    Both are None where it has no words, or none but an address, and the sketch is ``HIDDEN`` where it has some that
    cannot be compared.
    """
    try:
        text = document.whole if isinstance(document, Document) else _of_archive(data, media_type, name, deep=0)
    except (_CannotBeComparedError, ClaimtrackError):
        return HIDDEN, None
    if text is None or _is_address(text):
        return None, None
    seen = revealed(text)
    if is_soup(seen):
        return HIDDEN, None
    return sketch(seen).as_bytes(), short_runs(seen).as_bytes()


def _is_address(text: str) -> bool:
    """Tell whether all that a text says is where something stands, which nobody has in hand."""
    left, count = _ADDRESS.subn(" ", text)
    return count > 0 and not any(map(str.isalnum, left))


def is_hidden(sketched: bytes | None, short: bytes | None) -> bool:
    """Tell whether a piece has words that cannot be compared, by what was kept of it."""
    return sketched == HIDDEN and short is None


def _of_archive(data: bytes, media_type: str, name: str, *, deep: int) -> str | None:
    """Return the words of all files of an archive; None for what is none, or has none with words."""
    if media_type in _ARCHIVES:
        raise _CannotBeComparedError
    if media_type != ZIP:
        return None
    with opened(data, name=name) as packed:
        paths = sorted(path for path in packed.names if not path.endswith("/"))
        if len(paths) > _MOST or packed.doubled or deep > _DEEP:
            raise _CannotBeComparedError
        left, found = _LARGEST, []
        for path in paths:
            member = packed.member(path, largest=left) or b""
            left -= len(member)
            words = _of_member(member, path, deep=deep) if member else None
            if words is not None:
                found.append(words)
    return "\n\n".join(found) if found else None


def _of_member(data: bytes, path: str, *, deep: int) -> str | None:
    media_type = media_type_of(data, name=path)
    if media_type.startswith(_WORDLESS):
        return None
    if media_type == ZIP or media_type in _ARCHIVES:
        return _of_archive(data, media_type, path, deep=deep + 1)
    try:
        return read_document(data, name=path).whole
    except InvalidInput as error:
        raise _CannotBeComparedError from error
