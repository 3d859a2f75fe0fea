"""HTML: the article's text without the page around it, and what the page says of itself."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.plain import decoded
from claimtrack.reading.published import parse_published

_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_ARTICLE_TYPES = frozenset({"Article", "BlogPosting", "Report", "LiveBlogPosting"})
_HEAD = 4096


def read_html(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read a page: main text by trafilatura, a line a paragraph; metadata from JSON-LD, Open Graph or meta tags.

    Raises InvalidInput for a page without any text of its own.
    """
    source = decoded(data, name=name, charset=_declared(data) or charset)
    try:
        text, found = _main_text(source)
        page = _metadata(source)
    except (RecursionError, ValueError) as error:
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
        published=_date(page.get("published") or found.get("date")),
        url=page.get("url") or found.get("url"),
        language=page.get("language"),
    )


def _declared(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:_HEAD])
    return match[1].decode("ascii") if match is not None else None


def _main_text(source: str) -> tuple[str, dict[str, str]]:
    from trafilatura import bare_extraction

    found = bare_extraction(
        source, with_metadata=True, include_comments=False, include_tables=False, favor_recall=True, deduplicate=False
    )
    if found is None:
        return "", {}
    told = found if isinstance(found, dict) else found.as_dict()
    return told.get("text") or "", {key: str(value) for key, value in told.items() if isinstance(value, str) and value}


def _metadata(source: str) -> dict[str, str]:
    from lxml import html

    # A declared encoding in front of text that is decoded already is an error to lxml.
    tree = html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", source))
    found: dict[str, str] = {}
    for told in (_linked_data(tree), _tags(tree)):
        for key, value in told:
            if value and value.strip():
                found.setdefault(key, " ".join(value.split()))
    return found


def _linked_data(tree: Any) -> Iterator[tuple[str, str | None]]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            told = json.loads(script)
        except ValueError:
            continue  # a page's broken metadata is no reason not to read its text
        for item in _items(told):
            yield "title", _named(item.get("headline") or item.get("name"))
            yield "byline", _named(item.get("author"))
            yield "outlet", _named(item.get("publisher"))
            yield "published", _named(item.get("datePublished"))
            yield "url", _named(item.get("url") or item.get("mainEntityOfPage"))


def _items(told: object) -> Iterator[Mapping[str, Any]]:
    """Give the articles in a piece of linked data, whether it is one, a list, or a graph."""
    if isinstance(told, list):
        for one in told:
            yield from _items(one)
    elif isinstance(told, dict):
        types = told.get("@type")
        names = types if isinstance(types, list) else [types]
        if any(isinstance(one, str) and (one in _ARTICLE_TYPES or one.endswith("Article")) for one in names):
            yield told
        yield from _items(told.get("@graph"))


def _named(value: object) -> str | None:
    """Give the words of a value that may be text, a thing with a name or address, or a list of such."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(words for one in value if (words := _named(one))) or None
    if isinstance(value, dict):
        return _named(value.get("name") or value.get("@id"))
    return None


_TAGS = (
    ("title", "//meta[@property='og:title']/@content"),
    ("title", "//h1//text()"),
    ("title", "//title/text()"),
    ("byline", "//meta[@name='author']/@content"),
    ("byline", "//meta[@property='article:author' and not(starts-with(@content, 'http'))]/@content"),
    ("outlet", "//meta[@property='og:site_name']/@content"),
    ("outlet", "//meta[@name='application-name']/@content"),
    ("published", "//meta[@property='article:published_time']/@content"),
    ("published", "//meta[@name='date' or @name='pubdate' or @name='dc.date' or @itemprop='datePublished']/@content"),
    ("published", "//time/@datetime"),
    ("url", "//link[@rel='canonical']/@href"),
    ("url", "//meta[@property='og:url']/@content"),
    ("language", "/html/@lang"),
)


def _tags(tree: Any) -> Iterator[tuple[str, str | None]]:
    for key, path in _TAGS:
        for value in tree.xpath(path)[:1]:
            yield key, str(value)


def _date(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return parse_published(text)
    except InvalidInput:
        return None  # a page's own date that nobody can read; --published says it
