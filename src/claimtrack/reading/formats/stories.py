"""One story as feeds, agencies and programs pass it on: a headline, a text, and what is said of it."""

import re
from dataclasses import dataclass
from datetime import datetime

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.formats.markup_words import looks_like_html, words_of
from claimtrack.reading.formats.mime import date
from claimtrack.reading.metadata.published import parse_published
from claimtrack.remedies import Words

_BY = re.compile(r"\A(?:by|von|par|por|di|av|door)\s+(?=\S)", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_PARAGRAPHS = re.compile(r"[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))+")


@dataclass(frozen=True, slots=True)
class Story:
    """A story and what is said of it, in the words of the file; ``text`` has a blank line between paragraphs."""

    text: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: datetime | None = None
    url: str | None = None
    language: str | None = None

    def document(self, media_type: str, *, notices: tuple[Words, ...] = ()) -> Document:
        """Return it as a document whose first paragraph is the headline, as on a page."""
        has_title = self.title is None or self.text.startswith(self.title)
        return Document(
            text=self.text if has_title else f"{self.title}\n\n{self.text}",
            media_type=media_type,
            title=self.title,
            byline=_BY.sub("", self.byline) if self.byline else None,
            outlet=self.outlet,
            published=self.published,
            url=self.url if self.url and self.url.startswith(("http://", "https://")) else None,
            language=self.language,
            notices=notices,
        )


def paragraphs_of(text: str) -> str:
    """Return the words of a body that may be HTML or plain, a blank line between its paragraphs."""
    if looks_like_html(text) or _REFERENCE.search(text):
        return words_of(text).text
    return _PARAGRAPHS.sub("\n\n", text).strip()


def line_of(text: str | None) -> str | None:
    """Return the words of a headline or a name, which may be HTML, on one line; None where there are none."""
    return " ".join(paragraphs_of(text).split()) or None if text else None


def moment(text: str | None) -> datetime | None:
    """Return a date in any of the forms in which it is passed on; None where it cannot be told."""
    if not text or not text.strip():
        return None
    try:
        return parse_published(text.strip())
    except InvalidInput:
        return date(text)
