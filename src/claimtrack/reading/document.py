"""What a reader gives: the text of a file or page, and what it says about itself."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from claimtrack.reading.pages.completeness import LeftOut
from claimtrack.remedies import Words


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A passage that a file holds and ``text`` does not, and ``why``, in a few words: "hidden", "a gallery"."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Post:
    """The part of ``text`` from ``start`` to ``end`` (code points) that has a time or an author of its own.

    So has a post of a live file. ``published`` is aware; ``correction`` says that the post corrects an earlier one;
    ``clock`` is its time as the file has it, where the file has no day or no zone for it ("10:42").
    """

    start: int
    end: int
    author: str | None = None
    published: datetime | None = None
    correction: bool = False
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text read from some bytes, with the metadata that stood in them.

    ``pages`` are the offsets (code points into ``whole``) at which each page begins; empty where there are no pages.
    Where ``shown`` has more than ``text``, it begins with all of it, so that an offset is one into both, and pages
    begin again behind it: then ``page_numbers`` says which page each of ``pages`` is, else they count from 1.
    ``left_out`` says that a good part of what the document holds of its article is not in ``text``.
    ``published`` is aware, and so is ``modified``, when the document says that it was changed.
    ``language`` is what the document says of itself (a BCP 47 tag), not a guess.
    ``shown`` is all that the file shows to who opens it, tables and footers too, where that is more than ``text``:
    evidence is quoted from it. ``posts`` are parts with a time or an author of their own, in the order of ``text``.
    ``seen`` is what of ``whole`` somebody sees who opens the file, None where that is all of it: a page may hold words
    that its own styles hide, or that a script would have to show. Nothing is found in it by offset. What is read for
    an article has None.
    ``looks_like`` says what a file is that is no article ("a consent page"); ``notices`` are whole sentences on how it
    was read, for who decides whether to trust that; ``passed_over`` is what was seen and is not in ``text``.
    """

    text: str
    media_type: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    url: str | None = None
    language: str | None = None
    pages: tuple[int, ...] = ()
    page_numbers: tuple[int, ...] = ()
    left_out: LeftOut | None = None
    shown: str | None = None
    seen: str | None = None
    posts: tuple[Post, ...] = ()
    looks_like: str | None = None
    notices: tuple[Words, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()

    @property
    def whole(self) -> str:
        """All that the file shows, which is where an excerpt of it may stand."""
        return self.text if self.shown is None else self.shown

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page on which a code point of ``whole`` stands, None where there are no pages."""
        place = bisect_right(self.pages, offset)
        return (self.page_numbers[place - 1] if self.page_numbers else place) if place else None


class Reader(Protocol):
    """Bytes in, a ``Document`` out; ``name`` is what the user called the input, for messages.

    Raises InvalidInput when the bytes cannot be read as what they seem to be.
    """

    def __call__(self, data: bytes, *, name: str, charset: str | None = None) -> Document: ...
