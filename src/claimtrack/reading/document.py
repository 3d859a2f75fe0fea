"""What a reader gives: the text of a file or page, and what it says about itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from claimtrack.reading.completeness import LeftOut


@dataclass(frozen=True, slots=True)
class Document:
    """The text read from some bytes, with the metadata that stood in them.

    ``pages`` are the offsets (code points into ``text``) at which each page begins; empty where there are no pages.
    ``left_out`` says that a good part of what the document holds of its article is not in ``text``.
    ``published`` is aware. ``language`` is what the document says of itself (a BCP 47 tag), not a guess.
    """

    text: str
    media_type: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: datetime | None = None
    url: str | None = None
    language: str | None = None
    pages: tuple[int, ...] = ()
    left_out: LeftOut | None = None


class Reader(Protocol):
    """Bytes in, a ``Document`` out; ``name`` is what the user called the input, for messages.

    Raises InvalidInput when the bytes cannot be read as what they seem to be.
    """

    def __call__(self, data: bytes, *, name: str, charset: str | None = None) -> Document: ...
