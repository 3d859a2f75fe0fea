"""HTML: the article's text without the page around it."""

import logging
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from itertools import islice
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document, PassedOver
from claimtrack.reading.metadata.page_metadata import told_by
from claimtrack.reading.metadata.published import told_published
from claimtrack.reading.pages.completeness import from_linked_data, held_by, left_out
from claimtrack.reading.pages.hidden_parts import Styles
from claimtrack.reading.pages.live_posts import placed_posts, told_posts
from claimtrack.reading.pages.page_blocks import PageBlocks
from claimtrack.reading.pages.page_kind import is_not_free, looks_like, without_requests
from claimtrack.reading.pages.page_parts import bounded, take_out_surroundings
from claimtrack.reading.pages.page_shown import seen, seen_blocks, shown, shown_blocks
from claimtrack.reading.pages.page_tree import parsed
from claimtrack.reading.pages.press_releases import without_boilerplate
from claimtrack.reading.pages.saved_pages import saved_from
from claimtrack.reading.pages.second_reading import Reading, read_again
from claimtrack.reading.pages.to_readers import without_words_to_readers
from claimtrack.reading.pages.unusual_boxes import make_boxes
from claimtrack.reading.plain import decode_page
from claimtrack.reading.purpose import is_for_its_text

_REFERENCE = re.compile(r"&#(?:[0-9]+|[xX][0-9a-fA-F]+);?")
_MARKUP = frozenset("<>&\"'")
_OF_HEADS = frozenset({"base", "link", "meta", "title"})
_TEASER = 150
"""Words; what is shorter on a page that asks for money is the beginning of an article."""
_LEAST_READ = 250
"""Characters; below it trafilatura itself asks for more."""
_PARAGRAPHS = 2
"""One alone is the words of the whole page, which trafilatura gives where it found no article."""
_HELD_FAST = 20_000
"""Elements; more would take memory that a large page needs."""
_MUCH_FOREIGN = 60
_PART_FOREIGN = 0.25


def read_html(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read a page: main text by trafilatura, a line a paragraph; metadata from JSON-LD, Open Graph or meta tags.

    Headings, list items and rows of tables are paragraphs; captions, comments and what surrounds the article are left
    out, and so is what a browser does not show. Whole paragraphs that stand where those of the main text stand are
    added to it (``second_reading``). A date is taken where the page says it is the date of publication, never guessed.
    Raises InvalidInput for a page without any text of its own.
    """
    from lxml import etree

    read = decode_page(data, name=name, charset=charset)
    source = _with_characters(read.text)
    try:
        tree, is_flat = parsed(source)
        held_fast = list(islice(tree.iter(), _HELD_FAST))  # else each walk makes the objects anew that stand for these
        make_boxes(tree)
        page, held, told = told_by(tree), held_by(tree), told_posts(tree)
        styles = Styles(tree)
        showing = shown_blocks(tree, styles)
        seeing = None if is_for_its_text() else seen_blocks(tree)
        kind, is_free = looks_like(tree, showing), not is_not_free(tree)
        taken = take_out_surroundings(tree, styles)
        _drop_head(tree)
        blocks_of = PageBlocks(tree)
        reading = read_again(blocks_of, _main_text(tree, blocks_of))
        del held_fast
    except (RecursionError, ValueError, etree.LxmlError) as error:
        raise InvalidInput(f"{name} cannot be read as HTML: {error}; save its text as a .txt file") from error
    whole = from_linked_data(reading.text, held["linked data"])
    text, asked = without_requests(reading.text if whole is None else whole)
    text, about = without_boilerplate(text)
    text, told_readers = without_words_to_readers(
        text, byline=page.get("byline"), outlet=page.get("outlet"), title=page.get("title")
    )
    said = [*about, *(one.text for one in told_readers)]
    if not text.strip():
        raise InvalidInput(
            f"{name} holds no text of an article: perhaps a script fills it in the browser; "
            "save the page after it has loaded, or copy its text into a .txt file"
        )
    notices = _notices(reading, whole, len(asked), is_flat=is_flat, is_free=is_free)
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
        left_out=left_out(
            "\n".join([text, *said]),
            {**held, "boxes of one class": reading.alike},
        ),
        shown=shown(showing, text),
        seen=seen(seeing if seeing is not None else showing, shown(showing, text)),
        looks_like=kind,
        notices=(*read.notices, *notices),
        posts=placed_posts(told, text),
        passed_over=bounded(
            [
                *taken,
                *(PassedOver(one, "asks to subscribe") for one in asked),
                *(PassedOver(one, "of who issued it") for one in about),
                *told_readers,
                *reading.passed_over,
            ]
        ),
    )


def _notices(reading: Reading, whole: str | None, asked: int, *, is_flat: bool, is_free: bool) -> Iterator[str]:
    words = len(reading.text.split())
    if is_flat:
        yield (
            "Its boxes stand in one another too deep to be told apart: its text was read as it stands, with what is "
            "around the article; hold it against the page."
        )
    if whole is not None:
        yield (
            f"Its text is that of its linked data ({len(whole.split()):,} words): the page shows {words:,} words of "
            "the article, or none."
        )
    elif not is_free:
        part = "holds a part of the article only" if asked or words < _TEASER else "may hold a part of the article only"
        yield f"The page says that it is not free to read (isAccessibleForFree: false) and {part}."
    elif asked and words < _TEASER:
        yield "The page asks its readers to subscribe or to log in, and may hold a part of the article only."
    if reading.foreign >= _MUCH_FOREIGN and reading.foreign >= words * _PART_FOREIGN:
        yield (
            f"PERHAPS NOT ITS OWN: {reading.foreign:,} of {words:,} words that were read stand in entries that lead to "
            "other pages; withdraw what is of other stories, or save the text as a .txt file and ingest that."
        )


def _drop_head(tree: Any) -> None:
    """Take a page's head out, which each copy of the tree would hold; not where its source put the article there."""
    head = tree.find("head")
    if head is not None and all(one.tag in _OF_HEADS for one in head):
        tree.remove(head)


def _with_characters(source: str) -> str:
    """Put characters for numeric references as browsers do: &#147; is a quotation mark, &#0; and &#xD800; are none.

    lxml gives control characters for the first, and trafilatura nothing at all for a page with one of the others.
    Source: the HTML standard, section 13.2.5.80.
    """

    def character(match: re.Match[str]) -> str:
        meant = unescape(match[0])
        return match[0] if meant in _MARKUP else meant

    return _REFERENCE.sub(character, source)


@cache
def _options(*, fast: bool) -> Any:
    from trafilatura.settings import Extractor

    # What it says of title, author and date is a guess at times, and as dear as the text: it is not asked.
    told = Extractor(output_format="python", with_metadata=False, comments=False, tables=False, dedup=False, fast=fast)
    if fast:
        told.focus = "neither"  # else it weighs a short text against the whole page, as is done here by its prose
    return told


def _main_text(tree: Any, blocks_of: PageBlocks) -> str:
    """Return trafilatura's text; its two other extractors, a third of its time, are asked where its own finds little.

    They go before its own where they find twice as much: that is so where it has less than half of the page's prose.
    """
    log = logging.getLogger("trafilatura")
    if not log.handlers:  # it complains on standard error of pages without text, and so do we, in words of our own
        log.addHandler(logging.NullHandler())
    from trafilatura import bare_extraction

    found = bare_extraction(tree, options=_options(fast=True))
    if found is None or isinstance(found, dict) or not _is_enough(found, blocks_of):
        found = bare_extraction(tree, options=_options(fast=False))
    if found is None:
        return ""
    told = found if isinstance(found, dict) else found.as_dict()
    return str(told.get("text") or "")


def _is_enough(found: Any, blocks_of: PageBlocks) -> bool:
    read = len(found.text or "")
    prose = sum(len(block.text) for block, is_told in zip(blocks_of.held, blocks_of.prose, strict=True) if is_told)
    paragraphs = sum(1 for one in islice(found.body.iter("p"), _PARAGRAPHS) if one.text)
    return read >= _LEAST_READ and 2 * read >= prose and paragraphs == _PARAGRAPHS
