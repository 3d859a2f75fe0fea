"""What a page marks in its own text for machines: microdata (itemprop) and RDFa (property)."""

from itertools import islice
from typing import Any

from claimtrack.reading.metadata.bylines import plain_words
from claimtrack.reading.metadata.stories import Story, story_of
from claimtrack.reading.paths import at

_SCOPES = "(//*[@itemscope or @itemtype or @typeof])[position() <= 200]"
_KINDS = frozenset({"BlogPosting", "CreativeWork", "LiveBlogPosting", "Report", "Article", "Post", "Item"})
_PROPERTIES = {
    "headline": "titles",
    "name": "titles",
    "title": "titles",
    "author": "authors",
    "creator": "authors",
    "has_creator": "authors",
    "publisher": "outlets",
    "datepublished": "published",
    "issued": "published",
    "created": "published",
    "date": "published",
    "datecreated": "published",
    "datemodified": "modified",
    "modified": "modified",
    "url": "addresses",
    "mainentityofpage": "addresses",
    "articlesection": "sections",
}
_OF_THINGS = frozenset({"authors", "outlets"})
_MOST = 20_000
"""Elements of all stories together that are looked at."""
_MOST_PROPERTIES = 200
_DEEP = 200
"""Levels upward that are looked at; no page that means well has more."""


def marked_stories(tree: Any) -> list[Story]:
    """Return what a page marks of its articles, in order; ``tree`` is lxml's. What other things stand in one of them
    tell of themselves is no property of it: the name of a comment's author is not the article's.
    """
    found, left = [], _MOST
    for scope in at(tree, _SCOPES):
        if _is_article(scope) and left > 0 and not any(map(_is_article, islice(scope.iterancestors(), _DEEP))):
            seen, elements = _within(scope, left)
            left -= seen
            found.append(_story(scope, elements))
    return [story for story in found if any((story.titles, story.authors, story.published, story.modified))]


def loose_dates(tree: Any) -> list[tuple[str, str]]:
    """Return the dates that a page marks outside of anything that it says is an article: which, and the words."""
    found = []
    for element in at(tree, "(//*[@itemprop='datePublished' or @itemprop='dateModified'])[position() <= 20]"):
        holder = next((one for one in islice(element.iterancestors(), _DEEP) if _is_scope(one)), None)
        value = _value(element)
        if value and (holder is None or _types(holder) & {"WebPage"}):
            found.append(("published" if element.get("itemprop") == "datePublished" else "modified", value))
    return found


def _is_scope(element: Any) -> bool:
    return element.get("itemscope") is not None or element.get("typeof") is not None


def _types(element: Any) -> set[str]:
    told = f"{element.get('itemtype') or ''} {element.get('typeof') or ''}".split()
    return {one.replace("#", "/").replace(":", "/").rstrip("/").rpartition("/")[2] for one in told}


def _is_article(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return False
    types = _types(element)
    return bool(types & _KINDS) or any(one.endswith("Article") for one in types)


def _within(scope: Any, most: int) -> tuple[int, list[Any]]:
    """Return the elements with properties in a scope, and how many were looked at; an inner scope has its own."""
    stack, seen = [(child, False) for child in reversed(scope)], 0
    found: list[Any] = []
    while stack and seen < most and len(found) < _MOST_PROPERTIES:
        element, inner = stack.pop()
        if not isinstance(element.tag, str):
            continue
        seen += 1
        if not inner and _names(element):
            found.append(element)
        stack += [(child, inner or _is_scope(element)) for child in reversed(element)]
    return seen, found


def _names(element: Any) -> list[str]:
    told = f"{element.get('itemprop') or ''} {element.get('property') or ''} {element.get('rel') or ''}".split()
    bare = (one.replace(":", "/").rpartition("/")[2].lower() for one in told)
    return [_PROPERTIES[one] for one in bare if one in _PROPERTIES]


def _story(scope: Any, elements: list[Any]) -> Story:
    found: dict[str, list[Any]] = {}
    for element in elements:
        for name in dict.fromkeys(_names(element)):
            value = _name_in(element) if name in _OF_THINGS else _value(element)
            if value:
                found.setdefault(name, []).append(value)
    address = scope.get("about") or scope.get("resource") or scope.get("itemid")
    if address:
        found.setdefault("addresses", []).append(address)
    return story_of(found)


def _name_in(element: Any) -> str:
    """Return the name of a thing: that of its own property where it has one, else its words."""
    if _is_scope(element) or len(element):
        inner = at(element, "(.//*[@itemprop='name' or contains(@property, 'name')])[position() <= 5]")
        names = [name for one in inner if (name := _value(one))]
        if names:
            return ", ".join(dict.fromkeys(names))
    return _value(element)


def _value(element: Any) -> str:
    """Return what an element gives as a value: what it says for machines before what it shows."""
    for attribute in ("content", "datetime"):
        told = element.get(attribute)
        if told is not None:
            return plain_words(told)
    if element.tag == "abbr" and element.get("title"):
        return plain_words(element.get("title"))
    if element.tag in {"a", "link"} and {"url", "mainEntityOfPage"} & set((element.get("itemprop") or "").split()):
        return element.get("href") or ""
    return plain_words("".join(islice(element.itertext(), _DEEP)))[:500]
