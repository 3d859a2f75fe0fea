"""Feeds (RSS, Atom): read where they hold one story; one of many stories is to be named by its address."""

from collections.abc import Iterator
from typing import Any

from claimtrack.errors import InvalidInput
from claimtrack.reading.document import Document
from claimtrack.reading.formats.stories import Story, line_of, moment, paragraphs_of
from claimtrack.reading.xml_tree import attribute, local, parsed, words

_NAMED = 3
_SHORT = 60
"""Words; a story that has no more in its feed goes on elsewhere."""
_BODIES = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "issued", "date")


def read_feed(data: bytes, *, name: str, charset: str | None = None) -> Document:
    """Read the one story of a feed. Raises InvalidInput for a feed of several, naming the first ones, or of none."""
    del charset  # XML says it
    root = parsed(data, name=name)
    kind = "Atom" if local(root) == "feed" else "RSS"
    items = list(root.iter("{*}item", "{*}entry", "item", "entry"))
    items = list(dict.fromkeys(items))
    if not items:
        raise InvalidInput(
            f"{name} is a feed ({kind}) without a story; give the address of the story, or save its page"
        )
    if len(items) > 1:
        addresses = [address for item in items[:_NAMED] if (address := _address(item))]
        such = f", such as {', '.join(addresses)}" if addresses else ""
        raise InvalidInput(
            f"{name} is a feed ({kind}) of {len(items)} stories; ingest the story that you mean, by its address{such}"
        )
    story = _story(items[0], root)
    if not story.text:
        raise InvalidInput(f"{name} is a feed ({kind}) whose story has no words; save the page of the story")
    return story.document("application/atom+xml" if kind == "Atom" else "application/rss+xml", notices=_notices(story))


def _notices(story: Story) -> tuple[str, ...]:
    if len(story.text.split()) >= _SHORT:
        return ()
    where = f": {story.url}" if story.url else ""
    return (f"The feed may hold only the beginning of the story; ingest the story itself{where}.",)


def _story(item: Any, root: Any) -> Story:
    holder = root if local(root) == "feed" else next(root.iter("{*}channel", "channel"), root)
    body = next((markup for kind in _BODIES if (markup := _markup(item, kind))), "")
    author = next((_name(one) for kind in ("creator", "author") for one in _held(item, kind)), None)
    return Story(
        text=paragraphs_of(body),
        title=line_of(_first(item, "title")),
        byline=author,
        outlet=line_of(_first(holder, "title")),
        published=moment(next((text for kind in _DATES if (text := _first(item, kind))), None)),
        url=_address(item),
        language=_first(holder, "language") or attribute(root, "lang"),
    )


def _held(element: Any, kind: str) -> Iterator[Any]:
    return (child for child in element if local(child) == kind)


def _first(element: Any, kind: str) -> str | None:
    return next((text for one in _held(element, kind) if (text := words(one))), None)


def _markup(item: Any, kind: str) -> str:
    """Return a body as it is written: HTML in text, or XHTML as elements."""
    from lxml import etree

    for one in _held(item, kind):
        if len(one):
            return str(etree.tostring(one, encoding="unicode", with_tail=False))
        if one.text and one.text.strip():
            return str(one.text)
    return ""


def _name(element: Any) -> str | None:
    return _first(element, "name") or words(element) or None


def _address(item: Any) -> str | None:
    """Return where the story is: the text of ``link``, or what an alternate link of Atom refers to."""
    for one in _held(item, "link"):
        address = words(one) or (attribute(one, "href") if attribute(one, "rel") in {None, "alternate"} else None)
        if address:
            return address
    return next((words(one) for one in _held(item, "guid") if words(one).startswith("http")), None)
