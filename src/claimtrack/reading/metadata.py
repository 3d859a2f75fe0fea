"""What a page says of itself: linked data first, then Open Graph and meta tags."""

import json
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

_ARTICLE_TYPES = frozenset({"Article", "BlogPosting", "Report", "LiveBlogPosting"})
_DEEPEST = 10
"""Levels of lists and graphs; a page that goes deeper means harm."""


def told_by(tree: Any) -> dict[str, str]:
    """Return ``title``, ``byline``, ``outlet``, ``published``, ``url`` and ``language``, as far as a page has them.

    ``tree`` is lxml's. The words are the page's own, on one line; an address is given only when it is whole.
    """
    found: dict[str, str] = {}
    for told in (_linked_data(tree), _tags(tree)):
        for key, value in told:
            clean = " ".join(value.split()) if value else ""
            if clean and (key != "url" or clean.startswith(("http://", "https://"))):
                found.setdefault(key, clean)
    return found


def _linked_data(tree: Any) -> Iterator[tuple[str, str | None]]:
    for script in tree.xpath("//script[starts-with(@type, 'application/ld+json')]/text()"):
        try:
            told = json.loads(script)
        except (ValueError, RecursionError):
            continue  # a page's broken metadata is no reason not to read its text
        items = list(_items(told, _DEEPEST))
        things = {str(item["@id"]): item for item in items if "@id" in item and len(item) > 1}
        for item in filter(_is_article, items):
            yield "title", _named(item.get("headline") or item.get("name"), things)
            yield "byline", _named(item.get("author"), things)
            yield "outlet", _named(item.get("publisher"), things)
            yield "published", _named(item.get("datePublished"), things)
            yield "url", _address(item.get("url"))
            yield "url", _address(item.get("mainEntityOfPage"))


def _items(told: object, levels: int) -> Iterator[Mapping[str, Any]]:
    """Yield the things in a piece of linked data, whether it is one, a list, or a graph."""
    if isinstance(told, list) and levels:
        for one in told:
            yield from _items(one, levels - 1)
    elif isinstance(told, dict):
        yield told
        if levels:
            yield from _items(told.get("@graph"), levels - 1)


def _is_article(item: Mapping[str, Any]) -> bool:
    types = item.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(one, str) and (one in _ARTICLE_TYPES or one.endswith("Article")) for one in names)


def _named(value: object, things: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Return the words of a value that may be text, a thing with a name, the id of one in the graph, or a list."""
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, list):
        return ", ".join(words for one in value if not isinstance(one, list) and (words := _named(one, things))) or None
    if isinstance(value, dict):
        name = value.get("name") or things.get(str(value.get("@id")), {}).get("name")
        return unescape(name) if isinstance(name, str) else None
    return None


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else None


_DATES = (
    *("date", "pubdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date"),
    *("dc.date", "DC.date", "dc.date.issued", "DC.date.issued", "dcterms.created", "DCTERMS.created", "dcterms.issued"),
)
_TAGS = (
    ("title", "//meta[@property='og:title']/@content"),
    ("byline", "//meta[@name='author']/@content"),
    ("byline", "//meta[@property='article:author' and not(starts-with(@content, 'http'))]/@content"),
    ("outlet", "//meta[@property='og:site_name']/@content"),
    ("outlet", "//meta[@name='application-name']/@content"),
    ("published", "//meta[@property='article:published_time']/@content"),
    ("published", f"//meta[{' or '.join(f'@name={name!r}' for name in _DATES)} or @itemprop='datePublished']/@content"),
    ("published", "//time[@itemprop='datePublished' or @pubdate]/@datetime"),
    ("published", "//article//time/@datetime"),
    ("url", "//link[@rel='canonical']/@href"),
    ("url", "//meta[@property='og:url']/@content"),
    ("language", "/html/@lang"),
)


def _tags(tree: Any) -> Iterator[tuple[str, str | None]]:
    for key, path in _TAGS:
        for value in tree.xpath(path)[:1]:
            yield key, str(value)
