"""Plain text that was copied out of HTML with its references: ``&ldquo;`` is a quotation mark, and no word."""

import re
from dataclasses import replace
from html import unescape
from html.entities import html5

from claimtrack.reading.document import Document
from claimtrack.reading.plain import read_plain

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LEAST = 3
"""References; a text about HTML may name one or two."""


def read_text(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read plain text, unchanged; only where it holds three references of HTML and more, characters are put for them,
    and that is said.
    """
    document = read_plain(data, name=name, charset=charset)
    found = sum(1 for match in _REFERENCE.finditer(document.text) if _stands_for_character(match[0]))
    if found < _LEAST:
        return document
    said = (
        f"The text holds {found} references of HTML, such as &quot;; they were read as the characters they stand for."
    )
    return replace(
        document,
        text=_REFERENCE.sub(lambda match: _character(match[0]), document.text),
        notices=(*document.notices, said),
    )


def _stands_for_character(reference: str) -> bool:
    return reference.startswith("&#") or reference[1:] in html5


def _character(reference: str) -> str:
    return unescape(reference) if _stands_for_character(reference) else reference
