"""HTML: the article's text without the page around it."""

import logging
import re
from html import unescape
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.completeness import held_by, left_out
from claimtrack.reading.document import Document
from claimtrack.reading.live_posts import placed_posts, told_posts
from claimtrack.reading.metadata import told_by
from claimtrack.reading.page_parts import take_out_surroundings
from claimtrack.reading.plain import decode_page
from claimtrack.reading.published import told_published
from claimtrack.reading.saved_pages import saved_from

_REFERENCE = re.compile(r"&#(?:[0-9]+|[xX][0-9a-fA-F]+);?")
_MARKUP = frozenset("<>&\"'")


def read_html(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read a page: main text by trafilatura, a line a paragraph; metadata from JSON-LD, Open Graph or meta tags.

    Headings and list items are paragraphs; tables, captions, comments and what surrounds the article are left out.
    A date is taken where the page says it is the date of publication, never guessed. Raises InvalidInput for a page
    without any text of its own.
    """
    from lxml import etree

    read = decode_page(data, name=name, charset=charset)
    source = _with_characters(read.text)
    try:
        tree = _parsed(source)
        page, held, told = told_by(tree), held_by(tree), told_posts(tree)
        take_out_surroundings(tree)
        text, _found = _main_text(_written(tree))
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
        title=page.get("title"),
        byline=page.get("byline"),
        outlet=page.get("outlet"),
        published=told_published(page.get("published")),
        modified=told_published(page.get("modified")),
        url=page.get("url") or saved_from(source),
        language=page.get("language"),
        left_out=left_out(text, held),
        notices=read.notices,
        posts=placed_posts(told, text),
    )


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
    return html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", source))


def _written(tree: Any) -> str:
    """Write a page out again: then it is whole; trafilatura takes none that lacks its outermost tags."""
    from lxml import etree

    return str(etree.tostring(tree, encoding="unicode", method="html"))


def _main_text(source: str) -> tuple[str, dict[str, str]]:
    # It complains on standard error of pages without text, and so do we, in words of our own.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    from trafilatura import bare_extraction

    found = bare_extraction(
        source,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        favor_recall=True,
        deduplicate=False,
        # It cannot be told to look for no date. Its own is a guess, from "© 2026" if need be, and is not used.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None:
        return "", {}
    told = found if isinstance(found, dict) else found.as_dict()
    return told.get("text") or "", {key: str(value) for key, value in told.items() if isinstance(value, str) and value}
