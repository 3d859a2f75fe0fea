"""HTML: the article's text without the page around it."""

import logging
import re
from datetime import datetime
from html import unescape
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.completeness import held_by, left_out
from claimtrack.reading.document import Document
from claimtrack.reading.metadata import told_by
from claimtrack.reading.page_parts import take_out_surroundings
from claimtrack.reading.plain import decoded
from claimtrack.reading.published import parse_published

_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:[0-9]+|[xX][0-9a-fA-F]+);?")
_MARKUP = frozenset("<>&\"'")
_HEAD = 4096


def read_html(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read a page: main text by trafilatura, a line a paragraph; metadata from JSON-LD, Open Graph or meta tags.

    Headings and list items are paragraphs; tables, captions, comments and what surrounds the article are left out.
    A date is taken where the page says it is the date of publication, never guessed. Raises InvalidInput for a page
    without any text of its own.
    """
    from lxml import etree

    source = _with_characters(decoded(data, name=name, charset=charset or _declared(data)))
    try:
        tree = _parsed(source)
        page, held = told_by(tree), held_by(tree)
        taken = take_out_surroundings(tree)
        text, found = _main_text(tree)
    except (RecursionError, ValueError, etree.LxmlError) as error:
        raise InvalidInput(f"{name} cannot be read as HTML: {error}; save its text as a .txt file") from error
    if not text.strip():
        raise InvalidInput(
            f"{name} holds no text of an article: perhaps a script fills it in the browser; "
            "save the page after it has loaded, or copy its text into a .txt file"
        )
    return Document(
        text=text,
        media_type="text/html",
        title=page.get("title") or found.get("title"),
        byline=page.get("byline") or found.get("author"),
        outlet=page.get("outlet") or found.get("sitename"),
        published=_date(page.get("published")),
        url=page.get("url") or found.get("url"),
        language=page.get("language"),
        left_out=left_out(text, held),
        passed_over=tuple(taken),
    )


def _declared(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:_HEAD])
    if match is None or match[1].lower().startswith((b"utf-16", b"utf-32")):
        return None  # a page whose tags can be read as ASCII is neither, whatever it says
    return match[1].decode("ascii")


def _with_characters(source: str) -> str:
    """Put characters for numeric references as browsers do: &#147; is a quotation mark, &#0; and &#xD800; are none.

    lxml gives control characters for the first, and trafilatura nothing at all for a page with one of the others.
    Source: the HTML standard, section 13.2.5.80.
    """

    def character(match: re.Match[str]) -> str:
        meant = unescape(match[0])
        return match[0] if meant in _MARKUP else meant

    return _REFERENCE.sub(character, source)


def _parsed(source: str) -> Any:
    from lxml import html

    # A declared encoding in front of text that is decoded already is an error to lxml.
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False)
    return html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", source), parser=parser)


def _main_text(tree: Any) -> tuple[str, dict[str, str]]:
    # It complains on standard error of pages without text, and so do we, in words of our own.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    from trafilatura import bare_extraction

    found = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        deduplicate=False,
        # It cannot be told to look for no date. Its own is a guess, from "© 2026" if need be, and is not used.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None:
        return "", {}
    told = found if isinstance(found, dict) else found.as_dict()
    return told.get("text") or "", {key: str(value) for key, value in told.items() if isinstance(value, str) and value}


def _date(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return parse_published(text)
    except InvalidInput:
        return None  # a page's own date that nobody can read; --published says it
