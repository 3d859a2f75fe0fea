"""MHTML: a page that a browser saved with all that belongs to it, as the parts of a mail."""

from dataclasses import replace
from email.message import Message

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.formats import mime
from claimtrack.reading.pages.html import read_html
from claimtrack.reading.text_kinds import MHTML

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_mhtml(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read the page of a saved web archive, as ``read_html`` reads it.

    The address is where the page was, its title that of the page or else of the archive. The archive's own date is
    when it was saved, which is no date of publication. Raises InvalidInput for one that holds no page.
    """
    message = mime.parsed(data, name=name)
    page = _root(message)
    if page is None:
        raise InvalidInput(f"{name} is a saved web archive (MHTML) without a page; save the page again, as HTML")
    document = read_html(mime.payload(page), name=name, charset=page.get_content_charset() or charset)
    address = mime.field(message, "snapshot-content-location") or mime.field(page, "content-location")
    saved = mime.date(mime.field(message, "date"))
    notices = (f"The page was saved on {saved:%Y-%m-%d} at {saved:%H:%M} UTC.",) if saved is not None else ()
    return replace(
        document,
        media_type=MHTML,
        title=document.title or mime.field(message, "subject"),
        url=document.url or (address if address and address.startswith(("http://", "https://")) else None),
        notices=(*document.notices, *notices),
    )


def _root(message: Message) -> Message | None:
    """Return the part that is the page: the one that the archive names, else the first page of all parts."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES and mime.payload(part).strip()]
    start = message.get_param("start")
    named = mime.field(message, "snapshot-content-location")
    return next(
        (part for part in pages if start and mime.field(part, "content-id") == start),
        next(
            (part for part in pages if named and mime.field(part, "content-location") == named),
            pages[0] if pages else None,
        ),
    )
